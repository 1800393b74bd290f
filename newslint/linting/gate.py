"""Find out quickly which rules have nothing to do in a text.

The search for a literal string runs many times faster than any pattern, so text rules
name the literals without which they find nothing. A single character is found, or
found missing, faster still: a literal is only searched for if all its characters occur.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Control characters are rare as a group. One look at the bytes of UTF-8 tells that a text has none of them:
# C0 and DELETE are bytes of their own, C1 begins with C2.
_C0 = frozenset(map(chr, {*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}))
_C1 = frozenset(map(chr, range(0x80, 0xA0)))
_NOT_C0 = bytes(number for number in range(256) if chr(number) not in _C0)


class Gate:
    """Several rules' literals. A rule is let through if one of its own occurs, or if it names none."""

    __slots__ = ("_always", "_ascii", "_c0", "_c1", "_literals", "_of_character", "_others")

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
        self._of_character = {literal: bits for literal, bits in by_literal.items() if len(literal) == 1}
        self._literals: dict[str, list[tuple[str, frozenset[str], int]]] = {}
        """By the first two characters, with the characters and the rules of each."""
        for literal, bits in by_literal.items():
            if len(literal) > 1:
                self._literals.setdefault(literal[:2], []).append((literal, frozenset(literal), bits))
        characters = set("".join(by_literal))
        self._c0 = tuple(characters & _C0)
        self._c1 = tuple(characters & _C1)
        characters -= _C0 | _C1
        self._ascii = tuple(one for one in characters if one.isascii())
        self._others = tuple(one for one in characters if not one.isascii())

    def lets_through(self, text: str) -> list[int]:
        """Return the places of the rules for which *text* holds a literal, in ascending order."""
        present = self._present(text)
        passed = self._always
        of_character = self._of_character
        for character in present:
            if character in of_character:
                passed |= of_character[character]
        for start, literals in self._literals.items():
            if len(literals) > 2 and start not in text:
                continue  # One search for all that begin like this, such as references to characters.
            for literal, needed, bits in literals:
                if passed | bits != passed and needed <= present and literal in text:
                    passed |= bits
        return [place for place in range(passed.bit_length()) if passed >> place & 1]

    def _present(self, text: str) -> set[str]:
        """Return which of the characters of all literals *text* holds."""
        present = {character for character in self._ascii if character in text}
        written = text.encode("utf-8", "surrogatepass")
        if self._c0 and written.translate(None, _NOT_C0):
            present.update([character for character in self._c0 if character in text])
        if len(written) > len(text):
            present.update([character for character in self._others if character in text])
            if self._c1 and b"\xc2" in written:
                present.update([character for character in self._c1 if character in text])
        return present
