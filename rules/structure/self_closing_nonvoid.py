from __future__ import annotations

from collections import Counter

from newslint.document.body import is_block
from newslint.document.html import RAW_TEXT_ELEMENTS, WHITESPACE, Kind
from newslint.linting.finding import Edit, Fix, Safety, Severity
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._lines import FORMATTING, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_RAW = frozenset(RAW_TEXT_ELEMENTS)
# Elements that are closed by what comes next, if they hold nothing (HTML Standard, 13.1.2.4).
_CLOSED_BY = {
    "p": frozenset(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul".split()
    ),
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th", "tr", "tbody", "thead", "tfoot")),
    "th": frozenset(("td", "th", "tr", "tbody", "thead", "tfoot")),
    "tr": frozenset(("tr", "tbody", "thead", "tfoot")),
    "option": frozenset(("option", "optgroup")),
}
_MAY_STAY_OPEN = frozenset(("p", "li", "dt", "dd", "td", "th", "option"))
# What stands in these is shown only where they cannot be.
_PLAYERS = frozenset(("video", "audio", "object", "canvas"))
# Without attributes these look like nothing at all, however far they reach.
_NEUTRAL = frozenset("a abbr article aside bdi data div footer header main nav o:p section span time".split())
_OTHERS = frozenset(
    "address b bdo big blockquote button caption center cite code colgroup del details dfn dialog dl em fieldset "
    "figcaption figure font form h1 h2 h3 h4 h5 h6 i ins kbd label legend map mark menu noscript ol optgroup "
    "picture pre q rp rt ruby s samp select small strike strong sub summary sup table tbody tfoot thead tr tt u ul "
    "var".split()
)
_TABLE_PARTS = frozenset("table tbody thead tfoot tr colgroup ul ol dl select".split())
# Elements that begin a block of HTML in Markdown wherever they begin a line (CommonMark 4.6, the sixth kind).
_ANYWHERE_IN_MARKDOWN = frozenset(
    "address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header iframe legend li main menu nav noframes ol optgroup option p section summary table "
    "tbody td tfoot th thead title tr ul".split()
)


