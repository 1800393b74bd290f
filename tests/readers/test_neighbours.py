"""What --fix wrote is left alone by prettier, and yamllint has nothing to say about its front matter."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from yamllint import linter
from yamllint.config import YamlLintConfig

from newslint.document.document import Document
from newslint.document.front_matter import Format
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load
from tests.working_tree import npm_install

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "articles").iterdir())
CHECKER = Checker(load().create())
YAMLLINT = YamlLintConfig("extends: default\nrules: {line-length: disable}")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("readers")]


def fixed(path: Path) -> str:
    return fix(Source.decode(path.read_bytes(), path.name), CHECKER).text


def test_prettier_changes_nothing(tmp_path: Path) -> None:
    if not npm_install(tmp_path, "prettier@3"):
        pytest.skip("npm cannot install prettier")
    folder = tmp_path / "posts"
    folder.mkdir()
    for path in SEEDS:
        if path.suffix == ".md":
            (folder / path.name).write_text(fixed(path), encoding="utf-8")
    done = subprocess.run(
        ["node_modules/.bin/prettier", "--check", "posts"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_yamllint_finds_nothing(path: Path) -> None:
    text = fixed(path)
    front_matter = Document.parse(Source(text, path.name)).front_matter
    if front_matter.format is not Format.YAML:
        pytest.skip("no YAML in it")
    block = "---\n" + text[front_matter.content_start : front_matter.content_end]
    assert [str(problem) for problem in linter.run(block, YAMLLINT)] == []
