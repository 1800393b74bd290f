from __future__ import annotations

from collections.abc import Iterator

import pytest

from newslint.document.body import Element
from newslint.document.document import Document
from newslint.document.front_matter import FrontMatter
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Edit, Finding, Fix
from newslint.linting.rule import ElementRule, FrontMatterRule
from newslint.linting.stage import Stage


class NoBold(ElementRule):
    code, name, stage = "TST001", "no-bold", Stage.STYLE
    tags = frozenset(("b",))

    def check(self, element: Element) -> Iterator[Finding]:
        yield self.finding("bold", element.start, element.end, Fix(Edit(element.start + 1, element.start + 2, "i")))


class NoTitle(FrontMatterRule):
    code, name, stage = "MTA001", "no-title", Stage.METADATA
    keys = ("title",)

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        entry = front_matter.get("title")
        assert entry is not None
        yield self.finding("title", entry.key_start, entry.key_end)


CHECKER = Checker([NoBold(), NoTitle()])


def codes(text: str) -> list[str]:
    return [finding.code for finding in CHECKER.check(Document.parse(Source(text, "a.html")))]


@pytest.mark.parametrize("ids", ["TST001", "no-bold", "TST", "TST001, no-bold"])
def test_the_next_element(ids: str) -> None:
    text = f"<!-- newslint: ignore[{ids}] because --><b>x</b>"
    assert codes(text) == []
    assert codes(text + "<b>y</b>") == ["TST001"]


def test_what_lies_inside_the_next_element() -> None:
    assert codes("<!-- newslint: ignore[no-bold] --><p>a <b>x</b></p><p><b>y</b></p>") == ["TST001"]


def test_a_range() -> None:
    text = (
        "<b>1</b><!-- newslint: ignore-start[no-bold] --><b>2</b><b>3</b><!-- newslint: ignore-end[no-bold] --><b>4</b>"
    )
    assert codes(text) == ["TST001", "TST001"]


def test_the_whole_file_also_for_what_comes_before() -> None:
    assert codes("---\ntitle: A\n---\n<b>1</b><!-- newslint: ignore-file[no-bold, MTA] --><b>2</b>") == []


@pytest.mark.parametrize(
    "front_matter",
    [
        "title: A  # newslint: ignore[no-title]",
        "# newslint: ignore[MTA001] for the desk\ntitle: A",
        "title: A\nother: b  # newslint: ignore-file[no-title]",
    ],
)
def test_in_front_matter(front_matter: str) -> None:
    assert codes(f"---\n{front_matter}\n---\n<p>x</p>\n") == []


def test_in_front_matter_only_its_own_key() -> None:
    assert codes("---\ntitle: A\nother: b  # newslint: ignore[no-title]\n---\n") == ["MTA001", "ENG007"]


def test_a_hash_inside_a_value_is_no_suppression() -> None:
    assert codes('---\ntitle: "x#newslint: ignore[no-title]"\n---\n') == ["MTA001"]


@pytest.mark.parametrize(
    "comment",
    ["newslint: ignore", "newslint: ignore[]", "newslint: off[no-bold]", "newslint:ignore-start[no-bold]"],
)
def test_what_is_no_suppression_says_so(comment: str) -> None:
    assert codes(f"<!-- {comment} --><b>x</b>") == ["ENG008", "TST001"]


def test_unused_ones_are_found_and_go_with_a_safe_fix() -> None:
    text = "<p>a</p>\n<!-- newslint: ignore[no-bold] -->\n<p>x</p>\n"
    assert codes(text) == ["ENG007"]
    fixed = fix(Source(text, "a.html"), CHECKER)
    assert (fixed.text, fixed.problems) == ("<p>a</p>\n<p>x</p>\n", [])


def test_one_of_several_unused() -> None:
    text = "<!-- newslint: ignore[no-bold, no-title] why --><b>x</b>"
    assert codes(text) == ["ENG007"]
    assert fix(Source(text, "a.html"), CHECKER).text == "<!-- newslint: ignore[no-bold] why --><b>x</b>"


def test_an_end_without_a_start() -> None:
    assert codes("<!-- newslint: ignore-end[no-bold] --><b>x</b>") == ["ENG007", "TST001"]


def test_the_engines_own_findings_cannot_be_suppressed() -> None:
    assert "ENG007" in codes("<!-- newslint: ignore-file[ENG007, no-title] --><p>x</p>")


def test_in_code_it_is_an_example() -> None:
    assert codes("<pre><!-- newslint: ignore[no-bold] --></pre><b>x</b>") == ["TST001"]
