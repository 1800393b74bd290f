"""What a table of settings may say, and how each mistake is named."""

from __future__ import annotations

import tomllib

import pytest

from newslint.config.errors import SettingsError, hint
from newslint.config.settings import EXPECTED, KEYS, TARGETS, Layer, read_layer


def read(text: str) -> Layer:
    return read_layer(tomllib.loads(text), "newslint.toml")


def test_every_setting() -> None:
    layer = read(
        """
        extend = "../base.toml"
        select = ["COM", "TRK001"]
        extend-select = ["ALL"]
        ignore = []
        extend-safe-fixes = ["a"]
        extend-unsafe-fixes = ["b"]
        target = "hexo"
        encoding = "gb18030"
        include = ["*.txt"]
        exclude = ["old"]
        extend-exclude = ["older"]
        force-exclude = true
        jobs = 4
        rules-path = ["own"]

        [per-file-ignores]
        "posts/*.md" = ["MET001"]

        [metadata]
        required = ["title"]

        [rules.some-rule]
        option = 1

        [[overrides]]
        paths = ["drafts"]
        ignore = ["MET"]
        [overrides.rules.some-rule]
        option = 2
        """
    )
    for key in KEYS:
        assert getattr(layer, key.attribute) is not None, key.name
    assert layer.select == ("COM", "TRK001")
    assert layer.ignore == ()
    assert layer.families == {"metadata": {"required": ["title"]}}
    assert layer.rules == {"some-rule": {"option": 1}}
    ((paths, override),) = layer.overrides
    assert paths.texts == ("drafts",)
    assert override.ignore == ("MET",)
    assert override.select is None
    assert override.rules == {"some-rule": {"option": 2}}
    ((patterns, selectors),) = layer.per_file_ignores
    assert (patterns.texts, selectors) == (("posts/*.md",), ("MET001",))


def test_an_empty_table_says_nothing() -> None:
    layer = read("")
    assert all(getattr(layer, key.attribute) is None for key in KEYS)
    assert (layer.rules, layer.families, layer.overrides, layer.per_file_ignores) == ({}, {}, [], [])


def test_the_list_of_settings_agrees_with_the_types() -> None:
    for key in KEYS:
        assert Layer.__annotations__[key.attribute] == f"{key.type} | None"
        assert key.attribute in Layer.__slots__
        assert key.type in EXPECTED
        assert key.description.endswith(".")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["COM"]', 'selct: no such setting (did you mean "select"?)'),
        ("zzz = 1", "zzz: no such setting"),
        ('overides = "x"', 'overides: no such setting (did you mean "overrides"?)'),
        ('select = "COM"', 'select: expected a list of strings, got the string "COM"'),
        ("select = [1]", "select: expected a list of strings, got a list with 1 in it"),
        ("ignore = {}", "ignore: expected a list of strings, got a table"),
        ("force-exclude = 1", "force-exclude: expected true or false, got 1"),
        ("jobs = true", "jobs: expected a whole number, got true"),
        ("jobs = 1.5", "jobs: expected a whole number, got 1.5"),
        ("jobs = 0", "jobs: expected at least 1, got 0"),
        ("target = 1979-05-27", "target: expected a string, got a date or time"),
        (
            'target = "hugoo"',
            f'target: "hugoo" is none of {", ".join(f"{chr(34)}{t}{chr(34)}" for t in TARGETS)} (did you mean "hugo"?)',
        ),
        ('encoding = "utf8-x"', 'encoding: "utf8-x" is not an encoding'),
        ('encoding = "hex"', 'encoding: "hex" is not an encoding'),
        ('encoding = "a\\u0000b"', 'encoding: "a\0b" is not an encoding'),
        ('exclude = ["!a"]', 'exclude: "!a": a pattern cannot be negated'),
        ('include = [""]', 'include: "": an empty pattern'),
        ("per-file-ignores = []", "per-file-ignores: expected a table, got a list"),
        ('per-file-ignores = {"a" = "COM"}', 'per-file-ignores."a": expected a list of strings, got the string "COM"'),
        ('per-file-ignores = {"!a" = []}', 'per-file-ignores."!a": "!a": a pattern cannot be negated'),
        ("rules = 1", "rules: expected a table, got 1"),
        ("[rules]\nx = 1", "rules.x: expected a table of options, got 1"),
        ("overrides = {}", "overrides: expected tables: write [[overrides]]"),
        ("[[overrides]]\nignore = []", "overrides 1.paths: missing; it says which files the settings hold for"),
        (
            '[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = 1',
            "overrides 2.paths: expected a list of strings, got 1",
        ),
        (
            "[[overrides]]\npaths = []\njobs = 2",
            "overrides 1.jobs: cannot be set for single files; set it at the top of the file",
        ),
        ('[[overrides]]\npaths = []\ntraget = "x"', 'overrides 1.traget: no such setting (did you mean "target"?)'),
    ],
)
def test_mistakes_are_named(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert str(caught.value) == f"newslint.toml: {message}"


@pytest.mark.parametrize("name", ["utf-8", "UTF-16", "gb18030", "shift_jis", "latin-1", "utf-8-sig", "utf_32"])
def test_encodings(name: str) -> None:
    assert read(f'encoding = "{name}"').encoding == name


def test_hints_are_near_or_none() -> None:
    assert hint("com001", ["COM001", "TRK001"]) == ' (did you mean "COM001"?)'
    assert hint("zzzzzz", ["COM001"]) == ""
    assert hint("", []) == ""
