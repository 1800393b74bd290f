from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Fix, Safety
from newslint.linting.rule import Bad, Good
from newslint.linting.stage import Stage

from ._kinds import CommentKind, CommentOfKind
from ._removal import removal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Comment
    from newslint.linting.finding import Finding

# A mark alone: [if !x], [if !x]>, [if !x]><!, <![endif], [endif]--, and Word's own declarations.
_MARK = late_pattern(r"<?+!?+\[(?:if\b[^\]<>]*+|endif)\]\s*+>?+\s*+(?:<!)?+-*+\s*+", re.IGNORECASE)
_END = late_pattern(r"\[endif\]\s*+-*+\Z", re.IGNORECASE)
# What only Word and Outlook read. Real content has none of it.
_OFFICE = ("mso-", "<xml", "<o:", "<w:", "<v:", "<m:", "mce:style", "<style", "<link")
_PROSE = late_pattern(r"<(?:p|li|td|h[1-6]|img|blockquote)\b", re.IGNORECASE)


class ConditionalComment(CommentOfKind):
    """A part of the page for old versions of Internet Explorer, Word or Outlook.

    ## What it finds
    - `<!--[if gte mso 9]> … <![endif]-->`: content that nothing but those programs shows.
    - `<![if !supportLists]> … <![endif]>`, also written `<!--[if !supportLists]-->` and
      `<!--[if !mso]><!-->`: marks round content that everybody sees.
    - Word's declarations of its own markup, `<?xml:namespace … />`.

    ## Why it matters
    It is what a paste from Word leaves: kilobytes of settings and styles that no reader ever sees.

    ## Fix safety
    Safe. Of the first kind the whole comment goes, of the second only the marks: what stands between
    them, such as the bullets of Word's lists, stays. A conditional comment that is cut off before
    its `<![endif]` is removed only if it holds settings and styles alone; else it is reported.
    """

    code = "COM007"
    name = "conditional-comment"
    stage = Stage.REMOVAL
    kind = CommentKind.CONDITIONAL

    GOOD = (
        Good("<p>A</p><!-- [iffy] sources -->", note="an ordinary comment"),
        Good("<p>A</p><!-- if it rains: B -->"),
        Good("<pre><!--[if IE]>x<![endif]--></pre>", note="code"),
        Good("<p>`<![endif]>` [if] you like</p>".replace("<![endif]>", "&lt;![endif]&gt;"), note="text about it"),
        Good("a `<!--[if IE]>x<![endif]-->` b\n", path="a.md", note="code in Markdown"),
        Good("<!--[if IE]>{{ x }}<![endif]-->", note="template syntax"),
    )
    BAD = (
        Bad(
            "<p>A</p><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>B</p>",
            "<p>A</p><p>B</p>",
            at="<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->",
        ),
        Bad("<!--[if lt IE 9]>\n<p>Please update.</p>\n<![endif]-->\n<p>A</p>", "<p>A</p>"),
        Bad("<p><![if !supportLists]>1.&nbsp;<![endif]>First</p>", "<p>1.&nbsp;First</p>", count=2),
        Bad("<p><!--[if !supportLists]-->•<!--[endif]-->A</p>", "<p>•A</p>", count=2),
        Bad("<!--[if !mso]><!--><p>A</p><!--<![endif]-->", "<p>A</p>", count=2),
        Bad("<!--[if !IE]> --><p>A</p><!-- <![endif]-->", "<p>A</p>", count=2),
        Bad("<p>A<!--[if mso]>--> B<!--[endif]----></p>", "<p>A B</p>", count=2),
        Bad("<p>A<![endif]--></p>", "<p>A</p>", note="what a cut-off comment leaves behind"),
        Bad('<p>A<?xml:namespace prefix = o ns = "urn:schemas-x" /><o:p></o:p></p>', "<p>A<o:p></o:p></p>"),
        Bad("<p><!--[if gte mso 10]> <mce:style><!<br>\ntable {mso-x:0}\n--><!--[endif]--></p>", "<p></p>", count=2),
        Bad("<!--[if IE]><p>A</p> <!-- b --><p>B</p>", note="cut off, and it hides a paragraph"),
        Bad("<!--[if mso]>x<![endif]-->\n\n*a*\n", "\n*a*\n", path="a.md"),
        Bad("<!--[if mso]>x<![endif]--> *a*\n", path="a.md", note="no removal: the line would be read as Markdown"),
    )

    def check(self, comment: Comment) -> Iterator[Finding]:
        text = comment.text.strip()
        if comment.bogus or _MARK.fullmatch(text):
            message = "mark for Word or an old browser; what it stands round is shown to everyone"
            whole = True
        else:
            message = "content for Word or an old browser only"
            whole = _END.search(text[-40:]) is not None or _is_settings(text)
        if not whole:
            message = "conditional comment without <![endif]; it hides a part of the article"
        edit = removal(comment.body, comment.start, comment.end) if whole else None
        fix = Fix(edit, Safety.SAFE, (Change(Aspect.COMMENT, text),)) if edit is not None else None
        yield self.finding(message, comment.start, comment.end, fix)


def _is_settings(text: str) -> bool:
    return any(word in text for word in _OFFICE) and _PROSE.search(text) is None
