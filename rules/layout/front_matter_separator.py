from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.front_matter import Format
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding


class FrontMatterSeparator(DocumentRule):
    """Anything but one blank line between the front matter and the body.

    ## What it finds
    No blank line, or several, after the closing fence; blank lines at the start of a file without front matter.

    ## Why it matters
    The same article should always be written in the same way.

    ## Fix safety
    Safe. In a Markdown body the indentation of the first line stays.
    """

    code = "LAY012"
    name = "front-matter-separator"
    stage = Stage.LAYOUT
    in_guarded_regions = True

    GOOD = (
        Good("---\ntitle: A\n---\n\n<p>A</p>\n"),
        Good("---\ntitle: A\n---\n", note="no body"),
        Good('---\ntitle: "A\n---\nB"\n---\n\n<p>A</p>\n', note="the fence stands inside a value"),
        Good("<p>A</p>\n"),
        Good("---\ntitle: A\n---\n\n    code\n", path="a.md", note="indented code comes first"),
        Good(""),
    )
    BAD = (
        Bad("---\ntitle: A\n---\n<p>A</p>\n", "---\ntitle: A\n---\n\n<p>A</p>\n"),
        Bad("---\ntitle: A\n---\n\n\n  <p>A</p>\n", "---\ntitle: A\n---\n\n<p>A</p>\n"),
        Bad("\n\n<p>A</p>\n", "<p>A</p>\n"),
        Bad("---\ntitle: A\n---\n \n\n    code\n", "---\ntitle: A\n---\n\n    code\n", path="a.md"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        text, body = document.text, document.body
        start = body.start
        end = start
        while end < len(text) and text[end] in " \t\r\n":
            end += 1
        if end == len(text):
            return  # No body: the final newline's rule.
        if body.syntax is Syntax.MARKDOWN:
            while end > start and text[end - 1] not in "\r\n":
                end -= 1
        front_matter = document.front_matter
        if front_matter.problem is not None:
            return  # Where it ends is not certain.
        wanted = ""
        if front_matter.format is not Format.NONE:
            wanted = "\r\n" if text.startswith("\r\n", front_matter.closing_end) else "\n"
            if front_matter.end == front_matter.closing_end:
                return  # The fence and the body share a line: not for this rule to part them.
        if text[start:end] == wanted:
            return
        message = "one blank line belongs between front matter and body" if wanted else "blank lines before the body"
        yield self.finding(message, start, end, Fix(Edit(start, end, wanted)))
