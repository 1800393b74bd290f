"""Entries of the table: ``placeholder`` is the name of a file that stands in for a picture, or host and path of one;
with ``query``, whatever lies on that host and is asked for so. ``attribute`` is where a loader keeps the address.
"""

from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

from ._addresses import candidates, file_name, is_address, is_inline, largest, size_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Attribute, Markup
    from newslint.linting.finding import Finding

_LAZY_SIZES = ("data-sizes", "data-lazy-sizes")
_HIDDEN_BY_LOADERS = frozenset(("visibility:hidden", "opacity:0"))


class LazyImage(TagRule):
    """A picture whose address waits for a script.

    ## What it finds
    An `<img>` without a `src`, or with a placeholder in it, whose real address stands in an attribute that a table
    knows (`data-src`, `data-original`, `data-actualsrc`, `data-lazy-src` …), in `srcset` or in `data-srcset`; a
    `<source>` in the same state; and an attribute that repeats the address of a `src` that works.

    ## Why it matters
    The script that would load the picture stayed behind on the publisher's page: the reader sees a grey box.

    ## Fix safety
    Safe: the address becomes the `src`, `data-srcset` becomes the `srcset`, and the `opacity: 0` or
    `visibility: hidden` goes that hid the picture until then. A `src` is replaced only if a table knows it as a
    placeholder by its file name, or if it is a `data:` address. A working `src` stays, and so does an attribute with
    another address than the `src`: it may be the larger picture.

    Where several addresses wait, one is chosen in this order, and the others stay where they are:

    1. The attribute in which the publisher keeps the picture as it was uploaded (`data-original`,
       `data-actualsrc`): nothing is lost by the larger one.
    2. The one from which the loader would have filled `src` (`data-lazy-src`, `data-src` …), which is what the page
       showed.
    3. The largest picture of `srcset` or `data-srcset`, because programs that know `src` alone see no other.
    4. What was cut differently or is meant for a preview (`data-croporisrc`, `data-thumb`), because it is not what
       the page showed.

    An address that names its own size (`-300x200.jpg`, `?w=300`) gives way to one of the first two kinds that names a
    larger one. No attribute is taken for an address because its value looks like one.
    """

    code = "IMG001"
    name = "lazy-image"
    stage = Stage.PROMOTION
    tags = frozenset(("img", "source"))
    uses_knowledge = True

    GOOD = (
        Good('<img src="a.jpg">'),
        Good('<img src="small.jpg" data-original="large.jpg">', note="both are wanted"),
        Good('<img src="small.jpg" data-original-src="large.jpg" data-original-format="image/jpeg">'),
        Good('<img src="a.jpg" data-caption="b.jpg">', note="not an address by its name"),
        Good('<img alt="A" data-caption="b.jpg">', note="an address by its looks alone"),
        Good('<img src="data:image/png;base64,AAAA">', note="an inline picture"),
        Good('<img data-src="">'),
        Good('<img data-src="{{ url }}">', note="a template"),
        Good('<img src="a.jpg" srcset="a.jpg 1x, b.jpg 2x" data-srcset="c.jpg 3x">', note="it works"),
        Good('<picture><source srcset="a.webp"><img src="a.jpg"></picture>'),
        Good('<img src="a.jpg" style="opacity: 0" data-src="b.jpg">', note="it works: why it is hidden is not known"),
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
        Bad(
            '<img data-lazy-src="pier-300x200.jpg" data-src="pier-1024x683.jpg">',
            '<img data-lazy-src="pier-300x200.jpg" src="pier-1024x683.jpg">',
            note="the addresses name their sizes",
        ),
        Bad(
            '<img src="data:image/gif;base64,R0lGOD" data-src="a.jpg" data-srcset="a.jpg 1x, b.jpg 2x">',
            '<img src="a.jpg" srcset="a.jpg 1x, b.jpg 2x">',
        ),
        Bad(
            '<img alt="A" data-lazy-srcset="a.jpg 300w, b.jpg 900w" data-lazy-sizes="50vw">',
            '<img alt="A" src="b.jpg" srcset="a.jpg 300w, b.jpg 900w" sizes="50vw">',
        ),
        Bad(
            '<img alt="A" data-srcset="a.jpg 300w, b.jpg 900w" data-sizes="auto">',
            '<img alt="A" src="b.jpg" srcset="a.jpg 300w, b.jpg 900w">',
        ),
        Bad(
            '<img src="data:image/gif;base64,R0lGOD" srcset="a.jpg?x=1&amp;y 300w">',
            '<img src="a.jpg?x=1&amp;y" srcset="a.jpg?x=1&amp;y 300w">',
        ),
        Bad(
            '<picture><source data-srcset="a.webp" type="image/webp"><img src="a.jpg"></picture>',
            '<picture><source srcset="a.webp" type="image/webp"><img src="a.jpg"></picture>',
        ),
        Bad('<video controls><source data-src="a.mp4"></video>', '<video controls><source src="a.mp4"></video>'),
        Bad(
            '<img style="width: 9em; visibility: hidden !important" data-src="a.jpg">',
            '<img style="width: 9em" src="a.jpg">',
        ),
        Bad('<img data-croporisrc="whole.jpg" data-src="a.jpg">', '<img data-croporisrc="whole.jpg" src="a.jpg">'),
    )

    def prepare(self) -> None:
        placeholders = self.knowledge.index("placeholder")
        self._placeholders = frozenset(name for name, entry in placeholders.items() if "query" not in entry)
        self._previews = [(name, str(entry["query"])) for name, entry in placeholders.items() if "query" in entry]
        attributes = self.knowledge.index("attribute")
        self._ranks = {name: int(entry.get("rank", 2)) for name, entry in attributes.items()}
        self._srcsets = frozenset(self.knowledge.index("srcset-attribute"))
        self.attributes = tuple(sorted(self._ranks.keys() | self._srcsets | {"srcset"}))  # type: ignore[misc]

    def check(self, tag: Markup) -> Iterator[Finding]:
        src = tag.by_name.get("src")
        address = src.text.strip() if src is not None else ""
        waiting = [
            attribute
            for attribute in tag.by_name.values()
            if attribute.name in self._ranks and is_address(attribute.text)
        ]
        if address and not self._is_placeholder(address):
            for twin in waiting:
                if twin.text.strip() == address:
                    fix = Fix(attribute_removal(tag, twin))
                    yield self.finding(f"{twin.name} repeats the address in src", twin.start, twin.end, fix)
            return
        srcset = self._srcset(tag)
        best = self._best(waiting)
        if tag.name == "source":
            yield from self._source(tag, best, srcset)
        elif best is not None and not (self._ranks[best.name] > 2 and srcset is not None):
            yield self._promotion(tag, best, best.start, srcset)
        elif srcset is not None:
            yield self._promotion(tag, largest(srcset.text), srcset.start, srcset)

    def _best(self, waiting: list[Attribute]) -> Attribute | None:
        """Return the attribute to fill ``src`` from; the rule's page says why this one."""
        if not waiting:
            return None
        best, *others = sorted(waiting, key=lambda attribute: self._ranks[attribute.name])
        for other in others:
            if self._ranks[other.name] <= 2 and size_in(other.text) > size_in(best.text) > 0:
                best = other
        return best

    def _srcset(self, tag: Markup) -> Attribute | None:
        """Return the attribute with the candidates: ``srcset`` if it has real ones, else one that waits."""
        own = tag.by_name.get("srcset")
        if own is not None and any(is_address(address) for _, address in candidates(own.text)):
            return own if largest(own.text) else None
        for attribute in tag.by_name.values():
            if attribute.name in self._srcsets and largest(attribute.text):
                return attribute
        return None

    def _source(self, tag: Markup, best: Attribute | None, srcset: Attribute | None) -> Iterator[Finding]:
        if srcset is not None and srcset.name != "srcset":
            edits = self._candidates_in_place(tag, srcset, "")
            yield self.finding(f"the picture's addresses wait in {srcset.name}", srcset.start, srcset.end, Fix(edits))
        elif best is not None and "srcset" not in tag.by_name and "src" not in tag.by_name:
            fix = Fix(Edit(best.start, best.start + len(best.name), "src"))
            yield self.finding(f"the address waits in {best.name}", best.start, best.end, fix)

    def _promotion(self, tag: Markup, best: Attribute | str, start: int, srcset: Attribute | None) -> Finding:
        """Return the finding whose fix puts *best*, an attribute or an address, into ``src``."""
        src = tag.by_name.get("src")
        before = src.text.strip() if src is not None else ""
        edits: list[Edit] = []
        inserted = ""
        if isinstance(best, str):
            written = '="' + best.replace("&", "&amp;") + '"'
            if src is None:
                inserted = f"src{written} "
            else:
                edits.append(Edit(src.start, src.end, "src" + written))
            after = best
        else:
            after = best.text.strip()
            if src is None:
                edits.append(Edit(best.start, best.start + len(best.name), "src"))
            else:
                written = tag.text[best.start + len(best.written_name) : best.end]
                edits += [Edit(src.start, src.end, "src" + written), attribute_removal(tag, best)]
        if srcset is not None and (srcset.name != "srcset" or inserted):
            edits += self._candidates_in_place(tag, srcset, inserted)
        edits += _shown(tag)
        # The guard may know an attribute for no address, and then the address is new to it.
        changes = [Change(Aspect.MEDIA, before), Change(Aspect.MEDIA, "", after)]
        where = best.name if not isinstance(best, str) else srcset.name if srcset is not None else "srcset"
        end = (srcset.end if srcset is not None else start) if isinstance(best, str) else best.end
        return self.finding(f"the picture's address waits in {where}", start, end, Fix(edits, changes=changes))

    def _candidates_in_place(self, tag: Markup, srcset: Attribute, inserted: str) -> list[Edit]:
        """Return the edits that make *srcset* the tag's ``srcset``, with *inserted* before it."""
        edits = [Edit(srcset.start, srcset.start + len(srcset.name), inserted + "srcset")]
        if srcset.name == "srcset":
            return edits
        own = tag.by_name.get("srcset")
        if own is not None:
            edits.append(attribute_removal(tag, own))
        sizes = next((tag.by_name[name] for name in _LAZY_SIZES if name in tag.by_name), None)
        if sizes is not None:
            if "sizes" in tag.by_name or sizes.text.strip().lower() in ("", "auto"):
                edits.append(attribute_removal(tag, sizes))
            else:
                edits.append(Edit(sizes.start, sizes.start + len(sizes.name), "sizes"))
        return edits

    def _is_placeholder(self, address: str) -> bool:
        if is_inline(address) or address in self._placeholders or file_name(address) in self._placeholders:
            return True
        path, _, query = address.partition("#")[0].partition("?")
        place = path.partition("//")[2].lower()
        if place in self._placeholders:
            return True
        host = "." + place.partition("/")[0]
        return any(host.endswith("." + own) and asked == query for own, asked in self._previews)


def _shown(tag: Markup) -> list[Edit]:
    """Return the edit that takes away what hides the picture until a script has loaded it."""
    style = tag.by_name.get("style")
    if style is None or not style.quote or any(character in style.text for character in "\"'&()"):
        return []
    parts = [part.strip() for part in style.text.split(";") if part.strip()]
    kept = [part for part in parts if _packed(part) not in _HIDDEN_BY_LOADERS]
    if len(kept) == len(parts):
        return []
    if not kept:
        return [attribute_removal(tag, style)]
    return [Edit(style.value_start, style.value_end, "; ".join(kept))]


def _packed(declaration: str) -> str:
    return "".join(declaration.split()).lower().removesuffix("!important")
