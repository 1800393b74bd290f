"""Explain how one text became another by changes that were declared without a place.

The two texts are compared from the left. Where they differ, one of the declared
changes must account for it, and the comparison goes on behind that change. All
texts are ``Visible.characters``: bytes of UTF-8 without separators.

A deletion is not always found where it was made. If ``AB`` is deleted from
``ABAC``, the texts first differ at the ``C``: the deleted text and the one behind
it begin alike. What is missing at the first difference is then the deleted text
turned round (``BA``), and one looks back for the place where it stands in order.

Several declared changes can fit at one place. The one after which the texts
agree for longest is tried first, and the others if that leads nowhere.
"""

from __future__ import annotations

from newslint.fixing.visible import encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LOOK_AHEAD = 32
_MOST_RETRIES = 200
_KEY_SIZE = 24


class TextChange:
    """A declared change, reduced to what differs: ``before`` becomes ``after`` (bytes, one of them can be empty).

    ``left`` says how often it may still be used. ``edges`` holds the strengths that
    the separators beside it may have because the declaration says so.
    """

    __slots__ = ("after", "before", "edges", "left")

    def __init__(self, before: bytes, after: bytes, edges: frozenset[int], left: int = 1) -> None:
        self.before = before
        self.after = after
        self.edges = edges
        self.left = left


class SpaceChange:
    """A declared change of the white space at ``offset`` (bytes) in the characters of ``context``."""

    __slots__ = ("after", "before", "context", "left", "offset")

    def __init__(self, context: bytes, offset: int, before: bytes, after: bytes, left: int = 1) -> None:
        self.context = context
        self.offset = offset
        self.before = strengths(before)
        self.after = strengths(after)
        self.left = left

    def explains(self, characters: bytes, place: int, before: int, after: int) -> bool:
        """Return whether this makes a separator of strength *before* at *place* one of strength *after*."""
        begin = place - self.offset
        return (
            self.left > 0
            and before in self.before
            and after in self.after
            and begin >= 0
            and characters.startswith(self.context, begin)
        )


class Step:
    """One use of changes: ``characters[before_start:before_end]`` became ``[after_start:after_end]`` (bytes)."""

    __slots__ = ("after_end", "after_start", "before_end", "before_start", "used")

    def __init__(
        self, before_start: int, before_end: int, after_start: int, after_end: int, used: tuple[TextChange, ...]
    ) -> None:
        self.before_start = before_start
        self.before_end = before_end
        self.after_start = after_start
        self.after_end = after_end
        self.used = used

    def move(self, distance: int) -> None:
        """Move the step by *distance* bytes, in both texts."""
        self.before_start += distance
        self.before_end += distance
        self.after_start += distance
        self.after_end += distance


