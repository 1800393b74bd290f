from __future__ import annotations

from newslint.linting.finding import Edit, Fix
from newslint.linting.removal import inline_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_TAGS = frozenset(("figcaption", "span", "p", "div", "small", "em"))


class EmptyCaption(ElementRule):
    """A caption with nothing in it.

    ## What it finds
    An empty `<figcaption>`, and an empty element that a table knows as a caption by its class. Not the one over a
    listing (`<figure><figcaption class="header"></figcaption><pre>`): there it is the bar of a window that a style
    sheet draws.

    ## Why it matters
    It makes a gap under the picture, and hides that the picture has no caption.

    ## Fix safety
    Safe. One with an `id` stays, because something may lead there.
    """

    code = "IMG002"
    name = "empty-caption"
    stage = Stage.EMPTIES
    tags = _TAGS
    only_empty = True
    uses_knowledge = True

    GOOD = (
        Good('<figure><img src="a" alt=""><figcaption>The pier</figcaption></figure>'),
        Good('<figcaption id="c1"></figcaption>', note="something may lead there"),
        Good('<span class="img_descr_note"></span>', note="another class"),
        Good("<figcaption>", note="not closed"),
        Good(
            '<figure class="frame"><figcaption class="header"></figcaption><pre><code>A</code></pre></figure>',
            note="the bar over a listing",
        ),
    )
    BAD = (
        Bad("<figure><img src=a><figcaption> </figcaption></figure>", "<figure><img src=a></figure>"),
        Bad('<figure>\n<img src="a">\n<figcaption></figcaption>\n</figure>', '<figure>\n<img src="a">\n</figure>'),
    )

    def prepare(self) -> None:
        self._classes = frozenset(self.knowledge.index("class"))

    def applies(self, tag: Markup) -> bool:
        if "id" in tag.by_name:
            return False
        return tag.name == "figcaption" or not self._classes.isdisjoint(tag.classes)

    def check(self, element: Element) -> Iterator[Finding]:
        if any(not element.body.markups[index].name for index in element.inside):
            return  # A comment inside is for other rules to judge first.
        if element.name == "figcaption" and element.markup.classes and _stands_over_code(element):
            return
        if element.name in ("span", "small", "em"):
            edit = inline_removal(element)
        else:
            edit = Edit(*element.body.removal(element.start, element.end))
        yield self.finding("empty caption", element.start, element.end, Fix(edit))


def _stands_over_code(element: Element) -> bool:
    body, following = element.body, element.partner + 1
    return (
        following < len(body.markups)
        and body.markups[following].name == "pre"
        and not body.pieces[2 * following].strip()
    )
