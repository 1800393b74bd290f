from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.linting.gate import _CHUNK, Gate
from newslint.linting.registry import load
from newslint.linting.rule import TextRule

TEXT_RULES = [rule for rule in load().create() if isinstance(rule, TextRule) and TextRule in type(rule).__bases__[:1]]

LITERALS = st.sampled_from(
    ["a", "\u200b", "&nbsp;", "\u7532", "\r", "\n ", "\u3000", "?", "\u00ad", "&", "utm_", "\u0096"]
)


@given(
    st.lists(st.lists(LITERALS, min_size=1, max_size=4), max_size=5),
    st.lists(st.one_of(LITERALS, st.characters()), max_size=8).map("".join),
)
def test_a_gate_opens_exactly_for_those_with_a_literal_that_occurs(watched: list[list[str]], text: str) -> None:
    expected = [place for place, literals in enumerate(watched) if any(literal in text for literal in literals)]
    assert Gate(watched).lets_through(text) == expected


def test_a_word_inside_or_across_another_one_is_found() -> None:
    watched = [["appeared first"], ["first appeared"], ["peared f"]]
    assert Gate(watched).lets_through("it appeared first appeared") == [0, 1, 2]


def test_a_word_is_found_where_the_text_is_cut_for_the_automaton() -> None:
    gate = Gate([["newsletter"]])
    for before in range(_CHUNK - len("newsletter") - 1, _CHUNK + 2):
        assert gate.lets_through("." * before + "newsletter") == [0]


def test_without_literals_everything_passes() -> None:
    assert Gate([(), ["a"], ()]).lets_through("") == [0, 2]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in TEXT_RULES])
def test_every_text_rule_names_the_literals_without_which_it_finds_nothing(rule: TextRule) -> None:
    assert rule.literals
    gate = Gate([rule.literals])
    for bad in rule.BAD:
        assert not bad.count or gate.lets_through(bad.text), bad.text
