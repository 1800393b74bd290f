"""Where the text of a block begins and ends. Shared by the rules on text."""

from __future__ import annotations

import re
from bisect import bisect_right

from newslint.document.html import WHITESPACE, Kind
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.document.body import Body, TextMatch

_TEXT_BLOCKS = frozenset(
    "p div section article blockquote li td th dt dd figcaption caption h1 h2 h3 h4 h5 h6 summary address "
    "center".split()
)
# The address of a link in Markdown, up to where it is cut: (…, [x]: …, <https:…, https://…
_ADDRESS = late_pattern(r"(?:\]\([ \t]*+<?|\]:[ \t]*+<?|<[A-Za-z][A-Za-z0-9+.-]*+:|://)[^\s()<>]*+\Z")
# What can begin a line of Markdown that is no paragraph.
_LINE_BEGINS = late_pattern(r"[\s>#*+|:~=.)0-9\x00-\x1f\u200b\ufeff\u2060\u00ad-]*+")
_BLOCK_EDGE = late_pattern(r"</?(?:p|div|section|article|blockquote|li|t[dh]|h[1-6])\b", re.IGNORECASE)
_INDENT_AFTER_BREAK = late_pattern(
    r"<br\b[^<>]{0,300}+>[ \t\r\n]*+(?:[\u3000\xa0]|&nbsp;|&#160;|&#[xX][aA]0;)", re.IGNORECASE
)
_SHORTCODE = late_pattern(r"\[(/?)([A-Za-z0-9]{1,20}+)(?=[\s\]=])[^\[\]\n]{0,300}+\]")
_REFERENCE = late_pattern(r"&#?[A-Za-z0-9]{0,32}\Z")
_REACH = 2_000
"""Code points in which the ends of a line are looked for."""
_LABEL = 1_000
"""Code points that a label may have (CommonMark, 6.3: at most 999)."""
_VISIBLE = late_pattern(f"[^{WHITESPACE}]")
_INLINE = frozenset("span font b strong i em u s a small big mark cite q label code".split())


