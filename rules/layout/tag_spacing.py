from __future__ import annotations

from newslint.document.html import VOID_ELEMENTS, Kind
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

from ._tags import is_markup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


class TagSpacing(TagRule):
    """White space and slashes inside a tag that do nothing.

    ## What it finds
    More than one space (or a line end) between attributes, white space around `=` and before `>`,
    and the slash that ends a void element (`<br />`). One finding for a tag.

    ## Why it matters
    The same tag should always be written in the same way, so that a search finds all of them.

    ## Fix safety
    Safe. The slash of an element that is not void (`<div/>`) stays: HTML ignores it, other
    parsers do not. What only looks like a tag, such as `i<n &&  a>b`, stays as it is.
    """

    code = "LAY010"
    name = "tag-spacing"
    stage = Stage.LAYOUT
    only_irregular = True
    watches_end_tags = True

    GOOD = (
        Good('<img src="a" alt=""><br>\n'),
        Good("<div/>A</div>\n", note="not a void element"),
        Good("<a href=b/>A</a>\n", note="the slash belongs to the value"),
        Good("<svg><path d='M0 0' /></svg>\n", note="SVG"),
        Good('<a title="a  b">A</a>\n', note="inside a value"),
        Good("<p>i<n  &&  a>b</p>\n", note="a comparison"),
        Good("<p>i<b &&  a != c />d</p>\n", note="even where the name is an element's"),
        Good("<p>type <your name ></p>\n", note="a place to fill in"),
    )
    BAD = (
        Bad("A<br />B<br/>C\n", "A<br>B<br>C\n", at=" /", count=2),
        Bad('<img  src = "a"\n alt="" >\n', '<img src="a" alt="">\n', at='  src = "a"\n alt="" '),
        Bad("<p>A</p >\n", "<p>A</p>\n"),
        Bad('<a href="b"title="c">A</a>\n', '<a href="b" title="c">A</a>\n', note="a space that is missing"),
        Bad("<img src=a />\n", "<img src=a>\n"),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        if not is_markup(tag):
            return
        edits: list[Edit] = []
        if tag.kind is Kind.END:
            place = 2 + len(tag.name)
            if place < len(tag.text) - 1:
                edits.append(Edit(place, len(tag.text) - 1))
        else:
            text = tag.text
            place = 1 + len(tag.name)
            for attribute in tag.attributes:
                if text[place : attribute.start] != " ":
                    edits.append(Edit(place, attribute.start, " "))
                name_end = attribute.start + len(attribute.written_name)
                value_start = attribute.value_start - len(attribute.quote)
                if attribute.value is not None and text[name_end:value_start] != "=":
                    edits.append(Edit(name_end, value_start, "="))
                place = attribute.end
            rest = text[place : tag.head_end - 1]
            if rest and (tag.name in VOID_ELEMENTS or "/" not in rest):
                edits.append(Edit(place, tag.head_end - 1))
        if edits:
            yield self.finding(
                "white space or a slash without effect in a tag", edits[0].start, edits[-1].end, Fix(edits)
            )
