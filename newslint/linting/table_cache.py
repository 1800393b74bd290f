"""Tables as they were read the last time, so that TOML is read again only when a file of it has changed.

Reading all tables as TOML takes longer than checking a hundred articles. Like Python's
own compiled modules the result is kept in a ``__pycache__`` folder beside its source, and
holds as long as the names, sizes and modification times of the sources are the same. Where
that folder cannot be written, or Python is told to write no bytecode, there is just no cache.
"""

from __future__ import annotations

import marshal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

# To be raised when what is kept, or the form of it, changes.
_FORM = 2


def state_of(paths: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return what tells whether one of *paths* has changed: names, sizes, modification times in nanoseconds."""
    state: list[tuple[str, int, int]] = []
    for path in paths:
        found = os.stat(path)
        state.append((path, found.st_size, found.st_mtime_ns))
    return state


def load(folder: str, state: Sequence[tuple[str, int, int]]) -> Any:
    """Return what :func:`save` kept for *folder* with the same *state*; None if there is nothing."""
    try:
        with open(_path(folder), "rb") as file:
            kept = marshal.load(file)  # noqa: S302 (written by newslint itself, beside its own modules)
    except (OSError, EOFError, ValueError, TypeError):
        return None
    if not isinstance(kept, tuple) or len(kept) != 3 or kept[:2] != (_FORM, list(state)):
        return None
    return kept[2]


def save(folder: str, state: Sequence[tuple[str, int, int]], data: Any) -> None:
    """Keep *data* (dicts, lists, strings, numbers) for *folder*; do nothing where that is not possible."""
    if sys.dont_write_bytecode:
        return
    path = _path(folder)
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            marshal.dump((_FORM, list(state), data), file)
        os.replace(temporary, path)
    except (OSError, ValueError):  # no right to write; a date, which marshal does not know
        _discard(temporary)


def _discard(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return  # It was never written.


def _path(folder: str) -> str:
    return os.path.join(folder, "__pycache__", f"tables.{sys.implementation.cache_tag}")
