from __future__ import annotations

from newslint.linting.finding import Severity
from newslint.linting.rule import Bad, Good
from newslint.linting.stage import Stage

from ._kinds import CommentKind, CommentOfKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Comment
    from newslint.linting.finding import Finding


class MalformedComment(CommentOfKind):
    """A comment that programs do not agree on, or that hides more than it should.

    ## What it finds
    - A comment that is never closed: all the rest of the article is hidden.
    - A comment in which another one opens: it was probably never closed, and hides all up to
      the end of the other.
    - `<!-->`, and a comment that ends in `--!>`: some programs read on to the next `-->`.
    - Two dashes inside: XML forbids them, and older Markdown programs show such a comment as text.
    - Markup that is none and so becomes a comment: `<?php … ?>`, `<![CDATA[ … ]]>`, `</3>`. It hides
      everything up to the next `>`.

    ## Why it matters
    What is hidden is part of the article.

    ## Fix safety
    There is no fix: where a comment was meant to end is not to be known.
    """

    code = "COM008"
    name = "malformed-comment"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    kind = CommentKind.MALFORMED

    GOOD = (
        Good("<p>A</p><!-- note --><p>B</p>", note="well formed"),
        Good("<p>A</p><!----><p>B</p>", note="empty"),
        Good("<p>A</p><!-- a - b ---><p>B</p>", note="dashes at the end are allowed"),
        Good("<p>A</p><!-- -------- --><p>B</p>", note="a line drawn in a comment"),
        Good("<p>A</p><!-- > --><p>B</p>"),
        Good("<!--[if !mso]><!--><p>A</p><!--<![endif]-->", note="conditional-comment"),
        Good("<!--[if IE]><p>A</p><!-- b --><![endif]-->", note="conditional-comment"),
        Good("<!-- newslint: ignore[COM008] -- kept as it is --><!-- -- a -->", note="a suppression"),
        Good("<script>x = '<!-- y'</script><p>A</p>", note="a script is not markup"),
        Good("<p>I &lt;3 you</p><p>a <3 b</p>", note="text"),
        Good("<!DOCTYPE html><p>A</p>"),
        Good("`<!-- a` and `<?php x ?>`\n", path="a.md", note="code"),
    )
    BAD = (
        Bad("<p>A</p><!-- note <p>B</p>", at="<!-- note <p>B</p>", note="never closed"),
        Bad("<p>A</p><!--", at="<!--"),
        Bad("<p>A</p><!-- one <p>B</p> <!-- two --><p>C</p>", at="<!-- one <p>B</p> <!-- two -->"),
        Bad("<!--adlist[<!--{1}--><p>Buy</p>]adlist--><p>A</p>", at="<!--adlist[<!--{1}-->", note="nested"),
        Bad("<p>A</p><!--><p>B</p>", at="<!-->"),
        Bad("<p>A</p><!-- a --!><p>B</p>", at="<!-- a --!>"),
        Bad("<p>A</p><!-- a -- b --><p>B</p>", at="<!-- a -- b -->"),
        Bad("<p>A <?php echo 1 ?> B</p>", at="<?php echo 1 ?>"),
        Bad("<p><![CDATA[A]]></p>", at="<![CDATA[A]]>"),
        Bad("<p>I </3 you> B</p>", at="</3 you>"),
    )

    def check(self, comment: Comment) -> Iterator[Finding]:
        source = comment.source
        severity = Severity.ERROR
        if comment.bogus:
            message = "not markup, but read as a comment up to the next >; write &lt; if a reader is to see it"
        elif not comment.closed:
            message = "comment is never closed: the rest of the article is hidden"
        elif source in ("<!-->", "<!--->"):
            message = f"{source} is an empty comment to a browser, the beginning of one to others"
        elif source.endswith("--!>"):
            message = "comment ends in --!>; others read on to the next -->"
        elif "<!--" in comment.text:
            message = "another comment opens inside; if this one was never closed, it hides a part of the article"
        else:
            message = "two dashes inside a comment; older Markdown programs show it as text"
            severity = Severity.WARNING
        yield self.finding(message, comment.start, comment.end, severity=severity)
