from __future__ import annotations

from newslint.linting.finding import Finding
from newslint.linting.rule import Bad, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

from ._dates import DATE_KEYS, date_in_name, day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter

_PUBLISHED = (
    "date",
    "pubDate",
    "pubdate",
    "publishDate",
    "publish_date",
    "published_date",
    "published_at",
    "post_date",
)
_LATER = ("updated", "modified", "lastmod", "last_modified_at", "date_modified", "updated_at", "fetched", "fetched_at")


class DateValueOptions(Options):
    earliest: str = "1990-01-01"
    allow_future: bool = False


class DateValue(FrontMatterRule):
    """A date that cannot be right.

    ## What it finds
    - A publication date before the web (1970-01-01 is what a missing date becomes) or in the future.
    - An article that was updated or fetched before it was published.
    - A publication date that contradicts the one in the file name.

    Dates count as different if they are more than one day apart, because they may be of two time zones.

    ## Why it matters
    The article sorts to the wrong place; Hugo and Jekyll leave articles of the future out without a word.

    ## Fix safety
    Only reported: which of two dates is right, nobody but an editor knows.

    ## Options
    - `earliest`: dates before this one are reported (default: `1990-01-01`).
    - `allow_future`: whether dates in the future are meant, as with embargoes (default: no).
    """

    code = "MET013"
    name = "date-value"
    stage = Stage.METADATA
    keys = DATE_KEYS
    Options = DateValueOptions

    GOOD = (
        Good("---\ndate: 2022-02-07T07:55:30Z\nupdated: 2022-02-08\n---\n"),
        Good("---\ndate: 2022-02-07T23:55:30-08:00\nupdated: 2022-02-07T08:00:00Z\n---\n", note="within a day"),
        Good("---\ndate: 2022-02-07\n---\n", path="_posts/2022-02-06-ferry.md", note="two time zones"),
        Good("---\ndate: 2922-02-07\n---\n", options={"allow_future": True}),
        Good("---\ndate: 1911-02-07\n---\n", options={"earliest": "1850-01-01"}),
        Good("---\nexpires: 2922-02-07\n---\n", note="is to come"),
        Good("---\ndate: 2022-02-30\n---\n", note="no date at all: date-format"),
    )
    BAD = (
        Bad("---\ndate: 1970-01-01T00:00:00Z\n---\n", at="1970-01-01T00:00:00Z"),
        Bad("---\ndate: 2922-02-07\n---\n", at="2922-02-07"),
        Bad("---\ndate: 2022-02-07\nupdated: 2021-02-07\n---\n", at="2021-02-07"),
        Bad("---\ndate: 2022-02-07\n---\n", path="_posts/2021-02-07-ferry.md", at="2022-02-07"),
    )

    def prepare(self) -> None:
        self._earliest = day_of(self.options.earliest)

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        published = None
        for key in _PUBLISHED:
            entry = front_matter.get(key)
            day = day_of(entry.text) if entry is not None else None
            if entry is not None and day is not None:
                published = published or day
                yield from self._by_itself(entry, day)
                yield from self._beside_the_name(entry, day, document.path)
        if published is None:
            return
        for key in _LATER:
            entry = front_matter.get(key)
            day = day_of(entry.text) if entry is not None else None
            if entry is not None and day is not None and (published - day).days > 1:
                message = f"{key} is {day}, before the publication on {published}"
                yield self.finding(message, entry.node.start, entry.node.end)

    def _by_itself(self, entry: Entry, day: date) -> Iterator[Finding]:
        from datetime import UTC, datetime

        node = entry.node
        if self._earliest is not None and day < self._earliest:
            yield self.finding(f"{entry.key} is {day}, before {self._earliest}", node.start, node.end)
        elif not self.options.allow_future and (day - datetime.now(UTC).date()).days > 1:
            yield self.finding(f"{entry.key} is {day}, which is still to come", node.start, node.end)

    def _beside_the_name(self, entry: Entry, day: date, path: str) -> Iterator[Finding]:
        named = date_in_name(path)
        if named is not None and abs((named - day).days) > 1:
            message = f"{entry.key} is {day}, but the file's name says {named}"
            yield self.finding(message, entry.node.start, entry.node.end)
