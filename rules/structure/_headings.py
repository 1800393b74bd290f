"""The headings of a body, in HTML and in Markdown. Shared by the rules that look at all of them."""

from __future__ import annotations

import re

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body
    from newslint.document.html import Markup

# A heading of Markdown (CommonMark 4.2 and 4.3): with signs before it, or underlined.
_MARKDOWN = late_pattern(
    r"^[ ]{0,3}+(?P<signs>#{1,6}+)(?:[ \t]++(?P<text>[^\n]*+))?+$"
    r"|^[ ]{0,3}+(?P<line>[^\s#>|<`=*+-][^\n]*+)\n[ ]{0,3}+(?P<rule>=++|--++)[ \t]*+$",
    re.MULTILINE,
)
_NAMES = ("h1", "h2", "h3", "h4", "h5", "h6")


def _is_heading(tag: Markup) -> bool:
    return tag.name in _NAMES


class Heading:
    """One heading: where it starts and ends (code points into the whole text), its level and its text as written."""

    __slots__ = ("end", "level", "start", "text")

    def __init__(self, start: int, end: int, level: int, text: str) -> None:
        self.start = start
        self.end = end
        self.level = level
        self.text = text


def headings(body: Body) -> list[Heading]:
    """Return the headings of *body* in the order of the text, those in code not counted."""
    found = [
        # One in another one has no text of its own.
        Heading(one.start, one.tag_end, int(one.name[1]), "" if one.inside_one(_is_heading) else one.text)
        for one in body.elements(*_NAMES)
        if not body.regions.covers(one.start)
    ]
    if body.syntax is Syntax.MARKDOWN:
        for match in _MARKDOWN.finditer(body.text, body.start, body.end):
            if body.regions.covers(match.start()):
                continue
            level = len(match["signs"]) if match["signs"] else 1 if match["rule"][0] == "=" else 2
            found.append(Heading(match.start(), match.end(), level, match["text"] or match["line"] or ""))
        found.sort(key=lambda heading: heading.start)
    return found
