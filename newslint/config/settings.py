"""What settings there are, and what one table of them says.

``KEYS`` is the one list of settings: the reader below checks a table against it,
and the JSON Schema is made from it.
"""

from __future__ import annotations

import os

from newslint.config.errors import SettingsError, hint
from newslint.config.patterns import PatternError, Patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

TARGETS = ("none", "hexo", "jekyll", "hugo", "astro", "eleventy", "pelican", "zola")

BOOLEAN, INTEGER, STRING, STRINGS, FILE = "bool", "int", "str", "tuple[str, ...]", "FilePath"
FILES = "tuple[FilePath, ...]"
STRING_TABLE, STRINGS_TABLE = "dict[str, str]", "dict[str, tuple[str, ...]]"
EXPECTED = {
    BOOLEAN: "true or false",
    INTEGER: "a whole number",
    STRING: "a string",
    STRINGS: "a list of strings",
    FILE: "the path of a file",
    FILES: "a list of paths of files",
    STRING_TABLE: "a table of strings",
    STRINGS_TABLE: "a table of lists of strings",
}
"""The types of settings and of rules' options, as annotations write them, and how a message calls them."""


class Key:
    """One setting: ``type`` as an annotation writes it; ``per_file`` if ``[[overrides]]`` may set it.

    ``selectors`` says that its strings name rules.
    """

    __slots__ = ("choices", "description", "minimum", "name", "per_file", "selectors", "type")

    def __init__(
        self,
        name: str,
        kind: str,
        description: str,
        *,
        choices: tuple[str, ...] = (),
        minimum: int | None = None,
        selectors: bool = False,
        per_file: bool = False,
    ) -> None:
        self.name = name
        self.type = kind
        self.description = description
        self.choices = choices
        self.minimum = minimum
        self.selectors = selectors
        self.per_file = per_file or selectors

    @property
    def attribute(self) -> str:
        return self.name.replace("-", "_")


KEYS = (
    Key("extend", STRING, "A settings file whose settings hold where this one says nothing, relative to this one."),
    Key("select", STRINGS, "The rules to use, instead of the default ones.", selectors=True),
    Key("extend-select", STRINGS, "Rules to use as well.", selectors=True),
    Key("ignore", STRINGS, "Rules not to use.", selectors=True),
    Key("extend-safe-fixes", STRINGS, "Rules whose unsafe fixes count as safe.", selectors=True),
    Key("extend-unsafe-fixes", STRINGS, "Rules whose safe fixes count as unsafe.", selectors=True),
    Key("target", STRING, "The program that the articles are written for.", choices=TARGETS, per_file=True),
    Key("encoding", STRING, "The encoding of the files, if it is not UTF-8.", per_file=True),
    Key("include", STRINGS, "Patterns of files that are articles, whatever their extension and form."),
    Key("exclude", STRINGS, "Patterns of files and folders to leave out, instead of the default ones."),
    Key("extend-exclude", STRINGS, "Patterns of files and folders to leave out as well."),
    Key("force-exclude", BOOLEAN, "Whether files named on the command line can be left out too."),
    Key("jobs", INTEGER, "The number of processes; by default that of the processors.", minimum=1),
    Key("rules-path", STRINGS, "Folders with rules of your own, relative to this file."),
)
SELECTOR_KEYS = tuple(key.name for key in KEYS if key.selectors)
_BY_NAME = {key.name: key for key in KEYS}

OVERRIDES, PER_FILE_IGNORES, RULES = "overrides", "per-file-ignores", "rules"

DEFAULT_EXCLUDE = (
    ".git",
    ".hg",
    ".svn",
    ".venv",
    "venv",
    "node_modules",
    "__pycache__",
    ".tox",
    ".nox",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".newslint_cache",
    "_site",
    "_layouts",
    "_includes",
    "dist",
    "build",
)


class Layer:
    """One table of settings, as it is written: what it does not speak of is None or empty.

    ``origin`` is the file (or ``command line``), ``where`` the table in it, both for messages.
    ``families`` holds the tables that bear the name of a family of rules.
    """

    __slots__ = (
        "encoding",
        "exclude",
        "extend",
        "extend_exclude",
        "extend_safe_fixes",
        "extend_select",
        "extend_unsafe_fixes",
        "families",
        "force_exclude",
        "ignore",
        "include",
        "jobs",
        "origin",
        "overrides",
        "per_file_ignores",
        "rules",
        "rules_path",
        "select",
        "target",
        "where",
    )
    extend: str | None
    select: tuple[str, ...] | None
    extend_select: tuple[str, ...] | None
    ignore: tuple[str, ...] | None
    extend_safe_fixes: tuple[str, ...] | None
    extend_unsafe_fixes: tuple[str, ...] | None
    target: str | None
    encoding: str | None
    include: tuple[str, ...] | None
    exclude: tuple[str, ...] | None
    extend_exclude: tuple[str, ...] | None
    force_exclude: bool | None
    jobs: int | None
    rules_path: tuple[str, ...] | None

    def __init__(self, origin: str, where: str = "") -> None:
        self.origin = origin
        self.where = where
        self.rules: dict[str, dict[str, Any]] = {}
        self.families: dict[str, dict[str, Any]] = {}
        self.overrides: list[tuple[Patterns, Layer]] = []
        self.per_file_ignores: list[tuple[Patterns, tuple[str, ...]]] = []
        for key in KEYS:
            setattr(self, key.attribute, None)

    def error(self, key: str, message: str) -> SettingsError:
        """Return the error for *key* of this table."""
        return SettingsError(self.origin, f"{self.where}.{key}" if self.where else key, message)


