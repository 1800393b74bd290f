from __future__ import annotations

from newslint.document.front_matter import Format, quote
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter, Node
    from newslint.linting.finding import Finding


class ScalarStyle(FrontMatterRule):
    """Quotes in YAML that are not needed, or not the usual ones.

    ## What it finds
    Strings in quotes that every reader would read the same without, and strings in single quotes where
    double ones would do.

    ## Why it matters
    The same value should always be written in the same way; Prettier writes it so too.

    ## Fix safety
    Safe: every YAML reader, of version 1.1 and 1.2, reads the same string. Strings of several lines stay as they are.
    """

    code = "LAY015"
    name = "scalar-style"
    stage = Stage.LAYOUT

    GOOD = (
        Good("---\ntitle: A b\n---\n"),
        Good('---\ntitle: "A: b"\nno: "no"\nnumber: "12"\nday: "2024-01-02"\n---\n', note="they need their quotes"),
        Good("---\ntitle: 'say \"a\": b'\n---\n", note="double quotes inside"),
        Good("---\ntitle: no\n---\n", note="not a string"),
        Good("---\ntitle: 'a\n  b'\n---\n", note="several lines"),
        Good("+++\ntitle = 'A'\n+++\n", note="not YAML"),
    )
    BAD = (
        Bad("---\ntitle: 'A b'\n---\n", "---\ntitle: A b\n---\n", at="'A b'"),
        Bad("---\ntitle: 'A: b'\n---\n", '---\ntitle: "A: b"\n---\n'),
        Bad("---\ntags:\n  - 'a'\n  - \"b\"\n---\n", "---\ntags:\n  - a\n  - b\n---\n", count=2),
        Bad("---\ntitle: 'it''s'\n---\n", "---\ntitle: it's\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if front_matter.format is not Format.YAML or front_matter.repairs:
            return
        content = document.text[front_matter.content_start : front_matter.content_end]
        if "'" not in content and '"' not in content:
            return
        for entry in front_matter.entries:
            yield from self._check_node(document, entry.node)

    def _check_node(self, document: Document, node: Node) -> Iterator[Finding]:
        if node.kind != "scalar":
            for inner in node.items:
                yield from self._check_node(document, inner)
            for entry in node.entries:
                yield from self._check_node(document, entry.node)
            return
        if node.style not in ("single", "double") or node.start == node.end:
            return
        written = document.text[node.start : node.end]
        if "\n" in written or written[0] not in "'\"":
            return
        wanted = quote(node.text, in_flow=node.in_flow)
        if wanted != written:
            message = "quotes that are not needed" if wanted[0] not in "'\"" else "not the usual quotes"
            yield self.finding(message, node.start, node.end, Fix(Edit(node.start, node.end, wanted)))
