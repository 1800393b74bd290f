"""Entries of the table: ``prefix`` is what the comment begins with, ``suffix`` (optional) what it must end with."""

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
    from newslint.linting.knowledge import Entry


# A line of a listing as editors write it: a break, and the indentation in no-break spaces.
_LISTING = late_pattern(r"<br ?/?>\s*+&nbsp;&nbsp;", re.IGNORECASE)


class CommentedMarkup(CommentOfKind):
    """A comment that holds markup.

    ## What it finds
    Comments with tags in them: dead advertisements, pictures that were taken out, paragraphs that
    an editor did not want to lose.

    ## Why it matters
    The markup is not shown, but it is published, and tools that look for pictures and links by
    pattern find it. One lost `-->` and it is shown, or the article is hidden.

    ## Fix safety
    Safe for a comment that a table knows by how it begins and ends. Everything else is unsafe: it may be a part of the
    article that somebody means to bring back. A listing that turned into a comment, because its `<!--` was not written
    as `&lt;!--`, is only reported: it is known by its `<br>` and its `&nbsp;`. The markup inside is never put back into
    the text. A comment in which another one opens belongs to malformed-comment, which has no fix: what follows the
    inner `-->` is shown to the reader.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "COM002"
    name = "commented-markup"
    stage = Stage.REMOVAL
    kind = CommentKind.MARKUP
    uses_knowledge = True

    GOOD = (
        Good("<p>A</p><!-- desk note -->", note="no markup"),
        Good("<p>A</p><!-- a < b, but c > d -->", note="no tags"),
        Good("<!--[if mso]><p>A</p><![endif]--><p>B</p>", note="conditional-comment"),
        Good("<!-- old <p>A</p> <!-- inner --> <p>B</p> -->", note="the first comment ends at the inner -->"),
        Good("<!-- {% if ad %}<p>A</p>{% endif %} -->", note="template syntax runs inside comments"),
        Good("<!-- newslint: ignore[empty-iframe] <iframe> is filled later -->", note="a suppression"),
        Good("<pre><!-- <p>A</p> --></pre>", note="code"),
        Good("<!-- <p>A</p>", note="malformed-comment: never closed"),
    )
    BAD = (
        Bad(
            '<p>A</p><!-- <img src="old.jpg"> --><p>B</p>',
            unsafe="<p>A</p><p>B</p>",
            at='<!-- <img src="old.jpg"> -->',
        ),
        Bad(
            "<p>A<br>&nbsp;&nbsp;<!--<br>&nbsp;&nbsp;.a {<br>&nbsp;&nbsp;color: red}<br>--></p>",
            note="a listing: put &lt;!-- there",
        ),
        Bad("<!-- <p>A&nbsp;B</p><p>C<br>D</p> --><p>A</p>", unsafe="<p>A</p>", note="no listing"),
        Bad("<!--</nobr> and <nobr>--><p>A</p>", unsafe="<p>A</p>"),
        Bad(
            "<p>A</p><!--article_adlist[<p>B</p>]article_adlist--><p>C</p>",
            "<p>A</p><p>C</p>",
            note="a list of advertisements that a table knows",
        ),
        Bad("<!-- was: <p>A</p> -- see above --><p>B</p>", unsafe="<p>B</p>", note="dashes inside"),
        Bad("<!--\n<p>A</p>\n\n<p>B</p>\n-->\n<p>C</p>\n", unsafe="<p>C</p>\n"),
        Bad("a\n\n<!-- <b>x</b> -->\n\nb\n", unsafe="a\n\n\nb\n", path="a.md"),
        Bad("<!-- <b>x</b> --> *b*\n", path="a.md", note="no removal: the line would be read as Markdown"),
    )

    def prepare(self) -> None:
        self._prefixes = self.knowledge.index("prefix")
        self._beginnings = tuple(self._prefixes)

    def check(self, comment: Comment) -> Iterator[Finding]:
        text = comment.text.strip()
        entry = self._entry(text)
        edit = removal(comment.body, comment.start, comment.end)
        fix = None
        if edit is not None and not _LISTING.search(text):
            safety = Safety.SAFE if entry is not None else Safety.UNSAFE
            fix = Fix(edit, safety, (Change(Aspect.COMMENT, text),))
        message = f"markup in a comment: {entry.why}" if entry else "markup in a comment: not shown, but published"
        yield self.finding(message, comment.start, comment.end, fix)

    def _entry(self, text: str) -> Entry | None:
        if not text.startswith(self._beginnings):
            return None
        for beginning, entry in self._prefixes.items():
            if text.startswith(beginning) and text.endswith(entry.get("suffix", "")):
                return entry
        return None
