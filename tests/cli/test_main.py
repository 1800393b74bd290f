"""Every end that a run can come to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from newslint.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fxi"], "--fix"),
        (["a.md", "--exit-zer"], "--exit-zero"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--jobs", "many"], "many"),
        (["--output-format", "xml"], "concise"),
        (["--select"], "requires an argument"),
        (["rule"], "Give the name or code of a rule"),
        (["rule", "loud-wrod"], "no such rule: loud-wrod"),
        (["rule", "--all", "x"], "Give the name or code of a rule"),
        (["--config", "none.toml"], "none.toml: cannot be read"),
        (["--select", "TST999"], "no such rule"),
        (["--ignore", "lowd-word"], '(did you mean "loud-word"?)'),
    ],
)
def test_wrong_usage_is_a_message_and_exit_status_2(project: Project, arguments: list[str], message: str) -> None:
    project.write("a.md", "fine")
    done = project.run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_version_and_help(project: Project) -> None:
    assert project.run("--version").stdout.startswith("newslint 0.")
    done = project.run("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("check", "rule", "files"))
    assert "--exit-non-zero-on-fix" in project.run("check", "--help").stdout


def test_a_fault_of_newslint_is_called_one(project: Project, tmp_path: Path) -> None:
    # A package that breaks one of newslint's own modules, as a faulty release would.
    project.write("a.md", "fine")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import newslint.running.discovery as d\ndef find(self, paths): raise KeyError('oh')\nd.Discovery.find = find\n"
    )
    path = os.pathsep.join((str(broken), project.environment()["PYTHONPATH"]))
    done = project.run("a.md", PYTHONPATH=path)
    assert done.returncode == 2
    assert "newslint: this is a bug in newslint" in done.stderr
    assert "KeyError: 'oh'" in done.stderr


def test_one_fault_on_many_files_is_told_once(project: Project, tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        project.write(name, "HARD")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import newslint.running.workshop as w\n"
        "def process(self, path, profile): raise KeyError('oh')\n"
        "w.Workshop.process = process\n"
    )
    path = os.pathsep.join((str(broken), project.environment()["PYTHONPATH"]))
    done = project.run("a.md", "b.md", "c.md", PYTHONPATH=path)
    assert done.returncode == 2
    assert done.stderr.count("Traceback") == 1
    assert "b.md: newslint failed on this file, as above\n" in done.stderr
    assert "c.md: newslint failed on this file, as above\n" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--jobs", "2"], ["--output-format", "json"]])
def test_a_reader_that_goes_away(project: Project, arguments: list[str]) -> None:
    for number in range(40):
        project.write(f"{number}.md", "HARD " * 400)
    process = subprocess.Popen(
        project.command(*arguments),
        cwd=project.root,
        env=project.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c(project: Project, jobs: str) -> None:
    for number in range(8):
        project.write(f"{number}.md", "SLEEP" if number == 3 else "HARD")
    process = subprocess.Popen(
        project.command("--fix", "--jobs", jobs),
        cwd=project.root,
        env=project.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell starts what it runs in the background with the signal ignored, and so would this be.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    for _ in range(600):
        if (project.root / "asleep").exists():
            break
        time.sleep(0.1)
    # From a terminal the signal reaches all processes of the group.
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == b""


def test_main_returns_its_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "newslint.toml").write_text("select = []\n")
    (tmp_path / "a.md").write_text("---\na: 1\n---\n")
    assert main([str(tmp_path / "a.md")]) == 0
    assert main([str(tmp_path / "b.md")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_a_plain_check_imports_nothing_heavy(project: Project) -> None:
    project.write("a.md", "fine")
    (project.root / "newslint.toml").unlink()
    script = (
        "import sys; from newslint.cli.main import main; main(['a.md']);"
        "print(*[name for name in ('click', 'bleach', 'frontmatter', 'markdown_it', 'concurrent.futures', 'json',"
        " 'multiprocessing', 'pathspec', 'dataclasses', 'pathlib', 'difflib', 'inspect') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.root,
        env=project.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1:] == [""], done.stderr
