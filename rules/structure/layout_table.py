from __future__ import annotations

from newslint.document.html import Kind
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


class LayoutTable(ElementRule):
    """A table that holds no data but a layout.

    ## What it finds
    A table with a single cell, which is a box, and a table with another table in it, which is a grid.

    ## Why it matters
    Screen readers announce rows and columns that mean nothing, and narrow pages cannot be laid out anew.

    ## Fix safety
    No fix: what stands in the cells has an order only the page shows.
    """

    code = "STR015"
    name = "layout-table"
    stage = Stage.STRUCTURE
    tags = frozenset(("table",))

    GOOD = (
        Good("<table><tr><td>A</td><td>B</td></tr></table>"),
        Good("<table><tr><th>A</th></tr><tr><td>B</td></tr></table>", note="two cells"),
        Good("<table><caption>A</caption></table>", note="no cell at all"),
        Good("<table><tr><td>A", note="not closed"),
        Good("<pre><table><tr><td>A</td></tr></table></pre>", note="code"),
        Good('<table role="table"><tr><td>A</td></tr></table>', note="says that it is one"),
    )
    BAD = (
        Bad("<table><tr><td>A</td></tr></table>", at="<table>"),
        Bad("<table><tr><td><table><tr><td>A</td><td>B</td></tr></table></td><td>C</td></tr></table>"),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        if element.partner < 0 or element.get("role") == "table":
            return
        if element.holds_one(_is_table):
            if not element.inside_one(_is_table):
                yield self.finding("a table with another one in it", element.start, element.tag_end)
            return
        cells = 0
        markups = element.body.markups
        for index in element.inside:
            if markups[index].name in ("td", "th") and markups[index].kind is Kind.START:
                cells += 1
                if cells > 1:
                    return
        if cells == 1:
            yield self.finding("a table with a single cell", element.start, element.tag_end)


def _is_table(tag: Markup) -> bool:
    return tag.name == "table"
