"""Collects what an HTML text holds from the events of lxml's parser.

The visible text comes as one stream of bytes: UTF-8, and between the characters
the markers of :mod:`newslint.fixing.markers`.
"""

from __future__ import annotations

import re

from newslint.fixing.markers import BLOCK, BREAK, ITEM, LINK_STYLE, OFF, ON, PREFORMATTED, RULE, style_marker
from newslint.fixing.verdict import UnprovableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

DEEPEST = 2048
"""The depth at which libxml2 ends a tree. Browsers stop nesting at 512, each in its own way."""

_STYLE_OF = {
    "b": 0, "strong": 0, "i": 1, "em": 1, "cite": 1, "dfn": 1, "var": 1, "code": 2, "kbd": 2, "samp": 2, "tt": 2,
    "sub": 3, "sup": 4, "s": 5, "strike": 5, "del": 5, "u": 6, "ins": 6, "mark": 7, "q": 8, "blockquote": 8,
    "th": 9, "h1": 11, "h2": 12, "h3": 13, "h4": 14, "h5": 15, "h6": 16, "pre": 2, "listing": 2, "xmp": 2,
}  # fmt: skip
_BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li listing main menu nav "
    "ol optgroup option p plaintext pre search section summary table tbody td textarea tfoot th thead title tr "
    "ul xmp".split()
)
_PREFORMATTED_ELEMENTS = frozenset(("pre", "listing", "xmp", "textarea", "plaintext"))
_UNSEEN = frozenset(("style", "template", "noembed", "noframes"))
_EMBEDS = frozenset(("iframe", "frame", "embed", "object", "applet"))
_IMAGES = frozenset(("img", "image", "amp-img"))
_PICTURES = frozenset(("picture", "video", "audio"))

# An element that is bold by its name is not bold if its own style takes that back: copies from
# Google Docs stand as a whole in <b style="font-weight:normal">.
_TAKEN_BACK = {
    0: re.compile(r"font-weight\s*+:\s*+(?:normal|lighter|[1-4]00|initial|inherit|unset)\b", re.IGNORECASE),
    1: re.compile(r"font-style\s*+:\s*+(?:normal|initial|inherit|unset)\b", re.IGNORECASE),
    5: re.compile(r"text-decoration(?:-line)?+\s*+:\s*+none\b", re.IGNORECASE),
    6: re.compile(r"text-decoration(?:-line)?+\s*+:\s*+none\b", re.IGNORECASE),
}


class _Kinds(dict[str, str]):
    """For each name of an attribute, what it holds; empty if nothing that matters here."""

    def __missing__(self, name: str) -> str:
        kind = ""
        if name.endswith("-srcset"):
            kind = "candidates"
        elif name.startswith("data-") and "src" in name:
            kind = "deferred"
        if len(self) < 5000:
            self[name] = kind
        return kind


_KIND = _Kinds({"src": "address", "poster": "address", "srcset": "candidates", "alt": "alternative"})
_KIND |= dict.fromkeys(("data-original", "data-actualsrc", "data-echo", "data-lazy", "data-hi-res"), "deferred")
_KIND |= dict.fromkeys(("data-mpvid", "data-vid", "data-videoid", "data-video-id", "data-video"), "player")
_KIND |= {"id": "identifier", "name": "identifier", "href": "target", "xlink:href": "target"}
_KIND |= {"data": "other", "srcdoc": "other", "value": "other"}
_CANDIDATE = re.compile(r"[\s,]*+([^\s]++)([^,]*+)")
_NOWHERE = frozenset(("", "about:blank", "javascript:false", "javascript:false;"))


