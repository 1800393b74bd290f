"""What the guard makes of front matter that no parser reads: repairs pass, losses do not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document.source import Source
from newslint.fixing.broken_yaml import Written, can_become
from newslint.fixing.fixer import fix
from newslint.fixing.metadata import Metadata, compare_metadata, read_metadata
from newslint.linting.checker import Checker
from newslint.linting.registry import load

CHECKER = Checker(load().create())


def read(content: str) -> Metadata:
    return read_metadata(f"---\n{content}\n---\n")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('title: "boats \\ud83d\\ude00"', "title: boats 😀"),
        ("title: !important news", 'title: "!important news"'),
        ("title: !!important news", 'title: "!!important news"'),
        ("title: C: D\nsubtitle: ! 'x'", "subtitle: ! x"),
        ("title: A: B\ntags:\n  - @a\n  - # one to come\n  - b", '  - "@a"'),
        ("title: A: B #7", 'title: "A: B #7"'),
        ("title: A: B\nsubtitle: x # a note", "subtitle: x # a note"),
        ("title: A: B\nsubtitle: 'x' # a note", "subtitle: x # a note"),
        ("title: A: B\nsubtitle: !!str x", "subtitle: !!str x"),
        ("title: A: B\nmap:\n\tk: 'v'\n\tn: \"w\"", "  k: v"),
        ("title: A: B\ntext: |\n  - one\n  - two", "  - two"),
        ("title: A: B\nsubtitle: 'it''s'", "subtitle: it's"),
        ('title: "A \\"B\\""\nsubtitle: A: B', 'title: A "B"'),
        ("title: A\u0085B\nsubtitle: x: y", 'title: "A\\x85B"'),
        ("title: C: D\nsubtitle: x: <span>y</span>", 'subtitle: "x: y"'),
        ("title: C: D\ndate: '2022/02/07'", 'date: "2022-02-07"'),
        ("title:A\nsubtitle: B", "title: A"),
        ("title:A\nsubtitle:B", "subtitle: B"),
        ("title: A: B\nfirst: &x C & D\nsecond: *x", "second: *x"),
        ("# c\n  title: A: B\n  subtitle: C\nauthor: D", "subtitle: C"),
        ("title\uff1aA\nsubtitle: B", "title: A"),
        ("title: A: B\ntags: [-, b]", '  - "-"'),
    ],
)
def test_a_repair_is_written_and_says_the_same(content: str, line: str) -> None:
    text = f"---\n{content}\n---\n\n<p>A</p>\n"
    fixed = fix(Source(text, "a.html"), CHECKER)
    assert fixed.problems == []
    assert line in fixed.text.splitlines()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A: B\nauthor: C", 'title: "A: B"'),
        ("title: A: B C", 'title: "A: B"'),
        ("title: A: B", 'title: "A"'),
        ("title: A: B\nauthor: C", 'title: "A: B"\nauthor: D'),
        ("title: A: B\ntags:\n\t- a\n\t- b", 'title: "A: B"\ntags:\n  - a'),
        ("title: A: B\ntags:\n\t- a\n\t- b", 'title: "A: B"\ntags:\n  - b\n  - a'),
        ("title: !important news", "title: news: old"),
        ("title: C: D #1 is here", 'title: "C: D is here"'),
        ("title: A: B\ntitle: C: D", 'title: "A: B"'),
        ("title: A: B", 'title: "A: B"\nauthor: C'),
        ("title: A: B", "title: A: B C"),
    ],
)
def test_what_goes_or_comes_with_a_repair_is_found(before: str, after: str) -> None:
    assert compare_metadata(read(before), read(after), [])


def test_white_space_quotes_and_marks_do_not_count_and_letters_do() -> None:
    assert can_become(Written("  - a\n\t- 'b' # c\n"), "a, b")
    assert can_become(Written("  - a\n\t- 'b' # c\n"), "a, b # c")
    assert not can_become(Written("  - a\n\t- 'b' # c\n"), "a, c")
    assert not can_become(Written("  - a # b\n"), "b")


def test_a_value_with_very_many_readings_is_believed_in_none() -> None:
    assert not can_become(Written("#x\n" * 50_000), "#x" * 25_000)


PIECES = st.sampled_from(
    [
        "a",
        "b ",
        " c",
        "A: B",
        "A:",
        " # c",
        "#x",
        '"',
        "'",
        '""',
        "''",
        "\\",
        "[",
        "]",
        "!x ",
        "|",
        ">",
        "%",
        "@",
        "`",
        ",",
    ]
)
MORE_PIECES = st.sampled_from(["- ", "?", "\t", "中", "😀", "\x07", "\\ud83d\\ude00", "{{ x }}", "no", "12:30"])
VALUES = (
    st.lists(PIECES | MORE_PIECES, max_size=4)
    .map("".join)
    .filter(
        lambda text: not re.search(r"[\"'\]}|>]#", text)  # libyaml alone takes that for a comment
    )
)
LINES = st.one_of(
    st.builds("{}{}{}\n".format, st.sampled_from(["title", "k", "on"]), st.sampled_from([": ", ":\t"]), VALUES),
    st.builds("{}: |\n  {}\n".format, st.just("text"), VALUES),
    st.builds(
        "tags:\n{0}- {1}\n{0}- {2}\n".format, st.sampled_from(["", "  ", "\t"]), st.just("x"), VALUES.filter(str.strip)
    ),
    st.builds("map:\n{0}k: {1}\n".format, st.sampled_from(["  ", "\t"]), VALUES),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_no_repair_is_refused(lines: list[str]) -> None:
    """What newslint repairs, the guard takes for the same: neither of the two is wrong alone."""
    text = f"---\nauthor: C\n{''.join(lines)}---\n\n<p>A</p>\n"
    fixed = fix(Source(text, "a.html"), CHECKER)
    assert [problem.message for problem in fixed.problems] == []
