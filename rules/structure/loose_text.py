from __future__ import annotations

from newslint.document.body import BLOCK_ELEMENTS
from newslint.document.html import WHITESPACE, Kind
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._lines import INLINE, first_left_open, floats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_CONTAINERS = frozenset("div section article main blockquote body".split())
_AROUND_TEXT = _CONTAINERS | {"hr"}
_PLAIN = INLINE | frozenset(("br", "img", "wbr"))
# A blank line; what a template, or a shortcode of WordPress, puts there.
_UNSURE = late_pattern(r"\n[ \t\r]*+\n|\{[{%]|<%|\[/?[a-z]++[\] ]")
_VISIBLE = late_pattern(r"[^\s\u00a0\u200b-\u200f\u2060\ufeff]")


class LooseText(DocumentRule):
    """Text beside paragraphs that is in none itself.

    ## What it finds
    In an HTML body, a line of text at the level of blocks: between two paragraphs, or before the first one, such as
    the lead of an article.

    ## Why it matters
    A style sheet for paragraphs does not reach it, extractors pass over it, and programs that take an article
    apart by its paragraphs lose it.

    ## Fix safety
    Safe where blocks stand on both sides, or the edge of the body, a `<div>`, a section or a quotation: the line
    becomes a paragraph, and line breaks at its edges go. Never in list items, cells, captions, links and code.
    Text that is all that a `<div>` holds, or a body without a single block, is left alone. Only
    reported with a comment, a player, a template or a blank line in it, and beside a block that may float. Markdown
    makes paragraphs itself, so that bodies of it are left alone.
    """

    code = "STR007"
    name = "loose-text"
    stage = Stage.STRUCTURE
    literals = ("<",)
    in_markdown = False

    GOOD = (
        Good("<p>A</p>\n<p>B</p>"),
        Good("<div>A</div><div>B <b>b</b></div>", note="the only block around its text"),
        Good("A<br>B", note="no block at all"),
        Good("<ul><li>A<p>B</p></li></ul>", note="a list item"),
        Good("<table><tr><td>A<p>B</p></td></tr></table>", note="a cell"),
        Good("<table><tr><td><div>A<p>B</p></div></td></tr></table>", note="in a cell"),
        Good("<pre>A<div>B</div></pre>", note="code"),
        Good("<figure>A<figcaption>B</figcaption></figure>", note="a figure"),
        Good("<p>A<p>B<div>C</div>", note="a paragraph that needs no end tag"),
        Good('<p>A</p>&nbsp;<p>B</p><img src="c.jpg"><p>D</p>', note="nothing to read"),
        Good("<p>A</p><audio src=a>Not here</audio><p>B</p>", note="not shown"),
        Good("<p><b>A</p>B<p>C</p>", note="to a browser B is bold"),
        Good("<p>A</p>{{ include }}<p>B</p>", note="what a template puts there nobody knows"),
        Good('<a href="/a">A<div>B</div></a>', note="a link round blocks"),
        Good('<div style="white-space: pre">A<p>B</p></div>', note="its lines are as they are"),
        Good("Lead\n\n<p>B</p>\n\nText\n", path="a.md", note="Markdown makes the paragraph"),
    )
    BAD = (
        Bad("Lead<br>\n<p>B", "<p>Lead</p>\n<p>B", at="Lead"),
        Bad("<p>A</p>\nB <b>b</b>, c\n<p>D</p>", "<p>A</p>\n<p>B <b>b</b>, c</p>\n<p>D</p>"),
        Bad("<div>A<p>B</p></div>", "<div><p>A</p><p>B</p></div>"),
        Bad("<h2>A</h2>\nB<br>C<br/>\n<br/>\n<hr>", "<h2>A</h2>\n<p>B<br>C</p>\n<hr>"),
        Bad("<p>A</p><br>B", "<p>A</p><p>B</p>"),
        Bad('<p>A</p><img src="b.jpg"> B<p>C</p>', '<p>A</p><p><img src="b.jpg"> B</p><p>C</p>'),
        Bad("<p>A</p><!-- x -->B<p>C</p>", "<p>A</p><!-- x --><p>B</p><p>C</p>", note="a comment beside it"),
        Bad("<p>A</p>B<!-- more -->C<p>D</p>", note="where does the comment belong?"),
        Bad("<p>A</p>B\n\nC<p>D</p>", note="two paragraphs or one?"),
        Bad("A<table><tr><td>B</td></tr></table>", note="text of the table may be shown beside it"),
        Bad("<p>A</p>B {{ include }}<p>D</p>", note="what a template puts there nobody knows"),
        Bad('<p>A</p>B <div class="pull-right">C</div><p>D</p>', note="a line may go on behind what floats"),
        Bad("<p><b>A<p>B</p>C<hr>", note="to a browser C is bold"),
        Bad("<p>A</p>B<video src=c></video><p>D</p>", note="a player"),
        Bad("<div>\nA<br>\n<p>B</p>\n</div>\n", "<div>\n<p>A</p>\n<p>B</p>\n</div>\n", path="a.md", note="all HTML"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        markups = body.markups
        found: list[Finding] = []
        following = whole = -1
        for right in [index for index, markup in enumerate(markups) if markup.name in BLOCK_ELEMENTS] + [len(markups)]:
            left, following = following, right
            if right == left + 1 and (not body.pieces[2 * right] or body.pieces[2 * right].isspace()):
                continue
            if left >= 0 and markups[left].kind is Kind.START and markups[left].name not in _AROUND_TEXT:
                continue  # Most text: it stands in a paragraph.
            if _holds_text(body, left, right) and _is_loose(body, left, right):
                if whole < 0:
                    whole = first_left_open(body)
                found.append(self._finding(body, left, right, whole))
        if body.read_as_markdown and found and not _stays_html(document, found):
            found = [finding.without_fix() for finding in found]
        yield from found

    def _finding(self, body: Body, left: int, right: int, whole: int) -> Finding:
        markups, pieces, offsets = body.markups, body.pieces, body.offsets
        first, last = left + 1, right - 1
        while first < right and not pieces[2 * first].strip(WHITESPACE) and _is_edge(markups[first]):
            first += 1
        while last > left and not pieces[2 * last + 2].strip(WHITESPACE) and _is_edge(markups[last]):
            last -= 1
        # The text begins in the piece before markup *first* and ends in the one behind markup *last*.
        piece = pieces[2 * first]
        start = offsets[2 * first] + len(piece) - len(piece.lstrip(WHITESPACE))
        piece = pieces[2 * last + 2]
        end = offsets[2 * last + 2] + len(piece.rstrip(WHITESPACE))
        fix = None
        # Browsers show the text of a table that is in none of its cells in one line with what stands before the table.
        # Of a form in a form they drop the start tag.
        unsure = any(0 <= one < len(markups) and markups[one].name in ("table", "form") for one in (left, right))
        if (
            not unsure
            and left < whole
            and not _stands_beside_float(body, left, right)
            and _is_one_line(body, first, last)
            and not _UNSURE.search(body.text, start, end)
        ):
            fix = Fix(
                (
                    Edit(_breaks_before(body, left, first, start), start, "<p>"),
                    Edit(end, _breaks_behind(body, last, right, end), "</p>"),
                )
            )
        return self.finding("text beside paragraphs that is in none", start, end, fix)


def _holds_text(body: Body, left: int, right: int) -> bool:
    """Return whether something to read stands between two markups; what stands in a player is not shown."""
    index = left + 1
    while index <= right:
        piece = body.pieces[2 * index]
        if piece and not piece.isspace() and _VISIBLE.search(piece.replace("&nbsp;", "")):
            return True
        if index < right and body.markups[index].name not in _PLAIN and index < body.partner[index] < right:
            index = body.partner[index]
        index += 1
    return False


def _is_loose(body: Body, left: int, right: int) -> bool:
    """Return whether what stands between two block tags is directly in a container, beside a block."""
    markups, partner = body.markups, body.partner
    ends_block = left >= 0 and (markups[left].kind is Kind.END or markups[left].name == "hr")
    if left < 0:
        container = -1
    elif not ends_block:
        container = left
    elif markups[left].name != "hr" and (partner[left] < 0 or body.element(partner[left]).partner < 0):
        return False
    else:
        container = body.parent[left]
    begins_block = right < len(markups) and markups[right].kind is Kind.START
    if begins_block:
        if body.parent[right] != container:
            return False
    elif (partner[right] if right < len(markups) else -1) != container or (right < len(markups) and partner[right] < 0):
        return False
    if not ends_block and not begins_block:
        return False
    if container < 0:
        return True
    return (
        markups[container].name in _CONTAINERS
        and body.element(container).partner >= 0
        and not _sets_apart(markups[container])
        and body.nearest(container, _sets_apart) < 0
    )


def _stands_beside_float(body: Body, left: int, right: int) -> bool:
    """Return whether a block that ends at markup *left* or begins at *right* may end no line of text."""
    before = body.partner[left] if left >= 0 and body.markups[left].kind is Kind.END else -1
    return (before >= 0 and floats(body.markups[before])) or (
        right < len(body.markups) and body.markups[right].kind is Kind.START and floats(body.markups[right])
    )


def _sets_apart(tag: Markup) -> bool:
    """Return whether text in this element is none of the article's paragraphs."""
    return tag.name not in _CONTAINERS or ("white-space" in tag.text and "style" in tag.by_name)


def _is_edge(markup: Markup) -> bool:
    return (not markup.name) or (markup.name == "br" and not markup.attributes)


def _is_one_line(body: Body, first: int, last: int) -> bool:
    """Return whether the markups from *first* to *last* are whole, and part of a line."""
    for index in range(first, last + 1):
        markup = body.markups[index]
        if markup.name not in _PLAIN:
            return False
        if markup.name in INLINE and not first <= body.partner[index] <= last:
            return False
    return True


def _breaks_before(body: Body, left: int, first: int, start: int) -> int:
    """Return where the line breaks directly before the text begin; *start* if there are none."""
    while first - 1 > left and body.markups[first - 1].name == "br":
        first -= 1
        start = body.offsets[2 * first + 1]
    return start


def _breaks_behind(body: Body, last: int, right: int, end: int) -> int:
    """Return where the line breaks directly behind the text end; *end* if there are none."""
    while last + 1 < right and body.markups[last + 1].name == "br":
        last += 1
        end = body.offsets[2 * last + 2]
    return end


def _stays_html(document: Document, found: list[Finding]) -> bool:
    """Return whether Markdown takes the body for HTML, as a whole, with these fixes too."""
    from newslint.document.edit import apply
    from newslint.document.markdown import scan

    text = apply(document.text, [edit for finding in found if finding.fix for edit in finding.fix.edits])
    result = scan(text, document.body.start, len(text))
    return result.html_only and not result.indented_html
