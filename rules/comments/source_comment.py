"""Entries of the table: ``comment`` is the text of a comment (or a list of texts), ``prefix`` what it begins with.

Both are compared with white space collapsed. ``unless`` (optional) is what a script says that looks for these comments:
where it stands in the file, they are left alone.
"""

from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Fix, Safety, Severity
from newslint.linting.rule import Bad, Good, Options
from newslint.linting.stage import Stage

from ._kinds import CommentKind, CommentOfKind, collapsed, is_blank
from ._removal import removal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Comment
    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry


class SourceCommentOptions(Options):
    keep: tuple[str, ...] = ()


class SourceComment(CommentOfKind):
    """A comment that came along with the page.

    ## What it finds
    Comments that a content system, a widget or an editor left between the paragraphs: section
    markers, dates, notes of a plugin, clipboard marks, lines drawn with dashes.

    ## Why it matters
    A comment is published: everyone who looks at the page's source can read it, and every tool
    that reads the article must skip it.

    ## Fix safety
    Safe for a comment that a table knows as a producer's, and for an empty one. Any other comment is reported, and
    removed only by an unsafe fix: it may be a note of the author's, or a translator's original text. Never touched, nor
    reported: marks that cut or page an article (`more`, `excerpt`, `truncate`, `nextpage`, `toc`, …), directives of
    linters and formatters, server-side includes, template syntax, front matter inside a comment, and suppressions. An
    object of JSON in a comment is only reported: a program may read it. In Markdown a comment stays where its removal
    would let two lists grow together. Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix`
    apply them in a collection in which they are always right.

    ## Options
    - `keep` (default: none): comments that begin with one of these words are left alone.
    """

    code = "COM001"
    name = "source-comment"
    stage = Stage.REMOVAL
    kind = CommentKind.SOURCE
    uses_knowledge = True
    Options = SourceCommentOptions

    GOOD = (
        Good("<p>A</p><!-- more --><p>B</p>", note="cuts the article on list pages"),
        Good("<p>A</p><!--more Read on--><p>B</p>", note="WordPress's marker with words of its own"),
        Good("<p>A</p><!-- excerpt --><p>B</p><!-- truncate --><p>C</p>"),
        Good("<p>A</p><!-- PELICAN_END_SUMMARY --><p>B</p>"),
        Good("<!-- toc --><p>A</p><!--nextpage--><p>B</p><!--noteaser-->"),
        Good("<p>A</p><!--break--><p>B</p>", note="where Drupal ends the teaser"),
        Good("<!-- markdownlint-disable MD033 --><p>A</p><!-- prettier-ignore-start --><p>B</p>"),
        Good("<!-- htmlhint tag-pair:false --><!-- cSpell:ignore abc --><!-- vale off --><p>A</p>"),
        Good("<!-- START doctoc generated TOC please keep comment here to allow auto update --><p>A</p>"),
        Good('<!--#include virtual="/foot.html" --><p>A</p>', note="the server replaces it"),
        Good("<!--\n---\ntitle: A\n---\n--><p>A</p>", note="Hugo reads front matter in a comment"),
        Good("<!-- newslint: ignore-file[TXT001] old text --><p>A</p>", note="a suppression"),
        Good("<!-- {% if page.math %} --><p>A</p>", note="a template runs inside comments"),
        Good("<!-- wp:paragraph --><p>A</p><!-- /wp:paragraph -->", note="cms-block-comment"),
        Good("<!--[if mso]><p>A</p><![endif]--><p>B</p>", note="conditional-comment"),
        Good("<p>A</p><!--IMG#2-->", note="placeholder-comment: here something was lost"),
        Good("<p>A</p><!-- news_keyword_pub,stock, -->", note="keyword-payload-comment"),
        Good("<p>A</p><!-- <p>B</p> -->", note="commented-markup"),
        Good("<p>A</p><!-- note -- <p>B</p>", note="malformed-comment"),
        Good(
            '<!--$?--><template id="B:0"></template><!--/$--><div hidden id="S:0">A</div>'
            '<script>$RC("B:0","S:0")</script>',
            note="the script finds by them where the text belongs",
        ),
        Good("<pre>a <!-- desk note --> b</pre>", note="code"),
        Good("<!-- tab One@home -->A<!-- endtab --><!-- timeline 2022 -->B<!-- endtimeline -->", note="tags of Hexo"),
        Good("<!-- DON'T EDIT THIS SECTION, INSTEAD RE-RUN doctoc TO UPDATE -->\n", path="a.md", note="doctoc's"),
        Good("<!-- begin auto-generated rules list -->A<!-- end auto-generated rules list -->", note="filled in anew"),
        Good("- a\n\n<!-- -->\n\n- b\n", path="a.md", note="keeps two lists apart"),
        Good("<p>A</p><!-- TODO: check the figures -->", options={"keep": ("TODO",)}),
    )
    BAD = (
        Bad("<p>A</p><!-- --><p>B</p>", "<p>A</p><p>B</p>", at="<!-- -->"),
        Bad("<p>A</p>\n<!-- ======== -->\n<p>B</p>", "<p>A</p>\n<p>B</p>", note="a line drawn in a comment"),
        Bad(
            "<p>A</p><!-- two desks disagree here --><p>B</p>",
            unsafe="<p>A</p><p>B</p>",
            at="<!-- two desks disagree here -->",
            note="nobody's known comment",
        ),
        Bad('<!-- {"url": "https://a.example/b"} --><p>A</p>', note="a program may read it"),
        Bad("<!-- {sic} --><p>A</p>", unsafe="<p>A</p>", note="no object"),
        Bad("<p>A</p><!-- more details to come -->", unsafe="<p>A</p>", note="begins like a marker, is none"),
        Bad("<p>A</p><!-- valencia desk -->", unsafe="<p>A</p>", note="begins like a directive, is none"),
        Bad("- a\n\n<!-- a note -->\n\n- b\n", path="a.md", note="no removal: the lists would become one"),
        Bad("*a*\n<!-- a note -->\n*b*\n", unsafe="*a*\n\n*b*\n", path="a.md", note="two paragraphs stay two"),
        Bad("<!-- a note --> *b*\n", path="a.md", note="no removal: the line would be read as Markdown"),
        Bad("a  <!-- a note -->\nb\n", unsafe="a\nb\n", path="a.md", note="no line break appears"),
    )

    def prepare(self) -> None:
        self._texts = {collapsed(text): entry for text, entry in self.knowledge.index("comment").items()}
        self._prefixes = {collapsed(text): entry for text, entry in self.knowledge.index("prefix").items()}
        self._beginnings = tuple(self._prefixes)
        self._kept = tuple(self.options.keep)
        self._body: Body | None = None
        self._seen: dict[str, bool] = {}

    def check(self, comment: Comment) -> Iterator[Finding]:
        text = comment.text
        words = collapsed(text)
        if self._kept and words.startswith(self._kept):
            return
        entry = self._entry(words)
        if entry is not None and self._stands_in(comment.body, entry.get("unless", "")):
            return
        edit = removal(comment.body, comment.start, comment.end)
        changes = (Change(Aspect.COMMENT, text.strip()),)
        if is_blank(text):
            if edit is None:
                return  # It has a purpose: Markdown's way to end a list.
            yield self.finding("empty comment", comment.start, comment.end, Fix(edit, Safety.SAFE, changes))
            return
        fix = None
        if edit is not None and (entry or not _is_object(words)):
            fix = Fix(edit, Safety.SAFE if entry else Safety.UNSAFE, changes)
        if entry is not None:
            yield self.finding(f"left-over comment: {entry.why}", comment.start, comment.end, fix)
        else:
            message = f'comment "{_shortened(words)}" is published with the page'
            yield self.finding(message, comment.start, comment.end, fix, Severity.INFO)

    def _stands_in(self, body: Body, words: str) -> bool:
        if not words:
            return False
        if self._body is not body:
            self._body = body
            self._seen = {}
        if words not in self._seen:
            self._seen[words] = words in body.text
        return self._seen[words]

    def _entry(self, words: str) -> Entry | None:
        entry = self._texts.get(words)
        if entry is None and words.startswith(self._beginnings):
            beginning = next(one for one in self._beginnings if words.startswith(one))
            entry = self._prefixes[beginning]
        return entry


def _is_object(words: str) -> bool:
    return words.startswith(('{"', '{ "')) and words.endswith("}")


def _shortened(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
