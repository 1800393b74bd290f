"""What holds for the files of the project as files."""

from __future__ import annotations

import ast
import os
import re

import pytest

import newslint
from tests.working_tree import ROOT, attempt, project_files

# Written in parts, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    "|".join(
        rf"(?<![\w.:/])/{name}/"
        for name in ("wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + r"me/[a-z]\w*", "Us" + r"ers/\w+", "op" + "t")
    )
    + "|"
    + "[A-Z]:"
    + r"\\+"
    + "Us"
    + "ers"
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /wo" + "rk/main", True),
        ('"/tm' + 'p/x"', True),
        ("(/ho" + "me/someone/x)", True),
        ("https://site.example/tm" + "p/x", False),
        ("a/wo" + "rk/b", False),
        ("homework", False),
    ],
)
def test_the_pattern_knows_a_machine_path(text: str, found: bool) -> None:
    assert bool(MACHINE_PATHS.search(text)) is found


def test_no_file_names_a_path_of_some_machine() -> None:
    found = {}
    for path in project_files():
        # Articles may link anywhere; they are data.
        if path.parts[0] == "seeds" or "data" in path.parts:
            continue
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        hits = MACHINE_PATHS.findall(text)
        if hits:
            found[path.as_posix()] = hits
    assert not found


def test_the_version_stands_in_one_place() -> None:
    version = newslint.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?", version)
    assert "version" not in {line.partition("=")[0].strip() for line in read("pyproject.toml").splitlines()}
    assert f"\n## [{version}]" in read("CHANGELOG.md")


def test_every_package_says_what_it_is() -> None:
    packages = [
        path.as_posix()
        for path in project_files()
        if path.name == "__init__.py" and path.parts[0] in ("newslint", "rules")
    ]
    silent = [name for name in packages if not ast.get_docstring(ast.parse(read(name)))]
    assert len(packages) > 15
    assert not silent


def test_every_family_is_a_package_and_the_folder_of_them_is_none() -> None:
    assert not (ROOT / "rules" / "__init__.py").exists()
    families = {path.parts[1] for path in project_files() if path.parts[0] == "rules" and len(path.parts) > 2}
    assert families
    assert [name for name in sorted(families) if not (ROOT / "rules" / name / "__init__.py").is_file()] == []


@pytest.mark.skipif(os.name == "nt", reason="modes of files mean nothing on Windows")
@pytest.mark.parametrize("name", [".ci/run", ".ci/venv"])
def test_scripts_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    assert read(name).startswith("#!")


def test_git_leaves_the_articles_byte_for_byte() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = attempt(["git", "check-attr", "text", "--", "seeds/articles/any.html", "newslint/__init__.py"], ROOT)
    assert done.stdout.splitlines() == [
        "seeds/articles/any.html: text: unset",
        "newslint/__init__.py: text: set",
    ]


def test_text_files_of_the_project_are_clean() -> None:
    faults = []
    for path in project_files():
        # The examples on the rule pages show white space where it stands.
        if path.parts[0] == "seeds" or path.parts[:2] in (("docs", "rules"), ("tests", "producers")):
            continue
        if path.parts[0] == "seeds" or "data" in path.parts or path.suffix in (".ambr", ".png", ".svg"):
            continue
        data = (ROOT / path).read_bytes()
        if b"\0" in data or not data:
            continue
        if b"\r" in data:
            faults.append(f"{path}: carriage returns")
        if not data.endswith(b"\n") or data.endswith(b"\n\n"):
            faults.append(f"{path}: its end")
        if re.search(rb"[ \t]+$", data, re.MULTILINE):
            faults.append(f"{path}: white space at the end of a line")
    assert not faults
