"""What may stand around front matter: what is read, what is reported, and what --fix writes."""

from __future__ import annotations

import pytest

from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load

CHECKER = Checker(load().create())
KEYS = "title: A\ndate: 2024-01-02\nauthor: B\n"
CLEAN = f"---\n{KEYS}---\n\nText.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"\n\n---\n{KEYS}---\n\nText.\n",
        f"  ---\n{KEYS}---\n\nText.\n",
        f"\ufeff---\n{KEYS}---\n\nText.\n",
        f"\n\ufeff\n---\n{KEYS}---\n\nText.\n",
        f"---  \n{KEYS}---\t\n\nText.\n",
        f"----\n{KEYS}----\n\nText.\n",
        f"----\n{KEYS}---\n\nText.\n",
        f"---\n{KEYS}...\n\nText.\n",
        f"---\r\n{KEYS}---\r\n\r\nText.\r\n".replace("\n", "\r\n").replace("\r\r", "\r"),
        f"---\n\n{KEYS}\n---\nText.\n",
    ],
)
def test_everything_that_is_certain_becomes_the_canonical_envelope(text: str) -> None:
    fixed = fix(Source(text, "a.md"), CHECKER)
    assert fixed.text == CLEAN
    assert fixed.findings == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"---\n{KEYS}\nText.\n", "never ends"),
        ("---\n- a\n- b\n---\n\nText.\n", "a list"),
        (f"<!--\n---\n{KEYS}---\n-->\n\nText.\n", "Hugo alone"),
        ('---\ntitle: "A\n---\nB"\ndate: 2024-01-02\n---\n\nText.\n', "closed below the fence"),
    ],
)
def test_what_is_not_certain_is_reported_and_left_as_it_is(text: str, message: str) -> None:
    fixed = fix(Source(text, "a.md"), CHECKER)
    assert fixed.text == text
    assert any(message in finding.message and finding.fix is None for finding in fixed.findings), fixed.findings


def test_a_missing_opening_fence_is_an_unsafe_fix() -> None:
    text = f"{KEYS}---\n\nText.\n"
    fixed = fix(Source(text, "a.md"), CHECKER)
    assert fixed.text == text
    assert any("opening fence is missing" in finding.message for finding in fixed.findings), fixed.findings
    assert fix(Source(text, "a.md"), CHECKER, unsafe=True).text == CLEAN


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        f"---\n{KEYS}---\n\nOne.\n\n---\n\nTwo.\n",
        "---\n---\n\nText.\n",
        '+++\ntitle = "A"\ndate = 2024-01-02\nauthor = "B"\n+++\n\nText.\n',
        '{\n  "title": "A",\n  "date": "2024-01-02",\n  "author": "B"\n}\n\nText.\n',
        '{\n"title": "A",\n"date": "2024-01-02",\n"author": "B"\n}\n;;;\n\nText.\n',
        '"title": "A",\n"date": "2024-01-02",\n"author": "B"\n;;;\n\nText.\n',
        "Dear all:\nas agreed:\n\n---\n\nText.\n",
        "Note: this is prose.\nIt goes on.\n---\n\nText.\n",
    ],
)
def test_what_is_right_stays_to_the_byte(text: str) -> None:
    assert fix(Source(text, "a.md"), CHECKER).text == text
