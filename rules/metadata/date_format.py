from __future__ import annotations

import re

from newslint.document.front_matter import Format
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Finding, Fix, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

from ._dates import DATE_KEYS, ReadDate, date_in_name, read_date
from ._targets import TARGETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter

_NUMBERS = late_pattern(r"(\d{1,2})([-/.])(\d{1,2})\2\d{4}(?!\d)")
# Eleventy's words for a date, and what stands for "not at all".
_WORDS = late_pattern(r"(?:git )?(?:Last Modified|Created)|never|false|true|~", re.IGNORECASE)


class DateFormatOptions(Options):
    order: str = ""

    @classmethod
    def problem(cls, name: str, value: object) -> str:  # noqa: ARG003 (there is one)
        return "" if value in ("", "day-first", "month-first") else 'expected "day-first" or "month-first"'


class DateFormat(FrontMatterRule):
    """Dates in another form than RFC 3339, and dates that do not exist.

    ## What it finds
    In `date`, `updated`, `post_date`, `pubDate` and the like:

    - dates of mails and feeds (`Mon, 07 Feb 2022 07:55:30 GMT`), of programs
      (`Mon Feb 07 2022 15:55:30 GMT+0800 (China Standard Time)`), of people (`Feb 7, 2022`), 2022年2月7日, seconds or
      thousandths since 1970, ISO 8601 with spaces, short offsets or needless fractions, `2022/02/07`, `20220207`, the
      hour 24;
    - days that do not exist, weekdays that contradict their date, years of two digits, years of Japanese eras,
      `Invalid Date`, and whatever else is not a date.

    ## Why it matters
    Every generator reads RFC 3339. The other forms are read by some, read as another moment by
    others, and stop the build of the rest.

    ## Fix safety
    Safe: the moment is the same, and so is its offset. A time without a zone stays as it is (see
    `date-without-timezone`).

    A date in which day and month could be swapped (`07/02/2022`) is written anew if something decides which is which:
    the option, a date of the same form in the same file, the date in the file's name, or, with a `target`, the way in
    which that generator reads it. Else it is only reported. What does not exist is only reported.

    ## Options
    - `order`: `day-first` or `month-first`, for dates in which both are possible (default: neither).
    """

    code = "MET004"
    name = "date-format"
    stage = Stage.METADATA
    keys = DATE_KEYS
    Options = DateFormatOptions

    GOOD = (
        Good("---\ndate: 2022-02-07T07:55:30Z\nupdated: 2022-02-07\n---\n"),
        Good("---\ndate: '2022-02-07T07:55:30+08:00'\n---\n"),
        Good("---\ndate: 2022-02-07 07:55:30\n---\n", note="no zone"),
        Good("---\ndate: Mon, 07 Feb 2022 07:55:30 CST\n---\n", note="China, Cuba or Chicago"),
        Good("---\ndate: Mon, 07 Feb 2022 07:55:30 -0000\n---\n", note="a zone that is not known"),
        Good('---\ndate: "{{ date }}"\n---\n', note="a template"),
        Good("---\ndate: git Last Modified\nexpires: never\n---\n", note="Eleventy's words"),
        Good("---\ndate:\n---\n", note="empty: another rule's"),
    )
    BAD = (
        Bad(
            "---\ndate: Mon, 07 Feb 2022 07:55:30 GMT\n---\n",
            "---\ndate: 2022-02-07T07:55:30Z\n---\n",
            at="Mon, 07 Feb 2022 07:55:30 GMT",
        ),
        Bad("---\ndate: 2010-03-12 13:22:00.000000000 +01:00\n---\n", "---\ndate: 2010-03-12T13:22:00+01:00\n---\n"),
        Bad('---\ndate: "2025-12-25T14:00:00+0100"\n---\n', '---\ndate: "2025-12-25T14:00:00+01:00"\n---\n'),
        Bad(
            "---\ndate: 2022/2/7\nupdated: 2022年2月8日\n---\n",
            "---\ndate: 2022-02-07\nupdated: 2022-02-08\n---\n",
            count=2,
        ),
        Bad("---\ndate: 2021/10/09 09:30:00 +0200\n---\n", "---\ndate: 2021-10-09T09:30:00+02:00\n---\n"),
        Bad(
            "---\ndate: Mon Feb 07 2022 15:55:30 GMT+0800 (China Standard Time)\n---\n",
            "---\ndate: 2022-02-07T15:55:30+08:00\n---\n",
            note="as browsers write it",
        ),
        Bad("---\ndate: 1644220530\n---\n", "---\ndate: 2022-02-07T07:55:30Z\n---\n", note="seconds since 1970"),
        Bad("---\ndate: 1644220530250\n---\n", "---\ndate: 2022-02-07T07:55:30.25Z\n---\n"),
        Bad("---\ndate: February 7th, 2022\n---\n", "---\ndate: 2022-02-07\n---\n"),
        Bad("---\ndate: 2022-02-07T24:00:00+08:00\n---\n", "---\ndate: 2022-02-08T00:00:00+08:00\n---\n"),
        Bad("---\ndate: 13/02/2022\n---\n", "---\ndate: 2022-02-13\n---\n", note="there is no thirteenth month"),
        Bad("---\ndate: 23-02-2022 10:00 +0100\n---\n", "---\ndate: 2022-02-23T10:00:00+01:00\n---\n"),
        Bad("---\ndate: 2022年2月7日（星期一）\n---\n", "---\ndate: 2022-02-07\n---\n"),
        Bad("---\ndate: 2022年2月7日 星期二\n---\n", note="it was a Monday"),
        Bad("---\ndate: 07-02-2022\n---\n", note="February or July"),
        Bad("---\ndate: 2022-02-07 (changed 2022-03-01)\n---\n", note="two dates"),
        Bad("---\ndate: 2022-02-07/2022-02-09\n---\n", note="a span"),
        Bad("---\ndate: 2022-02-07T10:00:00+25:00\n---\n", note="no such offset"),
        Bad("---\ndate: 07/02/2022\n---\n", at="07/02/2022", note="February or July"),
        Bad(
            "---\ndate: 07/02/2022\nupdated: 25/02/2022\n---\n",
            "---\ndate: 2022-02-07\nupdated: 2022-02-25\n---\n",
            count=2,
            note="the other date decides",
        ),
        Bad("---\ndate: 07/02/2022\n---\n", "---\ndate: 2022-07-02\n---\n", options={"order": "month-first"}),
        Bad("---\ndate: 07/02/2022\n---\n", "---\ndate: 2022-02-07\n---\n", path="2022-02-07-ferry.md"),
        Bad("---\ndate: 07/02/2022\n---\n", "---\ndate: 2022-07-02\n---\n", target="pelican"),
        Bad("---\ndate: 07/02/2022\n---\n", "---\ndate: 2022-02-07\n---\n", target="jekyll"),
        Bad("---\ndate: 07/02/22\n---\n", note="which century"),
        Bad("---\ndate: 2022-02-30\n---\n", note="no such day"),
        Bad("---\ndate: Tue, 07 Feb 2022 07:55:30 GMT\n---\n", note="it was a Monday"),
        Bad("---\ndate: 令和4年2月7日\n---\n", note="a Japanese era"),
        Bad("---\ndate: Invalid Date\n---\n"),
        Bad("---\ndate: last week\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for entry in front_matter.entries:
            if entry.key not in self.keys or entry.node.kind != "scalar" or not entry.text:
                continue
            found = read_date(entry.text)
            if found is None or _WORDS.fullmatch(entry.text):
                continue
            if found.problem:
                message = f"{entry.key}: {found.problem}"
                yield self.finding(message, entry.node.start, entry.node.end, severity=Severity.ERROR)
            elif found.swapped:
                yield self._two_readings(entry, found, front_matter, document)
            elif not found.zoneless and found.canonical != entry.text:
                yield self._another_form(entry, found.canonical, front_matter)

    def _two_readings(self, entry: Entry, found: ReadDate, front_matter: FrontMatter, document: Document) -> Finding:
        day_first = found.canonical or found.local
        order = self._order(found, front_matter, document)
        if order and not found.zoneless:
            return self._another_form(entry, day_first if order == "day-first" else found.swapped, front_matter)
        message = f"{entry.key} is {day_first[:10]} or {found.swapped[:10]}: write it as the one that is meant"
        return self.finding(message, entry.node.start, entry.node.end)

    def _another_form(self, entry: Entry, canonical: str, front_matter: FrontMatter) -> Finding:
        node = entry.node
        raw = front_matter.format is Format.YAML and node.style == "plain"
        edit = front_matter.replace(node, canonical, raw=raw)
        changes = [Change(Aspect.METADATA, entry.text, canonical, key=entry.key)]
        message = f"{entry.key} is not in the form {canonical}"
        return self.finding(message, node.start, node.end, Fix(edit, changes=changes))

    def _order(self, found: ReadDate, front_matter: FrontMatter, document: Document) -> str:
        """Return what decides which of the two readings is meant, empty if nothing does."""
        if self.options.order:
            return str(self.options.order)
        others = {_certain_order(other.text) for other in front_matter.entries if other.key in self.keys} - {""}
        if len(others) == 1:
            return others.pop()
        named = date_in_name(document.path)
        for order, reading in (("day-first", found.canonical or found.local), ("month-first", found.swapped)):
            if named is not None and reading.startswith(named.isoformat()):
                return order
        target = TARGETS.get(document.target)
        return target.date_order if target is not None else ""


def _certain_order(text: str) -> str:
    match = _NUMBERS.match(text.strip())
    first, second = (int(match[1]), int(match[3])) if match else (0, 0)
    if first > 12 >= second > 0:
        return "day-first"
    return "month-first" if second > 12 >= first > 0 else ""
