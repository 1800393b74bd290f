from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._markdown import may_become_a_frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Attribute, Markup
    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry

_MOST_INSIDE = 12
_SAFE_IN_AN_ID = frozenset("-_=.~")
_ASPECTS = {"iframe": Aspect.EMBED}


class CustomMediaElement(ElementRule):
    """An element for a picture or a player that no browser knows.

    ## What it finds
    Elements that a table knows: those of AMP (`amp-img`, `amp-video`, `amp-youtube`, `amp-iframe` …), of WeChat
    (`mpvoice`, `mp-common-videosnap` …), of Evernote (`en-media`), and others that only one platform's script draws.

    ## Why it matters
    Without that script there is nothing to see, and what cleans the article later takes them for empty.

    ## Fix safety
    Safe if nothing is lost: the element has an address, or an id from which the player's address follows, and becomes
    the plain `<img>`, `<video>`, `<audio>` or `<iframe>` with all its attributes but those that only AMP's script
    reads. It must hold nothing, or the sources of a film, or the same picture in a `<noscript>`. One with other
    content in it (what AMP shows until the element is ready, or where it cannot be shown) is only reported, because
    that may be the only text or picture there is; and so is one without an address.
    """

    code = "EMB005"
    name = "custom-media-element"
    stage = Stage.PROMOTION
    uses_knowledge = True

    GOOD = (
        Good('<img src="a.jpg"><video src="a.mp4" controls></video>'),
        Good("<my-widget>A</my-widget>", note="an element that nobody here knows"),
        Good("<p>amp-img</p>"),
        Good('<pre><amp-img src="a.jpg"></amp-img></pre>', note="code"),
        Good('<svg><image href="a.jpg"></image></svg>', note="a drawing's own element"),
        Good("`<amp-img src=a>`", path="a.md", note="code"),
    )
    BAD = (
        Bad(
            '<amp-img src="a.jpg" alt="A" width="300" height="200" layout="responsive"></amp-img>',
            '<img src="a.jpg" alt="A" width="300" height="200">',
            at='<amp-img src="a.jpg" alt="A" width="300" height="200" layout="responsive">',
        ),
        Bad(
            '<amp-img src="a.jpg" layout="fill"><noscript><img src="a.jpg"></noscript></amp-img>',
            '<img src="a.jpg">',
            note="the same picture for browsers without scripts",
        ),
        Bad(
            '<amp-img src="a.webp"><amp-img fallback src="a.jpg"></amp-img></amp-img>',
            '<amp-img src="a.webp"><img src="a.jpg"></amp-img>',
            count=2,
            note="another picture for older browsers: it stays, and so does what holds it",
        ),
        Bad('<amp-video src="a.mp4"><div fallback><p>Watch it at home.</p></div></amp-video>', note="text inside"),
        Bad(
            '<amp-video poster="a.jpg" layout="responsive"><source src="a.mp4" type="video/mp4"></amp-video>',
            '<video poster="a.jpg" controls><source src="a.mp4" type="video/mp4"></video>',
        ),
        Bad(
            '<amp-youtube data-videoid="a-1" layout="responsive" width="480" height="270"></amp-youtube>',
            '<iframe src="https://www.youtube.com/embed/a-1" width="480" height="270" allowfullscreen></iframe>',
        ),
        Bad('<amp-youtube data-videoid="a-1" data-param-start="30"></amp-youtube>', note="where the video begins"),
        Bad('<amp-youtube data-videoid="{{ id }}"></amp-youtube>', note="a template"),
        Bad('<amp-iframe src="https://a.example/1"></amp-iframe>', '<iframe src="https://a.example/1"></iframe>'),
        Bad('<amp-iframe src="javascript:x()"></amp-iframe>', note="no address"),
        Bad('<mpvoice name="A"></mpvoice>', note="no address"),
        Bad(
            '<mpvoice name="A" voice_encode_fileid="a1" src="/cgi-bin/t"></mpvoice>',
            '<audio src="https://res.wx.qq.com/voice/getvoice?mediaid=a1" title="A" controls></audio>',
        ),
        Bad('<amp-img src="a.jpg">', note="not closed"),
        Bad(
            'A\n\n<amp-youtube data-videoid="a-1"></amp-youtube>\n*B*\n',
            path="a.md",
            note="a line that begins with <iframe> is no longer Markdown",
        ),
        Bad('A <amp-img src="a.jpg"></amp-img> *B*\n', 'A <img src="a.jpg"> *B*\n', path="a.md"),
    )

    def prepare(self) -> None:
        self._elements: dict[str, Entry] = self.knowledge.index("element")
        self._dropped = frozenset(self.knowledge.index("attribute"))
        self._prefixes = tuple(self.knowledge.index("attribute-prefix"))

    def applies(self, tag: Markup) -> bool:
        return tag.name in self._elements

    def check(self, element: Element) -> Iterator[Finding]:
        entry = self._elements[element.name]
        if "becomes" in entry:
            fix = self._fix(element, entry, str(entry["becomes"]))
        else:
            fix = self._unwrapping(element) if entry.get("unwrap") else None
        yield self.finding(f"<{element.name}>: {entry.why}", element.start, element.tag_end, fix)

    def _unwrapping(self, element: Element) -> Fix | None:
        if element.partner < 0 or not element.has_text or element.partner != element.index + 1:
            return None
        return Fix([Edit(element.start, element.tag_end), Edit(element.content_end, element.end)])

    def _fix(self, element: Element, entry: Entry, becomes: str) -> Fix | None:
        if element.partner < 0:
            return None
        attributes = self._attributes(element.markup, entry, becomes)
        if attributes is None:
            return None
        written, changes = attributes
        if becomes == "iframe" and not may_become_a_frame(element, element.end):
            return None
        opening = f"<{becomes}{written}>"
        closing = "" if becomes == "img" else f"</{becomes}>"
        if len(element.inside) > _MOST_INSIDE or element.has_text or element.holds_comment:
            return None
        within = list(element.descendants())
        if not within:
            return Fix(Edit(element.start, element.end, opening + closing), changes=changes)
        if becomes in ("video", "audio") and all(one.name in ("source", "track") for one in within):
            ends = [Edit(element.start, element.tag_end, opening), Edit(element.content_end, element.end, closing)]
            return Fix(ends, changes=changes)
        if [one.name for one in within] == ["noscript", becomes]:
            twin = within[1]
            same = (twin.get("src") or "").strip() == (element.get("src") or "").strip() != ""
            said = (twin.get("alt") or "").strip() in ("", (element.get("alt") or "").strip())
            if same and said and not twin.get("srcset") and "id" not in twin.markup.by_name:
                changes.append(Change(_ASPECTS.get(becomes, Aspect.MEDIA), (twin.get("src") or "").strip()))
                return Fix(Edit(element.start, element.end, opening + closing), changes=changes)
        return None

    def _attributes(self, tag: Markup, entry: Entry, becomes: str) -> tuple[str, list[Change]] | None:
        """Return the attributes for the plain element, and what changes by them; None if something would be lost."""
        changes: list[Change] = []
        source = ""
        name = str(entry.get("id", ""))
        own = (tag.get("src") or "").strip()
        if name:
            identifier = (tag.get(name) or "").strip()
            if not identifier or not all(one.isalnum() or one in _SAFE_IN_AN_ID for one in identifier):
                return None
            source = str(entry["address"]).replace("{}", identifier)
            changes.append(Change(Aspect.EMBED, identifier))
            if becomes == "iframe":
                changes.append(Change(Aspect.EMBED, "", source))
            changes.append(Change(Aspect.MEDIA, own, "" if becomes == "iframe" else source))
        elif not self._has_address(tag, becomes):
            return None
        elif becomes == "iframe":
            changes += [Change(Aspect.MEDIA, own), Change(Aspect.EMBED, "", own)]
        parts = [f'src="{source}"'] if source else []
        present: set[str] = set()
        for attribute in tag.attributes:
            known = attribute.name
            if known in present or known == name or (source and known == "src"):
                continue
            if known in self._dropped or (self._prefixes and known.startswith(self._prefixes)):
                continue
            if name and known in entry.get("gone", ()):
                continue
            if known.startswith("data-param-") or known == "media":
                return None
            if known in ("width", "height") and not attribute.text.strip().rstrip("px").isdigit():
                continue
            new = entry.get("rename", {}).get(known, known)
            if new in present:
                continue
            present.add(new)
            parts.append(new + _written(tag, attribute)[len(known) :])
        if becomes in ("video", "audio") and "controls" not in present and "autoplay" not in present:
            parts.append("controls")
        if name and becomes == "iframe" and "allowfullscreen" not in present:
            parts.append("allowfullscreen")
        return "".join(f" {part}" for part in parts), changes

    def _has_address(self, tag: Markup, becomes: str) -> bool:
        address = (tag.get("src") or "").strip()
        if becomes in ("video", "audio") and not address:
            return True
        lower = address.lower()
        if becomes == "iframe":
            return lower.startswith(("https://", "http://", "//"))
        return bool(address) and "{" not in address and not lower.startswith(("javascript:", "vbscript:"))


def _written(tag: Markup, attribute: Attribute) -> str:
    text = tag.text[attribute.start : attribute.end]
    return " ".join(text.split()) if "\n" in text or "\r" in text else text
