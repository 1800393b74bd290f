from __future__ import annotations

from newslint.linting.finding import Edit, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._declarations import is_common_ground

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Attribute, Markup
    from newslint.linting.finding import Finding

_TEXT_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6".split())
_DROPPED = {
    "border": frozenset(("table", "img", "iframe", "object")),
    "frameborder": frozenset(("iframe",)),
    "hspace": frozenset(("img", "iframe", "object", "table")),
    "vspace": frozenset(("img", "iframe", "object", "table")),
    "cellpadding": frozenset(("table",)),
    "cellspacing": frozenset(("table",)),
    "noshade": frozenset(("hr",)),
    "size": frozenset(("hr",)),
    "marginwidth": frozenset(("iframe",)),
    "marginheight": frozenset(("iframe",)),
}


_NOTHING = ("0", "0px", "no")
_OF_FRAMES = frozenset("border frameborder marginwidth marginheight".split())


class PresentationalAttribute(ElementRule):
    """Attributes that say how an element looks.

    ## What it finds
    `align` on paragraphs, `<div>` and headings, `bgcolor` of no colour, `border`, `hspace`, `vspace`,
    `cellpadding`, `cellspacing` and the like.

    ## Why it matters
    They are no longer part of HTML, and override the style of the site that shows the article.

    ## Fix safety
    Safe: `align="center"`, `right` and `justify` become `text-align`; `left` goes, except where
    the text runs from right to left, and becomes `text-align` in what aligns its text otherwise. The gap between a
    picture and the text beside it (`hspace`, `vspace`) stays. The alignment of table cells and rows, the numbering of
    lists (`type`, `start`, `reversed`), `colspan`, `rowspan`, the sizes of media, the lines of a table, background
    colours that are not grey or dark, and a frame's `frameborder="0"`, without which browsers draw a border, stay.
    """

    code = "STY005"
    name = "presentational-attribute"
    stage = Stage.STYLE
    attributes = ("align", "bgcolor", *_DROPPED)

    GOOD = (
        Good('<table><tr><td align="right" valign="top" colspan="2">1</td></tr></table>', note="a table's alignment"),
        Good('<table border="1"><tr><td bgcolor="black">1</td></tr></table>', note="its lines, and a dark ground"),
        Good(
            '<iframe frameborder="0" src="https://a.example/"></iframe>', note="browsers draw one where nothing is said"
        ),
        Good('<table border="1" cellspacing="0"><tr><td>1</td></tr></table>', note="how far apart the lines are"),
        Good('<ol type="a" start="3" reversed><li>A</li></ol>', note="the numbering"),
        Good('<table><tr><td bgcolor="#ff0000">1</td></tr></table>', note="coded by colour"),
        Good('<img src="a" width="10" height="20" align="left">', note="the size, and the text beside it"),
        Good('<img src="a" align="left" hspace="5">', note="the gap between the two"),
        Good('<p align="left" dir="rtl">\u05d0</p>', note="against the direction of the text"),
        Good('<p align="{{ a }}">A</p>', note="a template"),
        Good('<pre><p align="center">A</p></pre>', note="code"),
    )
    BAD = (
        Bad('<p align="left">A</p>', "<p>A</p>", at='align="left"'),
        Bad(
            '<div style="text-align: center"><p align="left">A</p></div>',
            '<div style="text-align: center"><p style="text-align: left">A</p></div>',
            note="in the middle without it",
        ),
        Bad(
            '<table><tr><th><p align="left">A</p></th></tr></table>',
            '<table><tr><th><p style="text-align: left">A</p></th></tr></table>',
        ),
        Bad('<p align=center class="a">A</p>', '<p style="text-align: center" class="a">A</p>'),
        Bad('<p align="right" style="color:red">A</p>', '<p style="text-align: right; color:red">A</p>'),
        Bad('<p style="text-align:left" align="right">A</p>', '<p style="text-align:left">A</p>', note="style wins"),
        Bad(
            '<table border="0" cellpadding="0"><tr><td bgcolor="#FFF">1</td></tr></table>',
            "<table><tr><td>1</td></tr></table>",
            count=3,
        ),
        Bad('<img src="a" border="0" hspace="5">', '<img src="a">', count=2),
    )

    def applies(self, tag: Markup) -> bool:
        return any(_wanted(tag, attribute) for attribute in tag.attributes)

    def check(self, element: Element) -> Iterator[Finding]:
        tag = element.markup
        for attribute in tag.attributes:
            if not _wanted(tag, attribute):
                continue
            if attribute.name != "align":
                edits = [_removal(element, attribute)]
            else:
                value = attribute.text.strip().lower()
                if value == "left" and _right_to_left(element):
                    continue
                edits = self._align(element, attribute, value)
            start = element.start
            yield self.finding(
                f"{attribute.name} says how the element looks",
                start + attribute.start,
                start + attribute.end,
                Fix(edits),
            )

    def _align(self, element: Element, attribute: Attribute, value: str) -> list[Edit]:
        if value == "left" and not element.inside_one(_aligns):
            return [_removal(element, attribute)]
        style = element.markup.by_name.get("style")
        start = element.start
        if style is None:
            return [Edit(start + attribute.start, start + attribute.end, f'style="text-align: {value}"')]
        if "text-align" in style.text.lower():
            return [_removal(element, attribute)]
        place = start + style.value_start
        return [
            _removal(element, attribute),
            Edit(place, place, f"text-align: {value}" + ("; " if style.value else "")),
        ]


def _wanted(tag: Markup, attribute: Attribute) -> bool:
    if attribute.name == "align":
        return tag.name in _TEXT_BLOCKS and attribute.text.strip().lower() in ("left", "center", "right", "justify")
    if attribute.name == "bgcolor":
        return is_common_ground(attribute.text.strip().lower())
    if tag.name not in _DROPPED.get(attribute.name, ()):
        return False
    nothing = attribute.text.strip().lower() in _NOTHING
    if attribute.name in ("hspace", "vspace") and (tag.get("align") or "").strip().lower() in ("left", "right"):
        return nothing  # It keeps the text beside it away.
    if tag.name == "table" and attribute.name == "border":
        return nothing  # The lines between the cells show what belongs together.
    if tag.name == "table" and (border := tag.by_name.get("border")) is not None:
        return border.text.strip().lower() in _NOTHING  # How far apart the lines are.
    if tag.name == "iframe" and attribute.name in _OF_FRAMES:
        return not nothing  # A browser draws a border, and leaves a margin, where nothing is said.
    return True


def _aligns(tag: Markup) -> bool:
    """Return whether the text in an element may not begin at the left, so that ``left`` in it says something."""
    if tag.name in ("center", "th", "caption") or (tag.get("align") or "left").strip().lower() != "left":
        return True
    return "text-align" in (tag.get("style") or "").lower() or any("center" in name.lower() for name in tag.classes)


def _removal(element: Element, attribute: Attribute) -> Edit:
    return attribute_removal(element.markup, attribute).moved(element.start)


def _right_to_left(element: Element) -> bool:
    """Return whether the element says so, one around it does, or its text has Hebrew or Arabic letters."""
    if _says_right_to_left(element.markup):
        return True
    if element.inside_one(_says_right_to_left):
        return True
    source = element.body.text[element.tag_end : min(element.content_end, element.tag_end + 2000)]
    return any("\u0590" <= character <= "\u08ff" for character in source)


def _says_right_to_left(tag: Markup) -> bool:
    return (tag.get("dir") or "").lower() == "rtl"
