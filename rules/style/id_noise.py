from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._names import names_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup


class IdNoise(ElementRule):
    """An id that a program made up.

    ## What it finds
    `id` attributes that a table knows as the work of an editor, a framework or a publisher's system
    (`docs-internal-guid-…`, `yui_3_…`, `ember123`, `isPasted`, `<img id="0">`), to which nothing in the file leads.

    ## Why it matters
    They are different in each copy, and when two articles stand on one page, the same id stands there twice.

    ## Fix safety
    Safe. An id is only removed if its form is one of those that a table lists, because another file may link to any
    other one. It stays if anything in this file names it: a link (`#id`), a footnote, `for`, `headers`, an `aria-`
    attribute, a style sheet or a script that is still there.
    """

    code = "STY008"
    name = "id-noise"
    stage = Stage.STYLE
    attributes = ("id",)
    uses_knowledge = True

    GOOD = (
        Good('<h2 id="the-pier">A</h2><p id="fn1">B</p>', note="places that a link can lead to"),
        Good('<p id="ember12">A</p><a href="#ember12">B</a>', note="a link leads there"),
        Good('<p id="ember12">A</p><a href="/this-page#ember12">B</a>', note="a link by a longer way"),
        Good('<label for="ember12">A</label><input id="ember12">', note="a label"),
        Good('<p id="ember12">A</p><div aria-describedby="x ember12">B</div>'),
        Good("<style>#ember12{display:none}</style><p id=ember12>A</p>", note="a style sheet"),
        Good('<script>show("ember12")</script><p id="ember12">A</p>', note="a script"),
        Good('<p id="ember12">A</p>\n\n[B](#ember12)\n', path="a.md", note="a link in Markdown"),
        Good('<p id="12">A</p><img id="twelve">', note="a number is only known on pictures"),
        Good('<p id="_Toc12">A</p>', note="a table of contents in another file may lead there"),
        Good('<pre><p id="ember12">A</p></pre>', note="code"),
    )
    BAD = (
        Bad('<p id="ember12">A</p>', "<p>A</p>", at='id="ember12"'),
        Bad('<img id="0" src="a.jpg"><img src="b.jpg" id="1">', '<img src="a.jpg"><img src="b.jpg">', count=2),
        Bad('<p id="docs-internal-guid-0a1b-2c">A</p><a href="#ember12">B</a>', '<p>A</p><a href="#ember12">B</a>'),
        Bad("<span id=yui_3_17_2_1_1428>A</span>", "<span>A</span>"),
    )

    def prepare(self) -> None:
        self._patterns = [
            (late_pattern(str(entry["id-pattern"])), frozenset(entry.get("tag", ())))
            for entry in self.knowledge
            if "id-pattern" in entry
        ]
        self._body: Body | None = None
        self._named: frozenset[str] = frozenset()

    def applies(self, tag: Markup) -> bool:
        value = tag.by_name["id"].text.strip()
        return len(value) < 200 and any(
            pattern.fullmatch(value) and (not tags or tag.name in tags) for pattern, tags in self._patterns
        )

    def check(self, element: Element) -> Iterator[Finding]:
        if self._body is not element.body:
            self._body = element.body
            self._named = names_in(element.body)
        attribute = element.markup.by_name["id"]
        value = attribute.text.strip()
        if value in self._named:
            return
        start = element.start
        fix = Fix(attribute_removal(element.markup, attribute).moved(start))
        yield self.finding(
            f"an id that a program made up: {value}", start + attribute.start, start + attribute.end, fix
        )
