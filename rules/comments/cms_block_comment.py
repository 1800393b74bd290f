from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Fix, Safety
from newslint.linting.rule import Bad, Good
from newslint.linting.stage import Stage

from ._kinds import CommentKind, CommentOfKind, collapsed
from ._removal import removal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Comment
    from newslint.linting.finding import Finding

# Marks of meaning: where the excerpt and the pages end, and where the author wrote markup by hand.
_KEPT = frozenset(("wp:more", "wp:nextpage", "wp:html"))


class CmsBlockComment(CommentOfKind):
    """A comment by which a content system finds its blocks again.

    ## What it finds
    The comments in which WordPress's block editor (`wp:paragraph`), Ghost (`kg-card-begin`) and
    Reddit (`SC_OFF`) wrap what they store.

    ## Why it matters
    Outside of its own system such a comment says nothing. One that closes itself
    (`<!-- wp:latest-posts /-->`) is more than a mark: there the system would have put content of its own.

    ## Fix safety
    Unsafe: whoever wants to bring the article back into its editor needs the comments. There is
    no fix for a block that closes itself, for its content is missing here. `wp:more`,
    `wp:nextpage` and `wp:html` are left alone.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "COM006"
    name = "cms-block-comment"
    stage = Stage.REMOVAL
    kind = CommentKind.BLOCK

    GOOD = (
        Good("<!-- wp:more --><!--more--><!-- /wp:more --><p>A</p>", note="the excerpt ends here"),
        Good("<!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage --><p>A</p>"),
        Good('<!-- wp:html {"lock":true} --><p>A</p><!-- /wp:html -->', note="markup that the author wrote"),
        Good("<p>A</p><!-- wp: two words -->", note="no block"),
        Good("<pre><!-- wp:paragraph --></pre>", note="code"),
        Good("<p>A</p><!-- SC_OFFICE -->"),
    )
    BAD = (
        Bad(
            "<!-- wp:paragraph -->\n<p>A</p>\n<!-- /wp:paragraph -->",
            unsafe="<p>A</p>\n",
            at="<!-- wp:paragraph -->",
            count=2,
        ),
        Bad(
            '<!-- wp:image {"id":7} --><img src="a.jpg" alt="A"><!-- /wp:image -->',
            unsafe='<img src="a.jpg" alt="A">',
            count=2,
        ),
        Bad('<p>A</p><!-- wp:block {"ref":7} /-->', note="closes itself: its content is missing"),
        Bad("<!--kg-card-begin: html--><p>A</p><!--kg-card-end: html-->", unsafe="<p>A</p>", count=2),
        Bad("<!-- SC_OFF --><p>A</p><!-- SC_ON -->", unsafe="<p>A</p>", count=2),
        Bad(
            "<!-- wp:heading -->\n<h2>A</h2>\n<!-- /wp:heading -->\n\nb\n",
            unsafe="<h2>A</h2>\n\nb\n",
            count=2,
            path="a.md",
        ),
    )

    def check(self, comment: Comment) -> Iterator[Finding]:
        words = collapsed(comment.text)
        name = words.split(" ", 1)[0].removeprefix("/")
        if name in _KEPT:
            return
        if words.endswith("/") and words.startswith("wp:"):
            message = f"the content of {name.removesuffix('/')} is missing: only its own system can fill it in"
            yield self.finding(message, comment.start, comment.end)
            return
        edit = removal(comment.body, comment.start, comment.end)
        fix = None
        if edit is not None:
            fix = Fix(edit, Safety.UNSAFE, (Change(Aspect.COMMENT, comment.text.strip()),))
        yield self.finding(f"{name} means something to one content system only", comment.start, comment.end, fix)
