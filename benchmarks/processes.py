"""Whole processes: cold start, other tools on the same files, several processes, memory."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measure import Result, interleaved, ratio, spread
from benchmarks.texts import ROOT, Article

SMALL = """---
title: Ferry timetable
date: 2024-02-29T18:05:00+01:00
---

<p>From 4 March the early boat leaves at 5.40.</p>
<p style="margin:0">Later ones leave <a href="https://ferry.example/t?utm_source=feed">every hour</a>.</p>
"""


def newslint() -> list[str]:
    """Return the command that starts newslint: the script beside the interpreter, else the module."""
    script = Path(sys.executable).parent / "newslint"
    return [str(script)] if script.is_file() else [sys.executable, "-m", "newslint"]


class Tool:
    """Another tool: how it is called, what its files must end in, and the target for newslint's speed over it."""

    __slots__ = ("arguments", "program", "suffix", "target")

    def __init__(self, program: str, arguments: Sequence[str], suffix: str, target: float) -> None:
        self.program = program
        self.arguments = list(arguments)
        self.suffix = suffix
        self.target = target

    @property
    def name(self) -> str:
        return " ".join([self.program, *self.arguments])

    @property
    def command(self) -> list[str]:
        """The command without files; empty if the tool is not installed."""
        found = shutil.which(self.program) or shutil.which(
            self.program, path=os.pathsep.join([str(Path(sys.executable).parent), str(ROOT / "node_modules/.bin")])
        )
        return [found, *self.arguments] if found else []


TOOLS = (
    Tool("tidy", ["-q", "-e"], ".html", 1.0),
    Tool("htmlhint", [], ".html", 1.5),
    Tool("mdformat", ["--check"], ".md", 3.0),
    Tool("prettier", ["--check"], ".html", 10.0),
    Tool("djlint", ["--lint"], ".html", 10.0),
    Tool("djlint", ["--check"], ".html", 10.0),
    Tool("html-validate", [], ".html", 20.0),
    Tool("markdownlint-cli2", [], ".md", 50.0),
)


def run(command: Sequence[str], folder: Path) -> None:
    """Run *command* and drop its output. Findings are no failure; a usage error is not looked for."""
    subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        check=False,
    )


def _environment() -> dict[str, str]:
    environment = dict(os.environ, NO_COLOR="1")
    if newslint()[1:]:
        environment["PYTHONPATH"] = str(ROOT)
    return environment


def _write(articles: Sequence[Article], folder: Path, suffix: str = "") -> list[str]:
    folder.mkdir(parents=True)
    names = []
    for one in articles:
        name = Path(one.name).stem + (suffix or Path(one.name).suffix)
        (folder / name).write_bytes(one.data)
        names.append(name)
    return names


def _check(folder: Path) -> None:
    """See that newslint can be run at all, so that a traceback is not taken for a fast check."""
    done = subprocess.run(
        [*newslint(), "--version"], cwd=folder, env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"newslint cannot be run: {done.stderr.strip()}")


def cold(folder: Path, rounds: int) -> list[Result]:
    """Measure a check of one small file against an interpreter that does nothing."""
    _check(folder)
    (folder / "small.html").write_text(SMALL, encoding="utf-8")
    seconds = interleaved(
        {
            "pass": lambda: run([sys.executable, "-c", "pass"], folder),
            "version": lambda: run([*newslint(), "--version"], folder),
            "one": lambda: run([*newslint(), "small.html"], folder),
            "diff": lambda: run([*newslint(), "--diff", "small.html"], folder),
        },
        rounds,
    )
    names = {"version": "newslint --version", "one": "newslint one-file", "diff": "newslint --diff one-file"}
    return [
        Result(
            name,
            ratio(seconds[key], seconds["pass"]),
            "×python",
            target=4.0 if key == "one" else None,
            detail=f"{1000 * statistics.median(seconds[key]):.0f} ms, python -c pass "
            f"{1000 * statistics.median(seconds['pass']):.0f} ms, slowest round {spread(seconds[key]):.2f}",
        )
        for key, name in names.items()
    ]


