"""A JSON Schema that the settings name, and where front matter contradicts it.

jsonschema does the work. Nothing is fetched from anywhere: ``$ref`` reaches the files
beside the schema and the definitions of the drafts themselves.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache

from jsonschema import FormatChecker, validators
from jsonschema.exceptions import SchemaError as _SchemaError
from referencing import Registry, Resource
from referencing.exceptions import NoSuchResource, Unresolvable
from referencing.jsonschema import DRAFT202012

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from jsonschema.exceptions import ValidationError

    from newslint.document.front_matter import Entry, FrontMatter, Node


class SchemaError(ValueError):
    """A schema cannot be used: the message says why."""


class Schema:
    """A schema that has been read. ``validator`` is that of the draft that it names."""

    def __init__(self, path: str) -> None:
        self._folder = os.path.dirname(path)
        content = _read(path)
        if not isinstance(content, dict):
            raise SchemaError("not a JSON Schema: expected an object")
        kind = validators.validator_for(content)
        try:
            kind.check_schema(content)
        except _SchemaError as error:
            where = "/".join(map(str, error.absolute_path))
            raise SchemaError(f"not a JSON Schema: {f'{where}: ' if where else ''}{error.message}") from None
        registry: Any = Registry(retrieve=self._beside)  # type: ignore[call-arg]
        self._validator = kind(content, registry=registry, format_checker=_formats())

    def _beside(self, uri: str) -> Any:
        name = uri.partition("#")[0]
        path = os.path.join(self._folder, *name.split("/"))
        if ":" in name or not os.path.isfile(path):
            raise NoSuchResource(ref=uri)  # type: ignore[call-arg]
        return Resource.from_contents(_read(path), default_specification=DRAFT202012)

    def errors(self, front_matter: FrontMatter) -> Iterator[tuple[str, int, int]]:
        """Yield message, start and end of each contradiction, in source order."""
        instance = {entry.key: _value(entry.node) for entry in front_matter.entries}
        found: list[tuple[int, int, str]] = []
        try:
            for error in self._validator.iter_errors(instance):
                found += [(start, end, message) for message, start, end in _places(error, front_matter)]
        except Unresolvable as error:
            message = f"the schema refers to {error.ref}, which is not there"
            found.append((front_matter.fence_start, front_matter.fence_end, message))
        for start, end, message in sorted(set(found)):
            yield message, start, end


@cache
def load(path: str) -> Schema:
    """Return the schema in the file *path*. Raises SchemaError."""
    return Schema(path)


def _read(path: str) -> Any:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return json.load(file)
    except OSError as error:
        raise SchemaError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise SchemaError(f"{path} is not valid JSON: {error}") from None


def _formats() -> FormatChecker:
    checker = FormatChecker()
    moment = late_pattern(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d++)?+(?:[Zz]|[+-]\d\d:\d\d)")

    @checker.checks("date-time")
    def is_moment(value: object) -> bool:
        from datetime import datetime

        if not isinstance(value, str):
            return True
        try:
            return moment.fullmatch(value) is not None and datetime.fromisoformat(value) is not None
        except ValueError:
            return False

    return checker


def _value(node: Node) -> Any:
    """Return what *node* says with the types that JSON has; a date is the string that stands there."""
    if node.kind == "list" and node.style != "alias":
        return [_value(item) for item in node.items]
    if node.kind == "mapping" and node.style != "alias":
        return {entry.key: _value(entry.node) for entry in node.entries}
    return _plain(node.value, node.text)


def _plain(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one, str(one)) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, str(one)) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else text


def _places(error: ValidationError, front_matter: FrontMatter) -> Iterator[tuple[str, int, int]]:
    """Yield what *error* says and where: the key that is too many, else the value, else the opening fence."""
    path = list(error.absolute_path)
    name = ".".join(map(str, path))
    if error.validator == "additionalProperties" and error.validator_value is False:
        schema: Any = error.schema
        known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
        for entry in _entries(front_matter, path):
            if entry.key not in known and not any(re.search(pattern, entry.key) for pattern in patterns):
                yield f"the schema has no key {entry.key}", entry.key_start, entry.key_end
        return
    node = _node(front_matter, path)
    message = f"{name}: {error.message}" if name else error.message
    if len(message) > 200:
        message = message[:199] + "\u2026"
    if node is None:
        yield message, front_matter.fence_start, front_matter.fence_end
    else:
        yield message, node.start, node.end


def _entries(front_matter: FrontMatter, path: Sequence[str | int]) -> Sequence[Entry]:
    if not path:
        return front_matter.entries
    node = _node(front_matter, path)
    return node.entries if node is not None else ()


def _node(front_matter: FrontMatter, path: Sequence[str | int]) -> Node | None:
    """Return the value that *path* leads to; None for the front matter as a whole."""
    node: Node | None = None
    entries: Sequence[Entry] = front_matter.entries
    for step in path:
        if isinstance(step, int):
            if node is None or step >= len(node.items):
                return node
            node = node.items[step]
        else:
            found = [entry.node for entry in entries if entry.key == step]
            if not found:
                return node
            node = found[-1]
        entries = node.entries
    return node
