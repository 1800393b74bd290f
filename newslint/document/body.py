"""The body of an article: its markups in order, which of them belong together, and what must not be touched.

Elements here are pairs of tags as they stand in the source, not the tree that a
parser would build. Where the two could differ (a missing end tag, ``<div>`` inside
``<p>``, overlapping ``<b>`` and ``<i>``) the element counts as not closed, and a
rule that needs the whole element leaves it alone.

All offsets are code points into the whole text of the file.
"""

from __future__ import annotations

from enum import Enum
from itertools import accumulate

from newslint.document.html import RAW_TEXT_ELEMENTS, VOID_ELEMENTS, WHITESPACE, Kind, Markup, split
from newslint.document.regions import Regions, template_regions

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from newslint.document.document import Document


class Syntax(Enum):
    """How a body is written."""

    HTML = "html"
    MARKDOWN = "markdown"


BLOCK_ELEMENTS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table tbody td tfoot th thead tr ul caption colgroup col".split()
)
"""Elements that a browser lays out as blocks or as parts of a table (HTML Standard, chapter 15)."""

_CLOSES_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul".split()
)
"""Start tags that end an open ``<p>`` (HTML Standard, 13.2.6.4.7)."""

# An open element of these hides the ones outside it from a start or end tag inside it.
_SCOPES = frozenset("table td th caption button object template marquee applet svg math".split())
_REPLACED = frozenset(
    "img iframe video audio canvas embed object input hr svg math picture source track textarea select button "
    "progress meter map area wbr br script style link meta param".split()
)
_GUARDED_CONTENT = frozenset(("pre", "code", "textarea", "samp", "kbd", "listing", "xmp"))
_GUARDED_WHOLE = frozenset(("svg", "math"))


class MarkupCache(dict[str, Markup]):
    """Each distinct markup text, analysed once. Long ones are not kept, and the number is bounded."""

    limit = 50_000

    def __missing__(self, text: str) -> Markup:
        markup = Markup(text)
        if len(text) < 300:
            if len(self) >= self.limit:
                self.clear()
            self[text] = markup
        return markup


_CACHE = MarkupCache()


