"""Many files in one process or in several: the same reports in the same order."""

from __future__ import annotations

import gc
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.config.discovery import Configurations
from newslint.output.concise import Concise
from newslint.running.discovery import Discovery
from newslint.running.profiles import Profile, Profiles
from newslint.running.results import Report, Totals
from newslint.running.runner import Task, chunks, processors, run
from newslint.running.workshop import Workshop
from tests.own_rules import ARTICLE, write_project


@pytest.fixture
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """Thirty articles of different sizes, with one finding in every other one."""
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path)
    for number in range(30):
        words = "LOUD" if number % 2 else "fine"
        Path(f"{number:02}.md").write_text(ARTICLE.format(words + " x" * 40 * number), encoding="utf-8")
    discovery = Discovery(Configurations()).find(["."])
    profiles = Profiles()
    return [Task(article.path, profiles.of(article.settings), article.size) for article in discovery.articles]


def shown(reports: list[Report]) -> list[tuple[str, str, int, int]]:
    return [(report.path, report.output, report.count, report.fixable) for report in reports]


@pytest.mark.parametrize("jobs", [2, 3, 40])
def test_processes_make_no_difference(tasks: list[Task], jobs: int) -> None:
    workshop = Workshop(Concise())
    alone = shown(list(run(tasks, workshop, 1)))
    assert shown(list(run(tasks, workshop, jobs))) == alone
    assert [report[0] for report in alone] == [f"{number:02}.md" for number in range(30)]
    assert sum(report[2] for report in alone) == 15


def test_fixing_in_processes(tasks: list[Task]) -> None:
    totals = Totals()
    for report in run(tasks, Workshop(Concise(), fix=True), 2):
        totals.add(report)
    assert (totals.files, totals.changed, totals.findings, totals.applied) == (30, 15, 0, {"TST001": 15})
    assert not any("LOUD" in path.read_text() for path in Path().glob("*.md"))
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith(".")) == []


def test_reports_come_while_the_work_goes_on(tasks: list[Task]) -> None:
    reports = run(tasks, Workshop(Concise(), fix=True), 1)
    assert next(reports).path == "00.md"
    assert "LOUD" in Path("29.md").read_text()
    reports.close()  # type: ignore[attr-defined]
    assert "LOUD" in Path("29.md").read_text()


def test_a_few_small_files_are_done_in_this_process(tasks: list[Task]) -> None:
    pids: list[int] = []

    class Noting(Concise):
        def render(self, result: object) -> str:
            pids.append(os.getpid())
            return ""

    list(run(tasks, Workshop(Noting())))
    assert pids == [os.getpid()] * 30


def test_the_collector_is_on_again_afterwards(tasks: list[Task]) -> None:
    assert gc.isenabled()
    reports = run(tasks, Workshop(Concise()), 1)
    next(reports)
    assert not gc.isenabled()
    list(reports)
    assert gc.isenabled()


def test_no_files() -> None:
    assert list(run([], Workshop(Concise()))) == []
    assert list(run([], Workshop(Concise()), 4)) == []


@given(st.lists(st.integers(0, 50_000_000), max_size=60), st.integers(1, 8))
def test_chunks_are_all_the_files_in_their_order(sizes: list[int], jobs: int) -> None:
    profile = object.__new__(Profile)
    tasks = [Task(str(number), profile, size) for number, size in enumerate(sizes)]
    cut = chunks(tasks, jobs)
    assert [task for chunk in cut for task in chunk] == tasks
    assert all(cut)
    assert all(len(chunk) == 1 or sum(task.size for task in chunk) < 2 * 8_000_000 for chunk in cut)


def test_chunks_of_equal_files_are_balanced() -> None:
    profile = object.__new__(Profile)
    cut = chunks([Task("a", profile, 10_000)] * 800, 2)
    assert len(cut) == 8
    assert max(map(len, cut)) - min(map(len, cut)) <= 1


def test_a_profile_goes_to_another_process_without_its_rules(tasks: list[Task]) -> None:
    profile = tasks[0].profile
    copy = pickle.loads(pickle.dumps(profile))  # noqa: S301 (made on the line itself)
    assert copy is not profile
    assert [rule.code for rule in copy.checker.rules] == [rule.code for rule in profile.checker.rules]
    assert len(pickle.dumps(profile)) < 2_000


def test_settings_that_come_to_the_same_share_a_checker(tasks: list[Task]) -> None:
    assert len({id(task.profile) for task in tasks}) == 1


def test_an_unreadable_file_is_a_finding(tasks: list[Task]) -> None:
    Path("03.md").unlink()
    Path("03.md").mkdir()
    report = list(run(tasks, Workshop(Concise()), 1))[3]
    assert report.fatal
    assert report.output == "03.md:1:1: ENG002 unreadable-file: cannot be read: Is a directory\n"


def test_a_failure_of_newslint_itself_is_reported_with_its_file(tasks: list[Task]) -> None:
    class Broken(Concise):
        def render(self, result: object) -> str:
            raise KeyError("oh")

    reports = list(run(tasks[:3], Workshop(Broken()), 1))
    assert [report.path for report in reports] == ["00.md", "01.md", "02.md"]
    assert all(report.fatal and "KeyError: 'oh'" in report.crash for report in reports)


def test_the_number_of_processors() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)
