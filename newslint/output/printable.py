"""Text from a file, made fit for a terminal: one line that cannot steer it, and how wide it is."""

from __future__ import annotations

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# Control characters, what turns the direction of text, line and paragraph separators, half surrogates.
_CONTROL = late_pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
TAB_STOP = 4


def printable(text: str) -> str:
    """Return *text* with a picture for each character that would move the cursor or send a command."""
    return _CONTROL.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    number = ord(match.group())
    if number < 0x20:
        return chr(0x2400 + number)
    return "\u2421" if number == 0x7F else "\ufffd"


def widths(text: str) -> list[int]:
    """Return for each character of *text* the number of columns that a terminal gives it.

    Tabs take it to the next stop. Wide and full-width characters have two columns
    (Unicode Standard Annex 11), combining and invisible ones none.
    """
    if text.isascii() and "\t" not in text:
        return [1] * len(text)
    from unicodedata import category, east_asian_width

    found: list[int] = []
    column = 0
    for character in text:
        if character == "\t":
            width = TAB_STOP - column % TAB_STOP
        elif character < "\u0300":
            width = 1
        elif character in "\u2028\u2029" or _CONTROL.match(character):
            width = 1  # its picture
        elif category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
            width = 0  # the last ones are the vowels and final consonants of a Hangul syllable
        elif east_asian_width(character) in "WF":
            width = 2
        else:
            width = 1
        found.append(width)
        column += width
    return found