class Body:
    """The body of one file.

    ``markups[i]`` is the i-th piece of markup; it starts at ``offsets[2 * i + 1]``,
    and the text before it is ``pieces[2 * i]``. ``partner[i]`` is the index of the
    end tag of a closed element's start tag and the other way round, else -1.
    ``parent[i]`` is the index of the start tag of the element around it, else -1.
    ``empty`` holds the indexes of the start tags of closed elements with nothing
    in them but white space and comments.
    """

    __slots__ = (
        "_empty", "_offsets", "_parent", "_partner", "_regions", "code", "document", "end", "markups", "pieces",
        "read_as_markdown", "start", "syntax", "text",
    )

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        syntax: Syntax,
        read_as_markdown: bool = False,
        code: Sequence[tuple[int, int]] = (),
        hidden: Sequence[int] = (),
    ) -> None:
        """Take the body ``text[start:end]`` apart.

        *code* lists the spans that Markdown reads as code, and *hidden* the offsets
        of the ``<`` that begin no markup there (escaped ones, autolinks); both have
        offsets into the whole *text*.
        """
        self.text = text
        self.start = start
        self.end = end
        self.syntax = syntax
        self.read_as_markdown = read_as_markdown
        self.code = code
        written = text[start:end] if start or end != len(text) else text
        if code or hidden:
            self.pieces = _restore(split(_mask(written, start, code, hidden)), written)
        else:
            self.pieces = split(written)
        self.markups: list[Markup] = list(map(_CACHE.__getitem__, self.pieces[1::2]))
        self._offsets: list[int] | None = None
        self._partner: list[int] | None = None
        self._parent: list[int] = []
        self._empty: list[int] = []
        self._regions: Regions | None = None
        self.document: Document | None = None

    @property
    def offsets(self) -> list[int]:
        """Where each piece starts; one more entry for the end."""
        if self._offsets is None:
            self._offsets = list(accumulate(map(len, self.pieces), initial=self.start))
        return self._offsets

    @property
    def partner(self) -> list[int]:
        if self._partner is None:
            self._pair()
        assert self._partner is not None
        return self._partner

    @property
    def parent(self) -> list[int]:
        if self._partner is None:
            self._pair()
        return self._parent

    @property
    def empty(self) -> list[int]:
        if self._partner is None:
            self._pair()
        return self._empty

    @property
    def regions(self) -> Regions:
        """The spans that no rule edits unless it says so: code, math, drawings, templates."""
        if self._regions is None:
            spans = list(self.code)
            guarded = {m for m in set(self.markups) if m.name in _GUARDED_CONTENT or m.name in _GUARDED_WHOLE}
            if guarded:
                partner, offsets = self.partner, self.offsets
                for index, markup in enumerate(self.markups):
                    if markup not in guarded or markup.kind is not Kind.START:
                        continue
                    whole = markup.name in _GUARDED_WHOLE
                    last = partner[index]
                    begin = offsets[2 * index + 1] + (0 if whole else markup.head_end)
                    stop = self.end if last < 0 else offsets[2 * last + 1 + whole]
                    spans.append((begin, stop))
            spans.extend(template_regions(self.text, self.start, self.end))
            self._regions = Regions(spans)
        return self._regions

    def _pair(self) -> None:
        pieces = self.pieces
        count = len(self.markups)
        partner = [-1] * count
        parent = [-1] * count
        empty: list[int] = []
        stack: list[int] = []
        names: list[str] = []
        counts: list[int] = []
        # For each name, the number of scopes that were open where each of its open elements began.
        opened: dict[str, list[int]] = {}
        scopes = 0
        content = 0
        for index, markup in enumerate(self.markups):
            before = pieces[2 * index]
            if before and before.strip(WHITESPACE):
                content += 1
            if stack:
                parent[index] = stack[-1]
            kind = markup.kind
            if kind is Kind.START:
                name = markup.name
                if name in VOID_ELEMENTS:
                    content += 1
                    if name != "hr":
                        continue
                if name in _CLOSES_PARAGRAPH and (paragraphs := opened.get("p")) and paragraphs[-1] == scopes:
                    while names:
                        stack.pop()
                        counts.pop()
                        last = names.pop()
                        opened[last].pop()
                        if last == "p":
                            break
                    parent[index] = stack[-1] if stack else -1
                if name in VOID_ELEMENTS:
                    continue
                stack.append(index)
                names.append(name)
                counts.append(content)
                opened.setdefault(name, []).append(scopes)
                if name in _SCOPES:
                    scopes += 1
                if name in _REPLACED or (name in RAW_TEXT_ELEMENTS and markup.raw_content.strip()):
                    content += 1
            elif kind is Kind.END:
                name = markup.name
                if names and names[-1] == name:
                    start = stack.pop()
                    names.pop()
                    opened[name].pop()
                    if name in _SCOPES:
                        scopes -= 1
                    partner[start] = index
                    partner[index] = start
                    parent[index] = parent[start]
                    if counts.pop() == content:
                        empty.append(start)
                elif (open_ones := opened.get(name)) and open_ones[-1] + (name in _SCOPES) == scopes:
                    while names:
                        start = stack.pop()
                        last = names.pop()
                        counts.pop()
                        opened[last].pop()
                        if last == name:
                            if name in _SCOPES:
                                scopes -= 1
                            partner[start] = index
                            partner[index] = start
                            parent[index] = parent[start]
                            break
        self._partner = partner
        self._parent = parent
        self._empty = sorted(empty)

    def element(self, index: int) -> Element:
        """Return the element whose start tag is markup *index*."""
        return Element(self, index)

    def elements(self, *names: str) -> Iterator[Element]:
        """Yield the elements with one of *names* (all, if none is given) in source order."""
        for index, markup in enumerate(self.markups):
            if markup.kind is Kind.START and (not names or markup.name in names):
                yield Element(self, index)

    def comments(self) -> Iterator[Comment]:
        """Yield the comments, bogus ones included, in source order."""
        for index, markup in enumerate(self.markups):
            if markup.kind is Kind.COMMENT or markup.kind is Kind.BOGUS_COMMENT:
                yield Comment(self, index)

    def removal(self, start: int, end: int) -> tuple[int, int]:
        """Return the span to delete so that ``text[start:end]`` goes without leaving a blank line behind.

        Where the span is all that stands on its lines, the line end after it goes too;
        in Markdown only if no two paragraphs come to touch each other by that.
        """
        text = self.text
        line_start = start
        while line_start > self.start and text[line_start - 1] in " \t":
            line_start -= 1
        if line_start > self.start and text[line_start - 1] not in "\r\n":
            return start, end
        line_end = end
        while line_end < self.end and text[line_end] in " \t":
            line_end += 1
        if line_end < self.end and text[line_end] not in "\r\n":
            return start, end
        if text.startswith("\r\n", line_end):
            after = line_end + 2
        else:
            after = min(line_end + 1, self.end)
        if self.syntax is Syntax.MARKDOWN and line_start > self.start:
            above = text.rfind("\n", self.start, line_start - 1) + 1
            above_blank = not text[max(above, self.start) : line_start].strip()
            below = text.find("\n", after, self.end)
            below_blank = not text[after : self.end if below < 0 else below].strip()
            if not above_blank and not below_blank:
                return line_start, line_end
        return line_start, after


