"""Choose which fixes can be applied together."""

from __future__ import annotations

from bisect import bisect_left, insort

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newslint.linting.finding import Finding
    from newslint.linting.stage import Stage


def choose(findings: Iterable[Finding], stage_of: Callable[[Finding], Stage]) -> list[Finding]:
    """Return the findings whose fixes are applied in one pass: none of their edits overlap.

    All *findings* must have a fix. Where two overlap, the earlier stage wins, then the
    one whose first edit begins first, then the one whose first edit is longer, then what
    stands first in the file; the loser waits for the next pass. A fix is taken with all
    its edits or not at all.
    """
    ordered = sorted(
        findings,
        key=lambda finding: (
            stage_of(finding),
            finding.fix.edits[0].start if finding.fix else 0,
            -(finding.fix.edits[0].end if finding.fix else 0),
            finding.start,
            finding.code,
        ),
    )
    taken: list[tuple[int, int]] = []
    chosen: list[Finding] = []
    for finding in ordered:
        assert finding.fix is not None
        spans = [(edit.start, edit.end) for edit in finding.fix.edits]
        if any(_overlaps(span, taken) for span in spans):
            continue
        for span in spans:
            insort(taken, span)
        chosen.append(finding)
    return chosen


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Return whether *span* shares a code point with one of *taken*, or an insertion lies strictly inside the other.

    Insertions at the same place do not overlap, nor do neighbours that touch. *taken*
    is sorted and free of overlaps, so only the neighbours of *span* need a look.
    """
    start, end = span
    place = bisect_left(taken, span)
    for other_start, other_end in taken[max(place - 2, 0) : place + 2]:
        if (other_start, other_end) == span:
            if start != end:
                return True
            continue
        if start == end:
            if other_start < start < other_end:
                return True
        elif other_start == other_end:
            if start < other_start < end:
                return True
        elif start < other_end and other_start < end:
            return True
    return False
