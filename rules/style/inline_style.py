from __future__ import annotations

from newslint.linting.finding import Edit, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good, Options
from newslint.linting.stage import Stage

from ._declarations import declarations, hides, is_noise, placing, written_declarations
from ._inherited import takes_back

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


_GROUNDS = ("background", "background-color")


class InlineStyleOptions(Options):
    keep: tuple[str, ...] = ()


class InlineStyle(ElementRule):
    """Declarations in a `style` attribute that say nothing about the text.

    ## What it finds
    Margins, paddings, fonts, line heights, grey text colours, common text sizes, vendor and Word
    properties: the look of the page or the editor that the article came from.

    ## Why it matters
    They override the style of the site that shows the article, paragraph by paragraph.

    ## Fix safety
    Safe. Only declarations on a list of noise go, and only if bleach's CSS sanitizer, asked to
    keep the others, keeps exactly them. What bears meaning stays: `text-align`, `direction`,
    `white-space`, `writing-mode`, `list-style-type`, alignment in tables, sizes of media, emphasis, colours that are
    not grey, light text and dark grounds, sizes that stand out, margins that set a table or a box in the middle or keep
    the text from a picture beside it, fonts of one width (they mark code), the indent of a paragraph at one side, the
    levels of Word's lists, and that a frame has no border. A common size, colour or alignment stays where an element
    around it has another one. An element that a declaration could hide keeps its whole style.

    ## Options
    - `keep`: names of properties that are never removed (default: none).
    """

    code = "STY002"
    name = "inline-style"
    stage = Stage.STYLE
    attributes = ("style",)
    Options = InlineStyleOptions

    GOOD = (
        Good('<p style="text-align: center">A</p>'),
        Good('<p style="direction: rtl; writing-mode: vertical-rl">A</p>'),
        Good('<p style="white-space: pre-wrap">a  b</p>', note="the spaces show"),
        Good('<td style="vertical-align: top; text-align: right">1</td>', note="a table's alignment"),
        Good('<img style="width: 320px; height: 200px" src="a">', note="the size of a picture"),
        Good('<img style="max-width: 400px" src="a">', note="its size, too"),
        Good('<button style="display: block; margin: 0 auto">A</button>', note="in the middle"),
        Good('<ol style="list-style-type: lower-roman"><li>A</li></ol>'),
        Good('<p style="display: none; margin: 0">A</p>', note="nothing may come to light"),
        Good('<div style="position:absolute;left:-9999px;color:#000">A</div>', note="off the page"),
        Good('<p><b style="position: relative; top: -2px">A</b></p>', note="moved a little"),
        Good(
            '<div style="position: relative"><img src="a"><b style="position: absolute; top: 0">A</b></div>',
            note="what is in it has its place by it",
        ),
        Good('<span style="color: transparent; margin: 0">A</span>', note="nobody sees it"),
        Good('<span style="color: red">A</span>', note="a highlight"),
        Good('<span style="font-weight: bold">A</span>', note="emphasis: another rule's"),
        Good('<p style="font-size: 32px">A</p>', note="it may be a heading"),
        Good('<p style="{{ style }}">A</p>', note="a template"),
        Good('<p style="margin:0">A</p>', options={"keep": ("margin",)}),
        Good('<span style="font-weight:normal">A</span>', note="it may undo the emphasis around it"),
        Good("<pre><span style='margin:0'>a</span></pre>", note="code"),
        Good('<div style="background: #000; color: #fff">A</div>', note="light on dark"),
        Good('<p style="background-color: rgb(0, 0, 0); color: yellow">A</p>', note="yellow on white is not legible"),
        Good('<span style="background-color: yellow; color: black">A</span>', note="in a dark theme text is white"),
        Good('<span style="color: #ffffff">A</span>', note="it may be the end of a film"),
        Good('<table style="margin-left: auto; margin-right: auto"><tr><td>1</td></tr></table>', note="in the middle"),
        Good('<img style="display: block; margin: 0 auto" src="a">', note="in the middle"),
        Good('<div style="width: 500px; margin: 0 auto">A</div>', note="in the middle"),
        Good('<p style="padding-left: 30px">A</p><p style="margin: 0 0 0 2em">B</p>', note="set in by its author"),
        Good('<p class="MsoListParagraph" style="margin-left: 72pt; text-indent: -18pt">o A</p>', note="second level"),
        Good('<p style="margin-left: 72pt; mso-list: l0 level2 lfo1">o A</p>', note="second level"),
        Good(
            '<div style="font-size: 8pt"><span style="font-size: 11pt">A</span></div>',
            note="it is larger than what is around it",
        ),
        Good('<p style="color: red">A <span style="color: #333">b</span></p>', note="it is not red"),
        Good('<em>A <span style="font-style: normal">b</span></em>', note="it is not slanted"),
        Good('<td bgcolor="#ff0000"><p style="background: #fff">A</p></td>', note="it is not on red"),
        Good('<img style="float: left; margin: 0 1em 1em 0" src="a">', note="the text would touch it"),
        Good('<span style="font-family: Consolas, monospace">a = 1</span>', note="it is code"),
        Good(
            '<th style="background-image: url(a.png); background-position: 100% 0; background-repeat: no">A</th>',
            note="where its picture stands",
        ),
        Good('<div style="overflow: auto"><pre>a</pre></div>', note="long lines can be moved in it"),
        Good('<iframe style="border: none" src="https://a.example/"></iframe>', note="browsers draw one"),
    )
    BAD = (
        Bad('<p style="margin:0;color:#333">A</p>', "<p>A</p>", at='style="margin:0;color:#333"'),
        Bad('<p style="margin: 0; text-align: center;">A</p>', '<p style="text-align: center">A</p>'),
        Bad("<p style='font-family: \"A; B\", serif'>A</p>", "<p>A</p>", note="a semicolon in quotes"),
        Bad('<p class="a" style="mso-bidi-font-size: 12.0pt" id="b">A</p>', '<p class="a" id="b">A</p>'),
        Bad('<p style="">A</p>', "<p>A</p>"),
        Bad('<div style="position: relative"><p>A</p></div>', "<div><p>A</p></div>"),
        Bad('<img style="max-width: 100%" src="a">', '<img src="a">'),
        Bad('<p style="margin: 0 16px; padding: 0 1em">A</p>', "<p>A</p>", note="at both sides: the page's"),
        Bad('<p style="margin: 0 auto">A</p>', "<p>A</p>", note="as wide as the page"),
        Bad('<p style="background-color: white; color: blue">A</p>', '<p style="color: blue">A</p>'),
        Bad('<p style="background: rgba(0, 0, 0, 0)">A</p>', "<p>A</p>", note="no ground at all"),
        Bad(
            '<p style="tab-stops: 9.0pt; text-align: right">A</p>', '<p style="text-align: right">A</p>', note="Word's"
        ),
        Bad('a <b\n  style="margin:0">c</b>\n', "a <b>c</b>\n", path="a.md", note="no line may begin with >"),
        Bad(
            '<p style="font-size: 32px"><b style="font-size: 14px"><i style="font-size: 14px">A</i></b></p>',
            '<p style="font-size: 32px"><b style="font-size: 14px"><i>A</i></b></p>',
            note="as large as what is around it",
        ),
        Bad(
            '<p style="color: red"><a href="b" style="color: #333; font-size: 1em">A</a></p>',
            '<p style="color: red"><a href="b" style="color: #333">A</a></p>',
        ),
        Bad("<p style>A</p>", "<p>A</p>", note="without a value"),
        Bad('<span style="font-size: 14px; color: rgb(51, 51, 51)">A</span>', "<span>A</span>"),
        Bad('<p style="background: url(javascript:x)">A</p>', count=0, note="what runs is another rule's"),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        tag, offset = element.markup, element.start
        attribute = tag.by_name["style"]
        style = attribute.text
        found = declarations(style)
        if hides(found):
            return
        kept_names = placing(tag.name, tag.classes, found).union(self.options.keep)
        if any(name in _GROUNDS and not is_noise(tag.name, name, value) for name, value in found):
            kept_names |= {"color"}  # Black on yellow: the two belong together.
        if any(name == "position" for name, _ in found) and element.holds_one(_is_lifted):
            kept_names |= {"position"}  # Without it, what is in its corner would stand in the corner of the page.
        keep = [
            place
            for place, (name, value) in enumerate(found)
            if name in kept_names or not is_noise(tag.name, name, value) or takes_back(element, name, value)
        ]
        if found and len(keep) == len(found):
            return
        written = written_declarations(style)
        kept = "; ".join(written[place] for place in keep)
        if keep and not _sanitizer_agrees(style, [found[place][0] for place in keep]):
            return
        if keep:
            quote = attribute.quote or '"'
            value = _escaped(kept, quote)
            start, end = attribute.value_start - len(attribute.quote), attribute.value_end + len(attribute.quote)
            edit = Edit(offset + start, offset + end, quote + value + quote)
        else:
            edit = attribute_removal(tag, attribute).moved(offset)
        gone = ", ".join(dict.fromkeys(name or value for place, (name, value) in enumerate(found) if place not in keep))
        yield self.finding(
            f"style without meaning: {gone}" if gone else "empty style",
            offset + attribute.start,
            offset + attribute.end,
            Fix(edit),
        )


def _is_lifted(tag: Markup) -> bool:
    return "absolute" in (tag.get("style") or "")


def _escaped(value: str, quote: str) -> str:
    value = value.replace("&", "&amp;")
    return value.replace('"', "&quot;") if quote == '"' else value.replace("'", "&#39;")


def _sanitizer_agrees(style: str, keep: list[str]) -> bool:
    """Return whether bleach's CSS sanitizer, allowed these properties, keeps as many declarations as newslint does."""
    if any(not name or not name.isascii() for name in keep):
        return False
    from bleach.css_sanitizer import CSSSanitizer

    sanitized = CSSSanitizer(allowed_css_properties=keep, allowed_svg_properties=[]).sanitize_css(style)
    return [name for name, _ in declarations(sanitized)] == keep
