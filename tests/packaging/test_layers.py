"""The folders import each other only in the direction that docs/architecture.md says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "document": {"document"},
    "linting": {"document", "linting", "rules"},
    "fixing": {"document", "linting", "fixing"},
    "config": {"document", "linting", "config"},
    "running": {"document", "linting", "fixing", "config", "running", "output"},
    "output": {"document", "linting", "output", "running"},
    "rules": {"document", "linting", "rules"},
}
BELOW_ALL = {"__version__", "late_pattern"}
FOLDERS = {name: ROOT / "newslint" / name for name in ALLOWED} | {"rules": ROOT / "rules"}


def imported(module: Path) -> set[str]:
    """The folders of newslint from which *module* imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found.update(name.split(".")[1] for name in names if name.startswith("newslint."))
    return found - BELOW_ALL


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_from_below(folder: str) -> None:
    modules = sorted(FOLDERS[folder].rglob("*.py"))
    assert modules
    for module in modules:
        assert imported(module) <= ALLOWED[folder], module.relative_to(ROOT)
