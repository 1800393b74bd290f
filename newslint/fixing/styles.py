"""Compare how the characters of two texts look, and where the links on them lead."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from newslint.fixing.explanations import Explanations
from newslint.fixing.markers import LINK_STYLE, STYLES
from newslint.fixing.verdict import Loss, quote
from newslint.fixing.visible import readable, without_invisible
from newslint.linting.finding import Aspect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.fixing.visible import Visible
    from newslint.linting.finding import Change

_MOST_LOSSES = 5
_Look = tuple[int, str]


def _pairs(
    before: Visible, after: Visible, old_start: int, new_start: int, length: int
) -> Iterator[tuple[int, int, _Look, _Look]]:
    """Yield the pieces of a stretch in which neither text changes its looks: start and end before, both looks.

    A look is the styles as bits, and the target of the link. Offsets are bytes of characters.
    """
    old, new = before.runs, after.runs
    old_index = bisect_right(old, old_start, key=lambda run: run[0]) - 1
    new_index = bisect_right(new, new_start, key=lambda run: run[0]) - 1
    done = 0
    while done < length:
        old_stop = old[old_index + 1][0] - old_start if old_index + 1 < len(old) else length
        new_stop = new[new_index + 1][0] - new_start if new_index + 1 < len(new) else length
        stop = min(old_stop, new_stop, length)
        if stop > done:
            yield old_start + done, old_start + stop, old[old_index][1:], new[new_index][1:]
        done = stop
        old_index += old_stop == stop
        new_index += new_stop == stop


def first_difference(before: Visible, after: Visible, stretch: tuple[int, int, int], targets: Explanations) -> int:
    """Return for how many bytes of *stretch* the looks are the same, but for links that *targets* explain."""
    for begin, _, (bits, target), (new_bits, new_target) in _pairs(before, after, *stretch):
        if bits != new_bits or (target != new_target and not targets.reach(target, new_target)):
            return begin - stretch[0]
    return stretch[2]


def style_losses(
    stretches: Sequence[tuple[int, int, int]],
    before: Visible,
    after: Visible,
    targets: Explanations,
    changes: Sequence[Change],
) -> list[Loss]:
    """Return which emphasis and which links were lost on text that is still there.

    A stretch is where it starts in the one and in the other text, and its length; *targets*
    are the declared changes of links.
    More emphasis is no loss. Characters without a shape have no looks to lose.
    """
    lost: dict[int, list[tuple[int, int]]] = {}
    links: list[Loss] = []
    previous = 0
    for old_start, new_start, length in stretches:
        for begin, end, (old_bits, old_target), (new_bits, new_target) in _pairs(
            before, after, old_start, new_start, length
        ):
            missing = old_bits & ~new_bits & ~(1 << LINK_STYLE)
            while missing:
                style = (missing & -missing).bit_length() - 1
                missing &= missing - 1
                places = lost.setdefault(style, [])
                if places and places[-1][1] == previous:
                    places[-1] = places[-1][0], end
                else:
                    places.append((begin, end))
            previous = end
            if old_target and old_target != new_target and not targets.reach(old_target, new_target):
                text = readable(before.characters[begin:end])
                if without_invisible(text):
                    links.append(_link_loss(text, old_target, new_target))
    return _emphasis_losses(lost, before, changes) + links[:_MOST_LOSSES]


def _link_loss(text: str, old: str, new: str) -> Loss:
    becomes = f"would lead to {quote(new)}" if new else "would no longer be a link"
    return Loss(Aspect.LINK, f"the link on {quote(text, 30)} to {quote(old)} {becomes}", old, new)


def _emphasis_losses(lost: dict[int, list[tuple[int, int]]], before: Visible, changes: Sequence[Change]) -> list[Loss]:
    declared = Counter(without_invisible(c.before) for c in changes if c.aspect is Aspect.EMPHASIS)
    losses: list[Loss] = []
    for style, places in lost.items():
        unused = declared.copy()
        for begin, end in places:
            text = readable(before.characters[begin:end])
            shown = without_invisible(text)
            if shown and not _declared(shown, unused):
                losses.append(Loss(Aspect.EMPHASIS, f"{quote(text)} would no longer be {STYLES[style]}", text, ""))
    return losses[:_MOST_LOSSES]


def _declared(text: str, unused: Counter[str]) -> bool:
    """Use up the declared texts that make up *text*; return whether they do."""
    if unused[text]:
        unused[text] -= 1
        return True
    rest = text
    while rest:
        fitting = [one for one, left in unused.items() if left and one and (rest.startswith(one) or rest in one)]
        if not fitting:
            return False
        best = max(fitting, key=len)
        unused[best] -= 1
        rest = rest[len(best) :]
    return True
