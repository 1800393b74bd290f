"""Where white space in an HTML body is only layout. Shared by the layout rules on it."""

from __future__ import annotations

import re

from newslint.document.html import Kind
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body
    from newslint.document.html import Markup

LINE_ELEMENTS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody tfoot thead tr "
    "ul caption colgroup".split()
)
"""Elements that stand on lines of their own. A table's cells share the line of their row."""


def has_cells(body: Body) -> bool:
    """Return whether there is a table."""
    return bool(body.start_tags(_is_table_or_cell))


def keeps_space_somewhere(body: Body) -> bool:
    """Return whether the style or the class of any element, or a style sheet, says that white space shows."""
    return bool(body.start_tags(_keeps_space) or body.start_tags(_is_sheet_that_keeps_space))


def kept_as_written(body: Body, markup: int) -> bool:
    """Return whether the white space beside *markup* may show: it, an element around it or a style sheet says so."""
    if not keeps_space_somewhere(body):
        return False
    if body.start_tags(_is_sheet_that_keeps_space):
        return True
    if not 0 <= markup < len(body.markups):
        return False
    return _keeps_space(body.markups[markup]) or body.nearest(markup, _keeps_space) >= 0


def is_in_line_somewhere(body: Body) -> bool:
    """Return whether the style of any element makes it part of a line of text."""
    return bool(body.start_tags(_is_in_line))


def is_in_line(body: Body, markup: int) -> bool:
    """Return whether the element that the tag at *markup* belongs to stands in a line of text, by its style."""
    if not is_in_line_somewhere(body) or not 0 <= markup < len(body.markups):
        return False
    start = body.partner[markup] if body.markups[markup].kind is Kind.END else markup
    return start >= 0 and _is_in_line(body.markups[start])


def has_uneven_lines(body: Body) -> bool:
    """Return whether lines of text after ``<br>`` are indented by more and by less in one block.

    A template indents all of them alike. Where they differ they are lines of code, or of verse: nobody
    sees the indentation, but who makes the code readable again needs it.
    """
    depths: dict[int, str] = {}
    for index in body.start_tags(_is_br):
        line = _INDENTED.match(body.pieces[2 * index + 2])
        if line is not None and depths.setdefault(body.nearest(index, _is_block), line[1]) != line[1]:
            return True
    return False


_INDENTED = late_pattern(r"[ \t\r\f]*+\n([ \t]*+)[^ \t\r\n\f]")


def in_cell(body: Body, markup: int) -> bool:
    """Return whether *markup* lies inside a table cell."""
    if not has_cells(body):
        return False
    nearest = body.nearest(markup, _is_table_or_cell)
    return nearest >= 0 and body.markups[nearest].name != "table"


def _keeps_space(tag: Markup) -> bool:
    text = tag.text
    if ("hite-space" in text or "WHITE-SPACE" in text) and "white-space" in (tag.get("style") or "").lower():
        return True
    return any(word in text for word in _KEEPING) and any(word in name for name in tag.classes for word in _KEEPING)


# Tailwind's classes, Bootstrap's and others' of the same kind.
_KEEPING = ("whitespace-pre", "whitespace-break", "pre-wrap", "pre-line", "white-space-pre", "pre-scrollable")


def _is_sheet_that_keeps_space(tag: Markup) -> bool:
    """Return whether *tag* is a style sheet that makes white space show in anything but elements of code."""
    if tag.name != "style" or "white-space" not in tag.raw_content:
        return False
    for block in tag.raw_content.split("}"):
        before, _, declarations = block.rpartition("{")
        if "white-space" in declarations and _SHOWS.search(declarations):
            selectors = before[max(before.rfind("{"), before.rfind(";")) + 1 :]
            if not all(_ENDS_IN_CODE.search(selector.strip()) for selector in selectors.split(",")):
                return True
    return False


_SHOWS = late_pattern(r"white-space(?:-collapse)?\s*+:\s*+(?:pre|break-spaces)", re.IGNORECASE)
_ENDS_IN_CODE = late_pattern(r"(?:^|[\s>+~])(?:pre|code|textarea|kbd|samp|tt)(?:[.:\[#][^\s>+~]*+)?$", re.IGNORECASE)


def _is_in_line(tag: Markup) -> bool:
    if "isplay" not in tag.text and "DISPLAY" not in tag.text:
        return False
    return _DISPLAY.search(tag.get("style") or "") is not None


_DISPLAY = late_pattern(r"(?:^|[;\s])display\s*+:\s*+(?:inline|contents|run-in|ruby)", re.IGNORECASE)


def _is_br(tag: Markup) -> bool:
    return tag.name == "br"


def _is_block(tag: Markup) -> bool:
    return tag.name in LINE_ELEMENTS or tag.name in ("td", "th")


def _is_table_or_cell(tag: Markup) -> bool:
    return tag.name in ("td", "th", "table")
