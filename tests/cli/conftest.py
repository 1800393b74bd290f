from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_rules import ARTICLE, write_project
from tests.working_tree import ROOT


class Project:
    """A folder with rules of its own, and the program run in it as a user runs it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write_project(root)

    def write(self, name: str, words: str = "", *, text: str | None = None) -> Path:
        """Write an article that holds *words*, or a file with this *text*; return its path."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((ARTICLE.format(words) if text is None else text).encode())
        return path

    def run(
        self, *arguments: str | Path, standard_input: str | bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run newslint in the project with *arguments* and return what came of it."""
        data = standard_input.encode() if isinstance(standard_input, str) else standard_input
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(**environment),
            input=data,
            capture_output=True,
            check=False,
        )
        out, err = (stream.decode("utf-8", "surrogateescape") for stream in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "newslint", *map(str, arguments)]

    def environment(self, **more: str) -> dict[str, str]:
        found = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "GITHUB_WORKSPACE")}
        return {**found, "PYTHONPATH": str(ROOT), **more}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)
