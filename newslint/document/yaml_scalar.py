"""YAML scalars: what a plain one means, and how to write a string so that every reader gets that string.

:func:`construct` has the types of YAML 1.1 (yaml.org/type) as PyYAML's SafeLoader
makes them. :func:`quote` serves YAML 1.1 and 1.2 readers alike: PyYAML, ruamel,
js-yaml 3 and 4, yaml (npm), Go yaml and Psych.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CONSTANTS: dict[str, bool | None] = {
    **{form: True for word in ("yes", "true", "on") for form in (word, word.title(), word.upper())},
    **{form: False for word in ("no", "false", "off") for form in (word, word.title(), word.upper())},
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
_NUMERIC_START = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?+(?:0b[01_]++|0[0-7_]++|0x[0-9a-fA-F_]++|[1-9][0-9_]*+(?::[0-5]?+[0-9])*+|0)")
_FLOAT = re.compile(
    r"[-+]?+[0-9][0-9_]*+\.[0-9_]*+(?:[eE][-+][0-9]++)?+"
    r"|\.[0-9][0-9_]*+(?:[eE][-+][0-9]++)?+"
    r"|[-+]?+[0-9][0-9_]*+(?::[0-5]?+[0-9])++\.[0-9_]*+"
    r"|[-+]?+\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_TIMESTAMP = re.compile(
    r"([0-9]{4})-([0-9][0-9]?+)-([0-9][0-9]?+)"
    r"(?:(?:[Tt]|[ \t]++)([0-9][0-9]?+):([0-9][0-9]):([0-9][0-9])(?:\.([0-9]*+))?+"
    r"(?:[ \t]*+(?:Z|([-+])([0-9][0-9]?+)(?::([0-9][0-9]))?+))?+)?+"
)


def construct(text: str) -> Any:
    """Return the value of the plain scalar *text*; *text* itself if it is a string, or no real date or number."""
    if text[:1] not in _NUMERIC_START or not text:
        return _CONSTANTS.get(text, text)
    try:
        if _INTEGER.fullmatch(text):
            return _integer(text)
        if _FLOAT.fullmatch(text):
            return _float(text)
        match = _TIMESTAMP.fullmatch(text)
        if match and (match[4] or len(text) == 10):
            return _timestamp(match)
    except (ValueError, OverflowError):  # 2022-02-30, 0x_, more digits than Python converts
        return text
    return text


def construct_tagged(text: str, tag: str) -> Any:
    """Return the value of a scalar with the YAML *tag* (``int``, ``float``, ``bool``, ``null`` …), else *text*."""
    try:
        if tag == "int":
            return _integer(text)
        if tag == "float":
            return _float(text)
        if tag == "bool":
            value = _CONSTANTS.get(text.lower())
            return text if value is None else value
        if tag == "null":
            return None
        if tag == "timestamp" and (match := _TIMESTAMP.fullmatch(text)):
            return _timestamp(match)
        if tag == "binary":
            from base64 import decodebytes

            return decodebytes(text.encode("ascii"))
    except (ValueError, OverflowError, IndexError):
        return text
    return text


def _integer(text: str) -> int:
    digits = text.replace("_", "")
    sign = -1 if digits[0] == "-" else 1
    digits = digits.lstrip("+-")
    if digits.startswith("0b"):
        return sign * int(digits[2:], 2)
    if digits.startswith("0x"):
        return sign * int(digits[2:], 16)
    if digits[0] == "0":
        return sign * int(digits, 8)
    if ":" in digits:
        value = 0
        for part in digits.split(":"):
            value = value * 60 + int(part)
        return sign * value
    return sign * int(digits)


def _float(text: str) -> float:
    digits = text.replace("_", "").lower()
    sign = -1.0 if digits[0] == "-" else 1.0
    digits = digits.lstrip("+-")
    if digits == ".inf":
        return sign * float("inf")
    if digits == ".nan":
        return float("nan")
    value = 0.0
    for part in digits.split(":"):
        value = value * 60 + float(part)
    return sign * value


def _timestamp(match: re.Match[str]) -> Any:
    from datetime import UTC, date, datetime, timedelta, timezone

    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not match[4]:
        return date(year, month, day)
    fraction = int((match[7] or "")[:6].ljust(6, "0"))
    zone = None
    if match[8]:
        offset = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
        zone = timezone(-offset if match[8] == "-" else offset)
    elif match[0].endswith("Z"):
        zone = UTC
    return datetime(year, month, day, int(match[4]), int(match[5]), int(match[6]), fraction, tzinfo=zone)


# What no reader takes as text as it stands: YAML's non-printable characters, the line
# breaks that only YAML 1.1 knows, and the tab, which some readers trim or refuse.
_NEEDS_ESCAPE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile(
    r"""(?!\.\.\.(?:\s|\Z))[^\s\-?:,\[\]{}#&*!|>'"%@`~=<][^:#]*+(?:(?::(?!\s|\Z)|(?<!\s)\#)[^:#]*+)*+"""
)
_FLOW_INDICATOR = re.compile(r"[,\[\]{}:?]")
# Anything that one of the readers takes for a number, a date, a time or a truth value.
_TYPED = re.compile(
    r"""(?i:
        y | n | yes | no | on | off | true | false | null
      | [-+]?+ \. (?: inf | nan )
      | [-+]?+ 0 (?: x [0-9a-f_,]*+ | o [0-7_,]*+ | b [01_,]*+ )
      | [-+]?+ [0-9_,]*+ \.?+ [0-9_,]*+ (?: e [-+]?+ [0-9_]*+ )?+
      | [-+]?+ [0-9_]++ (?: : [0-9_]++ )++ (?: \. [0-9_]*+ )?+
      | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [t\s] [0-9:.+\-z\s]*+ )?+
    )""",
    re.VERBOSE,
)
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"', "\0": "\\0"}


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    number = ord(character)
    return _ESCAPES.get(character) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def escape(text: str) -> str:
    """Return *text* with an escape of double-quoted YAML for every character that cannot stand there itself."""
    return _NEEDS_ESCAPE.sub(_escape, text)


def is_plain(value: str, *, in_flow: bool = False) -> bool:
    """Return whether every reader takes *value*, written without quotes, for that same string."""
    if not value or value[-1].isspace() or _NEEDS_ESCAPE.search(value) or _TYPED.fullmatch(value):
        return False
    return _PLAIN.fullmatch(value) is not None and not (in_flow and _FLOW_INDICATOR.search(value))


def quote(value: str, *, in_flow: bool = False) -> str:
    """Return *value* as a canonical YAML scalar, for use inside ``[…]`` and ``{…}`` if *in_flow*.

    It is plain where every reader takes that for the same string, else in double
    quotes, and in single quotes if it holds a double quote or a backslash. Only a
    control character or a line break needs double quotes with escapes. Prettier
    writes the same quotes (print/flow-mapping-sequence and printFlowScalarContent
    of its YAML printer), so it leaves the result as it is.
    """
    if is_plain(value, in_flow=in_flow):
        return value
    if _NEEDS_ESCAPE.search(value):
        return '"' + escape(value.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
