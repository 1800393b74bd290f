"""What a plain YAML scalar means, with the types of YAML 1.1 (yaml.org/type) as PyYAML's SafeLoader makes them."""

from __future__ import annotations

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

_CONSTANTS: dict[str, bool | None] = {
    **{form: True for word in ("yes", "true", "on") for form in (word, word.title(), word.upper())},
    **{form: False for word in ("no", "false", "off") for form in (word, word.title(), word.upper())},
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
_NUMERIC_START = frozenset("+-.0123456789")
_INTEGER = late_pattern(r"[-+]?+(?:0b[01_]++|0[0-7_]++|0x[0-9a-fA-F_]++|[1-9][0-9_]*+(?::[0-5]?[0-9])*+|0)")
_FLOAT = late_pattern(
    r"[-+]?+[0-9][0-9_]*+\.[0-9_]*+(?:[eE][-+][0-9]++)?+"
    r"|\.[0-9][0-9_]*+(?:[eE][-+][0-9]++)?+"
    r"|[-+]?+[0-9][0-9_]*+(?::[0-5]?[0-9])++\.[0-9_]*+"
    r"|[-+]?+\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_TIMESTAMP = late_pattern(
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
