from __future__ import annotations

from newslint.document.body import is_block
from newslint.document.html import WHITESPACE, Kind
from newslint.linting.finding import Edit, Fix, Safety
from newslint.linting.removal import inline_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._lines import Gaps, has_margin, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry

_INLINE = frozenset("abbr b big cite del em font i ins mark o:p q s small span strike strong sub sup tt u".split())
_BLOCK = frozenset(
    "address article aside blockquote center div dl footer h1 h2 h3 h4 h5 h6 header main nav ol p section ul".split()
)
# Places that a link can lead to, and what says something although nothing is shown: microdata, and the data of a
# bibliography in a title (COinS). The content attribute of a <span> can be all that there is.
_KEEPING = ("id", "name", "itemprop", "property", "title", "aria-label")
_DRAWN_ROLES = frozenset(("img", "separator"))
# What names the picture that a script draws in its place: Iconify, Lucide, Feather, Font Awesome.
_ICONS = ("data-icon", "data-lucide", "data-feather", "data-fa-i2svg", "icon-name")
# What names a picture, a film or data that a script puts there, besides data-…src….
_ADDRESSES = (
    "src", "poster", "data-original", "data-actualsrc", "data-echo", "data-lazy", "data-hi-res", "data-mpvid",
    "data-vid", "data-videoid", "data-video-id", "data-video",
)  # fmt: skip
# A page or an icon font may draw something in these although they hold nothing.
_DRAWN_BY_CLASS = frozenset(("article", "aside", "div", "footer", "header", "i", "main", "nav", "section", "span"))


