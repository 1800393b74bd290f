"""What is imported anywhere, also inside functions, is declared; what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib

import pytest

from tests.working_tree import ROOT, project_files

# Where the name of a distribution is not the name of its package.
PACKAGES = {
    "markdown-it-py": "markdown_it",
    "python-frontmatter": "frontmatter",
    "python-dateutil": "dateutil",
    "pyyaml": "yaml",
    "pytest-xdist": "xdist",
    "pre-commit": "pre_commit",
    "ruamel.yaml": "ruamel",
}
# lxml.cssselect imports it; newslint speaks to lxml alone.
INDIRECT = {"cssselect"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def declared(requirements: list[str]) -> set[str]:
    names = {re.split(r"[^A-Za-z0-9._-]", one)[0].lower() for one in requirements}
    return {PACKAGES.get(name, name) for name in names}


def imported(*folders: str) -> dict[str, str]:
    """The packages of others that are imported below *folders*, each with a module that does."""
    found: dict[str, str] = {}
    for path in project_files():
        if path.parts[0] not in folders or path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top not in ("newslint", "rules", "tests", "benchmarks"):
                    found.setdefault(top, path.as_posix())
    return found


def test_the_program_imports_nothing_undeclared() -> None:
    undeclared = {
        name: where
        for name, where in imported("newslint", "rules").items()
        if name not in declared(PROJECT["dependencies"])
    }
    assert not undeclared


def test_the_program_uses_what_it_declares() -> None:
    assert declared(PROJECT["dependencies"]) - set(imported("newslint", "rules")) - INDIRECT == set()


def test_the_tests_import_nothing_undeclared() -> None:
    available = declared(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"])
    assert {name: where for name, where in imported("tests").items() if name not in available} == {}


def test_the_benchmarks_import_nothing_but_newslint_and_its_unit() -> None:
    assert set(imported("benchmarks")) == {"lxml"}


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_no_dependency_has_an_upper_bound(requirement: str) -> None:
    assert ">=" in requirement
    assert not re.search(r"<|==|~=|!=", requirement)


def test_no_dependency_lacks_its_reason() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = text.partition("## Dependencies")[2].partition("\n## ")[0]
    names = [re.split(r"[^A-Za-z0-9._-]", one)[0] for one in PROJECT["dependencies"]]
    assert [name for name in names if name not in section] == []
