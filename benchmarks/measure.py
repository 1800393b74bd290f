"""Interleaved measurements, the ratios between them, and how they are shown."""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Task = Callable[[], object]


def interleaved(tasks: Mapping[str, Task], rounds: int) -> dict[str, list[float]]:
    """Run every task once in each round, and return the seconds that each took, by round.

    One round is run beforehand and not counted: it fills caches and compiles patterns.
    """
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            gc.collect()
            start = time.perf_counter()
            task()
            elapsed = time.perf_counter() - start
            if number:
                seconds[name].append(elapsed)
    return seconds


def ratio(seconds: Sequence[float], unit: Sequence[float]) -> float:
    """Return the median of the ratios of the rounds."""
    return statistics.median(one / other for one, other in zip(seconds, unit, strict=True))


def spread(seconds: Sequence[float]) -> float:
    """Return how far the slowest round lies above the median: 1.3 is usual, 2 means that something disturbed it."""
    return max(seconds) / statistics.median(seconds)


class Result:
    """One line of a report. *target* is an upper bound of *value*, or a lower one if ``at_least``."""

    __slots__ = ("at_least", "detail", "name", "target", "unit", "value")

    def __init__(
        self,
        name: str,
        value: float,
        unit: str,
        *,
        target: float | None = None,
        at_least: bool = False,
        detail: str = "",
    ) -> None:
        self.name = name
        self.value = value
        self.unit = unit
        self.target = target
        self.at_least = at_least
        self.detail = detail

    @property
    def missed(self) -> bool:
        """Whether the target is missed; never, if there is none."""
        if self.target is None:
            return False
        return self.value < self.target if self.at_least else self.value > self.target

    def line(self, width: int) -> str:
        """Return the result as a line of text."""
        target = ""
        if self.target is not None:
            target = f"{'at least' if self.at_least else 'at most'} {self.target:g}"
        mark = "MISSED" if self.missed else ("ok" if self.target is not None else "")
        return (
            f"  {self.name:<{width}}  {self.value:>9.3g} {self.unit:<8} {target:<14} {mark:<7} {self.detail}".rstrip()
        )


class Report:
    """All results of a run; each section is printed as soon as it is there."""

    def __init__(self) -> None:
        self.sections: dict[str, list[Result]] = {}

    def add(self, title: str, results: Sequence[Result], note: str = "") -> None:
        """Add a section and print it."""
        self.sections[title] = list(results)
        width = max((len(result.name) for result in results), default=0)
        print(f"\n{title}")
        for result in results:
            print(result.line(width))
        if note:
            print(f"  {note}")

    @property
    def missed(self) -> list[Result]:
        """The results that miss their targets."""
        return [result for results in self.sections.values() for result in results if result.missed]

    def write(self, path: Path) -> None:
        """Write all results as JSON."""
        path.write_text(
            json.dumps(
                {
                    title: [
                        {
                            "name": result.name,
                            "value": result.value,
                            "unit": result.unit,
                            "target": result.target,
                            "missed": result.missed,
                            "detail": result.detail,
                        }
                        for result in results
                    ]
                    for title, results in self.sections.items()
                },
                ensure_ascii=False,
                indent=2,
            )
            + "\n",
            encoding="utf-8",
        )
