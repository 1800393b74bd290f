from __future__ import annotations

from bisect import bisect_right

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_MARK = late_pattern(r"[ \t>]*+(?:[-*+:]|[0-9]{1,9}[.)])")
_LONGEST_MARK = 80


class TrailingWhitespace(DocumentRule):
    """Spaces and tabs at the end of a line of the body.

    ## What it finds
    White space before a line end, in the text between tags.

    ## Why it matters
    Nobody sees it, every editor removes it, and then it is noise in a change.

    ## Fix safety
    Safe. In Markdown two or more spaces before a line end break the line, so there they stay,
    except on blank lines; after the mark of an empty item (`- `, `1. `, `: `) one stays, without which kramdown reads
    no list. Code, and comments and attributes that run over several lines, are left alone.
    """

    code = "LAY002"
    name = "trailing-whitespace"
    stage = Stage.LAYOUT
    literals = (" \n", "\t\n", " \r", "\t\r")

    GOOD = (
        Good("<p>A</p>\n"),
        Good("One  \ntwo\n", path="a.md", note="a line break in Markdown"),
        Good("<pre>a  \nb</pre>\n", note="code"),
        Good("```\na  \n```\n", path="a.md"),
        Good("A\n\n* \n* b\n\n1. \n2. c\n\nTerm\n: \n", path="a.md", note="empty items, as kramdown reads them"),
        Good("<!-- a  \nb -->\n", note="a comment"),
        Good("---\ntext: |\n  a  \n  b\n---\n\n<p>A</p>\n", note="a literal block in front matter"),
    )
    BAD = (
        Bad("<p>A</p>  \n<p>B</p>\n", "<p>A</p>\n<p>B</p>\n", at="  "),
        Bad("One \ntwo\t\n", "One\ntwo\n", path="a.md", count=2, note="one space breaks nothing"),
        Bad("- a - \n- b: \n", "- a -\n- b:\n", path="a.md", count=2, note="no mark"),
        Bad("One\n  \ntwo\n", "One\n\ntwo\n", path="a.md", note="a blank line"),
        Bad("<p>A  \nB</p> \r\n", "<p>A\nB</p>\r\n", count=2),
        Bad("<p>A\u3000 \n</p>\n", "<p>A\u3000\n</p>\n", at=" ", note="an ideographic space is a character"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        body, text = document.body, document.text
        offsets = body.offsets
        markdown = body.syntax is Syntax.MARKDOWN
        for literal in self.literals:
            place = text.find(literal, body.start)
            while place >= 0:
                end = place + 1
                start = place
                while start > body.start and text[start - 1] in " \t":
                    start -= 1
                if (bisect_right(offsets, start) - 1) % 2 == 0 and (
                    literal[1] == "\n" or text[end : end + 2] == "\r\n"
                ):
                    blank = start == body.start or text[start - 1] in "\r\n"
                    if not (markdown and not blank and (text.startswith("  ", end - 2) or _is_mark(text, start))):
                        yield self.finding("white space at the end of the line", start, end, Fix(Edit(start, end)))
                place = text.find(literal, end)


def _is_mark(text: str, end: int) -> bool:
    """Return whether the line that ends at *end* holds nothing but the mark of a list's item."""
    if text[end - 1] not in "-*+:.)":
        return False
    start = max(end - _LONGEST_MARK, 0)
    return _MARK.fullmatch(text, max(text.rfind("\n", start, end) + 1, start), end) is not None