class UnexplainedError(Exception):
    """From these offsets (bytes into the characters) on, no declared change explains the difference."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__(before, after)
        self.before = before
        self.after = after


def strengths(space: bytes) -> frozenset[int]:
    """Return the strengths of the separators that declared white space can stand for."""
    if not space:
        return frozenset((0,))
    return frozenset((1, 2)) if b"\n" in space else frozenset((1,))


def reduce(declared: Iterable[tuple[str, str]]) -> tuple[list[TextChange], list[SpaceChange]]:
    """Reduce declared changes (texts before and after) to what differs in them; equal ones are counted."""
    texts: dict[tuple[bytes, bytes], TextChange] = {}
    spaces: dict[tuple[bytes, int, bytes, bytes], SpaceChange] = {}

    def change_spaces(context: bytes, offset: int, old: bytes, new: bytes) -> None:
        if strengths(old) == strengths(new):
            return
        key = (context, offset, old, new)
        if key in spaces:
            spaces[key].left += 1
        else:
            spaces[key] = SpaceChange(*key)

    for old_text, new_text in declared:
        old, old_spaces = encode(old_text)
        new, new_spaces = encode(new_text)
        if old == new:
            for offset in sorted(old_spaces.keys() | new_spaces.keys()):
                change_spaces(old, offset, old_spaces.get(offset, b""), new_spaces.get(offset, b""))
            continue
        head = _character_start(old, new, common_prefix(old, 0, new, 0))
        tail = _common_suffix(old[head:], new[head:])
        old_tail, new_tail = len(old) - tail, len(new) - tail
        for offset in sorted(old_spaces.keys() | new_spaces.keys()):
            if 0 < offset < head:
                change_spaces(old[:head], offset, old_spaces.get(offset, b""), new_spaces.get(offset, b""))
        for offset in sorted({o - old_tail for o in old_spaces} | {o - new_tail for o in new_spaces}):
            if 0 < offset < tail:
                was, now = old_spaces.get(old_tail + offset, b""), new_spaces.get(new_tail + offset, b"")
                change_spaces(old[old_tail:], offset, was, now)
        edges: set[int] = set()
        for old_edge, new_edge, inside in ((head, head, head > 0), (old_tail, new_tail, tail > 0)):
            if inside or new_edge in new_spaces or old_edge in old_spaces:
                edges |= strengths(new_spaces.get(new_edge, b""))
        # Which of several that change the same text the same way was used where, nobody can tell:
        # they share their edges.
        key = (old[head:old_tail], new[head:new_tail])
        if key in texts:
            texts[key].left += 1
            texts[key].edges |= edges
        else:
            texts[key] = TextChange(*key, frozenset(edges))
    return list(texts.values()), list(spaces.values())


def common_prefix(one: bytes, start: int, other: bytes, other_start: int) -> int:
    """Return how many bytes agree from the two offsets on; the time is linear in that number."""
    limit = min(len(one) - start, len(other) - other_start)
    same, size = 0, 64
    while same < limit:
        size = min(size, limit - same)
        if one[start + same : start + same + size] == other[other_start + same : other_start + same + size]:
            same += size
            size *= 2
            continue
        while size > 1:
            half = size // 2
            if one[start + same : start + same + half] == other[other_start + same : other_start + same + half]:
                same += half
                size -= half
            else:
                size = half
        return same
    return same


def _common_suffix(one: bytes, other: bytes) -> int:
    same = common_prefix(one[::-1], 0, other[::-1], 0)
    while same and one[len(one) - same] & 0xC0 == 0x80:
        same -= 1
    return same


def _character_start(one: bytes, other: bytes, offset: int) -> int:
    """Return the last offset up to *offset* at which a character begins in both texts, which agree up to there."""
    while offset and (
        (offset < len(one) and one[offset] & 0xC0 == 0x80) or (offset < len(other) and other[offset] & 0xC0 == 0x80)
    ):
        offset -= 1
    return offset


class _Index:
    """Finds which of many texts stand at a place, in a time that does not depend on how many there are."""

    __slots__ = ("entries", "sizes")

    def __init__(self, keyed: Iterable[tuple[bytes, TextChange]]) -> None:
        self.entries: dict[bytes, list[tuple[bytes, TextChange]]] = {}
        for text, change in keyed:
            if text:
                self.entries.setdefault(text[:_KEY_SIZE], []).append((text, change))
        self.sizes = sorted({len(key) for key in self.entries})

    def at(self, text: bytes, offset: int) -> Iterator[TextChange]:
        for size in self.sizes:
            for wanted, change in self.entries.get(text[offset : offset + size], ()):
                if change.left > 0 and text.startswith(wanted, offset):
                    yield change


class _Choice:
    """A difference, and the uses of changes that may explain it and were not tried yet."""

    __slots__ = ("begin", "candidates", "complete", "depth", "other", "place")

    def __init__(self, depth: int, place: int, other: int, begin: int, candidates: list[Step]) -> None:
        self.depth = depth
        self.place = place
        self.other = other
        self.begin = begin
        self.candidates = candidates
        self.complete = False
        """Whether the uses of several changes together are among the candidates."""


class Alignment:
    """The explanation of *after* by *before* and the declared *changes*.

    ``steps`` are the uses of changes in the order of the text; between them the two
    texts agree. Raises UnexplainedError where no declared change explains a difference.
    """

    def __init__(self, before: bytes, after: bytes, changes: Sequence[TextChange]) -> None:
        self.before = before
        self.after = after
        self.steps: list[Step] = []
        self._changes = changes
        self._by_before = _Index((change.before, change) for change in changes)
        self._insertions = _Index((change.after, change) for change in changes if not change.before)
        self._next = 0
        self._order = {id(change): index for index, change in enumerate(changes)}
        self._find()

    def _find(self) -> None:
        before, after = self.before, self.after
        choices: list[_Choice] = []
        furthest = (-1, -1)
        retries = 0
        place, other = 0, 0
        while True:
            same = common_prefix(before, place, after, other)
            if place + same == len(before) and other + same == len(after):
                return
            begin = place
            place += same
            other += same
            while place > begin and (_continues(before, place) or _continues(after, other)):
                place -= 1
                other -= 1
            furthest = max(furthest, (place, other))
            choices.append(_Choice(len(self.steps), place, other, begin, self._candidates(place, other, begin)))
            while (step := self._take(choices[-1])) is None:
                choices.pop()
                retries += 1
                if not choices or retries > _MOST_RETRIES:
                    raise UnexplainedError(*furthest)
                while len(self.steps) > choices[-1].depth:
                    for change in self.steps.pop().used:
                        change.left += 1
            for change in step.used:
                change.left -= 1
            self.steps.append(step)
            self._next = self._order[id(step.used[-1])] + 1
            place, other = step.before_end, step.after_end

    def _take(self, choice: _Choice) -> Step | None:
        """Return the next candidate of *choice*; those that need several changes come last, as they cost most."""
        if not choice.candidates and not choice.complete:
            choice.complete = True
            choice.candidates = sorted(self._several(choice.place, choice.other, choice.begin), key=self._rate)
        return choice.candidates.pop() if choice.candidates else None

    def _candidates(self, place: int, other: int, begin: int) -> list[Step]:
        """Return the uses of one change that can explain the difference here, the best last.

        The texts agree from *begin* to *place*.
        """
        found: list[Step] = []
        for change in self._by_before.at(self.before, place):
            if not change.after or self.after.startswith(change.after, other):
                found.append(Step(place, place + len(change.before), other, other + len(change.after), (change,)))
        found.extend(
            Step(place, place, other, other + len(change.after), (change,))
            for change in self._insertions.at(self.after, other)
        )
        if not any(self._rate(step)[0] == _LOOK_AHEAD for step in found):
            found.extend(self._turned(place, other, begin))
        found.sort(key=self._rate)
        return found

    def _rate(self, step: Step) -> tuple[int, int]:
        behind = self.before[step.before_end : step.before_end + _LOOK_AHEAD]
        expected = self.after[step.after_end : step.after_end + _LOOK_AHEAD]
        if behind == expected:
            return _LOOK_AHEAD, step.before_end - step.before_start
        return common_prefix(behind, 0, expected, 0), step.before_end - step.before_start

    def _turned(self, place: int, other: int, begin: int) -> Iterator[Step]:
        """Yield deletions and insertions of texts that begin like what stands behind them."""
        count = len(self._changes)
        for index in range(count):
            # Changes mostly come in the order of the text.
            change = self._changes[(self._next + index) % count]
            if change.left <= 0 or (change.before and change.after):
                continue
            text = change.before or change.after
            where, at = (self.before, place) if change.before else (self.after, other)
            missing = where[at : at + len(text)]
            if len(missing) < len(text) or missing[:1] not in text:
                continue
            turned = (text + text).find(missing)
            if turned <= 0 or turned > place - begin or not where.startswith(text, at - turned):
                continue
            place_there, other_there = place - turned, other - turned
            step = Step(
                place_there, place_there + len(change.before), other_there, other_there + len(change.after), (change,)
            )
            yield step
            if self._rate(step)[0] == _LOOK_AHEAD:
                return

    def _several(self, place: int, other: int, begin: int) -> Iterator[Step]:
        """Yield uses of changes that build on other ones, as happens when fixes take several passes."""
        for change in self._by_before.at(self.before, place):
            if not change.after or self.after.startswith(change.after, other):
                continue
            result = self._transform(change.after, 0, self.after, other, (change,), whole_source=True)
            if result is not None:
                _, other_end, used = result
                yield Step(place, place + len(change.before), other, other_end, used)
        for start in range(place, max(begin, place - _LOOK_AHEAD) - 1, -1):
            first = self.before[start : start + 1]
            for change in self._changes:
                if change.left <= 0 or not change.before or change.before[:1] != first:
                    continue
                result = self._transform(self.before, start, change.before, 0, (change,), whole_source=False)
                if result is None or result[0] <= place:
                    continue
                end, _, used = result
                other_start = other - (place - start)
                if not change.after or self.after.startswith(change.after, other_start):
                    yield Step(start, end, other_start, other_start + len(change.after), used)

    def _transform(
        self, source: bytes, place: int, goal: bytes, other: int, used: tuple[TextChange, ...], *, whole_source: bool
    ) -> tuple[int, int, tuple[TextChange, ...]] | None:
        """Make *source* into *goal* by unused changes, up to the end of the one or the other; return where that is."""
        while True:
            begin = place
            same = common_prefix(source, place, goal, other)
            place, other = place + same, other + same
            if (place == len(source)) if whole_source else (other == len(goal)):
                return place, other, used
            while place > begin and (_continues(source, place) or _continues(goal, other)):
                place -= 1
                other -= 1
            for change in (*self._by_before.at(source, place), *self._insertions.at(goal, other)):
                if used.count(change) < change.left and goal.startswith(change.after, other):
                    used = (change, *used)
                    place += len(change.before)
                    other += len(change.after)
                    break
            else:
                return None


def _continues(text: bytes, offset: int) -> bool:
    """Return whether the byte at *offset* is one inside a character."""
    return offset < len(text) and text[offset] & 0xC0 == 0x80
