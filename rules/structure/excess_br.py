from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.html import WHITESPACE
from newslint.linting.finding import Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._lines import Beside, beside, floats, is_verse, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_MOST = 2
_TABLE_PARTS = frozenset("td th tr tbody thead tfoot caption colgroup col".split())


class ExcessBr(ElementRule):
    """Line breaks that break no line, or too many.

    ## What it finds
    `<br>` at the end of a paragraph, list item or other block, or directly before one; `<br>` at the beginning of a
    block; three and more in a row.

    ## Why it matters
    Breaks at an edge are what editors leave. Several in a row are a gap made by hand, which is another one on each
    device.

    ## Fix safety
    Safe for one `<br>` behind text at the end of a block or before a block: the line ends there anyhow, and browsers
    show nothing of it. Unsafe where an empty line would go: at the beginning of a block, for two and more at its end,
    and for the third and further ones in a row. Breaks with attributes of their own (`clear`), those that are all
    that a block holds, and the lines of verses and addresses stay.
    """

    code = "STR012"
    name = "excess-br"
    stage = Stage.EMPTIES
    tags = frozenset(("br",))

    GOOD = (
        Good("<p>A<br>B</p>"),
        Good("<p>A<br><br>B</p>", note="a paragraph in a paragraph: another rule's"),
        Good("<p><br></p>", note="a blank line"),
        Good("<table><tr><td><br></td></tr></table>", note="gives the cell its height"),
        Good('<p>A<br clear="all"></p>', note="ends beside a picture"),
        Good(
            '<p><img src="a.jpg" alt="" style="float:left"><br></p>',
            note="beside a floating picture: a line of its own",
        ),
        Good("<p>A</p><br><p>B</p>", note="an empty line between blocks"),
        Good('<p class="verse">A<br><br><br>B<br><br></p>', note="verse"),
        Good("<address><br>A<br><br><br>B</address>", note="an address"),
        Good('<div>A<br><div style="float: right">B</div></div>', note="it would stand a line higher"),
        Good('<div>A<br><table align="left"><tr><td>B</td><td>C</td></tr></table></div>', note="so would this"),
        Good("<pre>A<br></pre>", note="code"),
        Good('<p style="white-space: pre-line">A\n<br></p>', note="the line end shows"),
        Good("<p>A<br>&nbsp;</p>", note="a space that shows"),
        Good("A<br>\n\nB\n", path="a.md", note="Markdown's own paragraphs"),
        Good('<p>A<a id="b"></a><br>', note="nothing closes the paragraph"),
    )
    BAD = (
        Bad("<p>A<br></p>", "<p>A</p>", at="<br>"),
        Bad("<p><b>A<br/></b> </p>", "<p><b>A</b> </p>"),
        Bad("<ul><li>A<br>\n</li></ul>", "<ul><li>A\n</li></ul>"),
        Bad("<div>A<br><p>B</p></div>", "<div>A<p>B</p></div>"),
        Bad("<p>A\n<br>\n</p>", "<p>A\n</p>", note="its line goes with it"),
        Bad('<p><img src="a.jpg" alt="A"><br></p>', '<p><img src="a.jpg" alt="A"></p>'),
        Bad("<p>A<br><br></p>", unsafe="<p>A</p>", note="an empty line"),
        Bad("<p><br>A</p>", unsafe="<p>A</p>"),
        Bad("<p>A<br>\n<br>\n<br><br>B</p>", unsafe="<p>A<br>\n<br>\nB</p>", at="<br>\n<br>\n<br><br>"),
        Bad("<p>A<br></p>\n", "<p>A</p>\n", path="a.md"),
        Bad("*A*\n\n<p>A\n<br>\n</p>\n", path="a.md", note="on a line of its own in Markdown"),
    )

    def applies(self, tag: Markup) -> bool:
        return not tag.attributes or tag.classes == ("Apple-interchange-newline",)

    def check(self, element: Element) -> Iterator[Finding]:
        body, first = element.body, element.index
        if first and _follows(body, first):
            return
        last = first
        while last + 1 < len(body.markups) and body.markups[last + 1].name == "br" and _follows(body, last + 1):
            last += 1
        breaks = [body.element(index) for index in range(first, last + 1)]
        if not all(self.applies(one.markup) for one in breaks):
            return
        left, _ = beside(body, first, -1)
        right, edge = beside(body, last, 1)
        closes = right is Beside.ENDS or (
            right is Beside.BEGINS and body.markups[edge].name not in _TABLE_PARTS and not floats(body.markups[edge])
        )
        if left is Beside.TEXT and closes and len(breaks) == 1:
            if not element.inside_one(_says_white_space):
                yield self._finding("a line break at the end of a line", breaks, breaks, Safety.SAFE)
        elif element.inside_one(is_verse):
            return
        elif left is Beside.TEXT and right is Beside.ENDS:
            yield self._finding("empty lines at the end of a block", breaks, breaks, Safety.UNSAFE)
        elif left is Beside.BEGINS and right is Beside.TEXT:
            yield self._finding("an empty line at the beginning of a block", breaks, breaks, Safety.UNSAFE)
        elif len(breaks) > _MOST:
            yield self._finding(f"{len(breaks)} line breaks in a row", breaks, breaks[_MOST:], Safety.UNSAFE)

    def _finding(self, says: str, breaks: list[Element], going: list[Element], safety: Safety) -> Finding:
        edits = [_removal(one) for one in going]
        fix = Fix([edit for edit in edits if edit is not None], safety) if None not in edits else None
        return self.finding(says, breaks[0].start, breaks[-1].end, fix)


def _follows(body: Body, index: int) -> bool:
    """Return whether a line break stands before markup *index*, with nothing between them."""
    return body.markups[index - 1].name == "br" and not body.pieces[2 * index].strip(WHITESPACE)


def _removal(one: Element) -> Edit | None:
    """Return the edit that takes a line break out, None if a line of Markdown could be read differently after it."""
    body = one.body
    if not settled(body):
        return None
    if not body.read_as_markdown:
        return Edit(*body.removal(one.start, one.end))
    before, after = body.pieces[2 * one.index], body.pieces[2 * one.index + 2]
    above, below = before.rpartition("\n"), after.partition("\n")
    if above[2].strip() or below[0].strip() or not (above[1] and below[1]):
        return Edit(one.start, one.end)
    if body.syntax is Syntax.MARKDOWN:
        return None
    return Edit(one.start, one.end + len(after) - len(after.lstrip(" \t\r\n")))


def _says_white_space(tag: Markup) -> bool:
    return "white-space" in tag.text
