"""Character references: what ``&amp;`` or ``&#x2014;`` stands for.

As the HTML Standard has it (13.2.5.72 to 13.2.5.80), where the standard
library's ``html.unescape`` differs: it drops references to control characters
and noncharacters, fails on a number of thousands of digits, and reads
``?a=1&copy=2`` as if it were not an address.
"""

from __future__ import annotations

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_REFERENCE = late_pattern(r"&(?:#([0-9]++);?+|#[xX]([0-9a-fA-F]++);?+|([A-Za-z][A-Za-z0-9]*+);?+)")
_LONGEST_NAME = 32

# HTML Standard, 13.2.5.80: what these numbers mean is what windows-1252 has there.
_WINDOWS_1252 = {
    0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š",
    0x8B: "‹", 0x8C: "Œ", 0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—",
    0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›", 0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
}  # fmt: skip


def decode_text(text: str) -> str:
    """Return *text* with its character references replaced by what they stand for, as in the text of an element."""
    if "&" not in text:
        return text
    names = _names()

    def replace(match: re.Match[str]) -> str:
        if match[3] is None:
            return _numbered(match)
        written = match[0][1:]
        if written in names:
            return names[written]
        # "&notit;" is "&not" followed by "it;": the longest name that needs no semicolon counts.
        for end in range(min(len(match[3]), _LONGEST_NAME), 1, -1):
            if written[:end] in names:
                return names[written[:end]] + written[end:]
        return match[0]

    return _REFERENCE.sub(replace, text)


def decode_attribute(value: str) -> str:
    """Return *value* with its character references decoded as in the value of an attribute.

    There a name without its semicolon counts only if neither ``=`` nor a letter
    or digit follows, so that the parameters of an address stay what they are.
    """
    if "&" not in value:
        return value
    names = _names()

    def replace(match: re.Match[str]) -> str:
        if match[3] is None:
            return _numbered(match)
        written = match[0][1:]
        if not written.endswith(";") and value.startswith("=", match.end()):
            return match[0]
        return names.get(written, match[0])

    return _REFERENCE.sub(replace, value)


def _names() -> Mapping[str, str]:
    from html.entities import html5

    return html5


def _numbered(match: re.Match[str]) -> str:
    digits, base = (match[1], 10) if match[1] is not None else (match[2], 16)
    digits = digits.lstrip("0")
    number = int(digits or "0", base) if len(digits) <= 7 else 0x110000
    if not 0 < number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    return _WINDOWS_1252.get(number) or chr(number)
