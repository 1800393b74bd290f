"""Spans of a text that are to be left alone, and the template syntax that makes some of them."""

from __future__ import annotations

import re
from bisect import bisect_right

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Liquid, Nunjucks, Jinja: {{ … }} {% … %} {# … #}; Hugo: {{< … >}} {{% … %}}; ERB and EJS: <% … %>.
# A tag that does not end on its own line, and before the next one begins, is text.
_TEMPLATE = late_pattern(
    r"\{%-?[ \t]*+raw[ \t]*+-?%\}(?:[^{]++|\{(?!%-?[ \t]*+endraw))*+(?:\{%-?[ \t]*+endraw[ \t]*+-?%\})?+"
    r"|\{\{[^\n{}]*+(?:\}(?!\})[^\n{}]*+|\{(?!\{)[^\n{}]*+)*+\}\}+"
    r"|\{%[^\n%{]*+(?:(?:%(?!\})|\{(?!%))[^\n%{]*+)*+%\}"
    r"|<%[^\n%<]*+(?:(?:%(?!>)|<(?!%))[^\n%<]*+)*+%>"
    r"|&#(?:123|125|37|x7[bBdD]|x25);"
)
# What a site generator shows as it stands, or not at all: blocks of Liquid and Nunjucks (which has ``verbatim`` for
# ``raw`` too), Hexo's listings, diagrams of its plug-ins and of Hugo's themes.
_LISTING = late_pattern(
    r"\{(?:%-?[ \t]*+(raw|verbatim|highlight|codeblock|code|comment|mermaid)(?=[ \t%-])"
    r"[^%{\n]*+(?:(?:%(?!\})|\{(?!%))[^%{\n]*+)*+%\}"
    r"|\{[<%][ \t]*+(highlight|code|mermaid)\b[^\n{}]*+\}\})"
)
# WordPress's listings, which its plug-ins replace: what stands between the two halves.
_SHORTCODE = late_pattern(r"\[(code|sourcecode)(?:[ \t][^\[\]\n]*+)?+\]")
_LITERALS = ("{{", "{%", "<%", "&#123;", "&#125;", "&#37;", "&#x7", "&#x25;")


def template_regions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of template syntax, and of the character references that keep braces from being it.

    ``&#123;`` and the like stand in an article because its generator would take a
    brace for template syntax (Hexo's and Jekyll's do).
    """
    if "code]" in text:
        yield from _shortcodes(text, start, end)
    if ("{" not in text and "&#" not in text and "<%" not in text) or not any(literal in text for literal in _LITERALS):
        return
    for match in _TEMPLATE.finditer(text, start, end):
        yield match.span()
    for _, first, last in listings(text, start, end):
        yield first, last


def listings(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the name and the span of each block that a site generator does not read as part of the page.

    A block without its end is none: the name may be that of a tag of the site's own.
    """
    done = start
    unclosed: set[str] = set()
    for match in _LISTING.finditer(text, start, end):
        if match.start() < done:
            continue
        name = match[1] or match[2]
        if match[1]:
            pattern = rf"\{{%-?[ \t]*+end{name}[ \t]*+-?%\}}"
        else:
            pattern = rf"\{{\{{[<%][ \t]*+/[ \t]*+{name}[ \t]*+[>%]\}}\}}"
        if pattern in unclosed:
            continue
        closing = re.compile(pattern).search(text, match.end(), end)
        if closing is None:
            unclosed.add(pattern)
            continue
        done = closing.end()
        yield name, match.start(), done


def _shortcodes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of what stands between ``[code]`` and ``[/code]``, or ``[sourcecode]`` and its end."""
    done = start
    unclosed: set[str] = set()
    for match in _SHORTCODE.finditer(text, start, end):
        name = match[1]
        if match.start() < done or name in unclosed:
            continue
        closing = text.find(f"[/{name}]", match.end(), end)
        if closing < 0:
            unclosed.add(name)
            continue
        done = closing
        yield match.end(), closing


class Regions:
    """Spans, merged and sorted. Offsets are code points; an end is exclusive."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(zip(self._starts, self._ends, strict=True))

    def covers(self, offset: int) -> bool:
        """Return whether the code point at *offset* lies in a region."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._ends[place]

    def cuts(self, start: int, end: int) -> bool:
        """Return whether the span touches a region without holding all of it.

        An insertion (``start == end``) cuts a region if it lies strictly inside.
        """
        if not self._starts:
            return False
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and start < self._ends[place]:
            if start > self._starts[place]:
                return True
            if start < end < self._ends[place]:
                return True
        if end > start:
            place = bisect_right(self._starts, end - 1) - 1
            return place >= 0 and self._starts[place] < end < self._ends[place]
        return False
