"""The addresses in a body, wherever they stand. Shared by the rules on addresses; a body is gone through once.

An address is the value of an attribute, one of the candidates of a ``srcset``, what a Markdown link, a
reference definition or an autolink leads to, or an address that stands in the text itself.
"""

from __future__ import annotations

import re
from enum import Enum

from newslint.document.body import Syntax
from newslint.document.html import Kind
from newslint.document.references import decode_attribute, decode_text
from newslint.document.regions import Regions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.document.html import Markup


class Place(Enum):
    """Where an address stands."""

    ATTRIBUTE = "attribute"
    CANDIDATE = "candidate"
    """One of those in a ``srcset``."""
    LINK = "link"
    """The destination of a Markdown link or picture."""
    DEFINITION = "definition"
    """That of a Markdown reference: ``[a]: https://…``."""
    AUTOLINK = "autolink"
    TEXT = "text"


_ATTRIBUTES = frozenset("href xlink:href src cite poster action formaction longdesc background lowsrc dynsrc".split())
_TAGS_WITH_DATA = frozenset(("object",))
_ABSOLUTE = re.compile(r"[ \t\r\n\f]*+(?:https?:)?//", re.IGNORECASE)
_CANDIDATE = re.compile(r"([^\s,](?:[^\s,]|,(?!\s|\Z))*+)(?:,|\s[^,]*+)?+")
_REFERENCE = re.compile(r"&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);?+")
_MARKDOWN_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}+|#[xX][0-9a-fA-F]{1,6}+|[A-Za-z][A-Za-z0-9]*+);")

# What may follow each other in an address that stands in the text; "[" and "]" belong to Markdown.
_BARE = r"(?P<bare>(?<![A-Za-z0-9])https?://[!#-&(-;=?-Z\\_a-z~]++)"
_IN_HTML = re.compile(_BARE, re.IGNORECASE)
# A destination may hold parentheses, if each that opens closes.
_DESTINATION = r"(?:[^\s()<>\\\x00-\x1f\x7f]++|\\\S|\((?:[^\s()<>\\]++|\\\S|\((?:[^\s()<>\\]++|\\\S)*+\))*+\))++"
_IN_MARKDOWN = re.compile(
    rf"\]\([ \t]*+(?:\n[ \t]*+)?+(?:<(?P<angle>[^<>\n]++)>|(?P<inline>{_DESTINATION}))(?=[ \t\n)])"
    r"|^ {0,3}+\[(?P<label>(?!\^)[^\[\]\n]{1,999}+)\]:[ \t]*+(?:\n[ \t]*+)?+"
    r"(?:<(?P<pointed>[^<>\n]++)>|(?P<definition>[^\s<>]++))"
    rf"|<(?P<auto>https?://[^\s<>]++)>|{_BARE}",
    re.IGNORECASE | re.MULTILINE,
)
_PLACES = {
    "angle": Place.LINK,
    "inline": Place.LINK,
    "pointed": Place.DEFINITION,
    "definition": Place.DEFINITION,
    "auto": Place.AUTOLINK,
    "bare": Place.TEXT,
}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENDS_ADDRESS = re.compile(r"&(?!amp;|#0*38;)[A-Za-z#][A-Za-z0-9]*+;")
_PUNCTUATION = frozenset("?!.,:;*_~\\'")
_LONGEST = 4_000
_LABEL = re.compile(r"\[([^\[\]]{1,999}+)\]")


class Address:
    """One address: its span in the file (code points), how it is ``written`` and its ``text``, references decoded.

    ``index`` is the markup that holds it and ``name`` the attribute; -1 and empty outside tags. ``label`` is the
    text of a Markdown link if that is an address, or a reference's name.
    """

    __slots__ = ("_decode", "end", "index", "label", "name", "place", "quote", "start", "text", "written")

    def __init__(
        self,
        place: Place,
        start: int,
        written: str,
        text: str,
        decode: Callable[[str], str],
        index: int = -1,
        name: str = "",
        quote: str = "",
        label: str = "",
    ) -> None:
        self.place = place
        self.start = start
        self.end = start + len(written)
        self.written = written
        self.text = text
        self._decode = decode
        self.index = index
        self.name = name
        self.quote = quote
        self.label = label

    def without(self, spans: Iterable[tuple[int, int]]) -> tuple[str, str]:
        """Return the text without the *spans* of it, and how that is written; all else is written as it was."""
        starts = _starts(self.written, self.text, self._decode)
        text, written = [], []
        done = 0
        for start, end in spans:
            text.append(self.text[done:start])
            if starts is not None:
                written.append(self.written[starts[done] : starts[start]])
            done = end
        text.append(self.text[done:])
        if starts is None:
            return "".join(text), self.encoded("".join(text))
        written.append(self.written[starts[done] :])
        if self._decode("".join(written)) != "".join(text):
            # What was cut out kept "&copy" from being read as a sign.
            return "".join(text), self.encoded("".join(text))
        return "".join(text), "".join(written)

    def encoded(self, text: str) -> str:
        """Return *text* as it has to be written in the place of this address."""
        written = text
        if "&" in text and self.place is not Place.AUTOLINK and ("&amp;" in self.written or self._decode(text) != text):
            written = text.replace("&", "&amp;")
        if self.quote == "'":
            return written.replace("'", "&#39;")
        if self.quote == '"':
            return written.replace('"', "&quot;")
        return written


