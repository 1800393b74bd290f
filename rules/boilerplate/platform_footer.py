"""Entries of the table: the platform's own container, by ``class``, ``id``, or ``attribute`` with ``value``.

``text`` lists what the container may say of itself (white space collapsed), ``media = true``
lets it hold pictures and links; without it, pictures must be trackers of at most one pixel.
``controls = true`` lets it hold buttons and drawings, which do nothing without the platform's script.
An entry with ``phrase`` names no container but the whole text of a block, for copies from
which the container is gone.
"""

from __future__ import annotations

import re

from newslint.document.body import BLOCK_ELEMENTS
from newslint.late_pattern import late_pattern
from newslint.linting.declare import everything_in
from newslint.linting.finding import Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import Block, Containers, block_at, element_around, is_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import ClassVar

    from newslint.document.body import Element, TextMatch
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry

_CONTROLS = frozenset(("button", "svg", "path", "g", "line", "polyline", "circle", "rect", "polygon"))
_HARMLESS = BLOCK_ELEMENTS | frozenset("a b br em font i img small span strong".split())


class PlatformFooter(ElementRule, TextRule):
    """What a platform puts under every article.

    ## What it finds
    The footer of a blog platform, a feed service or a portal, known by a table: share flares of a feed,
    a logo that leads to the home page, "back to the home page", a tracker in a container of its own, the buttons
    that it lays over pictures and listings.

    ## Why it matters
    It is the same under each article and says nothing about any of them.

    ## Fix safety
    Safe if the container holds nothing but what the table's entry knows. Platforms let their users write
    a footer of their own, such as a notice of rights: that is reported, and stays. A platform's
    phrase that stands there without its container is removed by an unsafe fix.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "BOI004"
    name = "platform-footer"
    stage = Stage.REMOVAL
    uses_knowledge = True
    weighs_evidence = True
    # Both are made from the table.
    literals: ClassVar[tuple[str, ...]] = ()
    pattern: ClassVar[re.Pattern[str]] = late_pattern(r"(?!)")

    GOOD = (
        Good("<p>A</p><footer><p>Notes of the author</p></footer>", note="no platform's"),
        Good('<p>A</p><div class="footer">B</div>', note="a name that anybody uses"),
        Good("<p>A</p><p>back to the home page</p>", note="no table names it"),
    )
    BAD = (
        Bad(
            '<p>A</p><div class="feedflare"><a href="https://feeds.example/~ff/x"><img src="f.gif"></a></div>',
            "<p>A</p>",
        ),
        Bad(
            '<p>A</p><div class="blogger-post-footer"><img width="1" height="1" src="https://t.example/1"></div>',
            "<p>A</p>",
            note="a tracker",
        ),
        Bad(
            '<p>A</p><div class="blogger-post-footer">Notes by Ann, all rights reserved</div>',
            at='<div class="blogger-post-footer">Notes by Ann, all rights reserved</div>',
            note="a footer that the author wrote",
        ),
        Bad(
            '<p>A</p><div class="blogger-post-footer"><img src="ann.jpg" width="90"></div>', note="the author's picture"
        ),
        Bad(
            '<p><img src="a.jpg"></p><div class="image-link-expand"><button>A</button></div>',
            note="a button that says something",
        ),
        Bad("<p>甲</p><p>返回搜狐，查看更多</p>", unsafe="<p>甲</p>", note="a portal's phrase without its container"),
    )

    def prepare(self) -> None:
        self._containers = Containers(self.knowledge)
        self.attributes = self._containers.attributes  # type: ignore[misc]
        phrases = sorted(self.knowledge.index("phrase"))
        self._phrases = frozenset(phrases)
        if phrases:
            self.literals = tuple(phrases)  # type: ignore[misc]
            self.pattern = late_pattern("|".join(map(re.escape, phrases)))  # type: ignore[misc]

    def applies(self, tag: Markup) -> bool:
        return self._containers.find(tag) is not None

    def check(self, found: Element | TextMatch) -> Iterator[Finding]:
        from newslint.document.body import TextMatch

        return self._without_container(found) if isinstance(found, TextMatch) else self._known(found)

    def _known(self, element: Element) -> Iterator[Finding]:
        outermost = self._containers.around(element)
        if outermost is None or outermost[0].index != element.index:
            return
        entry = outermost[1]
        fix = None
        message = f"platform footer: {entry.why}"
        if not element.closed:
            pass
        elif not _holds_only_known(element, entry):
            message += "; it holds something of its own, so it stays"
        elif (edit := Block.of(element).removal()) is not None:
            fix = Fix(edit, Safety.SAFE, everything_in(element))
        yield self.finding(message, element.start, element.end, fix)

    def _without_container(self, match: TextMatch) -> Iterator[Finding]:
        if self._containers.around(element_around(match)) is not None:
            return
        block = block_at(match)
        if block is None or block.text not in self._phrases or block.quoted or not block.text_before(0):
            return
        if not is_first(self.pattern, match, block):
            return
        edit = block.removal() if block.plain else None
        fix = Fix(edit, Safety.UNSAFE, block.changes()) if edit is not None else None
        yield self.finding("phrase of a platform's footer", block.start, block.end, fix)


def _holds_only_known(element: Element, entry: Entry) -> bool:
    text = " ".join(element.text.split())
    if text and text not in entry.get("text", ()):
        return False
    media = bool(entry.get("media", False))
    harmless = _HARMLESS | _CONTROLS if entry.get("controls", False) else _HARMLESS
    linked = media or bool(text)
    for child in element.descendants():
        if child.name not in harmless:
            return False
        if child.name == "img" and not media and not _is_tracker(child):
            return False
        if child.markup.get("href") is not None and not linked:
            return False
    return True


def _is_tracker(image: Element) -> bool:
    sizes = (image.get("width"), image.get("height"))
    return all(size is not None and size.strip().removesuffix("px") in ("0", "1") for size in sizes)
