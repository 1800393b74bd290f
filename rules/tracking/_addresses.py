"""The addresses in a body, wherever they stand. Shared by the rules on addresses; a body is gone through once.

An address is the value of an attribute, one of the candidates of a ``srcset``, what a Markdown link, a
reference definition or an autolink leads to, or an address that stands in the text itself.
"""

from __future__ import annotations

import re

from newslint.document.body import Syntax
from newslint.document.html import Kind, Markup
from newslint.document.references import decode_attribute
from newslint.late_pattern import late_pattern

from ._address import Address, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document

_ATTRIBUTES = frozenset("href xlink:href src cite poster action formaction longdesc background lowsrc dynsrc".split())
_TAGS_WITH_DATA = frozenset(("object",))
_ABSOLUTE = late_pattern(r"[ \t\r\n\f]*+(?:https?:)?//", re.IGNORECASE)
_CANDIDATE = late_pattern(r"([^\s,](?:[^\s,]|,(?!\s|\Z))*+)(?:,|\s[^,]*+)?+")
_HOST = late_pattern(r"(?:https?:)?//(?:[^/?#@]*+@)?+([^/?#:]*+)", re.IGNORECASE)


class _Found:
    """The addresses of one body, in all, and by their hosts."""

    __slots__ = ("_by_host", "all", "body")

    def __init__(self, body: Body | None, found: list[Address]) -> None:
        self.body = body
        self.all = found
        self._by_host: dict[str, list[Address]] | None = None

    @property
    def by_host(self) -> dict[str, list[Address]]:
        if self._by_host is None:
            self._by_host = {}
            for address in self.all:
                match = _HOST.match(address.text)
                self._by_host.setdefault(match[1].lower() if match else "", []).append(address)
        return self._by_host


_last = _Found(None, [])


def _found(document: Document) -> _Found:
    global _last
    if _last.body is not document.body:
        _last = _Found(document.body, [*_in_tags(document.body), *_in_text(document)])
    return _last


def addresses(document: Document, needle: str = "") -> Iterator[Address]:
    """Yield the addresses of the body that contain *needle*: those of tags first, then those of the text."""
    for address in _found(document).all:
        if needle in address.text:
            yield address


def by_host(document: Document) -> dict[str, list[Address]]:
    """Return the addresses of the body by host, in lower case; those without one under the empty string."""
    return _found(document).by_host


_InTag = tuple[Place, int, str, str, str, str]


class _Known(dict[Markup, tuple[_InTag, ...]]):
    """The addresses of each distinct tag, found once."""

    limit = 10_000

    def __missing__(self, markup: Markup) -> tuple[_InTag, ...]:
        found: tuple[_InTag, ...] = ()
        if markup.kind is Kind.START and "=" in markup.text:
            found = tuple(_in_tag(markup))
        if len(markup.text) < 300:
            if len(self) >= self.limit:
                self.clear()
            self[markup] = found
        return found


_known = _Known()


def _in_tags(body: Body) -> Iterator[Address]:
    markups = body.markups
    for index, found in enumerate(map(_known.__getitem__, markups)):
        if found:
            start = body.offsets[2 * index + 1]
            for place, at, written, text, name, quote in found:
                yield Address(place, start + at, written, text, decode_attribute, index, name, quote)


def _in_tag(markup: Markup) -> Iterator[_InTag]:
    """Yield the addresses of one tag: place, offset in the tag, as written, decoded, attribute, quote."""
    for attribute in markup.attributes:
        if '"' in attribute.name or "'" in attribute.name or "<" in attribute.name:
            return  # Quotes that do not match: where the values begin and end is anybody's guess.
    for attribute in markup.attributes:
        name, value = attribute.name, attribute.value
        if not value:
            continue
        if name in _ATTRIBUTES or (name == "data" and markup.name in _TAGS_WITH_DATA):
            pass
        elif name.endswith("srcset"):
            for match in _CANDIDATE.finditer(value):
                at = attribute.value_start + match.start(1)
                yield Place.CANDIDATE, at, match[1], decode_attribute(match[1]), name, attribute.quote
            continue
        elif not (name.startswith("data-") and _ABSOLUTE.match(value)) or len(value.split()) != 1:
            continue
        written = value.strip(" \t\r\n\f")
        if written:
            at = attribute.value_start + len(value) - len(value.lstrip(" \t\r\n\f"))
            yield Place.ATTRIBUTE, at, written, decode_attribute(written), name, attribute.quote


def _in_text(document: Document) -> Iterator[Address]:
    text = document.text
    markdown = document.body.syntax is Syntax.MARKDOWN
    if "://" not in text and not (markdown and ("](" in text or "]:" in text)):
        return iter(())
    from ._text_addresses import in_html, in_markdown

    return in_markdown(document) if markdown else in_html(document)
