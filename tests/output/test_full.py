from __future__ import annotations

import re
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.linting.finding import Safety
from newslint.output.full import Full, excerpt
from newslint.output.printable import widths
from tests.output.conftest import Make


def test_the_line_and_the_marks(make: Make) -> None:
    assert Full().render(make("<p>\n船 <b>x</b>\n", (6, 9), safety=Safety.SAFE)) == (
        "TST001 [*] some-rule: the message\n --> posts/a.md:2:3\n  |\n2 | 船 <b>x</b>\n  |    ^^^\n  |\n\n"
    )


def test_what_needs_more_than_fix_says_what(make: Make) -> None:
    assert Full().render(make("<p>", (0, 3), safety=Safety.UNSAFE)) == (
        "TST001 [?] some-rule: the message\n --> posts/a.md:1:1\n  |\n1 | <p>\n  | ^^^\n  |\n"
        '  = fixed by --fix --unsafe-fixes, or extend-safe-fixes = ["some-rule"]\n\n'
    )
    assert "unsafe" not in Full().render(make("<p>", (0, 3)))


def test_lines_fit_into_a_terminal_of_eighty_columns(make: Make) -> None:
    for text in ("a" * 500, "船" * 500):
        rendered = Full().render(make("\n" * 9998 + text, (9998 + 200, 9998 + 400)))
        assert max(sum(widths(line)) for line in rendered.splitlines()) <= 80


def test_a_span_of_several_lines(make: Make) -> None:
    rendered = Full().render(make("ab\r\ncd\r\nef", (1, 7)))
    assert "1 | ab\n  |  ^ to line 2\n" in rendered
    assert "to line" not in Full().render(make("ab\ncd\n", (0, 3)))


def test_numbers_of_several_digits(make: Make) -> None:
    rendered = Full().render(make("\n" * 99 + "x", (99, 100)))
    assert "   --> posts/a.md:100:1\n    |\n100 | x\n    | ^\n    |\n" in rendered


def test_spans_at_the_ends(make: Make) -> None:
    assert "1 |\n  | ^\n" in Full().render(make("", (0, 0)))
    assert "1 | ab\n  |   ^\n" in Full().render(make("ab\n", (2, 3)))
    assert "1 | ab\n  |   ^\n" in Full().render(make("ab", (2, 2)))


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "marks"),
    [
        ("abc", 1, 2, "abc", " ^"),
        ("船船x", 1, 2, "船船x", "  ^^"),
        ("ｆｗ", 1, 2, "ｆｗ", "  ^^"),
        ("e\u0301x", 2, 3, "e\u0301x", " ^"),
        ("e\u0301x", 0, 2, "e\u0301x", "^"),
        ("a\u200bb", 1, 2, "a\u200bb", " ^"),
        ("a\u200bb", 2, 3, "a\u200bb", " ^"),
        ("\ufeffab", 1, 2, "\ufeffab", "^"),
        ("\U0001f6a2x", 1, 2, "\U0001f6a2x", "  ^"),
        ("\u1112\u1161\u11abx", 3, 4, "\u1112\u1161\u11abx", "  ^"),
        ("\tx", 1, 2, "    x", "    ^"),
        ("ab\tx", 3, 4, "ab  x", "    ^"),
        ("船\tx", 1, 3, "船  x", "  ^^^"),
        ("a\x1b[31mb", 6, 7, "a␛[31mb", "      ^"),
        ("a\u202eb", 2, 3, "a\ufffdb", "  ^"),
        ("a\u0085b", 2, 3, "a\ufffdb", "  ^"),
        ("", 0, 0, "", "^"),
        ("a\u00adb", 2, 3, "a\u00adb", "  ^"),
        ("é¡", 1, 2, "é¡", " ^"),
    ],
)
def test_marks_stand_below_what_they_mean(line: str, start: int, end: int, shown: str, marks: str) -> None:
    assert excerpt(line, start, end) == (shown, marks)


def test_a_long_line_is_cut_around_the_span() -> None:
    shown, marks = excerpt("a" * 500 + "HERE" + "b" * 500, 500, 504)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert len(shown) == 72
    assert shown[len(marks) - 4 : len(marks)] == "HERE"


def test_the_end_of_a_long_line_is_filled_up_on_the_left() -> None:
    shown, marks = excerpt("a" * 500 + "END", 500, 503)
    assert shown == "…" + "a" * 67 + "END"
    assert marks == " " * 68 + "^^^"


def test_a_long_span_is_marked_as_far_as_it_is_shown() -> None:
    shown, marks = excerpt("x" + "a" * 500, 1, 501)
    assert shown == "x" + "a" * 69 + "…"
    assert marks == " " + "^" * 69


def test_a_line_of_ten_million_characters_takes_no_longer_than_what_is_shown_of_it() -> None:
    shown, marks = excerpt("船" * 10_000_000, 5_000_000, 5_000_001)
    assert (len(shown), marks.count("^")) == (37, 2)


@given(st.text(max_size=300), st.data())
def test_any_line_is_shown(line: str, data: st.DataObject) -> None:
    line = line.replace("\n", "").replace("\r", "")
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown, marks = excerpt(line, start, end)
    assert re.fullmatch(r" *\^+", marks)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown)
    assert sum(widths(shown)) <= 72
    # The marks end where the line does, or one after it.
    assert len(marks) <= sum(widths(shown)) + 1


@given(st.text(alphabet=st.characters(categories=["Lo", "Ll", "Lu", "So", "Nd", "Po"]), max_size=30))
def test_widths_are_those_of_the_standard(text: str) -> None:
    expected = [2 if east_asian_width(one) in "WF" else 1 for one in text]
    jamo = [index for index, one in enumerate(text) if "\u1160" <= one <= "\u11ff"]
    for index in jamo:
        expected[index] = 0
    assert widths(text) == expected


def test_colours_change_nothing_else(make: Make) -> None:
    result = make("<p>\n船 <b>x</b>\n", (6, 9), safety=Safety.UNSAFE)
    assert re.sub(r"\x1b\[[0-9;]*m", "", Full(color=True).render(result)) == Full().render(result)
