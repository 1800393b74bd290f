from __future__ import annotations

from newslint.document.html import Kind
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

from ._tags import is_markup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


class TagCase(TagRule):
    """Names of tags and attributes in capitals.

    ## What it finds
    Names of tags and attributes that are not in lower case. One finding for a tag.

    ## Why it matters
    HTML does not care, but `grep`, selectors in XML tools and people do.

    ## Fix safety
    Safe. Inside `<svg>` and `<math>` case has a meaning, so names there stay. So do those of elements that HTML does
    not have: `<Ctrl>` or `<String>` is text whose `<` is not escaped, `<YouTube id="x" />` a component.
    """

    code = "LAY008"
    name = "tag-case"
    stage = Stage.LAYOUT
    only_irregular = True
    watches_end_tags = True

    GOOD = (
        Good('<p class="A">A</p>\n', note="values have their own case"),
        Good('<svg viewBox="0 0 1 1"><linearGradient></linearGradient></svg>\n', note="SVG"),
        Good("`<P>`\n", path="a.md", note="code"),
        Good("a <\u0130>b", note="not a tag"),
        Good("<p>press <Ctrl>+<Alt></p>\n", note="keys that are meant to be read"),
        Good("<p>a List<String> of</Item></p>\n", note="code"),
        Good('<YouTube Id="x"></YouTube>\n', path="a.md", note="a component"),
        Good("<p>if (i<b && A>0)</p>\n", note="a comparison"),
    )
    BAD = (
        Bad("<P>A</p>\n", "<p>A</p>\n", at="P"),
        Bad("<p>A</P>\n", "<p>A</p>\n", at="P"),
        Bad("<Lite-Player Video=x></Lite-Player>\n", "<lite-player video=x></lite-player>\n", count=2),
        Bad('<IMG SRC="A.JPG" Alt=x>\n', '<img src="A.JPG" alt=x>\n', at='IMG SRC="A.JPG" Alt'),
        Bad("A <B>b</B>\n", "A <b>b</b>\n", path="a.md", count=2),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        if not is_markup(tag):
            return
        edits: list[Edit] = []
        start = 2 if tag.kind is Kind.END else 1
        if not tag.text.startswith(tag.name, start):
            edits.append(Edit(start, start + len(tag.name), tag.name))
        edits.extend(
            Edit(attribute.start, attribute.start + len(attribute.name), attribute.name)
            for attribute in tag.attributes
            if attribute.name != attribute.written_name and len(attribute.name) == len(attribute.written_name)
        )
        if edits:
            yield self.finding(
                "names of tags and attributes are in lower case", edits[0].start, edits[-1].end, Fix(edits)
            )
