"""What holds for every text, whatever it is: promises of the README, on generated input."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Safety
from newslint.linting.registry import load

CHECKER = Checker(load().create())
PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<ul>", "</ul>", "<li>", "</li>", "<pre>",
        "</pre>", "<code>", "</code>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<br />", "<hr>",
        "<img src=a.jpg>", "<img data-src='b.jpg' src=''>", "<iframe></iframe>", "<iframe data-src='https://v.qq.com/x'></iframe>",
        "<a href='https://a.example/?utm_source=x&amp;b=1'>", "</a>", "<a href='javascript:x'>", "<font color=red>", "</font>",
        "<center>", "</center>", "<p style='margin:0; text-align: center'>", "<p align=center>", "<script>x</script>", "<style>.a{}</style>",
        "<!-- a -->", "<!-- more-->", "<!--", "-->", "<![if !x]>", "word", "two words", "\u3000\u3000\u7532", "&nbsp;&nbsp;", "\u200b",
        "\u00a0", "&hellip;", "&lt;", "&#150;", " ", "\n", "\n\n", "\n    ", "\t", "\r\n", "{{ x }}", "{% raw %}", "{% endraw %}", "*a*", "`b`",
        "# c\n", "> d\n", "- e\n", "1. f\n", "```\n", "<svg viewBox='0'>", "</svg>", "\ufeff", "</body>", "<P CLASS=x onclick=y>",
    ]
)  # fmt: skip
BODIES = st.lists(PIECES, max_size=12).map("".join)
FRONT = st.lists(
    st.sampled_from(
        [
            "title: A", "title: 'B c'", "title: D: e", "date: 2022-02-07 07:55:30 +0800", "date: Mon, 07 Feb 2022 07:55:30 GMT",
            "author:   F  ", "tags: [g, 'h: i']", "categories: \n - j\n - k", "# a comment", "", "text: |\n  l\n\n  m", "n: {o: p}",
            "q: &r s", "t: *r", "url: https://u.example/?v=w", "x: @y", "z: no",
        ]
    ),
    max_size=6,
).map(lambda lines: "---\n" + "".join(f"{line}\n" for line in lines) + "---\n")  # fmt: skip
FILES = st.builds(
    lambda before, front, body: before + front + body,
    st.sampled_from(["", "\n", "\ufeff"]),
    st.one_of(st.just(""), FRONT),
    BODIES,
)


@pytest.mark.parametrize("path", ["a.html", "a.md"])
@settings(max_examples=250, deadline=None)
@given(text=FILES)
def test_once_is_enough(path: str, text: str) -> None:
    """On text as broken as this the guard may refuse a rule's fixes; nothing may crash, loop, or change twice."""
    fixed = fix(Source(text, path), CHECKER)
    assert {problem.code for problem in fixed.problems} <= {"ENG004", "ENG006"}, fixed.problems
    if not fixed.problems:
        assert not [f for f in fixed.findings if f.fix is not None and f.fix.safety is Safety.SAFE], fixed.findings
    again = fix(Source(fixed.text, path), CHECKER)
    assert again.text == fixed.text


@pytest.mark.parametrize("path", ["a.html", "a.md"])
@settings(max_examples=150, deadline=None)
@given(text=FILES)
def test_findings_are_spans_of_the_text(path: str, text: str) -> None:
    for finding in CHECKER.check(Document.parse(Source(text, path))):
        assert finding.code != "ENG003", finding.message
        assert 0 <= finding.start <= finding.end <= len(text)
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    for path in ("a.html", "a.md", "a.txt"):
        fixed = fix(Source(text, path), CHECKER)
        assert not [problem for problem in fixed.problems if problem.code == "ENG003"]
