from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

ADDRESSES = ("data-original", "data-actualsrc", "data-lazy-src", "data-src", "data-original-src", "data-lazyload")
"""Attributes in which loaders keep the address of a picture; where they differ, the first is the largest one."""


class LazyImage(TagRule):
    """A picture whose address waits for a script.

    ## What it finds
    An `<img>` without a `src`, or with a placeholder in it, whose real address stands in a `data-` attribute;
    and a `data-` attribute that repeats the address of a `src` that works.

    ## Why it matters
    The script that would load the picture stayed behind on the publisher's page: the reader sees a grey box.

    ## Fix safety
    Safe: the address becomes the `src`. A `src` is replaced only if a table knows it as a placeholder
    by its file name, or if it is a `data:` address. A working `src` stays, and so does a `data-` attribute with another
    address than the `src`: it may be the larger picture.
    """

    code = "IMG001"
    name = "lazy-image"
    stage = Stage.PROMOTION
    tags = frozenset(("img",))
    attributes = ADDRESSES
    uses_knowledge = True

    GOOD = (
        Good('<img src="a.jpg">'),
        Good('<img src="small.jpg" data-original="large.jpg">', note="both are wanted"),
        Good('<img src="a.jpg" data-caption="b.jpg">', note="not an address by its name"),
        Good('<img src="data:image/png;base64,AAAA">', note="an inline picture"),
        Good('<img data-src="">'),
        Good('<img data-src="{{ url }}">', note="a template"),
        Good('<pre><img data-src="a.jpg"></pre>', note="code"),
    )
    BAD = (
        Bad('<img data-src="https://a.example/b.jpg" alt="">', '<img src="https://a.example/b.jpg" alt="">'),
        Bad(
            '<img src="data:image/gif;base64,R0lGOD" data-src="/b.jpg">',
            '<img src="/b.jpg">',
            note="a placeholder as a data address",
        ),
        Bad(
            "<img class=lazy src=\"https://a.example/blank.gif\" data-original='c.jpg?x&amp;y'>",
            "<img class=lazy src='c.jpg?x&amp;y'>",
        ),
        Bad('<img src="a.jpg" data-src="a.jpg" width="5">', '<img src="a.jpg" width="5">', note="a twin"),
        Bad(
            '<img data-src="small.jpg" data-original="large.jpg">',
            '<img data-src="small.jpg" src="large.jpg">',
            note="the other address stays",
        ),
        Bad('<img src="" data-src="a.jpg">', '<img src="a.jpg">'),
    )

    def prepare(self) -> None:
        self._placeholders = frozenset(self.knowledge.index("placeholder"))

    def check(self, tag: Markup) -> Iterator[Finding]:
        candidates = [
            attribute
            for name in ADDRESSES
            if (attribute := tag.by_name.get(name)) is not None and _is_address(attribute.text)
        ]
        if not candidates:
            return
        src = tag.by_name.get("src")
        address = src.text.strip() if src is not None else ""
        if src is not None and address and not self._is_placeholder(address):
            for twin in candidates:
                if twin.text.strip() == address:
                    fix = Fix(attribute_removal(tag, twin))
                    yield self.finding(f"{twin.name} repeats the address in src", twin.start, twin.end, fix)
            return
        best = candidates[0]
        if src is None:
            fix = Fix(Edit(best.start, best.start + len(best.name), "src"))
        else:
            written = tag.text[best.start + len(best.written_name) : best.end]
            changes = [Change(Aspect.MEDIA, address)] if address else []
            fix = Fix([Edit(src.start, src.end, "src" + written), attribute_removal(tag, best)], changes=changes)
        yield self.finding(f"the picture's address waits in {best.name}", best.start, best.end, fix)

    def _is_placeholder(self, address: str) -> bool:
        if address[:5].lower() == "data:":
            return True
        path = address.partition("?")[0].partition("#")[0]
        return path.rpartition("/")[2].lower() in self._placeholders


def _is_address(value: str) -> bool:
    value = value.strip()
    lower = value.lower()
    if not value or any(character in value for character in "<>{}\"' "):
        return False
    if lower.startswith(("http://", "https://", "//", "/", "./", "../")):
        return True
    return ":" not in value and "." in value
