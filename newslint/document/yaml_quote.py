"""How to write a string in YAML so that every reader gets that string.

Readers are those of YAML 1.1 and 1.2 alike: PyYAML, ruamel, js-yaml 3 and 4,
yaml (npm), Go yaml and Psych.
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# Anything else that one of the readers takes for a number, a date or a time; in lower case.
_NUMBER_START = frozenset("+-.,_e0123456789")
_TYPED = late_pattern(
    r"[-+]?+\.(?:inf|nan)"
    r"|[-+]?+0(?:x[0-9a-f_,]*+|o[0-7_,]*+|b[01_,]*+)"
    r"|[-+]?+[0-9_,]*+\.?+[0-9_,]*+(?:e[-+]?+[0-9_]*+)?+"
    r"|[-+]?+[0-9_]++(?::[0-9_]++)++(?:\.[0-9_]*+)?+"
    r"|[0-9]{4}-[0-9][0-9]?+-[0-9][0-9]?+(?:[t\s][0-9:.+\-z\s]*+)?+"
)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`~=<")
_NEEDS_QUOTES = late_pattern(r":(?:\s|\Z)|\s#|\A\.\.\.(?:\s|\Z)")
_FLOW_INDICATOR = late_pattern(r"[,\[\]{}:?]")
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    number = ord(character)
    return _ESCAPES.get(character) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def escape(text: str) -> str:
    """Return *text* with an escape of double-quoted YAML for every character that cannot stand there itself.

    That is what YAML does not allow, the line breaks that only YAML 1.1 knows,
    and the tab, which some readers trim or refuse.
    """
    if text.isprintable():  # stricter than need be, and nearly always enough
        return text
    # Compiled here, where it is rarely needed: the wide ranges take a millisecond.
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", _escape, text)


def is_plain(value: str, *, in_flow: bool = False) -> bool:
    """Return whether every reader takes *value*, written without quotes, for that same string."""
    if not value or value[0] in _INDICATORS or value[0].isspace() or value[-1].isspace():
        return False
    if _NEEDS_QUOTES.search(value) or (in_flow and _FLOW_INDICATOR.search(value)):
        return False
    lower = value.lower()
    if lower in _WORDS or (lower[0] in _NUMBER_START and _TYPED.fullmatch(lower)):
        return False
    return escape(value) == value


def quote(value: str, *, in_flow: bool = False) -> str:
    """Return *value* as a canonical YAML scalar, for use inside ``[…]`` and ``{…}`` if *in_flow*.

    It is plain where every reader takes that for the same string, else in double
    quotes, and in single quotes if it holds a double quote or a backslash. Only a
    control character or a line break needs double quotes with escapes. Prettier
    chooses the same quotes, so it leaves the result as it is.
    """
    if is_plain(value, in_flow=in_flow):
        return value
    if escape(value) != value:
        return '"' + escape(value.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
