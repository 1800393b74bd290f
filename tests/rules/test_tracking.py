"""The rules on tracking: what their examples cannot show."""

from __future__ import annotations

from pathlib import Path

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
CODES = [rule.code for rule in REGISTRY.rules if rule.code.startswith("TRK")]
CHECKER = Checker(REGISTRY.create(CODES))


def findings(text: str, path: str = "a.html") -> list[Finding]:
    found = CHECKER.check(Document.parse(Source(text, path)))
    assert not [one for one in found if one.code == "ENG003"], found
    return found


def fixed(text: str, path: str = "a.html", *, unsafe: bool = False) -> str:
    result = fix(Source(text, path), CHECKER, unsafe=unsafe)
    assert not result.problems, [problem.message for problem in result.problems]
    assert fix(Source(result.text, path), CHECKER, unsafe=unsafe).text == result.text
    return result.text


# Addresses


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("https://a.example/?b=%E4%B8%AD&fbclid=1&c", "https://a.example/?b=%E4%B8%AD&c"),
        ("https://a.example/?fbclid=1&amp;b=1&#38;c=2", "https://a.example/?b=1&#38;c=2"),
        ("https://a.example/?b=1&#x26;fbclid=1", "https://a.example/?b=1"),
        ("https://a.example/?fbclid=1&fbclid=2#c&fbclid=3", "https://a.example/#c&fbclid=3"),
        ("https://A.example:80/?FBCLID=1", "https://A.example:80/"),
        ("https://a.example/?&fbclid=1&", "https://a.example/?&"),
        ("https://a.example/?b=x&fbclid=1&sect=2", "https://a.example/?b=x&sect=2"),
        ("//a.example/?fbclid=1", "//a.example/"),
        ("/b?c&fbclid", "/b?c"),
    ],
)
def test_nothing_but_the_parameter_goes(written: str, clean: str) -> None:
    for quote in ('"', "'", ""):
        assert fixed(f"<a href={quote}{written}{quote}>A</a>") == f"<a href={quote}{clean}{quote}>A</a>"


@given(
    st.lists(
        st.sampled_from(
            ["utm_source=x", "fbclid", "a=1", "b=%26", "c=é", "sig=1", "&copy=2", "amp;d=1", "#", "?", "gclid=;"]
        ),
        max_size=6,
    ),
    st.sampled_from(["&", "&amp;", "&#38;"]),
)
def test_any_query_is_cleaned_once_and_for_all(parts: list[str], joiner: str) -> None:
    fixed(f'<p><a href="https://a.example/?{joiner.join(parts)}">A</a></p>\n')
    fixed(f"[A](https://a.example/?{joiner.join(parts)}) and <https://a.example/?{joiner.join(parts)}>\n", "a.md")
    fixed(f"See https://a.example/?{joiner.join(parts)}.\n", "a.md", unsafe=True)


def test_a_label_of_a_reference_may_be_used_often() -> None:
    text = "[A][a] [a] [B][A] ![C][a]\n\n[a]: https://a.example/?fbclid=1\n"
    assert fixed(text, "a.md") == text.replace("?fbclid=1", "")


@pytest.mark.parametrize("unit", ["](", "[https://a.example/?fbclid=", "<a href=", "https://a.example/?fbclid=)"])
def test_hostile_text_ends(unit: str) -> None:
    for path in ("a.md", "a.html"):
        findings(unit * 20_000, path)


def test_links_inside_links_are_not_gone_through_again_and_again() -> None:
    findings('<a href="https://a.example/?fbclid=1">' * 10_000 + "A" + "</a>" * 10_000)


def test_the_real_settings_of_the_family_reach_all_rules(tmp_path: Path) -> None:
    from newslint.config.discovery import Configurations
    from newslint.running.profiles import Profiles

    (tmp_path / "newslint.toml").write_text(
        'select = ["TRK"]\n[tracking]\nkeep = ["a.example", "link.zhihu.com"]\n', encoding="utf-8"
    )
    configuration = Configurations().of_folder(str(tmp_path))
    profiles = Profiles()
    profiles.validate(configuration)
    checker = profiles.of(configuration.settings(str(tmp_path / "a.html"))).checker
    text = (
        '<a href="https://b.a.example/?fbclid=1">A</a>'
        '<a href="https://link.zhihu.com/?target=https%3A%2F%2Fb.example">A</a>'
    )
    assert not checker.check(Document.parse(Source(text, "a.html")))
    assert len(checker.check(Document.parse(Source(text.replace("a.example", "c.example"), "a.html")))) == 1
