from __future__ import annotations

from collections.abc import Iterator

import pytest

from newslint.document.body import Element
from newslint.document.document import Document
from newslint.document.front_matter import FrontMatter
from newslint.document.source import Source
from newslint.fixing.fixer import Fixed, fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import DocumentRule, ElementRule, FrontMatterRule, Rule
from newslint.linting.stage import Stage

ARTICLE = """---
title: Ferries
editor: R. Lam
---
<p>The boat leaves at <b>five</b>.</p>
<p>It is seldom late.</p>
<p><video src="https://video.example/boat.mp4"></video></p>
<p><a href="https://ferry.example/times">Times</a> and {{ site.name }}</p>
<table><tr><td>Mon</td><td></td><td>6.10</td></tr></table>
<center></center>
"""


class EmptyCenter(ElementRule):
    """A harmless rule, whose fix must survive the lossy one beside it."""

    code, name, stage = "TST900", "empty-center", Stage.EMPTIES
    tags = frozenset(("center",))
    only_empty = True

    def check(self, element: Element) -> Iterator[Finding]:
        yield self.finding("empty", element.start, element.end, Fix(Edit(element.start, element.end)))


class Lossy(DocumentRule):
    """Replaces a piece of the text and declares nothing."""

    code, name, stage = "TST666", "lossy", Stage.REMOVAL
    in_guarded_regions = True
    pieces: tuple[tuple[str, str], ...] = ()

    def check(self, document: Document) -> Iterator[Finding]:
        for piece, replacement in self.pieces:
            start = document.text.find(piece)
            if start >= 0:
                yield self.finding("x", start, start + len(piece), Fix(Edit(start, start + len(piece), replacement)))


def lossy(piece: str, replacement: str = "") -> type[Lossy]:
    return type("LossyOnce", (Lossy,), {"pieces": ((piece, replacement),)})


def run(text: str, *rules: type[Rule], unsafe: bool = False, path: str = "a.html") -> Fixed:
    return fix(Source(text, path), Checker([rule() for rule in rules]), unsafe=unsafe)


@pytest.mark.parametrize(
    ("piece", "replacement", "named"),
    [
        ("<p>It is seldom late.</p>", "", "seldom late"),
        ('<video src="https://video.example/boat.mp4"></video>', "", "https://video.example/boat.mp4"),
        ("<td></td>", "", "table"),
        ('href="https://ferry.example/times"', 'href=""', "https://ferry.example/times"),
        ("editor: R. Lam\n", "", "R. Lam"),
        ("title: Ferries", "title: Ferry", "Ferries"),
        ("{{ site.name }}", "{{ site }}", "{{ site.name }}"),
        ("<b>five</b>", "five", "five"),
        ("</p>\n<p>It is", " It is", ""),
        ("boat leaves", "boatleaves", ""),
    ],
    ids=["paragraph", "video", "cell", "link", "value", "changed-value", "template", "emphasis", "merge", "glue"],
)
def test_a_lossy_rule_is_caught_and_the_others_are_not_held_up(piece: str, replacement: str, named: str) -> None:
    assert piece in ARTICLE
    fixed = run(ARTICLE, lossy(piece, replacement), EmptyCenter)
    assert fixed.text == ARTICLE.replace("<center></center>", "")
    assert [problem.code for problem in fixed.problems] == ["ENG004"]
    assert "TST666 (lossy)" in fixed.problems[0].message
    assert named in fixed.problems[0].message
    assert fixed.applied == {"TST900": 1}
    assert "TST666" in [finding.code for finding in fixed.findings], "what was not fixed is still reported"


def test_two_lossy_rules_are_both_named() -> None:
    second = type("Second", (lossy("leaves ", ""),), {"code": "TST667", "name": "second"})
    fixed = run(ARTICLE, lossy("<td></td>"), second, EmptyCenter)
    assert fixed.text == ARTICLE.replace("<center></center>", "")
    assert len(fixed.problems) == 2
    assert "TST666" in fixed.problems[0].message
    assert "TST667" in fixed.problems[1].message


