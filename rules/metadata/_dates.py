"""Read the dates that articles carry. Shared by the rules on dates.

Most dates are written as ISO 8601 has it, and are read here; all other forms are
those of :mod:`._date_forms`. Nothing is guessed: a date in which day and month could be
swapped has two readings.
"""

from __future__ import annotations

from functools import lru_cache

from newslint.late_pattern import late_pattern

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

_ISO = late_pattern(
    r"(?P<year>\d{4})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|[ \t]++)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?+)?+"
    r"(?:[ \t]*+(?P<zone>[Zz]|UTC|GMT|[+-]\d{2}(?::?\d{2})?+))?+)?+"
)
_TEMPLATE = late_pattern(r"\{\{|\{%|<%|\$\{")
_UTC = frozenset(("z", "utc", "gmt", "ut"))


UNKNOWN = "-0000"
"""The offset by which a mail says that its zone is not known (RFC 5322, 3.3)."""


class ReadDate:
    """What a value says: ``canonical`` is its RFC 3339 form.

    It is empty if the value has no zone (then ``zoneless``: ``local`` is the form without one, and ``letters``
    the letters that stand for a zone, or ``UNKNOWN``) or is no date (then ``problem`` says why).
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
        return from_parts(text, match["fraction"] or "", match["zone"] or "", *match.group(*PARTS))
    from ._date_forms import read_other_form

    return read_other_form(text)


PARTS = ("year", "month", "day", "hour", "minute", "second")


def from_parts(
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
    return moment(local, zone)


def moment(local: str, zone: str) -> ReadDate:
    """Return *local* in *zone*: an offset, letters, or nothing."""
    # -0000 means that the zone is not known (RFC 5322, 3.3); letters other than GMT mean different things in
    # different countries (CST).
    if not zone:
        return ReadDate(local=local)
    if zone in ("-0000", "-00:00"):
        return ReadDate(local=local, letters=UNKNOWN)
    if zone.isalpha() and zone.lower() not in _UTC:
        return ReadDate(local=local, letters=zone.upper())
    written = offset(zone)
    if written != "Z" and (int(written[1:3]) > 23 or int(written[4:]) > 59):
        return ReadDate(problem=f"there is no offset {zone}")
    return ReadDate(local + written)


def offset(zone: str) -> str:
    """Return *zone*, letters for UTC or an offset in any form, as RFC 3339 writes it."""
    if zone.lower() in _UTC:
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return "Z" if digits == "0000" and zone[0] == "+" else f"{zone[0]}{digits[:2]}:{digits[2:]}"


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
