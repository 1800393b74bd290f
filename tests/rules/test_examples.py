"""Every rule against its own examples, and every table against its own entries."""

from __future__ import annotations

import re

import pytest

from newslint.linting.engine import ALL as ENGINE_FINDINGS
from newslint.linting.knowledge import Entry
from newslint.linting.registry import Registry, catalogue, family, load
from newslint.linting.rule import Bad, Good, Rule
from newslint.testing import prove_bad, prove_entry, prove_good

REGISTRY: Registry = load()
GOOD = [
    pytest.param(rule, good, id=f"{rule.name}-{number}")
    for rule in REGISTRY.rules
    for number, good in enumerate(rule.GOOD)
]
BAD = [
    pytest.param(rule, bad, id=f"{rule.name}-{number}")
    for rule in REGISTRY.rules
    for number, bad in enumerate(rule.BAD)
]
ENTRIES = [
    pytest.param(rule, entry, id=f"{rule.name}-{entry.producer}-{number}")
    for rule in REGISTRY.rules
    for number, entry in enumerate(REGISTRY.knowledge(rule))
]


@pytest.mark.parametrize(("rule", "good"), GOOD)
def test_silent_on_good_examples(rule: type[Rule], good: Good) -> None:
    prove_good(rule, good, REGISTRY.knowledge(rule))


@pytest.mark.parametrize(("rule", "bad"), BAD)
def test_reports_and_fixes_bad_examples(rule: type[Rule], bad: Bad) -> None:
    prove_bad(rule, bad, REGISTRY.knowledge(rule))


@pytest.mark.parametrize(("rule", "entry"), ENTRIES)
def test_table_entries(rule: type[Rule], entry: Entry) -> None:
    prove_entry(rule, entry, REGISTRY.knowledge(rule))


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in REGISTRY.rules])
def test_a_rule_is_complete(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.__module__.rpartition(".")[2] == rule.name.replace("-", "_")
    assert any(bad.count for bad in rule.BAD), "no example that the rule reports"
    assert rule.GOOD, "no example on which the rule is silent"
    page = rule.__doc__ or ""
    for section in ("## What it finds", "## Why it matters", "## Fix safety"):
        assert section in page, f"the page lacks {section!r}"
    if rule.Options.names():
        assert "## Options" in page
        for option in rule.Options.names():
            assert f"`{option}`" in page, f"the page does not speak of the option {option}"


def test_an_option_has_one_type_in_a_family() -> None:
    """A table of the settings that bears the name of a family gives its values to all rules in it."""
    kinds: dict[tuple[str, str], str] = {}
    for rule in REGISTRY.rules:
        for name, kind in rule.Options.names().items():
            assert kinds.setdefault((family(rule), name), kind) == kind, (rule.name, name)


def test_the_catalogue_lists_exactly_the_rules() -> None:
    listed = catalogue()
    families = listed["families"]
    names = {code: entry["name"] for code, entry in listed["rules"].items()}
    assert names == {rule.code: rule.name for rule in REGISTRY.rules}
    for rule in REGISTRY.rules:
        assert families[rule.code[:3]] == family(rule)
    assert all(entry["status"] in ("stable", "preview") for entry in listed["rules"].values())
    assert all(code.startswith("ENG") for code, _ in ENGINE_FINDINGS)
    codes = [*names, *(entry["code"] for entry in listed.get("retired", ()))]
    assert len(codes) == len(set(codes))


def test_no_entry_is_for_a_rule_that_does_not_look_it_up() -> None:
    users = {rule.name for rule in REGISTRY.rules if rule.uses_knowledge}
    assert set(REGISTRY._tables) <= users
