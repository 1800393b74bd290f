"""Read the dates that articles carry. Shared by the rules on dates.

The standard library reads the forms that a standard defines: ``datetime`` those of
ISO 8601, ``email.utils`` those of RFC 5322. All others are left to dateutil, with
care (:mod:`._written_dates`). Nothing is guessed: a date in which day and month
could be swapped has two readings.
"""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

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
_COMPACT = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?+(Z|[+-]\d{2}(?::?\d{2})?+)?+)?+",
)
_EAST_ASIAN = re.compile(
    "(?P<year>\\d{4})[ ]?+\u5e74[ ]?+(?P<month>\\d{1,2})[ ]?+\u6708[ ]?+(?P<day>\\d{1,2})[ ]?+\u65e5"
    r"(?:[ \t]*+(?P<hour>\d{1,2})[:\uff1a](?P<minute>\d{2})(?:[:\uff1a](?P<second>\d{2}))?+)?+"
)
_ERA = re.compile(
    "(?P<era>\u660e\u6cbb|\u5927\u6b63|\u662d\u548c|\u5e73\u6210|\u4ee4\u548c|\u6c11\u56fd|\u6c11\u570b)"
    "[ ]?+(?P<year>\\d{1,3}|\u5143)\u5e74(?P<rest>.*+)"
)
# The year before the first one of each era.
_ERAS = {
    "\u660e\u6cbb": 1867,
    "\u5927\u6b63": 1911,
    "\u662d\u548c": 1925,
    "\u5e73\u6210": 1988,
    "\u4ee4\u548c": 2018,
    "\u6c11\u56fd": 1911,
    "\u6c11\u570b": 1911,
}
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?P<thousandths>\d{3})?+(?:\.0++)?+")
_RFC_5322 = re.compile(
    r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*+,?[ ]++)?+"
    r"(?P<date>\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*+[ -]\d{4})"
    r"[ ]++(?P<time>\d{1,2}:\d{2}(?::\d{2})?+)(?:[ ]++(?P<zone>[A-Za-z]{1,5}|[+-]\d{2}:?\d{2}))?+",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*+", re.IGNORECASE)
_NO_DATES = frozenset(("invalid date", "nan", "none", "null", "undefined"))
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")
_UTC = frozenset(("z", "utc", "gmt", "ut"))


class ReadDate:
    """What a value says: ``canonical`` is its RFC 3339 form.

    It is empty if the value has no zone (then ``zoneless``: ``local`` is the form without one, and ``letters``
    the letters that stand for a zone) or is no date (then ``problem`` says why).
    ``swapped`` is the reading with the month before the day; without it only one is possible.
    """

    __slots__ = ("canonical", "letters", "local", "problem", "swapped")

    def __init__(
        self, canonical: str = "", *, local: str = "", letters: str = "", problem: str = "", swapped: str = ""
    ) -> None:
        self.canonical = canonical
        self.local = local
        self.letters = letters
        self.problem = problem
        self.swapped = swapped

    @property
    def zoneless(self) -> bool:
        return bool(self.local)


@lru_cache(maxsize=256)  # Several rules ask about each date.
def read_date(text: str) -> ReadDate | None:
    """Return what *text* says; None if it is not for anyone to read as a date (a template, or empty)."""
    text = text.strip()
    if not text or _TEMPLATE.search(text):
        return None
    if match := _ISO.fullmatch(text):
        return _parts(text, match["fraction"] or "", match["zone"] or "", *match.group(*_PARTS))
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        return _parts(text, "", zone or "", year, month, day, hour, minute, second)
    if match := _EPOCH.fullmatch(text):
        return _epoch(int(match["seconds"]), match["thousandths"] or "")
    if match := _EAST_ASIAN.fullmatch(text):
        return _parts(text, "", "", *match.group(*_PARTS))
    if match := _ERA.fullmatch(text):
        return _era(match)
    if match := _RFC_5322.fullmatch(text):
        return _rfc_5322(text, match)
    if text.lower() in _NO_DATES or text.startswith("0000-00-00"):
        return ReadDate(problem=f"{text} is no date")
    return _written(text)


_PARTS = ("year", "month", "day", "hour", "minute", "second")


