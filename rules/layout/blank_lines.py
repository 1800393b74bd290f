from __future__ import annotations

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._white_space import kept_as_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_EXCERPT_KEYS = ("excerpt", "excerpt_separator")


class BlankLines(TextRule):
    """Blank lines in HTML, and more than one of them in a row in Markdown.

    ## What it finds
    In an HTML body (also in a Markdown file that holds only HTML) each blank line; in a Markdown
    body the second and further ones of a run.

    ## Why it matters
    A blank line ends an HTML block in Markdown: what follows it is read as Markdown, or as code
    if it is indented. Runs of blank lines are what removed blocks leave behind.

    ## Fix safety
    Safe. Code and text under `white-space: pre` (by a style, a class or a style sheet in the file) stay as they are.
    With the target `jekyll` the first blank line of an HTML body stays, unless the front matter has an `excerpt` or an
    `excerpt_separator`: Jekyll takes what stands before it for the excerpt.
    """

    code = "LAY004"
    name = "blank-lines"
    stage = Stage.LAYOUT
    literals = ("\n\n", "\n ", "\n\t", "\n\r")
    pattern = late_pattern(r"\n[ \t\r]*+\n(?:[ \t\r]*+\n)*+")
    pattern_in_markdown = late_pattern(r"\n[ \t\r]*+\n(?:[ \t\r]*+\n)++")

    GOOD = (
        Good("<p>A</p>\n<p>B</p>\n"),
        Good("A\n\nB\n", path="a.md", note="a paragraph break"),
        Good("<pre>a\n\n\nb</pre>\n", note="code"),
        Good("```\na\n\n\nb\n```\n", path="a.md"),
        Good('<div style="white-space: pre-wrap">a\n\nb</div>\n', note="it shows"),
        Good('<div class="whitespace-pre-wrap">a\n\nb</div>\n', note="the class says so"),
        Good("<style>div{white-space:pre-line}</style>\n<div>a\n\nb</div>\n", note="the style sheet says so"),
        Good("---\ntitle: A\n---\n\n<p>A</p>\n", note="the line after the front matter"),
        Good("<!-- a\n\n\nb -->\n", note="inside a comment"),
        Good("---\ntitle: A\n---\n\n<p>A</p>\n\n<p>B</p>\n", target="jekyll", note="the excerpt ends there"),
    )
    BAD = (
        Bad("<p>A</p>\n\n<p>B</p>\n", "<p>A</p>\n<p>B</p>\n", at="\n"),
        Bad("<p>A</p>\n\n\n<p>B</p>\n\n<p>C</p>\n", "<p>A</p>\n\n<p>B</p>\n<p>C</p>\n", count=2, target="jekyll"),
        Bad(
            "---\nexcerpt: A\n---\n\n<p>A</p>\n\n<p>B</p>\n",
            "---\nexcerpt: A\n---\n\n<p>A</p>\n<p>B</p>\n",
            target="jekyll",
        ),
        Bad("<p>A</p>\n  \n\n<p>B</p>\n", "<p>A</p>\n<p>B</p>\n"),
        Bad("<p>A</p>\r\n\r\n<p>B</p>\r\n", "<p>A</p>\r\n<p>B</p>\r\n"),
        Bad("A\n\n\n\nB\n", "A\n\nB\n", path="a.md", at="\n\n"),
        Bad("<p>A</p>\n\n    <p>B</p>\n", "<p>A</p>\n    <p>B</p>\n", note="indentation is another rule's"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        body = match.body
        content_start, content_end = body.content
        if match.start <= content_start or match.end >= content_end:
            return  # Before the body begins or after it ends: rules of their own.
        start = match.start + 1
        if body.syntax is Syntax.MARKDOWN:
            start = body.text.index("\n", start) + 1
        elif match.document.target == "jekyll" and _ends_excerpt(match):
            start += 1
        if start >= match.end:
            return
        if body.syntax is Syntax.HTML and (kept_as_written(body, match.previous) or kept_as_written(body, match.next)):
            return
        yield self.finding("blank line", start, match.end, Fix(Edit(start, match.end)))


def _ends_excerpt(match: TextMatch) -> bool:
    """Return whether this is the first blank line of the body, at which the excerpt ends that Jekyll makes."""
    if not match.text.startswith("\n\n") or match.body.text.find("\n\n", match.body.content[0], match.start + 1) >= 0:
        return False
    return all(entry.key not in _EXCERPT_KEYS for entry in match.document.front_matter.entries)
