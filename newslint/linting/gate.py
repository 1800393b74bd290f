"""Find out quickly that a rule has nothing to do in a text.

The search for a literal string runs many times faster than any pattern, so text rules
name the literals without which they find nothing. Characters that are not printable
(controls, invisible ones, spaces other than the common one) are rare as a group, and
one look tells that a text has none of them.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Suspects:
    """A text, and the characters in it that are not printable."""

    __slots__ = ("_characters", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._characters: frozenset[str] | None = None

    @property
    def characters(self) -> frozenset[str]:
        """The distinct characters of the text that are not printable, line ends and tabs aside."""
        if self._characters is None:
            text = self.text
            if text.replace("\n", "").replace("\t", "").isprintable():
                self._characters = frozenset()
            else:
                # Runs of what is surely printable are skipped by the pattern; the rest is looked at one by one.
                rest = "".join(_NOT_PLAIN.findall(text))
                self._characters = frozenset(one for one in set(rest) if not one.isprintable())
        return self._characters


_NOT_PLAIN = re.compile(r"[^\w -~\n\t]")


class Gate:
    """The literals of which one must occur; without any, everything passes."""

    __slots__ = ("_all", "_characters", "_literals", "_not_ascii", "_references")

    def __init__(self, literals: Iterable[str]) -> None:
        literals = tuple(literals)
        self._all = not literals
        self._characters = frozenset(
            one for one in literals if len(one) == 1 and not one.isprintable() and one not in "\n\t"
        )
        rest = [one for one in literals if one not in self._characters]
        self._references = tuple(one for one in rest if one[0] == "&" and len(one) > 1)
        self._not_ascii = tuple(one for one in rest if not one.isascii())
        self._literals = tuple(one for one in rest if one not in self._references and one.isascii())

    def lets_through(self, suspects: Suspects) -> bool:
        """Return whether one of the literals occurs in the text of *suspects*."""
        if self._all:
            return True
        text = suspects.text
        for literal in self._literals:
            if literal in text:
                return True
        if self._references and "&" in text:
            for literal in self._references:
                if literal in text:
                    return True
        if self._not_ascii and not text.isascii():
            for literal in self._not_ascii:
                if literal in text:
                    return True
        return bool(self._characters) and not self._characters.isdisjoint(suspects.characters)
