from __future__ import annotations

import re

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.declare import everything_in
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document

_MARKDOWN = late_pattern(r"\s*+(?P<heading>#{1,2}[ \t]++(?P<text>[^\r\n]+?)(?:[ \t]++#++)?+[ \t]*+)(?:\r?\n|\Z)")
_TAG = late_pattern(r"\s*+(?:<(?:div|article|section|main|header)\b[^<>]*+>\s*+)*+(?=<h[12][\s>])", re.IGNORECASE)
_PLAIN = late_pattern(r"[^<>*_`\[\]\\&!]++")


class DuplicateTitleHeading(DocumentRule):
    """The title once more, as the first heading.

    ## What it finds
    A body that begins with a heading of the first or second level whose text is the `title` of the front matter.

    ## Why it matters
    Themes print the title above the article: it is there twice, with two main headings on one page.

    ## Fix safety
    Unsafe: there are themes that do not print the title. A heading with an `id`, a link or a picture in it is only
    reported.
    """

    code = "STR005"
    name = "duplicate-title-heading"
    stage = Stage.STRUCTURE
    literals = ("<h1", "<h2", "<H1", "<H2", "# ", "#\t")

    GOOD = (
        Good("---\ntitle: A\n---\n<h1>B</h1><p>A</p>\n"),
        Good("---\ntitle: A\n---\n<p>B</p><h2>A</h2>\n", note="not at the beginning"),
        Good("<h1>A</h1>\n", note="no front matter"),
        Good("---\ntitle: A\n---\n<h3>A</h3>\n", note="a heading of a part"),
    )
    BAD = (
        Bad(
            "---\ntitle: The ferry\n---\n\n<h1>The ferry</h1>\n<p>A</p>\n",
            unsafe="---\ntitle: The ferry\n---\n\n<p>A</p>\n",
            at="<h1>The ferry</h1>",
        ),
        Bad(
            '---\ntitle: A & B\n---\n<div>\n<h2 class="x">A  &amp; B</h2>\n<p>C</p></div>\n',
            unsafe="---\ntitle: A & B\n---\n<div>\n<p>C</p></div>\n",
        ),
        Bad(
            "---\ntitle: The ferry\n---\n\n# The ferry\n\nText.\n",
            unsafe="---\ntitle: The ferry\n---\n\n\nText.\n",
            path="a.md",
        ),
        Bad('---\ntitle: A\n---\n<h1 id="a">A</h1>\n', note="a link can lead there"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        entry = front_matter.get("title") if front_matter.readable else None
        title = " ".join(entry.text.split()) if entry is not None else ""
        if not title:
            return
        body = document.body
        if body.syntax is Syntax.MARKDOWN and (match := _MARKDOWN.match(document.text, body.start)):
            if match["text"].strip() == title:
                start, end = match.span("heading")
                fix = None
                if _PLAIN.fullmatch(match["text"]):
                    changes = [Change(Aspect.TEXT, title), Change(Aspect.EMPHASIS, title)]
                    fix = Fix(Edit(start, match.end()), Safety.UNSAFE, changes)
                yield self.finding("the title is there once more, as a heading", start, end, fix)
            return
        found = _TAG.match(document.text, body.start)
        if found is None:
            return
        heading = next(body.elements("h1", "h2"), None)
        if heading is None or heading.start != found.end() or heading.partner < 0:
            return
        if " ".join(heading.text.split()) != title:
            return
        fix = None
        if "id" not in heading.markup.by_name and not any(True for _ in heading.descendants("a", "img", "svg")):
            edit = Edit(*body.removal(heading.start, heading.end))
            fix = Fix(edit, Safety.UNSAFE, everything_in(heading))
        yield self.finding("the title is there once more, as a heading", heading.start, heading.end, fix)
