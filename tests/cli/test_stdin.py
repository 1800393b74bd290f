"""``newslint -``: an article through a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.own_rules import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Project


def test_findings_of_the_standard_input(project: Project) -> None:
    done = project.run("-", standard_input=ARTICLE.format("HARD"))
    assert done.returncode == 1
    assert done.stdout == "<stdin>:5:4: TST003 hard-word: nothing can be done\n"
    named = project.run("-", "--stdin-filename", "posts/a.md", standard_input=ARTICLE.format("HARD"))
    assert named.stdout.startswith("posts/a.md:5:4: ")


def test_fix_writes_the_article_and_nothing_else(project: Project) -> None:
    done = project.run("-", "--fix", "--stdin-filename", "a.md", standard_input=ARTICLE.format("LOUD HARD"))
    assert done.returncode == 1
    assert done.stdout == ARTICLE.format("quiet HARD")
    assert done.stderr.startswith("a.md:5:10: TST003 hard-word")


@pytest.mark.parametrize(
    "data",
    [b"", b"no newline", b"\xef\xbb\xbf---\r\na: 1\r\n---\r\n<p>x</p>\r\n", b"a\x00b\r\rc\n\n\n"],
)
def test_what_needs_no_fix_comes_out_byte_for_byte(project: Project, data: bytes) -> None:
    done = project.run("--fix", "-", standard_input=data)
    assert done.stdout.encode() == data
    assert done.returncode == 0


def test_what_cannot_be_decoded_comes_out_byte_for_byte(project: Project) -> None:
    done = project.run("--fix", "-", standard_input=b"caf\xe9 LOUD\n")
    assert done.returncode == 2
    assert done.stdout.encode("utf-8", "surrogateescape") == b"caf\xe9 LOUD\n"
    assert "ENG001" in done.stderr


def test_diff(project: Project) -> None:
    done = project.run("--diff", "-", standard_input=ARTICLE.format("LOUD"))
    assert done.returncode == 1
    assert done.stdout.startswith("--- <stdin>\n+++ <stdin>\n@@ ")


def test_the_name_decides_about_settings_and_exclusion(project: Project) -> None:
    (project.root / "old").mkdir()
    (project.root / "old" / ".newslint.toml").write_text('extend = "../newslint.toml"\nignore = ["hard-word"]\n')
    assert project.run("-", "--stdin-filename", "old/a.md", standard_input="HARD").returncode == 0
    excluded = project.run("-", "--fix", "--force-exclude", "--stdin-filename", "build/a.md", standard_input="LOUD")
    assert (excluded.returncode, excluded.stdout) == (0, "LOUD")
    assert excluded.stderr == 'newslint: build/a.md is excluded by "build"\n'


def test_it_goes_with_no_other_path(project: Project) -> None:
    done = project.run("-", "a.md")
    assert done.returncode == 2
    assert "cannot be combined" in done.stderr
    assert project.run("--stdin-filename", "a.md", ".").returncode == 2


def test_the_other_formats(project: Project) -> None:
    assert project.run("-", "--output-format", "json", standard_input="fine").stdout == "[]\n"
