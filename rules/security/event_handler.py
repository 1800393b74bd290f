from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding, Fix, Safety, Severity
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Attribute, Markup

# HTML Standard 8.1.8.2, with those of touch, pointer, animation, clipboard, SVG and older browsers.
_EVENTS = frozenset(
    "abort activate afterprint afterscriptexecute afterupdate animationcancel animationend animationiteration "
    "animationstart appinstalled auxclick beforeactivate beforecopy beforecut beforedeactivate beforeeditfocus "
    "beforeinput beforeinstallprompt beforematch beforepaste beforeprint beforescriptexecute beforetoggle "
    "beforeunload beforeupdate beforexrselect begin blur bounce cancel canplay canplaythrough cellchange change "
    "click close command compositionend compositionstart compositionupdate contentvisibilityautostatechange "
    "contextlost contextmenu contextrestored controlselect copy cuechange cut dataavailable datasetchanged "
    "datasetcomplete dblclick deactivate drag dragdrop dragend dragenter dragexit dragleave dragover dragstart drop "
    "durationchange emptied encrypted end ended error errorupdate filterchange finish focus focusin focusout formdata "
    "fullscreenchange fullscreenerror gesturechange gestureend gesturestart gotpointercapture hashchange help input "
    "invalid keydown keypress keyup languagechange layoutcomplete load loadeddata loadedmetadata loadend loadstart "
    "losecapture lostpointercapture mediacomplete mediaerror message messageerror mousedown mouseenter mouseleave "
    "mousemove mouseout mouseover mouseup mousewheel move moveend movestart mozfullscreenchange offline online "
    "orientationchange outofsync pagehide pagereveal pageshow pageswap paste pause play playing pointercancel "
    "pointerdown pointerenter pointerleave pointermove pointerout pointerover pointerrawupdate pointerup popstate "
    "progress propertychange ratechange readystatechange redo repeat reset resize resizeend resizestart resume reverse "
    "rowdelete rowenter rowexit rowinserted rowsdelete rowsenter rowsinserted scroll scrollend scrollsnapchange "
    "scrollsnapchanging search securitypolicyviolation seek seeked seeking select selectionchange selectstart show "
    "slotchange stalled start stop storage submit suspend syncrestored timeerror timeupdate toggle touchcancel "
    "touchend touchforcechange touchmove touchstart trackchange transitioncancel transitionend transitionrun "
    "transitionstart undo unhandledrejection unload urlflip volumechange waiting waitingforkey webkitanimationend "
    "webkitanimationiteration webkitanimationstart webkitfullscreenchange webkitfullscreenerror "
    "webkitmouseforcechanged webkitmouseforcedown webkitmouseforceup webkitmouseforcewillbegin "
    "webkittransitionend webkitwillrevealbottom wheel zoom".split()
)
# A name that is not on the list is an event all the same if its value calls or sets something.
_ANY_NAME = r"on[a-z]{3,}+\Z"
_CALLS = r"[\w$\])]\s*+\(|[\w$\]]\s*+="
# Whole handlers that need no script and do nothing else.
_OWN_EFFECT = late_pattern(
    r"\s*+(?:javascript:\s*+)?+(?:return\s++)?+(?:window\s*+\.\s*+)?+"
    r"(?:history\s*+\.\s*+(?:back\s*+\(\s*+\)|go\s*+\(\s*+-?+[0-9]++\s*+\))|print\s*+\(\s*+\))"
    r"\s*+;?+\s*+(?:return(?:\s++(?:false|true))?+\s*+;?+\s*+)?+"
)


class EventHandler(ElementRule):
    """Attributes that run code.

    ## What it finds
    `onclick`, `onload`, `onerror` and all other event handlers, also without a value, and any other attribute that
    begins with `on` if its value is a call or an assignment.

    ## Why it matters
    The function that they call stayed behind on the publisher's page, so at best they do nothing; at worst they do what
    somebody else wants on your site.

    ## Fix safety
    Safe everywhere, code included: no reader sees them. Unsafe where all that they do is to go back to where the reader
    came from, as at the end of a footnote, or to print: this works on any site, and does nobody any harm.
    """

    code = "SEC002"
    name = "event-handler"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    in_guarded_regions = True
    attributes = ("on*",)

    GOOD = (
        Good('<p only="a" once one>A</p>', note="not events"),
        Good('<p ontology="a (b)c" on="x">A</p>', note="not events, and no code"),
        Good('<p data-onclick="x">A</p>'),
        Good("<p>onclick=x</p>", note="text"),
        Good('<p title="onclick=x()">A</p>', note="a value"),
        Good('<code>&lt;a onclick="x"></code>', note="shown, not run"),
        Good("`<a onclick=x>`\n", path="a.md"),
        Good("<!-- <a onclick=x> -->", note="a comment"),
    )
    BAD = (
        Bad('<img src=a onclick onload="t()">', "<img src=a>", count=2, at="onclick"),
        Bad("<p ONMOUSEOVER=x>A</p>", "<p>A</p>"),
        Bad('<pre><b onclick="x">a</b></pre>', "<pre><b>a</b></pre>", note="in code too"),
        Bad('<svg onload="x"></svg>', "<svg></svg>", note="in drawings too"),
        Bad('<a href="b"onclick="x">A</a>', '<a href="b">A</a>', note="without a space before it"),
        Bad("<a href=b/ onclick=x>A</a>", "<a href=b/>A</a>", note="the address ends in a slash"),
        Bad('<img src=a onerror="x"/>', "<img src=a />", note="the slash is not part of the address"),
        Bad(
            '<a href="#" onclick="window.history.back(); return false;">\u21a9</a>',
            unsafe='<a href="#">\u21a9</a>',
            note="it leads back from a footnote",
        ),
        Bad('<button onclick="javascript:history.go(-1);return true">A</button>', unsafe="<button>A</button>"),
        Bad('<a href="#" onclick="window.print();return false">A</a>', unsafe='<a href="#">A</a>'),
        Bad('<a onclick="history.back();x()">A</a>', "<a>A</a>", note="something else too"),
        Bad('<img src=a onload="history.back()">', "<img src=a>", note="nobody asked for it"),
        Bad("<svg/onload=x></svg>", "<svg></svg>", note="a slash for a space"),
        Bad('<img src="a" """ onerror=x>', '<img src="a" """>', note="quotes that do not match"),
        Bad('<p onnewthing="f()">A</p>', "<p>A</p>", note="a name that nobody knows yet, and a call"),
        Bad('<p>*a* <b onclick="x">c</b></p>\n', "<p>*a* <b>c</b></p>\n", path="a.md"),
    )

    def applies(self, tag: Markup) -> bool:
        return any(map(is_handler, tag.attributes))

    def check(self, element: Element) -> Iterator[Finding]:
        tag, start = element.markup, element.start
        for attribute in tag.attributes:
            if is_handler(attribute):
                asked = attribute.name == "onclick" and _OWN_EFFECT.fullmatch(attribute.text)
                fix = Fix(attribute_removal(tag, attribute).moved(start), Safety.UNSAFE if asked else Safety.SAFE)
                yield self.finding(f"{attribute.name} runs code", start + attribute.start, start + attribute.end, fix)


def is_handler(attribute: Attribute) -> bool:
    name = attribute.name
    if not name.startswith("on"):
        return False
    return name[2:] in _EVENTS or bool(
        attribute.value
        and re.match(_ANY_NAME, name)
        and re.search(_CALLS, attribute.text)
        and " (" not in attribute.text
    )
