from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._lines import settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_NAMES_A_PLACE = ("id", "name")
_LONGEST_GUTTER = 100_000
_LONGEST_LINE = 10_000


class CodeBlockDamage(ElementRule):
    """Code whose lines an editor or a highlighter has broken.

    ## What it finds
    - `<br>` inside `<pre>`, which editors write in place of the ends of lines;
    - line numbers that stand as text beside or in the code (`<td class="gutter">`, `<span class="lineno">`);
    - lines that only a style sheet keeps apart: `<code>a</code><code>b</code>` in one `<pre>`, as WeChat has it, and
      elements of a class that a table knows as a line, with nothing between them;
    - lists of empty items that a publisher's page numbers.

    ## Why it matters
    Highlighters, and readers who copy the code, take the text. All of it is one line then, or each line begins with a
    number.

    ## Fix safety
    Safe for `<br>`: in `<pre>` the end of a line looks the same. A `<br>` directly after the start tag stays, because a
    line end is ignored there; so do all where a style says how white space is shown, and in Markdown if an empty line
    would come of it, which can end the block. Safe also for a list without any text that a producer's table
    names. Unsafe for lines that run together, because a theme may keep them apart. Line numbers are
    only reported: nothing but their look says that they are none of the code.
    """

    code = "STR006"
    name = "code-block-damage"
    stage = Stage.STRUCTURE
    in_guarded_regions = True
    uses_knowledge = True

    GOOD = (
        Good("<pre>a\nb</pre><p>a<br>b</p>"),
        Good("<pre><br>a</pre>", note="the first line end would be ignored"),
        Good("<pre>&lt;br&gt;</pre>", note="shown, not meant"),
        Good("<pre>a<br>b", note="not closed"),
        Good("<pre><code>a</code>\n<code>b</code></pre>", note="lines of their own"),
        Good("<pre><code>a</code> <code>b</code></pre>", note="apart"),
        Good("<p><code>a</code><code>b</code></p>", note="not a block of code"),
        Good("<pre><code>a\n</code><code>b\n</code></pre>", note="each line with its own end, as Chroma writes it"),
        Good('<pre class="line-numbers">1\n2</pre>', note="says that the page shall number the lines"),
        Good('<pre><span class="hljs-number">1</span></pre>', note="a number in the code"),
        Good('<pre><br id="l1">a</pre>', note="a link may lead there"),
    )
    BAD = (
        Bad("<pre>a<br>b<br/>c</pre>", "<pre>a\nb\nc</pre>", at="<br>"),
        Bad("<pre><code>a<br>\nb</code></pre>", "<pre><code>a\n\nb</code></pre>"),
        Bad("<pre>a<br></pre>", "<pre>a\n</pre>", note="at the end"),
        Bad("<pre>\n<br>a</pre>", "<pre>\n\na</pre>", note="the line end before it is the one that is ignored"),
        Bad('<pre style="white-space: nowrap">a<br>b</pre>', note="line ends do not show there"),
        Bad("<pre>a<br>b</pre>\n", "<pre>a\nb</pre>\n", path="a.md"),
        Bad("<pre><b>a</b><br>b</pre>\n", "<pre><b>a</b>\nb</pre>\n", path="a.md"),
        Bad("<pre>a<br>\nb</pre>\n", path="a.md", note="an empty line"),
        Bad("<pre>a<br><br>b</pre>\n", path="a.md", note="an empty line"),
        Bad("*A* <pre>a<br>- b</pre>\n", path="a.md", note="in a line of Markdown"),
        Bad(
            "<pre><code>a</code><code>b</code></pre>",
            unsafe="<pre><code>a</code>\n<code>b</code></pre>",
            at="<code>",
            note="as WeChat writes it",
        ),
        Bad("<pre>1<br>2<pre>3<br>4</pre></pre>", "<pre>1\n2<pre>3\n4</pre></pre>", note="one in another"),
    )

    def prepare(self) -> None:
        self._gutters = frozenset(self.knowledge.index("gutter"))
        self._lines = frozenset(self.knowledge.index("line"))
        self._counters = frozenset(self.knowledge.index("counter"))
        self._outside = self._gutters | self._counters

    def applies(self, tag: Markup) -> bool:
        if tag.name == "pre":
            return True
        return "class" in tag.by_name and not self._outside.isdisjoint(tag.classes)

    def check(self, element: Element) -> Iterator[Finding]:
        if element.partner < 0 or element.inside_one(_is_pre):
            return  # What stands in <pre> is looked at with it.
        if element.name == "pre":
            yield from self._breaks(element)
            yield from self._numbers_in(element)
            yield from self._joined(element)
        elif not self._counters.isdisjoint(element.classes):
            yield from self._counter(element)
        elif not element.inside_one(self._is_gutter) and (
            element.name in ("td", "th") or element.holds_one(_is_pre) or element.inside_one(_is_code)
        ):
            yield from self._gutter(element)

    def _breaks(self, element: Element) -> Iterator[Finding]:
        breaks = [
            inner
            for inner in element.descendants("br")
            if inner.start > element.tag_end and inner.markup.by_name.keys().isdisjoint(_NAMES_A_PLACE)
        ]
        if not breaks:
            return
        edits = [Edit(inner.start, inner.end, "\n") for inner in breaks]
        fix = Fix(edits) if _lines_show(element) and _fits(element, edits) else None
        yield self.finding("line breaks of code as markup", breaks[0].start, breaks[0].end, fix)

    def _numbers_in(self, element: Element) -> Iterator[Finding]:
        markups = element.body.markups
        for index in element.inside:
            if markups[index].kind is Kind.START and self._is_gutter(markups[index]):
                found = list(self._gutter(element.body.element(index)))
                if found:
                    yield from found
                    return

    def _gutter(self, element: Element) -> Iterator[Finding]:
        numbers = element.text if element.end - element.start <= _LONGEST_GUTTER else ""
        if numbers and "".join(numbers.split()).isdecimal():
            yield self.finding("line numbers in the text of code", element.start, element.tag_end)

    def _is_gutter(self, tag: Markup) -> bool:
        return "class" in tag.text and not self._gutters.isdisjoint(tag.classes)

    def _joined(self, element: Element) -> Iterator[Finding]:
        """Report lines between which there is no line end."""
        body = element.body
        markups, pieces, partner, parent = body.markups, body.pieces, body.partner, body.parent
        places: list[int] = []
        for index in element.inside:
            markup = markups[index]
            if markup.kind is not Kind.START or pieces[2 * index] or not self._is_line(markup):
                continue
            before = partner[index - 1] if markups[index - 1].kind is Kind.END else -1
            if (
                before > element.index
                and parent[before] == parent[index]
                and self._is_line(markups[before])
                and not body.element(before).text.endswith(("\n", "\r"))
                and not body.element(index).text.startswith(("\n", "\r"))
            ):
                places.append(index)
        if not places:
            return
        first = body.element(body.partner[places[0] - 1])
        starts = [body.offsets[2 * index + 1] for index in places]
        edits = [Edit(start, start, "\n") for start in starts]
        fix = None
        if _lines_show(element) and _fits(element, edits):
            changes = [change for index in places for change in _one_line_each(body, index)]
            fix = Fix(edits, Safety.UNSAFE, changes)
        yield self.finding("nothing but a style sheet keeps lines of code apart", first.start, first.tag_end, fix)

    def _is_line(self, tag: Markup) -> bool:
        return tag.name == "code" or (tag.name == "span" and not self._lines.isdisjoint(tag.classes))

    def _counter(self, element: Element) -> Iterator[Finding]:
        if element.has_text or element.holds_one(_is_content) or element.holds_comment:
            return
        yield self.finding("a list that only numbers lines of code", element.start, element.tag_end)


