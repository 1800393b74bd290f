"""The checkers that a run needs: one for all files whose settings come to the same."""

from __future__ import annotations

from newslint.config.errors import SettingsError
from newslint.config.selection import Selection, Selector
from newslint.linting.checker import Checker
from newslint.linting.registry import Registry, RuleLoadError, load
from newslint.linting.tables import TableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.config.discovery import Configuration, Settings


class Profile:
    """How certain files are checked. The checker is made at its first use, and again in another process."""

    __slots__ = ("_checker", "_registry", "encoding", "rules_path", "selection", "target")

    def __init__(self, settings: Settings, selection: Selection, registry: Registry) -> None:
        self.selection = selection
        self.target = settings.target
        self.encoding = settings.encoding
        self.rules_path = settings.rules_path
        self._registry: Registry | None = registry
        self._checker: Checker | None = None

    @property
    def checker(self) -> Checker:
        if self._checker is None:
            registry = self._registry or load(self.rules_path)
            self._checker = Checker(registry.create(self.selection.codes, self.selection.options))
        return self._checker

    def __getstate__(self) -> tuple[object, ...]:
        return self.selection, self.target, self.encoding, self.rules_path

    def __setstate__(self, state: tuple[Selection, str, str, tuple[str, ...]]) -> None:
        self.selection, self.target, self.encoding, self.rules_path = state
        self._registry = None
        self._checker = None


class Profiles:
    """Makes a profile of settings. ``warnings`` gathers what the user should know."""

    def __init__(self) -> None:
        self._selectors: dict[tuple[str, ...], Selector] = {}
        self._by_settings: dict[Settings, Profile] = {}

    @property
    def warnings(self) -> list[str]:
        return [warning for selector in self._selectors.values() for warning in selector.warnings]

    def validate(self, configuration: Configuration) -> None:
        """Raise SettingsError for anything wrong in *configuration*, also in tables that hold for no file."""
        self._selector(configuration.rules_path).validate(configuration)

    def of(self, settings: Settings) -> Profile:
        """Return the profile of *settings*. Raises SettingsError."""
        found = self._by_settings.get(settings)
        if found is None:
            selector = self._selector(settings.rules_path)
            found = self._by_settings[settings] = Profile(settings, selector.select(settings), selector.registry)
        return found

    def _selector(self, rules_path: tuple[str, ...]) -> Selector:
        found = self._selectors.get(rules_path)
        if found is None:
            try:
                registry = load(rules_path)
            except (RuleLoadError, TableError) as error:
                if not rules_path:
                    raise
                raise SettingsError("", "rules-path", str(error)) from None
            found = self._selectors[rules_path] = Selector(registry)
        return found
