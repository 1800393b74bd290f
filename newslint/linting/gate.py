"""Find out quickly which rules have nothing to do in a text.

The search for a literal string runs many times faster than any pattern, so text rules
name the literals without which they find nothing. A single character is found, or
found missing, faster still: a literal is only searched for if its rarest characters occur.
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Control characters are rare as a group. One look at the bytes of UTF-8 tells that a text has none of them:
# C0 and DELETE are bytes of their own, C1 begins with C2.
# So are marks: characters that are neither ASCII nor of the scripts of East Asia, such as invisible and combining ones.
_C0 = frozenset(map(chr, {*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}))
_C1 = frozenset(map(chr, range(0x80, 0xA0)))
_NOT_C0 = bytes(number for number in range(256) if chr(number) not in _C0)
# Nearly every text has these, so that whether it does tells nothing.
_EVERYWHERE = frozenset("abcdefghijklmnopqrstuvwxyz \n-./")
_MOST_TESTED = 2
"""Characters of a literal that are looked for before the literal itself."""


class Gate:
    """Several rules' literals. A rule is let through if one of its own occurs, or if it names none."""

    __slots__ = ("_always", "_c0", "_c1", "_groups", "_marks", "_of_character", "_of_control", "_of_mark")

    def __init__(self, watched: Sequence[Iterable[str]]) -> None:
        """Take the literals of each rule; the rule goes by its place in *watched*."""
        self._always = 0
        by_literal: dict[str, int] = {}
        for place, literals in enumerate(watched):
            bit = 1 << place
            empty = True
            for literal in literals:
                by_literal[literal] = by_literal.get(literal, 0) | bit
                empty = False
            if empty:
                self._always |= bit
        single = {literal: bits for literal, bits in by_literal.items() if len(literal) == 1}
        others = [(one, bits) for one, bits in single.items() if one not in _C0 and one not in _C1]
        self._of_character = [(one, bits) for one, bits in others if one < "\x80" or "\u2e80" <= one <= "\ud7ff"]
        self._of_mark = [(one, bits) for one, bits in others if not (one < "\x80" or "\u2e80" <= one <= "\ud7ff")]
        marks = re.escape("".join(one for one, _ in self._of_mark))
        self._marks = late_pattern(f"[{marks}]" if marks else "(?!)")
        self._of_control = {one: bits for one, bits in single.items() if one in _C0 or one in _C1}
        self._c0 = tuple(one for one in self._of_control if one in _C0)
        self._c1 = tuple(one for one in self._of_control if one in _C1)
        beginnings: dict[str, list[tuple[str, str, int]]] = {}
        for literal, bits in by_literal.items():
            if len(literal) > 1:
                beginnings.setdefault(literal[:2], []).append((literal, _rare(literal), bits))
        self._groups: list[tuple[str, str, list[tuple[str, str, int]], int]] = []
        """The first two characters, the rare ones of them, and the literals with theirs and with their rules."""
        for start, literals_here in beginnings.items():
            everybody = 0
            for _, _, bits in literals_here:
                everybody |= bits
            self._groups.append((start, _rare(start), literals_here, everybody))

    def lets_through(self, text: str) -> list[int]:
        """Return the places of the rules for which *text* holds a literal, in ascending order."""
        passed = self._always | self._controls(text)
        for character, bits in self._of_character:
            if passed | bits != passed and character in text:
                passed |= bits
        if self._of_mark and not text.isascii() and self._marks.search(text):
            for character, bits in self._of_mark:
                if passed | bits != passed and character in text:
                    passed |= bits
        for start, rare, literals, everybody in self._groups:
            if passed | everybody == passed:
                continue
            # One search for all that begin like this, such as references to characters.
            if rare and rare[0] not in text:
                continue
            if len(literals) > 2 and start not in text:
                continue
            for literal, rare, bits in literals:
                if passed | bits != passed and all(one in text for one in rare) and literal in text:
                    passed |= bits
        return [place for place in range(passed.bit_length()) if passed >> place & 1]

    def _controls(self, text: str) -> int:
        """Return the rules that are let through for single control characters."""
        passed = 0
        written = text.encode("utf-8", "surrogatepass")
        if self._c0 and written.translate(None, _NOT_C0):
            for character in self._c0:
                if character in text:
                    passed |= self._of_control[character]
        if self._c1 and len(written) > len(text) and b"\xc2" in written:
            for character in self._c1:
                if character in text:
                    passed |= self._of_control[character]
        return passed


def _rare(literal: str) -> str:
    """Return the characters of *literal* that tell most, by whether a text has them: a few, the rarest first."""
    telling = sorted({one for one in literal if one not in _EVERYWHERE}, key=lambda one: (one.isascii(), one))
    return "".join(telling[:_MOST_TESTED])
