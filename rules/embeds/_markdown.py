"""Whether an element in Markdown may become another one."""

from __future__ import annotations

from newslint.document.body import Syntax

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Element


def may_become_a_frame(element: Element, end: int) -> bool:
    """Return whether ``<iframe>`` may take the place of *element*, which ends at *end*.

    In Markdown a line that begins with ``<iframe`` begins a block of HTML, which goes on to
    the next blank line: what stands there with *element* would no longer be Markdown. So
    the element must begin within a line, or be all that stands between two blank lines.
    """
    body = element.body
    if body.syntax is not Syntax.MARKDOWN:
        return True
    text = body.text
    line = text.rfind("\n", body.start, element.start) + 1
    before = text[max(line, body.start) : element.start]
    if before.strip(" \t>"):
        return True
    above = text.rfind("\n", body.start, max(line - 1, body.start)) + 1
    if line > body.start and text[max(above, body.start) : line].strip():
        return False
    stop = text.find("\n", end, body.end)
    if stop < 0:
        return not text[end : body.end].strip()
    if text[end:stop].strip():
        return False
    below = text.find("\n", stop + 1, body.end)
    return not text[stop + 1 : body.end if below < 0 else below].strip()
