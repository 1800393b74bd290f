"""One line for each finding: ``path:line:column: CODE [*] name: message``."""

from __future__ import annotations

from newslint.output.format import Format, mark
from newslint.output.printable import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.running.results import FileResult


class Concise(Format):
    """The default. Columns are code points from 1."""

    def __init__(self, *, color: bool = False) -> None:
        self._bold, self._red, self._cyan, self._plain = (
            ("\033[1m", "\033[1;31m", "\033[36m", "\033[0m") if color else ("", "", "", "")
        )

    def render(self, result: FileResult) -> str:
        bold, red, cyan, plain = self._bold, self._red, self._cyan, self._plain
        path = printable(result.path)
        lines: list[str] = []
        for finding in result.findings:
            position = result.source.position(finding.start)
            sign = mark(finding)
            if sign:
                sign = f" {cyan}{sign}{plain}"
            lines.append(
                f"{bold}{path}{plain}:{position.line}:{position.column}: "
                f"{red}{finding.code}{plain}{sign} {finding.name}: {printable(finding.message)}\n"
            )
        return "".join(lines)
