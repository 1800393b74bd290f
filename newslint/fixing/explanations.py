"""Explain what is missing from a collection, and what is new in it, by declared changes."""

from __future__ import annotations

from collections import Counter, deque
from itertools import pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable


class Explanations:
    """Declared changes: one text becomes another; an empty one stands for nothing.

    Fixes that take several passes declare a chain of changes, so what a text became
    is looked for along all of them.
    """

    __slots__ = ("_unused",)

    def __init__(self, declared: Iterable[tuple[str, str]]) -> None:
        self._unused: dict[str, Counter[str]] = {}
        for old, new in declared:
            self._unused.setdefault(old, Counter())[new] += 1

    def reach(self, old: str, new: str) -> bool:
        """Return whether *old* can become *new*, without using anything up."""
        return self._path(old, new.__eq__) is not None

    def lead_into(self, old: str, texts: Collection[str]) -> bool:
        """Return whether *old* can become one of *texts*, without using anything up."""
        return self._path(old, lambda reached: reached in texts) is not None

    def difference(self, before: Iterable[str], after: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return what of *before* is lost and what in *after* is new without a declared change; each is used once."""
        old, new = Counter(before), Counter(after)
        lost, gained = old - new, new - old
        unexplained: list[str] = []
        for text in sorted(lost.elements()):
            path = self._path(text, lambda reached: not reached or gained[reached] > 0)
            if path is None:
                unexplained.append(text)
                continue
            self._use(path)
            if path[-1]:
                gained[path[-1]] -= 1
        fresh: list[str] = []
        for text in sorted(gained.elements()):
            path = self._path("", text.__eq__)
            if path is None:
                fresh.append(text)
            else:
                self._use(path)
        return unexplained, fresh

    def _path(self, start: str, accepted: Callable[[str], bool]) -> list[str] | None:
        """Return the shortest chain of unused changes from *start* to an accepted text, if possible not to nothing."""
        came_from: dict[str, str | None] = {start: None}
        waiting = deque([start])
        removed: list[str] | None = None
        while waiting:
            text = waiting.popleft()
            for following, left in self._unused.get(text, {}).items():
                if left <= 0 or following in came_from:
                    continue
                if accepted(following):
                    path = [following, text]
                    while (previous := came_from[path[-1]]) is not None:
                        path.append(previous)
                    path.reverse()
                    if following:
                        return path
                    removed = removed or path
                elif following:
                    came_from[following] = text
                    waiting.append(following)
        return removed

    def _use(self, path: list[str]) -> None:
        for old, new in pairwise(path):
            self._unused[old][new] -= 1
