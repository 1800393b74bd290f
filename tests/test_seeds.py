"""The golden run: each seed article becomes its expected clean form, and that form is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load

SEEDS = Path(__file__).parents[1] / "seeds"
ARTICLES = sorted((SEEDS / "articles").iterdir())
CHECKER = Checker(load().create())


def _read(path: Path) -> Source:
    return Source.decode(path.read_bytes(), path.name)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_an_article_becomes_its_expected_form(article: Path) -> None:
    fixed = fix(_read(article), CHECKER)
    assert not fixed.problems, [problem.message for problem in fixed.problems]
    expected = _read(SEEDS / "expected" / article.name).text
    assert fixed.text.splitlines() == expected.splitlines()
    assert fixed.text == expected


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_the_expected_form_is_left_alone(article: Path) -> None:
    source = _read(SEEDS / "expected" / article.name)
    fixed = fix(source, CHECKER)
    assert not fixed.problems
    assert fixed.text == source.text
    assert fixed.applied == {}


def test_every_article_has_an_expected_form() -> None:
    assert [path.name for path in ARTICLES] == sorted(path.name for path in (SEEDS / "expected").iterdir())
