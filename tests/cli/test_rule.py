"""``newslint rule``: the page of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.cli.rule import fixability, page
from newslint.document.document import Document
from newslint.document.source import Source
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding
from newslint.linting.registry import load
from newslint.linting.rule import Bad, DocumentRule, Good, Options, Rule
from newslint.linting.stage import Stage

if TYPE_CHECKING:
    from tests.cli.conftest import Project


class SampleOptions(Options):
    words: tuple[str, ...] = ("a", "b")
    strict: bool = True


class Sample(DocumentRule):
    """A sample of a rule.

    ## What it finds
    Samples, and
        what is indented.

    ## Why it matters
    It does not.
    """

    Options = SampleOptions

    code, name, stage = "TST001", "sample", Stage.TEXT
    GOOD = (Good("```\nx", note="a fence", path="a.md"),)
    BAD = (
        Bad("<p>A\x1b[31m</p>\n\n<p>", "<p></p>", note="an escape"),
        Bad("<b></b>", unsafe=""),
        Bad("nothing", count=0),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        yield from ()


def test_the_page_of_a_rule() -> None:
    assert page(Sample) == (
        "# sample (TST001)\n\nA sample of a rule.\n\n"
        f"- Family: {Sample.__module__.split('.')[-2]}\n"
        "- Severity: warning\n- Default: on\n- Fix: safe in some cases, unsafe in others\n"
        '- Unsafe fixes: by `--fix --unsafe-fixes`, or by `--fix` with `extend-safe-fixes = ["sample"]`\n\n'
        "## What it finds\nSamples, and\n    what is indented.\n\n## Why it matters\nIt does not.\n\n"
        "## Settings\n"
        '- `rules.sample.words` (list of strings), by default `["a", "b"]`\n'
        "- `rules.sample.strict` (true or false), by default `true`\n\n"
        "## Reported\n\nAn escape:\n\n```html\n<p>A\u241b[31m</p>\n\n<p>\n```\n\nWith "
        "`--fix`:\n\n```html\n<p></p>\n```\n\n"
        "```html\n<b></b>\n```\n\nWith `--fix --unsafe-fixes` nothing is left.\n\n"
        "## Not reported\n\nA fence:\n\n````markdown\n```\nx\n````\n\n```html\nnothing\n```\n"
    )


def test_fixability_is_what_the_examples_show() -> None:
    def of(*bad: Bad) -> str:
        return fixability(type("One", (Sample,), {"BAD": bad}))

    safe, unsafe, none = Bad("a", "b"), Bad("a", unsafe="b"), Bad("a")
    assert of(safe) == "safe"
    assert of(safe, Bad("a", "b", unsafe="c")) == "safe"
    assert of(unsafe) == "unsafe"
    assert of(none) == "none"
    assert of(safe, none) == "safe, none in some cases"
    assert of(safe, unsafe, none) == "safe in some cases, unsafe in others, none in some cases"
    assert of(none, Bad("a", count=0)) == "none"


def test_a_page_says_of_all_that_a_table_knows_how_it_is_fixed() -> None:
    registry = load()
    for rule in registry.rules:
        knowledge = registry.knowledge(rule)
        checker = Checker([rule(rule.Options(), knowledge)])
        said = set(re.findall(r"\w+", fixability(rule)))
        for entry in knowledge:
            for snippet in entry["drop"]:
                for finding in checker.check(Document.parse(Source(snippet, "a.html"))):
                    if finding.fix is not None:
                        assert finding.fix.safety.value in said, (rule.name, entry.producer, snippet)


def test_every_rule_has_a_page_with_its_examples() -> None:
    rules = load().rules
    assert rules
    for rule in rules:
        _check(rule, page(rule))


def _check(rule: type[Rule], text: str) -> None:
    assert text.startswith(f"# {rule.name} ({rule.code})\n\n")
    assert re.search(r"^- Fix: (safe|unsafe|none)", text, re.MULTILINE)
    assert ("`--fix` with `extend-safe-fixes" in text) == (
        re.search(r"^- Fix: .*unsafe", text, re.MULTILINE) is not None
    )
    assert ("Default: off (`extend-select" in text) == (not rule.default)
    assert text.count("## Reported") == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert text.endswith("```\n")


def test_by_code_and_by_name(project: Project) -> None:
    first = load().rules[0]
    by_code, by_name = project.run("rule", first.code), project.run("rule", first.name)
    assert by_code.returncode == by_name.returncode == 0
    assert by_code.stdout == by_name.stdout == page(first)
    every = project.run("rule", "--all")
    assert every.stdout.count("\n# ") + 1 >= len(load().rules)
