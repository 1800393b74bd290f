"""The difference of two texts as a unified diff that ``patch`` and ``git apply`` take.

Lines end with LF alone, as for those programs; a CR or any other line separator is
a character like others. Lines that stand once in both texts are matched first, and
what lies between them is told apart by what is the same at its beginning and its
end, so the time grows with the input and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Lines before[a:b] become after[c:d].
_Hunk = tuple[int, int, int, int]

_CONTEXT = 3


def unified_diff(before: str, after: str, path: str) -> str:
    """Return the diff from *before* to *after*; empty if they are the same."""
    old, new = _lines(before), _lines(after)
    parts: list[str] = []
    for group in _groups(_changes(old, new)):
        if not parts:
            parts.append(f"--- {path}\n+++ {path}\n")
        start, stop = max(group[0][0] - _CONTEXT, 0), min(group[-1][1] + _CONTEXT, len(old))
        new_start = group[0][2] - (group[0][0] - start)
        new_stop = group[-1][3] + (stop - group[-1][1])
        parts.append(f"@@ -{_range(start, stop)} +{_range(new_start, new_stop)} @@\n")
        at = start
        for a, b, c, d in group:
            parts.extend(_marked(" ", old[at:a]))
            parts.extend(_marked("-", old[a:b]))
            parts.extend(_marked("+", new[c:d]))
            at = b
        parts.extend(_marked(" ", old[at:stop]))
    return "".join(parts)


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _range(start: int, stop: int) -> str:
    # The format counts lines from 1; of an empty range it names the line before.
    length = stop - start
    return f"{start + 1}" if length == 1 else f"{start + (length > 0)},{length}"


def _groups(hunks: Sequence[_Hunk]) -> Iterator[list[_Hunk]]:
    group: list[_Hunk] = []
    for hunk in hunks:
        if group and hunk[0] - group[-1][1] > 2 * _CONTEXT:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _changes(old: Sequence[str], new: Sequence[str]) -> list[_Hunk]:
    hunks: list[_Hunk] = []
    begin, stop, new_begin, new_stop = _trim(old, new, 0, len(old), 0, len(new))
    at, new_at = begin, new_begin
    for place, new_place in [*_anchors(old, new, begin, stop, new_begin, new_stop), (stop, new_stop)]:
        hunk = _trim(old, new, at, place, new_at, new_place)
        if hunk[0] < hunk[1] or hunk[2] < hunk[3]:
            hunks.append(hunk)
        at, new_at = place + 1, new_place + 1
    return hunks


def _trim(old: Sequence[str], new: Sequence[str], a: int, b: int, c: int, d: int) -> _Hunk:
    while a < b and c < d and old[a] == new[c]:
        a += 1
        c += 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b -= 1
        d -= 1
    return a, b, c, d


def _anchors(old: Sequence[str], new: Sequence[str], a: int, b: int, c: int, d: int) -> list[tuple[int, int]]:
    """Return the places of lines that stand once in each text, as many as keep their order."""
    places, new_places = _unique(old, a, b), _unique(new, c, d)
    pairs = [(place, new_places[line]) for line, place in places.items() if line in new_places]
    pairs.sort()
    # The longest increasing sequence of the second places: the ends of the best piles, linked back.
    ends: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for index, (_, new_place) in enumerate(pairs):
        pile = bisect_left(ends, new_place)
        previous.append(tops[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(new_place)
            tops.append(index)
        else:
            ends[pile] = new_place
            tops[pile] = index
    chain: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _unique(lines: Sequence[str], start: int, stop: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in range(start, stop):
        line = lines[place]
        found[line] = -1 if line in found else place
    return {line: place for line, place in found.items() if place >= 0}