class EmptyElement(ElementRule):
    """An element with nothing in it.

    ## What it finds
    Paragraphs, headings, lists, quotations, `<div>`, `<span>` and inline elements that hold no
    text, no picture and no player: what an editor, a template or a removed advertisement left.

    ## Why it matters
    Empty paragraphs and headings make gaps on the page and stops for a screen reader.

    ## Fix safety
    Safe for an element without attributes, and for a paragraph, heading or list whose only
    attributes are `class` and `align`. Unsafe where a page could draw something in the element: a `<div>`
    or `<span>` with a class, anything with `style` or `data-` attributes, and what holds such an
    element. Unsafe also where nothing else keeps two lines apart that have no distance of their own, as between two
    `<div>`. Elements with an `id`
    or `name` are left alone, because a link or a script may lead there, and so are microdata (`itemprop`), the data of
    a reference (`title`), a picture in `style`, the icons of the fonts in the table, table cells,
    list items, figures and everything that is a media element; a producer's table can name its own empty shells
    (`id`, `class`, or the name of an element of its own), which then go safely. White
    space that kept two words apart stays.
    """

    code = "STR001"
    name = "empty-element"
    stage = Stage.EMPTIES
    tags = _INLINE | _BLOCK
    only_empty = True
    uses_knowledge = True
    weighs_evidence = True

    GOOD = (
        Good("<table><tr><td></td><td>B</td></tr></table>", note="a cell keeps its column"),
        Good('<p>A <a id="part2"></a>B</p>', note="an anchor"),
        Good('<span id="more-123"></span>', note="WordPress's excerpt marker"),
        Good('<div id="comments"></div>', note="a script may fill it"),
        Good('<span itemprop="startDate" content="2024-03-01"></span>', note="microdata"),
        Good('<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.au=B"></span>', note="data of a reference"),
        Good('<p><i class="fa fa-star"></i></p>', note="an icon"),
        Good('<div class="chart" data-src="/a.json"></div><div data-video="12"></div>', note="a script fills it"),
        Good(
            '<a href="/b"><i data-lucide="rss"></i> B</a><i icon-name="radio" class="c"></i>', note="a script draws it"
        ),
        Good("<p>\u3000\u3000</p>", note="a scene break"),
        Good("<p>&nbsp;</p>", note="a line of its own height"),
        Good("<p><br></p>", note="a blank line"),
        Good('<figure></figure><iframe src="https://video.example/1"></iframe><canvas></canvas>', note="media"),
        Good("<ul><li></li><li>B</li></ul>", note="a bullet is visible"),
        Good("<pre><span></span>x</pre>", note="code"),
        Good('<p><img src="a.jpg" alt=""></p>', note="a picture is content"),
        Good("<p>A<b></p>", note="not closed"),
        Good("<math><mrow></mrow></math>", note="math"),
        Good("<div style=\"background-image: url('a.jpg'); height: 20em\"></div>", note="a picture"),
        Good('<p><span style="background:URL(a.png)"></span></p>', note="a picture in it"),
        Good('<p>A</p><div><div role="separator"></div></div><p>B</p>', note="a line between two parts"),
        Good('<ul><li><a href="https://a.example"></a></li></ul>', note="an empty link is another rule's"),
    )
    BAD = (
        Bad("<p>A</p><p></p><p>B</p>", "<p>A</p><p>B</p>", at="<p></p>"),
        Bad("<p>A</p>\n<p> </p>\n<p>B</p>", "<p>A</p>\n<p>B</p>", note="its line goes with it"),
        Bad("<p>one<b> </b>two</p>", "<p>one two</p>", note="the space stays"),
        Bad("<p><i>one</i><b> </b><u>two</u></p>", "<p><i>one</i> <u>two</u></p>"),
        Bad("<p>one <b> </b>two</p>", "<p>one two</p>"),
        Bad("<div><span></span></div><p>A</p>", "<p>A</p>", note="one finding for all that is empty"),
        Bad('<p class="MsoNormal"></p><p>A</p>', "<p>A</p>"),
        Bad("<p>A</p><ul><li></li></ul><p>B</p>", note="the bullet shows"),
        Bad("<div><table><tr><td></td></tr></table></div>", note="so may a table"),
        Bad("<p>A<o:p></o:p></p>", "<p>A</p>", note="Word's mark of a paragraph"),
        Bad("A<div></div>B", note="the two lines would become one"),
        Bad("A<div></div><!-- x --><div></div>B", count=2, note="even two of them"),
        Bad("<p>A</p>" + "<p></p>" * 50 + "B", "<p>A</p>B", count=50),
        Bad(
            "<div>\n\n      <p>A</p><p></p>\n</div>\n",
            path="a.md",
            note="Markdown shows it as code: first things first",
        ),
        Bad("<h2><!-- x --></h2><p>A</p>", count=0, note="a comment is another rule's"),
        Bad('<i class="star"></i>', unsafe="", note="a page may draw it"),
        Bad('<p><i class="star"></i></p><p>A</p>', unsafe="<p>A</p>", note="or what is in it"),
        Bad(
            '<div class="x"><p></p></div>',
            '<div class="x"></div>',
            unsafe="",
            count=2,
            note="the paragraph goes in any case",
        ),
        Bad('<div style="clear:both"></div><p>A</p>', unsafe="<p>A</p>", note="it may move a picture"),
        Bad(
            "<div>A</div><p></p><div>B</div>",
            unsafe="<div>A</div><div>B</div>",
            note="nothing else makes the gap between the lines",
        ),
        Bad(
            "<div>A</div>\n<div><p> </p></div>\n<p></p>\n<div><b>B</b></div>\n",
            unsafe="<div>A</div>\n<div><b>B</b></div>\n",
            count=2,
        ),
        Bad("<div>A</div>\n<p></p>\n<p>B</p>\n", "<div>A</div>\n<p>B</p>\n", note="the paragraph keeps its distance"),
        Bad("<div>A</div>\n<div></div>\n<div>B</div>\n", "<div>A</div>\n<div>B</div>\n", note="it made no gap"),
    )

    def prepare(self) -> None:
        self._edges: _Edges | None = None
        self._gaps: Gaps | None = None
        self._ids = self.knowledge.index_all("id")
        self._classes = self.knowledge.index_all("class")
        self._elements = self.knowledge.index_all("element")
        self._icons = frozenset(self.knowledge.index("icon"))
        self._icon_prefixes = tuple(self.knowledge.index("icon-prefix"))
        self.tags = _INLINE | _BLOCK | self._elements.keys()  # type: ignore[misc]

    def applies(self, tag: Markup) -> bool:
        return bool(self._shells(tag)) or not self._says_something(tag)

    def _says_something(self, tag: Markup) -> bool:
        """Return whether a link may lead to it, or it is data, a picture or an icon."""
        if not tag.by_name.keys().isdisjoint(("href", *_KEEPING, *_ICONS, *_ADDRESSES)):
            return True
        if any(name.startswith("data-") and "src" in name for name in tag.by_name):
            return True
        if "role" in tag.by_name and (tag.get("role") or "").strip().lower() in _DRAWN_ROLES:
            return True
        if "style" in tag.by_name and "url(" in (tag.get("style") or "").lower():
            return True
        classes = tag.classes
        return not self._icons.isdisjoint(classes) or any(name.startswith(self._icon_prefixes) for name in classes)

    def _shells(self, tag: Markup) -> list[Entry]:
        """Return the entries of the table that name such an element as a producer's empty shell."""
        present = tag.by_name
        entries = [*self._elements.get(tag.name, ())]
        if "id" in present:
            entries += self._ids.get(tag.get("id") or "", ())
        if "class" in present:
            for name in tag.classes:
                entries += self._classes.get(name, ())
        return entries

    def _known(self, element: Element) -> bool:
        return any(entry.acts_in(element.document) for entry in self._shells(element.markup))

    def _may_draw(self, tag: Markup) -> bool:
        """Return whether a page could draw something in such an element."""
        if any(entry.evidence is None for entry in self._shells(tag)):
            return False
        names = tag.by_name.keys()
        if tag.name in _DRAWN_BY_CLASS:
            return bool(names)
        return not (names <= {"class", "align"} or tag.name == "font")

    def _goes_safely(self, element: Element) -> bool:
        return self._known(element) or not (self._may_draw(element.markup) or element.holds_one(self._may_draw))

    def check(self, element: Element) -> Iterator[Finding]:
        if element.holds_comment:
            return  # A comment inside: what becomes of it is for the rules on comments to say.
        if element.holds_one(self._says_something):
            return  # An empty link, a place that a link can lead to, an icon.
        known = self._known(element)
        if self._says_something(element.markup) and not known:
            return
        parent = element.parent
        if (
            parent is not None
            and parent.empty
            and parent.name in self.tags
            and not parent.holds_one(self._says_something)
            and (self._known(parent) or not self._says_something(parent.markup))
            and (self._goes_safely(parent) or not self._goes_safely(element))
        ):
            return  # What holds it is empty as well, and goes with all that is in it.
        fix = None
        if (
            settled(element.body)
            and not element.holds_one(_is_item)
            and self._edges_of(element.body).keep_apart(element)
        ):  # A bullet or number shows.
            safe = self._goes_safely(element) and (known or not self._makes_gap(element))
            fix = Fix(self._removal(element), Safety.SAFE if safe else Safety.UNSAFE)
        yield self.finding(f"empty <{element.name}>", element.start, element.end, fix)

    def _edges_of(self, body: Body) -> _Edges:
        if self._edges is None or self._edges.body is not body:
            self._edges = _Edges(body)
        return self._edges

    def _makes_gap(self, element: Element) -> bool:
        """Return whether nothing else keeps the lines above and below at a distance."""
        if not (has_margin(element.markup) or element.holds_one(has_margin)):
            return False
        if self._gaps is None or self._gaps.body is not element.body:
            self._gaps = Gaps(element.body)
        return self._gaps.between(element.index, element.partner)

    def _removal(self, element: Element) -> Edit:
        if element.name in _INLINE:
            return inline_removal(element)
        return Edit(*element.body.removal(element.start, element.end))


