from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._white_space import has_uneven_lines, kept_as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, TextMatch
    from newslint.linting.finding import Finding

_LONGEST_GAP = 80


class Indentation(TextRule):
    """Indented lines in HTML.

    ## What it finds
    Spaces and tabs at the start of a line of an HTML body (also in a Markdown file that holds
    only HTML).

    ## Why it matters
    In a Markdown file four columns after a blank line turn HTML into code. Elsewhere the
    indentation tells of a page template that the article has left long ago.

    ## Fix safety
    Safe. Code and text under `white-space: pre` (by a style, a class or a style sheet in the file) stay as they are. So
    do lines of text after `<br>` where some of them are indented more than others: they are code, or verse, and who
    makes them readable again needs the indentation.
    """

    code = "LAY006"
    name = "indentation"
    stage = Stage.LAYOUT
    in_markdown = False
    literals = ("\n ", "\n\t")
    pattern = late_pattern(r"\n[ \t]++(?=[^ \t\r\n])|\n[ \t]++\Z")

    GOOD = (
        Good("<p>A</p>\n<p>B\nC</p>\n"),
        Good("- a\n  - b\n", path="a.md", note="Markdown"),
        Good("<pre>\n  a\n</pre>\n", note="code"),
        Good('<p style="white-space: pre-line">\n  a\n</p>\n', note="it shows"),
        Good("<!--\n  a\n-->\n", note="inside a comment"),
        Good("<p\n  class=a>A</p>\n", note="inside a tag"),
        Good("<p>A\n\u3000\u3000B</p>\n", note="ideographic spaces are characters"),
        Good("<p>if (a) {<br>\n\tb();<br>\n}</p>\n<p>c {<br>\n\td</p>\n", note="code that is not marked as such"),
        Good('<p class="md:whitespace-pre-wrap">a\n  b</p>\n', note="the class says that it shows"),
        Good("<style>.a, .b p {white-space:pre}</style>\n<p class=a>a\n  b</p>\n", note="the style sheet says so"),
    )
    BAD = (
        Bad("<div>\n  <p>A</p>\n</div>\n", "<div>\n<p>A</p>\n</div>\n", at="  "),
        Bad("<p>A\n\t  B</p>\n", "<p>A\nB</p>\n"),
        Bad("<div>\n    <p>A</p>\n</div>\n", "<div>\n<p>A</p>\n</div>\n", path="a.md"),
        Bad(
            "<p>A<br>\n   B<br>\n   C<br>\n</p>\n",
            "<p>A<br>\nB<br>\nC<br>\n</p>\n",
            count=2,
            note="as a template does it",
        ),
        Bad("<p>a {<br>\n  b<br>\n}<br>\n  <i>c</i></p>\n", "<p>a {<br>\n  b<br>\n}<br>\n<i>c</i></p>\n", note="a tag"),
        Bad(
            "<style>pre code, pre.a{white-space:pre}</style>\n<p>A\n  B</p>\n",
            "<style>pre code, pre.a{white-space:pre}</style>\n<p>A\nB</p>\n",
            note="of code alone",
        ),
    )

    def prepare(self) -> None:
        self._body: Body | None = None
        self._uneven = False

    def check(self, match: TextMatch) -> Iterator[Finding]:
        body = match.body
        if match.end == body.end:
            return
        if kept_as_written(body, match.previous) or kept_as_written(body, match.next):
            return
        if _is_line_of_text(match) and self._has_uneven_lines(body):
            return
        start = match.start + 1
        yield self.finding("indented line", start, match.end, Fix(Edit(start, match.end)))

    def _has_uneven_lines(self, body: Body) -> bool:
        if self._body is not body:
            self._body, self._uneven = body, has_uneven_lines(body)
        return self._uneven


def _is_line_of_text(match: TextMatch) -> bool:
    """Return whether the line that *match* indents begins with text, and follows a ``<br>``."""
    before = match.start - match.piece_start
    return (
        match.previous >= 0
        and match.body.markups[match.previous].name == "br"
        and match.end < match.piece_end
        and before < _LONGEST_GAP
        and not match.body.text[match.piece_start : match.start].strip()
    )
