from __future__ import annotations

from bisect import bisect_left

from newslint.document.body import Syntax, is_block
from newslint.document.html import VOID_ELEMENTS, WHITESPACE, Kind
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix, Severity
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._lines import FORMATTING, INLINE, Beside, Gaps, beside, first_left_open
from ._names import HTML

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_LEFT_ALONE = frozenset("html head body svg math frameset".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Where text may stand in a paragraph of its own, and where a paragraph would look different.
_HOLDS_PARAGRAPHS = frozenset("div section article main aside header footer blockquote center body".split())
_HOLDS_TEXT = frozenset("li td th dd dt figcaption caption summary h1 h2 h3 h4 h5 h6".split())
_CLOSES_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr main menu nav ol pre search section summary table ul".split()
)
_PARTS = {
    "li": ("a list", frozenset(("ul", "ol", "menu", "dir"))),
    "dt": ("a list", frozenset(("dl",))),
    "dd": ("a list", frozenset(("dl",))),
    **dict.fromkeys("td th tr tbody thead tfoot caption".split(), ("a table", frozenset(("table",)))),
}
_CONTEXT = 40
# Liquid, Nunjucks, Jinja; Hugo; ERB and EJS; Handlebars.
_CONTROL = late_pattern(
    r"\{%-?+\s*+(?:if|else|elsif|elif|unless|case|when|for|block|macro|call)\b"
    r"|\{\{-?+\s*+(?:if|else|range|with|block|end|#|\^|/)|<%-?+\s*+[a-z]"
)
_MAY_BE_DROPPED = frozenset(("class", "align"))


