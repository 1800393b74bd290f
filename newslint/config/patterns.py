"""The patterns in settings that name files and folders.

They are read as in ``.gitignore``, without negation: a pattern with no slash (or
only one at its end) is matched against the name of a file or folder at any depth;
one with a slash against the path from the folder of the settings file. ``*`` and
``?`` stop at a slash, ``**`` does not. A pattern that ends with a slash matches
folders only. What matches a folder covers everything in it.
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = late_pattern(r"[*?\[]")
# A class such as [a-c] or [!0-9]; a bracket without a partner stands for itself.
_CLASS = late_pattern(r"\[(!?)(\]?[^\]/]*+)\]")


class PatternError(ValueError):
    """A pattern that means nothing."""


class Patterns:
    """A list of patterns. Paths are given relative to the folder of the settings file, with ``/``."""

    __slots__ = ("_globs", "_names", "texts")

    def __init__(self, texts: Iterable[str]) -> None:
        """Raise PatternError for a pattern that is empty, negated, or not well formed."""
        self.texts = tuple(texts)
        self._names: set[str] = set()
        self._globs: list[tuple[str, re.Pattern[str], bool, bool]] = []
        for text in self.texts:
            if text.startswith("!"):
                raise PatternError(f'"{text}": a pattern cannot be negated')
            bare = text.rstrip("/")
            if not bare:
                raise PatternError(f'"{text}": an empty pattern')
            bare = bare.removeprefix("./")
            if "/" not in bare and not _SPECIAL.search(bare) and bare == text:
                self._names.add(bare)
            else:
                try:
                    expression = re.compile(translate(bare.removeprefix("/")))
                except re.error as error:
                    raise PatternError(f'"{text}": {error.msg}') from None
                self._globs.append((text, expression, "/" in bare, bare != text.removeprefix("./")))

    def match(self, path: str, *, folder: bool = False) -> str:
        """Return the first pattern that matches this very *path*, empty if none does."""
        name = path.rpartition("/")[2]
        if name in self._names:
            return name
        for text, expression, whole, folders_only in self._globs:
            if (folder or not folders_only) and expression.fullmatch(path if whole else name):
                return text
        return ""

    def cover(self, path: str) -> str:
        """Return the first pattern that matches the file *path* or a folder above it, empty if none does."""
        slash = path.find("/")
        while slash >= 0:
            found = self.match(path[:slash], folder=True)
            if found:
                return found
            slash = path.find("/", slash + 1)
        return self.match(path)


def translate(pattern: str) -> str:
    """Return the regular expression for one pattern."""
    parts: list[str] = []
    place = 0
    while place < len(pattern):
        character = pattern[place]
        if pattern.startswith("**/", place) and (place == 0 or pattern[place - 1] == "/"):
            parts.append("(?:[^/]++/)*")
            place += 3
        elif pattern.startswith("**", place):
            parts.append(".*")
            place += 2
        elif character == "*":
            parts.append("[^/]*")
            place += 1
        elif character == "?":
            parts.append("[^/]")
            place += 1
        elif character == "[" and (found := _CLASS.match(pattern, place)) and found[2]:
            inside = re.sub(r"([\\\[\]&~|])", r"\\\1", found[2])
            if inside.startswith("^"):
                inside = "\\" + inside
            parts.append(f"(?!/)[{'^' if found[1] else ''}{inside}]")
            place = found.end()
        else:
            parts.append(re.escape(character))
            place += 1
    return "(?s:" + "".join(parts) + ")"
