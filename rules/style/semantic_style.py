from __future__ import annotations

from newslint.document.body import is_block
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._declarations import EMPHASIS, declarations, is_noise
from ._inherited import takes_back

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.linting.finding import Finding

# Google Docs writes this on all that is copied from it.
_KEPT_SPACES = frozenset((("white-space", "pre"), ("white-space", "pre-wrap")))
_RUN = late_pattern(r"[ \xa0]{2}|[\t\n\r\f]")
_LONGEST = 4_000
_NOT_BOLD = frozenset(("normal", "400"))


class SemanticStyle(ElementRule):
    """Style that stands for an element, or against it.

    ## What it finds
    A `<span>` whose style makes its text bold, italic, underlined, struck out, or set high or low;
    and a `<b>` or `<i>` whose style says that it is not (Google Docs wraps whole articles in one).

    ## Why it matters
    Style is what readers for the ear, feeds and later clean-ups drop first; the emphasis goes with it.

    ## Fix safety
    Safe: `<strong>`, `<em>`, `<u>`, `<s>`, `<sup>` and `<sub>` say the same. A `<span>` with other
    attributes, other declarations of meaning, or blocks inside is only reported.
    """

    code = "STY003"
    name = "semantic-style"
    stage = Stage.STYLE
    tags = frozenset(("span", "b", "i"))
    attributes = ("style",)

    GOOD = (
        Good('<span style="color:red">A</span>'),
        Good('<b style="font-weight:bold">A</b>'),
        Good('<span style="font-weight:normal">A</span>', note="it may undo the emphasis around it"),
        Good('<span style="font-weight:bold"> </span>', note="nothing to emphasise"),
        Good('<td style="vertical-align:super">1</td>'),
        Good('<pre><span style="font-weight:bold">a</span></pre>', note="code"),
    )
    BAD = (
        Bad('<p><span style="font-weight:700">x</span></p>', "<p><strong>x</strong></p>"),
        Bad('<span style="font-style: italic; font-weight: bold">x</span>', "<em><strong>x</strong></em>"),
        Bad('<span style="text-decoration:line-through;margin:0">x</span>', "<s>x</s>", note="noise is no obstacle"),
        Bad(
            '<span style="font-weight:700;white-space:pre-wrap">a b </span>',
            "<strong>a b </strong>",
            note="Google Docs",
        ),
        Bad('<span style="font-weight:700;white-space:pre-wrap">a  b</span>', note="two spaces that show"),
        Bad('<b style="font-weight:normal"><p>A</p></b>', "<p>A</p>", note="not bold at all"),
        Bad('<span class="a" style="font-weight:bold">x</span>', note="the class may mean something"),
        Bad('<span style="font-weight:bold;color:red">x</span>', note="the colour would be lost"),
        Bad('<span style="font-weight:bold"><p>x</p></span>', note="a block inside"),
        Bad(
            '<p style="font-size:8pt"><span style="font-weight:bold;font-size:11pt">x</span></p>',
            note="the size would be lost",
        ),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        if element.partner < 0:
            return
        found = declarations(element.get("style") or "")
        found = [(name, value.removesuffix("!important").strip()) for name, value in found]
        message: str
        if element.name == "span":
            names = list(dict.fromkeys(EMPHASIS[pair] for pair in found if pair in EMPHASIS))
            if not names or not element.has_text:
                return
            message = f"style instead of <{'> and <'.join(names)}>"
        else:
            property_name = "font-weight" if element.name == "b" else "font-style"
            if not any(name == property_name and value in _NOT_BOLD for name, value in found):
                return
            names = []
            message = f"a <{element.name}> whose style takes its meaning back"
        fix = None
        rest = [
            pair
            for pair in found
            if pair not in EMPHASIS
            and (not is_noise("span", *pair) or takes_back(element, *pair))
            and pair[1] not in _NOT_BOLD
            and not (pair in _KEPT_SPACES and not _holds_runs_of_spaces(element))
        ]
        other = {attribute.name for attribute in element.markup.attributes} - {"style"}
        if element.name != "span":
            # The id is the document's in Google Docs: "docs-internal-guid-…".
            other = {name for name in other if not (name == "id" and (element.get("id") or "").startswith("docs-"))}
        if not rest and not other and not (names and element.holds_one(is_block)):
            opening = "".join(f"<{name}>" for name in names)
            closing = "".join(f"</{name}>" for name in reversed(names))
            fix = Fix([Edit(element.start, element.tag_end, opening), Edit(element.content_end, element.end, closing)])
        yield self.finding(message, element.start, element.tag_end, fix)


def _holds_runs_of_spaces(element: Element) -> bool:
    """Return whether white space inside would look otherwise if it were written as one space."""
    if element.content_end - element.tag_end > _LONGEST:
        return True
    return _RUN.search(element.text) is not None
