"""One file, taken apart: its front matter and its body."""

from __future__ import annotations

from newslint.document.body import Body, Syntax
from newslint.document.front_matter import FrontMatter, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.source import Source

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")


class Document:
    """What rules look at. Built by :meth:`parse`, which accepts any text.

    ``indented_html`` lists the spans (code points) of HTML that stands so far to
    the right, after a blank line, that Markdown takes it for code. ``origin`` is
    the document as the file has it, from which this one was made by fixes; the document itself
    if there were none. ``evidence_found`` keeps what was found out about where the file comes
    from (:mod:`newslint.linting.evidence`).
    """

    __slots__ = (
        "body",
        "evidence_found",
        "front_matter",
        "indented_html",
        "origin",
        "path",
        "source",
        "target",
        "text",
    )

    def __init__(
        self,
        source: Source,
        front_matter: FrontMatter,
        body: Body,
        target: str = "none",
        indented_html: list[tuple[int, int]] | None = None,
    ) -> None:
        self.source = source
        self.text = source.text
        self.path = source.path
        self.front_matter = front_matter
        self.body = body
        self.target = target
        self.indented_html = indented_html or []
        self.origin: Document = self
        self.evidence_found: dict[object, bool] = {}
        body.document = self

    @classmethod
    def parse(cls, source: Source, *, target: str = "none") -> Document:
        """Return the document of *source*. Never fails: what cannot be read is a finding of some rule."""
        text = source.text
        front_matter = read(text)
        start = front_matter.end
        if not start and text.startswith("\ufeff"):
            start = 1  # A byte order mark is no part of the body: with it a line would not begin with its tag.
        if not _read_as_markdown(source.path, text, start):
            return cls(source, front_matter, Body(text, start, len(text), Syntax.HTML), target)
        from newslint.document.markdown import scan

        found = scan(text, start, len(text))
        if found.html_only:
            body = Body(text, start, len(text), Syntax.HTML, read_as_markdown=True)
        else:
            body = Body(
                text, start, len(text), Syntax.MARKDOWN, True, found.code, found.hidden, sorted(found.html_blocks)
            )
        return cls(source, front_matter, body, target, found.indented_html)


def _read_as_markdown(path: str, text: str, start: int) -> bool:
    """Decide by the file's ending, else by whether the body begins with a tag."""
    lower = path.lower()
    if lower.endswith(MARKDOWN_SUFFIXES):
        return True
    if lower.endswith(HTML_SUFFIXES):
        return False
    return not text[start:].lstrip().startswith("<")
