"""What each producer leaves behind, in an article of its shape, and what is left of that after ``--fix``.

``articles/<producer>.*`` is such an article: written for this project, with the producer's residue all over.
``expected/`` has what the default rules make of it with safe fixes. After a change that is meant to be seen there::

    pytest tests/producers --snapshot-update

and then *read the difference*: each caption, link and picture has to be there, and nothing of the residue.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.evidence import Evidence
from newslint.linting.knowledge import Entry
from newslint.linting.registry import load
from newslint.linting.rule import Rule

HERE = Path(__file__).parent
TABLES = sorted((Path(__file__).parents[2] / "rules" / "producers").glob("*.toml"))
ARTICLES = sorted((HERE / "articles").iterdir())
REGISTRY = load()
CHECKER = Checker(REGISTRY.create())


def read(path: Path) -> Source:
    return Source.decode(path.read_bytes(), path.name)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_an_article_of_the_producer_becomes_clean(article: Path, request: pytest.FixtureRequest) -> None:
    fixed = fix(read(article), CHECKER)
    assert not fixed.problems, [problem.message for problem in fixed.problems]
    expected = HERE / "expected" / article.name
    if request.config.getoption("update_snapshots", default=False):
        expected.write_bytes(fixed.text.encode())
    assert fixed.text.splitlines() == read(expected).text.splitlines()
    assert fixed.text == read(expected).text


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_a_second_run_changes_nothing(article: Path) -> None:
    source = read(HERE / "expected" / article.name)
    fixed = fix(source, CHECKER)
    assert not fixed.problems
    assert fixed.text == source.text
    assert fixed.applied == {}


def test_every_article_has_an_expected_form() -> None:
    assert [path.name for path in ARTICLES] == sorted(path.name for path in (HERE / "expected").iterdir())


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_the_article_shows_what_the_table_knows(table: Path) -> None:
    """Each rule to which the producer's table says something has something to say of the producer's article."""
    (article,) = (path for path in ARTICLES if path.stem == table.stem)
    rules = tomllib.loads(table.read_text("utf-8")).keys() - {"producer"}
    source = read(article)
    named = {finding.name for finding in CHECKER.check(Document.parse(source))}
    # Some only see what is to be done when others have done their part.
    named |= {CHECKER.by_code[code].name for code in fix(source, CHECKER).applied}
    assert rules <= named


NEEDY = [
    pytest.param(rule, entry, entry.evidence, id=f"{entry.producer}-{rule.name}")
    for rule in REGISTRY.rules
    for entry in REGISTRY.knowledge(rule)
    if entry.evidence is not None
]


@pytest.mark.parametrize(("rule", "entry", "evidence"), NEEDY)
def test_without_evidence_nothing_is_fixed(rule: type[Rule], entry: Entry, evidence: Evidence) -> None:
    checker = Checker([rule(rule.Options(), REGISTRY.knowledge(rule))])
    for snippet in entry["drop"]:
        text = snippet
        for sign in (*evidence.hosts, *evidence.marks):
            text = text.replace(sign, "elsewhere.example")
        assert text != snippet, "the snippet shows no evidence"
        fixed = fix(Source(text, "example.html"), checker)
        assert not fixed.problems
        assert fixed.text == text
