"""newslint built and installed as a user does it, in environments that have nothing else."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

import newslint
from newslint.linting import registry
from tests.working_tree import ROOT, Environment, attempt, project_files, run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]

DIRTY = """---
title: Ferry timetable
date: 2024-02-29T18:05:00+01:00
author: Harbour Desk
---

<p>From 4 March the early boat leaves at 5.40.</p>
<p onclick="go()">Later ones leave every hour.</p>
"""

# Run in the environment: what newslint finds there, as JSON.
INVENTORY = """
import json, os, newslint.rules
from newslint.linting import registry
from newslint.linting.tables import table_files
folders = [folder for folder in newslint.rules.__path__ if os.path.isfile(os.path.join(folder, "catalogue.toml"))]
found = registry.load()
print(json.dumps({
    "folders": folders,
    "modules": sorted(rule.__module__ for rule in found.rules),
    "tables": sorted(os.path.relpath(path, folders[0]).replace(os.sep, "/") for path, _ in table_files(folders)),
    "entries": {rule.name: len(list(found.knowledge(rule))) for rule in found.rules},
    "catalogue": len(registry.catalogue()["rules"]),
}))
"""


@pytest.fixture(params=["installed", "editable"])
def fresh(request: pytest.FixtureRequest) -> Environment:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Environment)
    return found


def test_the_command_knows_its_version(fresh: Environment, tmp_path: Path) -> None:
    assert newslint.__version__ in run([fresh.programs / "newslint", "--version"], tmp_path)
    assert newslint.__version__ in run([fresh.python, "-m", "newslint", "--version"], tmp_path)


def test_the_distribution_has_the_version_of_the_package(fresh: Environment, tmp_path: Path) -> None:
    program = "from importlib.metadata import version; print(version('newslint'))"
    assert run([fresh.python, "-c", program], tmp_path).strip() == newslint.__version__


def test_all_rules_and_tables_are_found(fresh: Environment, tmp_path: Path) -> None:
    inventory = json.loads(run([fresh.python, "-c", INVENTORY], tmp_path))
    here = registry.load()
    assert len(inventory["folders"]) == 1, "one set of rules, not a second one that grows old"
    assert inventory["modules"] == sorted(rule.__module__ for rule in here.rules)
    assert inventory["tables"] == sorted(
        path.relative_to("rules").as_posix()
        for path in project_files()
        if path.parts[0] == "rules" and path.suffix == ".toml" and path.name != "catalogue.toml"
    )
    assert inventory["entries"] == {rule.name: len(list(here.knowledge(rule))) for rule in here.rules}
    assert inventory["catalogue"] == len(registry.catalogue()["rules"])


def test_a_check_and_a_fix_of_a_file(fresh: Environment, tmp_path: Path) -> None:
    article = tmp_path / "article.html"
    article.write_text(DIRTY, encoding="utf-8")
    found = attempt([fresh.programs / "newslint", article], tmp_path)
    assert found.returncode == 1, found.stderr
    assert "event-handler" in found.stdout or "SEC002" in found.stdout
    run([fresh.programs / "newslint", "--fix", article], tmp_path)
    assert article.read_text(encoding="utf-8") == DIRTY.replace(' onclick="go()"', "")


def test_the_wheel_brings_newslint_and_nothing_else_to_the_top(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    top = {name.split("/")[0] for name in names}
    assert top == {"newslint", f"newslint-{newslint.__version__}.dist-info"}
    assert "newslint/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert len(names) == len(set(names))


def test_the_wheel_holds_the_package_and_the_rules_whole(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {path.as_posix() for path in project_files() if path.parts[0] == "newslint"}
    expected |= {f"newslint/{path.as_posix()}" for path in project_files() if path.parts[0] == "rules"}
    assert names == expected


def test_an_sdist_makes_the_same_wheel(
    checkout: Path, wheel: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    builder = Environment(tmp_path_factory.mktemp("builder") / "env")
    builder.pip("install", "--quiet", "hatchling")
    run([builder.python, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path], checkout)
    (sdist,) = tmp_path.glob("*.tar.gz")
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, sdist], tmp_path)
    (second,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(second) as other:
        assert {info.filename: info.CRC for info in one.infolist()} == {
            info.filename: info.CRC for info in other.infolist()
        }


def test_no_package_called_rules_is_installed(installed: Environment, tmp_path: Path) -> None:
    done = attempt([installed.python, "-c", "import rules"], tmp_path)
    assert done.returncode != 0
    assert "No module named 'rules'" in done.stderr


def test_somebody_elses_rules_are_left_alone(installed: Environment, tmp_path: Path) -> None:
    stranger = installed.packages / "rules"
    (stranger / "comments").mkdir(parents=True)
    marker, module = stranger / "catalogue.toml", stranger / "comments" / "stranger.py"
    try:
        marker.write_text("", encoding="utf-8")
        module.write_text("raise RuntimeError('not a rule of newslint')\n", encoding="utf-8")
        inventory = json.loads(run([installed.python, "-c", INVENTORY], tmp_path))
    finally:
        module.unlink()
        marker.unlink()
        module.parent.rmdir()
        stranger.rmdir()
    assert [Path(folder).parent.name for folder in inventory["folders"]] == ["newslint"]


def test_an_editable_installation_reads_the_checkout(editable: Environment, checkout: Path, tmp_path: Path) -> None:
    inventory = json.loads(run([editable.python, "-c", INVENTORY], tmp_path))
    assert [Path(folder).resolve() for folder in inventory["folders"]] == [(checkout / "rules").resolve()]
    assert not (editable.packages / "newslint").exists(), "a copy in site-packages would grow old"


def test_every_module_can_be_imported_with_the_declared_dependencies_alone(
    installed: Environment, tmp_path: Path
) -> None:
    program = """
import importlib, pkgutil, newslint
for module in pkgutil.walk_packages(newslint.__path__, "newslint."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
        print(module.name)
"""
    imported = run([installed.python, "-c", program], tmp_path).split()
    assert len(imported) > sum(path.parts[:1] == ("rules",) and path.suffix == ".py" for path in project_files())


def test_the_working_tree_is_left_as_it_was(wheel: Path, editable: Environment) -> None:
    assert wheel.is_file()
    assert editable.python.exists()
    assert not list(ROOT.glob("*.egg-info"))
    assert not (ROOT / "newslint" / "rules" / "catalogue.toml").exists()
