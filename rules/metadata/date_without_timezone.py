from __future__ import annotations

from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._dates import DATE_KEYS, read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter
    from newslint.linting.finding import Finding


class DateWithoutTimezone(FrontMatterRule):
    """A time of day without the zone that it is in.

    ## What it finds
    Dates with a time and no offset, with an offset that says "not known" (`-0000`), or with letters that mean
    several zones (`CST`).

    ## Why it matters
    Each generator takes it for another moment: the site's zone, the builder's, or UTC. An article of the early
    morning changes its day.

    ## Fix safety
    Only reported: a zone is never invented.
    """

    code = "MET005"
    name = "date-without-timezone"
    stage = Stage.METADATA
    keys = DATE_KEYS

    GOOD = (
        Good("---\ndate: 2022-02-07T07:55:30Z\nupdated: 2022-02-07 07:55:30 +0800\n---\n"),
        Good("---\ndate: 2022-02-07\n---\n", note="a day has no time"),
        Good("---\npost_date_gmt: 2022-02-07 07:55:30\n---\n", note="the key names the zone"),
        Good("---\ndate: yesterday at 12:30\n---\n"),
    )
    BAD = (
        Bad("---\ndate: 2022-02-07 07:55:30\n---\n", at="2022-02-07 07:55:30"),
        Bad("---\ndate: Mon, 07 Feb 2022 07:55:30 CST\n---\n"),
        Bad("---\ndate: Mon, 07 Feb 2022 07:55:30 -0000\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for entry in front_matter.entries:
            if entry.key in self.keys and entry.node.kind == "scalar" and entry.text:
                found = read_date(entry.text)
                if found is not None and found.zoneless:
                    yield self.finding(
                        f"{entry.key} has a time but no time zone: add its offset, such as +08:00 or Z",
                        entry.node.start,
                        entry.node.end,
                    )
