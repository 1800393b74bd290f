from __future__ import annotations

from newslint.linting.finding import Edit, Finding, Fix, Severity
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup

# HTML Standard 8.1.8.2, with those of touch, pointer, animation, clipboard, SVG and older browsers.
_EVENTS = frozenset(
    "abort activate afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy "
    "beforecut beforeinput beforematch beforepaste beforeprint beforetoggle beforeunload begin blur cancel canplay "
    "canplaythrough change click close contextlost contextmenu contextrestored copy cuechange cut dblclick drag "
    "dragend "
    "dragenter dragexit dragleave dragover dragstart drop durationchange emptied end ended error focus focusin "
    "focusout "
    "formdata fullscreenchange fullscreenerror gotpointercapture hashchange input invalid keydown keypress keyup "
    "languagechange load loadeddata loadedmetadata loadend loadstart lostpointercapture message messageerror mousedown "
    "mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel offline online pagehide pageshow paste "
    "pause "
    "play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover pointerup "
    "popstate progress propertychange ratechange readystatechange repeat reset resize scroll scrollend search "
    "securitypolicyviolation seeked seeking select selectionchange selectstart show slotchange stalled start storage "
    "submit suspend timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend "
    "transitionrun transitionstart unhandledrejection unload volumechange waiting webkitanimationend "
    "webkitanimationiteration webkitanimationstart webkittransitionend wheel".split()
)


class EventHandler(TagRule):
    """Attributes that run code.

    ## What it finds
    `onclick`, `onload`, `onerror` and all other event handlers, also without a value.

    ## Why it matters
    The function that they call stayed behind on the publisher's page, so at best they do nothing; at worst they do what
    somebody else wants on your site.

    ## Fix safety
    Safe everywhere, code included: no reader sees them.
    """

    code = "SEC002"
    name = "event-handler"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    in_guarded_regions = True
    attributes = ("on*",)

    GOOD = (
        Good('<p only="a" once one>A</p>', note="not events"),
        Good('<p data-onclick="x">A</p>'),
        Good("<p>onclick=x</p>", note="text"),
        Good('<code>&lt;a onclick="x"></code>', note="shown, not run"),
        Good("`<a onclick=x>`\n", path="a.md"),
    )
    BAD = (
        Bad('<img src=a onclick onload="t()">', "<img src=a>", count=2, at="onclick"),
        Bad("<p ONMOUSEOVER=x>A</p>", "<p>A</p>"),
        Bad('<pre><b onclick="x">a</b></pre>', "<pre><b>a</b></pre>", note="in code too"),
        Bad('<svg onload="x"></svg>', "<svg></svg>", note="in drawings too"),
        Bad('<a href="b"onclick="x">A</a>', '<a href="b">A</a>', note="without a space before it"),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        for attribute in tag.attributes:
            if attribute.name.startswith("on") and attribute.name[2:] in _EVENTS:
                before = attribute.start
                while tag.text[before - 1] in " \t\r\n\f/":
                    before -= 1
                fix = Fix(Edit(before, attribute.end))
                yield self.finding(f"{attribute.name} runs code", attribute.start, attribute.end, fix)
