"""The rules on metadata: what their examples cannot show."""

from __future__ import annotations

import sys
from html import unescape
from typing import Any

import bleach
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.linting.finding import Safety
from newslint.linting.registry import Registry, load

REGISTRY: Registry = load()


def module(rule: str) -> Any:
    """Return the module of a rule."""
    found = REGISTRY.get(rule)
    assert found is not None
    return sys.modules[found.__module__]


# Text of a summary and the tags that stand in it, whole, cut, unknown, or of elements that parsers move.
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<br>",
                "<br />",
                "<p>",
                "</p>",
                "<a href='/x'>",
                '<a href="/y" rel=z>',
                "</a>",
                "<IMG src=a.png alt='x'/>",
            ]
        ),
        st.sampled_from(
            ["<b>", "</b>", "</i>", "<li>", "<ul>", "</ul>", "<h2>", "</h3>", '<span style="a:b">', "<pre>"]
        ),
        st.sampled_from(
            [
                "<video>",
                "<object>",
                "<param name=a>",
                "<!---->",
                "<!-- a - b -->",
                "<a href=/x/>",
                "<table>",
                "<tr><td>",
                "<!-- c -->",
                "<script>",
                "<a href='",
                "<x-y>",
                "< b >",
                "</",
            ]
        ),
        st.text(st.sampled_from("ab 中;<>#39\n\u00a0"), max_size=6),
        st.sampled_from(
            ["&amp;", "&lt;p&gt;", "&nbsp;", "&#39;", "&hellip;", "&bogus;", "& ", "&notit;", "&b=1", "&#x2014;"]
        ),
    ),
    max_size=9,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(MARKUP)
def test_what_is_left_of_markup_is_what_bleach_leaves(text: str) -> None:
    plain, safety = module("metadata-markup")._plain(text)
    if safety is Safety.SAFE:
        return  # nothing but tags in pairs goes: no question of what a parser thinks
    cleaned = bleach.clean(text, tags=set(), strip=True)
    assert "".join(plain.split()) == "".join(unescape(cleaned).split())


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2022-02-07T07:55:30Z", "2022-02-07T07:55:30Z"),
        ("2022-02-07 07:55:30 +08", "2022-02-07T07:55:30+08:00"),
        ("20220207T075530Z", "2022-02-07T07:55:30Z"),
        ("20220207", "2022-02-07"),
        ("2022/2/7", "2022-02-07"),
        ("2022 02 07", "2022-02-07"),
        ("23.02.2022", "2022-02-23"),
        ("23-02-2022", "2022-02-23"),
        ("02/23/2022 4pm +0100", "2022-02-23T16:00:00+01:00"),
        ("Monday 2022-02-07", "2022-02-07"),
        ("Feb. 7, 2022", "2022-02-07"),
        ("7 Feb 2022 24:00:00 GMT", "2022-02-08T00:00:00Z"),
        ("Monday, February 7, 2022 10:00 GMT", "2022-02-07T10:00:00Z"),
        ("Mon Feb 07 2022 15:55:30 GMT+0800 (China Standard Time)", "2022-02-07T15:55:30+08:00"),
        ("1644220530000", "2022-02-07T07:55:30Z"),
        ("2022年2月7日", "2022-02-07"),
        ("2022年2月7日（星期一）", "2022-02-07"),
        ("2022年2月7日(月)", "2022-02-07"),
    ],
)
def test_one_reading(written: str, says: str) -> None:
    found = module("date-format").read_date(written)
    assert (found.canonical, found.swapped, found.problem) == (says, "", "")


@pytest.mark.parametrize(
    ("written", "local", "letters"),
    [
        ("2022-02-07 07:55", "2022-02-07T07:55:00", ""),
        ("20220207075530", "2022-02-07T07:55:30", ""),
        ("2022年2月7日 下午3:55", "2022-02-07T15:55:00", ""),
        ("2022年2月7日15时55分", "2022-02-07T15:55:00", ""),
        ("Feb 7 2022 4pm EST", "2022-02-07T16:00:00", "EST"),
        ("7 Feb 2022 07:55:30 CST", "2022-02-07T07:55:30", "CST"),
        ("7 Feb 2022 07:55:30 -0000", "2022-02-07T07:55:30", "-0000"),
        ("2022-02-07T07:55:30-00:00", "2022-02-07T07:55:30", "-0000"),
    ],
)
def test_no_zone_is_invented(written: str, local: str, letters: str) -> None:
    found = module("date-format").read_date(written)
    assert (found.canonical, found.local, found.letters, found.problem) == ("", local, letters, "")


@pytest.mark.parametrize("time", ["", " 10:00 GMT", " 10:00:00 +0000"])
@pytest.mark.parametrize("separator", ["/", ".", "-", " "])
def test_day_and_month_that_could_be_swapped_have_two_readings(separator: str, time: str) -> None:
    found = module("date-format").read_date(separator.join(("07", "02", "2022")) + time)
    assert (found.canonical[:10], found.swapped[:10]) == ("2022-02-07", "2022-07-02")


@pytest.mark.parametrize(
    "written",
    [
        "2022-02-30",
        "0000-00-00 00:00:00",
        "2022-02-07T07:60:00Z",
        "2022-02-07T07:55:30+0860",
        "Invalid Date",
        "2022",
        "Feb 2022",
        "07/02/22",
        "2022.02",
        "Q1 2022",
        "2022-02-07, 2022-02-08",
        "2022-02-07/2022-02-09",
        "10 Feb - 12 Feb 2022",
        "2022-02-07 (updated 2022-03-01)",
        "Tue, 07 Feb 2022 07:55:30 GMT",
        "Sunday 7th of February 2022",
        "令和4年2月7日",
        "2022年2月7日 星期二",
        "民国111年2月7日",
        "3 de mayo de 2021",
        "soon",
    ],
)
def test_what_is_no_date_says_why(written: str) -> None:
    found = module("date-format").read_date(written)
    assert found.problem
    assert (found.canonical, found.local, found.swapped) == ("", "", "")
