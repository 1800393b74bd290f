"""The front matter of real articles, fixed: all of it is YAML then, and it says what it said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import yaml

from newslint.document.document import Document
from newslint.document.front_matter import Format
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load
from newslint.linting.rule import Rule
from tests.shared_data import articles

LAYOUT = frozenset(("front-matter-spacing", "key-order", "scalar-style", "list-style"))
# Those that write another value, and say so: a date in another form, text without markup, quotes round a number.
NEW_VALUES = frozenset(("date-format", "metadata-markup", "ambiguous-scalar"))
# Not repaired, with the reason: a quote alone on a line, in the middle of a value without quotes.
NOT_REPAIRED = {"2019-01-13-generator.md": "a quote is opened here and never closed"}


def of_front_matter(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that edit front matter; those of the body would take ten times as long."""
    return [rule for rule in rules if rule.code.startswith("MET") or rule.name in LAYOUT]


RULES = of_front_matter(load().create())
ALL = Checker(RULES)
SAME_VALUES = Checker([rule for rule in RULES if rule.name not in NEW_VALUES])
CHANGING = Checker([rule for rule in RULES if rule.name in NEW_VALUES])


def values(text: str) -> Any:
    """What PyYAML makes of the front matter of *text*; the error, if it does not read it; None if it is no YAML."""
    front_matter = Document.parse(Source(text, "a.md")).front_matter
    if front_matter.format is not Format.YAML:
        return None
    try:
        return yaml.load(text[front_matter.content_start : front_matter.content_end], Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        return error


def differences(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The keys whose values differ, or their types."""
    return {key for key in {**before, **after} if repr(before.get(key)) != repr(after.get(key))}


@pytest.fixture(scope="module")
def sources() -> list[tuple[str, Source]]:
    return [(path.name, Source.decode(path.read_bytes(), path.name)) for path in articles()]


def test_all_is_yaml_afterwards_and_says_what_it_said(sources: list[tuple[str, Source]]) -> None:
    unreadable = repaired = compared = 0
    for name, source in sources:
        before = values(source.text)
        if before is None:
            continue
        fixed = fix(source, ALL)
        assert not fixed.problems, (name, [problem.message for problem in fixed.problems])
        after = values(fixed.text)
        if name in NOT_REPAIRED:
            assert isinstance(after, Exception)
            assert any(NOT_REPAIRED[name] in finding.message for finding in fixed.findings), name
            unreadable += 1
        elif isinstance(before, Exception):
            assert isinstance(after, dict), name
            repaired += 1
        elif isinstance(before, dict):
            assert isinstance(after, dict), name
            named = changed_by_name(source) if (differing := differences(before, after)) else set()
            assert differing <= named, (name, differing - named)
            compared += 1
        assert fix(Source(fixed.text, source.path), ALL).text == fixed.text, name
    assert unreadable == len(NOT_REPAIRED)
    assert repaired >= 60
    assert compared > 2000


def changed_by_name(source: Source) -> set[str]:
    """The keys of which a rule says that it writes another value."""
    document = Document.parse(source)
    fixes = [finding for finding in CHANGING.check(document) if finding.fix is not None]
    return {
        entry.key
        for entry in document.front_matter.entries
        if any(entry.start <= finding.start < entry.end for finding in fixes)
    }


def test_without_the_rules_that_say_so_no_value_changes(sources: list[tuple[str, Source]]) -> None:
    edited = 0
    for name, source in sources:
        before = values(source.text)
        if isinstance(before, dict):
            fixed = fix(source, SAME_VALUES)
            after = values(fixed.text)
            assert isinstance(after, dict), name
            assert not differences(before, after), name
            edited += fixed.text != source.text
    assert edited > 1000
