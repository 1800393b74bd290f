from __future__ import annotations

from newslint.document.body import Comment
from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, Good
from newslint.linting.stage import Stage

from ._kinds import CommentKind, CommentOfKind, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Comment
    from newslint.linting.finding import Finding

_SPACED = "<!-- more -->"
_TIGHT = "<!--more-->"
# Hugo compares with exactly one spelling.
_ACCEPTED = {"hugo": (_TIGHT,)}
# There the separator is whatever the site's settings say.
_SET_BY_SITE = frozenset(("jekyll", "eleventy"))


class ExcerptMarker(CommentOfKind):
    """The mark that cuts an article for list pages, misspelt or misplaced.

    ## What it finds
    - Spellings of `<!-- more -->` that some generators do not recognise: `<!-- more-->`, `<!--More -->`,
      `<!--  more  -->`. `<!-- more -->` and `<!--more-->` are accepted; with the target `hugo`, which knows
      no other, only `<!--more-->` is.
    - A second mark.
    - A mark after which nothing comes: the excerpt is the whole article.

    ## Why it matters
    A mark that is not recognised is no mark: list pages then show the whole article.

    ## Fix safety
    Safe for the spelling; with the targets `jekyll` and `eleventy`, where the site's settings name the mark, there
    is no fix. Nor is there one for the place: moving or removing a mark changes list pages.
    """

    code = "COM005"
    name = "excerpt-marker"
    stage = Stage.REMOVAL
    kind = CommentKind.EXCERPT

    GOOD = (
        Good("<p>A</p><!-- more --><p>B</p>", note="Hexo's and Zola's spelling"),
        Good("<p>A</p><!--more--><p>B</p>", note="WordPress's and Hugo's spelling"),
        Good("<p>A</p><!--more--><p>B</p>", target="hugo"),
        Good("<p>A</p><!--more Read on--><p>B</p>", note="WordPress's marker with words of its own"),
        Good("<p>A</p><!-- more or less --><p>B</p>", note="a note"),
        Good('<p>A</p><!-- more --><img src="a.jpg" alt="A">', note="a picture comes after it"),
        Good("<pre><!--More--></pre><p>A</p><!-- more --><p>B</p>", note="the first stands in code"),
        Good("a\n\n<!-- more -->\n\nb\n", path="a.md"),
        Good("<p>A</p><!-- wp:more --><!--more--><!-- /wp:more --><p>B</p>", note="the block is another rule's"),
    )
    BAD = (
        Bad("<p>A</p><!-- more--><p>B</p>", "<p>A</p><!-- more --><p>B</p>", at="<!-- more-->"),
        Bad("<p>A</p><!--More --><p>B</p>", "<p>A</p><!-- more --><p>B</p>"),
        Bad("<p>A</p><!--  more\n--><p>B</p>", "<p>A</p><!-- more --><p>B</p>"),
        Bad("<p>A</p><!--more --><p>B</p>", "<p>A</p><!--more--><p>B</p>", target="hugo"),
        Bad("<p>A</p><!-- more --><p>B</p>", "<p>A</p><!--more--><p>B</p>", target="hugo"),
        Bad("<p>A</p><!-- More --><p>B</p>", target="jekyll", note="the site's settings name the mark"),
        Bad("<p>A</p><!-- more --><p>B</p><!--more--><p>C</p>", at="<!--more-->", note="a second one"),
        Bad("<div><p>A</p><!-- more --> <!-- b --> </div>\n", at="<!-- more -->", note="nothing comes after it"),
        Bad("<p>A</p><!-- More -->", "<p>A</p><!-- more -->", count=2, note="spelling and place"),
        Bad("a\n\n<!--More-->\n\nb\n", "a\n\n<!-- more -->\n\nb\n", path="a.md"),
    )

    def check(self, comment: Comment) -> Iterator[Finding]:
        yield from self._spelling(comment, comment.document.target)
        if _has_predecessor(comment):
            yield self.finding("a second excerpt marker; only the first one counts", comment.start, comment.end)
        elif _is_last(comment):
            message = "nothing comes after the excerpt marker, so the excerpt is the whole article"
            yield self.finding(message, comment.start, comment.end)

    def _spelling(self, comment: Comment, target: str) -> Iterator[Finding]:
        accepted = _ACCEPTED.get(target, (_SPACED, _TIGHT))
        if comment.source in accepted:
            return
        fix = None
        if target not in _SET_BY_SITE:
            change = Change(Aspect.COMMENT, comment.text.strip(), "more")
            fix = Fix(Edit(comment.start, comment.end, accepted[0]), Safety.SAFE, (change,))
        written = " ".join(comment.source.split())
        message = f"{written} is not recognised everywhere; write {accepted[0]}"
        yield self.finding(message, comment.start, comment.end, fix)


def _has_predecessor(comment: Comment) -> bool:
    body = comment.body
    for index in range(comment.index - 1, -1, -1):
        if body.markups[index].kind is Kind.COMMENT:
            other = Comment(body, index)
            if kind_of(other.markup) is CommentKind.EXCERPT and not body.regions.covers(other.start):
                return True
    return False


def _is_last(comment: Comment) -> bool:
    body = comment.body
    for index in range(comment.index + 1, len(body.markups)):
        if body.pieces[2 * index].strip() or body.markups[index].kind is Kind.START:
            return False
    return not body.pieces[-1].strip()