class Picture:
    """One picture, sound or film: the addresses that stand for it, and its texts for those who cannot see it."""

    __slots__ = ("addresses", "alternatives")

    def __init__(self) -> None:
        self.addresses: set[str] = set()
        self.alternatives: set[str] = set()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and (self.addresses, self.alternatives) == (
            other.addresses,
            other.alternatives,
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Picture({sorted(self.addresses)}, {sorted(self.alternatives)})"


class Reading:
    """What an HTML text holds, each list in the order of the text.

    ``stream`` is the visible text with its markers. The k-th link that begins in
    it leads to ``hrefs[k]``; ``areas`` are the links that are not on text. A table is
    its shape: the number of cells of each row, with spans (see ``_Table``).
    """

    __slots__ = (
        "areas", "comments", "embeds", "hrefs", "identifiers", "images", "pictures", "scripts", "stream", "tables",
    )  # fmt: skip

    def __init__(self) -> None:
        self.stream = b""
        self.hrefs: list[str] = []
        self.areas: list[str] = []
        self.pictures: list[Picture] = []
        self.images = 0
        self.embeds: list[str] = []
        self.tables: list[str] = []
        self.identifiers: set[str] = set()
        self.comments: list[str] = []
        self.scripts: list[str] = []


class _Table:
    """The shape of a table being read: ``3 2[1:2x1]`` is a row of three cells, and one of two, of which the
    first spans two columns. Rows without a cell do not count."""

    __slots__ = ("cells", "rows", "spans")

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.cells = 0
        self.spans: list[str] = []

    def end_row(self) -> None:
        if self.cells:
            self.rows.append(f"{self.cells}[{','.join(self.spans)}]" if self.spans else str(self.cells))
        self.cells = 0
        self.spans = []

    def cell(self, attributes: Mapping[str, str]) -> None:
        self.cells += 1
        if attributes:
            columns = _span(attributes.get("colspan"))
            rows = _span(attributes.get("rowspan"))
            if (columns, rows) != ("1", "1"):
                self.spans.append(f"{self.cells}:{columns}x{rows}")


def _span(value: str | None) -> str:
    return (value or "").strip().lstrip("0") or "1"


class Collector:
    """The target of lxml's parser. ``data`` is bound to a list's ``append``: text costs no Python call."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.data: Callable[[str], None] = self.parts.append
        self.prepare()

    def prepare(self) -> None:
        self.parts.clear()
        self.found = Reading()
        self.ends: list[str] = []
        self.hidden: list[tuple[int, int, str]] = []
        self.tables: list[_Table] = []
        self.around: list[Picture] = []
        self.depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnprovableError(f"elements are nested more than {DEEPEST} deep: readers do not agree what that means")
        begin = _BEGIN.get(tag)
        if type(begin) is str:
            self.parts.append(begin)
        elif begin is not None:
            begin(self, tag, attributes)
        if attributes:
            self.look_at(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        finish = _END.get(tag)
        if type(finish) is str:
            self.parts.append(finish)
        elif finish is not None:
            finish(self, tag)

    def comment(self, text: str) -> None:
        self.found.comments.append(text)

    def pi(self, target: str, text: str | None = None) -> None:
        self.found.comments.append(f"?{target} {text or ''}")

    def close(self) -> None:
        return None

    def look_at(self, tag: str, attributes: Mapping[str, str]) -> None:
        found = self.found
        addresses: set[str] = set()
        inline: set[str] = set()
        players: set[str] = set()
        alternative = ""
        for name, value in attributes.items():
            kind = _KIND[name]
            if not kind:
                continue
            value = value.strip()
            if kind == "address":
                (inline if value[:5].lower() == "data:" else addresses).add(value)
            elif kind == "candidates":
                addresses.update(match[1].rstrip(",") for match in _CANDIDATE.finditer(value))
            elif kind == "deferred":
                if "/" in value or "." in value:
                    addresses.add(value)
            elif kind == "alternative":
                alternative = " ".join(value.split())
            elif kind == "identifier":
                if name == "id" or tag == "a":
                    found.identifiers.add(value)
            elif kind == "player":
                players.add(value)
            elif kind == "target":
                if tag == "area":
                    found.areas.append(value)
                elif tag == "image":
                    addresses.add(value)
            elif (name, tag) in (("data", "object"), ("srcdoc", "iframe")):
                addresses.add(value)
            elif tag == "param" and name == "value" and attributes.get("name", "").lower() in ("movie", "src"):
                found.embeds.append(value)
        if not (addresses or inline or players or alternative):
            return
        # A data: address beside a real one is what stands there until the real one is loaded.
        real = (addresses or inline) - _NOWHERE
        if tag in _EMBEDS:
            found.embeds.extend(sorted(real or players - _NOWHERE))
        elif tag != "script":
            if not real:
                found.embeds.extend(sorted(players - _NOWHERE))
            if tag in _IMAGES and real:
                found.images += 1
            if real or (alternative and tag != "area"):
                self.picture(real, alternative)

    def picture(self, addresses: set[str], alternative: str) -> None:
        if self.around:
            picture = self.around[-1]
        else:
            picture = Picture()
            self.found.pictures.append(picture)
        picture.addresses |= addresses
        if alternative:
            picture.alternatives.add(alternative)

    def begin_style(self, tag: str, attributes: Mapping[str, str]) -> None:
        style = _STYLE_OF[tag]
        written = attributes.get("style") if attributes else None
        if written and _TAKEN_BACK[style].search(written):
            self.ends.append("")
            return
        self.parts.append(ON + style_marker(style))
        self.ends.append(OFF + style_marker(style))

    def begin_link(self, _tag: str, attributes: Mapping[str, str]) -> None:
        href = (attributes.get("href") or attributes.get("xlink:href") or "").strip()
        if not href:
            self.ends.append("")
            return
        self.found.hrefs.append(href)
        self.parts.append(ON + style_marker(LINK_STYLE))
        self.ends.append(OFF + style_marker(LINK_STYLE))

    def end_style(self, _tag: str) -> None:
        self.parts.append(self.ends.pop())

    def begin_hidden(self, tag: str, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src", "").strip() if attributes else ""
        if tag == "iframe" and attributes and _has_address(attributes):
            source = "+"
        self.hidden.append((len(self.parts), len(self.found.hrefs), source))

    def end_hidden(self, tag: str) -> None:
        begin, links, source = self.hidden.pop()
        content = self.parts[begin:]
        del self.parts[begin:]
        # Links in a template have no text that a reader could see.
        self.found.areas += self.found.hrefs[links:]
        del self.found.hrefs[links:]
        if tag == "script":
            text = source or "".join(content).strip()
            if text:
                self.found.scripts.append(text)
        elif tag == "iframe" and not source:
            # No browser shows it, but it may be all that is left of a film: never drop it unseen.
            text = "".join(content).strip()
            if text:
                self.found.embeds.append(text)

    def begin_table(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        self.parts.append(BLOCK)
        self.tables.append(_Table())

    def end_table(self, _tag: str) -> None:
        self.parts.append(BLOCK)
        table = self.tables.pop()
        table.end_row()
        if table.rows:
            self.found.tables.append(" ".join(table.rows))

    def begin_row(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        self.parts.append(BLOCK)
        if self.tables:
            self.tables[-1].end_row()

    def begin_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.parts.append(BLOCK + ON + style_marker(_STYLE_OF["th"]) if tag == "th" else BLOCK)
        if self.tables:
            self.tables[-1].cell(attributes)

    def begin_picture(self, _tag: str, _attributes: Mapping[str, str]) -> None:
        # The sources of a film, and the sizes of a picture, are one thing to a reader.
        self.around.append(Picture())
        self.found.pictures.append(self.around[-1])

    def end_picture(self, _tag: str) -> None:
        self.around.pop()


def _has_address(attributes: Mapping[str, str]) -> bool:
    return any(
        value.strip() and (name == "srcdoc" or _KIND[name] in ("address", "deferred", "player"))
        for name, value in attributes.items()
    )


def _actions() -> tuple[dict[str, Any], dict[str, Any]]:
    begin: dict[str, Any] = {}
    end: dict[str, Any] = {}
    for tag in _BLOCKS | _STYLE_OF.keys():
        edge = BLOCK if tag in _BLOCKS else ""
        style = _STYLE_OF.get(tag)
        if style in _TAKEN_BACK:
            begin[tag], end[tag] = Collector.begin_style, Collector.end_style
            continue
        opening, closing = edge, edge
        if style is not None:
            opening, closing = opening + ON + style_marker(style), OFF + style_marker(style) + closing
        if tag in _PREFORMATTED_ELEMENTS:
            opening, closing = opening + ON + PREFORMATTED, OFF + PREFORMATTED + closing
        begin[tag], end[tag] = opening, closing
    begin |= {"li": ITEM, "hr": RULE, "br": BREAK, "a": Collector.begin_link, "tr": Collector.begin_row}
    begin |= {"td": Collector.begin_cell, "th": Collector.begin_cell, "table": Collector.begin_table}
    end |= {"a": Collector.end_style, "table": Collector.end_table}
    for tag in (*_UNSEEN, "script", "iframe"):
        begin[tag], end[tag] = Collector.begin_hidden, Collector.end_hidden
    for tag in _PICTURES:
        begin[tag], end[tag] = Collector.begin_picture, Collector.end_picture
    return begin, end


_BEGIN, _END = _actions()
