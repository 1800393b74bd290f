"""Find the settings that hold for a file, and put them together.

The nearest folder at or above a file that has ``newslint.toml``, ``.newslint.toml``
or a ``pyproject.toml`` with a ``[tool.newslint]`` table decides; with ``extend`` it
builds on another file. Nothing is read from folders further up.
"""

from __future__ import annotations

import os

from newslint.config.detection import Detection
from newslint.config.errors import SettingsError
from newslint.config.patterns import Patterns
from newslint.config.settings import DEFAULT_EXCLUDE, Layer, read_layer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from typing import Any

    from newslint.config.detection import Detected

FILES = ("newslint.toml", ".newslint.toml", "pyproject.toml")
"""The names of settings files; the first one that is there counts."""


class Settings:
    """What holds for one file.

    ``layers`` are the tables that speak of it, from the weakest to the strongest;
    ``ignores`` the selectors of ``per-file-ignores`` with the table that they stand in.
    ``target`` is the one of the tables, else the one that was ``detected``; ``site`` is the
    folder that the target's own folders are relative to.
    """

    __slots__ = ("detected", "encoding", "ignores", "layers", "rules_path", "site", "target")

    def __init__(
        self,
        layers: tuple[Layer, ...],
        ignores: tuple[tuple[Layer, tuple[str, ...]], ...] = (),
        rules_path: tuple[str, ...] = (),
        root: str = "",
        detected: Detected | None = None,
    ) -> None:
        self.layers = layers
        self.ignores = ignores
        self.rules_path = rules_path
        self.encoding = "utf-8"
        target: str | None = None
        for layer in layers:
            target = layer.target or target
            self.encoding = layer.encoding or self.encoding
        self.detected = detected if target is None else None
        self.target = target or (detected.target if detected is not None else "none")
        self.site = detected.folder if detected is not None and target in (None, detected.target) else root


class Configuration:
    """The settings of one settings file and of the ones that it extends.

    ``root`` is its folder. ``layers`` has the table of each file with the folder
    that its patterns are relative to, the file itself last; ``above`` is the table
    of the command line. ``detection`` finds the target where no table names one.
    """

    def __init__(
        self,
        root: str,
        path: str = "",
        layers: Sequence[tuple[str, Layer]] = (),
        above: Layer | None = None,
        detection: Detection | None = None,
    ) -> None:
        self.root = root
        self.path = path
        self.layers = tuple(layers)
        self.above = above
        self.detection = detection or Detection()
        self.force_exclude = False
        self.jobs: int | None = None
        self.rules_path: tuple[str, ...] = ()
        self.include: tuple[tuple[str, Patterns], ...] = ()
        self.exclude: tuple[tuple[str, Patterns], ...] = ((root, Patterns(DEFAULT_EXCLUDE)),)
        self._combinations: dict[tuple[Detected | None, tuple[bool, ...]], Settings] = {}
        extended: list[tuple[str, Patterns]] = []
        for folder, layer in self.layers:
            if layer.force_exclude is not None:
                self.force_exclude = layer.force_exclude
            if layer.jobs is not None:
                self.jobs = layer.jobs
            if layer.rules_path is not None:
                self.rules_path = tuple(os.path.normpath(os.path.join(folder, one)) for one in layer.rules_path)
            if layer.include is not None:
                self.include = ((folder, Patterns(layer.include)),)
            if layer.exclude is not None:
                self.exclude = ((folder, Patterns(layer.exclude)),)
            if layer.extend_exclude:
                extended.append((folder, Patterns(layer.extend_exclude)))
        self.exclude += tuple(extended)

    def settings(self, path: str) -> Settings:
        """Return what holds for the file with the absolute *path*."""
        matches = tuple(
            bool(patterns.cover(relative(path, folder)))
            for folder, layer in self.layers
            for patterns, _ in (*layer.overrides, *layer.per_file_ignores)
        )
        detected = self.detection.of_folder(os.path.dirname(path))
        found = self._combinations.get((detected, matches))
        if found is None:
            found = self._combinations[detected, matches] = self._combine(matches, detected)
        return found

    def _combine(self, matches: tuple[bool, ...], detected: Detected | None) -> Settings:
        matching = iter(matches)
        layers: list[Layer] = []
        ignores: list[tuple[Layer, tuple[str, ...]]] = []
        for _, layer in self.layers:
            layers.append(layer)
            layers.extend(override for _, override in layer.overrides if next(matching))
            ignores.extend((layer, selectors) for _, selectors in layer.per_file_ignores if next(matching))
        if self.above is not None:
            layers.append(self.above)
        return Settings(tuple(layers), tuple(ignores), self.rules_path, self.root, detected)


