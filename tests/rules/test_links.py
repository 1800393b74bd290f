"""The rules on links: what their examples cannot show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding
from newslint.linting.registry import Registry, load

REGISTRY: Registry = load()
CHECKER = Checker(REGISTRY.create([rule.code for rule in REGISTRY.rules if rule.code[:3] in ("LNK", "TRK")]))
FRONT = "---\nsource_url: https://www.a.example/news/1\n---\n\n"


def findings(text: str, path: str = "a.html") -> list[Finding]:
    found = CHECKER.check(Document.parse(Source(text, path)))
    assert not [one for one in found if one.code == "ENG003"], found
    return found


def fixed(text: str, path: str = "a.html", *, unsafe: bool = False) -> str:
    result = fix(Source(text, path), CHECKER, unsafe=unsafe)
    assert not result.problems, [problem.message for problem in result.problems]
    assert fix(Source(result.text, path), CHECKER, unsafe=unsafe).text == result.text
    return result.text


def test_several_rules_may_repair_one_address() -> None:
    text = '<a href=" //link.zhihu.com/?target=https%3A%2F%2Fb.example%2F%3Ffbclid%3D1%26c%3D2 " target="_blank">A</a>'
    assert fixed(text) == '<a href="https://b.example/?c=2">A</a>'
    text = FRONT + '<img src="/_next/image?url=%2Fa%2520b.jpg&amp;w=3" alt="A">\n'
    assert fixed(text, unsafe=True) == FRONT + '<img src="https://www.a.example/a%20b.jpg" alt="A">\n'


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("/a b", "/a%20b"),
        ("\t/a\n/b ", "/a/b"),
        ("/a?b= c&amp;amp;d=e f#g h", "/a?b=%20c&amp;d=e%20f#g%20h"),
        ("/a&amp;amp;b=c", "/a&amp;amp;b=c"),
        ("/a?b=c&amp;amp;d", "/a?b=c&amp;amp;d"),
        ("/a%2520b", "/a%2520b"),
    ],
)
def test_white_space_becomes_what_browsers_make_of_it(written: str, repaired: str) -> None:
    assert fixed(f'<a href="{written}">A</a>') == f'<a href="{repaired}">A</a>'


@given(st.text("ab /?&=#%25;:.\n\t\"'<>()[]\\_*é", max_size=30))
def test_any_address_is_repaired_once_and_for_all(address: str) -> None:
    fixed(f"{FRONT}<p><a href='{address}'>A</a></p>\n", unsafe=True)
    fixed(f"{FRONT}[A]({address}) ![B](<{address}>)\n\n[c]: {address}\n", "a.md", unsafe=True)


@given(
    st.lists(
        st.sampled_from(["//b.example/c", "/d", "e.jpg", "?f", "#g", "\\(", "(", ")", " ", "&amp;", "_"]), max_size=5
    )
)
def test_any_destination_is_repaired_once_and_for_all(parts: list[str]) -> None:
    address = "".join(parts)
    text = f"{FRONT}See [A]({address}) and ![B]({address} 'T') or [C](<{address}>) [D].\n\n[D]: {address}\n"
    fixed(text, "a.md", unsafe=True)


@pytest.mark.parametrize(
    "unit",
    [
        "](",
        "[a](//b",
        "<a href=//b.example>",
        "<a href='",
        "a://",
        "]:",
        "[a]: //b\n",
        "](((",
        "[a][b]\n\n[a]: https://a.example/?fbclid=1\n",
    ],
)
def test_hostile_text_ends(unit: str) -> None:
    for path in ("a.md", "a.html"):
        findings(FRONT + unit * 20_000, path)
