from __future__ import annotations

import re

from newslint.document.body import Syntax
from newslint.document.front_matter import Format, read
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._keys import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_FENCES = {Format.YAML: "---", Format.TOML: "+++"}
_IN_COMMENT = late_pattern(r"\ufeff?\s*+<!--[ \t]*+\r?\n(?P<fence>---|\+\+\+)[ \t]*+\r?\n")
_KEY_LINES = r"[A-Za-z_][\w-]{0,40}+:(?:[ \t]++[^\n]*+)?+\n(?:(?:[ \t]++|-[ \t])[^\n]*+\n)*+"
_MARKED_UP = late_pattern(r"[<`*\\]|(?<!\w)_|\]\(")
_DASHES = late_pattern(r"^[ \t]*+(?:-[ \t]++|---++[ \t]*+$)", re.MULTILINE)
_WITHOUT_OPENING = late_pattern(
    rf"\ufeff?+\s*+(?=(?P<key>[\w-]++):)(?:{_KEY_LINES}){{2,200}}+---++[ \t]*+\r?+(?:\n|\Z)"
)


class FrontMatterPosition(DocumentRule):
    """Front matter that does not start at the first byte, or between other fences than it should.

    ## What it finds
    A byte order mark, blank lines or spaces before the opening fence; fences of more than three characters or with
    spaces after them; a block that `...` closes. Also a byte order mark in a file without front matter, front matter
    inside a comment (which Hugo reads), and keys with a closing fence alone (which Hexo reads).

    ## Why it matters
    Jekyll and gray-matter (Eleventy, Astro and others) see no front matter if anything stands before it, Hexo none
    after a fence with a space: the page has no title and no date, and the keys show as text.

    ## Fix safety
    Safe: only white space, a byte order mark, and the fences themselves change. What only one generator takes for front
    matter is reported: to all others it is text. Unsafe: keys with a closing fence alone get the opening one.
    """

    code = "MET001"
    name = "front-matter-position"
    stage = Stage.ENVELOPE
    in_guarded_regions = True

    GOOD = (
        Good("---\ntitle: A\n---\n\n<p>A</p>\n"),
        Good("+++\ntitle = 'A'\n+++\n<p>A</p>\n"),
        Good('{\n"title": "A"\n}\n\n<p>A</p>\n'),
        Good("\n\n<p>A</p>\n", note="no front matter"),
        Good("<p>A</p>\n\n---\n\n<p>B</p>\n", note="a rule in the body"),
    )
    BAD = (
        Bad("\n---\ntitle: A\n---\n<p>A</p>\n", "---\ntitle: A\n---\n<p>A</p>\n", at="\n"),
        Bad("\ufeff---\ntitle: A\n---\n", "---\ntitle: A\n---\n"),
        Bad("--- \ntitle: A\n-----\t\n<p>A</p>\n", "---\ntitle: A\n---\n<p>A</p>\n", count=2),
        Bad("---\ntitle: A\n...\n<p>A</p>\n", "---\ntitle: A\n---\n<p>A</p>\n", at="..."),
        Bad("\ufeff<p>A</p>\n", "<p>A</p>\n"),
        Bad("<!--\n---\ntitle: A\n---\n-->\n<p>A</p>\n", at="---", note="Hugo alone reads it there"),
        Bad(
            "title: A\ntags:\n- a\n- b\ndate: 2024-01-02\n---\n<p>A</p>\n",
            unsafe="---\ntitle: A\ntags:\n- a\n- b\ndate: 2024-01-02\n---\n<p>A</p>\n",
            at="title",
            note="no opening fence",
        ),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter, text = document.front_matter, document.text
        if front_matter.format is Format.NONE:
            if text.startswith("\ufeff"):
                fix = Fix(Edit(0, 1), changes=[Change(Aspect.TEXT, "\ufeff")])
                yield self.finding("a byte order mark at the start of the file", 0, 1, fix)
            if match := _IN_COMMENT.match(text):
                yield self.finding("front matter in a comment: Hugo alone reads it there", *match.span("fence"))
            elif match := _WITHOUT_OPENING.match(text):
                message = "Hexo alone takes this for front matter: its opening fence is missing; write --- above it"
                yield self.finding(message, *match.span("key"), _opened(document, match))
            return
        if front_matter.fence_start > 0:
            what = "a byte order mark" if "\ufeff" in text[: front_matter.fence_start] else "white space"
            yield self.finding(
                f"{what} before the front matter", 0, front_matter.fence_start, Fix(Edit(0, front_matter.fence_start))
            )
        fence = _FENCES.get(front_matter.format)
        if fence is None:
            return
        for start, end in (
            (front_matter.fence_start, front_matter.fence_end),
            (front_matter.closing_start, front_matter.closing_end),
        ):
            if text[start:end] != fence and text[start : start + 1] in fence + ".":
                yield self.finding(f"the fence should be {fence}", start, end, Fix(Edit(start, end, fence)))


def _opened(document: Document, match: re.Match[str]) -> Fix | None:
    """Return the fix that makes front matter of the keys in *match*; None if they would not be read as it."""
    start = match.start("key")
    if _MARKED_UP.search(document.text, start, match.end()):
        return None  # What a reader sees of it now would be lost, and cannot be declared word for word.
    becomes = read("---\n" + document.text[start : match.end()])
    if not becomes.readable or becomes.repairs:
        return None
    # What has been text until now: in Markdown, dashes make lists and headings.
    written = document.text[start : match.end()].rstrip("\r\n")
    if document.body.syntax is Syntax.MARKDOWN:
        written = _DASHES.sub("", written)
    changes = [Change(Aspect.TEXT, " ".join(written.split()))]
    changes += [Change(Aspect.METADATA, "", said(entry.node), key=entry.key) for entry in becomes.entries]
    return Fix(Edit(0, start, "---\n"), Safety.UNSAFE, changes)