def _is_pre(tag: Markup) -> bool:
    return tag.name == "pre"


def _is_code(tag: Markup) -> bool:
    return tag.name in ("code", "pre")


def _is_content(tag: Markup) -> bool:
    return tag.name not in ("ul", "ol", "li", "span") or not tag.by_name.keys().isdisjoint(_NAMES_A_PLACE)


def _says_white_space(tag: Markup) -> bool:
    return "white-space" in tag.text


def _lines_show(element: Element) -> bool:
    """Return whether a line end shows in *element*: no style says otherwise."""
    return not (
        _says_white_space(element.markup)
        or element.inside_one(_says_white_space)
        or element.holds_one(_says_white_space)
    )


def _one_line_each(body: Body, index: int) -> Iterator[Change]:
    """Declare that the lines before and from start tag *index* on are no longer one."""
    before, after = body.element(body.partner[index - 1]), body.element(index)
    if before.end - before.start > _LONGEST_LINE or after.end - after.start > _LONGEST_LINE:
        return
    left, right = before.text, after.text
    if left.strip() and right.strip():
        yield Change(Aspect.TEXT, left + right, f"{left}\n{right}")


def _fits(element: Element, edits: list[Edit]) -> bool:
    """Return whether Markdown, if it is that, reads the block with these edits as it did before."""
    body = element.body
    if not body.read_as_markdown:
        return True
    if not settled(body):
        return False
    text = body.text
    if body.syntax is Syntax.MARKDOWN and element.start > body.start and text[element.start - 1] != "\n":
        return False  # A line of it would be one of Markdown.
    from newslint.document.edit import apply

    written = text[element.start : element.end]
    result = apply(written, [edit.moved(-element.start) for edit in edits])
    return _blank_lines(result) <= _blank_lines(written)


def _blank_lines(text: str) -> int:
    return sum(not line.strip() for line in text.splitlines())
