"""How one address takes the place of another: the edits, and what a reader notices."""

from __future__ import annotations

from newslint.document.references import decode_text
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety

from ._address import Address, Place, decode_markdown
from ._text_addresses import uses_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document

_EMBEDS = frozenset(("iframe", "frame", "embed", "object"))
_MOST_USES = 1_000
_MOST_MARKUPS = 12
_FOOTNOTE = late_pattern(r"[ ]{0,3}+(?P<label>\[\^[^\]\n]{1,100}+\]):[ \t]*+(?P<word>[^\s]++)")
_LONGEST_WORD = 2_000


def replacement(
    document: Document, address: Address, new: str, written: str = "", safety: Safety = Safety.SAFE
) -> Fix | None:
    """Return the fix that puts *new* (*written* so) in the place of *address*; None if nobody can answer for it.

    Where the visible text of a link, or its title, is the address, it changes with it. What stands in the text alone
    is never changed safely: it may be what the article speaks of.
    """
    body = document.body
    if not written:
        new = _for_markdown(address, new)
        written = address.encoded(new)
    edits = [Edit(address.start, address.end, written)]
    changes: list[Change] = []
    if address.index >= 0:
        changes.append(Change(_aspect(body, address), address.text, new))
        for edit, change in _shown(body, address, new):
            edits.append(edit)
            changes += [change] if change else []
        return Fix(edits, safety, changes)
    if address.place is Place.TEXT:
        safety = Safety.UNSAFE
    uses = uses_of(document, address.label) if address.place is Place.DEFINITION else 1
    if uses > _MOST_USES:
        return None
    if address.place is Place.LINK and address.label and decode_markdown(address.label) == address.text:
        start = document.text.rfind("[" + address.label + "]", 0, address.start) + 1
        edits.append(Edit(start, start + len(address.label), written))
    # Whatever Markdown makes of the place: a link, a picture or text.
    changes += [Change(Aspect.LINK, address.text, new)] * uses
    changes.append(Change(Aspect.MEDIA, address.text, new))
    changes.append(Change(Aspect.TEXT, address.text, new))
    changes += _in_footnote(body, address, written)
    return Fix(edits, safety, changes)


def _aspect(body: Body, address: Address) -> Aspect:
    tag = body.markups[address.index].name
    if tag in _EMBEDS:
        return Aspect.EMBED
    if tag == "script":
        return Aspect.SCRIPT
    return Aspect.LINK if address.name in ("href", "xlink:href") and tag != "image" else Aspect.MEDIA


def _for_markdown(address: Address, new: str) -> str:
    """Return *new* with the characters that would end it in Markdown percent-encoded."""
    if address.index >= 0:
        return new
    for character in "|\\()" if new.count("(") != new.count(")") else "|\\":
        new = new.replace(character, f"%{ord(character):02X}")
    return new


def _shown(body: Body, address: Address, new: str) -> Iterator[tuple[Edit, Change | None]]:
    """Yield what else says the address of a link: its text, and its title."""
    tag = body.markups[address.index]
    if tag.name != "a" or address.name != "href":
        return
    title = tag.by_name.get("title")
    if title is not None and title.value and title.text.strip() == address.text:
        start = body.offsets[2 * address.index + 1]
        yield Edit(start + title.value_start, start + title.value_end, address.encoded(new)), None
    element = body.element(address.index)
    if not 0 < element.partner - address.index <= _MOST_MARKUPS:
        return
    texts = [
        index
        for index in range(2 * address.index + 2, 2 * element.partner + 1, 2)
        if body.pieces[index] and not body.pieces[index].isspace()
    ]
    if len(texts) != 1:
        return
    piece = body.pieces[texts[0]]
    begin = body.offsets[texts[0]] + len(piece) - len(piece.lstrip())
    written = piece.strip()
    text = decode_text(written)
    for scheme in ("", "https://", "http://", "//"):
        if scheme + text == address.text and new.startswith(scheme):
            put = new.removeprefix(scheme)
            if "&" in put and ("&amp;" in written or decode_text(put) != put):
                yield Edit(begin, begin + len(written), put.replace("&", "&amp;")), Change(Aspect.TEXT, text, put)
            else:
                yield Edit(begin, begin + len(written), put), Change(Aspect.TEXT, text, put)
            return


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
