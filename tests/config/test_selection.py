"""From settings to rules: which selector decides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from newslint.config.discovery import Configuration, Settings
from newslint.config.errors import SettingsError
from newslint.config.selection import Selection, Selector
from newslint.config.settings import Layer, read_layer
from newslint.document.document import Document
from newslint.linting.finding import Finding
from newslint.linting.registry import Registry
from newslint.linting.rule import DocumentRule, Options, Rule
from newslint.linting.stage import Stage


class _Base(DocumentRule):
    stage = Stage.TEXT

    def check(self, document: Document) -> Iterator[Finding]:
        yield from ()


class _WithOptions(Options):
    words: tuple[str, ...] = ()
    limit: int = 1
    strict: bool = False
    label: str = ""


class _More(Options):
    strict: bool = False


def make(code: str, name: str, family: str, **more: Any) -> type[Rule]:
    return type(name, (_Base,), {"code": code, "name": name, "__module__": f"rules.{family}.x", **more})


class _Registry(Registry):
    @property
    def retired(self) -> dict[str, str]:
        return {"AAA009": "AAA001", "old-rule": "AAA001", "AAA008": "", "gone-rule": ""}


REGISTRY = _Registry(
    [
        make("AAA001", "first-rule", "alpha", Options=_WithOptions),
        make("AAA002", "second-rule", "alpha", Options=_More),
        make("AAA010", "tenth-rule", "alpha"),
        make("BBB001", "other-rule", "beta"),
        make("BBB002", "quiet-rule", "beta", default=False),
    ],
    {},
)
DEFAULT = "AAA001 AAA002 AAA010 BBB001"


def layer(text: str, origin: str = "newslint.toml") -> Layer:
    return read_layer(tomllib.loads(text), origin)


def select(*texts: str, ignores: Sequence[str] = ()) -> Selection:
    layers = tuple(layer(text) for text in texts)
    return Selector(REGISTRY).select(Settings(layers, tuple((layers[0], (one,)) for one in ignores)))


def codes(*texts: str, ignores: Sequence[str] = ()) -> str:
    return " ".join(select(*texts, ignores=ignores).codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", DEFAULT),
        ('select = ["ALL"]', DEFAULT + " BBB002"),
        ("select = []", ""),
        ('select = ["AAA"]', "AAA001 AAA002 AAA010"),
        ('select = ["alpha"]', "AAA001 AAA002 AAA010"),
        ('select = ["AAA00"]', "AAA001 AAA002"),
        ('select = ["AAA0"]', "AAA001 AAA002 AAA010"),
        ('select = ["AAA001"]', "AAA001"),
        ('select = ["first-rule", "BBB"]', "AAA001 BBB001 BBB002"),
        ('extend-select = ["quiet-rule"]', DEFAULT + " BBB002"),
        ('ignore = ["AAA"]', "BBB001"),
        ('ignore = ["ALL"]', ""),
        # The most specific selector decides, whatever the order.
        ('ignore = ["AAA"]\nextend-select = ["AAA002"]', "AAA002 BBB001"),
        ('select = ["AAA001"]\nignore = ["AAA"]', "AAA001"),
        ('select = ["AAA"]\nignore = ["AAA00"]', "AAA010"),
        ('select = ["AAA", "AAA001"]\nignore = ["AAA00"]', "AAA001 AAA010"),
        ('select = ["ALL"]\nignore = ["alpha"]', "BBB001 BBB002"),
        ('select = ["beta"]\nignore = ["ALL"]', "BBB001 BBB002"),
        # Of two that are equally specific, ignore.
        ('select = ["AAA"]\nignore = ["AAA"]', ""),
        ('select = ["AAA001"]\nignore = ["first-rule"]', ""),
    ],
)
def test_one_table(text: str, expected: str) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("weaker", "stronger", "expected"),
    [
        ('select = ["AAA"]', "", "AAA001 AAA002 AAA010"),
        ('select = ["AAA"]', 'select = ["BBB001"]', "BBB001"),
        ('select = ["AAA"]', 'extend-select = ["BBB001"]', "AAA001 AAA002 AAA010 BBB001"),
        ('extend-select = ["BBB002"]', 'select = ["AAA001"]', "AAA001"),
        ('select = ["AAA001"]', 'ignore = ["AAA"]', ""),
        ('select = ["ALL"]', 'ignore = ["ALL"]', ""),
        # What a weaker table turns off stays off, unless it is named at least as precisely.
        ('ignore = ["AAA001"]', 'select = ["AAA"]', "AAA002 AAA010"),
        ('ignore = ["AAA001"]', 'extend-select = ["ALL"]', "AAA002 AAA010 BBB001 BBB002"),
        ('ignore = ["AAA001"]', 'select = ["first-rule"]', "AAA001"),
        ('ignore = ["AAA"]', 'select = ["AAA"]', "AAA001 AAA002 AAA010"),
        ('ignore = ["AAA"]', 'select = ["ALL"]', "BBB001 BBB002"),
    ],
)
def test_a_stronger_table(weaker: str, stronger: str, expected: str) -> None:
    assert codes(weaker, stronger) == expected


def test_a_table_in_between_takes_back_what_was_turned_off() -> None:
    assert codes('ignore = ["AAA001"]', 'extend-select = ["AAA001"]', 'select = ["AAA"]') == "AAA001 AAA002 AAA010"


def test_per_file_ignores_come_after_all() -> None:
    assert codes('select = ["AAA001", "BBB001"]', ignores=["AAA"]) == "BBB001"
    assert codes("", 'select = ["AAA001"]', ignores=["first-rule"]) == ""


def test_safety() -> None:
    found = select(
        'extend-safe-fixes = ["AAA"]\nextend-unsafe-fixes = ["AAA002", "BBB"]', 'extend-safe-fixes = ["BBB001"]'
    )
    assert found.safe_codes == {"AAA001", "AAA010", "BBB001"}
    assert found.unsafe_codes == {"AAA002", "BBB002"}
    assert (select("").safe_codes, select("").unsafe_codes) == (frozenset(), frozenset())


def test_options() -> None:
    found = select(
        '[rules.first-rule]\nwords = ["a"]\nlimit = 2\n[alpha]\nstrict = true\nlimit = 9',
        '[rules.AAA001]\nlabel = "x"\nlimit = 3',
    )
    assert found.options == {
        "first-rule": {"words": ("a",), "strict": True, "limit": 3, "label": "x"},
        "second-rule": {"strict": True},
    }
    (rule,) = REGISTRY.create(["AAA001"], found.options)
    assert (rule.options.words, rule.options.limit, rule.options.strict, rule.options.label) == (("a",), 3, True, "x")


def test_a_retired_rule_stands_for_its_successor() -> None:
    selector = Selector(REGISTRY)
    found = selector.select(Settings((layer('select = ["AAA009", "gone-rule"]\n[rules.old-rule]\nlimit = 4'),)))
    assert found.codes == ("AAA001",)
    assert found.options == {"first-rule": {"limit": 4}}
    assert selector.warnings == [
        'newslint.toml: select: "AAA009" is retired; use "first-rule" (AAA001)',
        'newslint.toml: select: "gone-rule" is retired and has no successor',
    ]


MISTAKES = [
    ('select = ["AAA999"]', 'select: no such rule: "AAA999" (did you mean "AAA"?)'),
    ('select = ["aaa001"]', 'select: no such rule: "aaa001" (did you mean "AAA001"?)'),
    ('ignore = ["frist-rule"]', 'ignore: no such rule: "frist-rule" (did you mean "first-rule"?)'),
    ('ignore = ["A"]', 'ignore: no such rule: "A"'),
    ('ignore = ["AAA001x"]', 'ignore: no such rule: "AAA001x" (did you mean "AAA001"?)'),
    ('select = [""]', 'select: no such rule: ""'),
    ('extend-select = ["ENG001"]', 'extend-select: "ENG001": the findings of the engine itself are always on'),
    ('ignore = ["rule-crashed"]', 'ignore: "rule-crashed": the findings of the engine itself are always on'),
    ('ignore = ["ENG"]', 'ignore: "ENG": the findings of the engine itself are always on'),
    ('extend-safe-fixes = ["nothing-like-it"]', 'extend-safe-fixes: no such rule: "nothing-like-it"'),
    ("[rules.frist-rule]\nlimit = 1", 'rules.frist-rule: no such rule (did you mean "first-rule"?)'),
    ("[rules.first-rule]\nlimt = 1", 'rules.first-rule.limt: no such option (did you mean "limit"?)'),
    ("[rules.other-rule]\nlimit = 1", "rules.other-rule.limit: the rule has no options"),
    ('[rules.first-rule]\nlimit = "1"', 'rules.first-rule.limit: expected a whole number, got the string "1"'),
    ("[rules.first-rule]\nwords = [1]", "rules.first-rule.words: expected a list of strings, got a list with 1 in it"),
    ("[rules.first-rule]\nstrict = 0", "rules.first-rule.strict: expected true or false, got 0"),
    ("[alpa]\nlimit = 1", 'alpa: no such table (did you mean "alpha"?)'),
    ("[rule.first-rule]\nlimit = 1", 'rule: no such table (did you mean "rules"?)'),
    ("[alpha]\nlimits = 1", 'alpha.limits: no rule of the family "alpha" has such an option (did you mean "limit"?)'),
    ("[alpha]\nlimit = true", "alpha.limit: expected a whole number, got true"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes_are_named(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        select(text)
    assert str(caught.value).startswith(f"newslint.toml: {message}")


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes_are_named_also_where_they_hold_for_no_file(text: str, message: str) -> None:
    override = f'[[overrides]]\npaths = ["nowhere"]\n{text.replace("[", "[overrides.", 1) if text[0] == "[" else text}'
    configuration = Configuration("/x", "/x/newslint.toml", [("/x", layer(override))])
    with pytest.raises(SettingsError) as caught:
        Selector(REGISTRY).validate(configuration)
    assert str(caught.value).startswith(f"newslint.toml: overrides 1.{message}")


def test_mistakes_in_per_file_ignores() -> None:
    configuration = Configuration("/x", "", [("/x", layer('[per-file-ignores]\n"*.md" = ["AAA9"]'))])
    with pytest.raises(SettingsError, match=r'per-file-ignores."\*.md": no such rule: "AAA9"'):
        Selector(REGISTRY).validate(configuration)


def test_what_is_right_is_valid() -> None:
    Selector(REGISTRY).validate(
        Configuration(
            "/x", "", [("/x", layer('select = ["ALL"]\n[alpha]\nstrict = true\n[per-file-ignores]\n"a" = ["beta"]'))]
        )
    )
