from __future__ import annotations

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import begins_block, block_has_other_text, ends_block, lines_begin_so

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_LONGEST_INDENT = 8
_LONGEST_GAP = 3
_NO_BREAK = "(?:\u00a0|&nbsp;|&#160;|&#[xX][aA]0;)"
_AROUND = 300
"""Code points to each side in which a run is looked for that sets columns apart."""
# Runs that set text apart, and the lines of frames.
_COLUMNS = late_pattern(f"{_NO_BREAK}(?: ++{_NO_BREAK} |{_NO_BREAK}{{3}})|[\u2500-\u257f]")
_SPACES = late_pattern(f" |{_NO_BREAK}")


class NbspMisuse(TextRule):
    """No-break spaces that hold nothing together.

    ## What it finds
    No-break spaces at the start or end of a block, two or three in a row or mixed with common
    spaces, and single ones between two Chinese, Japanese or Korean characters: what editors and Word insert
    when somebody types two spaces.

    ## Why it matters
    Lines break in odd places, and a search for two words does not find them.

    ## Fix safety
    Safe: at the edge of a block they go, elsewhere one common space takes their place; before
    French punctuation and after a number they are only reported. Single ones between
    other characters stay: they belong before `: ; ! ? »` in French, between a number and its unit, between
    initials. A block of nothing else stays, and so do cells, code, and spaces after `<br>`, with those that
    begin the first line of such a block. Longer runs set text apart, in columns for instance: they are left alone, and
    so is a shorter run near one.
    """

    code = "TXT004"
    name = "nbsp-misuse"
    stage = Stage.TEXT
    literals = ("\u00a0", "&nbsp;", "&#160;", "&#xa0;", "&#xA0;")
    # Common spaces before it belong to the run as well, but a pattern that may begin with one tries at every space.
    pattern = late_pattern(f"{_NO_BREAK}(?: *+{_NO_BREAK})*+ *+")

    GOOD = (
        Good(
            "<p>Vraiment\u00a0? \u00ab\u00a0Oui\u00a0\u00bb\u00a0: 5\u00a0km, J.\u00a0R.</p>",
            note="French, units, initials",
        ),
        Good("<p>a&nbsp;b</p>", note="one between words"),
        Good("[/code]<p>&nbsp;</p>A", path="a.md", note="nothing else in the block"),
        Good("<p>&nbsp;</p><table><tr><td>&nbsp;</td></tr></table>", note="nothing else in the block"),
        Good("<p>a<br>&nbsp;&nbsp;&nbsp;b</p>", note="verse, or code without pre"),
        Good("<p>&nbsp;&nbsp;a<br style='x'>&nbsp;&nbsp;b</p>", note="all lines alike"),
        Good("<pre>&nbsp;&nbsp;a</pre>", note="code"),
        Good("<p>Name:&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;B</p>", note="it sets the text apart"),
        Good("-a \u00a0 \u00a0 \u00a0all  \n-help \u00a0this text  \n", path="a.md", note="columns"),
        Good("\u2502 Name\u00a0\u00a0N/A \u2502\n", path="a.md", note="a frame"),
        Good("&nbsp;&nbsp;&nbsp; a\n", path="a.md", note="Markdown might see code"),
        Good("A&nbsp;</li>B", note="an end tag that ends nothing"),
    )
    BAD = (
        Bad("<p>&nbsp;&nbsp;A</p>", "<p>A</p>", at="&nbsp;&nbsp;"),
        Bad("<p>A\u00a0</p>", "<p>A</p>"),
        Bad("<p>A.&nbsp; B</p>", "<p>A. B</p>"),
        Bad("<p>\u4e2d&nbsp;\u6587</p>", "<p>\u4e2d \u6587</p>"),
        Bad("<p>Oui&nbsp; ! 5\u00a0\u00a0km</p>", count=2, note="one may be right there: reported alone"),
        Bad("a&nbsp; b\n", "a b\n", path="a.md"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        body, text = match.body, match.body.text
        start, end = match.start, match.end
        while start > match.piece_start and text[start - 1] == " ":
            start -= 1
        if body.syntax is Syntax.MARKDOWN and text[max(start - 1, 0) : start] == "\\":
            return
        characters = len(_SPACES.findall(text, start, end))
        removed = Change(Aspect.TEXT, "\u00a0" * (characters - text.count(" ", start, end)))
        first, last = begins_block(match), ends_block(match)
        if first or last:
            if (
                (first and last)
                or not block_has_other_text(match, "\u00a0")
                or (first and (characters > _LONGEST_INDENT or lines_begin_so(match)))
            ):
                return
            yield self.finding(
                f"no-break space at the {'start' if first else 'end'} of the block",
                start,
                end,
                Fix(Edit(start, end), changes=[removed]),
            )
            return
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in "\r\n>" or after in "\r\n<":
            return
        if body.syntax is Syntax.MARKDOWN and not (_plain(before) and _plain(after)):
            return
        replaced = Change(Aspect.TEXT, removed.before, " ")
        if characters == 1:
            if _is_cjk(before) and _is_cjk(after):
                fix = Fix(Edit(start, end, " "), changes=[replaced])
                yield self.finding("no-break space between CJK characters", start, end, fix)
            return
        if characters > _LONGEST_GAP or _COLUMNS.search(text, max(body.start, start - _AROUND), end + _AROUND):
            return  # They set text apart.
        if after in ":;!?%\u00bb\u203a" or before in "\u00ab\u2039" or before.isdigit():
            # One of them holds something together: French punctuation, a number and its unit.
            yield self.finding("run of no-break spaces where one may be right", start, end)
            return
        yield self.finding("run of no-break spaces", start, end, Fix(Edit(start, end, " "), changes=[replaced]))


def _plain(character: str) -> bool:
    return character.isalnum() or character in ".,;:?!\"')\u2019\u201d\u201c\u2018"


def _is_cjk(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" or "\uff00" <= character <= "\uffef"
