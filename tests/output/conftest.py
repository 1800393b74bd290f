from __future__ import annotations

from collections.abc import Callable

import pytest

from newslint.document.source import Source
from newslint.linting.finding import Edit, Finding, Fix, Safety, Severity
from newslint.running.results import FileResult

Make = Callable[..., FileResult]


@pytest.fixture
def make() -> Make:
    """Return a result with a finding for each span of *text*."""

    def result(
        text: str,
        *spans: tuple[int, int],
        path: str = "posts/a.md",
        message: str = "the message",
        severity: Severity = Severity.WARNING,
        safety: Safety | None = None,
    ) -> FileResult:
        findings = [
            Finding(
                "TST001",
                "some-rule",
                severity,
                message,
                start,
                end,
                None if safety is None else Fix(Edit(start, end, "new"), safety),
            )
            for start, end in spans
        ]
        return FileResult(path, Source(text, path), findings)

    return result
