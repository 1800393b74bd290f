"""A second reader for the guard's comparison: html5lib, which builds the tree that browsers build."""

from __future__ import annotations

from typing import Any

import html5lib

from newslint.document.source import Source
from newslint.fixing import fixer, guard
from newslint.fixing.collector import Collector, Reading
from newslint.fixing.facts import template_tokens
from newslint.fixing.metadata import Metadata
from newslint.fixing.rendering import render
from newslint.fixing.verdict import Loss
from newslint.fixing.visible import Visible
from newslint.linting.checker import Checker
from newslint.linting.finding import Safety

PREFIXES = {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:"}


def read(html: str) -> Reading:
    """Return what html5lib finds in *html*, in the form in which the guard has it from lxml."""
    collector = Collector()
    walker: Any = html5lib.getTreeWalker("etree")
    # A NUL is shown as U+FFFD, or not at all: Markdown decides for the first.
    tree = html5lib.parse("<html><body>" + html.replace("\0", "\ufffd"))
    for token in walker(tree):
        kind = token["type"]
        if kind in ("StartTag", "EmptyTag"):
            attributes = {PREFIXES.get(space, "") + name: value for (space, name), value in token["data"].items()}
            collector.start(token["name"].lower(), attributes)
        if kind in ("EndTag", "EmptyTag"):
            collector.end(token["name"].lower())
        elif kind in ("Characters", "SpaceCharacters"):
            collector.data(token["data"])
        elif kind == "Comment":
            collector.comment(token["data"])
    found = collector.found
    found.stream = "".join(collector.parts).encode(errors="surrogateescape")
    return found


class Body:
    def __init__(self, html: str) -> None:
        self.reading = read(html)
        self.visible = Visible(self.reading.stream, self.reading.hrefs)


class Facts(guard.Facts):
    """The facts of a body as html5lib has them."""

    def __init__(self, written: str, html: str, renderable: bool = False) -> None:
        super().__init__(Metadata(), written, as_markdown=False, renderable=False)
        self.read_body = Body(html)
        self.renderable = renderable

    @property
    def body(self) -> Any:
        return self.read_body

    @property
    def as_rendered(self) -> Facts:
        return Facts(self.written, render(self.written)) if self.renderable else self

    @property
    def templates(self) -> list[str]:
        return template_tokens(self.written)


def losses(text: str, path: str, checker: Checker) -> list[Loss]:
    """Fix *text*, and return what html5lib no longer finds of it, beyond what the rules declared."""
    source = Source(text, path)
    done = fixer.fix(source, checker)
    assert not done.problems, [problem.message for problem in done.problems]
    assert not [finding for finding in done.findings if finding.code == "ENG003"], done.findings

    def safe(finding: Any) -> bool:
        return finding.fix is not None and finding.fix.safety is Safety.SAFE

    run = fixer._passes(source, checker, "none", safe)
    if run.document.text == text:
        return []
    as_markdown = run.first.body.read_as_markdown

    def facts(document: Any, *, rendered: bool) -> Facts:
        written = document.text[document.body.start :]
        return Facts(written, render(written) if rendered else written, as_markdown and not rendered)

    html_only = run.first.body.syntax.value == "html"
    before = facts(run.first, rendered=as_markdown and not html_only)
    after = facts(run.document, rendered=as_markdown)
    return guard.compare(before, after, run.changes)
