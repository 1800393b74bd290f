"""What a format of findings is."""

from __future__ import annotations

from newslint.linting.finding import Safety

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.linting.finding import Finding
    from newslint.running.results import FileResult


class Format:
    """Turns findings into text: each file by itself, wherever it was checked, then all of them together."""

    def render(self, result: FileResult) -> str:
        """Return the text for the findings of one file."""
        raise NotImplementedError

    def assemble(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the whole output from the *texts* of the files, in their order."""
        yield from texts


def mark(finding: Finding) -> str:
    """Return the sign for what can be done: ``[*]`` by ``--fix``, ``[?]`` by ``--unsafe-fixes``, else nothing."""
    if finding.fix is None:
        return ""
    return "[*]" if finding.fix.safety is Safety.SAFE else "[?]"
