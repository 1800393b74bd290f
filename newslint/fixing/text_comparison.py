"""Compare two visible texts: their characters in order, what separates them, and (by ``styles``) how they look."""

from __future__ import annotations

from newslint.fixing.alignment import Alignment, SpaceChange, Step, UnexplainedError, reduce
from newslint.fixing.explanations import Explanations
from newslint.fixing.styles import first_difference, style_losses
from newslint.fixing.verdict import Loss, quote
from newslint.fixing.visible import SEPARATORS, keeps, readable, separators_in, strength
from newslint.linting.finding import Aspect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from newslint.fixing.visible import Visible
    from newslint.linting.finding import Change

_Fault = tuple[int, int, bytes, bytes]
"""Where characters end, where the next ones begin (bytes), the separator that was between them and the one now."""
_CONTEXT = 60
_MOST_LOSSES = 5


def compare_visible(before: Visible, after: Visible, changes: Sequence[Change]) -> list[Loss]:
    """Return what the text lost, of its characters, separators and styles, beyond the declared *changes*."""
    same_text = before.text == after.text
    same_style = before.styled == after.styled and before.hrefs == after.hrefs
    if same_text and same_style:
        return []
    text_changes, space_changes = reduce((c.before, c.after) for c in changes if c.aspect is Aspect.TEXT)
    try:
        steps = [] if same_text else Alignment(before.characters, after.characters, text_changes).steps
    except UnexplainedError as unexplained:
        return [_text_loss(before, after, unexplained)]
    targets = Explanations((c.before.strip(), c.after.strip()) for c in changes if c.aspect is Aspect.LINK)
    comparison = _Comparison(before, after, space_changes, targets)
    losses = comparison.run(steps)
    if not same_style:
        losses += style_losses(comparison.stretches, before, after, targets, changes)
    return losses


