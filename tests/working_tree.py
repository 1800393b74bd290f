"""The working tree as a checkout of its own, and fresh environments to install it into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFTOVERS = frozenset(
    ".git venv build dist __pycache__ node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis "
    ".newslint_cache log".split()
)
"""Folders that are no part of the project. ``.gitignore`` says the same, for those who have git."""


def project_files() -> list[Path]:
    """Return the files of the project, committed or not, relative to its root."""
    if (ROOT / ".git").exists():
        listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT)
        names = [Path(name) for name in listed.split("\0") if name]
        return sorted({name for name in names if (ROOT / name).is_file()})
    found: list[Path] = []
    for folder, folders, names_here in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in LEFTOVERS and not name.startswith(".venv")]
        found.extend(Path(folder, name).relative_to(ROOT) for name in names_here)
    return sorted(found)


def copy_working_tree(destination: Path) -> None:
    """Copy the files of the project to *destination*, with their modes and symbolic links."""
    for name in project_files():
        (destination / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, destination / name, follow_symlinks=False)


def environment(**more: str) -> dict[str, str]:
    """Return the environment for a process that must not see this checkout, its repository, or a user's settings."""
    found = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PYTEST_")) and name not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")
    }
    found.update(
        GIT_CONFIG_GLOBAL=os.devnull,
        GIT_CONFIG_NOSYSTEM="1",
        GIT_AUTHOR_NAME="A",
        GIT_AUTHOR_EMAIL="a@localhost",
        GIT_COMMITTER_NAME="A",
        GIT_COMMITTER_EMAIL="a@localhost",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        NO_COLOR="1",
    )
    found.update(more)
    return found


def run(command: Sequence[str | Path], folder: Path, **more: str) -> str:
    """Run *command* in *folder* and return its output; a status other than 0 fails the test with all of it."""
    done = attempt(command, folder, **more)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def attempt(command: Sequence[str | Path], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run *command* in *folder* and return what came of it."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def require_package_index(folder: Path) -> None:
    """Skip the test if pip cannot reach a package index. In CI that is a failure: there, these tests must run."""
    done = attempt([sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, "hatchling"], folder)
    if done.returncode != 0:
        message = f"pip cannot reach a package index: {done.stderr.strip()[-300:]}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


class Environment:
    """A fresh virtual environment in *folder*, with pip and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        run([sys.executable, "-m", "virtualenv", "--quiet", folder], folder.parent)
        self.programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = self.programs / "python"

    def pip(self, *arguments: str | Path) -> None:
        """Run pip in the environment."""
        command: list[str | Path] = [self.python, "-m", "pip", *arguments]
        run(command, self.folder)

    @property
    def packages(self) -> Path:
        """Where the environment's packages lie."""
        command: list[str | Path] = [self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
        return Path(run(command, self.folder).strip())


def npm_install(folder: Path, *packages: str) -> bool:
    """Install npm's *packages* (those of ``package.json``, if none are named) into *folder*; False if that fails."""
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *packages]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=300).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
