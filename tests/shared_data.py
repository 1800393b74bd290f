"""Real articles and test suites that lie beside a checkout, for those who have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.working_tree import ROOT

SHARED = ROOT.parent / "shared"


def suite(name: str) -> Path:
    """Return the folder of a test suite; skip the test if it is not there."""
    folder = SHARED / "suites" / name
    if not folder.is_dir():
        pytest.skip(f"the suite {name} is not beside this checkout")
    return folder


def articles(step: int = 1) -> list[Path]:
    """Return every *step*-th real article; skip the test if there are none."""
    found = sorted(
        path for path in (SHARED / "corpus").rglob("*.*") if path.name != "README.md" or path.parent.name != "corpus"
    )
    if not found:
        pytest.skip("the corpus of real articles is not beside this checkout")
    return found[::step]
