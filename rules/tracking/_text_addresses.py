"""The addresses in the text of a body: those that stand there as they are, and what Markdown makes links of."""

from __future__ import annotations

import re
from bisect import bisect_right

from newslint.document.html import Kind
from newslint.document.references import decode_text
from newslint.document.regions import Regions
from newslint.late_pattern import late_pattern

from ._address import Address, Place, decode_markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document

# What may follow each other in an address that stands in the text; "[" and "]" belong to Markdown.
_BARE = r"(?P<bare>(?<![A-Za-z0-9])https?://[!#-&(-;=?-Z\\_a-z~]++)"
_BARE_ADDRESS = late_pattern(_BARE, re.IGNORECASE)
# A destination may hold parentheses, if each that opens closes.
_DESTINATION = r"(?:[^\s()<>\\\x00-\x1f\x7f]++|\\\S|\((?:[^\s()<>\\]++|\\\S|\((?:[^\s()<>\\]++|\\\S)*+\))*+\))++"
_TITLE = r"""(?:"[^"]{0,500}+"|'[^']{0,500}+'|\([^()]{0,500}+\))"""
_LINK = late_pattern(
    rf"\]\([ \t]*+(?:\r?\n[ \t]*+)?+(?:<(?P<angle>[^<>\n]++)>|(?P<inline>{_DESTINATION}))"
    rf"(?=(?:[ \t\r\n]++{_TITLE})?+[ \t\r\n]*+\))"
)
_DEFINITION = late_pattern(
    r" {0,3}+\[(?P<label>(?!\^)[^\[\]\n]{1,999}+)\]:[ \t]*+(?:\n[ \t]*+)?+"
    rf"(?:<(?P<pointed>[^<>\n]++)>|(?P<definition>{_DESTINATION}))(?=[ \t\r]*+(?:\n|\Z)|[ \t]++[\"'(])"
)
_AUTOLINK = late_pattern(r"<(?P<auto>https?://[^\s<>]++)>", re.IGNORECASE)
_PLACES = {
    "angle": Place.LINK,
    "inline": Place.LINK,
    "pointed": Place.DEFINITION,
    "definition": Place.DEFINITION,
    "auto": Place.AUTOLINK,
    "bare": Place.TEXT,
}
_LONGEST_LABEL = 1_010
_ENDS_ADDRESS = late_pattern(r"&(?!amp;|#0*38;)[A-Za-z#][A-Za-z0-9]*+;")
_PUNCTUATION = frozenset("?!.,:;*_~\\'")
_LONGEST = 4_000
_LABEL = late_pattern(r"\[([^\[\]]{1,999}+)\]")


