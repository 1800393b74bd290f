from __future__ import annotations

import pytest

from newslint.documentation import FOLDER, pages
from newslint.linting.registry import load

PAGES = pages(load())


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_in_the_manual_is_what_the_rule_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], "run `make generate`"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(PAGES)
