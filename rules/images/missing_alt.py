from __future__ import annotations

from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup


class MissingAlt(TagRule):
    """Pictures without a text in their place.

    ## What it finds
    `<img>` without `alt`, or with an `alt` that has no value at all.

    ## Why it matters
    Who does not see the picture hears its file name. An empty `alt=""` is right for a picture that only decorates, and
    is not reported.

    ## Fix safety
    Only reported: nobody but a reader of the picture can describe it.
    """

    code = "IMG003"
    name = "missing-alt"
    severity = Severity.INFO
    stage = Stage.LAYOUT
    tags = frozenset(("img",))

    GOOD = (
        Good('<img src="a.jpg" alt="The old pier"><img src="b.jpg" alt="">'),
        Good('<img src="a.jpg" aria-label="The old pier"><img src="b.jpg" role="presentation">'),
        Good('<img src="a.jpg" aria-hidden="true">'),
        Good('<pre><img src="a.jpg"></pre>', note="code"),
    )
    BAD = (
        Bad('<img src="a.jpg">', at='<img src="a.jpg">'),
        Bad("<p><img src=a.jpg alt></p>"),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        names = tag.by_name
        alt = names.get("alt")
        if alt is not None and alt.value is not None:
            return
        if "aria-label" in names or "aria-labelledby" in names or tag.get("aria-hidden") == "true":
            return
        if (tag.get("role") or "") in ("presentation", "none"):
            return
        yield self.finding("the picture has no alternative text", 0, len(tag.text))
