from __future__ import annotations

from bisect import bisect_left

from newslint.document.body import Syntax
from newslint.document.html import WHITESPACE
from newslint.linting.finding import Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._lines import INLINE, is_verse, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

# A line of a verse, of an address or of a list of names is not longer, in the widths of Latin letters.
_SHORT = 70
_PLAIN = INLINE | frozenset(("br", "img", "wbr"))
_CONTENT = frozenset("img iframe video audio object embed canvas svg math input button picture".split())


class BrParagraphs(ElementRule):
    """Two line breaks in place of a new paragraph.

    ## What it finds
    `<br><br>` with text on both sides, in a `<p>`, or in a `<div>` that holds no blocks.

    ## Why it matters
    It is one paragraph to a style sheet, to a screen reader and to every program that takes an article apart.

    ## Fix safety
    Unsafe: a paragraph has other margins than an empty line, and only the author knows whether the lines belong
    together. Verses and addresses are not reported: those that say so by their class or element, and text with single
    line breaks beside the double ones whose lines are all short. Where a link or emphasis goes across the break, and in
    Markdown that is not HTML throughout, there is no fix.
    """

    code = "STR008"
    name = "br-paragraphs"
    stage = Stage.STRUCTURE
    tags = frozenset(("br",))

    GOOD = (
        Good("<p>A<br>B</p>"),
        Good("<p>A<br><br></p><p><br><br>A</p>", note="at an edge: another rule's"),
        Good("<p>Roses are red,<br>violets are blue,<br><br>sugar is sweet,<br>and so are you.</p>", note="verse"),
        Good("<p>Ferry Office<br>2 Quay Street<br>Harbour<br><br>Telephone 555 0100</p>", note="an address"),
        Good('<p class="verse">One long line of it<br><br>and another one</p>', note="verse, by its class"),
        Good("<address>A<br><br>B</address>", note="an address, by its name"),
        Good("<pre>A<br><br>B</pre>", note="code"),
        Good("<table><tr><td>A<br><br>B</td></tr></table>", note="in a cell"),
        Good('<p>A<br clear="all"><br>B</p>', note="a break that says more"),
        Good("<div>A<br><br>B<p>C</p></div>", note="text beside paragraphs: another rule's"),
        Good("A<br><br>B\n", path="a.md", note="Markdown makes the paragraph"),
    )
    BAD = (
        Bad("<p>A<br><br>B</p>", unsafe="<p>A</p>\n<p>B</p>", at="<br><br>"),
        Bad(
            '<p class="x">A <b>b</b> <br/>\n<br/>\nC<br><br><br>D</p>',
            unsafe='<p class="x">A <b>b</b></p>\n<p class="x">C</p>\n<p class="x">D</p>',
        ),
        Bad("<div>A<br><br>B</div>", unsafe="<div><p>A</p>\n<p>B</p></div>"),
        Bad("<p>A<br><br>B<br><br></p>", unsafe="<p>A</p>\n<p>B<br><br></p>"),
        Bad('<p id="a">A<br><br>B</p>', note="a name cannot be there twice"),
        Bad("<p><b>A<br><br>B</b></p>", note="the emphasis goes across"),
        Bad("<p>A<br><br>B</p>\n", unsafe="<p>A</p>\n<p>B</p>\n", path="a.md"),
        Bad("*A*\n\n<p>A<br><br>B</p>\n", path="a.md", note="Markdown and HTML"),
    )

    def check(self, line_break: Element) -> Iterator[Finding]:
        body = line_break.body
        around = body.nearest(line_break.index, _is_paragraph)
        if around < 0:
            return
        element = body.element(around)
        breaks = body.start_tags(_is_break)
        place = bisect_left(breaks, line_break.index)
        if place and body.nearest(breaks[place - 1], _is_paragraph) == around:
            return  # The first break of a paragraph stands for all of them.
        if element.partner < 0 or (element.name == "div" and _holds_blocks(element)):
            return
        runs = _runs(body, element)
        if not runs or is_verse(element.markup) or element.inside_one(is_verse) or element.inside_one(_is_cell):
            return
        if _reads_as_verse(body, element):
            return
        first, last = runs[0]
        start, end = body.offsets[2 * first + 1], body.offsets[2 * last + 2]
        fix = None
        if self._divides(element, runs):
            tag = element.markup.text if element.name == "p" else "<p>"
            edits = [_edit(body, run, f"</p>\n{tag}") for run in runs]
            if element.name == "div":
                edits += [
                    Edit(element.tag_end, element.tag_end, "<p>"),
                    Edit(element.content_end, element.content_end, "</p>"),
                ]
            fix = Fix(edits, Safety.UNSAFE)
        yield self.finding("two line breaks in place of a new paragraph", start, end, fix)

    def _divides(self, element: Element, runs: list[tuple[int, int]]) -> bool:
        """Return whether nothing but text, and inline elements that end before the next break, is in the element."""
        body = element.body
        if (
            body.syntax is Syntax.MARKDOWN
            or not settled(body)
            or not element.markup.by_name.keys().isdisjoint(("id", "name"))
        ):
            return False
        begin = element.index
        for first, last in [*runs, (element.partner, element.partner)]:
            for index in range(begin + 1, first):
                markup = body.markups[index]
                if markup.name and markup.name in INLINE and not begin < body.partner[index] < first:
                    return False
                if markup.name not in _PLAIN and markup.name not in _CONTENT and markup.name:
                    return False
            begin = last
        return True


