"""The tables that rules look things up in.

A table is TOML. ``rules/<family>/<module>.toml`` stands beside the rule that uses
it; ``rules/producers/<producer>.toml`` holds what one producer leaves behind, for
all rules. In both, a section named after a rule is a list of entries::

    [[source-comment]]
    comment = "正文下iframe"
    why = "marks where Sina's page inserts an advertisement frame"
    drop = ["<p>A</p><!-- 正文下iframe -->"]
    keep = ["<p>A</p><!-- 正文下 is what the desk calls it -->"]

``why``, ``drop`` and ``keep`` are mandatory: the first is for the reader, the
other two are tested, each snippet as a file of its own. On a ``drop`` snippet the
rule must report, and offer a fix unless the entry says ``fixable = false``; on a
``keep`` snippet it must stay silent. All other keys are the entry's matchers and
data, whose names are the rule's to define. A rule may also look into the tables
of other rules that it lists in ``reads``.

One key is common to all: an entry with ``needs-evidence = true`` acts only in files that
show where they come from (see ``newslint.linting.evidence``). A rule has to ask for that
with :meth:`Entry.acts_in`, and says ``weighs_evidence = True``; the entries of others
cannot have the key.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from newslint.document.document import Document
    from newslint.linting.evidence import Evidence


class Entry:
    """One thing that a rule knows."""

    __slots__ = ("data", "evidence", "producer")

    def __init__(self, data: Mapping[str, Any], producer: str = "", evidence: Evidence | None = None) -> None:
        self.data = data
        self.producer = producer
        self.evidence = evidence

    def acts_in(self, document: Document) -> bool:
        """Return whether the entry holds in *document*: always, unless it needs evidence of its producer."""
        return self.evidence is None or self.evidence.is_in(document)

    def get(self, key: str, default: Any = None) -> Any:
        return self.data.get(key, default)

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    @property
    def why(self) -> str:
        return str(self.data["why"])

    def __repr__(self) -> str:
        return f"Entry({dict(self.data)!r}, {self.producer!r})"


class Knowledge:
    """All entries for one rule: those of its own table, then those of each producer."""

    __slots__ = ("_others", "entries")

    def __init__(self, entries: Sequence[Entry] = (), others: Mapping[str, Sequence[Entry]] | None = None) -> None:
        self.entries = tuple(entries)
        self._others = dict(others or {})

    def of(self, name: str) -> Knowledge:
        """Return the entries for the rule *name*, which the rule lists in ``reads``."""
        return Knowledge(self._others.get(name, ()))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def index(self, key: str) -> dict[str, Entry]:
        """Return the entries that have *key*, by its value; a list value stands for several."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            value = entry.get(key)
            if isinstance(value, str):
                found.setdefault(value, entry)
            elif value is not None:
                for one in value:
                    found.setdefault(one, entry)
        return found

    def index_all(self, key: str) -> dict[str, tuple[Entry, ...]]:
        """Return all entries that have *key*, by its value: several producers can use one name."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            value = entry.get(key)
            if value is not None:
                for one in (value,) if isinstance(value, str) else value:
                    found[one] = (*found.get(one, ()), entry)
        return found


EMPTY = Knowledge()
