"""The smallest change to a text, and how changes are made. Offsets are code points into the whole text of the file."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit:
    """Replace ``text[start:end]`` by ``replacement``; an insertion has ``start == end``."""

    __slots__ = ("end", "replacement", "start")

    def __init__(self, start: int, end: int, replacement: str = "") -> None:
        if not 0 <= start <= end:
            raise ValueError(f"an edit from {start} to {end}")
        self.start = start
        self.end = end
        self.replacement = replacement

    def moved(self, distance: int) -> Edit:
        """Return the same edit *distance* code points further on."""
        return Edit(self.start + distance, self.end + distance, self.replacement)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edit) and (self.start, self.end, self.replacement) == (
            other.start,
            other.end,
            other.replacement,
        )

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.replacement))

    def __repr__(self) -> str:
        return f"Edit({self.start}, {self.end}, {self.replacement!r})"


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* after *edits*, which must not overlap. Insertions at one place keep their order."""
    parts: list[str] = []
    last = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < last:
            raise ValueError(f"overlapping edits at {edit.start}")
        parts.append(text[last : edit.start])
        parts.append(edit.replacement)
        last = edit.end
    parts.append(text[last:])
    return "".join(parts)
