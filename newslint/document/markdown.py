"""What of a Markdown body is code and what is HTML, found in one pass and without a Markdown library.

The block structure is that of the CommonMark specification (0.31, chapters 4
and 5); :mod:`newslint.document.markdown_inline` reads the text in the blocks.
Code is also what a site generator takes for a listing before Markdown sees it:
``{% highlight %}``, ``{% codeblock %}``, ``{% code %}``, ``{% raw %}`` and
``{{< highlight >}}`` up to their ends.

All offsets are code points into the whole text of the file. The time is linear
in the length of the body; stretches without ``<``, backtick, ``~``, tab or
four spaces are jumped over.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from itertools import accumulate

from newslint.document.html import RAW_TEXT_ELEMENTS, VOID_ELEMENTS, Kind, Markup, split
from newslint.document.markdown_inline import definition_labels, definitions_end, offsets_of, scan_inline, tag_pattern
from newslint.document.regions import listings
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newslint.document.body import Body

    Span = tuple[int, int]

_BLOCK_NAMES = frozenset(
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li "
    "link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th "
    "thead title tr track ul".split()
)
"""The tags that start an HTML block of type 6 (CommonMark, 4.6)."""
_RAW_NAMES = frozenset(("pre", "script", "style", "textarea"))
"""The tags that start an HTML block of type 1, which goes over blank lines."""

_REST = r".*+"
_BLANKS = r"(?:[ \t]*+\n)*+"
_DEEP = r"(?: {4}| {0,3}\t)[ \t]*+[^ \t\n]"
_RULE = r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)(?=\n|\Z)"
_MARKER = r"(?:[*+-]|[0-9]{1,9}[.)])"
_TICKS = r"`{3,}+(?=[^`\n]*+(?:\n|\Z))"


# What begins at a line that stands in no list, no quote and no paragraph. Group by group: indented code, plain
# text, a "<", a heading, the opening of a fence, a rule, a list item of one line, and the first line of any other
# list or quote. No group: text that begins with a character of meaning.
_BLOCK = late_pattern(
    rf"{_BLANKS}(?:[ \t]*+\Z)?+(?:({_DEEP}{_REST}(?:\n{_BLANKS}{_DEEP}{_REST})*+)"
    rf"| {{0,3}}(?:([^ \t\n<#`~*+\-_>0-9])|(<)|(#{{1,6}}(?=[ \t\n]|\Z){_REST})"
    rf"|({_TICKS}|~{{3,}}+)|({_RULE})"
    rf"|{_MARKER} {{1,4}}((?![ \t\n`~<>#*+\-_=0-9]){_REST}"
    rf"(?=\n ?{_MARKER}[ \t]|(?:\n[ \t]*+)?+\Z|\n[ \t]*+\n{_BLANKS}(?: ?[^ \t\n]|[ \t]*+\Z)))"
    rf"|((?:>|{_MARKER}(?=[ \t\n]|\Z)))|))"
)
_CODE, _PLAIN, _ANGLE, _HEADING, _FENCE, _BREAK, _ITEM, _CONTAINER = range(1, 9)

# A paragraph from any place in it to its end, or to a line that begins with "<", or to its underline.
_SETEXT = r" {0,3}(?:=++|-++)[ \t]*+(?=\n|\Z)"
_PARAGRAPH = late_pattern(
    rf"{_REST}(?:\n(?=[ \t]*+[^ \t\n])(?! {{0,3}}(?=[<>#`~*+\-_=01])"
    rf"(?:[<>]|#{{1,6}}(?:[ \t\n]|\Z)|{_TICKS}|~~~|{_RULE}|(?:[*+-]|0{{0,8}}1[.)])[ \t]++[^ \t\n]"
    rf"|(?:=++|-++)[ \t]*+(?:\n|\Z))){_REST})*+(?:\n(?: {{0,3}}(?=(<))|({_SETEXT})))?+"
)
_DEEP_LINES = late_pattern(rf"{_DEEP}{_REST}(?:\n{_DEEP}{_REST})*+")
_HTML_START = late_pattern(
    r"<(?:(/?)([A-Za-z][A-Za-z0-9-]*+)(?=(/?>|[ \t\n]|\Z))?+|(!--)|(\?)|(![A-Za-z])|(!\[CDATA\[))"
)
_LONE_TAG = late_pattern(tag_pattern(r"[ \t]", r"\n") + r"[ \t]*+(?=\n|\Z)")
_RAW_END = late_pattern(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
_BLANK_LINE = late_pattern(r"\n[ \t]*+(?:\n|\Z)")
_EMPTY_LINE = late_pattern(r"\n[ \t\r]*+\n")
_ENDS = ("", "", "-->", "?>", ">", "]]>")
_HEAD_LENGTHS = (0, 0, 2, 1, 2, 9)

# The lines between which Python-Markdown and Hexo see code even in a block of HTML.
_HTML_FENCE = late_pattern(r"^[ \t]{0,3}+(`{3,}+|~{3,}+)[^`\n]*+$", re.MULTILINE)

# Markup up to the first tag that does not end.
_ENDED_TAGS = late_pattern(
    r"(?:[^<]++|<(?![A-Za-z/!?])|<!--(?:-?>|[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?+)|<[!?](?!--)[^>]*+>|</(?![A-Za-z])"
    r"""|</?[A-Za-z](?:[^>"'=]++|=[ \t\n]*+(?:"[^"]*+"|'[^']*+'|(?!["']))|["'])*+>)*+"""
)
_MARKDOWN_ATTRIBUTE = late_pattern(r"<[A-Za-z][^<>]*\smarkdown(?:\s*=|[\s/>])")

