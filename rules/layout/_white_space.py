"""Where white space in an HTML body is only layout. Shared by the layout rules on it."""

from __future__ import annotations

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
    """Return whether the style of any element says ``white-space``."""
    return bool(body.start_tags(_keeps_space))


def kept_as_written(body: Body, markup: int) -> bool:
    """Return whether the white space beside *markup* shows: it or an element around it says ``white-space``."""
    if not keeps_space_somewhere(body) or not 0 <= markup < len(body.markups):
        return False
    return _keeps_space(body.markups[markup]) or body.nearest(markup, _keeps_space) >= 0


def in_cell(body: Body, markup: int) -> bool:
    """Return whether *markup* lies inside a table cell."""
    if not has_cells(body):
        return False
    nearest = body.nearest(markup, _is_table_or_cell)
    return nearest >= 0 and body.markups[nearest].name != "table"


def _keeps_space(tag: Markup) -> bool:
    return "white-space" in tag.text and "white-space" in (tag.get("style") or "")


def _is_table_or_cell(tag: Markup) -> bool:
    return tag.name in ("td", "th", "table")
