"""Where white space in an HTML body is only layout. Shared by the layout rules on it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body

LINE_ELEMENTS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody tfoot thead tr "
    "ul caption colgroup".split()
)
"""Elements that stand on lines of their own. A table's cells share the line of their row."""


def kept_as_written(body: Body, markup: int) -> bool:
    """Return whether white space right before or after *markup* shows: an element around it says ``white-space``."""
    parent = body.parent[markup] if 0 <= markup < len(body.markups) else -1
    for start in (markup, parent):
        while 0 <= start < len(body.markups):
            if "white-space" in body.markups[start].text and "white-space" in (body.markups[start].get("style") or ""):
                return True
            start = body.parent[start]
    return False


def in_cell(body: Body, markup: int) -> bool:
    """Return whether *markup* lies inside a table cell."""
    start = body.parent[markup]
    while start >= 0:
        if body.markups[start].name in ("td", "th"):
            return True
        if body.markups[start].name == "table":
            return False
        start = body.parent[start]
    return False
