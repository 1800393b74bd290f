"""Take the two tags of an element away and leave what is inside."""

from __future__ import annotations

from newslint.document.body import Syntax
from newslint.linting.finding import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Element


def unwrapped(element: Element) -> list[Edit]:
    """Return the edits that take the tags of a closed *element* away."""
    return [Edit(element.start, element.tag_end), Edit(element.content_end, element.end)]


def apart(element: Element) -> bool:
    """Return whether the tags can go without Markdown reading the line in another way."""
    body = element.body
    if body.syntax is not Syntax.MARKDOWN:
        return True
    text = body.text
    if element.start <= body.start or text[element.start - 1] in "\r\n":
        return False
    around = (
        text[element.start - 1],
        text[element.tag_end : element.tag_end + 1],
        text[element.content_end - 1],
        text[element.end : element.end + 1],
    )
    return all(not one or one.isalnum() or one in " \n,;" for one in around)
