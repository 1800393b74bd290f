"""Front matter that is canonical stays byte for byte; comments and unknown keys outlive every fix."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.config.settings import TARGETS
from newslint.document.front_matter import quote, read
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load

CHECKER = Checker(load().create())
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=30)
WORDS = TEXT.map(lambda text: " ".join(text.split())).filter(
    lambda text: bool(text) and not re.search(r"[<>&{}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f]", text)
)
NAMES = st.from_regex(r"[a-z]{3,9}_x", fullmatch=True)
DATES = st.dates(min_value=datetime.date(1995, 1, 1), max_value=datetime.date(2025, 1, 1)).map(
    lambda day: f"{day}T07:55:30+02:00"
)


@st.composite
def canonical(draw: st.DrawFn) -> str:
    lines = [f"title: {quote(draw(WORDS))}", f"date: {draw(DATES)}", "author: Ann Lee"]
    tags = draw(st.lists(st.from_regex(r"[a-z]{3,8}", fullmatch=True), unique=True, max_size=3))
    if tags:
        lines += ["tags:", *(f"  - {quote(tag)}" for tag in tags)]
    for name in draw(st.lists(NAMES, unique=True, max_size=4)):
        if draw(st.booleans()):
            lines.append(f"# {name} is the printer's")
        lines.append(f"{name}: {draw(st.one_of(WORDS.map(quote), st.just('12'), st.just('true')))}")
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n\n<p>A</p>\n"


@settings(max_examples=200, deadline=None)
@given(text=canonical())
def test_what_is_canonical_stays_byte_for_byte(text: str) -> None:
    assert fix(Source(text, "a.html"), CHECKER).text == text


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=60, deadline=None)
@given(text=canonical(), name=NAMES, value=WORDS)
def test_comments_and_unknown_keys_outlive_every_fix(target: str, text: str, name: str, value: str) -> None:
    line = f"{name}y: {quote(value)}"
    broken = text.replace("---\n", f"--- \n# kept: as it is\n{line}\npost_title: B: c\npubDate: Feb 7, 2022\n", 1)
    fixed = fix(Source(broken, "a.html"), CHECKER, unsafe=True, target=target).text
    assert fixed.startswith("---\n")
    assert "# kept: as it is\n" in fixed
    assert line in fixed
    before, after = read(broken), read(fixed)
    known = {"title", "post_title", "date", "pubDate", "author", "authors"}
    for entry in before.entries:
        if entry.key not in known:
            found = after.get(entry.key)
            assert found is not None
            assert found.value == entry.value