_LISTINGS = frozenset(("raw", "highlight", "codeblock", "code"))


class MarkdownScan:
    """What :func:`scan` found. The spans of each list are sorted and do not overlap."""

    __slots__ = ("code", "hidden", "html_blocks", "html_only", "indented_html")

    def __init__(self) -> None:
        self.code: list[Span] = []
        """What Markdown reads as code: fenced with its fences, indented, inline with its backticks."""
        self.hidden: list[int] = []
        """The ``<`` outside code that begin no HTML: escaped, in autolinks and link targets, or no tag at all."""
        self.html_only = False
        """Whether the body is HTML that was stored in a Markdown file. Then nothing in it counts as code or hidden."""
        self.html_blocks: list[Span] = []
        """The HTML blocks (CommonMark, 4.6), each from its ``<`` to its last line; one span if ``html_only``."""
        self.indented_html: list[Span] = []
        """HTML that Markdown takes for code: indented, after a blank line, inside an element that is still open."""


def html_blocks(text: str, start: int, end: int) -> list[Span]:
    """Return the HTML blocks of ``text[start:end]`` as Markdown reads it, even if all of it is HTML."""
    blocks = _Blocks(_with_line_feeds(text, start, end), start, end)
    blocks.scan()
    return sorted(blocks.html)


def torn_markup(body: Body) -> list[Span]:
    """Return the markups of *body* that are one in HTML, and over whose middle a block of HTML ends in Markdown.

    A span goes on to the end of the body if Markdown escapes the end of the comment or of the raw text.
    """
    torn: list[Span] = []
    for place in range(1, len(body.pieces), 2):
        piece = body.pieces[place]
        if "\n" not in piece:
            continue
        blocks, start, end = body.html_blocks, body.offsets[place], body.offsets[place + 1]
        block = _span_around(blocks, start)
        if block[1] >= end if block is not None else not _EMPTY_LINE.search(piece):
            continue
        if not _span_around(blocks, end - 1) and (piece.startswith("<!") or _span_around(body.code, end - 1)):
            torn.append((start, body.end))
            break
        torn.append((start, end))
    return torn


def _span_around(spans: Sequence[Span], offset: int) -> Span | None:
    place = bisect_right(spans, (offset, sys.maxsize)) - 1
    return spans[place] if place >= 0 and offset < spans[place][1] else None


def _with_line_feeds(text: str, start: int, end: int) -> str:
    if text.find("\r", start, end) < 0:
        return text
    # The same length, so that offsets stay; and an empty line stays empty, which jumps rely on.
    body = text[start:end].replace("\r\n\r\n", "  \n\n").replace("\r\n", " \n").replace("\r", "\n")
    return text[:start] + body + text[end:]


