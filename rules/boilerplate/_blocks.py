"""The block of text in which something stands, and the containers that a table knows.

A block is the smallest thing that can go as a whole: a block element that is closed,
or, in Markdown, a paragraph of one line without any markup.
"""

from __future__ import annotations

from newslint.document.body import BLOCK_ELEMENTS, Syntax
from newslint.document.html import Kind
from newslint.linting.declare import everything_in
from newslint.linting.finding import Aspect, Change

from ..comments._removal import removal

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from newslint.document.body import Body, Element, TextMatch
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Edit
    from newslint.linting.knowledge import Entry, Knowledge

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MEDIA = frozenset("img picture video audio iframe object embed svg canvas math table".split())
_STRUCTURE = frozenset("h1 h2 h3 h4 h5 h6 ul ol dl table pre blockquote".split())
# A credit in one of these is quoted, listed or described, not given.
_QUOTING = frozenset("blockquote q li dd dt td th figure figcaption caption pre code aside details".split())

TEMPLATE_MARKS = ("{{", "{%", "<%")

# What is larger, deeper or further away than this is not looked at, so that the time stays linear:
# code points of source, levels, pieces of the body.
_LARGEST = 5_000
_DEEPEST = 32
_FURTHEST = 2_000


class Block:
    """One block: its span (code points into the whole text) and the text that a reader sees of it."""

    __slots__ = ("body", "element", "end", "start", "text")

    def __init__(self, body: Body, start: int, end: int, text: str, element: Element | None) -> None:
        self.body = body
        self.start = start
        self.end = end
        self.text = " ".join(text.split())
        self.element = element

    @classmethod
    def of(cls, element: Element) -> Block:
        return cls(element.body, element.start, element.end, element.text, element)

    @property
    def plain(self) -> bool:
        """Whether it holds no media and no link, so that its text is all there is to it."""
        if self.element is None:
            return True
        return not any(
            child.name in _MEDIA or child.markup.get("href") is not None for child in self.element.descendants()
        )

    @property
    def structured(self) -> bool:
        """Whether it has headings, lists, tables or more than three paragraphs: then it is not one statement."""
        if self.element is None:
            return False
        names = [child.name for child in self.element.descendants()]
        return not _STRUCTURE.isdisjoint(names) or names.count("p") > 3

    @property
    def quoted(self) -> bool:
        """Whether it stands in a quotation, a list, a table or a caption."""
        return any(around.name in _QUOTING for around in _outwards(self.element))

    def text_before(self, limit: int) -> int:
        """Return how many characters of text stand before it, counted up to a little over *limit*."""
        return _count(self.body, range(self._first_piece() + 1), self.body.start, self.start, limit)

    def text_after(self, limit: int) -> int:
        """Return how many characters of text stand after it, counted up to a little over *limit*."""
        pieces = self.body.pieces
        first = 2 * self.element.partner + 2 if self.element is not None else self._first_piece()
        return _count(self.body, range(first, len(pieces)), self.end, self.body.end, limit)

    def _first_piece(self) -> int:
        if self.element is not None:
            return 2 * self.element.index
        from bisect import bisect_right

        return bisect_right(self.body.offsets, self.start) - 1

    def removal(self) -> Edit | None:
        """Return the edit that takes it out; None if what is left would then read differently."""
        if self.element is not None and not _stands_beside_block(self.element):
            return None  # The text before it and the text after it would become one.
        if any(mark in self.body.text[self.start : self.end] for mark in TEMPLATE_MARKS):
            return None  # What a template puts there nobody can see.
        return removal(self.body, self.start, self.end)

    def changes(self) -> list[Change]:
        """Return the declaration that it goes with all that it holds."""
        if self.element is not None:
            return everything_in(self.element)
        return [Change(Aspect.TEXT, self.text)]


def _stands_beside_block(element: Element) -> bool:
    """Return whether a block, or the end of the body, keeps its place apart without it."""
    body = element.body
    last = element.partner if element.partner >= 0 else element.index
    for gap, beside in ((2 * element.index, element.index - 1), (2 * last + 2, last + 1)):
        if body.pieces[gap].strip():
            continue
        if not 0 <= beside < len(body.markups):
            return True
        markup = body.markups[beside]
        # An end tag that ends nothing keeps nothing apart: parsers drop it.
        if markup.name in BLOCK_ELEMENTS and (markup.kind is not Kind.END or body.partner[beside] >= 0):
            return True
    return False


def _count(body: Body, pieces: range, start: int, end: int, limit: int) -> int:
    count = 0
    for index in pieces[:_FURTHEST]:
        if index % 2:
            continue
        begin = body.offsets[index]
        text = body.pieces[index]
        if begin < start or begin + len(text) > end:
            text = body.text[max(begin, start) : min(begin + len(text), end)]
        count += len(text.strip())
        if count > limit:
            return count
    return limit + 1 if len(pieces) > _FURTHEST else count