def peers(articles: Sequence[Article], folder: Path, rounds: int) -> tuple[list[Result], str]:
    """Compare the time that one more file takes, of newslint in one process and of each tool that is installed."""
    _check(folder)
    names = {
        ".html": _write(articles, folder / "html", ".html"),
        ".md": _write(articles, folder / "md", ".md"),
    }
    commands: dict[str, tuple[list[str], Path, list[str]]] = {}
    for suffix in (".html", ".md"):
        commands[f"newslint {suffix}"] = (
            [*newslint(), "check", "--jobs", "1", "--no-cache"],
            folder / suffix[1:],
            names[suffix],
        )
    missing = []
    for tool in TOOLS:
        if tool.command:
            commands[tool.name] = (tool.command, folder / tool.suffix[1:], names[tool.suffix])
        else:
            missing.append(tool.program)
    tasks: dict[str, Callable[[], object]] = {}
    for name, (command, place, files) in commands.items():
        tasks[f"{name} 1"] = lambda command=command, place=place, files=files: run([*command, files[0]], place)  # type: ignore[misc]
        tasks[f"{name} all"] = lambda command=command, place=place, files=files: run([*command, *files], place)  # type: ignore[misc]
    seconds = interleaved(tasks, rounds)
    more = len(articles) - 1

    def marginal(name: str) -> list[float]:
        pairs = zip(seconds[f"{name} all"], seconds[f"{name} 1"], strict=True)
        return [max(every - one, 1e-6) / more for every, one in pairs]

    results = [
        Result(
            f"newslint {suffix}",
            1000 * statistics.median(marginal(f"newslint {suffix}")),
            "ms/file",
            detail=f"one file {1000 * statistics.median(seconds[f'newslint {suffix} 1']):.0f} ms",
        )
        for suffix in (".html", ".md")
    ]
    for tool in TOOLS:
        if tool.command:
            own = marginal(f"newslint {tool.suffix}")
            other = marginal(tool.name)
            results.append(
                Result(
                    f"faster than {tool.name}",
                    ratio(other, own),
                    "times",
                    target=tool.target,
                    at_least=True,
                    detail=f"{1000 * statistics.median(other):.2f} ms/file, "
                    f"one file {1000 * statistics.median(seconds[f'{tool.name} 1']):.0f} ms",
                )
            )
    note = f"{len(articles)} files; the time that each file after the first takes"
    if missing:
        note += f"; not installed: {', '.join(dict.fromkeys(missing))}"
    return results, note


def parallel(articles: Sequence[Article], folder: Path, count: int, rounds: int) -> tuple[list[Result], str]:
    """Measure two processes against one, and a second run over *count* unchanged files."""
    _check(folder)
    tree = folder / "tree"
    for number in range(count):
        one = articles[number % len(articles)]
        place = tree / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        # Each file differs, or the cache would know it by its content.
        (place / f"{number:06}{Path(one.name).suffix}").write_bytes(one.data + f"<p>{number}</p>\n".encode())
    base = [*newslint(), "check", "--no-cache", "--quiet"]
    seconds = interleaved(
        {
            "one": lambda: run([*base, "--jobs", "1", "tree"], folder),
            "two": lambda: run([*base, "--jobs", "2", "tree"], folder),
        },
        rounds,
    )
    results = [
        Result(
            "two processes over one",
            ratio(seconds["one"], seconds["two"]),
            "times",
            target=1.8 if (os.cpu_count() or 1) >= 2 else None,
            at_least=True,
            detail=f"{statistics.median(seconds['one']):.2f} s, {statistics.median(seconds['two']):.2f} s",
        )
    ]
    note = f"{count} files, {os.cpu_count()} processors"
    warm = [*newslint(), "check", "--quiet", "tree"]
    run(warm, folder)
    if not any(folder.rglob(".newslint_cache")):
        return results, f"{note}; there is no cache to measure"

    def walk() -> None:
        for place, _, names in os.walk(tree):
            for name in names:
                os.stat(os.path.join(place, name))

    seconds = interleaved({"warm": lambda: run(warm, folder), "walk": walk}, rounds)
    results.append(
        Result(
            f"unchanged, {count} files",
            statistics.median(seconds["warm"]),
            "s",
            target=0.25 * count / 10_000 + 0.05,
            detail=f"a bare walk with stat takes {statistics.median(seconds['walk']):.3f} s",
        )
    )
    return results, note


def memory(articles: Sequence[Article], folder: Path, counts: Sequence[int]) -> list[Result]:
    """Measure the greatest resident size of one process over ever more files."""
    _check(folder)
    results = []
    for count in counts:
        place = folder / f"memory{count}"
        place.mkdir()
        for number in range(count):
            one = articles[number % len(articles)]
            (place / f"{number:06}{Path(one.name).suffix}").write_bytes(one.data)
        results.append(
            Result(
                f"one process, {count} files",
                _peak([*newslint(), "check", "--jobs", "1", "--no-cache", "--quiet", str(place)], folder) / 1e6,
                "MB",
                target=40.0,
            )
        )
    return results


def _peak(command: Sequence[str], folder: Path) -> float:
    """Return the greatest resident size of *command* in bytes."""
    # The counter of finished children only ever rises, so each measurement has a parent of its own.
    program = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(done.stdout) * (1 if sys.platform == "darwin" else 1024)
