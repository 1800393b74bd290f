"""The forms of dates that are not ISO 8601 with separators.

``email.utils`` of the standard library reads those of RFC 5322; what no standard defines is
left to dateutil, with care (:mod:`._written_dates`).
"""

from __future__ import annotations

import re

from ._dates import PARTS, ReadDate, from_parts, moment, read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

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


def read_other_form(text: str) -> ReadDate:
    """Return what *text* says, which is not empty and not of the form that ISO 8601 has with separators."""
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        return from_parts(text, "", zone or "", year, month, day, hour, minute, second)
    if match := _EPOCH.fullmatch(text):
        return _epoch(int(match["seconds"]), match["thousandths"] or "")
    if match := _EAST_ASIAN.fullmatch(text):
        return from_parts(text, "", "", *match.group(*PARTS))
    if match := _ERA.fullmatch(text):
        return _era(match)
    if match := _RFC_5322.fullmatch(text):
        return _rfc_5322(text, match)
    if text.lower() in _NO_DATES or text.startswith("0000-00-00"):
        return ReadDate(problem=f"{text} is no date")
    return _written(text)


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
        named = parsedate_to_datetime(f"{match['date'].replace('-', ' ')} {time}")
    except ValueError:
        return ReadDate(problem=f"there is no day {text}")
    if problem := _wrong_weekday(text, named.date()):
        return ReadDate(problem=problem)
    named += timedelta(days=late)
    return moment(named.strftime("%Y-%m-%dT%H:%M:%S"), match["zone"] or "")


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
    readings = [moment(f"{day}T{found.time}", found.zone) if found.time else ReadDate(day) for day in found.days]
    first = readings[0]
    if len(readings) > 1:
        first.swapped = readings[1].canonical or readings[1].local
    return first


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "\u2026"