class SelfClosingNonvoid(ElementRule):
    """An element that ends in `/>` and is open all the same.

    ## What it finds
    `<iframe …/>`, `<div/>`, `<a name="x"/>`, `<span/>`, `<p/>` and the like: the slash means something in XML, and in
    drawings and mathematics inside HTML. On other elements browsers read over it, so that the
    element stays open; libxml2 and with it many tools take it for closed.

    ## Why it matters
    All that follows `<iframe …/>` or `<video …/>` is inside it to a browser, and is not shown. `<b/>` makes the rest of
    the article bold, `<div/>` takes the end tag of the element around it.

    ## Fix safety
    Safe where nothing that a reader sees depends on which reading is right, or where one of them would hide the rest of
    the article: an element with nothing behind it, a player or a frame, a `<span>` or `<div>` without attributes or a
    mark (`<a name>`) gets an end tag; `<p/>` with text behind it, and an element that has an end tag of
    its own, lose the slash. Unsafe elsewhere, and only reported where two end tags could be meant, or where a script
    would begin to run. `.mdx` files are left alone: it is right there.
    """

    code = "STR010"
    name = "self-closing-nonvoid"
    stage = Stage.REPAIR

    GOOD = (
        Good("A<br/>B<img src=a.jpg /><hr/>", note="these have no end tag"),
        Good('<svg viewBox="0 0 1 1"><path d="M0"/><g/></svg><svg/>', note="a drawing"),
        Good("<math><mi/></math>", note="mathematics"),
        Good("<a href=https://a.example/>A</a>", note="the slash belongs to the address"),
        Good("<pre><div/></pre><p><code><b/></code></p>", note="code"),
        Good('<YouTube id="a"/>\n', path="a.md", note="not HTML"),
        Good("<div/>\n", path="a.mdx", note="right there"),
        Good("`<div/>`\n", path="a.md", note="code"),
    )
    BAD = (
        Bad(
            '<iframe src="https://v.example/1"/><p>A</p>',
            '<iframe src="https://v.example/1"></iframe><p>A</p>',
            at='<iframe src="https://v.example/1"/>',
        ),
        Bad(
            '<iframe src="a"/><p>A</p><iframe src="b"></iframe>',
            '<iframe src="a"></iframe><p>A</p><iframe src="b"></iframe>',
            note="the end tag is that of the second one",
        ),
        Bad('<iframe src="a" /></iframe><p>A</p>', '<iframe src="a"></iframe><p>A</p>'),
        Bad('<iframe src="a"/>Not shown here</iframe><p>A</p>', note="two ways to read it"),
        Bad('<video src="a.mp4"/><p>A</p>', '<video src="a.mp4"></video><p>A</p>'),
        Bad('<script src="a.js"/><p>A</p>', note="with an end tag it would run"),
        Bad('<p>A<a name="x"/>B</p>', '<p>A<a name="x"></a>B</p>'),
        Bad("<p>A<span/>B</p>", "<p>A<span></span>B</p>"),
        Bad("<P>A<SPAN />B</P>", "<P>A<SPAN></SPAN>B</P>", note="written as before"),
        Bad("A<div/>B", "A<div></div>B"),
        Bad("A<p/>B<p/>C", "A<p>B<p>C", count=2, note="meant as the start of a paragraph"),
        Bad("A<p/><div>B</div>", "A<p></p><div>B</div>"),
        Bad("<table><tr><td/><td>B</td></tr></table>", "<table><tr><td></td><td>B</td></tr></table>"),
        Bad('<div class="a"/>B', unsafe='<div class="a"></div>B', note="a style may reach as far as it does"),
        Bad("<p>A<b/>B</p>", unsafe="<p>A<b></b>B</p>", note="the rest is bold"),
        Bad('<a href="/x"/>A', unsafe='<a href="/x"></a>A', note="the rest is a link"),
        Bad('<p><a href="/x"/>A</a></p>', '<p><a href="/x">A</a></p>', note="the slash is too much"),
        Bad("<div><div/>A</div>B", unsafe="<div><div></div>A</div>B", note="which of them does the end tag close?"),
        Bad('A <a name="x"/>B\n', 'A <a name="x"></a>B\n', path="a.md"),
        Bad('<a name="x"/>\n# A\n', path="a.md", note="Markdown would begin a heading"),
    )

    def applies(self, tag: Markup) -> bool:
        if not tag.self_closing:
            return False
        name = tag.name
        return name in _CLOSED_BY or name in _PLAYERS or name in _NEUTRAL or name in _OTHERS or name in _RAW

    def prepare(self) -> None:
        self._body: Body | None = None
        self._surplus: Counter[str] = Counter()

    def _balanced(self, body: Body, name: str) -> bool:
        """Return whether each start tag of this *name*, with or without a slash, has an end tag."""
        if body is not self._body:
            self._body = body
            self._surplus = Counter(markup.name for markup in body.markups if markup.kind is Kind.START)
            self._surplus.subtract(markup.name for markup in body.markups if markup.kind is Kind.END)
        return not self._surplus[name]

    def check(self, element: Element) -> Iterator[Finding]:
        if element.document.path.lower().endswith(".mdx"):
            return
        swallows = element.name in _RAW or element.name in _PLAYERS
        what = "what follows as hidden in it" if swallows else "it stays open"
        fix = self._fix(element)
        if fix is not None and not _fits(element):
            fix = None
        yield self.finding(
            f"<{element.name}/> is no closed element to a browser: " + (f"it reads {what}" if swallows else what),
            element.start,
            element.tag_end,
            fix,
            Severity.ERROR if swallows else None,
        )

    def _fix(self, element: Element) -> Fix | None:
        body, name = element.body, element.name
        has_end = body.partner[element.index] >= 0
        if name in _RAW:
            return _fix_raw(element, has_end)
        if has_end:
            if element.partner < 0:
                return None
            if self._balanced(body, name):
                return Fix(_without_slash(element)) if not is_block(element.markup) or _ends_apart(element) else None
            return Fix(_closed(element), Safety.UNSAFE)
        if _holds_nothing(element) and name not in FORMATTING:
            return Fix(_closed(element))
        if name in _MAY_STAY_OPEN:
            return Fix(_without_slash(element))
        if name in _PLAYERS or (name in _NEUTRAL and _looks_like_nothing(element)):
            return Fix(_closed(element))
        return Fix(_closed(element), Safety.UNSAFE)


