"""What a rule gets to see of a body: elements, comments, and matches in its text. All are made on demand.

All offsets are code points into the whole text of the file.
"""

from __future__ import annotations

from newslint.document.html import VOID_ELEMENTS, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.document.html import Markup


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
        """The index of the end tag, or -1 if there is none, or none to rely on.

        An element in which another one is left open, or that overlaps another one,
        has no end tag to rely on: parsers put its end elsewhere.
        """
        return -1 if self.index in self.body.unsound else self.body.partner[self.index]

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

    def inside_one(self, test: Callable[[Markup], bool]) -> bool:
        """Return whether the start tag of an element around this one passes *test*; see :meth:`Body.nearest`."""
        return self.body.nearest(self.index, test) >= 0

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

    def holds_one(self, test: Callable[[Markup], bool]) -> bool:
        """Return whether the start tag of an element inside this one passes *test*; see :meth:`Body.start_tags`."""
        from bisect import bisect_right

        found = self.body.start_tags(test)
        place = bisect_right(found, self.index)
        return place < len(found) and found[place] < self.partner

    @property
    def holds_comment(self) -> bool:
        """Whether a comment, or what ends up as one, stands inside."""
        from bisect import bisect_right

        found = self.body.nameless
        place = bisect_right(found, self.index)
        return place < len(found) and found[place] < self.partner

    @property
    def has_text(self) -> bool:
        """Whether text that is more than white space stands inside."""
        from bisect import bisect_right

        texts = self.body.texts
        place = bisect_right(texts, 2 * self.index)
        return place < len(texts) and texts[place] <= 2 * self.partner

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
