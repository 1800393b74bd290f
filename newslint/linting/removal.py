"""Take an inline element out of a line of text without joining the words beside it."""

from __future__ import annotations

from newslint.document.html import WHITESPACE
from newslint.linting.finding import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Element


def inline_removal(element: Element) -> Edit:
    """Return the edit that removes an inline *element* which holds nothing but white space.

    If that white space was all that kept two words apart, a space takes its place.
    An element alone on its line goes with the line.
    """
    text = element.body.text
    start, end = element.start, element.end
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    holds_space = element.content_end > element.tag_end
    if before not in WHITESPACE and after not in WHITESPACE:
        apart = holds_space and before != ">" and after != "<"
        return Edit(start, end, " " if apart or (holds_space and (before != ">" or after != "<")) else "")
    return Edit(*element.body.removal(start, end))
