from __future__ import annotations

from newslint.document.html import WHITESPACE
from newslint.late_pattern import late_pattern
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._lines import INLINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, TextMatch
    from newslint.linting.finding import Finding

_BULLETS = "•●■▪‣◦○➢➤"
_SPACES = WHITESPACE + "\u00a0\u3000"
_MOST_TAGS = 20


class ListAsText(TextRule):
    """A list that is written with signs, and not as one.

    ## What it finds
    Two and more lines that begin with the same sign for an item (`•`, `●`, `▪`, `‣` and their like), in paragraphs of
    their own or with `<br>` between them.

    ## Why it matters
    A screen reader does not say that it is a list, nor how long it is, and long items are not indented.

    ## Fix safety
    No fix: where the last item ends, and whether lists stand in lists, only the author knows.
    """

    code = "STR014"
    name = "list-as-text"
    stage = Stage.STRUCTURE
    literals = tuple(_BULLETS)
    pattern = late_pattern(f"[{_BULLETS}]")

    GOOD = (
        Good("<ul><li>A</li><li>B</li></ul>"),
        Good("<p>• A</p><p>B</p>", note="one line is no list"),
        Good("<p>A • B<br>C • D</p>", note="a sign between words"),
        Good("<p>• A<br>▪ B</p>", note="two signs"),
        Good("<p>• A</p><p>B</p><p>• C</p>", note="something stands between them"),
        Good("<pre>• A<br>• B</pre>", note="code"),
        Good("<ul><li>• A</li><li>• B</li></ul>", note="a list, if one with two signs"),
    )
    BAD = (
        Bad("<p>• A<br>• B<br>• C</p>", at="•"),
        Bad("<p>&nbsp;• A</p>\n<p><b>•</b> B</p>", at="•"),
        Bad("<div>A<br>● B<br>● C</div>"),
        Bad("<p>• A<br>• B</p><p>C</p><p>• D<br>• E</p>", count=2),
        Bad("<p>• A<br>• B</p>\n", path="a.md"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        body, sign = match.body, match.text
        if body.text[match.piece_start : match.start].replace("&nbsp;", "").strip(_SPACES):
            return
        this = _line_before(body, match.previous)
        if this is None or _begins(body, this) != sign:
            return  # The line before does not begin like this one.
        before = _line_before(body, this)
        if before is None or _begins(body, before) != sign:
            yield self.finding("a list that is written with signs", match.start, match.end)


def _line_before(body: Body, index: int) -> int | None:
    """Return the markup behind which the line before begins, if *index* is one before a line's first text."""
    for _ in range(_MOST_TAGS):
        if index < 0:
            return None
        markup = body.markups[index]
        if markup.name == "br" or markup.name in ("p", "div"):
            break
        if markup.name not in INLINE or body.pieces[2 * index].strip(_SPACES):
            return None
        index -= 1
    else:
        return None
    # *index* is where the line begins: now to where the one before does.
    text = False
    for _ in range(_MOST_TAGS):
        if body.pieces[2 * index].strip(_SPACES):
            text = True
        index -= 1
        if index < 0:
            return None
        markup = body.markups[index]
        if markup.name == "br" or markup.name in ("p", "div"):
            if text:
                return index
        elif markup.name not in INLINE:
            return None
    return None


def _begins(body: Body, index: int) -> str:
    """Return the first character of the line that begins behind markup *index*."""
    for _ in range(_MOST_TAGS):
        text = body.pieces[2 * index + 2].replace("&nbsp;", "").strip(_SPACES)
        if text:
            return text[0]
        index += 1
        if index >= len(body.markups) or body.markups[index].name not in INLINE:
            return ""
    return ""
