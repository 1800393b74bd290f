"""Which files are checked, and why the others are not."""

from __future__ import annotations

import os
import re

from newslint.config.discovery import relative
from newslint.running.gitignore import GitIgnore
from newslint.running.targets import content, templates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.config.discovery import Configuration, Configurations, Settings

KINDS = (".md", ".markdown", ".html", ".htm", ".xhtml")
"""The extensions of files that can be articles."""

_HEAD = 1024
_FENCE = re.compile(rb"\s*+(?:---[-\s]|\+\+\+\s|\{\s*+[\"}])")


class Article:
    """A file to check. ``reason`` says why it is one, ``size`` is in bytes."""

    __slots__ = ("path", "reason", "settings", "size")

    def __init__(self, path: str, reason: str, size: int, settings: Settings) -> None:
        self.path = path
        self.reason = reason
        self.size = size
        self.settings = settings


class Skipped:
    """A file or folder that is not checked, and why. The path of a folder ends with a slash."""

    __slots__ = ("path", "reason")

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason


class Discovery:
    """What was found for the paths of one command line.

    ``errors`` are messages that make the exit status 2, ``notes`` messages that do not.
    """

    def __init__(self, configurations: Configurations, *, force_exclude: bool = False) -> None:
        self.articles: list[Article] = []
        self.skipped: list[Skipped] = []
        self.errors: list[str] = []
        self.notes: list[str] = []
        self.configurations: dict[Configuration, None] = {}
        self._finder = configurations
        self._force_exclude = force_exclude
        self._seen: set[str] = set()
        self._met = 0

    def find(self, paths: Iterable[str]) -> Discovery:
        """Look at *paths*, and walk those that are folders. The articles come out sorted by path.

        Raises SettingsError if a settings file on the way is wrong.
        """
        for path in paths:
            if os.path.isdir(path):
                before = self._met
                self._walk(path)
                if self._met == before:
                    self.notes.append(f"no articles in {path}")
            elif os.path.exists(path):
                self._named(path)
            else:
                self.errors.append(f"no such file or folder: {path}")
        self.articles.sort(key=lambda article: article.path.split(os.sep))
        return self

    def excluded(self, path: str) -> str:
        """Return the pattern that leaves out a file named on the command line, empty if it stays."""
        absolute = os.path.abspath(path)
        configuration = self._configuration(os.path.dirname(absolute))
        if not (self._force_exclude or configuration.force_exclude):
            return ""
        for folder, patterns in configuration.exclude:
            pattern = patterns.cover(relative(absolute, folder))
            if pattern:
                return pattern
        return ""

    def settings(self, path: str) -> Settings:
        """Return the settings for *path*, which need not exist."""
        absolute = os.path.abspath(path)
        return self._configuration(os.path.dirname(absolute)).settings(absolute)

    def _configuration(self, folder: str, names: frozenset[str] | None = None) -> Configuration:
        configuration = self._finder.of_folder(folder, names)
        self.configurations[configuration] = None
        return configuration

    def _named(self, path: str) -> None:
        shown = _shown(path)
        pattern = self.excluded(path)
        if pattern:
            self.skipped.append(Skipped(shown, f'excluded by "{pattern}"'))
            self.notes.append(f'{shown} is excluded by "{pattern}"')
        else:
            article = Article(shown, "named on the command line", _size(path), self.settings(path))
            self._add(article, os.path.realpath(path))

    def _walk(self, path: str) -> None:
        top = os.path.abspath(path)
        if self._force_exclude or self._configuration(top).force_exclude:
            for folder, patterns in self._configuration(top).exclude:
                inside = relative(top, folder)
                pattern = "" if inside == "." else patterns.cover(inside + "/").rstrip("/")
                if pattern:
                    self.skipped.append(Skipped(_shown(path) + os.sep, f'excluded by "{pattern}"'))
                    return
        # Each entry: the folder as it is shown, its absolute path, its real path, and what git ignores in it.
        stack = [(_shown(path), top, os.path.realpath(path), GitIgnore.above(top))]
        while stack:
            shown, absolute, real, ignore = stack.pop()
            try:
                with os.scandir(absolute) as scan:
                    entries = sorted(scan, key=lambda entry: entry.name)
            except OSError as error:
                self.errors.append(f"{shown}: cannot be read: {error.strerror}")
                continue
            names = frozenset(entry.name for entry in entries)
            if ".gitignore" in names:
                ignore = ignore.inside(absolute)
            configuration = self._configuration(absolute, names)
            folders: list[tuple[str, str, str, GitIgnore]] = []
            for entry in entries:
                name = entry.name
                # A link that leads round in a circle makes entry.is_dir() raise.
                is_folder = os.path.isdir(entry) if entry.is_symlink() else entry.is_dir()
                here = name if shown == "." else os.path.join(shown, name)
                there = os.path.join(absolute, name)
                if is_folder and entry.is_symlink():
                    self.skipped.append(Skipped(here + os.sep, "a symbolic link to a folder"))
                    continue
                reason = self._left_out(there, is_folder, configuration, ignore)
                if reason:
                    self.skipped.append(Skipped(here + os.sep if is_folder else here, reason))
                elif is_folder:
                    folders.append((here, there, os.path.join(real, name), ignore))
                else:
                    self._found(entry, here, there, os.path.join(real, name), configuration)
            stack.extend(reversed(folders))

    def _left_out(self, path: str, is_folder: bool, configuration: Configuration, ignore: GitIgnore) -> str:
        for root, patterns in configuration.exclude:
            pattern = patterns.match(relative(path, root), folder=is_folder)
            if pattern:
                return f'excluded by "{pattern}"'
        return "ignored by git" if ignore.ignores(path, folder=is_folder) else ""

    def _found(self, entry: os.DirEntry[str], shown: str, path: str, real: str, configuration: Configuration) -> None:
        included = any(patterns.cover(relative(path, root)) for root, patterns in configuration.include)
        if not included and not entry.name.lower().endswith(KINDS):
            self.skipped.append(Skipped(shown, "not of a kind that articles are"))
            return
        if not os.path.isfile(path):
            self.skipped.append(Skipped(shown, "a broken link" if entry.is_symlink() else "not a regular file"))
            return
        settings = configuration.settings(path)
        is_article, reason = (True, "included") if included else _judge(path, settings.target, settings.site)
        if is_article:
            real = os.path.realpath(path) if entry.is_symlink() else real
            self._add(Article(shown, reason, _size(path), settings), real)
        else:
            self.skipped.append(Skipped(shown, reason))

    def _add(self, article: Article, real: str) -> None:
        if real in self._seen:
            self.skipped.append(Skipped(article.path, "the same file as another one"))
        else:
            self._seen.add(real)
            self.articles.append(article)
        self._met += 1