class Listings:
    """Where shortcodes that stand for code (``[php]…[/php]``) begin and end in a body."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._body: Body | None = None
        self._begins: list[int] = []
        self._ends: list[int] = []

    def hold(self, match: TextMatch) -> bool:
        """Return whether *match* stands in one."""
        if self._body is not match.body:
            self._body = match.body
            self._begins, self._ends = self._find(match.body)
        place = bisect_right(self._begins, match.start) - 1
        return place >= 0 and match.end <= self._ends[place]

    def _find(self, body: Body) -> tuple[list[int], list[int]]:
        begins: list[int] = []
        ends: list[int] = []
        if "[/" not in body.text:
            return begins, ends
        begun, name = -1, ""
        for found in _SHORTCODE.finditer(body.text, body.start, body.end):
            if begun < 0:
                if not found[1] and found[2].lower() in self._names:
                    begun, name = found.end(), found[2].lower()
            elif found[1] and found[2].lower() == name:
                begins.append(begun)
                ends.append(found.start())
                begun = -1
            elif not found[1] and found[2].lower() == name:
                begun = found.end()
        return begins, ends


def begins_block(match: TextMatch) -> bool:
    """Return whether nothing visible stands between *match* and the start tag of its block."""
    body = match.body
    if _VISIBLE.search(body.text, match.piece_start, match.start):
        return False
    return _edge(body, match.previous, -1, Kind.START)


def ends_block(match: TextMatch) -> bool:
    """Return whether nothing visible stands between *match* and the end tag of its block."""
    body = match.body
    if _VISIBLE.search(body.text, match.end, match.piece_end):
        return False
    return _edge(body, match.next, 1, Kind.END)


def _edge(body: Body, index: int, step: int, kind: Kind) -> bool:
    while 0 <= index < len(body.markups):
        markup = body.markups[index]
        if markup.kind is not kind:
            return False
        if markup.name in _TEXT_BLOCKS:
            # An end tag that closes nothing is ignored, and the text goes on.
            return kind is Kind.START or body.partner[index] >= 0
        if markup.name not in _INLINE:
            return False
        index += step
        # The text between this tag and the next one outwards.
        piece = body.pieces[2 * index + 2] if step < 0 else body.pieces[2 * index]
        if piece.strip(WHITESPACE):
            return False
    return False


def lines_begin_so(match: TextMatch) -> bool:
    """Return whether other lines of the same block, after a ``<br>``, begin with ideographic or no-break spaces too."""
    text, last = match.body.text, min(match.body.end, match.end + _REACH)
    edge = _BLOCK_EDGE.search(text, match.end, last)
    return _INDENT_AFTER_BREAK.search(text, match.end, edge.start() if edge else last) is not None


def block_has_other_text(match: TextMatch, noise: str) -> bool:
    """Return whether the text piece of *match*, or the one beside it, holds more than *noise* and white space."""
    body = match.body
    for piece in (match.piece, match.piece - 2, match.piece + 2):
        if 0 <= piece < len(body.pieces) and body.pieces[piece].replace("&nbsp;", "").strip(noise + WHITESPACE):
            return True
    return False


def opens_markup(match: TextMatch, before: str, after: str) -> bool:
    """Return whether a tag, a template or a reference to a character would begin or end without *match*.

    *before* and *after* are the characters beside it, empty at the ends of the body.
    """
    if not before or not after:
        return False
    if before == "<" or (before in "{%#" and after in "{%#<") or (before in "}%#>" and after in "}>"):
        return True
    if not (after.isalnum() or after in "#;"):
        return False
    body = match.body
    return _REFERENCE.search(body.text, max(body.start, match.start - 40), match.start) is not None


def touches_markdown(match: TextMatch, before: str, after: str) -> bool:
    """Return whether Markdown might read what is around *match*, or the line, in another way without it."""
    if before and before in "*_`~[]!\\:#&":
        return True
    if (before.isspace() or after not in "\r\n") and _blank_after(match):
        return True  # White space that comes to stand at the end of a line.
    return (bool(after) and after in "*_`~[](!") or _begins_line(match, after)


def _begins_line(match: TextMatch, after: str) -> bool:
    """Return whether Markdown might read a line, or an address, in another way without *match*."""
    body = match.body
    first = max(body.start, match.start - _REACH)
    line = body.text.rfind("\n", first, match.start) + 1
    if not line and first > body.start:
        return True
    written = body.text[max(line, body.start) : match.start]
    if _ADDRESS.search(written) is not None:
        return True
    return not after.isalpha() and _LINE_BEGINS.fullmatch(written) is not None


def _blank_after(match: TextMatch) -> bool:
    """Return whether nothing visible follows on the line."""
    body = match.body
    written = body.text[match.end : min(body.end, match.end + _REACH)]
    return not written.partition("\n")[0].strip()


def in_label(match: TextMatch) -> bool:
    """Return whether *match* may stand in a label of Markdown (``[a][b]``, ``[b]: /c``) or in a picture's text.

    A label is the same one only if all its letters are; the other text in brackets is fixed if an address follows it.
    """
    text = match.body.text
    begin = text.rfind("[", max(match.body.start, match.start - _LABEL), match.start)
    if begin < 0 or "]" in text[begin : match.start] or "\n\n" in text[begin : match.start]:
        return False
    end = text.find("]", match.end, match.end + _LABEL)
    return text[begin - 1 : begin] == "!" or (end >= 0 and not text.startswith("(", end + 1))


def in_address(match: TextMatch, start: int) -> bool:
    """Return whether Markdown reads the place *start*, on the line of *match*, as the address of a link."""
    body = match.body
    before = body.text[max(body.start, start - 200) : start]
    return before.endswith("]") or before.rstrip(" \t<").endswith(("](", "]:")) or _ADDRESS.search(before) is not None
