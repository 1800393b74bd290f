"""The visible text of an article in the forms that two texts are compared in.

The stream of a ``Reading`` is reduced twice. In
``text``, what a reader sees between two characters is one separator: a space, or
the strongest boundary that stands there. In ``styled``, there are the characters
and the styles that begin and end between them, and no separators. Both are
bytes, so that searching, comparing and cutting run at the speed of C; offsets
into them are bytes.
"""

from __future__ import annotations

import re

from newslint.fixing.markers import LINK_STYLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK, ITEM, RULE = b"\xff", b"\xfe", b"\xfd"
"""Boundaries: between blocks or lines, before a list item, and where a line is drawn across."""
SEPARATORS = b" \xf5\xf6\xf7\xf8\xfd\xfe\xff"
"""All bytes that stand between characters in ``text``; F5 to F8 are white space in preformatted text."""
_NOT_STYLED = b" \t\n\r\x0c\xf5\xf6\xf7\xf8\xfc\xfd\xfe\xff"

_STYLE_MARKER = re.compile(rb"([\xc0\xc1].)", re.DOTALL)
_PREFORMATTED_ON, _PREFORMATTED_OFF = b"\xc0\xbf", b"\xc1\xbf"
_PREFORMATTED_WHITE = b" \xf5\xf6\xf7\xf8"
_TO_PREFORMATTED = bytes.maketrans(b" \n\t\x0c\r\xfc", b"\xf5\xf6\xf7\xf8\xf6\xf6")
_TO_SPACE = bytes.maketrans(b"\n\t\x0c\r", b"    ")
_SPACES = re.compile(rb"  ++")
_SEPARATOR = re.compile(rb"[ \xf5-\xf8\xfd-\xff]++")
_DECLARED_SPACE = re.compile(rb"[ \t\n\f\r]++")
_INVISIBLE = re.compile(r"[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]++")


class Visible:
    """The visible text of one article; see the module's docstring."""

    __slots__ = ("_characters", "_runs", "hrefs", "styled", "text")

    def __init__(self, stream: bytes, hrefs: Sequence[str]) -> None:
        self.hrefs = hrefs
        preformatted = _PREFORMATTED_ON in stream
        if preformatted:
            stream = _keep_white_space(stream)
        stream = stream.replace(b"\xfc", BLOCK)
        self.styled = stream.translate(None, _NOT_STYLED)
        self.text = _separated(_without_styles(stream), preformatted)
        self._characters: bytes | None = None
        self._runs: list[tuple[int, int, str]] | None = None

    @property
    def characters(self) -> bytes:
        """The text without separators."""
        if self._characters is None:
            self._characters = self.text.translate(None, SEPARATORS)
        return self._characters

    @property
    def runs(self) -> list[tuple[int, int, str]]:
        """Where the style changes: the offset into ``characters``, the styles there as bits, and the link's target."""
        if self._runs is None:
            self._runs = self._read_runs()
        return self._runs

    def _read_runs(self) -> list[tuple[int, int, str]]:
        runs = [(0, 0, "")]
        open_styles = [0] * 64
        targets: list[str] = []
        links = iter(self.hrefs)
        bits = offset = 0
        pieces = _STYLE_MARKER.split(self.styled)
        for index in range(0, len(pieces) - 1, 2):
            offset += len(pieces[index])
            opening, code = pieces[index + 1]
            style = code - 0x80
            if opening == 0xC0:
                open_styles[style] += 1
                bits |= 1 << style
                if style == LINK_STYLE:
                    targets.append(next(links))
            else:
                open_styles[style] -= 1
                if not open_styles[style]:
                    bits &= ~(1 << style)
                if style == LINK_STYLE:
                    targets.pop()
            run = (offset, bits, targets[-1] if targets else "")
            if runs[-1][0] == offset:
                runs.pop()
            if not runs or runs[-1][1:] != run[1:]:
                runs.append(run)
        return runs


def _keep_white_space(stream: bytes) -> bytes:
    """Return *stream* with the white space of preformatted text turned into bytes of its own."""
    pieces: list[bytes] = []
    depth = -1
    for begun in stream.split(_PREFORMATTED_ON):
        depth += 1
        for piece in begun.split(_PREFORMATTED_OFF):
            pieces.append(piece.translate(_TO_PREFORMATTED) if depth > 0 else piece)
            depth -= 1
        depth += 1
    return b"".join(pieces)


def _without_styles(stream: bytes) -> bytes:
    first, *others = stream.replace(b"\xc1", b"\xc0").split(b"\xc0")
    return b"".join([first, *(piece[1:] for piece in others)])


def _separated(stream: bytes, preformatted: bool) -> bytes:
    """Return *stream* with exactly one separator, or a run of preformatted white space, wherever there is any."""
    pieces: list[bytes] = []
    boundary = BLOCK
    for piece in _SPACES.sub(b" ", stream.translate(_TO_SPACE)).split(BLOCK):
        piece = piece.strip(b" ")
        if preformatted:
            piece = _without_blank_lines(piece)
        if piece in (ITEM, RULE):
            boundary = min(boundary, piece)
        elif piece:
            pieces += boundary, piece
            boundary = BLOCK
    return b"".join(pieces[1:])


def _without_blank_lines(piece: bytes) -> bytes:
    """Return *piece* without preformatted white space at its ends, but for the indentation of its first line."""
    piece = piece.rstrip(_PREFORMATTED_WHITE)
    blank = len(piece) - len(piece.lstrip(_PREFORMATTED_WHITE))
    return piece[piece.rfind(b"\xf6", 0, blank) + 1 :] if blank else piece


def encode(text: str) -> tuple[bytes, dict[int, bytes]]:
    """Return the characters of a declared *text*, as in ``Visible.characters``, and the white space in it.

    White space is given as written, by the number of characters' bytes before it.
    """
    # The parser shows U+FFFD where there is a NUL.
    data = text.replace("\0", "\ufffd").encode(errors="replace")
    spaces: dict[int, bytes] = {}
    taken = 0
    for match in _DECLARED_SPACE.finditer(data):
        spaces[match.start() - taken] = match[0]
        taken += len(match[0])
    return data.translate(None, b" \t\n\f\r"), spaces


def separators_in(text: bytes) -> list[tuple[int, bytes]]:
    """Return the separators inside a piece of ``Visible.text``, each with the number of characters' bytes before it."""
    found: list[tuple[int, bytes]] = []
    taken = 0
    for match in _SEPARATOR.finditer(text):
        found.append((match.start() - taken, match[0]))
        taken += len(match[0])
    return found


def strength(separator: bytes) -> int:
    """Return 0 where words are glued, 1 for a space, 2 for a boundary or the end of a preformatted line."""
    if not separator:
        return 0
    return 2 if separator[:1] >= RULE or b"\xf6" in separator else 1


def keeps(was: bytes, now: bytes) -> bool:
    """Return whether the separator *now* is the one that *was*, or a boundary that says more."""
    if was == now:
        return True
    # The stronger a boundary, the lower its byte.
    return was[:1] >= now[:1] >= RULE and was[1:] == now[1:]


def readable(text: bytes) -> str:
    """Return a piece of ``Visible.text`` or ``Visible.characters`` for a message."""
    return _SEPARATOR.sub(b" ", text).decode(errors="ignore")


def without_invisible(text: str) -> str:
    """Return *text* without white space of any kind and without characters that have no shape."""
    return _INVISIBLE.sub("", text)
