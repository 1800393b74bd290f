from __future__ import annotations

from newslint.document.front_matter import Format
from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_FENCES = {Format.YAML: "---", Format.TOML: "+++"}


class FrontMatterPosition(DocumentRule):
    """Front matter that does not start at the first byte, or between other fences than it should.

    ## What it finds
    A byte order mark, blank lines or spaces before the opening fence; fences of more than three characters or with
    spaces after them; a block that `...` closes. Also a byte order mark in a file without front matter.

    ## Why it matters
    Jekyll and gray-matter (Eleventy, Astro and others) see no front matter if anything stands before it, Hexo none
    after a
    fence with a space: the page has no title and no date, and the keys show as text.

    ## Fix safety
    Safe: only white space, a byte order mark, and the fences themselves change.
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
    )

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter, text = document.front_matter, document.text
        if front_matter.format is Format.NONE:
            if text.startswith("\ufeff"):
                fix = Fix(Edit(0, 1), changes=[Change(Aspect.TEXT, "\ufeff")])
                yield self.finding("a byte order mark at the start of the file", 0, 1, fix)
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
