from __future__ import annotations

from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element

_ADDRESSES = ("src", "data-src", "data-original", "data-lazy-src", "data-actualsrc")
_NEAR = 2_000
_PLACEHOLDER = 600


class NoscriptFallback(ElementRule):
    """A second copy of a picture, for browsers without scripts.

    ## What it finds
    A `<noscript>` that holds one picture and nothing else, below or above the same picture with an address that a
    script was to put in its place.

    ## Why it matters
    What cleans the article later takes the `<noscript>` for text, or shows the picture twice.

    ## Fix safety
    Safe: the picture outside has the same address; it is made visible first (see `lazy-image`). If a placeholder stands
    directly before the `<noscript>`, a picture without an address or with a small `data:` address, the real one
    takes its place. A `<noscript>` with anything else in it stays. One whose picture stands nowhere else is only
    reported.
    """

    code = "EMB003"
    name = "noscript-fallback"
    stage = Stage.REMOVAL
    tags = frozenset(("noscript",))

    GOOD = (
        Good("<noscript><p>This map needs a script.</p></noscript>"),
        Good('<noscript>A<img src="a.jpg"></noscript><img src="a.jpg">', note="text with it"),
        Good('<pre><noscript><img src="a.jpg"></noscript></pre>', note="code"),
    )
    BAD = (
        Bad(
            '<p><img src="a.jpg" alt="A"><noscript><img src="a.jpg" alt="A"></noscript></p>',
            '<p><img src="a.jpg" alt="A"></p>',
        ),
        Bad(
            '<noscript><img src="a.jpg" width="9"></noscript>\n<img src="b.gif" data-src="a.jpg">',
            '<img src="b.gif" data-src="a.jpg">',
        ),
        Bad(
            '<p><img src="data:image/gif;base64,R0lGOD" alt="A"> <noscript><img src="a.jpg" alt="A"></noscript></p>',
            '<p><img src="a.jpg" alt="A"></p>',
            note="a placeholder",
        ),
        Bad('<p>A</p><noscript><img src="a.jpg"></noscript>', note="the only copy"),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        inside = list(element.descendants())
        if element.partner < 0 or len(inside) != 1 or inside[0].name != "img" or element.has_text:
            return
        if element.holds_comment:
            return
        picture = inside[0]
        address = (picture.get("src") or "").strip()
        alternative = (picture.get("alt") or "").strip()
        fix = None
        if address and any(_is_twin(other, address, alternative) for other in _around(element)):
            changes = [Change(Aspect.MEDIA, address)]
            fix = Fix(Edit(*element.body.removal(element.start, element.end)), changes=changes)
        elif address and (placeholder := _placeholder_before(element, alternative)) is not None:
            text = element.body.text[picture.start : picture.end]
            changes = [Change(Aspect.MEDIA, (placeholder.get("src") or "").strip())]
            fix = Fix(Edit(placeholder.start, element.end, text), changes=changes)
        yield self.finding("a picture for browsers without scripts", element.start, element.end, fix)


def _around(element: Element) -> Iterator[Element]:
    """Yield the pictures near *element*, outside of it."""
    body = element.body
    for other in body.elements("img"):
        before = element.start - _NEAR < other.end <= element.start
        if before or element.end <= other.start < element.end + _NEAR:
            yield other


def _placeholder_before(element: Element, alternative: str) -> Element | None:
    """Return the picture directly before *element* if it shows nothing, and says nothing else than *alternative*."""
    body = element.body
    before = element.index - 1
    if before < 0 or body.markups[before].kind is not Kind.START or body.markups[before].name != "img":
        return None
    other = body.element(before)
    address = (other.get("src") or "").strip()
    if body.text[other.end : element.start].strip() or len(address) > _PLACEHOLDER:
        return None
    if address and not address.startswith("data:"):
        return None
    if any("src" in name and name != "src" for name in other.markup.by_name):
        return None
    return other if (other.get("alt") or "").strip() in ("", alternative) else None


def _is_twin(other: Element, address: str, alternative: str) -> bool:
    """Return whether *other* is the same picture, and says all that the first one says."""
    same = any((other.get(name) or "").strip() == address for name in _ADDRESSES)
    return same and (not alternative or (other.get("alt") or "").strip() == alternative)