class MisnestedMarkup(DocumentRule):
    """Tags that do not fit into each other.

    ## What it finds
    - end tags without a start tag;
    - a block in a paragraph: `<p>A<div>B</div></p>`; the paragraph ends where the block begins;
    - a link in a link;
    - elements that overlap: `<b>A<i>B</b>C</i>`;
    - list items without a list, table cells and rows without a table.

    ## Why it matters
    Each parser makes something else of it. Browsers make an empty paragraph of `</p>` without `<p>`, and one word of
    the cells of a table that is missing.

    ## Fix safety
    Safe where what is written afterwards is what browsers and libxml2 make of it now, without the empty paragraphs: an
    end tag that both read over goes; one that cuts an element short is preceded by the end tag that is missing, and the
    element begins again behind it; text that ends in `</p>` gets its `<p>`. Everything else is only reported, such as
    an empty paragraph that is all that keeps two lines at a distance, as between two `<div>`, and
    `A</p>B`, where browsers see two lines and others one word. So is all of it in
    Markdown that is not HTML throughout. Nothing is said of a body in which a template decides what is there
    (`{% if … %}`). Start tags that need no end tag, such as `<p>` and `<li>`, are none of this
    rule's business.
    """

    code = "STR009"
    name = "misnested-markup"
    stage = Stage.STRUCTURE
    literals = ("</", "<li", "<td", "<tr", "<LI", "<TD", "<TR", "<dd", "<dt", "<th")

    GOOD = (
        Good("<p>A<p>B", note="a paragraph needs no end tag"),
        Good("<ul><li>A<li>B</ul><table><tr><td>C<td>D</table>", note="nor do these"),
        Good("<p>A</p></body></html>", note="the end of a page"),
        Good("<pre></groupId></pre>", note="code"),
        Good("<svg><g></p></g></svg>", note="a drawing"),
        Good('<a name="x"><p>A <a href="/b">B</a></p>', note="an anchor that was never closed"),
        Good("<p>A <b>b <i>c</i></b></p>"),
        Good("<p>Put the </salt> there</p>", note="no element of HTML: it may be meant as text"),
        Good("`</p>` and\n\n    </div>\n", path="a.md", note="code"),
        Good('<embed src="a.swf"></embed>', note="was once written like this"),
        Good("{% if page.a %}<p>A</p></div>{% else %}</div>{% endif %}", note="the template decides"),
        Good("<dl><div><dt>A</dt><dd>B</dd></div></dl>", note="in a group"),
    )
    BAD = (
        Bad("<p>A</p></div><p>B</p>", "<p>A</p><p>B</p>", at="</div>"),
        Bad("<p>A</span> b</p>", "<p>A b</p>"),
        Bad("<p>A</p>\n</p>\n<p>B</p>", "<p>A</p>\n<p>B</p>", note="an empty paragraph to browsers"),
        Bad("<p>A</p></p></p></p><p>B</p>", "<p>A</p><p>B</p>", count=3),
        Bad("<p>A<div>B</div></p>", "<p>A</p><div>B</div>", at="</p>"),
        Bad("<p>A <b>a</b>\n<ul><li>B</li></ul>\nC</p>", "<p>A <b>a</b></p>\n<ul><li>B</li></ul>\n<p>C</p>"),
        Bad('<p class="x"><div>B</div></p>', "<div>B</div>", note="nothing was in the paragraph"),
        Bad('<p id="x"><div>B</div></p>', '<p id="x"></p><div>B</div>', note="a link may lead there"),
        Bad("<div>A</p></div>", "<div><p>A</p></div>", note="the start tag is missing"),
        Bad(
            "<div>A</div></p>\n<div>B</div></p>\n",
            "<div>A</div></p>\n<div>B</div>\n",
            count=2,
            note="to browsers the lines have a gap between them",
        ),
        Bad(
            "<div>A</div>\n<p><div>B</div></p>\n<p>C</p>\n",
            note="and here above B",
        ),
        Bad("<div>A</div></p>\n<p>B</p>\n", "<div>A</div>\n<p>B</p>\n", note="the paragraph has a gap of its own"),
        Bad("<ul><li>A</p></li></ul>", "<ul><li>A</li></ul>"),
        Bad("A</p>B", note="browsers see two lines, others one word"),
        Bad(
            '<p><a href="/a">A <a href="/b">B</a> c</a></p>',
            '<p><a href="/a">A </a><a href="/b">B</a> c</p>',
            at='<a href="/b">',
        ),
        Bad('<p><a href="/a"><a href="/a">A</a></a></p>', '<p><a href="/a">A</a></p>'),
        Bad('<p><a href="/a"><a href="/b">A</a></a></p>', note="nobody can follow the first one: which is meant?"),
        Bad("<p><b>A<i>B</b>C</i></p>", "<p><b>A<i>B</i></b><i>C</i></p>", at="</i>"),
        Bad('<p><b>A<i id="x">B</b>C</i></p>', note="a name cannot be there twice"),
        Bad('<p><b>A<a href="/x">B</b>C</a></p>', note="one link or two?"),
        Bad("<p>A</p><li>B</li><li>C</li>", at="<li>"),
        Bad("<tr><td>A</td><td>B</td></tr>", at="<tr>", note="browsers show AB"),
        Bad("A </br>B", "A <br>B", note="a line break to browsers, nothing to others"),
        Bad("<h2>A</h3><p>B</p>", note="which level is meant?"),
        Bad("*A*\n\n<p>A</p></div>\n", path="a.md", note="Markdown and HTML: reported"),
        Bad("<p>A</p>\n</div>\n<p>B</p>\n", "<p>A</p>\n<p>B</p>\n", path="a.md"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if any(sign in text for sign in ("{%", "{{", "<%")) and _CONTROL.search(text, document.body.start):
            return  # Which of the tags the page has, the template decides.
        found = list(self._all(document))
        if document.body.read_as_markdown and not _stays_html(document, found):
            found = [finding.without_fix() for finding in found]
        yield from found

    def _all(self, document: Document) -> Iterator[Finding]:
        body = document.body
        fixable = body.syntax is not Syntax.MARKDOWN and not document.indented_html
        markups, partner = body.markups, body.partner
        strays = [index for index, markup in enumerate(markups) if markup.kind is Kind.END and partner[index] < 0]
        strays = [index for index in strays if markups[index].name in HTML and not _ends_void(body, index)]
        if strays:
            tags = _Tags(body, {markups[index].name for index in strays})
            for index in strays:
                name = markups[index].name
                if name == "br":
                    fix = _line_break(body, index) if fixable else None
                    yield self._finding(body, index, "</br> is a line break to browsers, and nothing to others", fix)
                elif name not in _LEFT_ALONE:
                    says, edits = _stray(tags, index)
                    yield self._finding(body, index, says, Fix(edits) if edits and fixable else None)
        yield from self._links(body, fixable)
        yield from self._parts(body)

    def _finding(self, body: Body, index: int, says: str, fix: Fix | None, severity: Severity | None = None) -> Finding:
        start = body.offsets[2 * index + 1]
        end = start + body.markups[index].head_end
        return self.finding(says, start, end, fix, severity)

    def _links(self, body: Body, fixable: bool) -> Iterator[Finding]:
        done: set[int] = set()
        partner = body.partner
        last_end = -1
        for index in body.start_tags(_is_link):
            behind = last_end < index
            last_end = max(last_end, partner[index] if partner[index] >= 0 else len(partner))
            if behind:
                continue  # All links before it have ended.
            outer = body.nearest(index, _is_link)
            if outer >= 0 and outer not in done:
                done.add(outer)
                fix = _apart(body, outer, index) if fixable else None
                yield self._finding(body, index, "a link in a link: the first one ends here", fix)

    def _parts(self, body: Body) -> Iterator[Finding]:
        reported: set[tuple[int, str]] = set()
        for index in body.start_tags(_is_part):
            name = body.markups[index].name
            what, around = _PARTS[name]
            test = _is_table if what == "a table" else _is_definitions if "dl" in around else _is_list
            if body.nearest(index, test) >= 0:
                continue
            if what == "a table":
                if body.nearest(index, _is_table_part) < 0 and (body.parent[index], what) not in reported:
                    reported.add((body.parent[index], what))
                    says = f"<{name}> without a table: browsers drop the tags, and the words run together"
                    yield self._finding(body, index, says, None, Severity.ERROR)
            elif (body.parent[index], name) not in reported:
                reported.add((body.parent[index], name))
                yield self._finding(body, index, f"<{name}> without {what}", None)


def _is_link(tag: Markup) -> bool:
    return tag.name == "a" and bool(tag.get("href"))


def _is_part(tag: Markup) -> bool:
    return tag.name in _PARTS


def _is_table(tag: Markup) -> bool:
    return tag.name == "table"


def _is_table_part(tag: Markup) -> bool:
    return tag.name in _PARTS and tag.name not in ("li", "dt", "dd")


def _is_table_or_part(tag: Markup) -> bool:
    return _is_table(tag) or _is_table_part(tag)


def _is_list(tag: Markup) -> bool:
    return tag.name in ("ul", "ol", "menu", "dir")


def _is_definitions(tag: Markup) -> bool:
    return tag.name == "dl"


class _Tags:
    """The start tags of a body that have no end tag, by name; each is used for one end tag only."""

    def __init__(self, body: Body, names: set[str]) -> None:
        self.body = body
        self.open: dict[str, list[int]] = {}
        self.left_open = first_left_open(body)
        self.going: dict[int, int] = {}
        """The end tags that go, between which there is nothing, and the block tag before the first of them."""
        self.gaps = Gaps(body)
        wanted = names | _HEADINGS if not names.isdisjoint(_HEADINGS) else names
        for index, markup in enumerate(body.markups):
            if markup.kind is Kind.START and markup.name in wanted and body.partner[index] < 0:
                self.open.setdefault(markup.name, []).append(index)

    def before(self, index: int, name: str) -> int:
        """Return the last one of *name* before *index* that is open and was not used; -1 if there is none."""
        found = self.open.get(name)
        place = bisect_left(found, index) if found else 0
        return found[place - 1] if found and place else -1

    def use(self, index: int) -> None:
        found = self.open[self.body.markups[index].name]
        del found[bisect_left(found, index)]


def _stray(tags: _Tags, index: int) -> tuple[str, list[Edit] | None]:
    """Return what is wrong with the end tag *index*, which has no start tag, and the edits that set it right."""
    body = tags.body
    name = body.markups[index].name
    if name == "p":
        return _stray_paragraph(tags, index)
    if name in _HEADINGS and any(tags.before(index, other) >= 0 for other in _HEADINGS):
        return f"</{name}> ends a heading of another level", None
    if tags.before(index, name) >= 0 and name not in VOID_ELEMENTS:
        if name in FORMATTING:
            return f"<{name}> overlaps another element", _begun_again(tags, index)
        return f"</{name}> comes too late: the element ended with the one around it", None
    around = body.nearest(index, _is_table_or_part)
    if around >= 0 and body.markups[around].name not in ("td", "th", "caption"):
        return f"</{name}> without a start tag", None  # What is text between the cells browsers show elsewhere.
    return f"</{name}> without a start tag", [_removal(body, index)]


def _ends_void(body: Body, index: int) -> bool:
    """Return whether this is the end tag of an element that needs none, behind its start tag: `<embed></embed>`."""
    name = body.markups[index].name
    return (
        name in VOID_ELEMENTS
        and index > 0
        and body.markups[index - 1].name == name
        and not body.pieces[2 * index].strip(WHITESPACE)
    )


def _stays_html(document: Document, found: list[Finding]) -> bool:
    """Return whether Markdown takes the body for HTML, as a whole, with these fixes too."""
    edits: list[Edit] = []
    for edit in sorted((edit for one in found if one.fix for edit in one.fix.edits), key=lambda edit: edit.start):
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
    if not edits:
        return True
    from newslint.document.edit import apply
    from newslint.document.markdown import scan

    text = apply(document.text, edits)
    result = scan(text, document.body.start, len(text))
    return result.html_only and not result.indented_html


def _line_break(body: Body, index: int) -> Fix | None:
    """Return the fix that writes a line break as one, with what comes apart by it for other programs."""
    from html import unescape

    start = body.offsets[2 * index + 1]
    edit = Edit(start, start + len(body.markups[index].text), "<br>")
    left, right = body.pieces[2 * index][-_CONTEXT:], body.pieces[2 * index + 2][:_CONTEXT]
    if not left.strip(WHITESPACE) or not right.strip(WHITESPACE):
        return None
    left, right = unescape(left.partition(";")[2] or left), unescape(right.rpartition("&")[0] or right)
    space = " " if left[-1:] in WHITESPACE or right[:1] in WHITESPACE else ""
    left, right = left.rstrip(WHITESPACE), right.lstrip(WHITESPACE)
    return Fix(edit, changes=(Change(Aspect.TEXT, left + space + right, f"{left}\n{right}"),))


def _removal(body: Body, index: int) -> Edit:
    start = body.offsets[2 * index + 1]
    end = start + len(body.markups[index].text)
    return Edit(*body.removal(start, end)) if is_block(body.markups[index]) else Edit(start, end)


def _balanced(body: Body, first: int, last: int) -> bool:
    """Return whether all that stands between two markups is part of a line, and whole."""
    for index in range(first + 1, last):
        markup = body.markups[index]
        if not markup.name:
            continue
        if is_block(markup) or (markup.name not in VOID_ELEMENTS and not first < body.partner[index] < last):
            return False
    return True


def _stray_paragraph(tags: _Tags, index: int) -> tuple[str, list[Edit] | None]:
    body = tags.body
    markups, parent = body.markups, body.parent
    says = "</p> without a start tag: browsers make an empty paragraph of it"
    nothing = not body.pieces[2 * index].strip(WHITESPACE)
    before = index - 1
    if nothing and before in tags.going:
        before = tags.going[before]
    else:
        while before >= 0 and not is_block(markups[before]):
            before -= 1
        if not _balanced(body, before, index):
            return says, None
        nothing = nothing and before + 1 == index
    begins = before >= 0 and markups[before].kind is Kind.START and markups[before].name != "hr"
    around = before if begins else parent[index]
    if before >= 0 and not begins and markups[before].name != "hr" and body.partner[before] < 0:
        return says, None
    container = markups[around].name if around >= 0 else "body"
    if container == "p" or (container in ("td", "th", "caption") and body.nearest(index, _is_table) < 0):
        return says, None
    edits: list[Edit]
    if nothing:
        tags.going[index] = before
        if tags.gaps.between(index, index):
            return says, None  # The empty paragraph is all that keeps two lines at a distance.
        edits = [_removal(body, index)]
    elif beside(body, index, 1)[0] not in (Beside.BEGINS, Beside.ENDS, Beside.EDGE):
        return says, None
    elif container in _HOLDS_PARAGRAPHS:
        if tags.left_open < index:
            return says, None  # Browsers carry bold text and the like on into it.
        piece = body.pieces[2 * before + 2]
        start = body.offsets[2 * before + 2] + len(piece) - len(piece.lstrip(WHITESPACE))
        edits = [Edit(start, start, "<p>")]
    elif container in _HOLDS_TEXT:
        edits = [_removal(body, index)]
    else:
        return says, None
    paragraph = tags.before(index, "p")
    if paragraph >= 0 and parent[paragraph] == parent[index]:
        tags.use(paragraph)
        block = _what_ended_it(body, paragraph, index)
        if block >= 0:
            says = f"<p> cannot hold <{markups[block].name}>, it ended there"
            closing = _closed_before(body, paragraph, block)
            if closing is None:
                return says, None
            if closing.end > closing.start and tags.gaps.between(paragraph, paragraph):
                return says, None
            edits.append(closing)
    return says, edits


def _what_ended_it(body: Body, paragraph: int, limit: int) -> int:
    """Return the block that ended a paragraph without an end tag, -1 if it is none that can do so."""
    for index in range(paragraph + 1, limit):
        markup = body.markups[index]
        if markup.kind is Kind.START and is_block(markup):
            good = markup.name in _CLOSES_PARAGRAPH and body.parent[index] == body.parent[paragraph]
            return index if good else -1
    return -1


def _closed_before(body: Body, paragraph: int, block: int) -> Edit | None:
    """Return the edit that ends a paragraph before the block that ended it; an empty one without a name goes."""
    if not _balanced(body, paragraph, block):
        return None
    markup = body.markups[paragraph]
    start = body.offsets[2 * paragraph + 1]
    last = body.pieces[2 * block]
    if paragraph + 1 == block and not last.strip(WHITESPACE):
        if markup.by_name.keys() <= _MAY_BE_DROPPED:
            return Edit(*body.removal(start, start + len(markup.text)))
        return Edit(start + len(markup.text), start + len(markup.text), "</p>")
    end = body.offsets[2 * block] + len(last.rstrip(WHITESPACE))
    return Edit(end, end, "</p>")


def _begun_again(tags: _Tags, index: int) -> list[Edit] | None:
    """Return the edits that end an element where another one's end cuts it short, and begin it again behind."""
    body = tags.body
    markups, partner = body.markups, body.partner
    start = tags.before(index, markups[index].name)
    tags.use(start)
    tag = markups[start]
    if tag.name == "a" or not tag.by_name.keys().isdisjoint(("id", "name")):
        return None
    cut = -1
    for inside in range(start + 1, index):
        markup = markups[inside]
        if not markup.name or markup.name in VOID_ELEMENTS - {"hr"}:
            continue
        if markup.name not in INLINE:
            return None
        if start < partner[inside] < index:
            # Whole, and on one side of the end tag that cuts.
            if cut >= 0 and (inside < cut) != (partner[inside] < cut):
                return None
        elif cut < 0 and markup.kind is Kind.END and 0 <= partner[inside] < start and markup.name in FORMATTING:
            cut = inside
        else:
            return None
    if cut < 0:
        return None
    before = body.offsets[2 * cut + 1]
    behind = before + len(markups[cut].text)
    return [Edit(before, before, f"</{tag.name}>"), Edit(behind, behind, tag.text)]


def _apart(body: Body, outer: int, inner: int) -> Fix | None:
    """Return the fix that ends the link *outer* where the link *inner* in it begins."""
    end = body.partner[outer]
    if end < inner or not inner < body.partner[inner] < end or not _balanced(body, outer, inner):
        return None
    start = body.offsets[2 * inner + 1]
    last = body.offsets[2 * end + 1]
    closing = Edit(last, last + len(body.markups[end].text))
    if outer + 1 == inner and not body.pieces[2 * inner].strip(WHITESPACE):
        first = body.offsets[2 * outer + 1]
        same = body.markups[outer].get("href") == body.markups[inner].get("href")
        named = not body.markups[outer].by_name.keys().isdisjoint(("id", "name"))
        if not same or named or body.partner[inner] + 1 != end or body.pieces[2 * end].strip(WHITESPACE):
            return None
        going = Edit(first, first + len(body.markups[outer].text))
        return Fix((going, closing), changes=(Change(Aspect.LINK, body.markups[outer].get("href") or ""),))
    return Fix((Edit(start, start, "</a>"), closing))
