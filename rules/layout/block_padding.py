from __future__ import annotations

from newslint.document.html import VOID_ELEMENTS, Kind
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._white_space import LINE_ELEMENTS, has_uneven_lines, is_in_line, kept_as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_WHITE_SPACE = " \t\r\n\f"
# Text in a table that stands in no cell is shown before the table, in one line with what stands there.
_PADDED = (LINE_ELEMENTS | {"td", "th"}) - {"pre", "table", "thead", "tbody", "tfoot", "tr"}


class BlockPadding(DocumentRule):
    """White space just inside a block.

    ## What it finds
    In an HTML body, spaces and line ends between a block's start tag and its first text, and
    between its last text and its end tag.

    ## Why it matters
    The same paragraph should always be written in the same way.

    ## Fix safety
    Safe: browsers drop this white space. Line ends between two block tags stay, and so does
    everything in code and under `white-space: pre`, in a block that a style puts into the line, and the spaces before
    the first of lines of code or verse that are indented by more and by less.
    """

    code = "LAY007"
    name = "block-padding"
    stage = Stage.LAYOUT
    in_markdown = False

    GOOD = (
        Good("<p>A</p>\n<p><b>B</b> c</p>\n"),
        Good("<ul>\n<li>A</li>\n</ul>\n", note="between block tags"),
        Good("<pre> a </pre>\n", note="code"),
        Good("<div>\n</div>\n", note="empty: another rule's"),
        Good("<p>\u3000\u3000A</p>\n", note="ideographic spaces are characters"),
        Good('<p style="white-space:pre"> A</p>\n', note="it shows"),
        Good("A<table><tr> B</tr></table>\n", note="a browser shows A B"),
        Good("<p><!-- a --> A</p>\n", note="a comment comes first"),
        Good('<p>A</p>\n<div style="display:inline"> b </div>c\n', note="b stands in a line with c"),
        Good('<p class="whitespace-pre-line">\nA</p>\n', note="the class says that it shows"),
        Good("<p>if (a) {<br>\n  b();<br>\n}</p>\n<p>  c();</p>\n", note="code"),
    )
    BAD = (
        Bad("<p> A </p>\n", "<p>A</p>\n", count=2, at=" "),
        Bad("<p>\n  <b>A</b>\n</p>\n", "<p><b>A</b></p>\n", count=2),
        Bad(
            "<table>\n<tr><td> 1</td><td>2\n</td></tr>\n</table>\n",
            "<table>\n<tr><td>1</td><td>2</td></tr>\n</table>\n",
            count=2,
        ),
        Bad("<div>\n<img src=a>\n</div>\n", "<div><img src=a></div>\n", count=2),
    )

    def prepare(self) -> None:
        self._body: Body | None = None
        self._uneven = False

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        markups, pieces = body.markups, body.pieces
        for index, kind in enumerate(map(_KINDS.__getitem__, markups)):
            if kind is Kind.START:
                gap = pieces[2 * index + 2]
                if gap and gap[0] in _WHITE_SPACE:
                    length = len(gap) - len(gap.lstrip(_WHITE_SPACE))
                    following = markups[index + 1] if index + 1 < len(markups) else None
                    if length < len(gap) or (following is not None and _inline(following)):
                        yield from self._padding(body, index, body.offsets[2 * index + 2], length)
            elif kind is Kind.END:
                gap = pieces[2 * index]
                if gap and gap[-1] in _WHITE_SPACE:
                    length = len(gap) - len(gap.rstrip(_WHITE_SPACE))
                    if length < len(gap) or (index and _inline(markups[index - 1])):
                        yield from self._padding(body, index, body.offsets[2 * index + 1] - length, length)

    def _padding(self, body: Body, index: int, start: int, length: int) -> Iterator[Finding]:
        if kept_as_written(body, index) or is_in_line(body, index) or body.partner[index] < 0:
            return
        if (
            body.markups[index].kind is Kind.START
            and "\n" not in body.text[start : start + length]
            and length > (body.text[start] != "\t")
        ):
            # Spaces before the first line: there may be more before the next ones.
            if self._body is not body:
                self._body, self._uneven = body, has_uneven_lines(body)
            if self._uneven:
                return
        name = body.markups[index].name
        yield self.finding(f"white space just inside <{name}>", start, start + length, Fix(Edit(start, start + length)))


class _Kinds(dict["Markup", "Kind | None"]):
    """The kind of each distinct tag of a block that has no white space at its edges, None for all other markup."""

    limit = 10_000

    def __missing__(self, markup: Markup) -> Kind | None:
        kind = markup.kind if markup.name in _PADDED else None
        if len(self) >= self.limit:
            self.clear()
        self[markup] = kind
        return kind


_KINDS = _Kinds()


def _inline(markup: Markup) -> bool:
    """Return whether *markup* is a tag that stands in a line of text."""
    if markup.kind is Kind.START or markup.kind is Kind.END:
        return (
            markup.name not in LINE_ELEMENTS
            and markup.name not in _PADDED
            and (markup.name in VOID_ELEMENTS or markup.name not in ("script", "style", "template", "noscript"))
        )
    return False
