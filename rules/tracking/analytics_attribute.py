from __future__ import annotations

from newslint.linting.finding import Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import ClassVar

    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


class AnalyticsAttribute(TagRule):
    """Attributes that only a counting script reads.

    ## What it finds
    `ping`, and the attributes that a table knows as marks of analytics scripts.

    ## Why it matters
    `ping` makes the browser report each click. The others are dead weight: the script that read them is not here.

    ## Fix safety
    Safe: no reader and no other program sees them. Other `data-` attributes (`data-lang`, `data-latex`,
    `data-src` …) are never touched.
    """

    code = "TRK004"
    name = "analytics-attribute"
    stage = Stage.LINKS
    attributes: ClassVar[tuple[str, ...]] = ("ping", "data-*")  # and those of the table
    uses_knowledge = True

    GOOD = (
        Good('<code data-lang="c">a</code><img data-src="a.jpg"><span data-latex="x^2">x</span>', note="content"),
        Good("<p data-trackside>A</p>", note="another name"),
        Good('<img alt="ping">'),
    )
    BAD = (
        Bad('<p data-vmark="a1">A</p>', "<p>A</p>", at='data-vmark="a1"'),
        Bad('<a ping="https://count.example/" href="b">A</a>', '<a href="b">A</a>'),
        Bad('<a data-spm-anchor-id="a.1" href="b" data-track-click>A</a>', '<a href="b">A</a>', count=2),
    )

    def prepare(self) -> None:
        self._names = frozenset(self.knowledge.index("attribute"))
        self._prefixes = tuple(self.knowledge.index("attribute-prefix"))
        self.attributes = (*type(self).attributes, *sorted(self._names))  # type: ignore[misc]

    def check(self, tag: Markup) -> Iterator[Finding]:
        for attribute in tag.attributes:
            name = attribute.name
            if name in self._names or (self._prefixes and name.startswith(self._prefixes)):
                fix = Fix(attribute_removal(tag, attribute))
                yield self.finding(f"{name} is read by a counting script only", attribute.start, attribute.end, fix)
