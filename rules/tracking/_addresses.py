"""The addresses in a body, wherever they stand, and how one is replaced. Shared by the rules on addresses."""

from __future__ import annotations

import re

from newslint.document.body import Syntax
from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change, Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document

_ATTRIBUTES = {
    "href": Aspect.LINK,
    "cite": Aspect.LINK,
    "src": Aspect.MEDIA,
    "poster": Aspect.MEDIA,
    "data-src": Aspect.MEDIA,
    "data-original": Aspect.MEDIA,
    "data-actualsrc": Aspect.MEDIA,
}
_EMBEDS = frozenset(("iframe", "embed"))
# Inline links and images, and reference definitions: [a](b), ![a](b "c"), [a]: b
_MARKDOWN_LINK = re.compile(
    r"\]\([ \t]*+(?P<inline>https?://[^\s()<>\[\]]++)|^ {0,3}+\[[^\]\n]++\]:[ \t]*+(?P<reference>https?://[^\s<>]++)",
    re.MULTILINE,
)


class Address:
    """One address: its span in the file (code points) and its text with references decoded.

    ``index`` is the markup that holds it, or -1 for a Markdown link.
    """

    __slots__ = ("aspect", "end", "index", "quote", "start", "text")

    def __init__(self, start: int, end: int, text: str, aspect: Aspect, index: int, quote: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.aspect = aspect
        self.index = index
        self.quote = quote


def addresses(document: Document, literal: str) -> Iterator[Address]:
    """Yield the addresses of the body that contain *literal*, tags first, then Markdown links."""
    body = document.body
    for index, markup in enumerate(body.markups):
        if markup.kind is not Kind.START or literal not in markup.text[: markup.head_end]:
            continue
        for attribute in markup.attributes:
            aspect = _ATTRIBUTES.get(attribute.name)
            if aspect is None or not attribute.value or literal not in attribute.value:
                continue
            if markup.name in _EMBEDS:
                aspect = Aspect.EMBED
            elif markup.name == "script":
                aspect = Aspect.SCRIPT
            start = body.offsets[2 * index + 1]
            yield Address(
                start + attribute.value_start,
                start + attribute.value_end,
                attribute.text,
                aspect,
                index,
                attribute.quote,
            )
    if body.syntax is Syntax.MARKDOWN:
        for match in _MARKDOWN_LINK.finditer(document.text, body.start):
            start, end = match.span("inline" if match["inline"] else "reference")
            written = document.text[start:end]
            if literal in written:
                image = _is_image(document.text, match.start())
                yield Address(start, end, _decoded(written), Aspect.MEDIA if image else Aspect.LINK, -1, "")


def replacement(body: Body, address: Address, new: str) -> tuple[list[Edit], list[Change]]:
    """Return the edits and the declaration that put *new* in the place of *address*.

    Where the visible text of a link is its address, the text changes with it.
    """
    written = (
        new.replace("&", "&amp;") if address.index >= 0 or "&amp;" in body.text[address.start : address.end] else new
    )
    if "&" in new and address.index >= 0 and "&amp;" not in body.text[address.start : address.end]:
        written = new  # The author writes ampersands as they are; so do we.
    if address.quote == "'":
        written = written.replace("'", "&#39;")
    elif address.quote == '"':
        written = written.replace('"', "&quot;")
    edits = [Edit(address.start, address.end, written)]
    changes = [Change(address.aspect, address.text.strip(), new)]
    if address.index < 0:
        changes += _in_footnote(body, address, written)
    if address.index >= 0 and body.markups[address.index].name == "a":
        element = body.element(address.index)
        if element.partner == element.index + 1:
            text = body.text[element.tag_end : element.content_end]
            shown = _decoded(text).strip()
            if shown == address.text.strip():
                begin = element.tag_end + len(text) - len(text.lstrip())
                edits.append(
                    Edit(begin, begin + len(text.strip()), new.replace("&", "&amp;") if "&amp;" in text else new)
                )
                changes.append(Change(Aspect.TEXT, shown, new))
    return edits, changes


_FOOTNOTE = re.compile(r"[ ]{0,3}+(?P<label>\[\^[^\]\n]{1,100}+\]):[ \t]*+(?P<word>[^\s]++)")
_MOST_USES = 100
_LONGEST_WORD = 2_000


def _in_footnote(body: Body, address: Address, written: str) -> list[Change]:
    """Return what changes for CommonMark if *written* takes the place of *address*, and that stands in a footnote.

    CommonMark has no footnotes: to it the first word of one is the address of each link that ``[^1]`` makes.
    """
    text = body.text
    # A little way back, so that the time stays linear on one long line.
    line = text.rfind("\n", max(body.start, address.start - _LONGEST_WORD), address.start)
    match = _FOOTNOTE.match(text, line + 1 if line >= 0 else body.start, body.end)
    if match is None or not match.start("word") <= address.start < address.end <= match.end("word"):
        return []
    word = text[match.start("word") : address.start] + written + text[address.end : match.end("word")]
    uses = text.count(match["label"], body.start, body.end)
    return [Change(Aspect.LINK, match["word"], word)] * min(uses, _MOST_USES)


def _is_image(text: str, bracket: int) -> bool:
    opening = text.rfind("[", max(0, bracket - 300), bracket)
    return opening > 0 and text[opening - 1] == "!"


def _decoded(written: str) -> str:
    if "&" not in written:
        return written
    from html import unescape

    return unescape(written)
