"""What may be done to Markdown whose tags are code: MDX, and files with components in them.

There ``<img>`` without its slash is a syntax error, ``className`` is no ``classname``, ``style`` holds
no text, and ``<Image>`` is whatever the site says it is. Of the fixes only those are made after which
such markup still runs; rules on how a tag is written have nothing to say about it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from newslint.document.html import Kind
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from newslint.document.body import Body
    from newslint.document.edit import Edit
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding
    from newslint.linting.rule import Rule

# What a line of a module looks like (MDX 2: "ESM"), as nobody begins a paragraph; ``<A {...b}`` and
# the attributes of Vue and React by which a tag is none to CommonMark.
_MODULE = re.compile(
    r"^(?:import\s[^\n]{1,200}?\sfrom\s*+[\"'][^\n]|export\s++(?:const|let|function|default)\s++[\w{\[])"
    r"|<[A-Z][A-Za-z0-9.]*+\s++\{\.\.\."
    r"|<[A-Za-z][\w-]*+\s(?:[^<>\n]{0,200}?\s)?"
    r"(?:[@:#][a-z][\w.-]*+=|v-[a-z]++[ =>:]|style=\{|[A-Za-z]++=\{(?![{%#]))",
    re.MULTILINE,
)
_COMPONENT = re.compile(r"</?+[A-Z][A-Z0-9]*+[a-z]")
# Attributes that only JSX writes like this; HTML was never written with them.
_JSX_ATTRIBUTES = frozenset(("className", "htmlFor", "autoPlay", "playsInline", "dangerouslySetInnerHTML"))
# ``{{ x }}`` is a template's, but ``style={{ a: b }}`` is not.
_EXPRESSION = re.compile(r"style=\{|[^=]*+=\{(?![{%#])")
_ATTRIBUTE = re.compile(r"\s*+[a-z][a-z0-9_:.-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))?+\s*+")


def has_components(body: Body) -> bool:
    """Return whether tags of the Markdown *body* are code: by the file's ending, or by what it holds."""
    document = body.document
    if document is not None and document.path.lower().endswith(".mdx"):
        return True
    regions = body.regions
    text = body.text
    if any(not regions.covers(match.start()) for match in _MODULE.finditer(text, body.start, body.end)):
        return True
    return any(
        not regions.covers(body.offsets[2 * index + 1])
        for index, markup in enumerate(body.markups)
        if markup.kind is Kind.START and not markup.regular and _is_component(markup)
    )


def as_code(findings: list[Finding], body: Body, rules: Mapping[str, Rule]) -> list[Finding]:
    """Return *findings* without those that are none where tags are code, and without the fixes that would break it."""
    kept: list[Finding] = []
    for finding in findings:
        place = bisect_right(body.offsets, finding.start) - 1
        if place % 2 and _COMPONENT.match(body.text, body.offsets[place]):
            continue  # It is about an element of HTML that has the same name.
        if place % 2 and _ends_nothing(body, place // 2):
            continue  # Its start tag is one to the program, not to Markdown: <button onClick={() => a()}>.
        if finding.fix is not None and not all(_runs_after(body, edit) for edit in finding.fix.edits):
            if rules[finding.code].stage is Stage.LAYOUT:
                continue
            finding = finding.without_fix()
        kept.append(finding)
    return kept


def _is_component(markup: Markup) -> bool:
    if _COMPONENT.match(markup.text) and (markup.attributes or markup.text.endswith("/>")):
        return True
    return any(
        attribute.written_name in _JSX_ATTRIBUTES
        or attribute.written_name.startswith("{")
        or (not attribute.quote and _EXPRESSION.match(f"{attribute.name}={attribute.value}"))
        for attribute in markup.attributes
    )


def _ends_nothing(body: Body, index: int) -> bool:
    return body.markups[index].kind is Kind.END and body.partner[index] < 0


def _runs_after(body: Body, edit: Edit) -> bool:
    """Return whether the markup around *edit* is code as before."""
    offsets, new = body.offsets, edit.replacement
    first, last = bisect_right(offsets, edit.start) - 1, bisect_right(offsets, max(edit.end - 1, edit.start)) - 1
    inside = first % 2 == 1 and (edit.start > offsets[first] or edit.end < offsets[first + 1])
    if inside and first == last and body.markups[first // 2].kind is Kind.START:
        start = offsets[first]
        for attribute in body.markups[first // 2].attributes:
            if attribute.quote and start + attribute.value_start <= edit.start and edit.end < start + attribute.end:
                return attribute.name != "style" and not any(quote in new for quote in "\"'{}")
        # An attribute that goes as a whole.
        return not new.strip() and _ATTRIBUTE.fullmatch(body.text, edit.start, edit.end) is not None
    if "<" in new or "{" in new:
        return False
    # What goes may hold tags, but no component.
    return not any(_COMPONENT.match(body.markups[piece // 2].text) for piece in range(first | 1, last + 1, 2))
