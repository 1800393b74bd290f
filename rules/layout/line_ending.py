from __future__ import annotations

from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding


class LineEnding(DocumentRule):
    """Lines that do not end with LF.

    ## What it finds
    CRLF, and CR alone, as they come from Windows editors and old exports. One finding for a file.

    ## Why it matters
    Mixed line ends make every later change touch lines that nobody edited.

    ## Fix safety
    Safe: every line ends with LF, everywhere in the file.
    """

    code = "LAY001"
    name = "line-ending"
    stage = Stage.ENVELOPE
    in_guarded_regions = True
    literals = ("\r",)

    GOOD = (Good("<p>A</p>\n"), Good("<p>A&#13;</p>\n", note="a reference"), Good(""))
    BAD = (
        Bad("<p>A</p>\r\n<p>B</p>\n", "<p>A</p>\n<p>B</p>\n", at="\r\n"),
        Bad("---\r\ntitle: A\r\n---\r\n\r\n<p>A</p>\r\n", "---\ntitle: A\n---\n\n<p>A</p>\n"),
        Bad("<p>A</p>\r<p>B</p>\r", "<p>A</p>\n<p>B</p>\n", note="CR alone"),
        Bad("<pre>a\r\nb</pre>", "<pre>a\nb</pre>", note="a browser reads both as LF"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        edits: list[Edit] = []
        place = text.find("\r")
        while place >= 0:
            if text.startswith("\n", place + 1):
                edits.append(Edit(place, place + 1))
            else:
                edits.append(Edit(place, place + 1, "\n"))
            place = text.find("\r", place + 1)
        first = edits[0]
        stop = first.end + (not first.replacement)
        lines = f"{len(edits)} lines end" if len(edits) > 1 else "a line ends"
        yield self.finding(f"{lines} with CR instead of LF", first.start, stop, Fix(edits))
