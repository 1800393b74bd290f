"""Entries of the table: the producer's own container, by ``class``, ``id``, or ``attribute`` with ``value``.

``text`` lists what the container may say of itself (white space collapsed).
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.declare import everything_in
from newslint.linting.finding import Finding, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import Block, Containers, element_around

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element, TextMatch
    from newslint.document.html import Markup

_CLASSES = frozenset(
    "adsbygoogle ad-slot adslot ad-container ad-wrapper ad-placeholder advertisement dfp-ad gpt-ad google-auto-placed "
    "ad-unit adunit ad-banner taboola outbrain OUTBRAIN trc_related_container".split()
)
_ATTRIBUTES = frozenset(("data-ad-slot", "data-ad-client", "data-google-query-id", "data-ad-format"))
_LABELS = frozenset(
    (
        "advertisement",
        "advertisements",
        "advertisement - continue reading below",
        "story continues below advertisement",
        "article continues below advertisement",
        "\u5e7f\u544a",
        "\u5ee3\u544a",
        "\u30b9\u30dd\u30f3\u30b5\u30fc\u30ea\u30f3\u30af",
        "anzeige",
        "publicit\u00e9",
        "publicidad",
    )
)
_HOLDS_SOMETHING = frozenset(("img", "picture", "video", "audio", "iframe", "object", "embed", "svg", "table", "pre"))
_BLOCKS = frozenset(("p", "div", "aside", "section", "ins", "span", "h4", "h5", "h6"))


class AdSlot(ElementRule, TextRule):
    """Places for advertisements.

    ## What it finds
    Elements without any content that a script was to fill with an advertisement, by their class (`adsbygoogle`,
    `ad-slot` …) or attributes (`data-ad-slot`, `data-ad-client`), or known by a table as a producer's own; and the
    label alone ("Advertisement", 广告).

    ## Why it matters
    An empty box, or a heading for nothing, in the middle of the article.

    ## Fix safety
    Safe for empty elements: they show nothing; so is the label in a container that a table names, if the table
    knows the label. Unsafe for any other label: somebody may have written the word. An `<ins>`
    without such marks is an insertion of the author's. What holds text or pictures stays.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "BOI005"
    name = "ad-slot"
    stage = Stage.REMOVAL
    tags = _BLOCKS
    uses_knowledge = True
    weighs_evidence = True
    # The labels in any case, as far as they need no more searches than this.
    literals = (
        *("dvertisement", "DVERTISEMENT", "nzeige", "NZEIGE", "ublici", "UBLICI"),
        *("\u5e7f\u544a", "\u5ee3\u544a", "\u30b9\u30dd\u30f3\u30b5"),
    )
    pattern = late_pattern(
        "(?<![^>\\s])(?:"
        + "|".join(sorted((re.escape(label) for label in _LABELS), key=len, reverse=True))
        + r"):?+(?![^<\s])",
        re.IGNORECASE,
    )

    GOOD = (
        Good("<p>A <ins>new</ins> B</p>", note="an edit mark"),
        Good('<div class="ad-slot"><p>The ferry</p></div>', note="it holds text"),
        Good('<div class="advertisement"><img src="a.jpg"></div>', note="it holds a picture"),
        Good("<p>Advertisement is the art of …</p>"),
        Good('<div class="ad"></div>', note="a class of two letters can mean anything"),
    )
    BAD = (
        Bad('<p>A</p>\n<ins class="adsbygoogle" data-ad-slot="1"></ins>\n<p>B</p>', "<p>A</p>\n<p>B</p>"),
        Bad(
            '<p>A</p><div class="ad-container"><div data-ad-client="x"> </div></div><p>B</p>',
            "<p>A</p><p>B</p>",
            note="one in another",
        ),
        Bad("<p>A</p>\n<p>Advertisement</p>\n<p>B</p>", unsafe="<p>A</p>\n<p>B</p>", at="<p>Advertisement</p>"),
        Bad('A<div class="ad-slot"></div>B', note="the two texts would become one"),
        Bad('<div class="ad-slot">广告</div><p>B</p>', unsafe="<p>B</p>"),
    )

    def prepare(self) -> None:
        self._containers = Containers(self.knowledge)
        self.attributes = ("class", *sorted(_ATTRIBUTES), *self._containers.attributes)  # type: ignore[misc]

    def applies(self, tag: Markup) -> bool:
        return _is_slot(tag) or self._containers.find(tag) is not None

    def check(self, found: Element | TextMatch) -> Iterator[Finding]:
        from newslint.document.body import TextMatch

        return self._label(found) if isinstance(found, TextMatch) else self._slot(found)

    def _slot(self, element: Element) -> Iterator[Finding]:
        entry = self._containers.find(element.markup, element.document)
        if element.partner < 0 or (entry is None and not _is_slot(element.markup)):
            return
        parent = element.parent
        if parent is not None and self._marked(parent):
            return  # It goes with what it stands in.
        if element.holds_comment or element.holds_one(_shows_something):
            return
        if not element.has_text:
            yield self._removal(element, Safety.SAFE, "an empty place for an advertisement")
        elif entry is not None and " ".join(element.text.split()) in entry.get("text", ()):
            yield self._removal(element, Safety.SAFE, f"a place for an advertisement: {entry.why}")
        elif _is_label(element.text):
            yield self._removal(element, Safety.UNSAFE, "a label for an advertisement")

    def _label(self, match: TextMatch) -> Iterator[Finding]:
        element = element_around(match)
        while element is not None and element.name == "span" and element.parent is not None:
            element = element.parent
        if element is None or element.partner < 0 or element.name not in _BLOCKS or not _is_label(element.text):
            return
        if element.inside_one(_is_slot) or self._marked(element):
            return
        if element.holds_comment or element.holds_one(_shows_something) or element.holds_one(_is_block):
            return
        yield self._removal(element, Safety.UNSAFE, "a label for an advertisement")

    def _marked(self, element: Element) -> bool:
        return _is_slot(element.markup) or self._containers.find(element.markup, element.document) is not None

    def _removal(self, element: Element, safety: Safety, message: str) -> Finding:
        edit = Block.of(element).removal()
        fix = Fix(edit, safety, everything_in(element)) if edit is not None else None
        return self.finding(message, element.start, element.end, fix)


def _is_label(text: str) -> bool:
    return " ".join(text.lower().split()).rstrip(":") in _LABELS


def _is_slot(tag: Markup) -> bool:
    return not _CLASSES.isdisjoint(tag.classes) or not _ATTRIBUTES.isdisjoint(tag.by_name)


def _shows_something(tag: Markup) -> bool:
    return tag.name in _HOLDS_SOMETHING or (tag.name == "a" and "id" in tag.by_name)


def _is_block(tag: Markup) -> bool:
    return tag.name in _BLOCKS - {"span"}
