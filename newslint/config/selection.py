"""Which rules run, with which options, and whose fixes count as safe: from the settings to the rules.

The tables of settings are gone through from the weakest to the strongest (the files
that are extended, the settings file, its ``[[overrides]]``, the command line). In
each one ``select`` starts afresh, and of its selectors the most specific decides.
``docs/settings.md`` has the table.
"""

from __future__ import annotations

from newslint.config.errors import hint
from newslint.config.settings import EXPECTED, KEYS, OVERRIDES, PER_FILE_IGNORES, RULES, SELECTOR_KEYS, Layer, typed
from newslint.linting import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from newslint.config.discovery import Configuration, Settings
    from newslint.linting.registry import Registry
    from newslint.linting.rule import Rule

ALL = "ALL"
_EVERYTHING, _FAMILY, _PART, _RULE = 0, 1, 2, 99

# How specific a selector is, whether it turns its rules off, and which these are.
_Statement = tuple[int, bool, frozenset[str]]


class Selection:
    """What the settings of one file come to. ``options`` holds values by the rules' names."""

    __slots__ = ("codes", "options", "safe_codes", "unsafe_codes")

    def __init__(
        self,
        codes: Iterable[str],
        options: Mapping[str, Mapping[str, Any]],
        safe_codes: frozenset[str],
        unsafe_codes: frozenset[str],
    ) -> None:
        self.codes = tuple(sorted(codes))
        self.options = options
        self.safe_codes = safe_codes
        self.unsafe_codes = unsafe_codes


