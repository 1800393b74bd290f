"""The engine works with whatever rules there are: none of its modules knows one by code or name."""

from __future__ import annotations

import ast
from pathlib import Path

import newslint
from newslint.linting.registry import load

ENGINE = Path(newslint.__file__).parent


def _strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    }


def test_no_module_of_the_engine_names_a_rule() -> None:
    names = {key for rule in load().rules for key in (rule.code, rule.name)}
    found: dict[str, set[str]] = {}
    for path in ENGINE.rglob("*.py"):
        named = {string for string in _strings(path) if string in names}
        if named:
            found[path.relative_to(ENGINE).as_posix()] = named
    assert not found
