"""Read the knowledge tables of folders of rules (see ``newslint.linting.knowledge`` for their form)."""

from __future__ import annotations

import os

from newslint.linting import table_cache
from newslint.linting.evidence import Evidence
from newslint.linting.knowledge import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

PRODUCERS = "producers"
PRODUCER = "producer"
NEEDS_EVIDENCE = "needs-evidence"
CATALOGUE = "catalogue.toml"


class TableError(ValueError):
    """A table cannot be used: the message says which, and why."""


def read_tables(folders: Sequence[str]) -> dict[str, list[Entry]]:
    """Return the entries of all tables in *folders*, by rule name.

    Raises TableError if a table is not TOML, if an entry lacks ``why``, ``drop`` or ``keep``, or if it
    needs evidence and its producer names none.
    """
    found: dict[str, list[Entry]] = {}
    for folder in folders:
        files = list(table_files([folder]))
        state = table_cache.state_of([path for path, _ in files])
        rows = table_cache.load(folder, state)
        if rows is None:
            rows = [row for path, producer in files for row in _read(path, producer)]
            table_cache.save(folder, state, rows)
        for rule, data, producer, evidence in rows:
            known = Evidence(*map(tuple, evidence)) if evidence is not None else None
            found.setdefault(rule, []).append(Entry(data, producer, known))
    return found


def _read(path: str, producer: str) -> Iterator[tuple[str, dict[str, Any], str, list[list[str]] | None]]:
    """Yield the entries of one table: the rule, the entry, its producer, the hosts and marks that it needs to see."""
    import tomllib

    with open(path, "rb") as file:
        try:
            table = tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise TableError(f"{path}: not TOML: {error}") from None
    about = table.get(PRODUCER, {})
    evidence = [list(about.get("hosts", ())), list(about.get("marks", ()))]
    for rule, entries in table.items():
        if rule == PRODUCER:
            continue
        if not isinstance(entries, list):
            raise TableError(f"{path}: [{rule}] must be a list of entries: write [[{rule}]]")
        for number, data in enumerate(entries, 1):
            missing = [key for key in ("why", "drop", "keep") if not data.get(key)]
            if missing:
                raise TableError(f"{path}: entry {number} of [[{rule}]] lacks {', '.join(missing)}")
            needed = bool(data.get(NEEDS_EVIDENCE, False))
            if needed and not any(evidence):
                raise TableError(
                    f"{path}: entry {number} of [[{rule}]] needs evidence: give [{PRODUCER}] hosts or marks to look for"
                )
            yield rule, data, producer, evidence if needed else None


def table_files(folders: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the path of each table with the producer it is about (empty for a rule's own table)."""
    for folder in folders:
        families = [
            "",
            *sorted(
                name for name in os.listdir(folder) if name[0] not in "._" and os.path.isdir(os.path.join(folder, name))
            ),
        ]
        # A rule's own table comes before what producers add to it.
        families.sort(key=lambda name: name == PRODUCERS)
        for family in families:
            place = os.path.join(folder, family)
            for name in sorted(os.listdir(place)):
                if name.endswith(".toml") and name != CATALOGUE:
                    yield os.path.join(place, name), name[:-5] if family == PRODUCERS else ""
