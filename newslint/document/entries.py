"""What front matter is made of: entries, the nodes that are their values, and what can be wrong with them.

Offsets are code points into the whole text of the file; an end is exclusive.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_UNSET: Any = object()
MERGE_KEY = "<<"


class Problem:
    """Why front matter cannot be read, at the place where it shows. The message says what to do."""

    __slots__ = ("end", "message", "start")

    def __init__(self, message: str, start: int, end: int) -> None:
        self.message = message
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Problem({self.message!r}, {self.start}, {self.end})"


class Repair:
    """One edit on the source that, together with the others, makes YAML parse.

    ``value`` is the text that the value has in the source, and has in the
    repaired document too.
    """

    __slots__ = ("end", "message", "replacement", "start", "value")

    def __init__(self, start: int, end: int, replacement: str, message: str, value: str) -> None:
        self.start = start
        self.end = end
        self.replacement = replacement
        self.message = message
        self.value = value

    def __repr__(self) -> str:
        return f"Repair({self.start}, {self.end}, {self.replacement!r}, {self.message!r}, {self.value!r})"


class Node:
    """A value: a scalar, a list or a mapping.

    ``start`` and ``end`` span its source, quotes included, a tag or an anchor
    not; a value that is not written has an empty span after its colon or dash.

    ``kind`` is ``"scalar"``, ``"list"`` or ``"mapping"``. ``style`` is
    ``"plain"``, ``"single"``, ``"double"``, ``"literal"`` or ``"folded"`` for a
    scalar, ``"flow"`` or ``"block"`` for the others, and ``"alias"`` for a value
    that is written somewhere else: that has no items and no entries of its own.

    ``text`` is the scalar as a string whatever its type (``no`` stays ``"no"``);
    it is empty for lists and mappings.
    """

    __slots__ = ("_value", "end", "entries", "in_flow", "items", "kind", "start", "style", "text")

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        style: str = "plain",
        kind: str = "scalar",
        items: tuple[Node, ...] = (),
        entries: tuple[Entry, ...] = (),
        in_flow: bool = False,
        value: Any = _UNSET,
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.style = style
        self.kind = kind
        self.items = items
        self.entries = entries
        self.in_flow = in_flow
        self._value = value

    @property
    def value(self) -> Any:
        """The Python value, with the types of the format (YAML 1.1 for YAML, as PyYAML's SafeLoader has them).

        A scalar that only looks like a date or a number (``2022-02-30``) is its text.
        """
        if self._value is _UNSET:
            self._value = self._construct()
        return self._value

    def _construct(self) -> Any:
        if self.kind == "list":
            return [item.value for item in self.items]
        if self.kind == "mapping":
            return mapping_value(self.entries)
        if self.style == "plain":
            from newslint.document.yaml_scalar import construct

            return construct(self.text)
        return self.text

    def walk(self) -> Iterator[Node]:
        """Yield this node and all nodes below it, in source order."""
        yield self
        for item in self.items:
            yield from item.walk()
        for entry in self.entries:
            yield from entry.node.walk()

    def __repr__(self) -> str:
        return f"Node({self.start}, {self.end}, {self.text!r}, {self.style!r}, {self.kind!r})"


class Alias(Node):
    """``*name``: the value that is written after ``&name``."""

    __slots__ = ("target",)

    def __init__(self, start: int, end: int, target: Node, in_flow: bool = False) -> None:
        super().__init__(start, end, target.text, "alias", target.kind, in_flow=in_flow)
        self.target = target

    def _construct(self) -> Any:
        return self.target.value


class Entry:
    """A key with its value.

    ``key`` is the key as a string; ``key_start`` and ``key_end`` span it as it is
    written. ``start`` and ``end`` span what goes when the entry goes: whole lines
    where it has its lines for itself, else up to the next entry (with the comma,
    in flow style). ``lead_start`` is where the comment lines directly above it
    start, or ``start`` if there are none.
    """

    __slots__ = ("end", "key", "key_end", "key_start", "lead_start", "node", "start")

    def __init__(
        self, key: str, key_start: int, key_end: int, node: Node, start: int, end: int, lead_start: int
    ) -> None:
        self.key = key
        self.key_start = key_start
        self.key_end = key_end
        self.node = node
        self.start = start
        self.end = end
        self.lead_start = lead_start

    @property
    def value(self) -> Any:
        """The Python value (see :attr:`Node.value`)."""
        return self.node.value

    @property
    def text(self) -> str:
        """The value as a string if it is a scalar, else ``""``."""
        return self.node.text

    @property
    def plain_key(self) -> bool:
        """Whether the key is written without quotes, escapes or line breaks."""
        return self.key_end - self.key_start == len(self.key)

    def __repr__(self) -> str:
        return f"Entry({self.key!r}, {self.node!r})"


def comments_above(text: str, above: int, line: int) -> int:
    """Return where the comment lines directly above *line* start; *line* itself if there are none.

    *above* and *line* are offsets of starts of lines; nothing before *above* is looked at.
    """
    while line > above:
        start = text.rfind("\n", above, line - 1) + 1 or above
        start = text.rfind("\r", start, line - 1) + 1 or start
        if not text[start:line].lstrip(" \t").startswith("#"):
            break
        line = start
    return line


def mapping_value(entries: tuple[Entry, ...]) -> dict[Any, Any]:
    """Return the entries as a dictionary: the last of equal keys counts, and merge keys give what is missing."""
    from newslint.document.yaml_scalar import construct

    own: dict[Any, Any] = {}
    merged: dict[Any, Any] = {}
    for entry in entries:
        if entry.key == MERGE_KEY and entry.plain_key:
            source = entry.value
            maps = source if isinstance(source, list) else [source]
            if all(isinstance(each, dict) for each in maps):
                for each in reversed(maps):
                    merged.update(each)
                continue
        own[construct(entry.key) if entry.plain_key else entry.key] = entry.value
    return {**merged, **own}
