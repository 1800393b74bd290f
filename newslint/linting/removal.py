"""Take an inline element out of a line of text, or an attribute out of a tag, without joining what stands beside it."""

from __future__ import annotations

from bisect import bisect_left

from newslint.document.html import WHITESPACE
from newslint.document.pairing import is_block
from newslint.linting.finding import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Element
    from newslint.document.html import Attribute, Markup


def inline_removal(element: Element) -> Edit:
    """Return the edit that removes an inline *element* which holds nothing but white space.

    If that white space was all that kept two words apart, a space takes its place.
    An element alone on its line goes with the line.
    """
    text = element.body.text
    start, end = element.start, element.end
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    holds_space = any(character in WHITESPACE for character in text[element.tag_end : element.content_end])
    if before not in WHITESPACE and after not in WHITESPACE:
        return Edit(start, end, " " if holds_space and not _at_edge(element, before, after) else "")
    return Edit(*element.body.removal(start, end))


def attribute_removal(tag: Markup, attribute: Attribute) -> Edit:
    """Return the edit that takes *attribute* out of *tag*; offsets are relative to the tag.

    The white space and the slashes before the attribute go with it, but nothing that belongs to the
    value before it: ``<a href=b/ id=c>`` leads to ``b/``. Where the attributes beside it, or a value
    without quotes and the slash at the tag's end, would become one, a space stays between them.
    """
    text = tag.text
    before = attribute.start
    place = bisect_left(tag.attributes, before, key=_start)
    least = tag.attributes[place - 1].end if place else 1 + len(tag.name)
    while before > least and text[before - 1] in "\t\n\f\r /":
        before -= 1
    after = text[attribute.end]
    open_ended = after == "/" and any(other.value is not None and not other.quote for other in tag.attributes)
    return Edit(before, attribute.end, " " if open_ended or after not in "\t\n\f\r />" else "")


def _start(attribute: Attribute) -> int:
    return attribute.start


def _at_edge(element: Element, before: str, after: str) -> bool:
    """Return whether *element* stands between two tags of which one is a block's, so that a space does not show."""
    if before != ">" or after != "<":
        return False
    markups = element.body.markups
    return any(
        not 0 <= beside < len(markups) or is_block(markups[beside])
        for beside in (element.index - 1, element.partner + 1)
    )
