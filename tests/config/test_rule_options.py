"""Options that are tables or files: what is wrong with them is said at once, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newslint.config.discovery import Configurations
from newslint.config.errors import SettingsError
from newslint.document.document import Document
from newslint.document.source import Source
from newslint.linting.finding import Finding
from newslint.running.profiles import Profiles

ARTICLE = "---\ntitle: A\ndate: 2024-01-02\nauthor: B\ncategories:\n  - nwes\nslug: Old Ferry\n---\n\nText.\n"


def findings(root: Path, settings: str, text: str = ARTICLE) -> list[Finding]:
    (root / "newslint.toml").write_text(settings, encoding="utf-8")
    configuration = Configurations().of_folder(str(root))
    profiles = Profiles()
    profiles.validate(configuration)
    checker = profiles.of(configuration.settings(str(root / "a.md"))).checker
    return checker.check(Document.parse(Source(text, "a.md")))


def problem(root: Path, settings: str) -> str:
    with pytest.raises(SettingsError) as error:
        findings(root, settings)
    return str(error.value)


def test_tables_of_the_family_reach_the_rule(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        'select = ["metadata-type"]\n[metadata.types]\ntags = "list"\n'
        '[metadata.patterns]\nslug = "[a-z-]+"\n[metadata.choices]\ncategories = ["news"]\n',
    )
    assert [(one.name, one.message) for one in found] == [
        ("metadata-type", '"nwes" is no value for categories; did you mean "news"?'),
        ("metadata-type", "slug does not match [a-z-]+"),
    ]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[metadata.types]\ndate = "dat"\n', 'metadata.types: date: "dat" is none of string, list'),
        ('[metadata.patterns]\nslug = "["\n', "metadata.patterns: slug: not a regular expression"),
        ("[metadata.choices]\ncategories = 3\n", "metadata.choices.categories: expected a list of strings, got 3"),
        ('[metadata]\ntypes = "date"\n', "metadata.types: expected a table of strings"),
        ('[metadata]\nschema = "no.json"\n', "no.json cannot be read: No such file"),
        ('[rules.date-format]\norder = "dmy"\n', 'rules.date-format.order: expected "day-first" or "month-first"'),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, settings: str, message: str) -> None:
    assert message in problem(tmp_path, settings)


def test_a_schema_is_relative_to_the_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "group.json").write_text('{"enum": ["news", "sport"]}', encoding="utf-8")
    schema = {
        "properties": {
            "categories": {"items": {"$ref": "parts/group.json"}},
            "author": {"type": "array"},
            "date": {"type": "string", "format": "date-time"},
        },
        "required": ["lang"],
    }
    (tmp_path / "article.json").write_text(json.dumps(schema), encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = findings(tmp_path, '[metadata]\nschema = "article.json"\n')
    assert [(ARTICLE[one.start : one.end], one.message) for one in found if one.name == "metadata-schema"] == [
        ("---", "'lang' is a required property"),
        ("2024-01-02", "date: '2024-01-02' is not a 'date-time'"),
        ("B", "author: 'B' is not of type 'array'"),
        ("nwes", "categories.0: 'nwes' is not one of ['news', 'sport']"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "is not valid JSON"), ("[]", "expected an object"), ('{"type": "text"}', "type: 'text' is not valid")],
)
def test_a_schema_that_is_none(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "article.json").write_text(content, encoding="utf-8")
    assert message in problem(tmp_path, '[metadata]\nschema = "article.json"\n')


def test_nothing_is_fetched(tmp_path: Path) -> None:
    reference = {"properties": {"author": {"$ref": "https://schema.invalid/author.json"}}}
    (tmp_path / "article.json").write_text(json.dumps(reference), encoding="utf-8")
    found = findings(tmp_path, 'select = ["metadata-schema"]\n[metadata]\nschema = "article.json"\n')
    assert [one.message for one in found] == [
        "the schema refers to https://schema.invalid/author.json, which is not there"
    ]
