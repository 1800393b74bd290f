from __future__ import annotations

from newslint.document.front_matter import Format, quote
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter, Node
    from newslint.linting.finding import Finding


class ListStyle(FrontMatterRule):
    """Lists in YAML that are not written one item to a line, indented by two.

    ## What it finds
    Lists in brackets, and items that are indented by more or less than two spaces.

    ## Why it matters
    A tag that is added or taken away is then a change of one line.

    ## Fix safety
    Safe: the list is the same. Lists of lists and of mappings, lists with comments inside, and empty lists stay as
    they are.
    """

    code = "LAY016"
    name = "list-style"
    stage = Stage.LAYOUT

    GOOD = (
        Good("---\ntags:\n  - a\n  - b\n---\n"),
        Good("---\ntags: []\n---\n", note="empty"),
        Good("---\ntags: [[a, b], {c: d}]\n---\n", note="more than strings"),
        Good("---\ntags: [\n  a, # one\n  b\n]\n---\n", note="a comment inside"),
        Good("---\nmeta:\n    tags: [a]\n---\n", note="not at the top"),
        Good("+++\ntags = ['a']\n+++\n", note="not YAML"),
    )
    BAD = (
        Bad(
            "---\ntags: [a, 'b: c']\ntitle: A\n---\n",
            '---\ntags:\n  - a\n  - "b: c"\ntitle: A\n---\n',
            at="[a, 'b: c']",
        ),
        Bad("---\ntags: [-, a]\n---\n", '---\ntags:\n  - "-"\n  - a\n---\n', note="a dash is text in brackets"),
        Bad("---\ntags:\n - a\n -   b\n---\n", "---\ntags:\n  - a\n  - b\n---\n"),
        Bad("---\ntags:\n- a\n---\n", "---\ntags:\n  - a\n---\n"),
        Bad("---\r\ntags: [a]\r\n---\r\n", "---\r\ntags:\r\n  - a\r\n---\r\n", note="lines end as those around them"),
        Bad("---\ntags: \n    - a\n---\n", "---\ntags: \n  - a\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if front_matter.format is not Format.YAML or front_matter.repairs:
            return
        for entry in front_matter.entries:
            node = entry.node
            if node.kind != "list" or not node.items or any(item.kind != "scalar" for item in node.items):
                continue
            if node.in_flow and node.style != "flow":
                continue
            if node.style == "flow":
                yield from self._flow(document, entry)
            elif node.style == "block":
                yield from self._block(document, node)

    def _flow(self, document: Document, entry: Entry) -> Iterator[Finding]:
        text, node = document.text, entry.node
        line_start = text.rfind("\n", 0, entry.key_start) + 1
        written = text[node.start : node.end]
        if (
            line_start != entry.key_start
            or ("#" in written and "\n" in written)
            or any(item.style == "alias" for item in node.items)
        ):
            return
        rest = text[node.end : text.find("\n", node.end)]
        if rest.strip() or text[entry.key_end : node.start].strip(" \t:") or written[0] != "[":
            return
        newline = "\r\n" if rest.endswith("\r") else "\n"
        lines = "".join(f"{newline}  - {_item(text, item)}" for item in node.items)
        colon = text.index(":", entry.key_end) + 1
        yield self.finding("a list in brackets", node.start, node.end, Fix(Edit(colon, node.end, lines)))

    def _block(self, document: Document, node: Node) -> Iterator[Finding]:
        text = document.text
        edits: list[Edit] = []
        for item in node.items:
            line_start = text.rfind("\n", 0, item.start) + 1
            lead = text[line_start : item.start]
            if lead.strip(" \t") != "-" or "\n" in text[item.start : item.end] or item.start == item.end:
                return
            if lead != "  - ":
                edits.append(Edit(line_start, item.start, "  - "))
        if edits:
            yield self.finding("list items are indented by two spaces", edits[0].start, edits[0].end, Fix(edits))


def _item(text: str, item: Node) -> str:
    # "-" and "?" are text in brackets, and begin a list or a key in a block.
    quoted = item.style in ("single", "double") or item.text in ("-", "?")
    return quote(item.text) if quoted else text[item.start : item.end]
