from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.running.diff import unified_diff

LINES = st.lists(st.sampled_from(["a", "b", "", "c\r", "\x0c", "\u2028d", " e", "-", "+", "\\"]), max_size=12)
TEXTS = st.builds(lambda lines, end: "\n".join(lines) + end, LINES, st.sampled_from(["", "\n"]))


def apply(text: str, diff: str) -> str:
    """Apply a unified diff by its numbers alone; a line that is not as the diff says fails the test."""
    old = text.splitlines(keepends=True) if text.isascii() and not set(text) & set("\r\x0b\x0c\x1c\x1d\x1e") else None
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    if last:
        lines.append(last)
    assert old is None or old == lines
    result: list[str] = []
    at = 0
    rows = diff.split("\n")[2:-1]
    for index, row in enumerate(rows):
        if row.startswith("@@"):
            numbers = row.split()[1][1:].split(",")
            start, length = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 1
            begin = start - 1 if length else start
            result.extend(lines[at:begin])
            at = begin
            new = row.split()[2][1:].split(",")
            new_start, new_length = int(new[0]), int(new[1]) if len(new) > 1 else 1
            assert len(result) == (new_start - 1 if new_length else new_start)
        elif row.startswith("\\"):
            continue
        else:
            no_newline = index + 1 < len(rows) and rows[index + 1].startswith("\\")
            line = row[1:] + ("" if no_newline else "\n")
            if row[0] in " -":
                assert lines[at] == line
                at += 1
            if row[0] in " +":
                result.append(line)
    return "".join(result + lines[at:])


@settings(max_examples=400)
@given(TEXTS, TEXTS)
def test_a_diff_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    diff = unified_diff(before, after, "a.md")
    if before == after:
        assert diff == ""
    else:
        assert diff.startswith("--- a.md\n+++ a.md\n@@ -")
        assert apply(before, diff) == after


def test_the_form() -> None:
    before = "".join(f"{number}\n" for number in range(20))
    after = before.replace("5\n", "five\n", 1).replace("17\n", "")
    assert unified_diff(before, after, "p") == (
        "--- p\n+++ p\n"
        "@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        "@@ -15,6 +15,5 @@\n 14\n 15\n 16\n-17\n 18\n 19\n"
    )


def test_no_newline_at_the_end() -> None:
    assert unified_diff("a", "a\n", "p") == "--- p\n+++ p\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"


def test_from_and_to_nothing() -> None:
    assert unified_diff("", "a\n", "p") == "--- p\n+++ p\n@@ -0,0 +1 @@\n+a\n"
    assert unified_diff("a\n", "", "p") == "--- p\n+++ p\n@@ -1 +0,0 @@\n-a\n"


def test_other_line_separators_stay_within_their_line() -> None:
    diff = unified_diff("a\x0cb\u2028c\rd\n", "a\x0cb\u2028c\rD\n", "p")
    assert diff == "--- p\n+++ p\n@@ -1 +1 @@\n-a\x0cb\u2028c\rd\n+a\x0cb\u2028c\rD\n"


def test_lines_that_stand_once_hold_the_rest_in_place() -> None:
    before = "".join(f"\n<p>{number}</p>\n" for number in range(50))
    after = "".join(f"<p>{number}</p>\n" for number in range(50))
    removed = [line for line in unified_diff(before, after, "p").splitlines()[2:] if line[0] in "-+"]
    assert removed == ["-"] * 50


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("".join(f"{n}\n" for n in range(40)), "".join(f"{n}\n" for n in range(0, 40, 3))),
        ("x\n\n\n\ny", "x\n\ny\n"),
    ],
)
def test_git_applies_it(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "a.md").write_bytes(before.encode())
    diff = unified_diff(before, after, "a.md")
    command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=tmp_path, input=diff.encode(), check=True)
    assert (tmp_path / "a.md").read_bytes() == after.encode()
