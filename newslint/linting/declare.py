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
    columns: list[str] = []
    for index in (element.index, *element.inside):
        markup = body.markups[index]
        if markup.kind is Kind.COMMENT:
            changes.append(Change(Aspect.COMMENT, markup.comment.strip()))
        elif markup.kind is Kind.BOGUS_COMMENT:
            changes.append(Change(Aspect.COMMENT, markup.text[1:].removesuffix(">").strip()))
        elif markup.kind is Kind.START:
            changes.extend(_of_tag(markup))
            if markup.name == "table":
                columns.append("table")
    changes.extend(Change(Aspect.TABLE, table) for table in columns)
    return changes


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
