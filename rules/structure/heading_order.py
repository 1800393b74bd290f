from __future__ import annotations

from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._headings import headings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding


class HeadingOrder(DocumentRule):
    """Headings whose levels say something else than the article.

    ## What it finds
    A heading of the first level in the body of an article that has a `title`, and a level that is left out on the way
    down: an `<h4>` behind an `<h2>`. The first heading may have any level, and the way up may be as long as it is.

    ## Why it matters
    Themes make the title the heading of the first level. Screen readers and tables of contents go by the levels.

    ## Fix safety
    No fix: which level was meant only the author knows. Off by default, because many themes count on such headings.
    """

    code = "STR013"
    name = "heading-order"
    stage = Stage.STRUCTURE
    default = False
    literals = ("<h", "<H", "#", "==", "--")

    GOOD = (
        Good("---\ntitle: A\n---\n<h2>B</h2><h3>C</h3><h2>D</h2>"),
        Good("<h3>A</h3><p>B</p><h4>C</h4><h2>D</h2>", note="the first one may have any level"),
        Good("<h1>A</h1><h2>B</h2>", note="no title besides"),
        Good("---\ntitle: A\n---\n<pre><h1>B</h1></pre>", note="code"),
        Good("---\ntitle: A\n---\n```\n# comment\n```\n", path="a.md", note="code"),
        Good("---\ntitle: A\n---\n## B\n\nC\n---\n\n### D\n", path="a.md"),
    )
    BAD = (
        Bad("---\ntitle: A\n---\n<h1>B</h1><h2>C</h2><h1>D</h1>", at="<h1>"),
        Bad("<h2>A</h2><h4>B</h4>", at="<h4>"),
        Bad("## A\n\n#### B\n", path="a.md", at="#### B"),
        Bad("---\ntitle: A\n---\nB\n=\n", path="a.md", at="B\n="),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        titled = front_matter.readable and front_matter.get("title") is not None
        level = 0
        for heading in headings(document.body):
            if heading.level == 1 and titled:
                titled = False  # One finding for all of them.
                yield self.finding("a heading of the first level besides the title", heading.start, heading.end)
            elif level and heading.level > level + 1:
                says = f"a heading of level {heading.level} behind one of level {level}"
                yield self.finding(says, heading.start, heading.end)
            level = heading.level