def read_layer(table: Mapping[str, Any], origin: str) -> Layer:
    """Return the settings in *table*, the content of a settings file. Raises SettingsError."""
    layer = Layer(origin)
    for name, value in table.items():
        if name == OVERRIDES:
            _read_overrides(layer, value)
        elif name == PER_FILE_IGNORES:
            _read_per_file_ignores(layer, value)
        else:
            _read_setting(layer, name, value)
    return layer


def _read_setting(layer: Layer, name: str, value: Any) -> None:
    key = _BY_NAME.get(name)
    if key is not None:
        setattr(layer, key.attribute, _checked(layer, key, value))
    elif name == RULES:
        layer.rules = _tables(layer, name, value)
    elif isinstance(value, dict):
        # Whether there is a family of this name is known when the rules are.
        layer.families[name] = dict(value)
    else:
        known = [*_BY_NAME, OVERRIDES, PER_FILE_IGNORES, RULES]
        raise layer.error(name, f"no such setting{hint(name, known)}")


def _checked(layer: Layer, key: Key, value: Any) -> Any:
    value = typed(layer, key.name, key.type, value)
    if key.choices and value not in key.choices:
        choices = ", ".join(f'"{choice}"' for choice in key.choices)
        raise layer.error(key.name, f'"{value}" is none of {choices}{hint(value, key.choices)}')
    if key.name == "encoding":
        check_encoding(value, layer)
    elif key.minimum is not None and value < key.minimum:
        raise layer.error(key.name, f"expected at least {key.minimum}, got {value}")
    elif key.name in ("include", "exclude", "extend-exclude"):
        _patterns(layer, key.name, value)
    return value


def typed(layer: Layer, name: str, kind: str, value: Any) -> Any:
    """Return *value* as the type *kind*; lists become tuples, paths absolute. Raises SettingsError."""
    if kind in (STRING_TABLE, STRINGS_TABLE):
        if isinstance(value, dict):
            inner = STRING if kind == STRING_TABLE else STRINGS
            return {key: typed(layer, f"{name}.{key}", inner, one) for key, one in value.items()}
        raise layer.error(name, f"expected {EXPECTED[kind]}, got {_describe(value)}")
    if kind in (STRINGS, FILES):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value) if kind == STRINGS else tuple(typed(layer, name, FILE, one) for one in value)
    elif kind == BOOLEAN:
        if isinstance(value, bool):
            return value
    elif kind == INTEGER:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    elif isinstance(value, str):
        if kind == FILE and value:
            return os.path.abspath(os.path.join(os.path.dirname(layer.origin), os.path.expanduser(value)))
        return value
    raise layer.error(name, f"expected {EXPECTED[kind]}, got {_describe(value)}")


def _describe(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return f'the string "{value}"'
    if isinstance(value, list):
        odd = [one for one in value if not isinstance(one, str)]
        return f"a list with {_describe(odd[0])} in it" if odd else "a list"
    return "a table" if isinstance(value, dict) else "a date or time"


def check_encoding(name: str, layer: Layer) -> None:
    """Raise SettingsError if *name* is not the name of a text encoding."""
    try:
        b"text".decode(name)
    except UnicodeError:
        return  # An encoding that these four bytes are not valid in.
    except (LookupError, ValueError):
        raise layer.error("encoding", f'"{name}" is not an encoding') from None


def _tables(layer: Layer, name: str, value: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict):
        raise layer.error(name, f"expected a table, got {_describe(value)}")
    for inner, table in value.items():
        if not isinstance(table, dict):
            raise layer.error(f"{name}.{inner}", f"expected a table of options, got {_describe(table)}")
    return {inner: dict(table) for inner, table in value.items()}


def _patterns(layer: Layer, name: str, texts: Sequence[str]) -> Patterns:
    try:
        return Patterns(texts)
    except PatternError as error:
        raise layer.error(name, str(error)) from None


def _read_per_file_ignores(layer: Layer, value: Any) -> None:
    if not isinstance(value, dict):
        raise layer.error(PER_FILE_IGNORES, f"expected a table, got {_describe(value)}")
    for pattern, selectors in value.items():
        where = f'{PER_FILE_IGNORES}."{pattern}"'
        layer.per_file_ignores.append((_patterns(layer, where, [pattern]), typed(layer, where, STRINGS, selectors)))


def _read_overrides(layer: Layer, value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise layer.error(OVERRIDES, "expected tables: write [[overrides]]")
    for number, table in enumerate(value, 1):
        inner = Layer(layer.origin, f"{OVERRIDES} {number}")
        if "paths" not in table:
            raise inner.error("paths", "missing; it says which files the settings hold for")
        paths = typed(inner, "paths", STRINGS, table["paths"])
        for name, setting in table.items():
            key = _BY_NAME.get(name)
            if (key is not None and not key.per_file) or name in (OVERRIDES, PER_FILE_IGNORES):
                raise inner.error(name, "cannot be set for single files; set it at the top of the file")
            if name != "paths":
                _read_setting(inner, name, setting)
        layer.overrides.append((_patterns(inner, "paths", paths), inner))