def _is_item(tag: Markup) -> bool:
    return tag.name in ("li", "dt", "dd", "table")


class _Edges:
    """Where in a body blocks that stay keep apart what stands beside them.

    Comments, and blocks that hold nothing, do not: they may go. Each place is looked at once.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self._known: dict[tuple[int, int], bool] = {}

    def keep_apart(self, element: Element) -> bool:
        """Return whether no two lines of text become one if *element* goes."""
        return not is_block(element.markup) or self._edge(element.index - 1, -1) or self._edge(element.partner + 1, 1)

    def _edge(self, index: int, step: int) -> bool:
        """Return whether an edge comes first, and not text, from markup *index* on to the left (-1) or right (1)."""
        body, known = self.body, self._known
        passed: list[tuple[int, int]] = []
        while (answer := known.get((index, step))) is None:
            passed.append((index, step))
            if body.pieces[2 * index + (2 if step < 0 else 0)].strip(WHITESPACE):
                answer = False
            elif not 0 <= index < len(body.markups):
                answer = True
            else:
                markup = body.markups[index]
                partner = body.partner[index]
                start = index if markup.kind is Kind.START else partner
                if not markup.name:
                    index += step
                    continue
                enters = start >= 0 and (partner - index) * step > 0
                if enters and is_block(markup) and body.element(start).empty:
                    index = partner + step
                    continue
                answer = is_block(markup) and start >= 0
            break
        for place in passed:
            known[place] = answer
        return answer
