from __future__ import annotations

from newslint.linting.finding import Severity
from newslint.linting.rule import Bad, Good
from newslint.linting.stage import Stage

from ._kinds import CommentKind, CommentOfKind, collapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Comment
    from newslint.linting.finding import Finding


class PlaceholderComment(CommentOfKind):
    """A comment that stands where a picture, a film or markup got lost.

    ## What it finds
    Marks that a page's own program replaces by pictures, films, links or polls
    (`<!--IMG#2-->`, `<!--video#0-->`, `<!--@@PKVOTEID=7-->`), the stand-in of a gallery plugin, and what a
    Markdown renderer writes where it left markup out (`<!-- raw HTML omitted -->`).

    ## Why it matters
    The article is not whole. The mark is the only trace of what belongs there, and of the place.

    ## Fix safety
    There is no fix, and no other rule removes the comment: get the part from the source, then
    remove the mark by hand.
    """

    code = "COM003"
    name = "placeholder-comment"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    kind = CommentKind.PLACEHOLDER

    GOOD = (
        Good("<p>A</p><!-- image of the pier, by the harbour desk -->", note="a note about a picture"),
        Good("<p>A</p><!-- 12 -->", note="only a number"),
        Good("<p>A</p><!-- img -->", note="no number"),
        Good("<pre><!--IMG#0--></pre>", note="code"),
        Good("<p>&lt;!--IMG#0--&gt;</p>", note="text about it"),
        Good("<p>A</p><!-- newslint: ignore[COM003] video0 -->", note="a suppression"),
    )
    BAD = (
        Bad("<p>A</p><!--IMG#2--><p>B</p>", at="<!--IMG#2-->"),
        Bad("<p>A</p><!-- video#0 --><p>B</p>", note="another spelling"),
        Bad("<p>A</p><!--IMG_0--><!--link3-->", count=2),
        Bad("<p>A</p><!--@@PKVOTEID=45062-->", note="a poll"),
        Bad("<p>A <!-- raw HTML omitted -->B<!-- raw HTML omitted --></p>", count=2),
        Bad("<p>A</p><!-- ngg_shortcode_0_placeholder -->", note="a gallery"),
        Bad("a\n\n<!-- raw HTML omitted -->\n", path="a.md"),
    )

    def check(self, comment: Comment) -> Iterator[Finding]:
        message = f'"{collapsed(comment.text)}" stands for a part of the article that is missing'
        yield self.finding(message, comment.start, comment.end)