def scan(text: str, start: int, end: int) -> MarkdownScan:
    """Return what of the Markdown body ``text[start:end]`` is code and what HTML. Accepts any text."""
    found = MarkdownScan()
    source = _with_line_feeds(text, start, end)
    listings, masked = _listings(source, start, end)
    if masked is source:
        indented = _read_as_html(source, start, end)
        if indented is not None and not _holds_markdown(source, start, end) and not _fences(source, start, end):
            found.html_only = True
            found.html_blocks.append((start, end))
            found.indented_html = indented
            return found
    blocks = _Blocks(masked, start, end)
    blocks.scan()
    found.html_blocks = blocks.html
    more = blocks.doubtful + listings
    found.code = _merged([*blocks.code, *more]) if more else sorted(blocks.code)
    found.hidden = _outside(sorted(set(blocks.hidden)), found.code)
    if blocks.deep:
        found.indented_html = _indented_html(masked, start, blocks)
    return found


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(offsets: list[int], spans: list[Span]) -> list[int]:
    if not offsets or not spans:
        return offsets
    kept = []
    index = 0
    for offset in offsets:
        while index < len(spans) and spans[index][1] <= offset:
            index += 1
        if index == len(spans) or offset < spans[index][0]:
            kept.append(offset)
    return kept


def _listings(source: str, start: int, end: int) -> tuple[list[Span], str]:
    """Return the spans of template listings, and the text with all but the raw ones made one long word.

    What ``{% raw %}`` holds goes on to Markdown, fences and all; what the others hold does not.
    """
    spans: list[Span] = []
    if source.find("{", start, end) < 0:
        return spans, source
    parts: list[str] = []
    copied = start
    for name, first, last in listings(source, start, end):
        if name not in _LISTINGS:
            continue  # Who does not know the name would read, and run, what is in it.
        spans.append((first, last))
        if name != "raw":
            parts += (source[copied:first], "x" * (last - first))
            copied = last
    if not parts:
        return spans, source
    return spans, source[:start] + "".join(parts) + source[copied:]


def _fences(text: str, start: int, end: int) -> list[Span]:
    """Return what stands between fences in a block of HTML: code to those who look for fences before HTML.

    Code that has no end there goes on to the end of the block.
    """
    if text.find("```", start, end) < 0 and text.find("~~~", start, end) < 0:
        return []
    spans: list[Span] = []
    opened: re.Match[str] | None = None
    for match in _HTML_FENCE.finditer(text, start, end):
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]) and match[0].strip(" \t") == match[1]:
            spans.append((opened.start(), match.end()))
            opened = None
    if opened is not None:
        spans.append((opened.start(), end))
    return spans


def _holds_markdown(text: str, start: int, end: int) -> bool:
    """Return whether a tag has a ``markdown`` attribute, by which some readers take its content for Markdown."""
    return text.find("markdown", start, end) >= 0 and bool(_MARKDOWN_ATTRIBUTE.search(text, start, end))


def html_kind(text: str, at: int, end: int, in_paragraph: bool) -> int:
    """Return the type (1 to 7; CommonMark, 4.6) of the HTML block that the ``<`` at *at* starts; 0 if none."""
    match = _HTML_START.match(text, at, end)
    if match is None:
        return 0
    name = match[2]
    if name is None:
        return match.lastindex - 2  # type: ignore[operator]
    if match[3] is not None:
        name = name.lower()
        if name in _BLOCK_NAMES:
            return 6
        if name in _RAW_NAMES and not match[1]:
            return 0 if match[3] == "/>" else 1
    if not in_paragraph and _LONE_TAG.match(text, at, end):
        return 7
    return 0


def _html_end(text: str, at: int, kind: int, end: int) -> int:
    """Return where the HTML block of type *kind* that starts at *at* ends, without its last line end."""
    if kind > 5:
        blank = _BLANK_LINE.search(text, at, end)
        return blank.start() if blank else end
    if kind == 1:
        match = _RAW_END.search(text, at, end)
        stop = match.start() if match else -1
    else:
        stop = text.find(_ENDS[kind], at + _HEAD_LENGTHS[kind], end)
    if stop >= 0:
        stop = text.find("\n", stop, end)
    return end if stop < 0 else stop


