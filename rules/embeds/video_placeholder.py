from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ..images._addresses import is_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_PLAYERS = frozenset(("video", "audio"))
_SHOWN = frozenset("a img picture video audio iframe object embed svg canvas table pre".split())


class VideoPlaceholder(ElementRule):
    """A player without a film.

    ## What it finds
    A `<video>` or `<audio>` with no address, neither its own nor that of a `<source>`, or with one that only the
    browser knew that made it (`blob:…`); and the empty box of a player that a table knows by its class.

    ## Why it matters
    A script of the publisher's page filled it. Here the reader sees a grey box, or nothing, and does not learn that
    there was a film.

    ## Fix safety
    Safe where the address waits in an attribute that a table knows (`data-src`, `data-mp4` …): it becomes the `src`;
    so does the picture in `data-poster`. Anything else is only reported, with the `data-` attributes that may tell
    which film it was, and nothing is removed: the poster and the text inside are all that is left of it.
    """

    code = "EMB006"
    name = "video-placeholder"
    stage = Stage.PROMOTION
    uses_knowledge = True

    GOOD = (
        Good('<video src="a.mp4" controls></video><audio controls><source src="a.mp3"></audio>'),
        Good('<video src="a.mp4" data-src="b.mp4"></video>', note="it works"),
        Good('<video src="{{ url }}"></video>', note="a template"),
        Good("<video {{ attributes }}></video>", note="a template"),
        Good('<div class="video-js"><video src="a.mp4"></video></div>', note="the box holds its film"),
        Good('<div class="jwplayer"><img src="a.jpg" alt="A"></div>', note="a picture is left of it"),
        Good('<div class="jwplayer"><p>A</p></div>', note="text"),
        Good('<div class="video" data-id="1"></div>', note="a class that can mean anything"),
        Good("<pre><video></video></pre>", note="code"),
    )
    BAD = (
        Bad("<p>A</p><video controls></video>", at="<video controls>"),
        Bad('<video poster="a.jpg" data-vid="1"></video>', note="the poster is what is left of it"),
        Bad('<video controls><a href="a.mp4">A</a></video>', note="what older browsers show"),
        Bad('<video src="blob:https://a.example/1-2"></video>'),
        Bad('<video data-src="a.mp4" controls></video>', '<video src="a.mp4" controls></video>'),
        Bad(
            '<video src="" data-mp4="https://a.example/b.mp4"></video>', '<video src="https://a.example/b.mp4"></video>'
        ),
        Bad('<video data-src="a.mp4"><source src="b.mp4"></video>', count=0, note="a source that works"),
        Bad(
            '<video src="a.mp4" data-poster="a.jpg"></video>',
            '<video src="a.mp4" poster="a.jpg"></video>',
        ),
        Bad(
            '<div class="video-js" data-setup="{}" data-vid="1"></div><p>A</p>',
            at='<div class="video-js" data-setup="{}" data-vid="1">',
        ),
        Bad("<p>A</p><video>", note="not closed"),
    )

    def prepare(self) -> None:
        self._classes = self.knowledge.index("class")
        self._waiting = self.knowledge.index("attribute")

    def applies(self, tag: Markup) -> bool:
        return tag.name in _PLAYERS or self._box(tag) is not None

    def _box(self, tag: Markup) -> str | None:
        if "class" not in tag.by_name or tag.name not in ("div", "section", "span", "p", "figure"):
            return None
        return next((name for name in tag.classes if name in self._classes), None)

    def check(self, element: Element) -> Iterator[Finding]:
        if element.name in _PLAYERS:
            yield from self._player(element)
            return
        box = self._box(element.markup)
        if box is None or element.partner < 0 or element.has_text or element.holds_one(_is_shown):
            return
        if element.holds_one(_is_noscript):
            return
        message = f"{self._classes[box].why}, without the film{_hints(element.markup)}"
        yield self.finding(message, element.start, element.tag_end)

    def _player(self, element: Element) -> Iterator[Finding]:
        tag = element.markup
        start = element.start
        poster = tag.by_name.get("data-poster")
        if poster is not None and not (tag.get("poster") or "").strip() and is_address(poster.text):
            edits = [Edit(start + poster.start, start + poster.start + len(poster.name), "poster")]
            if (own := tag.by_name.get("poster")) is not None:
                edits.append(attribute_removal(tag, own).moved(start))
            fix = Fix(edits, changes=[Change(Aspect.MEDIA, "", poster.text.strip())])
            yield self.finding("the poster waits in data-poster", start + poster.start, start + poster.end, fix)
        src = tag.by_name.get("src")
        address = src.text.strip() if src is not None else ""
        if (address and address != "about:blank" and address[:5].lower() != "blob:") or "{" in tag.text:
            return
        if element.holds_one(_is_filled_source):
            return
        for attribute in tag.attributes:
            if attribute.name not in self._waiting or not is_address(attribute.text):
                continue
            after = attribute.text.strip()
            changes = [Change(Aspect.MEDIA, address), Change(Aspect.MEDIA, "", after), Change(Aspect.EMBED, after)]
            if src is None:
                fix = Fix(
                    Edit(start + attribute.start, start + attribute.start + len(attribute.name), "src"), changes=changes
                )
            else:
                written = tag.text[attribute.start + len(attribute.name) : attribute.end]
                fix = Fix(
                    [
                        Edit(start + src.start, start + src.end, "src" + written),
                        attribute_removal(tag, attribute).moved(start),
                    ],
                    changes=changes,
                )
            message = f"the address of the <{element.name}> waits in {attribute.name}"
            yield self.finding(message, start + attribute.start, start + attribute.end, fix)
            return
        if element.holds_one(_is_waiting_source):
            return  # See lazy-image.
        gone = "an address that only one browser knew" if address[:5].lower() == "blob:" else "no address"
        yield self.finding(f"a <{element.name}> with {gone}{_hints(tag)}", start, element.tag_end)


def _hints(tag: Markup) -> str:
    """Return the attributes that may tell which film it was, for a message."""
    found = [
        f"{attribute.name}={attribute.text.strip()[:60]}"
        for attribute in tag.attributes
        if attribute.name.startswith("data-") and 0 < len(attribute.text.strip()) <= 200 and "{" not in attribute.text
    ]
    return f" ({', '.join(found[:3])})" if found else ""


def _is_shown(tag: Markup) -> bool:
    return tag.name in _SHOWN


def _is_noscript(tag: Markup) -> bool:
    return tag.name == "noscript"


def _is_filled_source(tag: Markup) -> bool:
    return tag.name == "source" and bool((tag.get("src") or "").strip())


def _is_waiting_source(tag: Markup) -> bool:
    return tag.name == "source" and "data-src" in tag.by_name
