"""Workflow commands, which GitHub Actions shows beside the lines of a pull request.

The form and the escapes are those of "Workflow commands for GitHub Actions" and of
``packages/core`` in actions/toolkit. ``col`` and ``endColumn`` are only allowed on
findings of one line.
"""

from __future__ import annotations

import os

from newslint.linting.finding import Severity
from newslint.output.format import Format

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.running.results import FileResult

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_SHOWN = 10
"""The number of commands of each level that are shown for a step."""


class GitHub(Format):
    """Errors come first, because only so many commands are shown."""

    def render(self, result: FileResult) -> str:
        path = _property(_from_repository(result.path))
        lines: list[str] = []
        for finding in result.findings:
            first = result.source.position(finding.start)
            last = result.source.position(finding.end)
            place = f"line={first.line},endLine={last.line}"
            if first.line == last.line:
                place += f",col={first.column},endColumn={last.column}"
            title = _property(f"newslint {finding.code} ({finding.name})")
            lines.append(f"::{_LEVELS[finding.severity]} file={path},{place},title={title}::{_data(finding.message)}\n")
        return "".join(lines)

    def assemble(self, texts: Iterable[str]) -> Iterator[str]:
        by_level: dict[str, list[str]] = {f"::{level} ": [] for level in _LEVELS.values()}
        for text in texts:
            # Line ends in messages and paths are escaped: each line is one command.
            for line in text.split("\n"):
                if line:
                    by_level[line[: line.index(" ") + 1]].append(line + "\n")
        hidden = 0
        for lines in by_level.values():
            yield from lines
            hidden += max(len(lines) - _SHOWN, 0)
        if hidden:
            yield f"Not shown beside the lines, because there are too many: {hidden}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _from_repository(path: str) -> str:
    root = os.environ.get("GITHUB_WORKSPACE")
    if root:
        inside = os.path.relpath(os.path.realpath(path), os.path.realpath(root))
        if not inside.startswith(os.pardir):
            path = inside
    return path.replace(os.sep, "/")
