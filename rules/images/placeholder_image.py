from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._addresses import candidates, file_name, is_address, is_inline
from ._blank import is_blank

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
_TINY = frozenset(("0", "1", "0px", "1px"))


class PlaceholderImage(ElementRule):
    """A picture that only stands for another one.

    ## What it finds
    An `<img>` whose address is a spacer, a loading picture or a picture of chance (`picsum.photos` …) that a table
    knows, or a `data:` picture of one pixel or with nothing drawn in it, and that has no other address in any
    attribute, in the `<picture>` around it or in a `<noscript>` behind it; and one without any address.

    ## Why it matters
    The real picture is lost, and the reader does not learn that there was one. A picture of chance is another one for
    each reader.

    ## Fix safety
    Removing it takes an unsafe fix: its place may tell an editor which picture is missing. In the middle of a sentence
    (`Click on <img src=""> to begin`) it is only reported, because without it the sentence seems to be whole. So is one
    that keeps the place of a picture laid over it (`position: absolute`). Where a link around it leads
    to a picture, that picture takes its place, by an unsafe fix as well: it may be a larger one, or another. One with a
    text of its own (`alt`) is only reported, because the text is all that is left of the picture. Small pictures that
    show something are content. Where another address waits, see `lazy-image`; for pixels of other sites, see
    `tracking-pixel`.
    """

    code = "IMG005"
    name = "placeholder-image"
    stage = Stage.EMPTIES
    tags = frozenset(("img",))
    uses_knowledge = True
    reads = ("lazy-image",)

    GOOD = (
        Good('<img src="a.jpg" alt="A">'),
        Good(
            '<img alt="A red dot" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12'
            'P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==">',
            note="a small picture that shows something",
        ),
        Good(
            "<img alt='A' src=\"data:image/svg+xml,%3Csvg viewBox='0 0 9 9'%3E%3Ccircle r='9'/%3E%3C/svg%3E\">",
            note="a drawing",
        ),
        Good('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="a.jpg">', note="a lazy picture"),
        Good(
            '<img src="spacer.gif" data-large_image="https://a.example/b.jpg">',
            note="an address that nobody here knows",
        ),
        Good('<img src="spacer.gif" srcset="a.jpg 2x">', note="a lazy picture"),
        Good('<picture><source srcset="a.webp"><img src="spacer.gif"></picture>', note="another address around it"),
        Good('<img src="spacer.gif"><noscript><img src="a.jpg"></noscript>', note="another address behind it"),
        Good('<img src="https://a.example/spacer.gif" width="1" height="1">', note="a pixel: another rule's"),
        Good('<img src="{{ picture }}"><img {{ attributes }}>', note="templates"),
        Good('<img src="https://a.example/picsum.photos/1.jpg">', note="another host"),
        Good("<pre><img></pre>", note="code"),
    )
    BAD = (
        Bad('<p>A</p>\n<img src="/images/spacer.gif">\n<p>B</p>', unsafe="<p>A</p>\n<p>B</p>"),
        Bad(
            '<p>A<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"></p>',
            unsafe="<p>A</p>",
        ),
        Bad(
            "<p>A<img src=\"data:image/svg+xml,%3Csvg viewBox='0 0 9 9'%3E%3C/svg%3E\"></p>",
            unsafe="<p>A</p>",
        ),
        Bad('<p>A<img src="https://picsum.photos/200/300?random=1" alt=""></p>', unsafe="<p>A</p>"),
        Bad('<img src="loading.gif" alt="The pier">', note="its text is all that is left"),
        Bad('<p>A<img class="lazy"></p>', unsafe="<p>A</p>", note="no address at all"),
        Bad('<p>A<img src=""></p>', unsafe="<p>A</p>"),
        Bad('<p>Click on <img src="" width="32"> to begin.</p>', note="the sentence lacks it"),
        Bad('<p>A<br><img src=""><br>B</p>', unsafe="<p>A<br><br>B</p>", note="not in a sentence"),
        Bad(
            '<span><span><img aria-hidden="true" src="data:image/svg+xml,%3csvg%20width=\'8\'/%3e"></span>'
            '<img src="a.jpg" alt="A" style="position:absolute;inset:0"></span>',
            note="without it the picture has no height",
        ),
        Bad(
            '<a href="/pier.jpg"><img src="" alt="A"></a>',
            unsafe='<a href="/pier.jpg"><img src="/pier.jpg" alt="A"></a>',
        ),
        Bad('A <img class="photo"> B\n', path="a.md", note="it may be an example of code"),
    )

    def prepare(self) -> None:
        names = self.knowledge.index("placeholder") | self.knowledge.of("lazy-image").index("placeholder")
        self._names = frozenset(names)
        self._hosts = self.knowledge.index("host")

    def applies(self, tag: Markup) -> bool:
        return bool(self._fault(tag))

    def _fault(self, tag: Markup) -> str:
        """Return what is wrong with the tag's own address; empty if it is, or may be, that of a real picture."""
        address = (tag.get("src") or "").strip()
        if "{" in tag.text and not is_inline(address):
            return ""
        if any(_holds_address(name, attribute.text) for name, attribute in tag.by_name.items() if name != "src"):
            return ""
        if not address:
            return "a picture without an address"
        if is_inline(address):
            return "a picture that shows nothing" if is_blank(address) else ""
        if address in self._names or file_name(address) in self._names:
            pixel = (tag.get("width") or "") in _TINY and (tag.get("height") or "") in _TINY
            return "" if pixel else "a picture that stands for another one"
        host = _host(address)
        known = next((self._hosts[one] for one in host if one in self._hosts), None)
        return known.why if known is not None else ""

    def check(self, element: Element) -> Iterator[Finding]:
        body = element.body
        if element.inside_one(_is_picture):
            around = body.element(body.nearest(element.index, _is_picture))
            if around.holds_one(_is_filled_source):
                return
        following = element.index + 1
        if (
            following < len(body.markups)
            and body.markups[following].name == "noscript"
            and body.markups[following].kind is Kind.START
            and not body.pieces[2 * following].strip()
        ):
            return
        fix = None
        address = (element.get("src") or "").strip()
        linked = _linked_picture(element)
        if linked:
            fix = Fix(_filled(element, linked), Safety.UNSAFE, [Change(Aspect.MEDIA, address, linked)])
        elif body.syntax is Syntax.MARKDOWN and "src" not in element.markup.by_name:
            fix = None  # It may be an example that somebody forgot to mark as code.
        elif _is_in_a_sentence(element) or _keeps_a_place(element):
            fix = None
        elif not (element.get("alt") or "").strip() and not (element.get("title") or "").strip():
            edit = Edit(*body.removal(element.start, element.end))
            changes = [Change(Aspect.MEDIA, address), Change(Aspect.ANCHOR, (element.get("id") or "").strip())]
            fix = Fix(edit, Safety.UNSAFE, changes)
        message = self._fault(element.markup)
        if linked:
            message += "; the link around it leads to a picture"
        yield self.finding(message, element.start, element.end, fix)


