from __future__ import annotations

from newslint.document.html import Kind
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._addresses import is_inline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

_COVERS = ("cover", "image", "thumbnail", "headimg", "banner", "hero", "feature_image", "featured_image", "og_image")
_NEAR = 12


class DuplicateImage(ElementRule):
    """The same picture twice in a row.

    ## What it finds
    An `<img>` with the same address as the one before it, with no text between the two; and a first picture of the
    body that the front matter names as the cover.

    ## Why it matters
    One of them is what a gallery or a loader left, and the reader sees the picture twice. Most themes show the cover
    above the text, where the first picture repeats it.

    ## Fix safety
    Only reported: which of them has the caption, and what the theme shows, is for an editor to see. Off unless it is
    selected, because many themes do not show the cover with the article.
    """

    code = "IMG008"
    name = "duplicate-image"
    severity = Severity.INFO
    default = False
    stage = Stage.LAYOUT
    tags = frozenset(("img",))
    attributes = ("src",)

    GOOD = (
        Good('<img src="a.jpg"><img src="b.jpg">'),
        Good('<img src="a.jpg"><p>A</p><img src="a.jpg">', note="shown again, later in the text"),
        Good('<img src="a.jpg"><noscript><img src="a.jpg"></noscript>', note="another rule's"),
        Good('<img src="data:image/png;base64,QUFB"><img src="data:image/png;base64,QUFB">', note="two bullets"),
        Good('---\ncover: /a.jpg\n---\n<p>A</p><img src="/b.jpg">'),
        Good('---\ncover: /a.jpg\n---\n<p>A</p><img src="/b.jpg"><p>B</p><img src="/a.jpg">', note="not the first"),
        Good('<pre><img src="a.jpg"><img src="a.jpg"></pre>', note="code"),
    )
    BAD = (
        Bad('<p><img src="a.jpg" alt="A"></p><p><img src="a.jpg" alt="B"></p>', at='<img src="a.jpg" alt="B">'),
        Bad('---\ncover: /a.jpg\n---\n<p>A</p><img src="/a.jpg">', at='<img src="/a.jpg">'),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        address = (element.get("src") or "").strip()
        if not address or is_inline(address):
            return
        body = element.body
        first = body.start_tags(_is_image)[0] == element.index
        if first:
            front_matter = element.document.front_matter
            if front_matter.readable:
                for key in _COVERS:
                    if front_matter.value(key) == address:
                        yield self.finding(f"the picture is also the {key}", element.start, element.end)
                        return
            return
        index = element.index
        while index > max(element.index - _NEAR, 0) and not body.pieces[2 * index].strip():
            index -= 1
            markup = body.markups[index]
            if markup.name == "noscript":
                return
            if markup.kind is Kind.START and markup.name == "img":
                if (markup.get("src") or "").strip() == address:
                    yield self.finding("the same picture twice in a row", element.start, element.end)
                return


def _is_image(tag: Markup) -> bool:
    return tag.name == "img"
