"""Which program the articles in a folder are written for, where its own files leave no doubt.

From the documentation of each program: Hexo "Setup", Jekyll "Directory Structure", Hugo
"Configuration", Zola "Configuration", Astro "Configuring Astro", Eleventy "Configuration",
Pelican "Settings".
"""

from __future__ import annotations

import os
import re

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN_FILES = {
    "astro": ("astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs"),
    "eleventy": (
        ".eleventy.js",
        "eleventy.config.js",
        "eleventy.config.mjs",
        "eleventy.config.cjs",
        "eleventy.config.ts",
    ),
    "hugo": ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
    "pelican": ("pelicanconf.py",),
}
# Hugo's setting and Zola's, in a file that both call config.toml.
_HUGO_SETTING = late_pattern(r"^[ \t]*+[\"']?baseurl[\"']?[ \t]*+=", re.MULTILINE | re.IGNORECASE)
_ZOLA_SETTING = late_pattern(r"^[ \t]*+base_url[ \t]*+=", re.MULTILINE)
_HEXO_PACKAGE = late_pattern(r"\"hexo\"[ \t]*+:")
_JEKYLL_GEM = late_pattern(r"^[ \t]*+gem[ \t(]++[\"'](?:jekyll|github-pages)[\"']", re.MULTILINE)
_LARGEST = 256 * 1024


class Detected:
    """A target that was found. ``folder`` is where its site begins, ``evidence`` the file there that says so."""

    __slots__ = ("evidence", "folder", "target")

    def __init__(self, target: str, folder: str, evidence: str) -> None:
        self.target = target
        self.folder = folder
        self.evidence = evidence


class Detection:
    """Looks for the site that a folder belongs to: in the folder and above it, up to the root of the repository."""

    def __init__(self) -> None:
        self._by_folder: dict[str, Detected | None] = {}

    def of_folder(self, folder: str) -> Detected | None:
        """Return what was found for *folder* (an absolute path); None if nothing was, or more than one."""
        if folder not in self._by_folder:
            self._by_folder[folder] = self._search(folder)
        return self._by_folder[folder]

    @property
    def found(self) -> list[Detected]:
        """All that was found, each once, by folder."""
        sites = {detected.folder: detected for detected in self._by_folder.values() if detected is not None}
        return [sites[folder] for folder in sorted(sites)]

    def _search(self, folder: str) -> Detected | None:
        try:
            names = frozenset(os.listdir(folder))
        except OSError:
            names = frozenset()
        found = list(_programs(folder, names))
        if found:
            return Detected(found[0][0], folder, found[0][1]) if len(found) == 1 else None
        parent = os.path.dirname(folder)
        return None if ".git" in names or parent == folder else self.of_folder(parent)


def _programs(folder: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the programs whose site begins in *folder*, each with the file that says so."""
    for target, files in _OWN_FILES.items():
        for name in files:
            if name in names:
                yield target, name
                break
    if "config.toml" in names:
        text = _text(folder, "config.toml")
        if _ZOLA_SETTING.search(text):
            yield "zola", "config.toml"
        elif _HUGO_SETTING.search(text) and "hugo.toml" not in names:
            yield "hugo", "config.toml"
    if "_config.yml" in names:
        if "package.json" in names and _HEXO_PACKAGE.search(_text(folder, "package.json")):
            yield "hexo", "_config.yml"
        elif names & {"_posts", "_layouts", "_includes"} or (
            "Gemfile" in names and _JEKYLL_GEM.search(_text(folder, "Gemfile"))
        ):
            yield "jekyll", "_config.yml"


def _text(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            return file.read(_LARGEST)
    except OSError:
        return ""