def detected_targets(settings: Iterable[Settings]) -> list[str]:
    """Return what to say of the targets that were not set but detected."""
    sites = {one.detected.folder: one.detected for one in settings if one.detected is not None}
    return [
        f"target: {site.target}, by {site.evidence} in {_shown(relative(folder, os.getcwd()))}"
        for folder, site in sorted(sites.items())
    ]


def has_front_matter(head: bytes) -> bool:
    """Return whether a file that begins with *head* looks as if it had front matter."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # UTF-16. It is an article, and its encoding will be reported.
        head = head[2:].replace(b"\0", b"")
    return _FENCE.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _judge(path: str, target: str, root: str) -> tuple[bool, str]:
    """Return whether the file at *path*, found in a folder, is an article, and why or why not."""
    if target != "none":
        inside = relative(path, root)
        if pattern := templates(target).cover(inside):
            return False, f'in a folder of templates ("{pattern}")'
        if pattern := content(target).cover(inside):
            return True, f'in a content folder ("{pattern}")'
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            head = os.read(descriptor, _HEAD)
        finally:
            os.close(descriptor)
    except OSError:
        return True, "cannot be read"  # which is then reported
    return (True, "has front matter") if has_front_matter(head) else (False, "has no front matter")


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _shown(path: str) -> str:
    """Return *path* as messages show it: without ``./``, and as it is if it goes up and down again."""
    return path if ".." in path.split(os.sep) else os.path.normpath(path)
