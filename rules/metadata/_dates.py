"""Read the dates that articles carry. Shared by the rules on dates.

The standard library reads each form that is unambiguous: ``datetime`` the ISO 8601 ones,
``email.utils`` those of RFC 5322. Nothing is guessed: a form in which day and
month could be swapped is not read at all.
"""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

DATE_KEYS = (
    "date",
    "updated",
    "modified",
    "lastmod",
    "last_modified_at",
    "date_modified",
    "published_at",
    "pubDate",
    "pubdate",
    "publishDate",
    "publish_date",
    "published_date",
    "post_date",
    "post_modified",
    "created_at",
    "updated_at",
    "creation_date",
    "modified_time",
    "expires",
    "expiryDate",
    "fetched",
    "fetched_at",
)
"""Keys whose value is a date in every vocabulary that uses them."""

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|[ \t]++)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?+)?+"
    r"(?:[ \t]*+(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?+))?+)?+"
)
_EAST_ASIAN = re.compile("(\\d{4})\u5e74(\\d{1,2})\u6708(\\d{1,2})\u65e5")
_RFC_5322 = re.compile(
    r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*+,?[ ]++)?+"
    r"\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"[a-z]*+[ -]\d{4}[ ]++\d{1,2}:\d{2}(?::\d{2})?+(?:[ ]++(?P<zone>[A-Za-z]{1,5}|[+-]\d{2}:?\d{2}))?+",
    re.IGNORECASE,
)
_UTC = frozenset(("z", "utc", "gmt", "ut"))


class ReadDate:
    """What a value says: ``canonical`` is its RFC 3339 form.

    It is empty if the value has no zone (then ``zoneless``) or is no date
    (then ``problem`` says why).
    """

    __slots__ = ("canonical", "problem", "zoneless")

    def __init__(self, canonical: str = "", *, zoneless: bool = False, problem: str = "") -> None:
        self.canonical = canonical
        self.zoneless = zoneless
        self.problem = problem


@lru_cache(maxsize=256)  # Several rules ask about each date.
def read_date(text: str) -> ReadDate | None:
    """Return what *text* says; None if it has none of the forms that are read."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _iso(match)
    if match := _EAST_ASIAN.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _RFC_5322.fullmatch(text):
        return _rfc_5322(text, match)
    if text.lower() in ("invalid date", "nan", "none", "undefined") or text.startswith("0000-00-00"):
        return ReadDate(problem=f"{text} is no date")
    return None


def _day(year: int, month: int, day: int, text: str) -> ReadDate:
    from datetime import date

    try:
        return ReadDate(date(year, month, day).isoformat())
    except ValueError:
        return ReadDate(problem=f"there is no day {text}")


def _iso(match: re.Match[str]) -> ReadDate:
    found = _day(int(match["year"]), int(match["month"]), int(match["day"]), match[0])
    if found.problem or match["hour"] is None:
        return found
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return ReadDate(problem=f"there is no time {match['hour']}:{match['minute']}")
    if match["zone"] is None:
        return ReadDate(zoneless=True)
    fraction = (match["fraction"] or "").rstrip("0")
    time = f"{hour:02}:{minute:02}:{second:02}" + (f".{fraction}" if fraction else "")
    return ReadDate(f"{found.canonical}T{time}{_offset(match['zone'])}")


def _offset(zone: str) -> str:
    if zone.lower() in _UTC:
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return "Z" if digits == "0000" and zone[0] == "+" else f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _rfc_5322(text: str, match: re.Match[str]) -> ReadDate:
    from email.utils import parsedate_to_datetime

    zone = match["zone"]
    try:
        moment: datetime = parsedate_to_datetime(text.replace("-", " ", 2) if "-" in text.split(":")[0] else text)
    except ValueError:
        return ReadDate(problem=f"there is no day {text}")
    if match["weekday"] and match["weekday"][:3].lower() != moment.strftime("%a").lower():
        return ReadDate(problem=f"{moment:%Y-%m-%d} is not a {match['weekday']}")
    # -0000 means that the zone is not known (RFC 5322, 3.3); letters other than GMT mean different things in
    # different countries (CST).
    if zone is None or zone == "-0000" or (zone.isalpha() and zone.lower() not in _UTC):
        return ReadDate(zoneless=True)
    return ReadDate(moment.strftime("%Y-%m-%dT%H:%M:%S") + _offset(zone))


def day_of(text: str) -> date | None:
    """Return the day that *text* names in its own time zone, known or not; None if that is no date."""
    from datetime import date

    text = text.strip()
    match = _ISO.fullmatch(text)
    if match is None:
        found = read_date(text)
        match = _ISO.fullmatch(found.canonical) if found is not None else None
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
