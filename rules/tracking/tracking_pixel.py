from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._address import Place
from ._addresses import addresses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

    from ._address import Address

_BEFORE = late_pattern(r"!\[(?P<alt>[^\[\]]{0,300}+)\]\([ \t\n]*+<?+\Z")
_AFTER = late_pattern(r""">?+(?:[ \t\n]++(?:"[^"\n]*+"|'[^'\n]*+'))?+[ \t\n]*+\)""")
_LONGEST_ALT = 310
_TINY = frozenset(("0", "1", "0px", "1px"))


class TrackingPixel(DocumentRule):
    """Pictures that are there to be counted, not seen.

    ## What it finds
    Images of hosts and paths that a table knows as beacons, in Markdown as well, and images of one pixel or none that
    are loaded from another site.

    ## Why it matters
    Whoever reads the article is reported to somebody who has nothing to do with it any more.

    ## Fix safety
    Safe: nobody sees the picture. One whose real address waits in a `data-` attribute, whose size a style sets
    again, or that has a text of its own (`alt`) stays; one in a table cell is only reported, because it may hold the
    cell open, and so is a Markdown picture that is all that a link shows.
    """

    code = "TRK001"
    name = "tracking-pixel"
    stage = Stage.REMOVAL
    uses_knowledge = True
    literals = ("//",)

    GOOD = (
        Good('<img src="https://a.example/b.jpg" width="1" height="600">', note="a line"),
        Good(
            '<img src="https://a.example/b.gif" width=1 height=1 data-src="https://a.example/c.jpg">',
            note="a lazy picture",
        ),
        Good(
            '<img src="https://a.example/b.jpg" width="1" height="1" style="width:100%;height:auto">',
            note="sized by style",
        ),
        Good('<img src="/assets/dot.gif" width="1" height="1">', note="the site's own"),
        Good('<img src="https://a.example/b.gif" width="1" height="1" alt="A red dot">', note="it has a text"),
        Good('<img src="data:image/gif;base64,R0" width="1" height="1">', note="a placeholder, loaded from nowhere"),
        Good("![A](https://medium.com/a.png) [B](https://medium.com/_/stat?event=post.x)\n", path="a.md"),
    )
    BAD = (
        Bad("<p>A<img src=//stat.example/p.gif width=1 height=1></p>", "<p>A</p>"),
        Bad('<p>A</p>\n<img src="https://a.example/b" width="0" height="0" alt="">\n<p>B</p>', "<p>A</p>\n<p>B</p>"),
        Bad('<p>A<img src="https://a.example/b" style="width:1px;height:1px"></p>', "<p>A</p>"),
        Bad(
            '<table><tr><td><img src="https://a.example/b" width="1" height="1"></td></tr></table>',
            note="it may be a spacer",
        ),
        Bad("A\n\n![](https://medium.com/_/stat?event=post.x 'T')\n\nB\n", "A\n\n\nB\n", path="a.md"),
        Bad(
            "A ![x](<https://hm.baidu.com/hm.gif?a>)B\n",
            "A B\n",
            path="a.md",
            at="![x](<https://hm.baidu.com/hm.gif?a>)",
        ),
        Bad("[![](https://hm.baidu.com/hm.gif?a)](/b)\n", path="a.md", note="what a link shows"),
    )

    def prepare(self) -> None:
        self._beacons: dict[str, list[tuple[str, str]]] = {}
        for entry in self.knowledge:
            hosts = entry["host"] if isinstance(entry["host"], list) else [entry["host"]]
            for host in hosts:
                self._beacons.setdefault(host, []).append((entry.get("path", "/"), entry.get("query", "")))

    def check(self, document: Document) -> Iterator[Finding]:
        for address in addresses(document, "//"):
            if address.place is Place.LINK:
                if self._known(address.text):
                    yield from self._check_markdown(document, address)
            elif address.name == "src":
                tag = document.body.markups[address.index]
                if tag.name == "img" and (self._known(address.text) or _is_tiny(tag)):
                    yield self._check_element(document.body.element(address.index))

    def _check_element(self, element: Element) -> Finding:
        address = (element.get("src") or "").strip()
        known = self._known(address)
        fix = None
        if known or not element.inside_one(_is_cell):
            changes = [Change(Aspect.MEDIA, address)]
            if alt := (element.get("alt") or "").strip():
                changes.append(Change(Aspect.MEDIA, alt))
            fix = Fix(Edit(*element.body.removal(element.start, element.end)), changes=changes)
        message = "a known counting pixel" if known else "a picture too small to see, from another site"
        return self.finding(message, element.start, element.end, fix)

    def _check_markdown(self, document: Document, address: Address) -> Iterator[Finding]:
        text = document.text
        opening = text.rfind("![", max(document.body.start, address.start - _LONGEST_ALT), address.start)
        before = _BEFORE.match(text, opening, address.start) if opening >= 0 else None
        after = _AFTER.match(text, address.end)
        if before is None or after is None:
            return
        start, end = before.start(), after.end()
        fix = None
        if not (text[start - 1 : start] == "[" and text.startswith("]", end)):
            changes = [Change(Aspect.MEDIA, address.text)]
            if before["alt"].strip():
                changes.append(Change(Aspect.MEDIA, before["alt"].strip()))
            fix = Fix(Edit(*document.body.removal(start, end)), changes=changes)
        yield self.finding("a known counting pixel", start, end, fix)

    def _known(self, address: str) -> bool:
        host, path, query = _parts(address)
        return any(path.startswith(prefix) and needed in query for prefix, needed in self._beacons.get(host, ()))


def _parts(address: str) -> tuple[str, str, str]:
    """Return host, path and query of an absolute http address; empty strings for anything else."""
    scheme, separator, rest = address.strip().partition("//")
    if not separator or scheme.lower() not in ("http:", "https:", ""):
        return "", "", ""
    place, _, query = rest.partition("#")[0].partition("?")
    host, slash, path = place.partition("/")
    return host.lower(), slash + path, query


def _is_cell(tag: Markup) -> bool:
    return tag.name in ("td", "th")


def _is_tiny(tag: Markup) -> bool:
    host = _parts(tag.get("src") or "")[0]
    if not host or (tag.get("alt") or "").strip():
        return False
    if any((name.startswith("data-") and "src" in name) or name in ("data-original", "srcset") for name in tag.by_name):
        return False
    style = "".join((tag.get("style") or "").lower().split())
    sizes: dict[str, str] = {}
    for name in ("width", "height"):
        size = (tag.get(name) or "").strip().lower()
        for declaration in style.split(";"):
            if declaration.startswith(name + ":"):
                size = declaration[len(name) + 1 :].removesuffix("!important")
        sizes[name] = size
    return sizes["width"] in _TINY and sizes["height"] in _TINY
