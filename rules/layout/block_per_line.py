from __future__ import annotations

from newslint.document.html import Kind
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._white_space import (
    LINE_ELEMENTS,
    has_cells,
    in_cell,
    is_in_line,
    is_in_line_somewhere,
    keeps_space_somewhere,
    kept_as_written,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


_WHITE_SPACE = " \t\r\n\f"
_TABLE_ROWS = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
_TABLE_PARTS = _TABLE_ROWS | {"td", "th", "caption"}


class BlockPerLine(DocumentRule):
    """Two block elements on one line.

    ## What it finds
    In an HTML body, a block element that does not begin a line, and anything that follows the end
    of one on the same line. A table's cells share the line of their row.

    ## Why it matters
    With one block to a line, a change of one paragraph is a change of one line, and `grep`
    finds paragraphs.

    ## Fix safety
    Safe: between blocks a line end is not visible. Code, text under `white-space: pre` (by a style, a class or a style
    sheet in the file) and blocks that a style puts into the line (`display: inline`) stay as they are.
    """

    code = "LAY005"
    name = "block-per-line"
    stage = Stage.LAYOUT
    in_markdown = False

    GOOD = (
        Good("<p>A <b>b</b></p>\n<p>B</p>\n"),
        Good("<ul>\n<li>A</li>\n<li>B</li>\n</ul>\n"),
        Good("<table>\n<tr><td>1</td><td><p>2</p><p>3</p></td></tr>\n</table>\n", note="cells, and what is in them"),
        Good("A <div>b</div> c\n", path="a.md", note="Markdown decides by lines what is HTML"),
        Good("one</div>two\n", note="nothing ends there"),
        Good("<pre><div>a</div><div>b</div></pre>\n", note="code"),
        Good('<div style="white-space:pre"><p>A</p><p>B</p></div>\n', note="it would show"),
        Good('<div class="whitespace-pre-wrap"><p>A</p><p>B</p></div>\n', note="here too"),
        Good("<style>.a{white-space:pre}</style>\n<div class=a><p>A</p><p>B</p></div>\n", note="by a style sheet"),
        Good(
            '<div style="display:inline">a</div><div style="DISPLAY: inline-block">b</div>c\n',
            note="a browser shows abc, and a line end would be a space",
        ),
        Good("a<table>b<tr><td>C</td></tr></table>\n", note="a browser shows ab in one line"),
    )
    BAD = (
        Bad("<p>A</p><p>B</p>\n", "<p>A</p>\n<p>B</p>\n", at="<p>"),
        Bad("<ul><li>A</li></ul>\n", "<ul>\n<li>A</li>\n</ul>\n", count=2),
        Bad("Lead <p>A</p> end\n", "Lead\n<p>A</p>\nend\n", count=2),
        Bad(
            "<table>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</table>\n",
            "<table>\n<tr><td>1</td><td>2</td></tr>\n</table>\n",
            count=3,
            at="\n",
            note="a row is a line",
        ),
        Bad("<p>A</p><!-- x --><hr>B\n", "<p>A</p>\n<!-- x -->\n<hr>\nB\n", count=3),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        pieces = body.pieces
        count = len(body.markups)
        before = _NOTHING
        shows: bool | None = None
        stray: AbstractSet[int] = frozenset()
        for index, role in enumerate((*map(_ROLES.__getitem__, body.markups), _NOTHING)):
            gap = pieces[2 * index]
            previous, before = before, role
            if (previous & _OPENS_ROW and role & _CELL) or (previous & _ENDS_CELL and role & (_CELL | _ENDS_ROW)):
                yield from self._join_cells(body, index)
            elif gap != "\n" and (previous & _ENDS_LINE or role & _BEGINS_LINE):
                if shows is None:
                    shows, stray = _may_show(body), _tables_with_stray_text(body)
                if shows and any(_shows(body, stray, one) for one in (index - 1, index) if 0 <= one < count):
                    continue
                text = gap.strip(_WHITE_SPACE)
                leading = len(gap) - len(gap.lstrip(_WHITE_SPACE))
                trailing = len(gap) - len(gap.rstrip(_WHITE_SPACE))
                if text:
                    if previous & _ENDS_LINE and "\n" not in gap[:leading]:
                        yield from self._break(body, index, leading, leading=True)
                    if role & _BEGINS_LINE and "\n" not in gap[len(gap) - trailing :]:
                        yield from self._break(body, index, trailing, leading=False)
                elif "\n" not in gap and 0 < index < count:
                    yield from self._break(body, index, len(gap), leading=False)

    def _join_cells(self, body: Body, index: int) -> Iterator[Finding]:
        gap = body.pieces[2 * index]
        if gap and not gap.strip(_WHITE_SPACE) and not kept_as_written(body, index):
            start = body.offsets[2 * index]
            fix = Fix(Edit(start, start + len(gap)))
            yield self.finding("the cells of a row share its line", start, start + len(gap), fix)

    def _break(self, body: Body, index: int, length: int, *, leading: bool) -> Iterator[Finding]:
        """Report a gap before markup *index* whose *length* of white space, leading or trailing, holds no line end."""
        if index and body.markups[index - 1].kind is Kind.END and body.partner[index - 1] < 0:
            return  # An end tag that ends nothing bounds nothing: a line end would be a space between words.
        start = body.offsets[2 * index] if leading else body.offsets[2 * index + 1] - length
        fix = Fix(Edit(start, start + length, "\n"))
        if leading or body.markups[index].kind is not Kind.START:
            yield self.finding("text after a block on the same line", start, start + length + 1, fix)
        else:
            block = body.markups[index]
            place = start + length
            yield self.finding(f"<{block.name}> does not begin a line", place, place + block.head_end, fix)


def _may_show(body: Body) -> bool:
    """Return whether there is anything at all in *body* in which a line end would show."""
    return (
        bool(body.regions or body.start_tags(_is_form))
        or has_cells(body)
        or keeps_space_somewhere(body)
        or is_in_line_somewhere(body)
    )


def _shows(body: Body, stray: AbstractSet[int], index: int) -> bool:
    """Return whether a line end beside markup *index* would show, or would tear the line of a table's row."""
    return (
        in_cell(body, index)
        or kept_as_written(body, index)
        or is_in_line(body, index)
        or body.regions.covers(body.offsets[2 * index + 1])
        or (body.markups[index].name == "form" and _is_nested(body, index))
        or (bool(stray) and _table_around(body, index) in stray)
    )


def _is_table(tag: Markup) -> bool:
    return tag.name == "table"


def _is_form(tag: Markup) -> bool:
    return tag.name == "form"


def _is_nested(body: Body, index: int) -> bool:
    """Return whether the form that the tag at *index* belongs to stands in another one, or holds one.

    Browsers drop the start tag of the inner one, and take the first end tag for the outer one's.
    """
    start = index if body.markups[index].kind is Kind.START else body.partner[index]
    return start < 0 or body.nearest(start, _is_form) >= 0 or body.element(start).holds_one(_is_form)


def _is_table_part(tag: Markup) -> bool:
    return tag.name in _TABLE_PARTS


def _table_around(body: Body, index: int) -> int:
    """Return the start tag of the table that markup *index* belongs to, or -1."""
    markup = body.markups[index]
    start = body.partner[index] if markup.kind is Kind.END else index
    if markup.name == "table" and start >= 0:
        return start
    return body.nearest(index, _is_table)


def _tables_with_stray_text(body: Body) -> AbstractSet[int]:
    """Return the start tags of the tables with text in them that stands in no cell.

    Browsers show such text before the table, in one line with what stands there.
    """
    if not body.start_tags(_is_table):
        return frozenset()
    markups, partner, stray = body.markups, body.partner, set[int]()
    for piece in body.texts:
        index = piece // 2
        if index == len(markups):
            around = next(iter(body.start_tags(_is_table)[::-1]))
            around = around if partner[around] < 0 else -1
        elif markups[index].kind is Kind.END and partner[index] >= 0 and _is_table_part(markups[index]):
            around = partner[index]
        else:
            around = body.nearest(index, _is_table_part)
        if around >= 0 and markups[around].name in _TABLE_ROWS:
            stray.add(_table_around(body, around))
    return stray


# What a tag means for the lines around it; where cells meet (row and cell, cell and cell, cell and row) none begins.
_NOTHING, _BEGINS_LINE, _ENDS_LINE, _OPENS_ROW, _ENDS_ROW, _CELL, _ENDS_CELL = 0, 1, 2, 4, 8, 16, 32


class _Roles(dict["Markup", int]):
    """What each distinct tag means for lines."""

    limit = 10_000

    def __missing__(self, markup: Markup) -> int:
        role = _NOTHING
        if markup.kind is Kind.START:
            if markup.name in LINE_ELEMENTS:
                role = _BEGINS_LINE | (_ENDS_LINE if markup.name == "hr" else 0)
            if markup.name == "tr":
                role |= _OPENS_ROW
            elif markup.name in ("td", "th"):
                role |= _CELL
        elif markup.kind is Kind.END:
            if markup.name in LINE_ELEMENTS:
                role = _ENDS_LINE
            if markup.name == "tr":
                role |= _ENDS_ROW
            elif markup.name in ("td", "th"):
                role |= _ENDS_CELL
        if len(self) >= self.limit:
            self.clear()
        self[markup] = role
        return role


_ROLES = _Roles()
