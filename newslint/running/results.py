"""What becomes of one file, and what is counted over all of them."""

from __future__ import annotations

from newslint.linting.engine import FATAL
from newslint.linting.finding import Finding, Fix, Safety

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from newslint.document.source import Source


class FileResult:
    """The findings of one file, with the text that their offsets point into.

    ``applied`` is the number of fixes by code, ``changed`` whether fixes make a
    difference to the bytes, ``diff`` the difference if that was asked for.
    """

    __slots__ = ("applied", "changed", "diff", "findings", "path", "source")

    def __init__(
        self,
        path: str,
        source: Source,
        findings: list[Finding],
        *,
        applied: dict[str, int] | None = None,
        changed: bool = False,
        diff: str = "",
    ) -> None:
        self.path = path
        self.source = source
        self.findings = findings
        self.applied = applied or {}
        self.changed = changed
        self.diff = diff


class Report:
    """A FileResult as it goes to the standard streams: small, and without the text.

    ``output`` is for the standard output, ``errors`` for the standard error;
    ``crash`` is a traceback, if newslint itself failed on the file.
    """

    __slots__ = ("applied", "changed", "count", "crash", "errors", "fatal", "fixable", "output", "path", "unsafe")

    def __init__(self, path: str, output: str = "", errors: str = "", crash: str = "") -> None:
        self.path = path
        self.output = output
        self.errors = errors
        self.crash = crash
        self.count = 0
        self.fixable = 0
        self.unsafe = 0
        self.applied: dict[str, int] = {}
        self.changed = False
        self.fatal = bool(crash)

    def counting(self, result: FileResult) -> Report:
        """Take the numbers of *result* over."""
        self.count = len(result.findings)
        for finding in result.findings:
            if finding.fix is not None:
                if finding.fix.safety is Safety.SAFE:
                    self.fixable += 1
                else:
                    self.unsafe += 1
            if finding.code in FATAL:
                self.fatal = True
        self.applied = result.applied
        self.changed = result.changed
        return self


class Totals:
    """The numbers of all files so far."""

    __slots__ = ("applied", "changed", "fatal", "files", "files_with_findings", "findings", "fixable", "unsafe")

    def __init__(self) -> None:
        self.files = 0
        self.files_with_findings = 0
        self.findings = 0
        self.fixable = 0
        self.unsafe = 0
        self.changed = 0
        self.fatal = False
        self.applied: dict[str, int] = {}

    def add(self, report: Report) -> None:
        self.files += 1
        self.files_with_findings += report.count > 0
        self.findings += report.count
        self.fixable += report.fixable
        self.unsafe += report.unsafe
        self.changed += report.changed
        self.fatal = self.fatal or report.fatal
        for code, count in report.applied.items():
            self.applied[code] = self.applied.get(code, 0) + count


def with_settled_safety(
    findings: Iterable[Finding], safe_codes: frozenset[str], unsafe_codes: frozenset[str]
) -> list[Finding]:
    """Return *findings* with each fix as safe as the settings say."""
    settled: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is not None:
            safety = fix.safety
            if finding.code in safe_codes:
                safety = Safety.SAFE
            elif finding.code in unsafe_codes:
                safety = Safety.UNSAFE
            if safety is not fix.safety:
                fix = Fix(fix.edits, safety, fix.changes)
                finding = Finding(
                    finding.code, finding.name, finding.severity, finding.message, finding.start, finding.end, fix
                )
        settled.append(finding)
    return settled
