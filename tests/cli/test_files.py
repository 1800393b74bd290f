"""``newslint files``: which files, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Project


def test_each_file_has_its_reason(project: Project) -> None:
    project.write("posts/a.md", "x")
    project.write("posts/README.md", text="# Read me\n")
    project.write("posts/b.txt", text="x")
    project.write("node_modules/c.md", "x")
    done = project.run("files", "--verbose")
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if not line.startswith(("own", "newslint.toml"))] == [
        'node_modules/: skipped: excluded by "node_modules"',
        "posts/README.md: skipped: has no front matter",
        "posts/a.md: checked: has front matter",
        "posts/b.txt: skipped: not of a kind that articles are",
    ]
    assert done.stderr == "settings: newslint.toml\n"


def test_missing_paths_and_wrong_settings(project: Project) -> None:
    assert project.run("files", "gone").returncode == 2
    (project.root / "newslint.toml").write_text("selct = []")
    done = project.run("files")
    assert done.returncode == 2
    assert done.stderr == 'newslint: newslint.toml: selct: no such setting (did you mean "select"?)\n'