class Element:
    """One element as it stands in the source. Made on demand; compare by ``index``."""

    __slots__ = ("body", "index", "markup")

    def __init__(self, body: Body, index: int) -> None:
        self.body = body
        self.index = index
        self.markup = body.markups[index]

    @property
    def document(self) -> Document:
        assert self.body.document is not None
        return self.body.document

    @property
    def name(self) -> str:
        return self.markup.name

    def get(self, name: str) -> str | None:
        """The decoded value of an attribute; ``""`` if it has none, ``None`` if it is absent."""
        return self.markup.get(name)

    @property
    def classes(self) -> tuple[str, ...]:
        return self.markup.classes

    @property
    def start(self) -> int:
        """Where the start tag starts."""
        return self.body.offsets[2 * self.index + 1]

    @property
    def tag_end(self) -> int:
        """Where the start tag ends."""
        return self.start + self.markup.head_end

    @property
    def void(self) -> bool:
        return self.markup.name in VOID_ELEMENTS

    @property
    def partner(self) -> int:
        """The index of the end tag, or -1."""
        return self.body.partner[self.index]

    @property
    def closed(self) -> bool:
        """Whether the element is void or has its own end tag."""
        return self.void or self.partner >= 0

    @property
    def content_end(self) -> int:
        """Where the end tag starts; where the start tag ends, if there is no end tag."""
        partner = self.partner
        if partner >= 0:
            return self.body.offsets[2 * partner + 1]
        return self.tag_end

    @property
    def end(self) -> int:
        """Where the end tag ends; where the start tag ends, if there is no end tag."""
        partner = self.partner
        if partner >= 0:
            return self.body.offsets[2 * partner + 2]
        return self.tag_end

    @property
    def parent(self) -> Element | None:
        index = self.body.parent[self.index]
        return None if index < 0 else Element(self.body, index)

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements around this one, the nearest first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    @property
    def inside(self) -> range:
        """The indexes of the markups between the start tag and the end tag."""
        return range(self.index + 1, max(self.partner, self.index + 1))

    def descendants(self, *names: str) -> Iterator[Element]:
        """Yield the elements inside with one of *names* (all, if none is given)."""
        markups = self.body.markups
        for index in self.inside:
            markup = markups[index]
            if markup.kind is Kind.START and (not names or markup.name in names):
                yield Element(self.body, index)

    def children(self) -> Iterator[Element]:
        """Yield the elements directly inside."""
        parent = self.body.parent
        for element in self.descendants():
            if parent[element.index] == self.index:
                yield element

    @property
    def empty(self) -> bool:
        """Whether the element is closed and holds nothing but white space and comments."""
        from bisect import bisect_left

        empty = self.body.empty
        place = bisect_left(empty, self.index)
        return place < len(empty) and empty[place] == self.index

    @property
    def text(self) -> str:
        """The text inside as a reader has it: no tags, comments, scripts or styles; references decoded."""
        body = self.body
        parts: list[str] = []
        for index in self.inside:
            parts.append(body.pieces[2 * index])
            markup = body.markups[index]
            if markup.name in ("textarea", "title", "xmp") and markup.kind is Kind.START:
                parts.append(markup.raw_content)
        if self.partner >= 0:
            parts.append(body.pieces[2 * self.partner])
        if self.name in ("textarea", "title", "xmp"):
            parts.insert(0, self.markup.raw_content)
        text = "".join(parts)
        if "&" in text:
            from html import unescape

            return unescape(text)
        return text

    @property
    def source(self) -> str:
        """The source text of the whole element."""
        return self.body.text[self.start : self.end]

    def __repr__(self) -> str:
        return f"Element({self.markup.text!r}, {self.start}, {self.end})"