def _column(text: str, start: int, end: int, column: int) -> int:
    """Return the column at *end*, if the white space ``text[start:end]`` starts at *column* (tab stops are 4)."""
    if text.find("\t", start, end) < 0:
        return column + end - start
    for character in text[start:end]:
        column += 4 - column % 4 if character == "\t" else 1
    return column


class _Blocks:
    """One pass over the blocks of a body."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.defined: frozenset[str] | None = None
        self.code: list[Span] = []
        self.hidden: list[int] = []
        self.html: list[Span] = []
        self.deep: list[Span] = []
        """Indented code, outside lists and quotes, that begins with a tag or comment."""
        self.doubtful: list[Span] = []
        """Lines that not every reader takes for code."""
        self.stuck = start - 1

    def scan(self) -> None:
        text, end = self.text, self.end
        find = text.find
        match_block = _BLOCK.match
        position = self.start
        # Where the next of each thing stands that could have to do with code or HTML, and the nearest of them.
        angle = tick = tab = wide = tilde = mark = position - 1
        while position < end:
            if mark < position:
                if angle < position and (angle := find("<", position, end)) < 0:
                    angle = end
                if tick < position and (tick := find("`", position, end)) < 0:
                    tick = end
                if tab < position and (tab := find("\t", position, end)) < 0:
                    tab = end
                if wide < position and (wide := find("    ", position, end)) < 0:
                    wide = end
                if tilde < position and (tilde := find("~", position, end)) < 0:
                    tilde = end
                mark = min(angle, tick, tab, wide, tilde)
                if mark == end:
                    break
            if mark - position > 80 and mark > self.stuck:
                position = self.jump(position, mark)
            block = match_block(text, position, end)
            assert block is not None
            group = block.lastindex
            position = block.end()
            if group == _PLAIN:
                position = self.paragraph(position - 1)
            elif group == _ANGLE:
                at = position - 1
                kind = html_kind(text, at, end, False)
                position = self.html_block(at, kind) if kind else self.paragraph(at)
            elif group is None:
                if position >= end:
                    break
                position = self.paragraph(position)
            elif group in (_HEADING, _ITEM):
                self.inline(block.start(group), position)
            elif group == _CONTAINER:
                position = _Containers(self, block.start(group)).scan()
            elif group == _CODE:
                self.indented_code(block.start(group), position)
            elif group == _FENCE:
                position = self.fenced_code(block.start(group), position)

    def labels(self) -> frozenset[str]:
        """The labels of the link reference definitions, and perhaps of more."""
        if self.defined is None:
            self.defined = definition_labels(self.text, self.start, self.end)
        return self.defined

    def jump(self, position: int, limit: int) -> int:
        """Return the last line up to *limit* that stands in no list, quote or paragraph, whatever comes before it.

        That is a line that follows an empty one and is not indented. Returns *position* if there is none.
        """
        text = self.text
        stuck = limit
        while (limit := text.rfind("\n\n", position, limit)) >= 0:
            if text[limit + 2] not in " \t\n":
                return limit + 2
            limit += 1
        self.stuck = stuck
        return position

    def html_block(self, at: int, kind: int) -> int:
        stop = _html_end(self.text, at, kind, self.end)
        if kind > 5 and _holds_markdown(self.text, at, stop):
            # What follows the tag is Markdown; its lines are read one by one.
            line = self.text.find("\n", at, stop)
            stop = stop if line < 0 else line
        elif kind > 5:
            self.doubtful.extend(_fences(self.text, at, stop))
        self.add_html(at, stop)
        return stop

    def add_html(self, at: int, stop: int) -> None:
        """Note an HTML block, and hide the tag that is still open where the block ends."""
        text = self.text
        self.html.append((at, stop))
        if stop == self.end:
            return
        closed = text.rfind(">", at, stop) + 1 or at
        for quote in "\"'":
            last = text.rfind(quote, at, stop)
            if last >= closed or (last > at and text[last - 1] in "= \t\n"):
                break
        else:
            if text.find("<", closed, stop) < 0:
                return
        match = _ENDED_TAGS.match(text, at, stop)
        assert match is not None
        self.hidden.extend(offsets_of("<", text, match.end(), stop))

    def fenced_code(self, start: int, opened: int) -> int:
        """Read the fenced code whose fence is ``text[start:opened]``, and return where it ends."""
        text, end = self.text, self.end
        fence = text[start:opened]
        position = opened
        while (position := text.find(fence, position, end)) >= 0:
            line = text.rfind("\n", start, position) + 1
            stop = text.find("\n", position, end)
            stop = end if stop < 0 else stop
            closes = line and position - line < 4 and not text[line:position].strip(" ")
            if closes and not text[position:stop].lstrip(fence[0]).strip(" \t"):
                self.code.append((start, stop))
                return stop
            position = stop
        self.code.append((start, end))
        return end

    def indented_code(self, start: int, stop: int) -> None:
        self.code.append((start, stop))
        text = self.text
        first = start
        while text[first] in " \t":
            first += 1
        if text[first] == "<" and (text[first + 1 : first + 2].isalpha() or text[first + 1 : first + 2] in ("/", "!")):
            self.deep.append((start, stop))

    def paragraph(self, start: int) -> int:
        """Read the paragraph whose text starts at *start*, and return where the next block can start."""
        text, end = self.text, self.end
        match = _PARAGRAPH.match(text, start, end)
        while match and match[1] and not html_kind(text, match.end(), end, True):
            match = _PARAGRAPH.match(text, match.end(), end)
        assert match is not None
        stop = following = match.end()
        if match[1]:
            stop = text.rfind("\n", start, stop)
            following = stop + 1
        elif match[2]:
            stop = match.start(2) - 1
            if text[start] == "[" and definitions_end(text, start, stop) >= stop:
                # Definitions alone make no heading: the line below them is text or a rule.
                following = stop + 1
        self.inline(start, stop)
        return following

    def inline(self, start: int, stop: int) -> None:
        scan_inline(self.text, start, stop, self.labels, self.code, self.hidden)


_LINE_START = late_pattern(r"[ \t]*+")
_FENCE_START = late_pattern(rf"({_TICKS}|~{{3,}}+)")
_HEADING_LINE = late_pattern(r"#{1,6}(?=[ \t\n]|\Z)")
_UNDERLINE = late_pattern(r"(?:=++|-++)[ \t]*+(?=\n|\Z)")
_RULE_LINE = late_pattern(_RULE)
_LIST_MARKER = late_pattern(rf"{_MARKER}(?=[ \t\n]|\Z)")
_CUT_TAG = late_pattern(r"<(?!!--)[^<>\n]*+\n")
_QUOTE = 0
_NONE, _TEXT, _FENCED, _INDENTED, _HTML = range(5)


class _Containers:
    """The blocks inside lists and block quotes, read line by line as the appendix of the specification does it."""

    def __init__(self, blocks: _Blocks, start: int) -> None:
        self.blocks = blocks
        self.text = blocks.text
        self.line = blocks.text.rfind("\n", blocks.start, start) + 1 or blocks.start
        # The open containers: _QUOTE, or the width of a list item's marker and indentation.
        self.stack: list[int] = []
        # The index in the stack of a list item that has begun with an empty line and has nothing in it yet.
        self.bare = -1
        self.leaf = _NONE
        # Where the open leaf starts and ends so far; the lines of a paragraph; a fence or a kind of HTML block.
        self.begin = self.stop = 0
        self.lines: list[Span] = []
        self.fence = ""
        self.kind = 0

    def scan(self) -> int:
        """Read up to a line that stands in no container and after no paragraph; return where it starts."""
        text, end = self.text, self.blocks.end
        after_blank = False
        while True:
            stop = text.find("\n", self.line, end)
            stop = end if stop < 0 else stop
            after_blank = self.read_line(stop)
            self.line = stop + 1
            if self.line >= end or (not self.stack and self.leaf == _NONE):
                break
            if after_blank and self.stack and text[self.line] not in " \t\n":
                break
        self.close(0)
        return min(self.line, end)

    def close(self, depth: int) -> None:
        """Close the open leaf, and the containers below *depth*."""
        leaf = self.leaf
        if leaf == _TEXT:
            self.close_paragraph()
        elif leaf in (_FENCED, _INDENTED):
            self.blocks.code.append((self.begin, self.stop))
        elif leaf == _HTML:
            self.blocks.add_html(self.begin, self.stop)
            if _QUOTE in self.stack:
                # The ">" of the quote would stand in a tag that goes over a line end.
                match = _CUT_TAG.search(self.text, self.begin, self.stop)
                if match:
                    self.blocks.hidden.extend(offsets_of("<", self.text, match.start(), self.stop))
        self.leaf = _NONE
        del self.stack[depth:]

    def read_line(self, stop: int) -> bool:
        """Read the line that ends at *stop*, and return whether it is blank, without even a ``>``."""
        text, stack = self.text, self.stack
        after = self.line
        first = _skip(text, after, stop)
        # Columns: where the first character stands, and how much the containers have taken.
        column = _column(text, after, first, 0)
        taken = 0
        depth = 0
        for width in stack:
            if width == _QUOTE:
                if first == stop or column - taken > 3 or text[first] != ">":
                    break
                after = first + 1
                first = _skip(text, after, stop)
                taken = column + 1 + (first > after)
                column = _column(text, after, first, column + 1)
            elif first == stop:
                if depth == self.bare:
                    break
            elif column - taken >= width:
                taken += width
            else:
                break
            depth += 1
        if self.leaf > _TEXT and self.continue_leaf(depth, first, stop, column - taken):
            return first == stop and after == self.line
        if first == stop:
            if depth < len(stack) or self.leaf == _TEXT:
                self.close(depth)
                self.bare = -1
            return after == self.line
        self.bare = -1
        while column - taken < 4:
            character = text[first]
            if character == ">":
                self.close(depth)
                stack.append(_QUOTE)
                after = first + 1
                first = _skip(text, after, stop)
                taken = column + 1 + (first > after)
                column = _column(text, after, first, column + 1)
            elif character in "*+-0123456789" and (marker := _LIST_MARKER.match(text, first, stop)):
                # The underline of a heading and a rule come before a list.
                if self.start_leaf(depth, first, stop):
                    return False
                continues = self.continues(depth)
                after = marker.end()
                inside = _skip(text, after, stop)
                if continues and (inside == stop or not (character in "*+-" or int(marker[0][:-1]) == 1)):
                    break
                self.close(depth)
                column += after - first
                width = column - taken
                spaces = _column(text, after, inside, column) - column
                if inside == stop or spaces > 4:
                    stack.append(width + 1)
                    taken += width + 1
                else:
                    stack.append(width + spaces)
                    taken += width + spaces
                column += spaces
                first = inside
            else:
                if self.start_leaf(depth, first, stop):
                    return False
                break
            depth = len(stack)
            if first == stop:
                if stack[-1] != _QUOTE:
                    self.bare = depth - 1
                return False
        else:
            if self.leaf == _TEXT and depth < len(stack):
                # CommonMark goes on with the paragraph; other readers begin code.
                self.blocks.doubtful.append((after, stop))
            elif self.leaf != _TEXT:
                self.close(depth)
                self.leaf, self.begin, self.stop = _INDENTED, after, stop
                return False
        if self.leaf != _TEXT:
            self.close(depth)
            self.leaf = _TEXT
            self.lines = []
        self.lines.append((first, stop))
        return False

    def continue_leaf(self, depth: int, first: int, stop: int, indent: int) -> bool:
        """Return whether the line goes on with the open fence, indented code or HTML block (and take it in)."""
        text = self.text
        if depth < len(self.stack):
            self.close(len(self.stack))
            return False
        if self.leaf == _FENCED:
            self.stop = stop
            if (
                indent < 4
                and text.startswith(self.fence, first, stop)
                and not text[first:stop].strip(self.fence[0] + " \t")
                and self.fence[0] not in text[first:stop].lstrip(self.fence[0])
            ):
                self.close(depth)
        elif self.leaf == _HTML:
            if first == stop:
                if self.kind > 5:
                    self.close(depth)
                return True
            self.stop = stop
            self.end_html(first, stop, depth)
        elif first < stop:
            if indent < 4:
                self.close(depth)
                return False
            self.stop = stop
        return True

    def end_html(self, first: int, stop: int, depth: int) -> None:
        text, kind = self.text, self.kind
        if kind == 1:
            if _RAW_END.search(text, first, stop):
                self.close(depth)
        elif kind < 6:
            begin = first + _HEAD_LENGTHS[kind] if first == self.begin else first
            if text.find(_ENDS[kind], begin, stop) >= 0:
                self.close(depth)
        elif _holds_markdown(text, first, stop):
            self.close(depth)

    def continues(self, depth: int) -> bool:
        """Whether a line that stands in the first *depth* containers stands right under the open paragraph."""
        return self.leaf == _TEXT and depth == len(self.stack)

    def start_leaf(self, depth: int, first: int, stop: int) -> bool:
        """Return whether a heading, rule, fence or HTML block starts at *first* (and take it in)."""
        text = self.text
        character = text[first]
        if character == "#":
            if not _HEADING_LINE.match(text, first, stop):
                return False
            self.close(depth)
            self.blocks.inline(first, stop)
        elif character in "`~":
            fence = _FENCE_START.match(text, first, stop)
            if fence is None:
                return False
            self.close(depth)
            self.leaf, self.begin, self.stop, self.fence = _FENCED, first, stop, fence[0]
        elif character == "<":
            kind = html_kind(text, first, stop, self.leaf == _TEXT)
            if not kind:
                return False
            self.close(depth)
            self.leaf, self.begin, self.stop, self.kind = _HTML, first, stop, kind
            self.end_html(first, stop, depth)
        elif character in "=-*_":
            if character in "=-" and self.continues(depth) and _UNDERLINE.match(text, first, stop):
                heading = not self.only_definitions()
                self.close(depth)
                if heading:
                    return True
            if character == "=" or not _RULE_LINE.match(text, first, stop):
                return False
            self.close(depth)
        else:
            return False
        return True

    def close_paragraph(self) -> None:
        blocks, lines = self.blocks, self.lines
        start, stop = lines[0][0], lines[-1][1]
        if len(lines) == 1 or _QUOTE not in self.stack:
            blocks.inline(start, stop)
            return
        text = self.text
        if text.find("<", start, stop) < 0 and text.find("`", start, stop) < 0:
            return
        joined, offsets = self.joined()
        code: list[Span] = []
        hidden: list[int] = []
        scan_inline(joined, 0, len(joined), blocks.labels, code, hidden, quoted=True)
        blocks.code.extend((_original(lines, offsets, a), _original(lines, offsets, b - 1) + 1) for a, b in code)
        blocks.hidden.extend(_original(lines, offsets, a) for a in hidden)

    def joined(self) -> tuple[str, list[int]]:
        """Return the paragraph without what stands before its lines, and where its lines start in that."""
        parts = [self.text[start:stop] for start, stop in self.lines]
        return "\n".join(parts), list(accumulate((len(part) + 1 for part in parts), initial=0))

    def only_definitions(self) -> bool:
        if self.text[self.lines[0][0]] != "[":
            return False
        joined, _ = self.joined()
        return definitions_end(joined, 0, len(joined)) >= len(joined)


def _skip(text: str, start: int, stop: int) -> int:
    match = _LINE_START.match(text, start, stop)
    assert match is not None
    return match.end()


def _original(lines: list[Span], offsets: list[int], place: int) -> int:
    index = bisect_right(offsets, place) - 1
    return lines[index][0] + place - offsets[index]


class _OpenElements:
    """Which elements are open at a place of a text, fed from its start on."""

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position
        self.names: list[str] = []
        self.counts: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self.names)

    def feed(self, start: int, stop: int, end: int) -> int:
        """Take in the markup of ``text[start:stop]``.

        Returns *stop*, or where the comment or raw text ends in which it lies (before *end*).
        """
        markup = None
        pieces = split(self.text[start:stop])
        for piece in pieces[1::2]:
            markup = Markup(piece)
            if markup.kind is Kind.START:
                # A <p> is closed by the block that follows it, whatever the source says.
                if markup.name != "p" and markup.name not in VOID_ELEMENTS:
                    self.names.append(markup.name)
                    self.counts[markup.name] = self.counts.get(markup.name, 0) + 1
            elif markup.kind is Kind.END:
                self.leave(markup.name)
        if markup is None or pieces[-1]:
            return stop
        if markup.kind is Kind.COMMENT and not markup.closed:
            found = self.text.find("-->", stop, end)
            return end if found < 0 else found + 3
        if markup.kind is Kind.START and markup.name in RAW_TEXT_ELEMENTS:
            closing = re.compile(rf"</{markup.name}(?=[\s/>])", re.IGNORECASE).search(self.text, stop, end)
            return closing.start() if closing else end
        return stop

    def leave(self, name: str) -> None:
        """Close the element *name*, and what is open in it; nothing if it is not open."""
        if not self.counts.get(name):
            return
        while True:
            last = self.names.pop()
            self.counts[last] -= 1
            if last == name:
                return


_CHUNK = late_pattern(rf"{_BLANKS}([ \t]*+)")


def _read_as_html(text: str, start: int, end: int) -> list[Span] | None:
    """Return the chunks that stand so deep that Markdown takes them for code, if all of the body is HTML, else None.

    A chunk is a run of lines without a blank one. Where one begins in the middle of a comment or of raw text, Markdown
    tears that apart, and nothing that newslint does to the body makes it the HTML that it was meant to be.
    """
    position = start
    chunk = _CHUNK.match(text, start, end)
    if chunk is None or not text.startswith("<", chunk.end(), end):
        return None
    indented: list[Span] = []
    elements = _OpenElements(text, start)
    ended, deep_end = True, -1
    while chunk := _CHUNK.match(text, position, end):
        above, at = chunk.span()
        if at == end:
            return indented
        line = chunk.start(1)
        kind = html_kind(text, at, end, False) if text[at] == "<" else 0
        shallow = kind and at - line < 4 and text.find("\t", line, at) < 0
        if shallow:
            line = position = _html_end(text, at, kind, end)
            ended = kind < 6
            follows_code = above == deep_end and not _EMPTY_LINE.match(text, above, at)
            if ended and follows_code and _EMPTY_LINE.search(text, at, position):
                return None  # Once it is no code, the block above takes this in, up to the empty line.
            if kind < 6 or text.rfind("<!--", at, position) <= text.rfind("-->", at, position):
                continue
        # The block may end in the middle of a comment or of raw text.
        resumed = elements.position = elements.feed(elements.position, line, end)
        if resumed > line:
            return None
        if shallow:
            continue
        if not kind or not elements:
            return None
        deep = _DEEP_LINES.match(text, line, end)
        assert deep is not None
        position = deep_end = deep.end()
        if ended and kind < 6 and not _EMPTY_LINE.match(text, above, at) and _html_end(text, at, kind, end) < position:
            return None  # No empty line makes it code, and what follows its end would be code without one too.
        indented.append(deep.span())
    return None


_END_TAG = late_pattern(r"</([A-Za-z][^\s/>]*+)")


def _indented_html(text: str, start: int, blocks: _Blocks) -> list[Span]:
    """Return the indented code that begins with markup while an element that an HTML block opened is open."""
    found: list[Span] = []
    deep = set(blocks.deep)
    elements = _OpenElements(text, start)
    position = start
    for begin, stop, html in sorted(
        [*((*span, True) for span in blocks.html), *((*span, False) for span in blocks.code)]
    ):
        if elements:
            for tag in _END_TAG.finditer(text, position, begin):
                elements.leave(tag[1].lower())
        if html:
            elements.feed(begin, stop, stop)
        elif elements and (begin, stop) in deep:
            found.append((begin, stop))
        position = stop
    return found
