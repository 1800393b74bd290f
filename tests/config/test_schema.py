"""The JSON Schema says what the reader of settings does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newslint.config.schema import path, schema, written
from newslint.config.settings import KEYS, TARGETS
from newslint.linting.registry import load


def test_the_copy_that_is_shipped_is_the_generated_one() -> None:
    assert Path(path()).read_text(encoding="utf-8") == written(load()), "run: python -m newslint.config.schema"


def test_it_has_every_setting() -> None:
    found = schema(load())
    properties: dict[str, Any] = found["properties"]
    assert {key.name for key in KEYS} | {"overrides", "per-file-ignores", "rules"} <= set(properties)
    assert properties["target"]["enum"] == list(TARGETS)
    assert properties["jobs"]["minimum"] == 1
    assert found["additionalProperties"] is False


def test_overrides_have_what_can_be_set_for_single_files() -> None:
    override = schema(load())["properties"]["overrides"]["items"]
    assert override["required"] == ["paths"]
    assert "target" in override["properties"]
    assert "jobs" not in override["properties"]


def test_it_names_the_rules_and_their_options() -> None:
    registry = load()
    found = schema(registry)
    enum = found["definitions"]["selectors"]["items"]["anyOf"][0]["enum"]
    assert {registry.rules[0].code, registry.rules[0].name, "ALL"} <= set(enum)
    for rule in registry.rules:
        if rule.Options.names():
            properties = found["definitions"]["rules"]["properties"][rule.name]["properties"]
            assert set(properties) == set(rule.Options.names())
            json.dumps(properties)


def test_every_reference_leads_somewhere() -> None:
    found = schema(load())

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "$ref" in node:
                assert node["$ref"].removeprefix("#/definitions/") in found["definitions"]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(found)
