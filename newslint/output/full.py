"""Each finding with the line that it is on, and marks below what it is about."""

from __future__ import annotations

from newslint.linting.finding import Safety
from newslint.output.format import Format, mark
from newslint.output.printable import printable, widths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.linting.finding import Finding
    from newslint.running.results import FileResult

_WIDTH = 70
"""The columns of a line that are shown, at most; with what stands beside them they fit into a terminal of 80."""
_BEFORE = 30
"""The columns that are left before the span where the line is cut."""


class Full(Format):
    """For reading in a terminal."""

    def __init__(self, *, color: bool = False) -> None:
        self._bold, self._red, self._blue, self._cyan, self._plain = (
            ("\033[1m", "\033[1;31m", "\033[1;34m", "\033[36m", "\033[0m") if color else ("", "", "", "", "")
        )

    def render(self, result: FileResult) -> str:
        return "".join(self._finding(finding, result) for finding in result.findings)

    def _finding(self, finding: Finding, result: FileResult) -> str:
        bold, red, blue, cyan, plain = self._bold, self._red, self._blue, self._cyan, self._plain
        position = result.source.position(finding.start)
        last = result.source.position(finding.end)
        line = result.source.lines.line_text(position.line)
        start = min(position.column - 1, len(line))
        end = len(line) if last.line > position.line else last.column - 1
        shown, marks = excerpt(line, start, end)
        note = f" to line {last.line}" if last.line > position.line and last.column > 1 else ""
        sign = mark(finding)
        if sign:
            sign = f" {cyan}{sign}{plain}"
        number = str(position.line)
        margin = " " * len(number)
        bar = f"{blue}|{plain}"
        return (
            f"{red}{finding.code}{plain}{sign} {finding.name}: {bold}{printable(finding.message)}{plain}\n"
            f"{margin}{blue}-->{plain} {printable(result.path)}:{position.line}:{position.column}\n"
            f"{margin} {bar}\n"
            f"{blue}{number}{plain} {bar} {shown}".rstrip(" ")
            + f"\n{margin} {bar} {red}{marks}{note}{plain}\n"
            + f"{margin} {bar}\n"
            + (f"{margin} {blue}={plain} {_unsafe(finding)}\n" if _is_unsafe(finding) else "")
            + "\n"
        )


def _is_unsafe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safety is not Safety.SAFE


def _unsafe(finding: Finding) -> str:
    return f'fixed by --fix --unsafe-fixes, or extend-safe-fixes = ["{finding.name}"]'


def excerpt(line: str, start: int, end: int) -> tuple[str, str]:
    """Return *line* as it is shown, and the marks that stand below its characters from *start* to *end*.

    A long line is cut around the span. A span of no width has one mark all the same.
    """
    line, start, end = _window(line, start, end)
    columns = widths(line)
    first, last = _cut(columns, start)
    shown = "".join(
        " " * width if character == "\t" else printable(character)
        for character, width in zip(line[first:last], columns[first:last], strict=True)
    )
    before = "…" if first else ""
    after = "…" if last < len(line) else ""
    indent = len(before) + sum(columns[first:start])
    return before + shown + after, " " * indent + "^" * max(sum(columns[start : min(end, last)]), 1)


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the part of a very long line that can come into view, and the span in it."""
    reach = 10 * _WIDTH
    first = max(start - reach, 0)
    last = min(start + 2 * reach, len(line))
    return line[first:last], start - first, min(end, last) - first


def _cut(columns: list[int], start: int) -> tuple[int, int]:
    """Return the range of characters that fit, with *start* in view."""
    if sum(columns) <= _WIDTH:
        return 0, len(columns)
    first = start
    room = _BEFORE
    while first and room >= columns[first - 1]:
        first -= 1
        room -= columns[first]
    last = first
    room = _WIDTH
    while last < len(columns) and room >= columns[last]:
        room -= columns[last]
        last += 1
    if last == len(columns):
        # What is left over on the right is used on the left.
        while first and room >= columns[first - 1]:
            first -= 1
            room -= columns[first]
    return first, last