def decode_markdown(text: str) -> str:
    """Return what *text* says in Markdown: references need their semicolon, and a backslash may stand before a sign."""
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" not in text:
        return text
    return _MARKDOWN_REFERENCE.sub(lambda match: decode_text(match[0]), text)


def _starts(written: str, text: str, decode: Callable[[str], str]) -> list[int] | None:
    """Return where each character of *text* begins in *written*, and one more for the end; None if nobody can tell."""
    if written == text:
        return list(range(len(text) + 1))
    starts: list[int] = []
    done = 0
    for match in _REFERENCE.finditer(written):
        starts += range(done, match.start())
        follower = "=" if written.startswith("=", match.end()) else ""
        sign = decode(match[0] + follower)
        if sign == match[0] + follower:
            starts += range(match.start(), match.end())
        else:
            starts += [match.start()] * (len(sign) - len(follower))
        done = match.end()
    starts += range(done, len(written) + 1)
    return starts if len(starts) == len(text) + 1 else None


_last: tuple[Body | None, list[Address]] = (None, [])


def addresses(document: Document, needle: str = "") -> Iterator[Address]:
    """Yield the addresses of the body that contain *needle*: those of tags first, then those of the text."""
    global _last
    if _last[0] is not document.body:
        _last = document.body, [*_in_tags(document.body), *_in_text(document)]
    for address in _last[1]:
        if needle in address.text:
            yield address


_Found = tuple[Place, int, str, str, str, str]
_known: dict[str, tuple[_Found, ...]] = {}
_MOST_KNOWN = 20_000


def _in_tags(body: Body) -> Iterator[Address]:
    for index, markup in enumerate(body.markups):
        if markup.kind is not Kind.START:
            continue
        found = _known.get(markup.text)
        if found is None:
            found = tuple(_in_tag(markup)) if "=" in markup.text else ()
            if len(markup.text) < 300:
                if len(_known) >= _MOST_KNOWN:
                    _known.clear()
                _known[markup.text] = found
        if found:
            start = body.offsets[2 * index + 1]
            for place, at, written, text, name, quote in found:
                yield Address(place, start + at, written, text, decode_attribute, index, name, quote)


def _in_tag(markup: Markup) -> Iterator[_Found]:
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
    body, text = document.body, document.text
    if body.syntax is Syntax.MARKDOWN:
        if "](" in text or "]:" in text or "://" in text:
            yield from _in_markdown(document)
    elif "://" in text:
        pieces = body.pieces
        for index in body.texts:
            if "://" not in pieces[index]:
                continue
            start = body.offsets[index]
            for match in _IN_HTML.finditer(text, start, start + len(pieces[index])):
                address = _bare(text, match, start + len(pieces[index]), "bare", decode_text)
                if address is not None and not _is_link_text(body, index // 2, address.text):
                    yield address


def _in_markdown(document: Document) -> Iterator[Address]:
    body, text = document.body, document.text
    html = Regions(body.html_blocks)
    code = Regions(body.code)
    waiting: Address | None = None
    for index in body.texts:
        piece = body.pieces[index]
        if "](" not in piece and "]:" not in piece and "://" not in piece:
            continue
        start = body.offsets[index]
        for match in _IN_MARKDOWN.finditer(text, start, start + len(piece)):
            if code.covers(match.start()):
                continue
            group = match.lastgroup or ""
            place = _PLACES[group]
            if place is Place.TEXT or html.covers(match.start()):
                if waiting is not None:
                    yield waiting
                waiting = None
                if text[match.start(group) - 1] in "\"'" and place is Place.TEXT:
                    continue  # It may be the title of a link.
                decode = decode_text if html.covers(match.start()) else decode_markdown
                address = _bare(text, match, start + len(piece), group, decode)
                if address is not None and not _is_link_text(body, index // 2, address.text):
                    waiting = address
                continue
            written = match[group].strip(" \t")
            at = match.start(group) + len(match[group]) - len(match[group].lstrip(" \t"))
            label = match["label"] or ""
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


def _bare(text: str, match: re.Match[str], piece_end: int, group: str, decode: Callable[[str], str]) -> Address | None:
    """Return the address that *match* found in the text, without what only ends the sentence."""
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


def uses_of(document: Document, label: str) -> int:
    """Return how many links a reference of this name makes, at most."""
    wanted = _normalized(label)
    found = sum(_normalized(one) == wanted for one in _LABEL.findall(document.text, document.body.start))
    return max(found - 1, 1)


def _normalized(label: str) -> str:
    return " ".join(label.split()).casefold()
