from __future__ import annotations

import re

from newslint.document.front_matter import Format
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

from ._dates import read_date
from ._targets import TARGETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter, Node

_TYPES = {
    "string": "text",
    "list": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "date": "a date",
    "url": "an address with http:// or https://",
}
_URL = late_pattern(r"https?://[^\s/?#]+\S*+", re.IGNORECASE)
_INTEGER = late_pattern(r"[-+]?\d++")
_NUMBER = late_pattern(r"[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d++)?")


class MetadataTypeOptions(Options):
    types: dict[str, str] = {}  # noqa: RUF012 (a default that is never changed)
    patterns: dict[str, str] = {}  # noqa: RUF012
    choices: dict[str, tuple[str, ...]] = {}  # noqa: RUF012

    @classmethod
    def problem(cls, name: str, value: dict[str, str]) -> str:
        if name == "types":
            for key, kind in value.items():
                if kind not in _TYPES:
                    return f'{key}: "{kind}" is none of {", ".join(_TYPES)}'
        if name == "patterns":
            for key, pattern in value.items():
                try:
                    re.compile(pattern)
                except re.error as error:
                    return f"{key}: not a regular expression: {error}"
        return ""


class MetadataType(FrontMatterRule):
    """A value of another kind than its key should have.

    ## What it finds
    Values that are not of the type, not of the form or not among the values that the settings give for their
    key. With a `target` also what its generator takes for true or false, or for a number: `draft`, `published`,
    `comments`, `weight`.

    ## Why it matters
    `draft: "false"` is a text, and a text counts as true. A category with a typing error gets a page of its own.

    ## Fix safety
    Unsafe: `true` and `false` in quotes, for a generator that wants them without. All else is only reported: what is
    meant, its author knows.

    ## Options
    In the settings file all of them can be written in the table `metadata`.

    - `types`: by key, one of `string`, `list`, `boolean`, `integer`, `number`, `date`, `url`.
    - `patterns`: by key, a regular expression that the whole value matches; of a list, each item.
    - `choices`: by key, the values that may be; of a list, those of its items.
    """

    code = "MET018"
    name = "metadata-type"
    severity = Severity.ERROR
    stage = Stage.METADATA
    Options = MetadataTypeOptions

    GOOD = (
        Good("---\ndraft: 'no'\nweight: heavy\n---\n", note="nobody said what they should be"),
        Good("---\ndraft: false\nweight: 3\n---\n", target="hugo"),
        Good("---\ndate: 2024-01-02\ntags: [a]\nid: 12\n---\n", options={"types": {"date": "date", "tags": "list"}}),
        Good("---\nslug: old-ferry\n---\n", options={"patterns": {"slug": "[a-z-]+"}}),
        Good("---\ncategories: [news]\ntype: news\n---\n", options={"choices": {"categories": ("news", "sport")}}),
        Good("---\ndraft:\n---\n", target="hugo", note="empty"),
        Good("---\nsource: '{{ site.url }}'\n---\n", options={"types": {"source": "url"}}, note="a template"),
    )
    BAD = (
        Bad('---\ndraft: "false"\n---\n', unsafe="---\ndraft: false\n---\n", target="hugo", at='"false"'),
        Bad("---\npublished: 2024-01-02\n---\n", target="jekyll", note="a date, to Jekyll it is yes"),
        Bad("---\nid: twelve\n---\n", options={"types": {"id": "integer"}}),
        Bad("---\ntags: a, b\n---\n", options={"types": {"tags": "list"}}, at="a, b"),
        Bad("---\ntitle: [a]\n---\n", options={"types": {"title": "string"}}),
        Bad("---\ndate: soon\nsource: a.example\n---\n", options={"types": {"date": "date", "source": "url"}}, count=2),
        Bad("---\nslug: Old Ferry\n---\n", options={"patterns": {"slug": "[a-z-]+"}}, at="Old Ferry"),
        Bad("---\ncategories: [news, nwes]\n---\n", options={"choices": {"categories": ("news", "sport")}}, at="nwes"),
    )

    def prepare(self) -> None:
        self._patterns = {key: re.compile(pattern) for key, pattern in self.options.patterns.items()}
        self._watched = {*self.options.types, *self._patterns, *self.options.choices}

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        target = TARGETS.get(document.target)
        types = {**target.types, **self.options.types} if target is not None else self.options.types
        if not types and not self._watched:
            return
        for entry in front_matter.entries:
            if _says_nothing(entry.node):
                continue
            kind = types.get(entry.key)
            if kind is not None and not _is(entry.node, kind, front_matter.format):
                yield self._of_another_type(entry, kind)
            elif entry.key in self._watched:
                yield from self._values(entry)

    def _of_another_type(self, entry: Entry, kind: str) -> Finding:
        node = entry.node
        word = node.text.strip().lower()
        fix = None
        if kind == "boolean" and word in ("true", "false") and node.style in ("single", "double"):
            change = Change(Aspect.METADATA, node.text, word, key=entry.key)
            fix = Fix(Edit(node.start, node.end, word), Safety.UNSAFE, [change])
        return self.finding(f"{entry.key} is not {_TYPES[kind]}", node.start, node.end, fix)

    def _values(self, entry: Entry) -> Iterator[Finding]:
        pattern = self._patterns.get(entry.key)
        allowed = self.options.choices.get(entry.key)
        for node in entry.node.items or (entry.node,):
            if node.kind != "scalar" or "{{" in node.text:
                continue
            if pattern is not None and not pattern.fullmatch(node.text):
                yield self.finding(f"{entry.key} does not match {pattern.pattern}", node.start, node.end)
            if allowed is not None and node.text not in allowed:
                from difflib import get_close_matches

                near = get_close_matches(node.text, allowed, 1)
                instead = f'did you mean "{near[0]}"?' if near else f"allowed are {', '.join(allowed)}"
                yield self.finding(f'"{node.text}" is no value for {entry.key}; {instead}', node.start, node.end)


def _says_nothing(node: Node) -> bool:
    return node.kind == "scalar" and (not node.text.strip() or "{{" in node.text or "{%" in node.text)


def _is(node: Node, kind: str, form: Format) -> bool:
    """Return whether *node* is of the type *kind*."""
    if kind == "list":
        return node.kind == "list"
    if node.kind != "scalar":
        return False
    text = node.text.strip()
    if kind == "string":
        return True
    if kind == "url":
        return _URL.fullmatch(text) is not None
    if kind == "date":
        found = read_date(text)
        return found is not None and not found.problem and not found.swapped
    if node.style != "plain":
        return False
    if kind == "boolean":
        yes_and_no = ("true", "false", "True", "False", "TRUE", "FALSE")
        return text in (yes_and_no if form is Format.YAML else ("true", "false"))
    return (_INTEGER if kind == "integer" else _NUMBER).fullmatch(text) is not None
