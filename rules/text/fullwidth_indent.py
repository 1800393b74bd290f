from __future__ import annotations

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, Good, Options, TextRule
from newslint.linting.stage import Stage

from ._blocks import begins_block, lines_begin_so

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_LONGEST_INDENT = 4


class FullwidthIndentOptions(Options):
    keep: bool = False


class FullwidthIndent(TextRule):
    """Ideographic spaces that indent a paragraph.

    ## What it finds
    One to four ideographic spaces (U+3000) before the first character of a block, as Chinese and
    Japanese editors type them.

    ## Why it matters
    Indentation is for the style sheet. With the spaces in the text, a title or an excerpt made from
    the first paragraph begins with a gap.

    ## Fix safety
    Safe, and declared: only the spaces go. A paragraph of nothing else (a scene break), longer runs
    (which set text to the right), spaces after `<br>` (where they alone tell where a paragraph begins), those of
    a block in which such spaces follow, and code stay.

    ## Options
    - `keep`: keep all of them, for prose or verse on a site that does not indent (default: false).
    """

    code = "TXT003"
    name = "fullwidth-indent"
    stage = Stage.TEXT
    literals = ("\u3000",)
    pattern = late_pattern("\u3000++(?=[^\\s<])")
    Options = FullwidthIndentOptions

    GOOD = (
        Good("<p>\u3000\u3000</p>", note="a scene break"),
        Good("<p>\u7532\u3000\u4e59</p>", note="between words"),
        Good("<p>\u7532<br>\u3000\u3000\u4e59</p>", note="the only mark of a paragraph"),
        Good("<p>\u3000\u3000\u7532<br />\n\u3000\u3000\u4e59</p>", note="all lines alike"),
        Good("<p>\u3000\u3000\u3000\u3000\u3000\u3000\u7532</p>", note="set to the right"),
        Good("<p>\u3000\u3000\u7532</p>", options={"keep": True}, note="asked for"),
        Good("<pre>\u3000\u3000\u7532</pre>", note="code"),
        Good("\u7532\n\u3000\u3000\u4e59\n", path="a.md", note="lines of verse"),
        Good("\n\u3000\u3000# \u7532\n", path="a.md", note="Markdown would begin a heading"),
    )
    BAD = (
        Bad("<p>\u3000\u3000\u7532</p>", "<p>\u7532</p>", at="\u3000\u3000"),
        Bad(
            "<p>\u3000\u3000\u7532</p><p>\u3000\u3000\u4e59<br>\u4e19</p><p>\u4e01<br>\u3000\u620a</p>",
            "<p>\u7532</p><p>\u4e59<br>\u4e19</p><p>\u4e01<br>\u3000\u620a</p>",
            count=2,
            note="each block for itself",
        ),
        Bad("<p><span> \u3000\u3000\u7532</span></p>", "<p><span> \u7532</span></p>"),
        Bad("\u3000\u3000\u7532\n\n\u3000\u3000\u4e59\n", "\u7532\n\n\u4e59\n", path="a.md", count=2),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        if self.options.keep or match.end - match.start > _LONGEST_INDENT:
            return
        if not begins_block(match) and not _begins_markdown_paragraph(match):
            return
        if lines_begin_so(match):
            return
        fix = Fix(Edit(match.start, match.end), changes=[Change(Aspect.TEXT, match.text)])
        yield self.finding("ideographic spaces indent the paragraph", match.start, match.end, fix)


def _begins_markdown_paragraph(match: TextMatch) -> bool:
    body = match.body
    if body.syntax is not Syntax.MARKDOWN or not body.text[match.end].isalpha():
        return False
    return match.start <= body.content[0] or body.text.endswith(("\n\n", "\n\r\n"), body.start, match.start)
