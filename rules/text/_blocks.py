"""Where the text of a block begins and ends. Shared by the rules on text."""

from __future__ import annotations

import re

from newslint.document.html import WHITESPACE, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body, TextMatch

_TEXT_BLOCKS = frozenset(
    "p div section article blockquote li td th dt dd figcaption caption h1 h2 h3 h4 h5 h6 summary address "
    "center".split()
)
_VISIBLE = re.compile(f"[^{WHITESPACE}]")
_INLINE = frozenset("span font b strong i em u s a small big mark cite q label code".split())


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
            return True
        if markup.name not in _INLINE:
            return False
        index += step
        # The text between this tag and the next one outwards.
        piece = body.pieces[2 * index + 2] if step < 0 else body.pieces[2 * index]
        if piece.strip(WHITESPACE):
            return False
    return False


def block_has_other_text(match: TextMatch, noise: str) -> bool:
    """Return whether the text piece of *match*, or the one beside it, holds more than *noise* and white space."""
    body = match.body
    for piece in (match.piece, match.piece - 2, match.piece + 2):
        if 0 <= piece < len(body.pieces) and body.pieces[piece].replace("&nbsp;", "").strip(noise + WHITESPACE):
            return True
    return False
