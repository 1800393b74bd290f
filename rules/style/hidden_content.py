from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Finding, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

_HIDING = late_pattern(
    r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden|font-size\s*+:\s*+0(?:px|pt|em|%)?+\s*+(?:!|;|$)"
    r"|text-indent\s*+:\s*+-\d{3,}+|left\s*+:\s*+-\d{3,}+)",
    re.IGNORECASE,
)
_UNTIL_READY = frozenset(("visibility:hidden", "opacity:0"))
# What shows it: a script of the page, or the style sheet of a library.
_SHOWN_BY_OTHERS = (
    "katex",
    "mathjax",
    "mjx",
    "sr-only",
    "screen-reader-text",
    "visually-hidden",
    "wp-embedded-content",
)


class HiddenContent(ElementRule):
    """Text that the page did not show.

    ## What it finds
    Elements with text or pictures that `style` or `hidden` keeps from being seen: `display: none`,
    `visibility: hidden`, a size of nothing, a place far outside the page.

    ## Why it matters
    Where styles are cleaned it shows: a second headline, a keyword list, the text of a dialogue.

    ## Fix safety
    Safe for the box of a whole article that a table knows by its id, and that the publisher's script showed when the
    page was ready: what hides it goes. Else only reported: it can be the answer of a quiz, or a note for the editors.
    What is hidden for the eye and meant for screen readers (`sr-only`, formulas) is left alone, and so is `<details>`.
    """

    code = "STY006"
    name = "hidden-content"
    stage = Stage.STYLE
    attributes = ("style", "hidden")
    uses_knowledge = True

    GOOD = (
        Good('<p style="color: red">A</p><div style="display:none"></div>', note="nothing in it"),
        Good('<span class="katex-mathml" style="display:none">x</span>', note="for screen readers"),
        Good('<iframe class="wp-embedded-content" style="visibility: hidden" src="https://a.example"></iframe>'),
        Good('<div style="font-size:0"><img src="a.jpg" alt="A"></div>', note="against the gaps between pictures"),
        Good('<img style="display: none" class="opacity_0" src="a.jpg">', note="until a script has loaded it"),
        Good('<details hidden=""><summary>A</summary></details>'),
    )
    BAD = (
        Bad('<p style="color:red; display: none">原标题：甲</p>', at='<p style="color:red; display: none">'),
        Bad("<div hidden><p>A</p></div>"),
        Bad('<span style="font-size:0">A</span>'),
        Bad(
            '<div id="js_content" style="visibility: hidden; opacity: 0;"><p>A</p></div>',
            '<div id="js_content"><p>A</p></div>',
            note="WeChat's page shows it when it is ready",
        ),
        Bad('<div style="display: none"><img src="a.jpg" alt="A"></div>', note="a picture"),
    )

    def prepare(self) -> None:
        self._shown = self.knowledge.index("id")

    def applies(self, tag: Markup) -> bool:
        if tag.name in ("details", "input", "svg", "iframe", "img", "math"):
            return False
        if any(word in name.lower() for name in tag.classes for word in _SHOWN_BY_OTHERS):
            return False
        hidden = tag.get("hidden")
        return (hidden is not None and hidden != "until-found") or _HIDING.search(tag.get("style") or "") is not None

    def check(self, element: Element) -> Iterator[Finding]:
        if element.partner < 0:
            return
        entry = self._shown.get(element.get("id") or "")
        if entry is not None and (edit := _without_hiding(element)) is not None:
            yield self.finding(entry.why, element.start, element.tag_end, Fix(edit))
        elif element.has_text:
            yield self.finding("text that the page did not show", element.start, element.tag_end)
        elif _takes_all_away(element.markup) and element.holds_one(_is_picture):
            yield self.finding("a picture that the page did not show", element.start, element.tag_end)


def _without_hiding(element: Element) -> Edit | None:
    """Return the edit that leaves of the element's style what does not hide it."""
    style = element.markup.by_name.get("style")
    if style is None or not style.quote or any(character in style.text for character in "\"'&()"):
        return None
    parts = [part.strip() for part in style.text.split(";") if part.strip()]
    kept = [part for part in parts if "".join(part.split()).lower().removesuffix("!important") not in _UNTIL_READY]
    if len(kept) == len(parts):
        return None
    if kept:
        return Edit(element.start + style.value_start, element.start + style.value_end, "; ".join(kept))
    return attribute_removal(element.markup, style).moved(element.start)


def _takes_all_away(tag: Markup) -> bool:
    """Return whether not text alone is hidden: pictures show in an element with letters of no size."""
    style = "".join((tag.get("style") or "").lower().split())
    return "hidden" in tag.by_name or "display:none" in style or "visibility:hidden" in style


def _is_picture(tag: Markup) -> bool:
    return tag.name in ("img", "video", "audio", "iframe")
