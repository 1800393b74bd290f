"""``.ci/venv`` finds a way to an environment with pip, also where Debian leaves a part of Python out."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from tests.working_tree import ROOT, attempt

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("packaging"),
    pytest.mark.skipif(os.name == "nt", reason="a script for a POSIX shell"),
]


def interpreter(folder: Path, *cases: str) -> Path:
    """An interpreter to which the *cases* of a shell's ``case`` on its arguments happen first."""
    path = folder / "python-with-gaps"
    path.write_text(
        f'#!/bin/sh\ncase "$*" in\n{chr(10).join(cases)}\nesac\nexec {shlex.quote(sys.executable)} "$@"\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


NO_VIRTUALENV = '"-m virtualenv"*) exit 1;;'
# What Debian's venv module does without python3-venv: it leaves half an environment behind.
NO_ENSUREPIP = (
    '"-m venv --without-pip"*) ;;\n'
    f'"-m venv"*) {shlex.quote(sys.executable)} -m venv --without-pip "$3"; echo "ensurepip is not available"; exit 1;;'
)
NO_PIP = '"-m pip"*) echo "No module named pip"; exit 1;;'


def make(folder: Path, python: Path | str) -> tuple[int, str]:
    # Without the directory of uv: it would help out.
    done = attempt([ROOT / ".ci" / "venv", folder, python], folder.parent, PATH=os.defpath)
    return done.returncode, done.stderr


def works(folder: Path) -> bool:
    done = attempt([folder / "bin" / "python", "-c", "import pip; print(pip.__file__)"], folder)
    return done.returncode == 0 and done.stdout.startswith(str(folder))


def test_the_ordinary_way(tmp_path: Path) -> None:
    status, errors = make(tmp_path / "env", sys.executable)
    assert status == 0, errors
    assert works(tmp_path / "env")


def test_an_environment_that_works_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path / "env", sys.executable)
    (tmp_path / "env" / "mark").touch()
    status, _ = make(tmp_path / "env", sys.executable)
    assert status == 0
    assert (tmp_path / "env" / "mark").exists()


def test_virtualenv_helps_where_venv_lacks_pip(tmp_path: Path) -> None:
    status, errors = make(tmp_path / "env", interpreter(tmp_path, NO_ENSUREPIP))
    assert status == 0, errors
    assert works(tmp_path / "env")


def test_the_systems_pip_helps_where_there_is_no_virtualenv(tmp_path: Path) -> None:
    status, errors = make(tmp_path / "env", interpreter(tmp_path, NO_VIRTUALENV, NO_ENSUREPIP))
    if status != 0 and attempt([sys.executable, "-m", "pip", "download", "pip"], tmp_path).returncode != 0:
        pytest.skip("pip cannot reach a package index")
    assert status == 0, errors
    assert works(tmp_path / "env")


def test_where_nothing_helps_it_says_what_to_install(tmp_path: Path) -> None:
    status, errors = make(tmp_path / "env", interpreter(tmp_path, NO_VIRTUALENV, NO_ENSUREPIP, NO_PIP))
    assert status == 1
    assert "apt install python3-venv" in errors
    assert not (tmp_path / "env").exists()


def test_an_interpreter_that_is_not_there(tmp_path: Path) -> None:
    status, errors = make(tmp_path / "env", "python-of-next-century")
    assert status == 1
    assert "Python 3.11 or later" in errors


def test_an_interpreter_that_is_too_old(tmp_path: Path) -> None:
    old = interpreter(tmp_path, '"-c "*) exit 1;;', "--version) echo Python 3.9.2; exit 0;;")
    status, errors = make(tmp_path / "env", old)
    assert status == 1
    assert "Python 3.9.2" in errors
    assert not (tmp_path / "env").exists()
