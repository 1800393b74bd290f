from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Fix, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter, Node
    from newslint.linting.finding import Finding


class DuplicateKey(FrontMatterRule):
    """A key that the front matter gives twice.

    ## What it finds
    Two keys of the same name in one mapping, also below other keys.

    ## Why it matters
    Jekyll and PyYAML take the last one and say nothing, Hexo, Eleventy and Hugo refuse the file (YAML 1.2,
    3.2.1.3, wants keys to be unique).

    ## Fix safety
    Safe if both values are the same: the second one goes. If they differ it is an error that names both lines, and
    for an editor to settle.
    """

    code = "MET007"
    name = "duplicate-key"
    severity = Severity.ERROR
    stage = Stage.METADATA

    GOOD = (
        Good("---\ntitle: A\nsubtitle: A\n---\n"),
        Good("---\na:\n  name: B\nc:\n  name: B\n---\n", note="in two mappings"),
        Good("---\n<<: {a: b}\na: c\n---\n", note="a merge key gives what is missing"),
    )
    BAD = (
        Bad("---\ntitle: A\ndate: 2024-01-02\ntitle: A\n---\n", "---\ntitle: A\ndate: 2024-01-02\n---\n"),
        Bad("---\ntags: [a, b]\ntags:\n  - a\n  - b\n---\n", "---\ntags: [a, b]\n---\n", at="tags"),
        Bad("---\ntitle: A\ntitle: B\n---\n", at="title", note="which of them is meant?"),
        Bad("---\ntitle: A\ntitle: A\ntitle: B\n---\n", count=2),
        Bad("---\nauthor:\n  name: A\n  name: B\n---\n", at="name"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if len({entry.key for entry in front_matter.entries}) < len(front_matter.entries):
            yield from self._twice(front_matter, document, front_matter.entries, top=True)
        for entry in front_matter.entries:
            if entry.node.kind != "scalar":
                for node in entry.node.walk():
                    yield from self._twice(front_matter, document, node.entries, top=False)

    def _twice(
        self, front_matter: FrontMatter, document: Document, entries: Sequence[Entry], *, top: bool
    ) -> Iterator[Finding]:
        by_key: dict[str, list[Entry]] = {}
        for entry in entries:
            by_key.setdefault(entry.key, []).append(entry)
        for key, group in by_key.items():
            first = group[0]
            equal = top and all(_parts(entry.node) == _parts(first.node) for entry in group)
            for entry in group[1:]:
                lines = [document.source.position(one.key_start).line for one in (first, entry)]
                if equal:
                    text = _text(entry.node)
                    changes = [Change(Aspect.METADATA, one, key=key) for one in dict.fromkeys((text, entry.text))]
                    fix = Fix(front_matter.remove(entry), changes=changes)
                    message = f"{key} is given twice, with the same value (lines {lines[0]} and {lines[1]})"
                    yield self.finding(message, entry.key_start, entry.key_end, fix, Severity.WARNING)
                else:
                    message = f"{key} is given twice, with different values (lines {lines[0]} and {lines[1]}); keep one"
                    yield self.finding(message, entry.key_start, entry.key_end)


def _parts(node: Node) -> object:
    """Return what readers get of *node*: a plain ``no`` is not the text ``"no"``."""
    if node.kind == "scalar":
        return node.value
    return [_parts(item) for item in node.items], [(entry.key, _parts(entry.node)) for entry in node.entries]


def _text(node: Node) -> str:
    """Return the value as a change declares it: the items of a list joined by commas."""
    if node.kind == "list":
        return ", ".join(_text(item) for item in node.items)
    return ", ".join(f"{entry.key}: {_text(entry.node)}" for entry in node.entries) if node.entries else node.text