def block_at(match: TextMatch) -> Block | None:
    """Return the block in which *match* stands, or None if it is none that could go by itself."""
    body = match.body
    around = element_around(match)
    for one in _outwards(around):
        if one.name in BLOCK_ELEMENTS:
            return Block.of(one) if one.closed and small(one) else None
    if around is not None or body.syntax is Syntax.HTML or match.piece_end - match.piece_start > _LARGEST:
        return None
    text = body.text
    start = max(text.rfind("\n", body.start, match.start) + 1, body.start)
    end = text.find("\n", match.end, body.end)
    end = body.end if end < 0 else end
    if start < match.piece_start or end > match.piece_end:
        return None
    alone = not text[max(text.rfind("\n", body.start, max(start - 1, body.start)), body.start) : start].strip()
    below = text.find("\n", end + 1, body.end)
    # A comment on the next line begins a block of its own.
    alone = alone and text[end : body.end if below < 0 else below].strip()[:4] in ("", "<!--")
    return Block(body, start, end, text[start:end], None) if alone else None


def small(element: Element) -> bool:
    """Return whether *element* is small enough to be one statement."""
    return element.end - element.start <= _LARGEST


def is_first(pattern: re.Pattern[str], match: TextMatch, block: Block) -> bool:
    """Return whether no other match of *pattern* stands before *match* in the text of *block*.

    A block with several matches is thus reported once.
    """
    from bisect import bisect_right

    for earlier in pattern.finditer(block.body.text, block.start, match.start):
        if bisect_right(block.body.offsets, earlier.start()) % 2:  # The piece is a text, not a markup.
            return False
    return True


def element_around(match: TextMatch) -> Element | None:
    """Return the element directly around the text in which *match* stands."""
    body = match.body
    if match.next >= len(body.markups):
        return None
    index = body.parent[match.next]
    if body.markups[match.next].kind is Kind.END and body.partner[match.next] >= 0:
        index = body.partner[match.next]
    return None if index < 0 else body.element(index)


def under_heading(block: Block) -> bool:
    """Return whether a heading stands directly above *block*: then it is a section of the article."""
    if block.element is None or not block.element.index:
        return False
    body, above = block.body, block.element.index - 1
    return body.markups[above].name in HEADINGS and not body.pieces[2 * above + 2].strip()


def with_picture(block: Block) -> Block:
    """Return the block around *block*, if it adds no more than one picture."""
    element = block.element
    while element is not None and (parent := element.parent) is not None and parent.closed and small(parent):
        wider = Block.of(parent)
        pictures = sum(1 for child in parent.descendants("img"))
        if wider.text != block.text or pictures > 1 or wider.structured:
            break
        element, block = parent, wider
    return block


class Containers:
    """The containers that the entries of a table name.

    An entry names its container by ``class`` (one of its tokens), ``id``, or
    ``attribute`` together with ``value``. One that needs evidence names it only in
    a document that shows its producer.
    """

    __slots__ = ("_attributes", "_classes", "_ids")

    def __init__(self, knowledge: Knowledge) -> None:
        self._classes = knowledge.index_all("class")
        self._ids = knowledge.index_all("id")
        self._attributes = [
            (str(entry["attribute"]), str(entry["value"]), entry) for entry in knowledge if "attribute" in entry
        ]

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of the attributes that an entry looks at: what a rule on containers has to watch."""
        own = {name for name, _, _ in self._attributes}
        return tuple(sorted(own | ({"class"} if self._classes else set()) | ({"id"} if self._ids else set())))

    def find(self, tag: Markup, document: Document | None = None) -> Entry | None:
        """Return the entry that names an element with this start tag in *document* (in some document, if None)."""
        for entry in self._naming(tag):
            if document is None or entry.acts_in(document):
                return entry
        return None

    def _naming(self, tag: Markup) -> Iterator[Entry]:
        present = tag.by_name
        if "class" in present:
            for token in tag.classes:
                yield from self._classes.get(token, ())
        if "id" in present:
            yield from self._ids.get(tag.get("id") or "", ())
        for name, value, entry in self._attributes:
            if tag.get(name) == value:
                yield entry

    def around(self, element: Element | None) -> tuple[Element, Entry] | None:
        """Return the outermost known container in *element* and the ones around it, with its entry."""
        found = None
        for one in _outwards(element):
            entry = self.find(one.markup, one.document)
            if entry is not None:
                found = one, entry
        return found


def _outwards(element: Element | None) -> Iterator[Element]:
    level = 0
    while element is not None and level < _DEEPEST:
        yield element
        element = element.parent
        level += 1