def in_html(document: Document) -> Iterator[Address]:
    """Yield the addresses in the text of an HTML body."""
    body, text = document.body, document.text
    pieces = body.pieces
    for index in body.texts:
        if "://" not in pieces[index]:
            continue
        start = body.offsets[index]
        for match in _BARE_ADDRESS.finditer(text, start, start + len(pieces[index])):
            address = _bare(text, match, start + len(pieces[index]), decode_text)
            if address is not None and not _is_link_text(body, index // 2, address.text):
                yield address


def in_markdown(document: Document) -> Iterator[Address]:
    """Yield the addresses in the text of a Markdown body: of links, references, autolinks, and those in the text."""
    body, text = document.body, document.text
    html = Regions(document.body.html_blocks)
    code = Regions(body.code)
    waiting: Address | None = None
    for match, piece in _matches(body):
        if code.covers(match.start()):
            continue
        group = match.lastgroup or ""
        place = _PLACES[group]
        piece_end = body.offsets[piece + 1]
        if place is Place.TEXT or html.covers(match.start()):
            if waiting is not None:
                yield waiting
            waiting = None
            if text[match.start(group) - 1] in "\"'" and place is Place.TEXT:
                continue  # It may be the title of a link.
            decode = decode_text if html.covers(match.start()) else decode_markdown
            address = _bare(text, match, piece_end, decode)
            if address is not None and not _is_link_text(body, piece // 2, address.text):
                waiting = address
            continue
        written = match[group].strip(" \t")
        at = match.start(group) + len(match[group]) - len(match[group].lstrip(" \t"))
        label = match["label"] if place is Place.DEFINITION else ""
        if (
            waiting is not None
            and place is Place.LINK
            and waiting.end == match.start()
            and text[waiting.start - 1] == "["
        ):
            label = waiting.written
            if waiting.text == decode_markdown(written):
                waiting = None  # The text of the link will change with it.
        if waiting is not None:
            yield waiting
            waiting = None
        if written:
            # In an autolink Markdown knows no references.
            read: Callable[[str], str] = str if place is Place.AUTOLINK else decode_markdown
            yield Address(place, at, written, read(written), read, label=label)
    if waiting is not None:
        yield waiting


def _matches(body: Body) -> Iterator[tuple[re.Match[str], int]]:
    """Yield what looks like an address in Markdown, in source order, each with the piece of text that it stands in.

    Looking for three fixed strings is many times faster than trying a pattern at each place.
    """
    text, offsets = body.text, body.offsets
    candidates = [(place, _LINK) for place in _places(text, "](", body.start, body.end)]
    for place in _places(text, "]:", body.start, body.end):
        line = text.rfind("\n", max(body.start, place - _LONGEST_LABEL), place) + 1
        candidates.append((line or body.start, _DEFINITION))
    for place in _places(text, "://", body.start, body.end):
        before = text[max(body.start, place - 5) : place].lower()
        start = place - 5 if before == "https" else place - 4 if before.endswith("http") else -1
        if start >= 0:
            candidates.append((start, _BARE_ADDRESS))
            if text[start - 1] == "<" and start > body.start:
                candidates.append((start - 1, _AUTOLINK))
    candidates.sort(key=lambda candidate: candidate[0])
    done = body.start
    for start, pattern in candidates:
        piece = bisect_right(offsets, start) - 1
        if start < done or piece % 2 or piece + 1 >= len(offsets):
            continue
        match = pattern.match(text, start, offsets[piece + 1])
        if match is not None:
            done = match.end()
            yield match, piece


def _places(text: str, literal: str, start: int, end: int) -> Iterator[int]:
    while (start := text.find(literal, start, end)) >= 0:
        yield start
        start += len(literal)


def _bare(text: str, match: re.Match[str], piece_end: int, decode: Callable[[str], str]) -> Address | None:
    """Return the address that *match* found in the text, without what only ends the sentence."""
    group = match.lastgroup or ""
    start, end = match.span(group)
    written = match[group]
    if written[:4].lower() != "http" or len(written) > _LONGEST:
        return None
    if end < piece_end and text[end].isalnum():
        return None  # An address with letters that are not ASCII: where it ends nobody knows.
    if stop := _ENDS_ADDRESS.search(written):
        written = written[: stop.start()]
    while written and (written[-1] in _PUNCTUATION or (written[-1] == ")" and written.count("(") < written.count(")"))):
        # A reference at the end goes as a whole.
        ampersand = written.rfind("&") if written[-1] == ";" else -1
        written = written[: ampersand if ampersand >= 0 and written[ampersand + 1 : -1].lstrip("#").isalnum() else -1]
    return Address(Place.TEXT, start, written, decode(written), decode)


def _is_link_text(body: Body, markup: int, address: str) -> bool:
    """Return whether the text before *markup* stands in a link to *address*, whose text will change with it."""
    for index in range(markup - 1, max(markup - 4, -1), -1):
        tag = body.markups[index]
        if tag.kind is not Kind.START:
            return False
        if tag.name == "a":
            return (tag.get("href") or "").strip() == address
    return False


_last: tuple[Body | None, dict[str, int]] = (None, {})


def uses_of(document: Document, label: str) -> int:
    """Return how many links a reference of this name makes, at most."""
    global _last
    if _last[0] is not document.body:
        counts: dict[str, int] = {}
        for one in _LABEL.findall(document.text, document.body.start):
            name = _normalized(one)
            counts[name] = counts.get(name, 0) + 1
        _last = document.body, counts
    return max(_last[1].get(_normalized(label), 0) - 1, 1)


def _normalized(label: str) -> str:
    return " ".join(label.split()).casefold()