def _is_paragraph(tag: Markup) -> bool:
    return tag.name in ("p", "div")


def _is_break(tag: Markup) -> bool:
    return tag.name == "br"


def _is_cell(tag: Markup) -> bool:
    return tag.name in ("td", "th")


def _is_line_part(tag: Markup) -> bool:
    return tag.name not in _PLAIN


def _holds_blocks(element: Element) -> bool:
    return element.holds_one(_is_line_part)


def _runs(body: Body, element: Element) -> list[tuple[int, int]]:
    """Return the first and last markups of two and more line breaks in a row that have text on both sides."""
    markups, pieces = body.markups, body.pieces
    runs: list[tuple[int, int]] = []
    pending: tuple[int, int] | None = None
    text_before = False
    index = element.index + 1
    while index <= element.partner:
        if pieces[2 * index].strip(WHITESPACE) or markups[index].name in _CONTENT:
            if pending is not None:
                runs.append(pending)
            pending, text_before = None, True
        first = index
        plain = True
        while index < element.partner and markups[index].name == "br":
            plain = plain and not markups[index].attributes
            index += 1
            if pieces[2 * index].strip(WHITESPACE):
                break
        if index - first > 1 and plain and text_before:
            pending = first, index - 1
        if index == first:
            index += 1
    return runs


def _reads_as_verse(body: Body, element: Element) -> bool:
    """Return whether single line breaks stand beside the double ones, and all lines are short."""
    markups, pieces = body.markups, body.pieces
    single = False
    width = 0
    breaks = 0
    for index in range(element.index + 1, element.partner + 1):
        text = pieces[2 * index].strip(WHITESPACE)
        if text:
            single = single or breaks == 1
            width = len(text) if breaks else width + len(text)
            if any(character >= "\u2e80" for character in text):
                width *= 2
            if width > _SHORT:
                return False
            breaks = 0
        breaks += markups[index].name == "br"
    return single


def _edit(body: Body, run: tuple[int, int], replacement: str) -> Edit:
    first, last = run
    before, after = body.pieces[2 * first], body.pieces[2 * last + 2]
    start = body.offsets[2 * first + 1] - (len(before) - len(before.rstrip(WHITESPACE)))
    end = body.offsets[2 * last + 2] + len(after) - len(after.lstrip(WHITESPACE))
    return Edit(start, end, replacement)
