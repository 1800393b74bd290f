"""Find out quickly which rules have nothing to do in a text.

The search for a literal string runs many times faster than any pattern, so text rules
name the literals without which they find nothing. There are hundreds of them, and most
texts have none: words, signs and invisible characters are all looked for in one go, by an
Aho-Corasick automaton. What nearly every text has, such as the beginnings of tags, would only give
it work; those are found at once by themselves.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

# Control characters are rare as a group. One look at the bytes of UTF-8 tells that a text has none of them:
# C0 and DELETE are bytes of their own, C1 begins with C2.
_C0 = frozenset(map(chr, {*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}))
_C1 = frozenset(map(chr, range(0x80, 0xA0)))
_NOT_C0 = bytes(number for number in range(256) if chr(number) not in _C0)
# Nearly every text has these, so that whether it does tells nothing.
_EVERYWHERE = frozenset("abcdefghijklmnopqrstuvwxyz \n-./")
_LONGEST_SIGN = 3
"""Code points: what is as short as this and ASCII is a sign rather than a word."""
_CHUNK = 1 << 18
"""Bytes that the automaton gets at a time, so that what it finds takes little room."""


class Gate:
    """Several rules' literals. A rule is let through if one of its own occurs, or if it names none."""

    __slots__ = ("_always", "_automaton", "_by_word", "_c0", "_c1", "_controls", "_longest", "_signs", "_words")

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
        self._controls = {literal: bits for literal, bits in by_literal.items() if literal in _C0 or literal in _C1}
        self._c0 = tuple(one for one in self._controls if one in _C0)
        self._c1 = tuple(one for one in self._controls if one in _C1)
        signs: dict[str, list[tuple[str, int]]] = {}
        words: dict[str, int] = {}
        for literal, bits in by_literal.items():
            if literal in self._controls:
                continue
            if literal.isascii() and (len(literal) <= _LONGEST_SIGN or literal[0] == "&"):
                signs.setdefault(literal[:2], []).append((literal, bits))
            else:
                words[literal] = bits
        self._signs: list[tuple[str, str, list[tuple[str, int]], int]] = []
        """The first two characters, the one that tells most, and the literals that begin so, with their rules."""
        for start, literals_here in signs.items():
            everybody = 0
            for _, bits in literals_here:
                everybody |= bits
            telling = sorted(one for one in start if one not in _EVERYWHERE)
            self._signs.append((start, telling[0] if telling else "", literals_here, everybody))
        self._words = tuple(literal.encode("utf-8", "surrogatepass") for literal in words)
        self._by_word = tuple(words.values())
        self._longest = max(map(len, self._words), default=0)
        self._automaton: Any = None

    def lets_through(self, text: str) -> list[int]:
        """Return the places of the rules for which *text* holds a literal, in ascending order."""
        written = text.encode("utf-8", "surrogatepass")
        passed = self._always
        for start, telling, literals, everybody in self._signs:
            if passed | everybody == passed or (telling and telling not in text):
                continue
            # One search for all that begin like this, such as references to characters.
            if len(literals) > 2 and start not in text:
                continue
            for literal, bits in literals:
                if passed | bits != passed and literal in text:
                    passed |= bits
        passed |= self._of_controls(text, written) | self._of_words(written)
        return [place for place in range(passed.bit_length()) if passed >> place & 1]

    def _of_words(self, written: bytes) -> int:
        if not self._words:
            return 0
        if self._automaton is None:
            from ahocorasick_rs import BytesAhoCorasick, Implementation

            self._automaton = BytesAhoCorasick(self._words, implementation=Implementation.DFA)
        passed = 0
        for start in range(0, len(written), _CHUNK):
            chunk = written[start : start + _CHUNK + self._longest] if len(written) > _CHUNK else written
            found = self._automaton.find_matches_as_indexes(chunk, overlapping=True)
            for number in {match[0] for match in found}:
                passed |= self._by_word[number]
        return passed

    def _of_controls(self, text: str, written: bytes) -> int:
        passed = 0
        if self._c0 and written.translate(None, _NOT_C0):
            for character in self._c0:
                if character in text:
                    passed |= self._controls[character]
        if self._c1 and len(written) > len(text) and b"\xc2" in written:
            for character in self._c1:
                if character in text:
                    passed |= self._controls[character]
        return passed
