from __future__ import annotations

import re
from bisect import bisect_left

from newslint.document.html import Kind
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._reparse import drifts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup

_FOREIGN = frozenset(("svg", "math"))
# In these, a drawing or a formula holds HTML again (HTML Standard, 13.2.4.2).
_HOLDS_HTML = frozenset("foreignobject desc title mi mo mn ms mtext annotation-xml".split())
# Their content is text in HTML, and markup in a drawing or a formula.
_RAW = frozenset("style textarea title xmp iframe noembed noframes".split())
_MARKUP = r"<[A-Za-z/!?]"
_CDATA = r"<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+(?:\]\]>)?+"
# Tags that end a drawing or a formula (HTML Standard, 13.2.6.5), and those whose place in it depends on how it is read.
_BREAK_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
_DEPENDS = frozenset("mglyph malignmark table form select template noscript frameset".split())
_MOST_MARKUPS = 2_000
_LONGEST = 50_000
_MOST_ASKED = 50


class UnstableMarkup(ElementRule):
    """Markup that becomes something else when it is read a second time.

    ## What it finds
    - In a drawing or a formula: a `<style>`, `<title>` or the like with tags in its text. A browser reads them as
      tags, other readers as text.
    - In `<noscript>`: an attribute or a comment with `</noscript>` in it. Where scripts run, it ends there.
    - A drawing or formula with parts (`<mglyph>`, `<table>`, tags that do not belong into it) from which an
      element comes to light when the markup is parsed, written and parsed again. html5lib does that, and only with
      what has such parts: the first fifty in an article, of up to 2,000 tags each.

    ## Why it matters
    Sanitizers parse an article, remove what can run, and write it again. Markup of this kind looks harmless to
    them, and runs on the page.

    ## Fix safety
    No fix: what was meant cannot be told. Nobody writes such markup by accident, so look at where the article comes
    from.
    """

    code = "SEC005"
    name = "unstable-markup"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    in_guarded_regions = True
    tags = _FOREIGN | {"noscript"}

    GOOD = (
        Good("<svg><title>A &lt; B</title><style>.a > .b{fill:red}</style><path/></svg>", note="a drawing"),
        Good("<svg><style><![CDATA[ .a{fill:url(<b>)} ]]></style></svg>", note="text to everybody"),
        Good("<svg><foreignObject><table><tr><td>A</td></tr></table></foreignObject></svg>", note="HTML in its place"),
        Good("<math><mtext>a <b>b</b></mtext><mi>x</mi></math>", note="HTML in its place"),
        Good('<math><mi><mglyph src="a.png" alt="A"/></mi></math>', note="a sign"),
        Good('<noscript><img src="a.png" alt="noscript"></noscript>', note="a fallback"),
        Good("<svg><p>A</p></svg>", note="the drawing ends before it, once and for all"),
        Good("`<svg><style><img onerror=x></style></svg>`\n", path="a.md", note="code"),
    )
    BAD = (
        Bad("<svg><style><img src=a onerror=x></style></svg>", at="<img"),
        Bad("<svg><title><!--</title><img onerror=x>--></title></svg>"),
        Bad('<noscript><p title="</noscript><img src=a onerror=x>"></noscript>'),
        Bad("<noscript><!--</noscript><img src=a onerror=x>--></noscript>"),
        Bad(
            '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x&gt;">',
            at="<math>",
        ),
        Bad(
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x></style></mglyph></form></mtext>"
            "</math></form>"
        ),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        if element.name == "noscript":
            yield from self._fallback(element)
        elif not element.inside_one(_is_foreign):
            yield from self._foreign(element)

    def _fallback(self, element: Element) -> Iterator[Finding]:
        body = element.body
        if element.inside_one(_is_fallback):
            return
        for index in _inside(element):
            markup = body.markups[index]
            if markup.kind is not Kind.END and "</noscript" in markup.text.lower():
                start = body.offsets[2 * index + 1]
                message = "where scripts run, <noscript> ends inside this"
                yield self.finding(message, start, start + len(markup.text))
                return

    def _foreign(self, element: Element) -> Iterator[Finding]:
        body = element.body
        doubtful = False
        for index in _inside(element):
            markup = body.markups[index]
            if markup.kind is not Kind.START:
                continue
            name = markup.name
            if name in _RAW and "<" in markup.raw_content:
                if _place(body, index) not in _FOREIGN:
                    doubtful = True
                elif inner := re.search(_MARKUP, re.sub(_CDATA, _blanks, markup.raw_content)):
                    start = body.offsets[2 * index + 1] + markup.head_end + inner.start()
                    end = start + len(markup.raw_content[inner.start() :].split(">", 1)[0].split(None, 1)[0])
                    message = f"in <{element.name}>, a browser reads the text of <{name}> as markup"
                    yield self.finding(message, start, end)
                    return
            elif name in _DEPENDS or (name in _BREAK_OUT and _place(body, index) in _FOREIGN):
                doubtful = True
        if doubtful and _drifts(element):
            message = f"<{element.name}> becomes something else when it is parsed a second time"
            yield self.finding(message, element.start, element.tag_end)


def _inside(element: Element) -> range:
    """Return the indexes of what may stand inside, to the end of the body if nothing ends the element."""
    body = element.body
    last = body.partner[element.index]
    return range(element.index + 1, last if last >= 0 else len(body.markups))


def _is_foreign(tag: Markup) -> bool:
    return tag.name in _FOREIGN


def _is_fallback(tag: Markup) -> bool:
    return tag.name == "noscript"


def _is_place(tag: Markup) -> bool:
    return tag.name in _FOREIGN or tag.name in _HOLDS_HTML


def _place(body: Body, index: int) -> str:
    """Return the name of the element that decides whether markup *index* is HTML."""
    around = body.nearest(index, _is_place)
    return body.markups[around].name if around >= 0 else ""


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _drifts(element: Element) -> bool:
    """Ask for the second opinion: on the form around the element, because of what ends a form, or on the element."""
    body = element.body
    if bisect_left(body.start_tags(_is_foreign), element.index) >= _MOST_ASKED:
        return False
    for first in (body.nearest(element.index, _is_form), element.index):
        if first < 0:
            continue
        inside = _inside(body.element(first))
        start = body.offsets[2 * first + 1]
        end = body.offsets[2 * inside.stop + 2] if inside.stop < len(body.markups) else body.end
        if len(inside) <= _MOST_MARKUPS and end - start <= _LONGEST:
            return drifts(body.text[start:end])
    return False


def _is_form(tag: Markup) -> bool:
    return tag.name == "form"
