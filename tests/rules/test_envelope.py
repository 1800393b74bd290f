"""What may stand around front matter: what is read, what is reported, and what --fix writes."""

from __future__ import annotations

import pytest

from newslint.document.document import Document
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


# What stands between a file and the readers of its front matter, one row for each case: what newslint reads (the format
# and the keys), what it reports (rules), and what --fix writes (None: nothing changes).
ALL = "title date author"
FENCE, SYNTAX, MISSING, TWICE = (
    [name] for name in ("front-matter-position", "front-matter-syntax", "missing-metadata", "duplicate-key")
)
ROWS = {
    "blank line": (f"\n---\n{KEYS}---\n\nText.\n", "yaml", ALL, FENCE, CLEAN),
    "mark": (f"\ufeff---\n{KEYS}---\n\nText.\n", "yaml", ALL, FENCE, CLEAN),
    "CRLF": (CLEAN.replace("\n", "\r\n"), "yaml", ALL, ["line-ending"], CLEAN),
    "space after the fence": (f"--- \n{KEYS}---\n\nText.\n", "yaml", ALL, FENCE, CLEAN),
    "four hyphens": (f"----\n{KEYS}----\n\nText.\n", "yaml", ALL, FENCE * 2, CLEAN),
    "hyphens in the body": (f"{CLEAN}\n---\n\nMore.\n", "yaml", ALL, [], None),
    "hyphens in a quoted value": (
        '---\ntitle: "A\n---\nB"\nauthor: C\n---\n\nText.\n', "yaml", "", SYNTAX, None,
    ),
    "unterminated": (f"---\n{KEYS}\nText.\n", "none", "", SYNTAX, None),
    "closed by dots": (f"---\n{KEYS}...\n\nText.\n", "yaml", ALL, FENCE, CLEAN),
    "empty": ("---\n---\n\nText.\n", "yaml", "", MISSING * 3, None),
    "TOML": (
        '+++\n# c\ntitle = "A"\ndate = 2024-01-02\nauthor = "B"\n+++\n\nText.\n', "toml", ALL, [], None,
    ),
    "JSON": (
        '{\n  "title": "A",\n  "date": "2024-01-02",\n  "author": "B"\n}\n\nText.\n', "json", ALL, [], None,
    ),
    "JSON on one line is text": ('{"title": "A", "date": "2024-01-02"}\n\nText.\n', "none", "", MISSING, None),
    "Hexo's JSON": (
        '"title": "A",\n"date": "2024-01-02",\n"author": "B"\n;;;\n\nText.\n', "json", ALL, [], None,
    ),
    "Hexo's JSON between fences": (
        ';;;\n"title": "A",\n"date": "2024-01-02",\n"author": "B"\n;;;\n\nText.\n', "json", ALL, [], None,
    ),
    "no opening fence": (f"{KEYS}---\n\nText.\n", "none", "", MISSING + FENCE, None),
    "a key twice": (CLEAN.replace("title: A", "title: A\ntitle: C"), "yaml", f"title {ALL}", TWICE, None),
    "a key twice, the same": (CLEAN.replace("title", "title: A\ntitle"), "yaml", f"title {ALL}", TWICE, CLEAN),
    "comments": (f"---\n# c\n{KEYS}# d\n---\n\nText.\n", "yaml", ALL, [], None),
    "a list": ("---\n- a\n- b\n---\n\nText.\n", "yaml", "", SYNTAX, None),
    "a text": ("---\njust text\n---\n\nText.\n", "none", "", MISSING, None),
    "a number as a key": (
        f"---\n{KEYS}1: C\n---\n\nText.\n", "yaml", "title date author 1", ["ambiguous-scalar"],
        CLEAN.replace("author: B\n", 'author: B\n"1": C\n'),
    ),
    "no space after colons": (
        CLEAN.replace(": ", ":"), "yaml", ALL, SYNTAX * 3, CLEAN,
    ),
    "wide colons": (
        CLEAN.replace(": ", "\uff1a"), "yaml", ALL, SYNTAX * 3, CLEAN,
    ),
    "no-break spaces after colons": (
        CLEAN.replace(": ", ":\u00a0"), "yaml", ALL, SYNTAX * 3, CLEAN,
    ),
    "in a comment": (
        f"<!--\n---\n{KEYS}---\n-->\n\nText.\n", "none", "", MISSING + FENCE, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_each_envelope(row: str) -> None:
    text, form, keys, names, written = ROWS[row]
    source = Source(text, "a.md")
    front_matter = Document.parse(source).front_matter
    assert front_matter.format.value == form
    assert [entry.key for entry in front_matter.entries] == keys.split()
    assert [finding.name for finding in CHECKER.check(Document.parse(source))] == names
    fixed = fix(source, CHECKER)
    assert fixed.problems == []
    assert fixed.text == (text if written is None else written)
