"""The JSON Schema of a settings file, made from the list of settings and from the rules' options.

``python -m newslint.config.schema`` writes it to ``schema.json`` beside this module,
for editors to use.
"""

from __future__ import annotations

import os

from newslint.config.settings import (
    BOOLEAN,
    FILE,
    FILES,
    INTEGER,
    KEYS,
    OVERRIDES,
    PER_FILE_IGNORES,
    RULES,
    STRING,
    STRING_TABLE,
    STRINGS,
    STRINGS_TABLE,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newslint.config.settings import Key
    from newslint.linting.registry import Registry
    from newslint.linting.rule import Rule

_TYPES: dict[str, dict[str, Any]] = {
    BOOLEAN: {"type": "boolean"},
    INTEGER: {"type": "integer"},
    STRING: {"type": "string"},
    STRINGS: {"type": "array", "items": {"type": "string"}},
    FILE: {"type": "string"},
    FILES: {"type": "array", "items": {"type": "string"}},
    STRING_TABLE: {"type": "object", "additionalProperties": {"type": "string"}},
    STRINGS_TABLE: {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
}


def schema(registry: Registry) -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of ``newslint.toml`` and of ``[tool.newslint]``."""
    names = [rule.name for rule in registry.rules]
    families = registry.families
    selectors = ["ALL", *families, *families.values(), *names, *(rule.code for rule in registry.rules)]
    tables = {RULES: {"$ref": "#/definitions/rules"}, **_family_tables(registry)}
    for_files = {key.name: _key(key) for key in KEYS if key.per_file}
    overrides = {
        "type": "array",
        "description": "Settings for some of the files.",
        "items": {
            "type": "object",
            "properties": {"paths": {**_TYPES[STRINGS], "description": "Patterns of these files."}}
            | for_files
            | tables,
            "required": ["paths"],
            "additionalProperties": False,
        },
    }
    ignores = {
        "type": "object",
        "description": "Rules not to use on the files that match a pattern.",
        "additionalProperties": {"$ref": "#/definitions/selectors"},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of newslint",
        "type": "object",
        "properties": {key.name: _key(key) for key in KEYS}
        | tables
        | {PER_FILE_IGNORES: ignores, OVERRIDES: overrides},
        "additionalProperties": False,
        "definitions": {
            "selectors": {
                "type": "array",
                "items": {"anyOf": [{"enum": selectors}, {"type": "string", "pattern": "^[A-Z]+[0-9]+$"}]},
            },
            "rules": {
                "type": "object",
                "description": "Options of the rules.",
                "properties": {rule.name: _rule(rule) for rule in registry.rules if rule.Options.names()},
                "additionalProperties": False,
            },
        },
    }


def _key(key: Key) -> dict[str, Any]:
    found: dict[str, Any] = {"description": key.description}
    if key.selectors:
        return {"allOf": [{"$ref": "#/definitions/selectors"}], **found}
    found.update(_TYPES[key.type])
    if key.choices:
        found["enum"] = list(key.choices)
    if key.minimum is not None:
        found["minimum"] = key.minimum
    return found


def _rule(rule: type[Rule]) -> dict[str, Any]:
    properties = {
        name: {**_TYPES[kind], "default": _plain(getattr(rule.Options, name))}
        for name, kind in rule.Options.names().items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _family_tables(registry: Registry) -> dict[str, Any]:
    """Return a table for each family with the options of its rules; a value holds for all of them."""
    tables: dict[str, dict[str, Any]] = {}
    for rule in registry.rules:
        family = registry.families[rule.code.rstrip("0123456789")]
        for name, kind in rule.Options.names().items():
            tables.setdefault(family, {})[name] = _TYPES[kind]
    return {
        family: {
            "type": "object",
            "description": f"Options for all rules of the family {family} that have them.",
            "properties": properties,
            "additionalProperties": False,
        }
        for family, properties in tables.items()
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def written(registry: Registry) -> str:
    """Return the text of ``schema.json``."""
    import json

    return json.dumps(schema(registry), indent=2, ensure_ascii=False) + "\n"


def path() -> str:
    """Return the path of ``schema.json``."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "schema.json")


if __name__ == "__main__":
    from newslint.linting.registry import load

    with open(path(), "w", encoding="utf-8", newline="\n") as file:
        file.write(written(load()))