def _text_loss(before: Visible, after: Visible, place: UnexplainedError) -> Loss:
    """Describe a difference: what is lost or new, if the texts soon agree again, else both."""
    old, new = before.characters[place.before :], after.characters[place.after :]
    lead = _shown(before, place.before - _CONTEXT // 2, place.before)
    where = f" after {quote(lead, 30)}" if lead else " at the start"
    sample = 24
    lost = old.find(new[:sample]) if new else len(old)
    gained = new.find(old[:sample]) if old else len(new)
    if lost > 0 and (gained <= 0 or lost <= gained):
        text = _shown(before, place.before, place.before + lost)
        return Loss(Aspect.TEXT, f"the text {quote(text)}{where} would be lost", text, "")
    if gained > 0:
        text = _shown(after, place.after, place.after + gained)
        return Loss(Aspect.TEXT, f"the text {quote(text)}{where} would be new", "", text)
    was = _shown(before, place.before, place.before + _CONTEXT)
    now = _shown(after, place.after, place.after + _CONTEXT)
    return Loss(Aspect.TEXT, f"the text {quote(was)}{where} would become {quote(now)}", was, now)


def _shown(visible: Visible, begin: int, end: int) -> str:
    """Return the text, with its spaces, from one byte of its characters to another."""
    place = Place(visible.text)
    begin = max(begin, 0)
    if begin >= end:
        return ""
    start, _ = place.start_at(begin)
    return readable(visible.text[start : place.end_at(min(end, len(visible.characters)))])


class Place:
    """Walks through ``Visible.text`` by the number of characters' bytes; forward only, but for ``reset``."""

    __slots__ = ("index", "taken", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.index = 0
        self.taken = 0

    def mark(self) -> tuple[int, int]:
        return self.index, self.taken

    def reset(self, mark: tuple[int, int]) -> None:
        self.index, self.taken = mark

    def end_at(self, offset: int) -> int:
        """Return where the first *offset* bytes of characters end, before any separator."""
        while self.taken < offset:
            piece = self.text[self.index : self.index + offset - self.taken]
            self.index += len(piece)
            self.taken += len(piece.translate(None, SEPARATORS))
        return self.index

    def start_at(self, offset: int) -> tuple[int, bytes]:
        """Return where the character at *offset* begins, and the separator before it.

        There is none before the first character, and none behind the last one.
        """
        begin = self.end_at(offset)
        while self.index < len(self.text) and self.text[self.index] in SEPARATORS:
            self.index += 1
        return self.index, self.text[begin : self.index]


class _Comparison:
    """Goes through the stretches in which the two texts agree, and through the seams between them."""

    def __init__(
        self, before: Visible, after: Visible, space_changes: Sequence[SpaceChange], targets: Explanations
    ) -> None:
        self.before = before
        self.after = after
        self.space_changes = space_changes
        self.targets = targets
        self.losses: list[Loss] = []
        self.stretches: list[tuple[int, int, int]] = []
        """Where they start in the one and in the other text, and their lengths, in bytes of characters."""
        self._old = Place(before.text)
        self._new = Place(after.text)

    def run(self, steps: Sequence[Step]) -> list[Loss]:
        old_start = new_start = 0
        for step in _joined(steps):
            self._slide(step, old_start)
            self._stretch(old_start, new_start, step.before_start - old_start)
            for fault in self._seam_faults(step):
                self._report(*fault)
            old_start, new_start = step.before_end, step.after_end
        self._stretch(old_start, new_start, len(self.before.characters) - old_start)
        return self.losses

    def _slide(self, step: Step, old_start: int) -> None:
        """Move a deletion (or an insertion) to where it must have been made, if its text repeats what is before it.

        ``<h1>News</h1><p>News`` without its heading reads like the same without
        its paragraph; only the latter would have lost a heading.
        """
        if step.after_start == step.after_end:
            text, begin, end = self.before.characters, step.before_start, step.before_end
        elif step.before_start == step.before_end:
            text, begin, end = self.after.characters, step.after_start, step.after_end
        else:
            return
        most = step.before_start - old_start
        back = 0
        while back < most and text[begin - back - 1] == text[end - back - 1]:
            back += 1
        while back and text[begin - back] & 0xC0 == 0x80:
            back -= 1
        if not back:
            return
        agreed = self._agreement(step.before_start - back, step.after_start - back, back)
        for away in sorted({back - agreed, back}):
            if agreed == back and not self._seam_faults(step):
                return
            if self._agreement(step.before_end - away, step.after_end - away, away, edge=False) == away:
                step.move(-away)
                if not self._seam_faults(step):
                    return
                step.move(away)

    def _agreement(self, old_start: int, new_start: int, length: int, *, edge: bool = True) -> int:
        """Return for how many of *length* bytes separators and styles agree, the separator before them if *edge*."""
        separators: list[dict[int, bytes]] = []
        for place, start in ((self._old, old_start), (self._new, new_start)):
            mark = place.mark()
            begin, first = place.start_at(start)
            inside = dict(separators_in(place.text[begin : place.end_at(start + length)]))
            separators.append({0: first, **inside} if edge and old_start and new_start else inside)
            place.reset(mark)
        old, new = separators
        differences = [o for o in old.keys() | new.keys() if not keeps(old.get(o, b""), new.get(o, b""))]
        stretch = old_start, new_start, length
        return min([*differences, first_difference(self.before, self.after, stretch, self.targets)])

    def _stretch(self, old_start: int, new_start: int, length: int) -> None:
        """Compare what separates the characters inside a stretch."""
        if length <= 0:
            return
        self.stretches.append((old_start, new_start, length))
        old_begin, _ = self._old.start_at(old_start)
        new_begin, _ = self._new.start_at(new_start)
        old = self._old.text[old_begin : self._old.end_at(old_start + length)]
        new = self._new.text[new_begin : self._new.end_at(new_start + length)]
        if old == new:
            return
        was, now = dict(separators_in(old)), dict(separators_in(new))
        for offset in sorted(was.keys() | now.keys()):
            self._separator(old_start + offset, was.get(offset, b""), now.get(offset, b""))

    def _separator(self, place: int, was: bytes, now: bytes) -> None:
        if keeps(was, now):
            return
        for change in self.space_changes:
            if change.explains(self.before.characters, place, strength(was), strength(now)):
                change.left -= 1
                return
        self._report(place, place, was, now)

    def _seam_faults(self, step: Step) -> list[_Fault]:
        """Return what is wrong about the separators on both sides of a change. Leaves the places where they are."""
        marks = self._old.mark(), self._new.mark()
        old_begin, old_left = self._old.start_at(step.before_start)
        new_begin, new_left = self._new.start_at(step.after_start)
        added = self._new.text[new_begin : self._new.end_at(step.after_end)]
        inside = self._old.text[old_begin : self._old.end_at(step.before_end)]
        old_right = self._old.start_at(step.before_end)[1] if inside else old_left
        new_right = self._new.start_at(step.after_end)[1] if step.after_end > step.after_start else new_left
        self._old.reset(marks[0])
        self._new.reset(marks[1])
        at_start = step.before_start == 0 or step.after_start == 0
        at_end = step.before_end == len(self.before.characters) or step.after_end == len(self.after.characters)
        edges = {edge for change in step.used for edge in change.edges}
        if step.after_start == step.after_end:
            # White space on both sides of a removed stretch becomes one. A boundary beside it stays; one in it may.
            least = max(strength(old_left), strength(old_right))
            most = max([least, *(strength(separator) for _, separator in separators_in(inside))])
            if at_start or at_end or least <= strength(new_left) <= most or strength(new_left) in edges:
                return []
            was = max(old_left, old_right, key=strength)
            return [(step.before_start, step.before_end, was, new_left)]
        if step.before_start == step.before_end:
            # What separated the two sides stands before, behind or inside what is new between them.
            apart = max(map(strength, (new_left, new_right, *(separator for _, separator in separators_in(added)))))
            if at_start or at_end or apart >= strength(old_left):
                return []
            return [(step.before_start, step.before_start, old_left, new_left)]
        # Where several changes meet, one of them may have gone, and what separated it from the next one stays.
        stronger = {strength(separator) for _, separator in separators_in(inside)} if len(step.used) > 1 else set()
        faults: list[_Fault] = []
        for outside, place, was, now in (
            (at_start, step.before_start, old_left, new_left),
            (at_end, step.before_end, old_right, new_right),
        ):
            allowed = {strength(was), *edges, *(one for one in stronger if one > strength(was))}
            if not outside and strength(now) not in allowed:
                faults.append((place, place, was, now))
        return faults

    def _report(self, place: int, behind: int, was: bytes, now: bytes) -> None:
        """Add a loss: between the characters before *place* and those from *behind* on, *was* has become *now*."""
        if len(self.losses) >= _MOST_LOSSES:
            return
        left = _shown(self.before, place - _CONTEXT // 2, place)
        right = _shown(self.before, behind, behind + _CONTEXT // 2)
        if strength(now) < strength(was):
            says = "would be joined" if strength(was) == 2 else "would be glued together"
        elif strength(now) > strength(was):
            says = "would be torn apart"
        elif was[:1] == b"\xfd":
            says = "would no longer have a line between them"
        elif was[:1] == b"\xfe":
            says = "would no longer be two items"
        else:
            says = "would have other white space between them, in preformatted text"
        self.losses.append(
            Loss(
                Aspect.TEXT,
                f"{quote(left, 30)} and {quote(right, 30)} {says}",
                f"{left}{_WRITTEN[strength(was)]}{right}",
                f"{left}{_WRITTEN[strength(now)]}{right}",
            )
        )


_WRITTEN = ("", " ", "\n")


def _joined(steps: Sequence[Step]) -> list[Step]:
    """Make one step of those between which nothing stands: what is beside them is beside all of them."""
    groups: list[list[Step]] = []
    for step in steps:
        last = groups[-1][-1] if groups else None
        if last is not None and last.before_end == step.before_start and last.after_end == step.after_start:
            groups[-1].append(step)
        else:
            groups.append([step])
    return [
        Step(
            group[0].before_start,
            group[-1].before_end,
            group[0].after_start,
            group[-1].after_end,
            tuple(change for step in group for change in step.used),
        )
        for group in groups
    ]
