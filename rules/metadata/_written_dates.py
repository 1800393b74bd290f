"""Read dates as people write them, with dateutil, and believe it only where nothing was guessed.

dateutil fills in what a text does not say (``Feb 2022`` becomes today's day of that February), and decides
by a switch whether 07/02 is July or February. So each text is read several times, with
other fillings and other switches: what all readings share is what the text says.
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

_DIGITS = late_pattern(r"\d")
_YEAR = late_pattern(r"(?<!\d)\d{4}(?!\d)")
# Browsers name the zone after its offset.
_COMMENT = late_pattern(r"[ \t]*+\([^()\d]*+\)")
_YEAR_FIRST = late_pattern(r"(?<![-/.\d])\d{4}([-/. ])\d{1,2}\1\d{1,2}(?![\d:])")
_CLOCK = late_pattern(r"\d:\d\d|\d[ ]?[AaPp]\.?[Mm]\b|\d{1,2}h\d\d")
# JavaScript's "GMT+0800" is eight hours ahead. dateutil takes it as POSIX means it: eight hours behind.
_AHEAD = late_pattern(r"\b(?:GMT|UTC)(?=[+-]\d)", re.IGNORECASE)
_OFFSET = late_pattern(r"(?<=[\d\sMm])[+-]\d{2}:?\d{2}(?!\d)")
_LETTERS = late_pattern(r"(?<=[\d\s])(?!AM|PM|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z]{2,5}(?=$|\s)")
_UTC = frozenset(("UTC", "GMT", "UT"))
_LONGEST = 80


class Written:
    """What all readings of a text share.

    ``days`` are the days that it can mean as ISO dates: the one with the day first before the one with the
    month first, if these differ. ``time`` is ``HH:MM:SS``, or empty; ``zone`` an offset, ``Z``, letters, or
    empty. ``problem`` says what is missing.
    """

    __slots__ = ("days", "problem", "time", "zone")

    def __init__(self, days: tuple[str, ...] = (), time: str = "", zone: str = "", problem: str = "") -> None:
        self.days = days
        self.time = time
        self.zone = zone
        self.problem = problem


def read_written(text: str) -> Written | None:
    """Return what *text* says; None if it is no date that dateutil knows."""
    if len(text) > _LONGEST or not _DIGITS.search(text):
        return None
    text = _AHEAD.sub("", _COMMENT.sub("", text)).replace(" at ", " ")
    clock = _CLOCK.search(text)
    # 23-02-2022 has no offset in it: one stands behind a time.
    offset = _OFFSET.search(text, clock.end()) if clock else None
    letters = _LETTERS.search(text)
    zone = offset[0] if offset else letters[0] if letters else ""
    at = text.rfind(zone)
    bare = f"{text[:at]} {text[at + len(zone) :]}" if zone else text
    # After a year comes the month, in every country.
    first = _readings(bare, day_first=not _YEAR_FIRST.search(bare))
    second = _readings(bare, day_first=False)
    if first is None or second is None:
        return None
    if not _YEAR.search(bare):
        return Written(problem="has no year of four digits")
    if _incomplete(first) or _incomplete(second):
        return Written(problem="does not name one day")
    days = tuple(dict.fromkeys(found[0].date().isoformat() for found in (first, second)))
    time = "" if first[0].hour != first[1].hour else first[0].strftime("%H:%M:%S")
    if time and clock is None:
        return None  # two days, of which dateutil makes a day and a time
    return Written(days, time, "Z" if zone in _UTC else zone)


def _readings(text: str, *, day_first: bool) -> tuple[datetime, datetime] | None:
    """Return two readings of *text* that fill in different things."""
    from datetime import datetime

    from dateutil import parser

    low, high = datetime(2001, 1, 1), datetime(2004, 12, 28, 13)  # noqa: DTZ001 (only their differences matter)
    try:
        return (
            parser.parse(text, default=low, dayfirst=day_first, ignoretz=True),
            parser.parse(text, default=high, dayfirst=day_first, ignoretz=True),
        )
    except (ValueError, OverflowError):
        return None


def _incomplete(readings: tuple[datetime, datetime]) -> bool:
    return readings[0].date() != readings[1].date()
