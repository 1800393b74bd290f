"""Entries that act only where the file shows its producer."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.linting.evidence import Evidence
from newslint.linting.knowledge import Entry, Knowledge
from newslint.linting.registry import Registry, RuleLoadError
from newslint.linting.rule import Bad, Good, Rule, TagRule
from newslint.linting.stage import Stage
from newslint.linting.tables import TableError, read_tables

PAPER = Evidence(("paper.example", "paperimg.example"), ("pp-paper-",))


def shown(text: str, path: str = "a.html") -> bool:
    return Entry({}, "paper", PAPER).acts_in(Document.parse(Source(text, path)))


@pytest.mark.parametrize(
    "text",
    [
        "---\nsource_url: https://www.paper.example/a\n---\n<p>A</p>",
        "---\nimage: '//paper.example/a.jpg'\n---\n<p>A</p>",
        '<p>A</p><img src="https://n.paperimg.example/a.jpg">',
        "<p>A</p><img src=//paperimg.example:80/a.jpg>",
        '<img data-src="https://paperimg.example/a.jpg">',
        '<img data-original="HTTPS://PAPERIMG.example/paperimg.example.jpg">',
        '<iframe src="https://v.paper.example/1"></iframe>',
        '<p class="pp-paper-text">A</p>',
    ],
)
def test_what_shows_the_producer(text: str) -> None:
    assert shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>A</p>",
        '<p>See <a href="https://www.paper.example/a">the paper</a>.</p>',
        "<p>paper.example is the address of the paper, https://paper.example in full.</p>",
        '<img src="https://notpaper.example/a.jpg">',
        '<img src="https://paper.example.other.example/a.jpg">',
        '<img src="https://other.example/?u=paper.example">',
        '<img src="https://other.example/?u=https://paper.example/a.jpg">',
    ],
)
def test_what_shows_nothing(text: str) -> None:
    assert not shown(text)


def test_a_picture_of_markdown_shows_it_and_a_link_does_not() -> None:
    assert shown("A\n\n![B](https://paperimg.example/b.jpg)\n", "a.md")
    assert not shown("A [B](https://paper.example/b)\n", "a.md")


def test_an_entry_that_needs_no_evidence_acts_everywhere() -> None:
    assert Entry({}).acts_in(Document.parse(Source("<p>A</p>", "a.html")))


ENTRY = '[[{rule}]]\nclass = "tip"\nneeds-evidence = true\nwhy = "a test"\ndrop = ["a"]\nkeep = ["b"]\n'


def test_hosts_and_marks_are_read_from_the_table(tmp_path: Path) -> None:
    (tmp_path / "producers").mkdir()
    table = tmp_path / "producers" / "paper.toml"
    about = '[producer]\nname = "The Paper"\nhosts = ["paper.example"]\nmarks = ["pp-"]\n'
    table.write_text(about + ENTRY.format(rule="platform-footer"))
    for _ in range(2):
        (entry,) = read_tables([str(tmp_path)])["platform-footer"]
        assert entry.evidence == Evidence(("paper.example",), ("pp-",))


def test_a_producer_without_hosts_and_marks_has_no_evidence_to_give(tmp_path: Path) -> None:
    (tmp_path / "producers").mkdir()
    (tmp_path / "producers" / "paper.toml").write_text(ENTRY.format(rule="platform-footer"))
    with pytest.raises(TableError, match=r"entry 1 of .* needs evidence"):
        read_tables([str(tmp_path)])


class Careless(TagRule):
    """Does not ask.

    ## What it finds
    ## Why it matters
    ## Fix safety
    """

    code = "XXX001"
    name = "careless"
    stage = Stage.STYLE
    uses_knowledge = True
    GOOD = (Good("a"),)
    BAD = (Bad("b"),)

    def check(self, tag: object) -> list[object]:  # type: ignore[override]
        return []


def test_a_rule_that_does_not_ask_cannot_have_such_entries() -> None:
    needy = Entry({"class": "tip"}, "paper", PAPER)
    rules: list[type[Rule]] = [Careless]
    with pytest.raises(RuleLoadError, match="careless"):
        Registry(rules, {"careless": [needy]}).knowledge(Careless)
    assert list(Registry(rules, {"careless": [Entry({})]}).knowledge(Careless))


def test_one_name_of_two_producers() -> None:
    one, two, three = Entry({"class": "tip"}), Entry({"class": ["tip", "top"]}), Entry({"id": "tip"})
    assert Knowledge([one, two, three]).index_all("class") == {"tip": (one, two), "top": (two,)}


def test_fixes_of_the_same_run_do_not_take_the_evidence_away() -> None:
    first = Document.parse(Source('<p class="pp-paper-text">A</p>', "a.html"))
    fixed = Document.parse(Source("<p>A</p>", "a.html"))
    assert not Entry({}, "paper", PAPER).acts_in(fixed)
    again = Document.parse(Source("<p>A</p>", "a.html"))
    again.origin = first
    assert Entry({}, "paper", PAPER).acts_in(again)
