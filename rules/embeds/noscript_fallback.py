from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.html import Kind
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._scripts import host_and_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

_NEAR = 2_000
_PLACEHOLDER = 600
_MEDIA = frozenset(("img", "iframe", "video", "audio"))
_SHOWN = _MEDIA | {"svg", "object", "embed", "canvas", "picture", "amp-img", "table", "pre"}
_TINY = frozenset(("0", "1", "2", "0px", "1px"))


class NoscriptFallback(ElementRule):
    """A second copy of a picture or a player, for browsers without scripts.

    ## What it finds
    A `<noscript>` that holds one picture, frame or player and nothing else, below or above the same one with an
    address that a script was to put in its place.

    ## Why it matters
    What cleans the article later takes the `<noscript>` for text, or shows the picture twice.

    ## Fix safety
    Safe: the picture outside has the same addresses; it is made visible first (see `lazy-image`). If a placeholder
    stands directly before the `<noscript>`, a picture without an address or with a small `data:` address, the real one
    takes its place; and so it does in a `<figure>` that holds no other picture or player. The frame of a host that
    `deferred-iframe` knows takes the place of an empty box with the same address before it. A `<noscript>` with
    anything else in it stays. Elsewhere, one whose picture stands nowhere else gives it up by an unsafe fix alone,
    because until then nobody saw it: it may be a counter's.
    """

    code = "EMB003"
    name = "noscript-fallback"
    stage = Stage.REMOVAL
    tags = frozenset(("noscript",))
    reads = ("deferred-iframe",)

    GOOD = (
        Good("<noscript><p>This map needs a script.</p></noscript>"),
        Good('<noscript>A<img src="a.jpg"></noscript><img src="a.jpg">', note="text with it"),
        Good('<noscript><a href="b"><img src="a.jpg"></a></noscript><img src="a.jpg">', note="a link with it"),
        Good('<noscript><img src="a.jpg"><img src="b.jpg"></noscript><img src="a.jpg">', note="two pictures"),
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
        Bad(
            '<img data-src="a.jpg" data-srcset="b.jpg 2x">\n<noscript><img src="a.jpg" srcset="b.jpg 2x"></noscript>\n',
            '<img data-src="a.jpg" data-srcset="b.jpg 2x">\n',
        ),
        Bad(
            '<picture><source srcset="a.webp"><img src="a.jpg"></picture>'
            '<noscript><picture><source srcset="a.webp"><img src="a.jpg"></picture></noscript>',
            '<picture><source srcset="a.webp"><img src="a.jpg"></picture>',
        ),
        Bad(
            '<iframe src="https://player.vimeo.com/video/1"></iframe>'
            '<noscript><iframe src="https://player.vimeo.com/video/1"></iframe></noscript>',
            '<iframe src="https://player.vimeo.com/video/1"></iframe>',
        ),
        Bad(
            '<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/a" data-id="a"></div>'
            '<noscript><iframe src="https://www.youtube.com/embed/a"></iframe></noscript>',
            '<iframe src="https://www.youtube.com/embed/a"></iframe>',
            note="the box that a script was to fill",
        ),
        Bad('<noscript><iframe src="https://films.example/a"></iframe></noscript>', note="an unknown host"),
        Bad(
            '<p>A</p><noscript><img src="a.jpg"></noscript>',
            unsafe='<p>A</p><img src="a.jpg">',
            note="the only copy",
        ),
        Bad('<p>A</p><noscript><img src="a.gif" width="1" height="1"></noscript>', note="the size of a counter"),
        Bad(
            '<figure><div></div><noscript><img src="a.jpg" alt="A"></noscript><figcaption>A</figcaption></figure>',
            '<figure><div></div><img src="a.jpg" alt="A"><figcaption>A</figcaption></figure>',
            note="the figure's only picture",
        ),
        Bad('<img src="small.jpg"><noscript><img src="a.jpg"></noscript>', note="another address"),
        Bad('<img src="a.jpg"><noscript><img src="a.jpg" alt="A"></noscript>', note="the text stands here alone"),
        Bad('A\n\n<noscript><img src="a.jpg"></noscript>\n', path="a.md", note="Markdown may read the line otherwise"),
    )

    def prepare(self) -> None:
        self._hosts = self.knowledge.of("deferred-iframe").index("host")

    def check(self, element: Element) -> Iterator[Finding]:
        if element.partner < 0 or element.partner - element.index > 40 or element.has_text or element.holds_comment:
            return
        inside = list(element.descendants())
        media = [one for one in inside if one.name in _MEDIA]
        if len(media) != 1 or media[0].markup.raw_content.strip():
            return
        if any(one.name not in ("picture", "source") for one in inside if one.index != media[0].index):
            return
        found = media[0]
        addresses = {address for one in inside for address in _addresses(one.markup)}
        alternative = (found.get("alt") or "").strip()
        fix = None
        if any("id" in one.markup.by_name for one in (element, *inside)):
            pass  # A link may lead there.
        elif addresses and self._stands_around(element, found.name, addresses, alternative):
            aspect = Aspect.EMBED if found.name == "iframe" else Aspect.MEDIA
            changes = [Change(aspect, address) for address in sorted(addresses)]
            fix = Fix(Edit(*element.body.removal(element.start, element.end)), changes=changes)
        elif (
            addresses
            and found.name == "img"
            and len(inside) == 1
            and (placeholder := _placeholder_before(element, alternative)) is not None
        ):
            text = element.body.text[found.start : found.end]
            changes = [Change(Aspect.MEDIA, (placeholder.get("src") or "").strip())]
            fix = Fix(Edit(placeholder.start, element.end, text), changes=changes)
        elif addresses and found.name == "img":
            fix = self._only_copy(element, found)
        elif addresses and found.name == "iframe" and (shell := self._shell_before(element, addresses)) is not None:
            text = element.body.text[found.start : found.end]
            changes = [Change(Aspect.MEDIA, address) for address in sorted(addresses)]
            changes += [Change(Aspect.EMBED, attribute.text.strip()) for attribute in shell.markup.attributes]
            fix = Fix(Edit(shell.start, element.end, text), changes=changes)
        kind = "picture" if found.name == "img" else "frame" if found.name == "iframe" else "player"
        yield self.finding(f"a {kind} for browsers without scripts", element.start, element.end, fix)

    def _shell_before(self, element: Element, addresses: set[str]) -> Element | None:
        """Return the empty box directly before *element* that was to be filled with the same frame of a known host."""
        body = element.body
        before = element.index - 1
        if before < 1 or body.markups[before].kind is not Kind.END or body.markups[before].name not in ("div", "span"):
            return None
        shell = body.element(body.partner[before])
        if shell.partner != shell.index + 1 or body.text[shell.tag_end : shell.content_end].strip():
            return None
        if body.text[shell.end : element.start].strip() or body.syntax is Syntax.MARKDOWN:
            return None
        waiting = {attribute.text.strip() for attribute in shell.markup.attributes if "src" in attribute.name}
        known = all(host_and_path(address)[0] in self._hosts for address in addresses)
        return shell if waiting and known and addresses == waiting else None

    def _only_copy(self, element: Element, found: Element) -> Fix | None:
        """Return the fix that takes the two tags away from the only copy of the picture *found*."""
        if element.body.syntax is Syntax.MARKDOWN or any(
            (found.get(side) or "").strip() in _TINY for side in ("width", "height")
        ):
            return None
        nearest = element.body.nearest(element.index, _is_figure)
        if nearest < 0 and next(_around(element, "img"), None) is not None:
            return None  # One of these may be the same picture in another size.
        alone = False
        if nearest >= 0:
            figure = element.body.element(nearest)
            alone = 0 < figure.partner - figure.index < 60 and not any(
                one.name in _SHOWN and not element.start < one.start < element.end for one in figure.descendants()
            )
        edits = [Edit(element.start, element.tag_end), Edit(element.content_end, element.end)]
        return Fix(edits, Safety.SAFE if alone else Safety.UNSAFE)

    def _stands_around(self, element: Element, name: str, addresses: set[str], alternative: str) -> bool:
        """Return whether one element of this *name* near *element* has all *addresses* and the *alternative*."""
        body = element.body
        for other in _around(element, name):
            known = set(_addresses(other.markup))
            parent = other.parent
            if parent is not None and parent.name == "picture" and parent.partner - parent.index < 40:
                known.update(address for one in parent.descendants("source") for address in _addresses(one.markup))
            if addresses <= known and (
                not alternative or (body.markups[other.index].get("alt") or "").strip() == alternative
            ):
                return True
        return False


def _is_figure(tag: Markup) -> bool:
    return tag.name == "figure"


def _addresses(tag: Markup) -> Iterator[str]:
    """Yield the addresses from which *tag* is filled, or from which a script would fill it."""
    for attribute in tag.attributes:
        name = attribute.name
        value = attribute.text.strip()
        if not value or value[:5].lower() == "data:" or value == "about:blank":
            continue
        if name.endswith("srcset"):
            for candidate in value.split(","):
                yield from candidate.split()[:1]
        elif name in ("src", "poster", "data-original", "data-lazyload") or (
            name.startswith("data-") and "src" in name
        ):
            yield value


def _around(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements with this *name* near *element*, outside of it."""
    body = element.body
    markups, offsets = body.markups, body.offsets
    index = element.index - 1
    while index >= 0 and offsets[2 * index + 2] > element.start - _NEAR:
        if markups[index].name == name and markups[index].kind is Kind.START:
            yield body.element(index)
        index -= 1
    index = element.partner + 1
    while index < len(markups) and offsets[2 * index + 1] < element.end + _NEAR:
        if markups[index].name == name and markups[index].kind is Kind.START:
            yield body.element(index)
        index += 1


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
