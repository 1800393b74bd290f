"""lxml's tree of a body, tied to the markups that its elements come from.

The check never needs it. It is for whoever wants selectors or a parser's view of
the structure: every element knows its start tag in the source, every start tag its element.

libxml2 gives no offsets, but it keeps the line of each element. So the text that it
parses is made such that each start tag holds exactly one line end, right behind its
name, and nothing else does: an element's line then is the number of its start tag.
"""

from __future__ import annotations

from newslint.document.html import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newslint.document.body import Body

# libxml2 counts lines in 16 bits.
_MOST_LINES = 65_000


class Tree:
    """The tree of one body.

    ``roots`` are its elements without a parent (more than one, if something follows
    ``</html>``). ``complete`` says whether the tree holds all of the body; if
    not, ``why`` says what libxml2 lost, and the tree is not to be relied on.
    """

    __slots__ = ("_by_index", "_by_line", "_starts", "complete", "roots", "why")

    def __init__(self, body: Body) -> None:
        from lxml import etree

        self._starts = [index for index, markup in enumerate(body.markups) if markup.kind is Kind.START]
        self.roots: list[_Element] = []
        self.complete = True
        self.why = ""
        self._by_line: dict[int, int] = {}
        self._by_index: dict[int, _Element] | None = None
        if len(self._starts) > _MOST_LINES:
            self._incomplete(f"the body has more than {_MOST_LINES} tags")
            return
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
        try:
            root = etree.fromstring(_numbered(body).encode("utf-8", "replace"), parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return  # Nothing but white space or comments.
        if root is None:
            return
        self.roots = [root, *(one for one in root.itersiblings() if isinstance(one.tag, str))]
        if len(self.roots) > 1:
            self._incomplete("something follows the end of the page")
        for error in parser.error_log:
            if "depth" in error.message.lower() or "huge" in error.message.lower():
                self._incomplete("elements are nested deeper than libxml2 follows them")
        found: set[object] = {
            element.sourceline for one in self.roots for element in one.iter() if isinstance(element.tag, str)
        }
        for number, index in enumerate(self._starts):
            # The wrapper of the whole is on line 1; the first start tag ends on line 2.
            line = number + 2
            if line in found:
                self._by_line[line] = index

    def _incomplete(self, why: str) -> None:
        self.complete = False
        self.why = self.why or why

    def index_of(self, element: _Element) -> int | None:
        """Return the index of the markup that *element* comes from; None if the parser made it up."""
        line: object = element.sourceline
        return self._by_line.get(line) if isinstance(line, int) else None

    def element_of(self, index: int) -> _Element | None:
        """Return the element of the start tag at *index* in the body's markups; None if the parser dropped it."""
        if self._by_index is None:
            self._by_index = {}
            for element in self.elements():
                own = self.index_of(element)
                if own is not None:
                    self._by_index.setdefault(own, element)
        return self._by_index.get(index)

    def elements(self) -> Iterator[_Element]:
        """Yield all elements in document order."""
        for root in self.roots:
            for element in root.iter():
                if isinstance(element.tag, str):
                    yield element


def _numbered(body: Body) -> str:
    """Return the body with one line end in each start tag, and carriage returns where it had its own.

    libxml2 turns a carriage return into a line end again, and does not count it.
    """
    parts: list[str] = []
    for place, piece in enumerate(body.pieces):
        piece = piece.replace("\r\n", "\r").replace("\n", "\r")
        if place % 2:
            markup = body.markups[place // 2]
            if markup.kind is Kind.START:
                end = 1 + len(markup.name)
                piece = f"{piece[:end]}\n{piece[end:]}"
        parts.append(piece)
    return "".join(parts)
