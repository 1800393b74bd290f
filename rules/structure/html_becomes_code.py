from __future__ import annotations

from newslint.document.body import Syntax
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding


class HtmlBecomesCode(DocumentRule):
    """Indented HTML that Markdown shows as code.

    ## What it finds
    In a Markdown file, a tag that stands four or more columns to the right after a blank line,
    while an element from above is still open. A blank line ends an HTML block in Markdown
    (CommonMark 4.6), and four columns begin a code block: the reader sees the tags.

    ## Why it matters
    The page shows `<div class="…">` instead of what is in it.

    ## Fix safety
    Safe in a body that is HTML throughout: the blank lines and the indentation before the tag go,
    and the HTML is HTML again. In a body that mixes Markdown and HTML it is only reported,
    because the author may have meant to show code.
    """

    code = "STR004"
    name = "html-becomes-code"
    stage = Stage.STRUCTURE
    in_guarded_regions = True

    GOOD = (
        Good("<div>\n\n        <p>A</p>\n</div>", note="an HTML file knows no code blocks"),
        Good("<p>Example:</p>\n\n    <div>code</div>\n\n<p>x</p>", path="a.md", note="nothing is open: meant as code"),
        Good("<div>\n    <p>A</p>\n</div>", path="a.md", note="no blank line"),
        Good("<div>\n\n   <p>A</p>\n</div>", path="a.md", note="three columns"),
        Good("<pre>\n\n    <b>A</b>\n</pre>", path="a.md", note="a pre does not end at a blank line"),
    )
    BAD = (
        Bad(
            "<div>\n<p>A</p>\n\n        <div>x</div>\n</div>",
            "<div>\n<p>A</p>\n<div>x</div>\n</div>",
            path="a.md",
            at="<div>x</div>",
        ),
        Bad("Some *text*.\n\n<div>\n\n    <p>A</p>\n\n</div>", path="a.md", note="mixed with Markdown: reported"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        text, body = document.text, document.body
        for start, end in document.indented_html:
            tag = text.find("<", start, end)
            if tag < 0:
                continue
            line_end = text.find("\n", tag, end)
            fix = None
            if body.syntax is Syntax.HTML and not body.regions.covers(tag):
                above = len(text[:tag].rstrip(" \t\r\n"))
                newline = text.find("\n", above, tag) + 1
                fix = Fix(Edit(newline, tag)) if newline else None
            stop = len(text[tag : line_end if line_end >= 0 else end].rstrip()) + tag
            yield self.finding("Markdown shows this HTML as code: it is indented after a blank line", tag, stop, fix)