def _is_in_a_sentence(element: Element) -> bool:
    pieces, at = element.body.pieces, 2 * element.index
    return bool(pieces[at].strip() and pieces[at + 2].strip())


def _keeps_a_place(element: Element) -> bool:
    box = element.parent
    around = box.parent if box is not None else None
    return any(one is not None and one.holds_one(_is_laid_over) for one in (box, around))


def _is_laid_over(tag: Markup) -> bool:
    return tag.name == "img" and "absolute" in (tag.get("style") or "")


def _linked_picture(element: Element) -> str:
    """Return the address of the picture that the link around *element* and nothing else leads to; empty for none."""
    parent = element.parent
    if parent is None or parent.name != "a" or parent.partner != element.index + 1 or parent.has_text:
        return ""
    target = (parent.get("href") or "").strip()
    return target if is_address(target) and file_name(target).endswith(_ENDINGS) else ""


def _filled(element: Element, address: str) -> Edit:
    written = 'src="' + address.replace("&", "&amp;") + '"'
    src = element.markup.by_name.get("src")
    if src is not None:
        return Edit(element.start + src.start, element.start + src.end, written)
    place = element.start + len("<img")
    return Edit(place, place, f" {written}")


def _holds_address(name: str, value: str) -> bool:
    if name.endswith("srcset"):
        return any(is_address(address) and not is_inline(address) for _, address in candidates(value))
    if name in ("alt", "title", "class", "style", "id", "sizes", "width", "height"):
        return False
    value = value.strip()
    return is_address(value) and "/" in value + ("/" if "src" in name or "original" in name else "")


def _is_picture(tag: Markup) -> bool:
    return tag.name == "picture"


def _is_filled_source(tag: Markup) -> bool:
    return tag.name == "source" and any("srcset" in name for name in tag.by_name)


def _host(address: str) -> list[str]:
    """Return the host of an absolute *address* and the domains above it."""
    scheme, slashes, rest = address.partition("//")
    if not slashes or scheme.lower() not in ("", "http:", "https:"):
        return []
    labels = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower().split(".")
    return [".".join(labels[place:]) for place in range(len(labels) - 1)]
