from __future__ import annotations

from newslint.linting.finding import Edit, Finding, Fix, Severity
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._css import why_css_runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Attribute, Markup


class CssExecution(ElementRule):
    """Style that runs code.

    ## What it finds
    `expression()`, `behavior`, `-moz-binding`, `-o-link` and addresses that run code, in `style` attributes and
    `<style>` elements, also behind escapes and comments, and `@import` in a `style` attribute.

    ## Why it matters
    Old browsers and the web views of some programs run it. No article needs it.

    ## Fix safety
    Safe in a `style` attribute: the declaration goes, the others stay as they are. In a `<style>` element it is only
    reported; the element itself is the matter of `style-element`.
    """

    code = "SEC006"
    name = "css-execution"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    in_guarded_regions = True

    GOOD = (
        Good('<p style="scroll-behavior: smooth; color: red">A</p>', note="another property"),
        Good('<p style="background: url(data:image/svg+xml,x) url(b.png)">A</p>', note="a picture"),
        Good("<p style=\"font-family: 'expression set'\">A</p>", note="a name"),
        Good('<style>@import "a.css"; p { color: red }</style>', note="it runs nothing"),
        Good('<p title="width: expression(x)">A</p>', note="no style"),
        Good('`<p style="width: expression(x)">`\n', path="a.md", note="code"),
    )
    BAD = (
        Bad('<p style="width: expression(x()); color: red">A</p>', '<p style="color: red">A</p>'),
        Bad('<p style="color: red; behavior: url(a.htc)">A</p>', '<p style="color: red">A</p>'),
        Bad("<p style='-moz-binding:url(a.xml#b)'>A</p>", "<p>A</p>", at="style='-moz-binding:url(a.xml#b)'"),
        Bad('<p style="background: url(java\\script:x)">A</p>', "<p>A</p>", note="an escape"),
        Bad('<p style="width: exp/**/ression(x)">A</p>', "<p>A</p>", note="a comment"),
        Bad('<p style="width: &#101;xpression(x)">A</p>', "<p>A</p>", note="a reference"),
        Bad('<p style="\\62 ehavior: url(a)">A</p>', "<p>A</p>", note="a number"),
        Bad('<p style="@import url(a.css)">A</p>', "<p>A</p>"),
        Bad(
            '<p style="display: none; a: expression(x)">A</p>', '<p style="display: none">A</p>', note="it stays hidden"
        ),
        Bad("<style>p { width: expression(x) }</style>", at="<style>"),
        Bad("<pre><b style='a:expression(x)'>a</b></pre>", "<pre><b>a</b></pre>", note="in code too"),
    )

    def applies(self, tag: Markup) -> bool:
        if tag.name == "style":
            return bool(why_css_runs(tag.raw_content, imports=False))
        return "style" in tag.by_name and any(
            a.name == "style" and a.value and why_css_runs(a.text, imports=True) for a in tag.attributes
        )

    def check(self, element: Element) -> Iterator[Finding]:
        tag, start = element.markup, element.start
        if element.name == "style":
            why = why_css_runs(tag.raw_content, imports=False)
            yield self.finding(f"a style sheet that runs code: {why}", start, element.tag_end)
            return
        for attribute in tag.attributes:
            if attribute.name == "style" and (why := why_css_runs(attribute.text, imports=True)):
                fix = Fix(_without_what_runs(tag, attribute).moved(start))
                message = f"style that runs code: {why}"
                yield self.finding(message, start + attribute.start, start + attribute.end, fix)


def _without_what_runs(tag: Markup, attribute: Attribute) -> Edit:
    kept = "; ".join(
        part.strip() for part in _declarations(attribute.text) if part.strip() and not why_css_runs(part, imports=True)
    )
    if not kept or why_css_runs(kept, imports=True):
        return attribute_removal(tag, attribute)
    quote = attribute.quote or '"'
    value = kept.replace("&", "&amp;")
    value = value.replace('"', "&quot;") if quote == '"' else value.replace("'", "&#39;")
    width = len(attribute.quote)
    return Edit(attribute.value_start - width, attribute.value_end + width, quote + value + quote)


def _declarations(style: str) -> Iterator[str]:
    """Yield the declarations; semicolons in quotes and brackets do not part them."""
    start = depth = 0
    quote = ""
    for place, character in enumerate(style):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "(":
            depth += 1
        elif character == ")":
            depth = max(depth - 1, 0)
        elif character == ";" and not depth:
            yield style[start:place]
            start = place + 1
    yield style[start:]