class Selector:
    """Resolves what settings say of rules against the rules that there are.

    ``warnings`` gathers what the user should know of, such as a code that is retired.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.warnings: list[str] = []
        self._families: dict[str, str] | None = None
        self._retired: dict[str, str] | None = None
        self._known: dict[str, tuple[int, frozenset[str]]] = {}

    def select(self, settings: Settings) -> Selection:
        """Return what *settings* come to. Raises SettingsError."""
        enabled = {rule.code: True for rule in self.registry.rules if rule.default}
        safe: dict[str, bool] = {}
        options: dict[str, dict[str, Any]] = {}
        ignored: dict[str, int] = {}
        for layer in settings.layers:
            statements = [*self._statements(layer, "extend-select"), *self._statements(layer, "ignore", off=True)]
            if layer.select is not None:
                enabled = {}
                statements += self._statements(layer, "select")
            _decide(enabled, statements, ignored)
            promotions = self._statements(layer, "extend-safe-fixes")
            demotions = self._statements(layer, "extend-unsafe-fixes", off=True)
            _decide(safe, [*promotions, *demotions], {})
            for name, values in self._options(layer).items():
                options.setdefault(name, {}).update(values)
        for layer, selectors in settings.ignores:
            for selector in selectors:
                for code in self.resolve(selector, layer, "per-file-ignores")[1]:
                    enabled[code] = False
        return Selection(
            (code for code, on in enabled.items() if on),
            options,
            frozenset(code for code, is_safe in safe.items() if is_safe),
            frozenset(code for code, is_safe in safe.items() if not is_safe),
        )

    def validate(self, configuration: Configuration) -> None:
        """Raise SettingsError for anything wrong in *configuration*, also in tables that hold for no file."""
        for _, layer in configuration.layers:
            for table in (layer, *(override for _, override in layer.overrides)):
                for key in SELECTOR_KEYS:
                    self._statements(table, key)
                self._options(table)
            for patterns, selectors in layer.per_file_ignores:
                for selector in selectors:
                    self.resolve(selector, layer, f'per-file-ignores."{patterns.texts[0]}"')

    def resolve(self, selector: str, layer: Layer, key: str) -> tuple[int, frozenset[str]]:
        """Return how specific *selector* is and the codes that it stands for. Raises SettingsError."""
        found = self._known.get(selector)
        if found is None:
            found = self._known[selector] = self._resolve(selector, layer, key)
        return found

    def _statements(self, layer: Layer, key: str, *, off: bool = False) -> list[_Statement]:
        selectors: Sequence[str] | None = getattr(layer, key.replace("-", "_"))
        statements: list[_Statement] = []
        for selector in selectors or ():
            rank, codes = self.resolve(selector, layer, key)
            statements.append((rank, off, codes))
        return statements

    def _resolve(self, selector: str, layer: Layer, key: str) -> tuple[int, frozenset[str]]:
        rules = self.registry.rules
        if selector == ALL:
            return _EVERYTHING, frozenset(rule.code for rule in rules)
        rule = self.registry.get(selector)
        if rule is not None:
            return _RULE, frozenset((rule.code,))
        for prefix, family in self.families.items():
            if selector in (prefix, family):
                return _FAMILY, frozenset(rule.code for rule in rules if _prefix(rule.code) == prefix)
        if selector.rstrip("0123456789") in self.families:
            codes = frozenset(rule.code for rule in rules if rule.code.startswith(selector))
            if codes:
                return _PART + len(selector), codes
        if selector in self.retired:
            return _RULE, self._successor(selector, layer, key)
        if selector in ("ENG", "engine") or any(selector in kind for kind in engine.ALL):
            raise layer.error(key, f'"{selector}": the findings of the engine itself are always on')
        raise layer.error(key, f'no such rule: "{selector}"{hint(selector, self._names())}')

    def _successor(self, selector: str, layer: Layer, key: str) -> frozenset[str]:
        successor = self.retired[selector]
        rule = self.registry.get(successor) if successor else None
        if rule is None:
            self._warn(layer, key, f'"{selector}" is retired and has no successor')
            return frozenset()
        self._warn(layer, key, f'"{selector}" is retired; use "{rule.name}" ({rule.code})')
        return frozenset((rule.code,))

    def _warn(self, layer: Layer, key: str, message: str) -> None:
        self.warnings.append(str(layer.error(key, message)))

    @property
    def families(self) -> dict[str, str]:
        if self._families is None:
            self._families = self.registry.families
        return self._families

    @property
    def retired(self) -> dict[str, str]:
        if self._retired is None:
            self._retired = self.registry.retired
        return self._retired

    def _names(self) -> list[str]:
        names = [ALL, *self.families, *self.families.values()]
        for rule in self.registry.rules:
            names += (rule.code, rule.name)
        return names

    def _options(self, layer: Layer) -> dict[str, dict[str, Any]]:
        options: dict[str, dict[str, Any]] = {}
        for family, values in layer.families.items():
            self._family_options(layer, family, values, options)
        for name, values in layer.rules.items():
            where = f"rules.{name}"
            rule = self.registry.get(name) or self.registry.get(self.retired.get(name, ""))
            if rule is None:
                names = [rule.name for rule in self.registry.rules]
                raise layer.error(where, f"no such rule{hint(name, names)}")
            known = rule.Options.names()
            for option, value in values.items():
                if option not in known:
                    message = f"no such option{hint(option, known)}" if known else "the rule has no options"
                    raise layer.error(f"{where}.{option}", message)
                options.setdefault(rule.name, {})[option] = _value(layer, f"{where}.{option}", rule, option, value)
        return options

    def _family_options(
        self, layer: Layer, family: str, values: Mapping[str, Any], options: dict[str, dict[str, Any]]
    ) -> None:
        """Read the table of a family: each value is for all rules of the family that have such an option."""
        prefix = next((one for one, name in self.families.items() if name == family), None)
        if prefix is None:
            known = [*(key.name for key in KEYS), OVERRIDES, PER_FILE_IGNORES, RULES, *self.families.values()]
            raise layer.error(family, f"no such table{hint(family, known)}")
        rules: list[type[Rule]] = [rule for rule in self.registry.rules if _prefix(rule.code) == prefix]
        for option, value in values.items():
            having = [rule for rule in rules if option in rule.Options.names()]
            if not having:
                known = sorted({name for rule in rules for name in rule.Options.names()})
                raise layer.error(
                    f"{family}.{option}", f'no rule of the family "{family}" has such an option{hint(option, known)}'
                )
            for rule in having:
                options.setdefault(rule.name, {})[option] = _value(layer, f"{family}.{option}", rule, option, value)


def _value(layer: Layer, where: str, rule: type[Rule], option: str, value: Any) -> Any:
    kind = rule.Options.names()[option]
    if kind not in EXPECTED:
        raise layer.error(where, f"the rule gives this option the type {kind}, which settings cannot have")
    found = typed(layer, where, kind, value)
    if problem := rule.Options.problem(option, found):
        raise layer.error(where, problem)
    return found


def _decide(state: dict[str, bool], statements: Sequence[_Statement], ignored: dict[str, int]) -> None:
    """Change the *state* of each rule that *statements* speak of; the most specific one decides.

    *ignored* says how specifically a rule has been turned off up to here: a less
    specific selector does not turn it on again.
    """
    for rank, off, codes in sorted(statements, key=lambda statement: statement[:2]):
        for code in codes:
            if off:
                state[code] = False
                ignored[code] = rank
            elif ignored.get(code, -1) <= rank:
                state[code] = True
                ignored.pop(code, None)


def _prefix(code: str) -> str:
    return code.rstrip("0123456789")
