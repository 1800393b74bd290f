from __future__ import annotations

from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._dead import DeadEmbeds
from ._markdown import may_become_a_frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_MOST_INSIDE = 60
_KEPT = ("id", "class", "style", "title", "align")
_PLACES = frozenset(("movie", "src", "filename", "url", "base", "pluginspage", "codebase"))


class DeadEmbed(ElementRule):
    """A player that no browser has any more, or a film on a site that is gone.

    ## What it finds
    `<object>` and `<embed>` for Flash, RealPlayer, Windows Media, QuickTime's plug-in, Silverlight and Shockwave, and
    frames of sites that have ended (Vine, Google+, Google Video, blip.tv …), by a table.

    ## Why it matters
    The reader sees a grey box or a broken frame, and often the notice that a plug-in is missing.

    ## Fix safety
    Safe where the same film is known to stand under the same id today, and the element holds nothing but the parts of
    the old player: the Flash player of YouTube, Vimeo, Dailymotion or Youku becomes the frame of their present one,
    with its `id`, `class`, `style`, `title` and `align`. Unsafe if the site has ended, and if the `<object>` shows
    something else in browsers without the plug-in (text, a picture, a link), which then stays in its place. Any other
    is only reported: its address (`…/player.swf?file=talk.flv`) may lead to a film, slides or a sound that are still
    there.
    """

    code = "EMB008"
    name = "dead-embed"
    stage = Stage.PROMOTION
    tags = frozenset(("object", "embed", "iframe"))
    uses_knowledge = True

    GOOD = (
        Good('<object data="a.pdf" type="application/pdf"></object>', note="a document"),
        Good('<object type="image/svg+xml" data="a.svg"></object><embed src="a.mid">'),
        Good('<iframe src="https://www.youtube.com/embed/1"></iframe>'),
        Good('<iframe src="https://vine.co.example/v/1"></iframe>', note="another host"),
        Good('<a href="https://vine.co/v/1">A</a><a href="a.swf">B</a>', note="links"),
        Good('<pre><embed src="a.swf"></pre>', note="code"),
    )
    BAD = (
        Bad(
            '<object width="425" height="344"><param name="movie" value="http://www.youtube.com/v/a-1&hl=en&fs=1">'
            '<embed src="http://www.youtube.com/v/a-1&hl=en&fs=1" type="application/x-shockwave-flash"></object>',
            '<iframe src="https://www.youtube.com/embed/a-1" width="425" height="344" allowfullscreen></iframe>',
        ),
        Bad(
            '<p><embed src="http://www.youtube.com/v/a1?fs=1" width="9em"></embed></p>',
            '<p><iframe src="https://www.youtube.com/embed/a1" allowfullscreen></iframe></p>',
        ),
        Bad(
            '<p><embed src="http://www.youtube.com/v/a1?fs=1&start=30&list=PL2"></p>',
            '<p><iframe src="https://www.youtube.com/embed/a1?start=30&amp;list=PL2" allowfullscreen></iframe></p>',
            note="where it begins, and the list that it belongs to",
        ),
        Bad(
            '<p><embed id="f" src="http://www.youtube.com/v/a1"><a href="#f">A</a></p>',
            '<p><iframe src="https://www.youtube.com/embed/a1" id="f" allowfullscreen></iframe><a href="#f">A</a></p>',
            note="a link leads there",
        ),
        Bad(
            '<p><object class="alignright" style="margin: 1em" data="http://www.youtube.com/v/a1"></object></p>',
            '<p><iframe src="https://www.youtube.com/embed/a1" class="alignright" style="margin: 1em" allowfullscreen>'
            "</iframe></p>",
            note="where it stands",
        ),
        Bad(
            '<p>A</p><embed src="http://vimeo.com/moogaloop.swf?clip_id=12&server=vimeo.com" width="400">',
            '<p>A</p><iframe src="https://player.vimeo.com/video/12" width="400" allowfullscreen></iframe>',
        ),
        Bad(
            '<object data="http://www.youtube.com/v/a1" type="application/x-shockwave-flash"><p>A</p></object>',
            unsafe='<iframe src="https://www.youtube.com/embed/a1" allowfullscreen></iframe><p>A</p>',
            note="text for browsers without the plug-in",
        ),
        Bad(
            '<object data="a.swf"><param name="movie" value="a.swf"><p>A film of the pier.</p></object>',
            unsafe="<p>A film of the pier.</p>",
        ),
        Bad('<p>A</p><embed src="http://video.google.com/googleplayer.swf?docid=1">', unsafe="<p>A</p>"),
        Bad('<iframe src="https://vine.co/v/a1/embed/simple"></iframe><p>A</p>', unsafe="<p>A</p>"),
        Bad('<p>A</p><object classid="clsid:d27cdb6e-ae6d-11cf-96b8-444553540000"></object>', unsafe="<p>A</p>"),
        Bad('<embed type="audio/x-pn-realaudio-plugin" src="a.rpm">', note="the sound may still be there"),
        Bad(
            '<embed src="http://slides.example/player.swf?doc=a-talk" type="application/x-shockwave-flash">',
            note="the last trace of the slides",
        ),
        Bad(
            '<object><param name="movie" value="https://video.google.com/a.swf">'
            '<param name="flashvars" value="file=https://a.example/b.flv"></object>',
            note="the address of a film in another parameter",
        ),
        Bad('<object data="a.swf"><p>A</p>', note="not closed"),
        Bad(
            'A\n<embed src="http://www.youtube.com/v/a1" type="application/x-shockwave-flash">\n*B*\n',
            path="a.md",
            note="the line after it would no longer be Markdown",
        ),
    )

    def prepare(self) -> None:
        self._dead = DeadEmbeds(self.knowledge)

    def check(self, element: Element) -> Iterator[Finding]:
        known = self._dead.find(element)
        if known is None:
            return
        entry, found = known
        if element.name == "embed" and element.inside_one(_is_object):
            around = element.body.element(element.body.nearest(element.index, _is_object))
            if around.partner > 0 and self._dead.find(around) is not None:
                return  # It goes with the element around it.
        yield self.finding(f"<{element.name}>: {entry.why}", element.start, element.tag_end, self._fix(element, found))

    def _fix(self, element: Element, found: list[str]) -> Fix | None:
        if not element.closed or element.partner - element.index > _MOST_INSIDE:
            return None
        if element.name == "iframe" and element.markup.raw_content.strip():
            return None
        present = self._dead.present_address(found)
        changes = [Change(Aspect.EMBED, address) for address in found]
        frame = ""
        if present:
            if not may_become_a_frame(element, _end(element)):
                return None
            changes.append(Change(Aspect.EMBED, "", present.replace("&amp;", "&")))
            sizes = "".join(f' {side}="{size}"' for side in ("width", "height") if (size := _size(element, side)))
            frame = f'<iframe src="{present}"{_kept(element)}{sizes} allowfullscreen></iframe>'
        elif (identifier := (element.get("id") or "").strip()) != "":
            changes.append(Change(Aspect.ANCHOR, identifier))
        if not _holds_something_else(element):
            end = _end(element)
            if frame:
                return Fix(Edit(element.start, end, frame), changes=changes)
            if not self._dead.is_gone(found) or _names_something(element):
                return None
            return Fix(Edit(*element.body.removal(element.start, end)), Safety.UNSAFE, changes)
        return Fix(_without_player(element, frame), Safety.UNSAFE, changes)


