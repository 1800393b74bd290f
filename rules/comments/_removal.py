"""Take a comment or an element out of a text so that what is left reads as it did.

In HTML that is :meth:`Body.removal`. In Markdown a comment at the start of a line is a
block of its own: it ends a paragraph, it keeps two lists apart, and what follows it on
its line is not read as Markdown at all. A removal that would change any of this is not
made. (CommonMark 0.31, section 4.6: kinds 2 and 6 of HTML blocks.)
"""

from __future__ import annotations

import re
from bisect import bisect_right

from newslint.document.body import BLOCK_ELEMENTS, Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body

_LIST_ITEM = late_pattern(r"[ \t>]*+(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_CONTAINER_ONLY = late_pattern(r"[ \t>]*+(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]*+)*+$")
_BLOCK_TAG = late_pattern(r" {0,3}</?+([A-Za-z][A-Za-z0-9]*+)(?=[\s/>]|$)")
# The tags that begin an HTML block of kind 6, which goes on up to a blank line.
_BLOCK_TAGS = (BLOCK_ELEMENTS - {"pre", "hgroup"}) | frozenset(
    "base basefont frame frameset iframe link menuitem noframes optgroup option param title track".split()
)
_RAW_END = late_pattern(r"</(?:pre|script|style|textarea)\b", re.IGNORECASE)
_RAW = "<pre>"
_MEANS_SOMETHING = late_pattern(r"[*_`\[\\]")
_BLANK_LINE = late_pattern(r"\n[ \t]*+\r?+\n")
# How far (code points) to look for the ends of a line and the beginning of the block above it.
# Where they are further away no removal is made, so that the time stays linear.
_REACH = 10_000
_MOST_LINES = 60


def removal(body: Body, start: int, end: int) -> Edit | None:
    """Return the edit that removes ``text[start:end]``, a comment or a whole element; None if it would be read.

    Offsets are code points into the whole text.
    """
    text = body.text
    if not body.read_as_markdown:
        return Edit(*body.removal(start, end))
    first, last = max(body.start, start - _REACH), min(body.end, end + _REACH)
    line_start = text.rfind("\n", first, start) + 1
    line_end = text.find("\n", end, last)
    if (not line_start and first > body.start) or (line_end < 0 and last < body.end):
        return None
    line_start = line_start or body.start
    line_end = body.end if line_end < 0 else line_end
    before = text[line_start:start]
    after = text[end:line_end].strip()
    if after.startswith("<!--"):
        # Were both taken out at once, a blank line would be left. The last one goes first.
        return None
    if after.startswith("<![") or (not before.strip() and _turns_into_markdown(after)):
        return None
    if body.syntax is Syntax.HTML and (before.strip() or after[:1] in ("", "<")):
        # All of it is HTML; only text that comes to stand at the start of a line could turn into Markdown.
        if after and not before.strip():
            rest = text[end:line_end]
            return Edit(start, end + len(rest) - len(rest.lstrip(" \t")))  # Four spaces would begin code.
        return Edit(*body.removal(start, end))
    above = _block_above(body, line_start)
    if above is None:
        return None
    inside_html = bool(above) and _opens_block(above[-1])
    if (before.strip() or inside_html) and _BLANK_LINE.search(text, start, end):
        return None  # To Markdown it ends at the blank line.
    if before.strip():
        return _inline_removal(start, end, before, bool(after), inside_html)
    below = _line_at(body, line_end + 1)
    is_comment = text.startswith(("<!", "<?"), start)
    if len(before.expandtabs(4)) > 3 and not inside_html:
        return None
    if after:
        if inside_html:
            return Edit(start, end)
        begins_block = is_comment or _opens_block(text[line_start:line_end])
        keeps_block = begins_block and _opens_block(after) and (not is_comment or not below or _opens_block(below))
        return Edit(start, end) if keeps_block else None
    if inside_html or (not is_comment and (not below or _opens_block(below))):
        return Edit(line_start, min(line_end + 1, body.end))
    if not is_comment or any(line.lstrip().startswith("<") and "<!--" not in line for line in above):
        return None  # An inline tag may have begun an HTML block, or not.
    if _separates(body, line_start, line_end, above, indented=bool(before)):
        return None
    if above and below:
        # A blank line has to keep the two paragraphs apart.
        return Edit(line_start, line_end)
    return Edit(line_start, min(line_end + 1, body.end))


