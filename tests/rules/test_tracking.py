"""The rules on tracking: what their examples cannot show."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.config.discovery import Configurations
from newslint.config.errors import SettingsError
from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding
from newslint.linting.registry import Registry, load
from newslint.running.profiles import Profiles

REGISTRY: Registry = load()
CODES = [rule.code for rule in REGISTRY.rules if rule.code.startswith("TRK")]
CHECKER = Checker(REGISTRY.create(CODES))
# As it is called when it runs; a type checker knows it by another name.
endless = import_module("newslint.rules.tracking._patterns").endless


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


# Settings


def checker(root: Path, settings: str) -> Checker:
    (root / "newslint.toml").write_text(f'select = ["TRK"]\n{settings}', encoding="utf-8")
    configuration = Configurations().of_folder(str(root))
    profiles = Profiles()
    profiles.validate(configuration)
    return profiles.of(configuration.settings(str(root / "a.html"))).checker


def test_the_exempt_hosts_of_the_family_reach_all_rules(tmp_path: Path) -> None:
    text = (
        '<a href="https://b.a.example/?fbclid=1">A</a>'
        '<a href="https://link.zhihu.com/?target=https%3A%2F%2Fb.example">A</a>'
        '<a href="https://c.duomai.com/track.php?t=https://shop.example">A</a>'
        '<img src="https://wsrv.nl/?url=b.example/1.jpg">'
    )
    document = Document.parse(Source(text, "a.html"))
    hosts = '"a.example", "link.zhihu.com", "duomai.com", "wsrv.nl"'
    assert not checker(tmp_path, f"[tracking]\nkeep = [{hosts}]\n").check(document)
    assert len(checker(tmp_path, "").check(document)) == 4


@pytest.mark.parametrize(
    "host", ["https://a.example/", "*.a.example", ".a.example", "A.example", "a.example/b", "a.example:80", "a b", ""]
)
def test_what_is_no_host_exempts_none_and_is_an_error(tmp_path: Path, host: str) -> None:
    with pytest.raises(SettingsError, match="is no host; write it like"):
        checker(tmp_path, f'[tracking]\nkeep = ["{host}"]\n')


@pytest.mark.parametrize(
    "host", ["localhost", "a-b.c--d.example", "127.0.0.1", "xn--bcher-kva.example", "b\u00fccher.example"]
)
def test_what_is_a_host_is_none(tmp_path: Path, host: str) -> None:
    checker(tmp_path, f'[tracking]\nkeep = ["{host}"]\n')


def with_list(root: Path, provider: dict[str, Any], text: str, *, unsafe: bool = False) -> str:
    (root / "lists").mkdir(exist_ok=True)
    path = root / "lists" / f"{len(list((root / 'lists').iterdir()))}.json"
    path.write_text(json.dumps({"providers": {"one": provider}}), encoding="utf-8")
    rules = checker(root, f'[tracking]\nlists = ["lists/{path.name}"]\n')
    result = fix(Source(text, "a.html"), rules, unsafe=unsafe)
    assert not result.problems, [problem.message for problem in result.problems]
    return result.text


LINK = '<a href="https://shop.example/{}">A</a>'


@pytest.mark.parametrize(
    ("more", "written", "clean"),
    [
        ({"rules": ["p[a-z]"]}, "?pa=1&pab=2&xpa=3&PB=4", "?pab=2&xpa=3"),
        ({"rules": ["pa", "(?<kind>pb)"]}, "?pb=1#pa=2&b=3", "#b=3"),
        ({"rules": ["pa"]}, "?pa=1&sig=2", "?pa=1&sig=2"),
        ({"rules": ["pa"]}, "#pa", "#pa"),
        ({"rules": ["pa"]}, "?%70a=1", "?%70a=1"),
        ({"rawRules": ["/ref=[^/?]*"]}, "a/ref=b/REF=c", "a"),
        ({"rawRules": ["/ref=[^/?]*"], "rules": ["pa"]}, "a/ref=b?pa=1", "a"),
        ({"rawRules": [".*"]}, "a", "a"),
        ({"rules": ["pa"], "exceptions": ["/cart"]}, "Cart?pa=1", "Cart?pa=1"),
        ({"rules": ["pa"], "completeProvider": True}, "?pa=1", ""),
        ({"referralMarketing": ["pa"]}, "?pa=1", "?pa=1"),
    ],
)
def test_a_list_says_what_tracks(tmp_path: Path, more: dict[str, Any], written: str, clean: str) -> None:
    provider = {"urlPattern": "^https?://shop[.]example", **more}
    assert with_list(tmp_path, provider, LINK.format(written)) == LINK.format(clean)
    other = LINK.replace("shop", "other").format(written)
    assert with_list(tmp_path, provider, other) == other


def test_who_earns_by_a_link_is_taken_out_on_request(tmp_path: Path) -> None:
    provider = {"urlPattern": "shop", "referralMarketing": ["pa"]}
    assert with_list(tmp_path, provider, LINK.format("?pa=1&b=2"), unsafe=True) == LINK.format("?b=2")


@pytest.mark.parametrize(
    ("target", "clean"),
    [
        ("https%3A%2F%2Fb.example%2F%3Fc", "https://b.example/?c"),
        ("https%253A%252F%252Fb.example", "https://b.example"),
        ("http://b.example", "http://b.example"),
        ("%2F%2Fb.example", "https://b.example"),
        ("javascript%3Aalert(1)", ""),
        ("%2Fb", ""),
        ("", ""),
    ],
)
def test_a_list_says_where_an_address_leads(tmp_path: Path, target: str, clean: str) -> None:
    provider = {"urlPattern": "shop", "redirections": ["shop[.]example/away[?]to=([^&]*)"]}
    text = LINK.format(f"away?to={target}&x=1")
    assert with_list(tmp_path, provider, text) == (f'<a href="{clean}">A</a>' if clean else text)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not valid JSON"),
        ("[" * 100_000, "is not valid JSON"),
        ("[]", 'expected an object with "providers"'),
        ('{"providers": []}', 'expected an object with "providers"'),
        ('{"providers": {"a": 1}}', "providers.a: expected an object"),
        ('{"providers": {"a": {}}}', "providers.a: urlPattern: expected a regular expression"),
        ('{"providers": {"a": {"urlPattern": "["}}}', "providers.a: urlPattern: not a regular expression: [: "),
        ('{"providers": {"a": {"urlPattern": "a", "rules": "b"}}}', "providers.a: rules: expected a list of"),
        ('{"providers": {"a": {"urlPattern": "a", "rules": ["(b+)+"]}}}', "providers.a: rules: (b+)+: may take for"),
        ('{"providers": {"a": {"urlPattern": "a", "redirections": ["b"]}}}', "redirections: no group in b"),
        ('{"providers": {"a": {"urlPattern": "a{99999999999}"}}}', "not a regular expression"),
    ],
)
def test_what_is_wrong_with_a_list_is_an_error_of_the_settings(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "list.json").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        checker(tmp_path, '[tracking]\nlists = ["list.json"]\n')
    assert message in str(error.value)
    assert str(tmp_path / "list.json") in str(error.value)
    assert "tracking.lists" in str(error.value)


def test_a_list_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.json cannot be read: No such file"):
        checker(tmp_path, '[tracking]\nlists = ["none.json"]\n')
    with pytest.raises(SettingsError, match="expected a list of paths of files"):
        checker(tmp_path, '[tracking]\nlists = "none.json"\n')


@pytest.mark.parametrize(
    "pattern",
    [
        r"^https?:\/\/(?:[a-z0-9-]+\.)*?shop(?:\.[a-z]{2,}){1,}\/url\?.*?(?:url|q)=(https?[^&]+)",
        r"(?:%3F)?vn(?:_[a-z]*)+",
        r"^https?:\/\/([a-z0-9-\.])*(chat|drive)\.shop",
        r"[^/]+/[^/]+\/-\/x[^?]*\?.*?&?ref_?=.",
        r"(?:foo|bar)+(?!x+)",
        r"(?>a+)*b",
    ],
)
def test_patterns_as_lists_have_them_are_read(pattern: str) -> None:
    assert not endless(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a*)*", "(.*)*x", r"(?:\w+\s?)*$", "((ab?)+c?)+d", "(a|ab|b)*c", "(?:[a-z.]+[.])*x", "x(?=(a+)+)y"],
)
def test_patterns_without_an_end_are_not(pattern: str) -> None:
    assert endless(pattern)
