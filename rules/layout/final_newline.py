from __future__ import annotations

from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_LONGEST_TAG = 200


class FinalNewline(DocumentRule):
    """A file that does not end with exactly one newline.

    ## What it finds
    A last line without its line end, and blank lines or spaces after the last line.

    ## Why it matters
    Tools that join, compare or append to files rely on it.

    ## Fix safety
    Safe.
    """

    code = "LAY003"
    name = "final-newline"
    stage = Stage.LAYOUT
    in_guarded_regions = True

    GOOD = (
        Good("<p>A</p>\n"),
        Good(""),
        Good("<p>A</p>\r\n", note="which line end it is, is another rule's"),
        Good("A\n\n    b  \n", path="a.md", note="spaces in code"),
    )
    BAD = (
        Bad("A\n\n    b  \n\n\n", "A\n\n    b  \n", path="a.md"),
        Bad("A `b`  \n", "A `b`\n", path="a.md"),
        Bad("<p>A</p>", "<p>A</p>\n"),
        Bad("<p>A</p>\n\n  \n", "<p>A</p>\n", at="\n  \n"),
        Bad("<p>A</p>   ", "<p>A</p>\n"),
        Bad("<script>x()</script", note="an end tag that is cut short"),
        Bad("A\u00a0", "A\u00a0\n", path="a.md", note="a no-break space is a character"),
        Bad("  \n\n", "", note="nothing but white space"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        content = len(text.rstrip(" \t\r\n"))
        content = max(content, document.front_matter.end)
        rest = text[content:]
        if not text or rest in ("\n", "\r\n", "\r") or (not rest and content == document.front_matter.end):
            return
        if content == document.front_matter.end:
            yield self.finding("blank lines at the end of the file", content, len(text), Fix(Edit(content, len(text))))
        elif not rest.strip(" \t"):
            # A newline would end the name of an end tag that is cut short: what is text would be one.
            last = text.rfind("</", max(content - _LONGEST_TAG, 0), content)
            cut = last >= 0 and ">" not in text[last:content]
            fix = None if cut else Fix(Edit(content, len(text), "\n"))
            yield self.finding("no newline at the end of the file", content, len(text), fix)
        else:
            first = content + len(rest) - len(rest.lstrip(" \t"))
            stop = first + (2 if text.startswith("\r\n", first) else 1)
            edits = [Edit(stop, len(text))] if stop < len(text) else []
            if first > content and not document.body.regions.covers(content):
                edits.append(Edit(content, first))
            if not edits:
                return  # The last line of a piece of code.
            yield self.finding(
                "blank lines or spaces at the end of the file", stop if edits else content, len(text), Fix(edits)
            )
