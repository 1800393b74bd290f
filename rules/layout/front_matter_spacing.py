from __future__ import annotations

import re

from newslint.document.front_matter import Format
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter
    from newslint.linting.finding import Finding

_SPACED = late_pattern(r"[ \t]++$|^[ \t\r]*+\n|:(?:[ ]{2}|[ ]*+\t)|[ \t]:[ \t]", re.MULTILINE)
_BLANK_LINE = late_pattern(r"(?:^[ \t]*+\r?\n)++", re.MULTILINE)


class FrontMatterSpacing(FrontMatterRule):
    """White space in YAML front matter that does nothing.

    ## What it finds
    Blank lines between keys, spaces at the end of a line, and anything but one space after a key's colon.

    ## Why it matters
    yamllint and formatters complain about it, and it is noise in a change.

    ## Fix safety
    Safe: values do not change. What lies inside values of several lines stays.
    """

    code = "LAY013"
    name = "front-matter-spacing"
    stage = Stage.LAYOUT

    GOOD = (
        Good("---\nlist:\n  - |\n    a\n\ntitle: A\n---\n", note="a literal block in a list"),
        Good("---\ntext: |   \n  a\ntitle: A\n---\n", note="the header of a literal block"),
        Good("---\ntitle: A\ntags:\n  - b\n---\n"),
        Good("---\ntext: |\n  a  \n\n  b\n---\n", note="a value of several lines"),
        Good("---\ntitle: 'A  b'\n---\n", note="inside a value"),
        Good("---\n# a\ntitle: A  # b\n---\n", note="comments"),
        Good("<p>A</p>\n"),
    )
    BAD = (
        Bad("---\ntitle:   A \n\n\ndate: 2024-01-02\n---\n", "---\ntitle: A\ndate: 2024-01-02\n---\n", count=3),
        Bad("---\ntags: \n  - b\n---\n", "---\ntags:\n  - b\n---\n", at=" "),
        Bad("---\n\ntitle: A\n\n---\n", "---\ntitle: A\n---\n", count=2),
        Bad("---\ntitle:\tA\n---\n", "---\ntitle: A\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if front_matter.format is not Format.YAML or front_matter.repairs:
            return
        text = document.text
        if not _SPACED.search(text, front_matter.content_start, front_matter.content_end):
            return
        place = front_matter.content_start
        for entry in front_matter.entries:
            yield from self._blank_lines(text, place, entry.start)
            node = entry.node
            place = entry.end
            if any(inner.style in ("literal", "folded") for inner in node.walk()):
                place = -1  # Blank lines after it may belong to the value.
                continue
            if node.style == "flow" or node.start < entry.key_end:
                continue
            first_line_end = _line_end(text, entry.key_end, entry.end)
            value_start = min(node.start, first_line_end)
            colon = text.find(":", entry.key_end, first_line_end)
            if colon < 0 or "\n" in text[entry.key_end : colon]:
                continue
            if node.start < first_line_end and not text[colon + 1 : node.start].strip(" \t"):
                if text[entry.key_end : node.start] != ": " and node.start > colon + 1 and node.end > node.start:
                    fix = Fix(Edit(entry.key_end, node.start, ": "))
                    yield self.finding("one space belongs after the colon", entry.key_end, node.start, fix)
                last = node.end
            else:
                last = colon + 1 if value_start == first_line_end else -1
            if last < 0 or (
                "\n" in text[entry.start : last].rstrip("\n") and node.start < first_line_end and node.kind == "list"
            ):
                continue
            line_end = _line_end(text, last, len(text))
            rest = text[last:line_end]
            if rest and not rest.strip(" \t"):
                yield self.finding("white space at the end of the line", last, line_end, Fix(Edit(last, line_end)))
        yield from self._blank_lines(text, place, front_matter.content_end)

    def _blank_lines(self, text: str, start: int, end: int) -> Iterator[Finding]:
        if start < 0 or start >= end:
            return
        for match in _BLANK_LINE.finditer(text, start, end):
            if match.end() <= end:
                yield self.finding("blank line in front matter", match.start(), match.end(), Fix(Edit(*match.span())))


def _line_end(text: str, start: int, limit: int) -> int:
    end = text.find("\n", start, limit)
    if end < 0:
        return limit
    return end - (text[end - 1] == "\r" and end > start)