class Configurations:
    """The configurations of all folders, each found and read once.

    With *explicit*, that file holds for every folder.
    """

    def __init__(self, explicit: str = "", above: Layer | None = None) -> None:
        self._above = above
        self._by_folder: dict[str, Configuration] = {}
        self.detection = Detection()
        self._default = Configuration(os.getcwd(), above=above, detection=self.detection)
        self._explicit: Configuration | None = None
        if explicit:
            self._explicit = self._read(os.path.abspath(explicit), explicit)

    def of_folder(self, folder: str, names: Container[str] | None = None) -> Configuration:
        """Return the configuration for the files in *folder* (an absolute path).

        *names* are the names in the folder, if they are known. Raises SettingsError.
        """
        if self._explicit is not None:
            return self._explicit
        found = self._by_folder.get(folder)
        if found is None:
            found = self._by_folder[folder] = self._search(folder, names)
        return found

    def _search(self, folder: str, names: Container[str] | None) -> Configuration:
        for name in FILES:
            if names is not None and name not in names:
                continue
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != FILES[-1] or _has_table(path)):
                return self._read(path, shown(path))
        parent = os.path.dirname(folder)
        return self._default if parent == folder else self.of_folder(parent)

    def _read(self, path: str, name: str) -> Configuration:
        layers: list[tuple[str, Layer]] = []
        seen: list[str] = []
        current, current_name = path, name
        while True:
            real = os.path.realpath(current)
            if real in seen:
                raise layers[0][1].error("extend", f"{current_name} extends itself")
            seen.append(real)
            table = _table(current, current_name)
            if table is None:
                raise SettingsError(current_name, "", "there is no [tool.newslint] table in it")
            folder = os.path.dirname(current)
            layer = read_layer(table, current_name)
            layers.insert(0, (folder, layer))
            if layer.extend is None:
                return Configuration(os.path.dirname(path), path, layers, self._above, self.detection)
            current = os.path.normpath(os.path.join(folder, os.path.expanduser(layer.extend)))
            current_name = shown(current)
            if not os.path.isfile(current):
                raise layer.error("extend", f"no such file: {current_name}")


def relative(path: str, folder: str) -> str:
    """Return the absolute *path* from the absolute *folder*, with ``/``; it begins with ``../`` if it is not in it."""
    prefix = folder if folder.endswith(os.sep) else folder + os.sep
    inside = path[len(prefix) :] if path.startswith(prefix) else os.path.relpath(path, folder)
    return inside if os.sep == "/" else inside.replace(os.sep, "/")


def shown(path: str) -> str:
    """Return the absolute *path* as a message names it: from the current folder, if it is in it."""
    here = os.getcwd()
    prefix = here if here.endswith(os.sep) else here + os.sep
    return path.removeprefix(prefix)


def _has_table(path: str) -> bool:
    # Most projects' pyproject.toml says nothing of newslint: to see that, it need not be parsed.
    return b"newslint" in _bytes(path, shown(path)) and _table(path, shown(path)) is not None


def _bytes(path: str, name: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise SettingsError(name, "", f"cannot be read: {error.strerror}") from None


def _table(path: str, name: str) -> dict[str, Any] | None:
    """Return the settings in a file; None for a ``pyproject.toml`` without any."""
    import tomllib

    data = _bytes(path, name)
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(name, "", f"not valid TOML: {error}") from None
    if os.path.basename(path) != FILES[-1]:
        return table
    tool = table.get("tool")
    found = tool.get("newslint") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise SettingsError(name, "tool.newslint", "expected a table")
    return found
