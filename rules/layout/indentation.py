from __future__ import annotations

import re

from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._white_space import kept_as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding


class Indentation(TextRule):
    """Indented lines in HTML.

    ## What it finds
    Spaces and tabs at the start of a line of an HTML body (also in a Markdown file that holds
    only HTML).

    ## Why it matters
    In a Markdown file four columns after a blank line turn HTML into code. Elsewhere the
    indentation tells of a page template that the article has left long ago.

    ## Fix safety
    Safe. Code and text under `white-space: pre` stay as they are.
    """

    code = "LAY006"
    name = "indentation"
    stage = Stage.LAYOUT
    in_markdown = False
    literals = ("\n ", "\n\t")
    pattern = re.compile(r"\n[ \t]++(?=[^ \t\r\n])|\n[ \t]++\Z")

    GOOD = (
        Good("<p>A</p>\n<p>B\nC</p>\n"),
        Good("- a\n  - b\n", path="a.md", note="Markdown"),
        Good("<pre>\n  a\n</pre>\n", note="code"),
        Good('<p style="white-space: pre-line">\n  a\n</p>\n', note="it shows"),
        Good("<!--\n  a\n-->\n", note="inside a comment"),
        Good("<p\n  class=a>A</p>\n", note="inside a tag"),
        Good("<p>A\n\u3000\u3000B</p>\n", note="ideographic spaces are characters"),
    )
    BAD = (
        Bad("<div>\n  <p>A</p>\n</div>\n", "<div>\n<p>A</p>\n</div>\n", at="  "),
        Bad("<p>A\n\t  B</p>\n", "<p>A\nB</p>\n"),
        Bad("<div>\n    <p>A</p>\n</div>\n", "<div>\n<p>A</p>\n</div>\n", path="a.md"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        body = match.body
        if match.end == body.end:
            return
        if kept_as_written(body, match.previous) or kept_as_written(body, match.next):
            return
        start = match.start + 1
        yield self.finding("indented line", start, match.end, Fix(Edit(start, match.end)))
