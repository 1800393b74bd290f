from __future__ import annotations

from newslint.document.body import Syntax, is_block
from newslint.linting.finding import Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._declarations import declarations, is_common_ink, is_noise
from ._inherited import takes_back
from ._unwrapping import apart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_RENAMED = {"strike": "s", "tt": "code"}


class PresentationalTag(ElementRule):
    """Elements that say how text looks and not what it is.

    ## What it finds
    `<font>`, `<center>`, `<big>`, `<tt>` and `<strike>`, which are no longer part of HTML.

    ## Why it matters
    Browsers still draw them, feeds and readers for the ear do not.

    ## Fix safety
    Safe where the look is kept or means nothing: `<strike>` becomes `<s>`, `<tt>` becomes `<code>`,
    `<center>` a block with `text-align: center`, a coloured `<font>` a `<span>` with that colour, and a
    `<font>` with nothing but a face, a dark grey colour or a common size goes. A producer's table can name
    a `<font>` that stands for an element. `<big>` goes only with an unsafe fix; a `<font>` of a large size
    is only reported, because it may be a heading, and so is a
    `<center>` round a table, a rule or a box with a width, which `text-align` does not set in the middle.
    """

    code = "STY004"
    name = "presentational-tag"
    stage = Stage.STYLE
    tags = frozenset(("font", "center", "big", "tt", "strike"))
    uses_knowledge = True
    reads = ("extension-residue",)

    GOOD = (
        Good("<p><s>A</s> <code>b</code> <b>c</b> <i>d</i> <u>e</u> <small>f</small></p>"),
        Good("<pre><font color=red>a</font></pre>", note="code"),
        Good('<font class="immersive-translate-target-wrapper">A</font>', note="an extension's: another rule's"),
    )
    BAD = (
        Bad("<strike>A</strike> <tt>b</tt>", "<s>A</s> <code>b</code>", count=2),
        Bad("<center>A</center>", '<p style="text-align: center">A</p>'),
        Bad("<center><p>A</p></center>", '<div style="text-align: center"><p>A</p></div>'),
        Bad('<font face="Arial" size="3">A</font>', "A"),
        Bad('<font color="#000000">A</font>', "A"),
        Bad('<font color="red">A</font>', '<span style="color: red">A</span>', note="a table may be coded by colour"),
        Bad('<font color="#FFFFFF">A</font>', '<span style="color: #ffffff">A</span>', note="light, for a dark ground"),
        Bad("<center><table><tr><td>1</td></tr></table></center>", note="only the words in it would be set so"),
        Bad('<center><div style="width: 300px">A</div></center>', note="the same"),
        Bad("<h2><center>A</center></h2>", note="a heading cannot hold a block"),
        Bad('<font size="6">A</font>', note="it may be a heading"),
        Bad('<font style="vertical-align: inherit;">A</font>', "A", note="left by a browser's translation"),
        Bad(
            '<font dir="auto" style="vertical-align: inherit;"><font style="vertical-align: inherit;">A</font></font>',
            "A",
            count=2,
            note="the same, in its newer form",
        ),
        Bad("<big>A</big>", unsafe="A"),
        Bad("<p><font>A</p>", note="not closed"),
        Bad("<font><p>A</p></font>", "<p>A</p>"),
        Bad(
            '<p style="color: red; font-size: 8pt"><font color="black">A</font> <font size="3">b</font></p>',
            '<p style="color: red; font-size: 8pt"><span style="color: black">A</span> <font size="3">b</font></p>',
            count=2,
            note="other than what is around it",
        ),
        Bad('<font class="a">A</font>', note="the class may mean something"),
        Bad("A <font>*b</font>*", path="a.md", note="Markdown would begin emphasis"),
    )

    def prepare(self) -> None:
        # What else is written in the class of a <font> is an extension's, and other rules say so.
        self._others = tuple(self.knowledge.of("extension-residue").index("class-prefix")) or ("\0",)
        self._known = {
            (entry["attribute"], entry["value"]): entry["element"] for entry in self.knowledge if "attribute" in entry
        }

    def applies(self, tag: Markup) -> bool:
        return not any(name.startswith(self._others) for name in tag.classes)

    def check(self, element: Element) -> Iterator[Finding]:
        fix = None
        if element.partner >= 0:
            replacement = self._replacement(element)
            if replacement is not None:
                opening, closing, safety = replacement
                edits = [Edit(element.start, element.tag_end, opening), Edit(element.content_end, element.end, closing)]
                if opening or apart(element):
                    fix = Fix(edits, safety)
        yield self.finding(f"<{element.name}> says how the text looks", element.start, element.tag_end, fix)

    def _replacement(self, element: Element) -> tuple[str, str, Safety] | None:
        """Return the tags to put in place of the element's own, and how safe that is; None for none."""
        tag = element.markup
        if element.name in _RENAMED:
            if tag.attributes:
                return None
            new = _RENAMED[element.name]
            return f"<{new}>", f"</{new}>", Safety.SAFE
        if element.name == "big":
            return None if tag.attributes else ("", "", Safety.UNSAFE)
        if element.name == "center":
            if tag.attributes or (element.body.syntax is Syntax.MARKDOWN and element.body.read_as_markdown):
                return None
            holds_blocks = element.holds_one(is_block)
            inside_paragraph = element.inside_one(_holds_phrasing)
            if inside_paragraph or (holds_blocks and element.holds_one(_has_width)):
                return None
            new = "div" if holds_blocks else "p"
            return f'<{new} style="text-align: center">', f"</{new}>", Safety.SAFE
        return self._font(element)

    def _font(self, element: Element) -> tuple[str, str, Safety] | None:
        colour = ""
        for attribute in element.markup.attributes:
            value = " ".join(attribute.text.split()).lower()
            known = self._known.get((attribute.name, attribute.text.strip()))
            if known is not None and len(element.markup.attributes) == 1:
                return f"<{known}>", f"</{known}>", Safety.SAFE
            if attribute.name == "face" or (
                attribute.name == "dir" and value == "auto" and _translated(element.markup)
            ):
                continue
            if attribute.name == "size" and value in ("", "2", "3", "+0", "-0", "-1"):
                if takes_back(element, "font-size", "medium"):
                    return None
                continue
            if attribute.name == "color":
                colour = "" if is_common_ink(value) and not takes_back(element, "color", value) else value
                if not all(character.isalnum() or character in "#(),. %" for character in colour):
                    return None
                continue
            if attribute.name == "style" and all(
                is_noise("span", *pair) and not takes_back(element, *pair) for pair in declarations(attribute.text)
            ):
                continue
            return None
        if colour:
            if element.holds_one(is_block):
                return None
            return f'<span style="color: {colour}">', "</span>", Safety.SAFE
        return "", "", Safety.SAFE


def _translated(tag: Markup) -> bool:
    """Return whether a browser's translation has made this ``<font>``."""
    return "".join((tag.get("style") or "").split()).rstrip(";").lower() == "vertical-align:inherit"


def _has_width(tag: Markup) -> bool:
    """Return whether a block is narrower than what it stands in, so that ``<center>`` moves it."""
    if tag.name in ("table", "hr"):
        return True
    return is_block(tag) and ("width" in tag.by_name or "width" in (tag.get("style") or "").lower())


def _holds_phrasing(tag: Markup) -> bool:
    return tag.name in ("p", "a", "span", "font", "h1", "h2", "h3", "h4", "h5", "h6")
