"""Declare what a fix removes on purpose, for the guard to check against."""

from __future__ import annotations

from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

_EMBEDS = frozenset(("iframe", "object", "embed"))


def everything_in(element: Element) -> list[Change]:
    """Return the declaration that *element* goes with all that it holds.

    Only for a container that a tested table entry names as a producer's own: to
    declare everything is to switch the guard off for that container.
    """
    body = element.body
    changes: list[Change] = []
    if element.text.strip():
        changes.append(Change(Aspect.TEXT, element.text))
        changes.append(Change(Aspect.EMPHASIS, element.text))
    for index in (element.index, *element.inside):
        markup = body.markups[index]
        if markup.kind is Kind.COMMENT:
            changes.append(Change(Aspect.COMMENT, markup.comment.strip()))
        elif markup.kind is Kind.BOGUS_COMMENT:
            changes.append(Change(Aspect.COMMENT, markup.text[1:].removesuffix(">").strip()))
        elif markup.kind is Kind.START:
            changes.extend(_of_tag(markup))
    changes.extend(Change(Aspect.TABLE, shape) for shape in _tables_in(element))
    return changes


def _tables_in(element: Element) -> Iterator[str]:
    """Yield the shapes of the tables that *element* holds or is, as the guard writes them: cells and spans of each row.

    If an end tag is missing, too little is declared, and the guard refuses the fix.
    """
    body = element.body
    open_tables: list[list[list[str]]] = []
    for index in (element.index, *element.inside, element.partner):
        markup = body.markups[index]
        if index < 0 or markup.name not in ("table", "tr", "td", "th"):
            continue
        if markup.kind is Kind.START:
            if markup.name == "table":
                open_tables.append([[]])
            elif open_tables and markup.name == "tr":
                open_tables[-1].append([])
            elif open_tables:
                columns, rows = ((markup.get(name) or "").strip().lstrip("0") or "1" for name in ("colspan", "rowspan"))
                open_tables[-1][-1].append("" if columns == rows == "1" else f"{columns}x{rows}")
        elif markup.name == "table" and open_tables:
            yield " ".join(map(_row, filter(None, open_tables.pop())))


def _row(cells: list[str]) -> str:
    spans = ",".join(f"{place}:{span}" for place, span in enumerate(cells, 1) if span)
    return f"{len(cells)}[{spans}]" if spans else str(len(cells))


def _of_tag(markup: Markup) -> Iterator[Change]:
    """Yield what disappears with one start tag itself."""
    for attribute in markup.attributes:
        value = attribute.text.strip()
        name = attribute.name
        if name in ("id", "name"):
            yield Change(Aspect.ANCHOR, value)
        elif name == "href":
            yield Change(Aspect.LINK, value)
        elif name == "alt" and value:
            yield Change(Aspect.MEDIA, value)
        elif markup.name in _EMBEDS and ("src" in name or name in ("data", "data-mpvid")):
            yield Change(Aspect.EMBED, value)
        elif markup.name == "script" and name == "src":
            yield Change(Aspect.SCRIPT, value)
        elif "srcset" in name:
            for candidate in value.split(","):
                if candidate.split():
                    yield Change(Aspect.MEDIA, candidate.split()[0])
        elif "src" in name or name.startswith("data-") or name == "poster":
            yield Change(Aspect.MEDIA, value)
    if markup.name == "script" and markup.raw_content.strip():
        yield Change(Aspect.SCRIPT, markup.raw_content.strip())