def _fix_raw(element: Element, has_end: bool) -> Fix | None:
    swallowed = element.markup.raw_content
    if has_end and not swallowed.strip():
        return Fix(_without_slash(element))
    if element.name in ("xmp", "noembed", "noframes") or (element.name == "script" and "src" in element.markup.by_name):
        return None
    if has_end and f"<{element.name}" not in swallowed.lower():
        return None  # What stands in it may be meant for those who cannot see it.
    return Fix(_closed(element))


def _tag_parts(element: Element) -> tuple[int, str]:
    """Return where the slash, and the white space before it, begin, and the name as written."""
    markup = element.markup
    attributes = markup.attributes
    end = attributes[-1].end if attributes else 1 + len(markup.name)
    return element.start + end, markup.text[1 : 1 + len(markup.name)]


def _closed(element: Element) -> Edit:
    start, name = _tag_parts(element)
    return Edit(start, element.tag_end, f"></{name}>")


def _without_slash(element: Element) -> Edit:
    start, _ = _tag_parts(element)
    return Edit(start, element.tag_end, ">")


def _ends_apart(element: Element) -> bool:
    """Return whether nothing stands behind the end tag on the same line of text: some parsers know no end there."""
    body = element.body
    behind = element.partner + 1
    return not body.pieces[2 * behind].strip(WHITESPACE) and (
        behind >= len(body.markups) or is_block(body.markups[behind])
    )


def _holds_nothing(element: Element) -> bool:
    """Return whether a browser sees the element, which has no end tag, end before it holds anything."""
    body = element.body
    index = element.index + 1
    while not body.pieces[2 * index].strip(WHITESPACE):
        if index >= len(body.markups):
            return True
        markup = body.markups[index]
        if markup.kind is Kind.END:
            return 0 <= body.partner[index] < element.index
        if markup.kind is Kind.START:
            return markup.name in _CLOSED_BY.get(element.name, ())
        index += 1
    return False


def _looks_like_nothing(element: Element) -> bool:
    if not element.markup.by_name.keys() <= {"id", "name"}:
        return False
    parent = element.parent
    if parent is not None and parent.name in _TABLE_PARTS:
        return False  # Browsers put what does not belong there before the table.
    return not is_block(element.markup) or parent is None or is_block(parent.markup)


def _fits(element: Element) -> bool:
    """Return whether Markdown, if it is that, goes on to read the line as it did.

    A line that is one tag of any name and nothing else begins a block of HTML (CommonMark 4.6, the seventh kind),
    two tags do not.
    """
    body = element.body
    if not settled(body):
        return False
    if not body.read_as_markdown or element.name in _ANYWHERE_IN_MARKDOWN:
        return True
    before, after = body.pieces[2 * element.index], body.pieces[2 * element.index + 2]
    _, line_end, lead_of_line = before.rpartition("\n")
    if lead_of_line.strip() or not (line_end or element.index == 0):
        return True
    rest, line_end, below = after.partition("\n")
    last = element.index + 1 == len(body.markups)
    if rest.strip() or not (line_end or last):
        return True
    next_line, line_end, _ = below.partition("\n")
    return not next_line.strip() and bool(line_end or last)
