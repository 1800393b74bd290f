"""A JSON array with an object for each finding.

Lines and columns count from 1 and in code points; ``offset`` and ``end_offset`` are
code points from the start of the file. ``fix`` is null or has its ``safety`` and the
``edits``, all of which belong together.
"""

from __future__ import annotations

from newslint.output.format import Format

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from newslint.document.source import Source
    from newslint.linting.finding import Finding
    from newslint.running.results import FileResult


class Json(Format):
    """For programs. UTF-8, one finding on a line."""

    def render(self, result: FileResult) -> str:
        from json import dumps

        objects = [as_dictionary(finding, result) for finding in result.findings]
        try:
            text = ",\n".join([dumps(one, ensure_ascii=False) for one in objects])
            text.encode("utf-8")
        except UnicodeEncodeError:
            # A path with bytes that are not UTF-8: only escapes can spell it.
            text = ",\n".join([dumps(one) for one in objects])
        return text

    def assemble(self, texts: Iterable[str]) -> Iterator[str]:
        separator = "[\n"
        for text in texts:
            if text:
                yield separator + text
                separator = ",\n"
        yield "[]\n" if separator == "[\n" else "\n]\n"


def as_dictionary(finding: Finding, result: FileResult) -> dict[str, Any]:
    """Return the object for one finding."""
    fix = finding.fix
    return {
        "path": result.path,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        **_span(result.source, finding.start, finding.end),
        "fix": None
        if fix is None
        else {
            "safety": fix.safety.value,
            "edits": [
                {**_span(result.source, edit.start, edit.end), "replacement": edit.replacement} for edit in fix.edits
            ],
        },
    }


def _span(source: Source, start: int, end: int) -> dict[str, int]:
    first, last = source.position(start), source.position(end)
    return {
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
        "offset": start,
        "end_offset": end,
    }