def _parts(
    text: str,
    fraction: str,
    zone: str,
    year: str,
    month: str,
    day: str,
    hour: str | None,
    minute: str,
    second: str | None,
) -> ReadDate:
    from datetime import date, timedelta

    try:
        named = date(int(year), int(month), int(day))
    except ValueError:
        return ReadDate(problem=f"there is no day {text}")
    if hour is None:
        return ReadDate(named.isoformat())
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    if (hours, minutes, seconds) == (24, 0, 0):  # ISO 8601: the end of the day, which is the start of the next
        named, hours = named + timedelta(days=1), 0
    if hours > 23 or minutes > 59 or seconds > 59:
        return ReadDate(problem=f"there is no time {hour}:{minute}")
    fraction = fraction.rstrip("0")
    local = f"{named}T{hours:02}:{minutes:02}:{seconds:02}" + (f".{fraction}" if fraction else "")
    return _moment(local, zone)


def _moment(local: str, zone: str) -> ReadDate:
    """Return *local* in *zone*: an offset, letters, or nothing."""
    # -0000 means that the zone is not known (RFC 5322, 3.3); letters other than GMT mean different things in
    # different countries (CST).
    if not zone or zone in ("-0000", "-00:00"):
        return ReadDate(local=local)
    if zone.isalpha() and zone.lower() not in _UTC:
        return ReadDate(local=local, letters=zone.upper())
    return ReadDate(local + offset(zone))


def offset(zone: str) -> str:
    """Return *zone*, letters for UTC or an offset in any form, as RFC 3339 writes it."""
    if zone.lower() in _UTC:
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return "Z" if digits == "0000" and zone[0] == "+" else f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _epoch(seconds: int, thousandths: str) -> ReadDate:
    from datetime import UTC, datetime

    local = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = thousandths.rstrip("0")
    return ReadDate(f"{local}.{fraction}Z" if fraction else f"{local}Z")


def _era(match: re.Match[str]) -> ReadDate:
    year = _ERAS[match["era"]] + (1 if match["year"] == "\u5143" else int(match["year"]))
    found = read_date(f"{year}\u5e74{match['rest']}")
    means = f" ({found.canonical or found.local})" if found is not None and not found.problem else ""
    return ReadDate(problem=f"{match['era']} is an era that no generator knows{means}")


def _rfc_5322(text: str, match: re.Match[str]) -> ReadDate:
    from datetime import timedelta
    from email.utils import parsedate_to_datetime

    # The end of a day as ISO 8601 has it; RFC 5322 has no such hour.
    late = re.fullmatch(r"24:00(?::00)?", match["time"]) is not None
    time = match["time"].replace("24", "00", 1) if late else match["time"]
    try:
        moment = parsedate_to_datetime(f"{match['date'].replace('-', ' ')} {time}")
    except ValueError:
        return ReadDate(problem=f"there is no day {text}")
    if problem := _wrong_weekday(text, moment.date()):
        return ReadDate(problem=problem)
    moment += timedelta(days=late)
    return _moment(moment.strftime("%Y-%m-%dT%H:%M:%S"), match["zone"] or "")


def _wrong_weekday(text: str, day: date) -> str:
    match = _WEEKDAY.search(text)
    right = match is None or match[1].lower() == ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]
    return "" if right or match is None else f"{day} is not a {match[0]}"


def _written(text: str) -> ReadDate:
    from datetime import date

    from ._written_dates import read_written

    found = read_written(text)
    if found is None:
        return ReadDate(problem=f"{_short(text)} is no date that can be read")
    if found.problem:
        return ReadDate(problem=f"{_short(text)} {found.problem}")
    if problem := _wrong_weekday(text, date.fromisoformat(found.days[0])):
        return ReadDate(problem=problem)
    readings = [_moment(f"{day}T{found.time}", found.zone) if found.time else ReadDate(day) for day in found.days]
    first = readings[0]
    if len(readings) > 1:
        first.swapped = readings[1].canonical or readings[1].local
    return first


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "\u2026"


def day_of(text: str) -> date | None:
    """Return the day that *text* names in its own time zone, known or not; None if it names none, or one of two."""
    from datetime import date

    found = read_date(text)
    if found is None or found.problem or found.swapped:
        return None
    return date.fromisoformat((found.canonical or found.local)[:10])


def date_in_name(path: str) -> date | None:
    """Return the date that the file's name begins with, as Jekyll's posts do; None if there is none."""
    from datetime import date

    name = path.replace("\\", "/").rpartition("/")[2]
    if len(name) < 12 or name[4] != "-" or name[7] != "-" or name[10] not in "-_ .":
        return None
    try:
        return date.fromisoformat(name[:10])
    except ValueError:
        return None
