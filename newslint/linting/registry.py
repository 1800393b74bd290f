"""Which rules there are, and how an instance of one is made.

Rules are found, not listed: every module in a family folder of ``newslint.rules``
(the top-level ``rules/`` of a checkout) that holds a rule class is one. Users'
own folders of rules are read the same way.
"""

from __future__ import annotations

import os
import sys

from newslint.linting.knowledge import EMPTY, Entry, Knowledge
from newslint.linting.rule import CommentRule, DocumentRule, ElementRule, FrontMatterRule, Rule, TagRule, TextRule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import ModuleType
    from typing import Any

_BASES = (Rule, TagRule, ElementRule, CommentRule, TextRule, FrontMatterRule, DocumentRule)


class RuleLoadError(ValueError):
    """A folder of rules cannot be used: the message says which, and why."""


class Registry:
    """All rules that were found, and the tables that belong to them."""

    def __init__(self, rules: Iterable[type[Rule]], tables: Mapping[str, Sequence[Entry]]) -> None:
        self.rules: tuple[type[Rule], ...] = tuple(sorted(rules, key=lambda rule: rule.code))
        self._tables = tables
        self._by_name: dict[str, type[Rule]] = {}
        for rule in self.rules:
            for key in (rule.code, rule.name):
                other = self._by_name.get(key)
                if other is not None:
                    raise RuleLoadError(
                        f"{key} names two rules: {other.__module__}.{other.__qualname__} "
                        f"and {rule.__module__}.{rule.__qualname__}"
                    )
                self._by_name[key] = rule

    @property
    def families(self) -> dict[str, str]:
        """The families by prefix, as the rules' folders name them."""
        return {rule.code.rstrip("0123456789"): family(rule) for rule in self.rules}

    @property
    def retired(self) -> dict[str, str]:
        """Retired codes and names with their successors (empty if there is none)."""
        return {
            key: str(entry.get("successor", ""))
            for entry in catalogue().get("retired", ())
            for key in (entry["code"], entry["name"])
        }

    def get(self, name_or_code: str) -> type[Rule] | None:
        """Return the rule with this name or code."""
        return self._by_name.get(name_or_code)

    def knowledge(self, rule: type[Rule]) -> Knowledge:
        """Return the entries of the tables that belong to *rule*."""
        if not rule.uses_knowledge and not rule.reads:
            return EMPTY
        own = self._tables.get(rule.name, ()) if rule.uses_knowledge else ()
        if not rule.weighs_evidence and any(entry.evidence is not None for entry in own):
            raise RuleLoadError(f"an entry of [[{rule.name}]] has needs-evidence, but this rule does not look for any")
        return Knowledge(own, {name: self._tables.get(name, ()) for name in rule.reads})

    def create(
        self, codes: Iterable[str] | None = None, options: Mapping[str, Mapping[str, Any]] | None = None
    ) -> list[Rule]:
        """Return an instance of each rule in *codes* (of the default ones, if None), in the order of their codes.

        *options* holds values by rule name. Raises KeyError for an unknown code and
        TypeError for an unknown option.
        """
        if codes is None:
            wanted = [rule for rule in self.rules if rule.default]
        else:
            wanted = [self._by_name[code] for code in sorted(set(codes))]
        values = options or {}
        return [rule(rule.Options(**values.get(rule.name, {})), self.knowledge(rule)) for rule in wanted]


def family(rule: type[Rule]) -> str:
    """Return the family of *rule*: the name of the folder in which its module lies."""
    return rule.__module__.rpartition(".")[0].rpartition(".")[2]


def load(extra: Sequence[str] = ()) -> Registry:
    """Return the registry of newslint's own rules and of those in the *extra* folders.

    An extra folder is laid out like ``rules/``, or is itself a single family. Raises
    RuleLoadError if one is missing, or if a module in it cannot be imported.
    """
    import newslint.rules
    from newslint.linting.tables import read_tables

    folders = [folder for folder in newslint.rules.__path__ if os.path.isdir(os.path.join(folder, "comments"))]
    rules: list[type[Rule]] = []
    for folder in folders:
        for package in _families(folder):
            for module in _modules(os.path.join(folder, package)):
                rules.extend(_rules_in(_import(f"newslint.rules.{package}.{module}")))
    for folder in extra:
        if not os.path.isdir(folder):
            raise RuleLoadError(f"{folder}: no such folder of rules")
        folders.append(folder)
        rules.extend(_rules_in_folder(folder))
    return Registry(rules, read_tables(folders))


def catalogue() -> dict[str, Any]:
    """Return ``rules/catalogue.toml``: families, codes, names, lifecycle, retired codes."""
    import tomllib

    import newslint.rules

    for folder in newslint.rules.__path__:
        path = os.path.join(folder, "catalogue.toml")
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return tomllib.load(file)
    return {}


def _families(folder: str) -> list[str]:
    return sorted(
        name for name in os.listdir(folder) if name[0] not in "._" and os.path.isdir(os.path.join(folder, name))
    )


def _modules(folder: str) -> list[str]:
    return sorted(name[:-3] for name in os.listdir(folder) if name.endswith(".py") and name[0] not in "._")


def _import(name: str) -> ModuleType:
    __import__(name)
    return sys.modules[name]


def _rules_in(module: ModuleType) -> list[type[Rule]]:
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Rule)
        and value not in _BASES
        and value.__module__ == module.__name__
        and not value.__name__.startswith("_")
    ]


def _rules_in_folder(folder: str) -> list[type[Rule]]:
    from importlib.util import module_from_spec, spec_from_file_location

    found: list[type[Rule]] = []
    places = [(os.path.basename(os.path.abspath(folder)), folder)]
    places.extend((name, os.path.join(folder, name)) for name in _families(folder))
    for name, place in places:
        for module_name in _modules(place):
            path = os.path.join(place, f"{module_name}.py")
            full_name = f"newslint_user_rules.{name}.{module_name}"
            spec = spec_from_file_location(full_name, path)
            assert spec is not None
            assert spec.loader is not None
            module = module_from_spec(spec)
            sys.modules[full_name] = module
            try:
                spec.loader.exec_module(module)
            except Exception as error:
                raise RuleLoadError(f"{path}: cannot be loaded: {type(error).__name__}: {error}") from error
            found.extend(_rules_in(module))
    return found
