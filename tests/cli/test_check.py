"""``newslint check`` as a user runs it: exit statuses, streams, and what happens to the files."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.own_rules import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Project


def test_clean_files_are_silent_on_the_standard_output(project: Project) -> None:
    project.write("a.md", "fine")
    done = project.run()
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "No problems in 1 file.\n"


def test_findings_go_to_the_standard_output_and_the_summary_elsewhere(project: Project) -> None:
    project.write("posts/b.md", "LOUD and RISK")
    project.write("posts/a.html", "HARD")
    done = project.run("posts")
    assert done.returncode == 1
    assert done.stdout == (
        "posts/a.html:5:4: TST003 hard-word: nothing can be done\n"
        "posts/b.md:5:4: TST001 [*] loud-word: LOUD is loud\n"
        "posts/b.md:5:13: TST002 [?] risky-word: RISK: 50%\n"
    )
    assert done.stderr == "Found 3 problems in 2 files, 1 fixable with --fix (1 more with --unsafe-fixes).\n"


@pytest.mark.parametrize("words", [(), ("check",)])
def test_the_word_check_may_be_left_out(project: Project, words: tuple[str, ...]) -> None:
    project.write("a.md", "HARD")
    assert project.run(*words, "a.md").stdout.startswith("a.md:5:4: TST003")
    assert project.run(*words, "--select", "TST001", "a.md").stdout == ""


def test_fix_writes_what_is_safe_and_reports_the_rest(project: Project) -> None:
    path = project.write("a.md", "LOUD RISK")
    done = project.run("--fix", "a.md")
    assert path.read_text() == ARTICLE.format("quiet RISK")
    assert done.returncode == 1
    assert done.stdout == "a.md:5:10: TST002 [?] risky-word: RISK: 50%\n"
    assert done.stderr == "Fixed 1 problem in 1 file.\nFound 1 problem in 1 file, 1 fixable with --unsafe-fixes.\n"


def test_fix_of_everything_exits_with_0(project: Project) -> None:
    path = project.write("a.md", "LOUD RISK LOUD")
    done = project.run("--fix", "--unsafe-fixes", "--verbose")
    assert (done.returncode, done.stdout) == (0, "")
    assert path.read_text() == ARTICLE.format("quiet luck quiet")
    assert "TST001: 2 fixed" in done.stderr
    assert project.run("--fix").stderr == "No problems in 1 file.\n"


def test_exit_non_zero_on_fix(project: Project) -> None:
    project.write("a.md", "LOUD")
    assert project.run("--fix", "--exit-non-zero-on-fix").returncode == 1
    assert project.run("--fix", "--exit-non-zero-on-fix").returncode == 0


def test_exit_zero_masks_findings_only(project: Project) -> None:
    project.write("a.md", "HARD")
    assert project.run("--exit-zero").returncode == 0
    assert project.run("--exit-zero", "missing.md").returncode == 2
    project.write("b.md", text="---\ntitle: é\n---\n").write_bytes(b"---\n\xe9\n---\n")
    done = project.run("--exit-zero")
    assert done.returncode == 2
    assert "HARD" not in done.stderr
    assert "a.md:5:4: TST003" in done.stdout


def test_a_missing_path_is_an_error_and_the_others_are_done(project: Project) -> None:
    project.write("a.md", "LOUD")
    done = project.run("--fix", "gone.md", "a.md")
    assert done.returncode == 2
    assert "newslint: no such file or folder: gone.md\n" in done.stderr
    assert "quiet" in (project.root / "a.md").read_text()


def test_a_folder_without_articles_is_worth_a_note(project: Project) -> None:
    project.write("posts/notes.txt", text="x")
    done = project.run("posts")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "newslint: no articles in posts\n"
    assert project.run("--quiet", "posts").stderr == ""


def test_all_files_excluded(project: Project) -> None:
    project.write("node_modules/a.md", "HARD")
    assert project.run("node_modules/a.md").returncode == 1
    done = project.run("--force-exclude", "node_modules/a.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == 'newslint: node_modules/a.md is excluded by "node_modules"\n'


def test_diff_writes_nothing(project: Project) -> None:
    path = project.write("a.md", "LOUD HARD")
    project.write("b.md", "HARD")
    done = project.run("--diff", "--fix")
    assert done.returncode == 1
    assert done.stdout == (
        "--- a.md\n+++ a.md\n@@ -2,4 +2,4 @@\n title: A\n ---\n \n-<p>LOUD HARD</p>\n+<p>quiet HARD</p>\n"
    )
    assert done.stderr == "1 file would be changed.\n"
    assert path.read_text() == ARTICLE.format("LOUD HARD")
    path.unlink()
    assert project.run("--diff").returncode == 0


def test_an_undecodable_file_is_refused_untouched(project: Project) -> None:
    path = project.write("a.md")
    data = "---\ntitle: Café\n---\n<p>LOUD</p>\n".encode("latin-1")
    path.write_bytes(data)
    project.write("b.md", "LOUD")
    done = project.run("--fix")
    assert done.returncode == 2
    assert done.stdout.startswith("a.md:1:1: ENG001 undecodable-file: not valid utf-8 at byte 14")
    assert path.read_bytes() == data
    assert (project.root / "b.md").read_text() == ARTICLE.format("quiet")
    diff = project.run("--diff", "a.md")
    assert (diff.returncode, diff.stdout) == (2, "")
    assert diff.stderr.startswith("a.md:1:1: ENG001")


def test_encoding_reads_another_one_and_fix_writes_utf_8(project: Project) -> None:
    path = project.write("a.md")
    path.write_bytes("---\ntitle: Café\n---\n<p>é LOUD</p>\n".encode("latin-1"))
    done = project.run("--encoding", "latin-1")
    assert done.stdout == "a.md:4:6: TST001 [*] loud-word: LOUD is loud\n"
    assert project.run("--encoding", "latin-1", "--fix").returncode == 0
    assert path.read_bytes() == "---\ntitle: Café\n---\n<p>é quiet</p>\n".encode()
    wrong = project.run("--encoding", "latin1x")
    assert wrong.returncode == 2
    assert '"latin1x" is not an encoding' in wrong.stderr


def test_a_read_only_file_is_refused(project: Project) -> None:
    path = project.write("a.md", "LOUD")
    path.chmod(0o444)
    if os.geteuid() == 0:
        pytest.skip("root may write to every file")
    done = project.run("--fix")
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        "a.md:1:1: ENG009 unwritable-file: cannot be written: it is read-only; the file is unchanged",
        "a.md:5:4: TST001 [*] loud-word: LOUD is loud",
    ]
    assert path.read_text() == ARTICLE.format("LOUD")
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_a_rule_that_crashes_is_a_finding_and_hides_nothing(project: Project) -> None:
    project.write("a.md", "RAISE LOUD")
    project.write("b.md", "LOUD")
    done = project.run()
    assert done.returncode == 2
    assert "ENG003 rule-crashed: rule TST004 (failing) failed with RuntimeError: as asked for" in done.stdout
    assert "a.md:5:10: TST001" in done.stdout
    assert "b.md:5:4: TST001" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_fix_that_would_lose_text_is_refused(project: Project) -> None:
    path = project.write("a.md", "KEEP LOUD")
    done = project.run("--fix")
    assert done.returncode == 2
    assert "ENG004 guard-refusal" in done.stdout
    assert path.read_text() == ARTICLE.format("KEEP quiet")


def test_a_symbolic_link_stays_one(project: Project) -> None:
    project.write("store/a.md", "LOUD")
    (project.root / "posts").mkdir()
    link = project.root / "posts" / "a.md"
    link.symlink_to(Path("..", "store", "a.md"))
    assert project.run("--fix", "posts").returncode == 0
    assert link.is_symlink()
    assert (project.root / "store" / "a.md").read_text() == ARTICLE.format("quiet")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_output_does_not_depend_on_order_or_on_the_number_of_processes(project: Project, jobs: str) -> None:
    names = [f"{folder}/{number}.md" for folder in ("b", "a", "a-b") for number in range(7)]
    for name in names:
        project.write(name, "LOUD")
    done = project.run("--jobs", jobs, *reversed(names), "a")
    found = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert found == sorted(names, key=lambda name: name.split("/"))
    assert done.stderr.startswith("Found 21 problems in 21 files")


def test_a_process_that_dies_is_an_error_of_one_file(project: Project) -> None:
    for number in range(12):
        project.write(f"{number:02}.md", "ABORT" if number == 5 else "LOUD")
    done = project.run("--jobs", "2", "--fix")
    assert done.returncode == 2
    assert "05.md: newslint failed on this file" in done.stderr
    assert "The process that checked 05.md died." in done.stderr
    fixed = [number for number in range(12) if "quiet" in (project.root / f"{number:02}.md").read_text()]
    assert fixed == [number for number in range(12) if number != 5]


def test_file_names_that_are_not_utf_8(project: Project) -> None:
    name = os.fsencode(project.root) + b"/caf\xe9.md"
    with open(name, "wb") as file:
        file.write(ARTICLE.format("HARD").encode())
    done = project.run()
    assert done.returncode == 1
    assert done.stdout == "caf\udce9.md:5:4: TST003 hard-word: nothing can be done\n"
    (found,) = json.loads(project.run("--output-format", "json").stdout)
    assert found["path"] == "caf\udce9.md"


def test_the_output_is_utf_8_whatever_the_locale(project: Project) -> None:
    project.write("船.md", "船 HARD")
    done = project.run("--output-format", "full", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "船.md:5:6" in done.stdout
    assert "船 HARD" in done.stdout


def test_quiet_leaves_only_findings_and_errors(project: Project) -> None:
    project.write("a.md", "HARD")
    done = project.run("-q", "a.md", "gone.md")
    assert done.stdout.count("\n") == 1
    assert done.stderr == "newslint: no such file or folder: gone.md\n"