def test_a_declared_loss_passes() -> None:
    class Declares(ElementRule):
        code, name, stage = "TST001", "declares", Stage.REMOVAL
        tags = frozenset(("b",))

        def check(self, element: Element) -> Iterator[Finding]:
            changes = [Change(Aspect.TEXT, element.text), Change(Aspect.EMPHASIS, element.text)]
            yield self.finding("x", element.start, element.end, Fix(Edit(element.start, element.end), changes=changes))

    fixed = run(ARTICLE, Declares)
    assert fixed.problems == []
    assert "<b>five</b>" not in fixed.text


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    class Unsafe(EmptyCenter):
        def check(self, element: Element) -> Iterator[Finding]:
            edit = Edit(element.start, element.end)
            yield self.finding("empty", element.start, element.end, Fix(edit, Safety.UNSAFE))

    assert run(ARTICLE, Unsafe).text == ARTICLE
    assert run(ARTICLE, Unsafe, unsafe=True).text != ARTICLE
    source, checker = Source(ARTICLE, "a.html"), Checker([Unsafe()])
    assert fix(source, checker, safe_codes=frozenset(("TST900",))).text != ARTICLE
    safe = Checker([EmptyCenter()])
    assert fix(source, safe, unsafe_codes=frozenset(("TST900",))).text == ARTICLE


class Swap(ElementRule):
    code, name, stage = "TST002", "swap", Stage.STYLE
    old, new = "b", "strong"

    def applies(self, tag: object) -> bool:
        return getattr(tag, "name", "") == self.old

    def check(self, element: Element) -> Iterator[Finding]:
        edits = [
            Edit(element.start + 1, element.start + 1 + len(self.old), self.new),
            Edit(element.content_end + 2, element.content_end + 2 + len(self.old), self.new),
        ]
        yield self.finding("x", element.start, element.end, Fix(edits))


class SwapBack(Swap):
    code, name, old, new = "TST003", "swap-back", "strong", "b"


def test_rules_that_undo_each_other_write_nothing_and_are_named() -> None:
    fixed = run(ARTICLE, Swap, SwapBack, EmptyCenter)
    assert fixed.text == ARTICLE
    assert [problem.code for problem in fixed.problems] == ["ENG005"]
    assert "swap" in fixed.problems[0].message


def test_a_rule_that_never_ends_writes_nothing() -> None:
    class Grow(DocumentRule):
        code, name, stage = "TST004", "grow", Stage.LAYOUT

        def check(self, document: Document) -> Iterator[Finding]:
            yield self.finding("x", 0, 0, Fix(Edit(len(document.text), len(document.text), " ")))

    fixed = run(ARTICLE, Grow)
    assert (fixed.text, [problem.code for problem in fixed.problems]) == (ARTICLE, ["ENG005"])


def test_fixes_that_overlap_take_turns() -> None:
    assert run("<p><b>x</b></p>", Swap, Swap).text == "<p><strong>x</strong></p>"


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    class Outer(ElementRule):
        code, name, stage = "TST005", "outer", Stage.REMOVAL
        tags = frozenset(("i",))

        def check(self, element: Element) -> Iterator[Finding]:
            edits = [Edit(element.start, element.tag_end), Edit(element.content_end, element.end)]
            change = Change(Aspect.EMPHASIS, element.text)
            yield self.finding("x", element.start, element.end, Fix(edits, changes=[change]))

    class Partly(DocumentRule):
        code, name, stage = "TST006", "partly", Stage.LAYOUT

        def check(self, document: Document) -> Iterator[Finding]:
            place = document.text.find("</i>")
            if place >= 0:
                yield self.finding("x", 0, 1, Fix([Edit(0, 0, " "), Edit(place, place + 4, "</i >")]))

    assert run("<i>x</i>", Outer, Partly).text == "x"


def test_nesting_too_deep_to_prove_is_left_alone() -> None:
    text = "<div>" * 5000 + "<center></center>x" + "</div>" * 5000
    fixed = run(text, EmptyCenter)
    assert fixed.text == text
    assert [problem.code for problem in fixed.problems] == ["ENG006"]


def test_metadata_declared_and_not() -> None:
    class Retitle(FrontMatterRule):
        code, name, stage = "TST007", "retitle", Stage.METADATA
        keys = ("title",)
        declared = True

        def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
            if front_matter.value("title") == "Boats":
                return
            changes = [Change(Aspect.METADATA, "Ferries", "Boats", key="title")] if self.declared else []
            yield self.finding("x", 0, 0, Fix(front_matter.set("title", "Boats"), changes=changes))

    assert "title: Boats\n" in run(ARTICLE, Retitle).text
    undeclared = type("Undeclared", (Retitle,), {"declared": False})
    assert run(ARTICLE, undeclared).text == ARTICLE
