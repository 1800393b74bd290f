from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.html import WHITESPACE, Kind
from newslint.linting.finding import Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._sheets import choose_wrappers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_MARKDOWN_PUNCTUATION = frozenset("*_`~[](){}<>#+-.!|=:\\\"'&")


class WrapperSoup(ElementRule):
    """Wrappers that wrap nothing but another wrapper.

    ## What it finds
    A `<span>` without attributes, which means nothing, and a `<div>` without attributes whose only
    content is another block element. Editors and scrapers pile them up ten deep.

    ## Why it matters
    They hide the article's structure from every tool that comes after.

    ## Fix safety
    Safe: only the two tags go. Unsafe where a style sheet in the article chooses `<span>` or `<div>` by name, or what
    stands directly in another element. In Markdown a `<span>` stays where taking it away would bring
    text together that Markdown reads as markup.
    """

    code = "STR003"
    name = "wrapper-soup"
    stage = Stage.STRUCTURE
    tags = frozenset(("span", "div"))

    GOOD = (
        Good('<span lang="fr">A</span>', note="an attribute means something"),
        Good("<div><p>A</p><p>B</p></div>", note="a group"),
        Good("<div>A</div>", note="the only block around its text"),
        Good("<section><section><p>A</p></section></section>", note="landmarks"),
        Good("<div>A<p>B</p></div>", note="text beside the block"),
        Good("<p><span>A</p>", note="not closed"),
        Good("<p><span></span>A</p>", note="empty: another rule's"),
        Good("<pre><span>A</span></pre>", note="code"),
        Good("A <span>*</span>b*", path="a.md", note="Markdown would begin emphasis"),
        Good("<span># A</span>", path="a.md", note="Markdown would begin a heading"),
    )
    BAD = (
        Bad("<p><span>A</span></p>", "<p>A</p>", at="<span>"),
        Bad("<p><span><span>A</span></span> b</p>", "<p>A b</p>", count=2),
        Bad("<div><div><p>A</p></div></div>", "<p>A</p>", count=2),
        Bad("<div>\n<ul><li>A</li></ul>\n</div>\n", "<ul><li>A</li></ul>\n", note="the tags' lines go with them"),
        Bad("<p>one<span> two</span></p>", "<p>one two</p>", note="white space inside stays"),
        Bad(
            "<style>p span{color:red}</style><p><span>A</span></p>",
            unsafe="<style>p span{color:red}</style><p>A</p>",
            note="a style sheet in the article colours it",
        ),
        Bad(
            "<style>.a > p{float:left}</style><div class=a><div><p>A</p></div></div>",
            unsafe="<style>.a > p{float:left}</style><div class=a><p>A</p></div>",
            note="it would choose the paragraph",
        ),
        Bad(
            "<style>/* div > span */ .span, .a-div{grid-row:1}</style><p><span>A</span></p>",
            "<style>/* div > span */ .span, .a-div{grid-row:1}</style><p>A</p>",
        ),
    )

    def prepare(self) -> None:
        self._body: Body | None = None
        self._safety = Safety.SAFE

    def applies(self, tag: Markup) -> bool:
        return not tag.attributes

    def check(self, element: Element) -> Iterator[Finding]:
        body = element.body
        if element.partner < 0 or element.empty:
            return
        if element.name == "span":
            if body.syntax is Syntax.MARKDOWN and not _apart_in_markdown(element):
                return
            edits = [Edit(element.start, element.tag_end), Edit(element.content_end, element.end)]
        else:
            child = element.index + 1
            if not _only_child_is_block(element, child):
                return
            edits = [
                Edit(*body.removal(element.start, element.tag_end)),
                Edit(*body.removal(element.content_end, element.end)),
            ]
            if body.read_as_markdown and body.syntax is Syntax.MARKDOWN:
                return  # Which lines are HTML to Markdown depends on the tags that begin them.
        fix = Fix(edits, self._safety_in(body))
        yield self.finding(f"<{element.name}> without attributes wraps nothing", element.start, element.tag_end, fix)

    def _safety_in(self, body: Body) -> Safety:
        if self._body is not body:
            self._body = body
            self._safety = Safety.UNSAFE if choose_wrappers(body) else Safety.SAFE
        return self._safety


def _only_child_is_block(element: Element, child: int) -> bool:
    body = element.body
    markup = body.markups[child]
    if markup.kind is not Kind.START or markup.name not in _BLOCK_CHILDREN:
        return False
    partner = body.partner[child]
    return (
        partner == element.partner - 1
        and not body.pieces[2 * child].strip(WHITESPACE)
        and not body.pieces[2 * element.partner].strip(WHITESPACE)
    )


_BLOCK_CHILDREN = frozenset(
    "article aside blockquote div dl figure footer h1 h2 h3 h4 h5 h6 header main nav ol p pre section table ul".split()
)


def _apart_in_markdown(element: Element) -> bool:
    """Return whether the tags can go without any two characters meeting that Markdown may read together."""
    text = element.body.text
    start, end = element.start, element.end
    neighbours = (
        text[start - 1 : start],
        text[element.tag_end : element.tag_end + 1],
        text[element.content_end - 1 : element.content_end],
        text[end : end + 1],
    )
    if start <= element.body.start or neighbours[0] in "\r\n":
        return False
    return not any(character in _MARKDOWN_PUNCTUATION for character in neighbours)
