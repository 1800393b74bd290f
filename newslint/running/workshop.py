"""Check or fix one file, and say what came of it."""

from __future__ import annotations

from newslint.document.document import Document
from newslint.document.source import Source, UndecodableFileError
from newslint.linting import engine
from newslint.running.results import FileResult, Report, with_settled_safety

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.linting.finding import Finding
    from newslint.output.format import Format
    from newslint.running.profiles import Profile


class Workshop:
    """What is to be done with each file; the same in every process.

    With *fix* files are rewritten, with *diff* the difference is the output instead.
    """

    def __init__(self, output: Format, *, fix: bool = False, unsafe: bool = False, diff: bool = False) -> None:
        self.output = output
        self.fix = fix
        self.unsafe = unsafe
        self.diff = diff

    def report(self, path: str, profile: Profile) -> Report:
        """Process the file at *path*. A failure of newslint itself is in the report, and is not raised."""
        try:
            result = self.process(path, profile)
            return self.rendered(result)
        except Exception:
            from traceback import format_exc

            return Report(path, crash=format_exc())

    def rendered(self, result: FileResult) -> Report:
        """Return *result* in the format of this run."""
        if self.diff:
            fatal = [finding for finding in result.findings if finding.code in engine.FATAL]
            errors = ""
            if fatal:
                from newslint.output.concise import Concise

                errors = Concise().render(FileResult(result.path, result.source, fatal))
            return Report(result.path, result.diff, errors).counting(result)
        return Report(result.path, self.output.render(result)).counting(result)

    def process(self, path: str, profile: Profile) -> FileResult:
        """Read, check and, if asked for, rewrite the file at *path*."""
        try:
            with open(path, "rb", buffering=0) as file:
                data = file.read()
        except OSError as error:
            return FileResult(path, Source("", path), [engine.unreadable_file(error.strerror or str(error))])
        result, text = self.process_bytes(path, data, profile)
        if not self.fix or self.diff or not result.changed:
            return result
        from newslint.running.writer import UnwritableError, write

        try:
            write(path, data, text.encode("utf-8"))
        except UnwritableError as error:
            # What is reported is what stands in the file.
            source = Source.decode(data, path, profile.encoding)
            findings = profile.checker.check(Document.parse(source, target=profile.target))
            return FileResult(path, source, [engine.unwritable_file(str(error)), *self._settled(findings, profile)])
        return result

    def process_bytes(self, path: str, data: bytes, profile: Profile) -> tuple[FileResult, str]:
        """Check *data*, the content of *path*; return the result and the text, fixed if asked for."""
        try:
            source = _decode(data, path, profile.encoding)
        except UndecodableFileError as error:
            return FileResult(path, Source("", path), [engine.undecodable_file(error)]), ""
        if not (self.fix or self.diff):
            findings = profile.checker.check(Document.parse(source, target=profile.target))
            return FileResult(path, source, self._settled(findings, profile)), source.text
        from newslint.fixing.fixer import fix

        fixed = fix(
            source,
            profile.checker,
            unsafe=self.unsafe,
            safe_codes=profile.selection.safe_codes,
            unsafe_codes=profile.selection.unsafe_codes,
            target=profile.target,
        )
        result = FileResult(
            path,
            Source(fixed.text, path),
            [*fixed.problems, *self._settled(fixed.findings, profile)],
            applied=fixed.applied,
            changed=fixed.text.encode("utf-8") != data,
        )
        if self.diff and fixed.text != source.text:
            from newslint.running.diff import unified_diff

            result.diff = unified_diff(source.text, fixed.text, path)
        if self.diff:
            result.changed = bool(result.diff)
        return result, fixed.text

    def _settled(self, findings: list[Finding], profile: Profile) -> list[Finding]:
        selection = profile.selection
        if selection.safe_codes or selection.unsafe_codes:
            return with_settled_safety(findings, selection.safe_codes, selection.unsafe_codes)
        return findings


def _decode(data: bytes, path: str, encoding: str) -> Source:
    source = Source.decode(data, path, encoding)
    if encoding != "utf-8":
        try:
            source.text.encode("utf-8")
        except UnicodeEncodeError as error:
            # Some encodings can spell half of a character; UTF-8, which is written, cannot.
            raise UndecodableFileError(path, encoding, error.start, error.reason) from None
    return source
