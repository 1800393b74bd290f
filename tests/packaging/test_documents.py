"""The documents agree with the files and with the program that they speak of."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import newslint
from newslint.config.settings import read_layer
from newslint.document.document import Document
from newslint.document.source import Source
from newslint.linting import registry
from newslint.linting.checker import Checker
from tests.working_tree import ROOT, attempt, project_files, run

DOCUMENTS = [path for path in project_files() if path.suffix == ".md" and path.parts[0] not in ("seeds", "tests")]
BY_HAND = [path for path in DOCUMENTS if path.parts[:2] != ("docs", "rules")]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def read(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(path: Path | str, language: str) -> list[str]:
    return [match[3] for match in FENCE.finditer(read(path)) if match[2] == language]


def anchors(text: str) -> set[str]:
    """The fragments that headings get on the usual hosts."""
    headings = re.findall(r"^#+ (.*)", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", read(path)))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("https:", "http:", "mailto:")):
            continue
        name, _, fragment = target.partition("#")
        file = (ROOT / path.parent / name).resolve() if name else ROOT / path
        missing = not file.exists() or not file.is_relative_to(ROOT)
        if missing or (fragment and fragment not in anchors(file.read_text(encoding="utf-8"))):
            broken.append(target)
    assert not broken


def test_there_are_the_two_hooks() -> None:
    assert [hook["id"] for hook in HOOKS] == ["newslint", "newslint-fix"]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_leaves_exclusion_and_parallel_work_to_newslint(hook: dict[str, Any]) -> None:
    assert "--force-exclude" in hook["entry"].split()
    assert hook["require_serial"] is True
    assert hook["types_or"] == ["markdown", "html"]
    assert hook["language"] == "python"


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_the_documents_speak_of_every_hook(hook: dict[str, Any]) -> None:
    assert f"id: {hook['id']}\n" in read("README.md") or f"id: {hook['id']} " in read("README.md")
    assert f"| `{hook['id']}` | `{hook['entry']}` |" in read("docs/hooks.md")


@pytest.mark.parametrize("path", BY_HAND, ids=str)
def test_hooks_in_documents_are_those_that_there_are(path: Path) -> None:
    known = {hook["id"] for hook in HOOKS}
    for block in blocks(path, "yaml"):
        data = yaml.safe_load(block)
        if isinstance(data, list):
            # A part of a configuration: the hooks of one repository.
            data = {"repos": [{"repo": "newslint", "hooks": data}]}
        assert isinstance(data, dict)
        repositories = data.get("repos", [])
        for repository in repositories:
            if "newslint" in repository["repo"]:
                assert {hook["id"] for hook in repository["hooks"]} <= known
                assert repository.get("rev", f"v{newslint.__version__}") == f"v{newslint.__version__}"


@pytest.mark.parametrize("path", BY_HAND, ids=str)
def test_settings_in_documents_can_be_read(path: Path) -> None:
    """Read every TOML block of settings; those of tables and catalogues have other keys and are not meant."""
    found = registry.load()
    for block in blocks(path, "toml"):
        table = tomllib.loads(block)
        if any(isinstance(value, list) and value and isinstance(value[0], dict) for value in table.values()) and (
            "overrides" not in table
        ):
            continue
        table = table.get("tool", {}).get("newslint", table)
        layer = read_layer(table, str(path))
        for option in ("select", "extend_select", "ignore", "extend_safe_fixes", "extend_unsafe_fixes"):
            for selector in getattr(layer, option) or ():
                assert names_a_rule(selector, found), f"{option}: {selector}"


def names_a_rule(selector: str, found: registry.Registry) -> bool:
    return found.get(selector) is not None or selector in found.families or selector in found.families.values()


@pytest.mark.parametrize("path", BY_HAND, ids=str)
def test_suppressions_in_documents_name_rules(path: Path) -> None:
    found = registry.load()
    unknown = [
        one.strip()
        for ids in re.findall(r"ignore(?:-start|-end|-file)?\[([^\]…]+)\]", read(path))
        for one in ids.split(",")
        if not names_a_rule(one.strip(), found) and one.strip() != "rule-name"
    ]
    assert not unknown


@pytest.fixture(scope="module")
def options() -> set[str]:
    """Every option of every command, as the program's own help shows them."""
    program = [sys.executable, "-m", "newslint"]
    top = run([*program, "--help"], ROOT)
    commands = re.findall(r"^  ([a-z][a-z-]+)  ", top.partition("Commands:")[2], re.MULTILINE)
    texts = [top, *(run([*program, command, "--help"], ROOT) for command in commands)]
    return {option for text in texts for option in re.findall(r"--[a-z][a-z-]+", text)}


@pytest.mark.parametrize(
    "path", [*(path for path in BY_HAND if path.parts[0] != "benchmarks"), Path("Makefile")], ids=str
)
def test_options_in_documents_exist(path: Path, options: set[str]) -> None:
    """Look at what follows ``newslint`` in a line of code, and at options that stand alone in code."""
    text = read(path)
    words = " ".join(re.findall(r"newslint((?: +[^|>`#\n]*)?)", text))
    alone = re.findall(r"`(--[a-z][a-z-]+)`", text) if path.name in ("README.md", "safety.md") else []
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", words)) | set(alone)
    assert named - options == set()


@pytest.mark.parametrize("name", ["canonical-form.md", "suppressions.md"])
def test_articles_in_documents_are_as_they_should_be(name: str) -> None:
    (article,) = blocks(f"docs/{name}", "html")
    checker = Checker(registry.load().create())
    assert [finding.message for finding in checker.check(Document.parse(Source(article, "a.html")))] == []
    assert checker.check(Document.parse(Source(re.sub(" *(# |<!-- )newslint.*", "", article), "a.html"))) or (
        "newslint:" not in article
    )


def test_the_sample_session_is_what_happens(tmp_path: Path) -> None:
    """Lines may be left out of it, and no other difference."""
    (session,) = (block for block in blocks("README.md", "console") if "cd seeds/articles" in block)
    name = "sina-harbour.md"
    (tmp_path / name).write_bytes((ROOT / "seeds" / "articles" / name).read_bytes())

    def lines(*options: str) -> list[str]:
        done = attempt([sys.executable, "-m", "newslint", *options, name], tmp_path, PYTHONPATH=str(ROOT))
        return [*done.stdout.splitlines(), *done.stderr.splitlines()]

    happens = iter(lines())
    for line in session.splitlines()[2:]:
        assert line == "[…]" or line in happens, line
    left, all_ = re.findall(r"leaves (\d+) of the (\d+)\.", read("README.md"))[0]
    assert f"Found {all_} problems" in session
    assert any(line.startswith(f"Found {left} problems") for line in lines("--fix"))
