from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_HARMLESS = frozenset(
    "src srcdoc width height style class title frameborder border scrolling marginwidth marginheight align hspace "
    "vspace "
    "allow allowfullscreen allowtransparency webkitallowfullscreen mozallowfullscreen loading sandbox referrerpolicy "
    "role tabindex aria-hidden aria-label hidden seamless security importance fetchpriority".split()
)
_FILLED_BY_SCRIPTS = ("wp-embedded-content", "disqus")


class EmptyIframe(ElementRule):
    """A frame that shows nothing.

    ## What it finds
    An `<iframe>` with no address anywhere: not in `src` or `srcdoc`, not in any other attribute that a
    script could read, and with nothing inside.

    ## Why it matters
    It was an advertisement or a widget. Now it is a gap on the page.

    ## Fix safety
    Safe. A frame with an `id` or `name`, with any `data-` attribute, or with fallback content inside is left
    alone: something may fill it, or read it.
    """

    code = "EMB002"
    name = "empty-iframe"
    stage = Stage.EMPTIES
    tags = frozenset(("iframe",))

    GOOD = (
        Good('<iframe src="https://video.example/1"></iframe>'),
        Good('<iframe data-src="https://v.qq.com/a"></iframe>', note="a deferred video"),
        Good('<iframe data-mpvid="wxv_1"></iframe>', note="a video named by its id"),
        Good('<iframe data-lazy-src="https://a.example"></iframe>'),
        Good('<iframe srcdoc="<p>A</p>"></iframe>'),
        Good('<iframe><a href="https://video.example/1">Watch</a></iframe>', note="what older browsers show"),
        Good('<iframe id="player"></iframe><iframe name="f"></iframe>', note="a script or a link fills it"),
        Good('<iframe class="wp-embedded-content" sandbox="allow-scripts"></iframe>', note="WordPress fills it"),
        Good("<p>A</p><iframe>", note="not closed: all that follows is in it"),
        Good("<pre><iframe></iframe></pre>", note="code"),
    )
    BAD = (
        Bad("<p>A</p>\n<iframe height=0></iframe>\n<p>B</p>", "<p>A</p>\n<p>B</p>", at="<iframe height=0></iframe>"),
        Bad('<p>A<iframe src="" width="300"> </iframe>B</p>', "<p>AB</p>"),
        Bad('<iframe src="about:blank" style="display:none"></iframe>', ""),
    )

    def applies(self, tag: Markup) -> bool:
        if not all(attribute.name in _HARMLESS for attribute in tag.attributes):
            return False
        if any(name.lower().startswith(_FILLED_BY_SCRIPTS) for name in tag.classes):
            return False
        return (tag.get("src") or "").strip() in ("", "about:blank") and not (tag.get("srcdoc") or "").strip()

    def check(self, element: Element) -> Iterator[Finding]:
        if element.partner < 0 or element.markup.raw_content.strip():
            return
        address = (element.get("src") or "").strip()
        changes = [Change(Aspect.EMBED, address)]
        fix = Fix(Edit(*element.body.removal(element.start, element.end)), changes=changes)
        yield self.finding("a frame without an address", element.start, element.end, fix)
