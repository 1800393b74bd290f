from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Fix, Safety
from newslint.linting.removal import inline_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


_PICTURE = late_pattern(r"\.(?:jpe?+g|png|gif|webp|avif|svg|bmp)(?:[?#]|\Z)", re.IGNORECASE)
_FILE = late_pattern(r"\.(?:mp[34]|m4[av]|og[gv]|wav|webm|mov|pdf|epub|zip)(?:[?#]|\Z)", re.IGNORECASE)


class EmptyLink(ElementRule):
    """A link that nobody can see or follow.

    ## What it finds
    `<a href="…">` with no text and no picture in it.

    ## Why it matters
    A reader with a keyboard or a screen reader stops at it and hears nothing, or the address letter by letter.

    ## Fix safety
    Safe, and declared: the target of a link that cannot be seen. Kept are anchors (`id`, `name`) and links that have
    a label for screen readers (`aria-label`, `title`). One with a class, a style or an event goes only with an unsafe
    fix: an icon font, a background or a script may draw it. So does one that leads to a picture: the picture that stood
    in it was lost, and the link is all that is left of it. So does one that leads to a sound, a film or a document,
    which a feed or a player may take from it.
    """

    code = "LNK001"
    name = "empty-link"
    stage = Stage.EMPTIES
    tags = frozenset(("a",))
    attributes = ("href",)
    only_empty = True

    GOOD = (
        Good('<a href="/x">A</a>'),
        Good('<a href="/x"><img src="a" alt="A"></a>', note="a picture"),
        Good('<a id="part2" href="/x"></a><a name="part3" href="/x"></a>', note="anchors"),
        Good('<a href="/x" aria-label="Home"></a><a href="/x" title="Home"></a>', note="a label"),
        Good("<a></a>", note="no link"),
        Good('<a href="/x">', note="not closed"),
        Good('<a href="/x">&nbsp;</a>', note="there is something to click"),
        Good('<pre><a href="/x"></a></pre>', note="code"),
    )
    BAD = (
        Bad('<p>A <a href="/x"></a>B</p>', "<p>A B</p>", at='<a href="/x"></a>'),
        Bad('<p>A<a href="/x"> </a>B</p>', "<p>A B</p>", note="the space stays"),
        Bad('<a href="/x"><span></span></a>', "", note="an empty element inside"),
        Bad('<a class="fa fa-home" href="/x"></a>', unsafe="", note="an icon"),
        Bad('<a style="background:url(/b.png);display:block" href="/x"></a>', unsafe="", note="a background"),
        Bad(
            '<p>A<a href="/2010/map.jpg?w=3"></a></p>',
            unsafe="<p>A</p>",
            note="what is left of a picture that was lost",
        ),
        Bad(
            '<p><a rel="enclosure" href="https://a.example/7.mp3"></a>A</p>',
            unsafe="<p>A</p>",
            note="the sound of the article",
        ),
        Bad('<a data-icon="home" href="/x"></a>', unsafe="", note="a script may fill it"),
    )

    def applies(self, tag: Markup) -> bool:
        names = tag.by_name
        return not any(name in names for name in ("id", "name", "aria-label", "aria-labelledby", "title"))

    def check(self, element: Element) -> Iterator[Finding]:
        if any(
            not inside.name or not inside.by_name.keys().isdisjoint(("class", "id", "style", "name"))
            for inside in (element.body.markups[index] for index in element.inside)
        ):
            return
        names = element.markup.by_name
        drawn = "class" in names or "style" in names or any(name.startswith(("on", "data-")) for name in names)
        address = (element.get("href") or "").strip()
        picture = _PICTURE.search(address)
        file = _FILE.search(address)
        fix = Fix(
            inline_removal(element),
            Safety.UNSAFE if drawn or picture or file else Safety.SAFE,
            [Change(Aspect.LINK, address)],
        )
        message = "a link with nothing to click"
        message += ", to a picture that may have stood in it" if picture else ", to a file" if file else ""
        yield self.finding(message, element.start, element.end, fix)
