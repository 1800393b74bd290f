from __future__ import annotations

from newslint.document.front_matter import Format
from newslint.linting.finding import Aspect, Change, Finding, Fix, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._dates import DATE_KEYS, read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter


class DateFormat(FrontMatterRule):
    """Dates in another form than RFC 3339, and dates that do not exist.

    ## What it finds
    In `date`, `updated`, `post_date`, `pubDate` and the like: dates of mails and feeds
    (`Mon, 07 Feb 2022 07:55:30 GMT`), ISO 8601 with spaces, short offsets or needless fractions, `2022/02/07`,
    2022年2月7日;
    days that do not exist, weekdays that contradict their date, `Invalid Date`.

    ## Why it matters
    Every generator reads RFC 3339. The other forms are read by some, read as another moment by
    others, and stop the build of the rest.

    ## Fix safety
    Safe: the moment is the same, and so is its offset. A time without a zone stays as it is (see
    `date-without-timezone`), and so does a date in which day and month could be swapped. What does not exist is only
    reported.
    """

    code = "MET004"
    name = "date-format"
    stage = Stage.METADATA
    keys = DATE_KEYS

    GOOD = (
        Good("---\ndate: 2022-02-07T07:55:30Z\nupdated: 2022-02-07\n---\n"),
        Good("---\ndate: '2022-02-07T07:55:30+08:00'\n---\n"),
        Good("---\ndate: 2022-02-07 07:55:30\n---\n", note="no zone"),
        Good("---\ndate: 07/02/2022\n---\n", note="February or July"),
        Good("---\ndate: Mon, 07 Feb 2022 07:55:30 CST\n---\n", note="China, Cuba or Chicago"),
        Good("---\ndate: Mon, 07 Feb 2022 07:55:30 -0000\n---\n", note="a zone that is not known"),
        Good('---\ndate: "{{ date }}"\n---\n', note="a template"),
        Good("---\nupdated: never\n---\n"),
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
        Bad("---\ndate: 2022-02-30\n---\n", note="no such day"),
        Bad("---\ndate: Tue, 07 Feb 2022 07:55:30 GMT\n---\n", note="it was a Monday"),
        Bad("---\ndate: Invalid Date\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for entry in front_matter.entries:
            if entry.key not in self.keys or entry.node.kind != "scalar" or not entry.text:
                continue
            node = entry.node
            found = read_date(entry.text)
            if found is None or found.zoneless:
                continue
            if found.problem:
                yield self.finding(f"{entry.key}: {found.problem}", node.start, node.end, severity=Severity.ERROR)
            elif found.canonical != entry.text:
                raw = front_matter.format is Format.YAML and node.style == "plain"
                edit = front_matter.replace(node, found.canonical, raw=raw)
                changes = [Change(Aspect.METADATA, entry.text, found.canonical, key=entry.key)]
                yield self.finding(
                    f"{entry.key} is not in the form {found.canonical}",
                    node.start,
                    node.end,
                    Fix(edit, changes=changes),
                )
