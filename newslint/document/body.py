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

from newslint.document.html import Guard, Kind, Markup, split
from newslint.document.nodes import Comment, Element, TextMatch
from newslint.document.pairing import BLOCK_ELEMENTS, is_block, pair
from newslint.document.regions import Regions, template_regions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newslint.document.document import Document


__all__ = ["BLOCK_ELEMENTS", "Body", "Comment", "Element", "Syntax", "TextMatch", "is_block"]


class Syntax(Enum):
    """How a body is written."""

    HTML = "html"
    MARKDOWN = "markdown"


class MarkupCache(dict[str, Markup]):
    """Each distinct markup text, analysed once. Long ones are not kept, and the number is bounded."""

    limit = 10_000

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
        "_content",
        "_distinct",
        "_empty",
        "_found",
        "_html_blocks",
        "_nameless",
        "_nearest",
        "_offsets",
        "_parent",
        "_partner",
        "_regions",
        "_texts",
        "_torn",
        "_unsound",
        "code",
        "document",
        "end",
        "markups",
        "pieces",
        "read_as_markdown",
        "start",
        "syntax",
        "text",
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
        html_blocks: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        """Take the body ``text[start:end]`` apart.

        *code* lists the spans that Markdown reads as code, and *hidden* the offsets
        of the ``<`` that begin no markup there (escaped ones, autolinks); *html_blocks*
        are the spans that it takes for HTML as they are, found later if not given. All have
        offsets into the whole *text*.
        """
        self.text = text
        self.start = start
        self.end = end
        self.syntax = syntax
        self.read_as_markdown = read_as_markdown
        self.code = code
        self._html_blocks = html_blocks
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
        self._unsound: frozenset[int] = frozenset()
        self._regions: Regions | None = None
        self._nearest: dict[Callable[[Markup], bool], dict[int, int]] = {}
        self._found: dict[Callable[[Markup], bool], list[int]] = {}
        self._texts: list[int] | None = None
        self._distinct: tuple[Markup, ...] | None = None
        self._content: tuple[int, int] | None = None
        self._nameless: list[int] | None = None
        self._torn: list[tuple[int, int]] | None = None
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
    def unsound(self) -> frozenset[int]:
        """The start tags of elements with an end tag in which something else is left open."""
        if self._partner is None:
            self._pair()
        return self._unsound

    @property
    def regions(self) -> Regions:
        """The spans that no rule edits unless it says so: code, math, drawings, templates."""
        if self._regions is None:
            spans = list(self.code)
            if any(markup.guard for markup in set(self.markups)):
                partner, offsets = self.partner, self.offsets
                for index, markup in enumerate(self.markups):
                    if markup.guard is Guard.NONE:
                        continue
                    whole = markup.guard is Guard.WHOLE
                    last = partner[index]
                    begin = offsets[2 * index + 1] + (0 if whole else markup.head_end)
                    stop = self.end if last < 0 else offsets[2 * last + 1 + whole]
                    spans.append((begin, stop))
            spans.extend(template_regions(self.text, self.start, self.end))
            self._regions = Regions(spans)
        return self._regions

    @property
    def html_blocks(self) -> Sequence[tuple[int, int]]:
        """The spans that Markdown takes for HTML as they are, if the body is read as Markdown."""
        if self._html_blocks is None:
            from newslint.document.markdown import html_blocks

            self._html_blocks = html_blocks(self.text, self.start, self.end) if self.read_as_markdown else ()
        return self._html_blocks

    @property
    def torn(self) -> list[tuple[int, int]]:
        """The spans of comments, raw text and tags in the middle of which Markdown ends a block of HTML.

        What follows in them becomes paragraphs and code. If Markdown makes text of their end too, the rest of
        the body belongs to them.
        """
        if self._torn is None:
            self._torn = []
            if self.read_as_markdown:
                from newslint.document.markdown import torn_markup

                self._torn = torn_markup(self)
        return self._torn

    def _pair(self) -> None:
        self._partner, self._parent, self._empty, self._unsound = pair(self.pieces, self.markups)

    @property
    def content(self) -> tuple[int, int]:
        """The span without the white space at both ends; an empty one at the end if there is nothing else."""
        if self._content is None:
            written = self.text[self.start : self.end]
            rest = written.lstrip()
            self._content = self.end - len(rest), self.end - (len(rest) - len(rest.rstrip()))
        return self._content

    @property
    def nameless(self) -> list[int]:
        """The indexes of the markups that are no tags: comments, and what ends up as one."""
        if self._nameless is None:
            self._nameless = [index for index, markup in enumerate(self.markups) if not markup.name]
        return self._nameless

    @property
    def texts(self) -> list[int]:
        """The indexes of the pieces that are text and more than white space."""
        if self._texts is None:
            pieces = self.pieces
            self._texts = [index for index in range(0, len(pieces), 2) if pieces[index] and not pieces[index].isspace()]
        return self._texts

    def nearest(self, index: int, test: Callable[[Markup], bool]) -> int:
        """Return the index of the nearest start tag around markup *index* that passes *test*, or -1.

        The answers are kept for each *test*, which should thus be one function and not a new
        one every time: a thousand elements inside each other are asked a thousand times, not a million.
        """
        known = self._nearest.get(test)
        if known is None:
            known = self._nearest[test] = {-1: -1}
        parent = self.parent
        passed = []
        index = parent[index]
        while index not in known and not test(self.markups[index]):
            passed.append(index)
            index = parent[index]
        answer = known.setdefault(index, index)
        for below in passed:
            known[below] = answer
        return answer

    @property
    def distinct_start_tags(self) -> tuple[Markup, ...]:
        """The start tags, each text once, in no particular order."""
        if self._distinct is None:
            self._distinct = tuple(markup for markup in set(self.markups) if markup.kind is Kind.START)
        return self._distinct

    def start_tags(self, test: Callable[[Markup], bool]) -> list[int]:
        """Return the indexes of the start tags that pass *test*; kept as in :meth:`nearest`."""
        found = self._found.get(test)
        if found is None:
            passing = {markup for markup in self.distinct_start_tags if test(markup)}
            found = [index for index, markup in enumerate(self.markups) if markup in passing] if passing else []
            self._found[test] = found
        return found

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
        if not any(markup.kind is Kind.COMMENT or markup.kind is Kind.BOGUS_COMMENT for markup in set(self.markups)):
            return
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