class Comment:
    """One comment as it stands in the source."""

    __slots__ = ("body", "index", "markup")

    def __init__(self, body: Body, index: int) -> None:
        self.body = body
        self.index = index
        self.markup = body.markups[index]

    @property
    def document(self) -> Document:
        assert self.body.document is not None
        return self.body.document

    @property
    def start(self) -> int:
        return self.body.offsets[2 * self.index + 1]

    @property
    def end(self) -> int:
        return self.body.offsets[2 * self.index + 2]

    @property
    def bogus(self) -> bool:
        """Whether it is markup that only ends up as a comment: ``<!x>``, ``<?x>``, ``</3>``."""
        return self.markup.kind is Kind.BOGUS_COMMENT

    @property
    def closed(self) -> bool:
        return self.markup.closed

    @property
    def text(self) -> str:
        """What stands between ``<!--`` and ``-->``; of a bogus comment, between ``<`` and ``>``."""
        if self.bogus:
            return self.markup.text[1:].removesuffix(">")
        return self.markup.comment

    @property
    def source(self) -> str:
        return self.markup.text

    def __repr__(self) -> str:
        return f"Comment({self.source!r}, {self.start}, {self.end})"


class TextMatch:
    """One match of a text rule's pattern: ``start`` and ``end`` are offsets into the file.

    ``previous`` and ``next`` are the indexes of the markups around the text piece
    in which it lies (-1 and ``len(body.markups)`` at the ends).
    """

    __slots__ = ("body", "match", "piece")

    def __init__(self, body: Body, match: re.Match[str], piece: int) -> None:
        self.body = body
        self.match = match
        self.piece = piece

    @property
    def document(self) -> Document:
        assert self.body.document is not None
        return self.body.document

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def text(self) -> str:
        return self.match.group()

    @property
    def previous(self) -> int:
        return self.piece // 2 - 1

    @property
    def next(self) -> int:
        return self.piece // 2

    @property
    def piece_start(self) -> int:
        """Where the text piece around the match starts."""
        return self.body.offsets[self.piece]

    @property
    def piece_end(self) -> int:
        """Where the text piece around the match ends."""
        return self.body.offsets[self.piece + 1]


def _mask(written: str, start: int, code: Sequence[tuple[int, int]], hidden: Sequence[int]) -> str:
    """Return *written* with every ``<`` that Markdown reads as text replaced; the length stays."""
    parts: list[str] = []
    last = 0
    spans = sorted([*code, *((offset, offset + 1) for offset in hidden)])
    for begin, stop in spans:
        begin, stop = max(begin - start, last), max(stop - start, last)
        parts.append(written[last:begin])
        parts.append(written[begin:stop].replace("<", "\ufffc").replace('"', "\ufffc").replace("-", "\ufffc"))
        last = stop
    parts.append(written[last:])
    return "".join(parts)


def _restore(pieces: list[str], written: str) -> list[str]:
    restored: list[str] = []
    start = 0
    for piece in pieces:
        end = start + len(piece)
        restored.append(written[start:end])
        start = end
    return restored