def _is_object(tag: Markup) -> bool:
    return tag.name == "object"


def _kept(element: Element) -> str:
    """Return the attributes that say where the element stands, and what leads there."""
    kept = ""
    for name in _KEPT:
        attribute = element.markup.by_name.get(name)
        if attribute is not None and attribute.value and '"' not in attribute.value:
            kept += f' {name}="{attribute.value}"'
    return kept


def _names_something(element: Element) -> bool:
    """Return whether a parameter of the player holds an address, of a film perhaps."""
    values = [element.get("flashvars")]
    for one in element.descendants("param", "embed") if element.name == "object" else ():
        values += [one.get("flashvars")]
        if (one.get("name") or "").strip().lower() not in _PLACES:
            values += [one.get("value")]
    return any(value and ("//" in value or "." in value) for value in values)


def _end(element: Element) -> int:
    """Return where the element ends; an ``</embed>`` directly after an ``<embed>``, which needs none, belongs to it."""
    body = element.body
    after = element.index + 1
    if element.name != "embed" or after >= len(body.markups) or body.pieces[2 * after].strip():
        return element.end
    markup = body.markups[after]
    return body.offsets[2 * after + 2] if markup.name == "embed" and markup.kind is Kind.END else element.end


def _size(element: Element, side: str) -> str:
    for one in (element, *(element.descendants("embed") if element.name == "object" else ())):
        value = (one.get(side) or "").strip()
        if value.isdigit():
            return value
    return ""


def _is_part(element: Element, index: int) -> bool:
    """Return whether the markup is a part of the player and not what stands in for it."""
    markup = element.body.markups[index]
    return markup.name in ("param", "embed") and markup.kind in (Kind.START, Kind.END)


def _holds_something_else(element: Element) -> bool:
    return element.has_text or any(not _is_part(element, index) for index in element.inside)


def _without_player(element: Element, frame: str) -> list[Edit]:
    """Return the edits that take the tags of the player away, and leave what stands between them."""
    offsets = element.body.offsets
    edits = [Edit(element.start, element.tag_end, frame), Edit(element.content_end, element.end)]
    edits += [
        Edit(offsets[2 * index + 1], offsets[2 * index + 2]) for index in element.inside if _is_part(element, index)
    ]
    return edits
