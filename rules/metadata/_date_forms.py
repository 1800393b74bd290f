"""The forms of dates that are not ISO 8601 with separators.

``email.utils`` of the standard library reads those of RFC 5322; what no standard defines is
left to dateutil, with care (:mod:`._written_dates`).
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

from ._dates import PARTS, ReadDate, from_parts, moment, read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_COMPACT = late_pattern(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:(?:T|(?=\d{6}$))(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?+(?P<zone>Z|[+-]\d{2}(?::?\d{2})?+)?+)?+",
)
# 2022年2月7日（星期一）下午3时55分 and all parts of it that make a date.
_EAST_ASIAN = late_pattern(
    "(?P<year>\\d{4})[ ]?+\u5e74[ ]?+(?P<month>\\d{1,2})[ ]?+\u6708[ ]?+(?P<day>\\d{1,2})[ ]?+[\u65e5\u53f7\u865f]"
    "(?:[ \uff08(]*+(?:(?:\u661f\u671f|\u5468|\u9031|\u793c\u62dc)"
    "(?P<chinese>[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929])"
    "|(?P<japanese>[\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5])(?:\u66dc\u65e5?)?)[ \uff09)]*+)?+"
    "(?:[ \\t]*+(?:(?P<morning>\u4e0a\u5348|\u5348\u524d)|(?P<afternoon>\u4e0b\u5348|\u5348\u5f8c))?+[ \\t]*+"
    "(?P<hour>\\d{1,2})[:\uff1a\u65f6\u6642\u70b9\u9ede](?P<minute>\\d{2})(?:[:\uff1a\u5206](?P<second>\\d{2})\u79d2?|\u5206)?+)?+"
)
_CHINESE_DAYS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5"
_JAPANESE_DAYS = "\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5"
_ERA = late_pattern(
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
_EPOCH = late_pattern(r"(?P<seconds>\d{9,10})(?P<thousandths>\d{3})?+(?:\.0++)?+")
_RFC_5322 = re.compile(
    r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*+,?[ ]++)?+"
    r"(?P<date>\d{1,2}[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*+[ -]\d{4})"
    r"[ ]++(?P<time>\d{1,2}:\d{2}(?::\d{2})?+)(?:[ ]++(?P<zone>[A-Za-z]{1,5}|[+-]\d{2}:?\d{2}))?+",
    re.IGNORECASE,
)
_WEEKDAY = late_pattern(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*+", re.IGNORECASE)
_NO_DATES = frozenset(("invalid date", "nan", "none", "null", "undefined"))


def read_other_form(text: str) -> ReadDate:
    """Return what *text* says, which is not empty and not of the form that ISO 8601 has with separators."""
    if match := _COMPACT.fullmatch(text):
        return from_parts(text, "", match["zone"] or "", *match.group(*PARTS))
    if match := _EPOCH.fullmatch(text):
        return _epoch(int(match["seconds"]), match["thousandths"] or "")
    if match := _EAST_ASIAN.fullmatch(text):
        return _east_asian(text, match)
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


def _east_asian(text: str, match: re.Match[str]) -> ReadDate:
    from datetime import date

    year, month, day, hour, minute, second = match.group(*PARTS)
    if hour and match["afternoon"] and int(hour) < 12:
        hour = str(int(hour) + 12)
    elif hour and match["morning"] and int(hour) == 12:
        hour = "0"
    found = from_parts(text, "", "", year, month, day, hour, minute, second)
    weekday = match["chinese"] or match["japanese"]
    if weekday and not found.problem:
        days = _CHINESE_DAYS if match["chinese"] else _JAPANESE_DAYS
        named = date(int(year), int(month), int(day))
        if days.find(weekday.replace("\u5929", "\u65e5")) != named.weekday():
            return ReadDate(problem=f"{named} is not a day called {weekday}")
    return found


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