def _turns_into_markdown(after: str) -> bool:
    """Return whether *after* begins with an inline tag and has more for Markdown in it than HTML."""
    return after.startswith("<") and not _opens_block(after) and _MEANS_SOMETHING.search(after) is not None


def _inline_removal(start: int, end: int, before: str, has_rest: bool, inside_html: bool) -> Edit | None:
    if not inside_html and _CONTAINER_ONLY.match(before):
        return None
    if not has_rest:
        # Two spaces that come to stand at the end of a line would break it.
        start -= len(before) - len(before.rstrip(" \t"))
    return Edit(start, end)


def _opens_block(line: str) -> bool:
    match = _BLOCK_TAG.match(line)
    return match is not None and match[1].lower() in _BLOCK_TAGS


def _line_at(body: Body, offset: int) -> str:
    """Return the line that starts at *offset*, or ``""`` if it is blank or not there."""
    if offset >= body.end:
        return ""
    stop = body.text.find("\n", offset, body.end)
    line = body.text[offset : body.end if stop < 0 else stop]
    return line.rstrip() if line.strip() else ""


def _block_above(body: Body, line_start: int) -> list[str] | None:
    """Return the lines directly above, the nearest first, back to a blank one or one that opens an HTML block.

    None if there are too many of them.
    """
    lines: list[str] = []
    text, stop = body.text, line_start
    while stop > body.start:
        if line_start - stop > _REACH or len(lines) > _MOST_LINES:
            return None
        begin = max(text.rfind("\n", body.start, stop - 1) + 1, body.start)
        line = text[begin:stop].rstrip()
        if not line:
            break
        if _in_code(body, begin):
            line = "    code"
        elif _RAW_END.search(line):
            # Above stands a listing or a script, over whose lines nothing can be said.
            lines.append(_RAW)
            break
        lines.append(line)
        if _opens_block(line):
            break
        stop = begin
    return lines


def _in_code(body: Body, offset: int) -> bool:
    place = bisect_right(body.code, (offset, body.end)) - 1
    return place >= 0 and offset < body.code[place][1]


def _separates(body: Body, line_start: int, line_end: int, above: list[str], *, indented: bool) -> bool:
    """Return whether what stands on these lines keeps a list from going on below it, or belongs to a list."""
    following = _following(body, line_end)
    if not (indented or following[:1].isspace() or _LIST_ITEM.match(following)):
        return False
    start = line_start
    while all(line.startswith("<!--") for line in above):
        # Nothing but comments: the list, if there is one, stands above them.
        start -= sum(len(line) + 1 for line in above)
        while start > body.start and body.text[start - 1].isspace():
            start -= 1
        if start <= body.start:
            return False
        start = max(body.text.find("\n", start, line_start) + 1, start + 1)
        above = _block_above(body, start) or [_RAW]
        if line_start - start > _REACH:
            return True
    return any(line == _RAW or line[:1].isspace() or _LIST_ITEM.match(line) is not None for line in above)


def _following(body: Body, offset: int) -> str:
    """Return the first line at or after *offset* that is neither blank nor a comment; ``""`` if there is none."""
    text = body.text
    limit = min(offset + _REACH, body.end)
    while offset < limit:
        end = text.find("\n", offset, limit)
        line = text[offset : limit if end < 0 else end]
        if line.startswith("<!--") and (closing := text.find("-->", offset, limit)) >= 0:
            offset = closing + 3
        elif line.strip():
            return line
        else:
            offset += len(line) + 1
    return "" if limit == body.end else "    too far away"
