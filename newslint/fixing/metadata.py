"""The values of front matter as the guard reads them, and what became of them.

Nothing of newslint's own reader is used: python-frontmatter's handlers read TOML
and JSON, PyYAML's composer reads YAML, so that every scalar is the text that
stands there, whatever type a reader may see in it. A YAML block that cannot be
read is taken key by key (:mod:`newslint.fixing.broken_yaml`).
"""

from __future__ import annotations

import re

from newslint.fixing.broken_yaml import Written, can_become, parts
from newslint.fixing.explanations import Explanations
from newslint.fixing.verdict import Loss, UnprovableError, quote
from newslint.linting.finding import Aspect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from newslint.linting.finding import Change

_FENCE = re.compile(r"(-{3,}+|\+{3,}+|;{3,}+|\.{3})[ \t]*+")
_CORE = "tag:yaml.org,2002:"
_TAGS = frozenset("str int float bool null timestamp binary seq map omap pairs set merge value !".split())
"""The tags that every reader of front matter knows."""
_DEEPEST = 100
_MOST_NODES = 100_000
_NESTED_LINE = re.compile(rf"^(?:[ \t]{{{4 * _DEEPEST},}}+|(?:[-?:\[{{][ \t]*+){{{_DEEPEST},}}+)", re.MULTILINE)

Value = str | list["Value"] | dict[str, "Value"]
"""A scalar as text, a list, or a mapping."""


class Metadata:
    """The front matter of one text.

    ``values`` holds for each key the values that it has in the text: mostly one.
    ``typed`` holds key and text of each YAML scalar that a reader takes for something
    else than text. ``readable`` is false for YAML that had to be taken key by key.
    """

    __slots__ = ("readable", "typed", "values")

    def __init__(self) -> None:
        self.values: dict[str, list[Value]] = {}
        self.typed: set[tuple[str, str]] = set()
        self.readable = True

    def add(self, key: str, value: Value) -> None:
        self.values.setdefault(key, []).append(value)


def read_metadata(block: str) -> Metadata:
    """Return the values in *block*, the text of a file before its body, fences included.

    Raises UnprovableError if aliases make it so large that it cannot be compared.
    """
    found = Metadata()
    content, kind = _inside(block)
    if not content.strip():
        return found
    try:
        if kind == "yaml":
            _read_yaml(content, found)
        else:
            _read_other(content, kind, found)
    except UnprovableError:
        raise
    except Exception:  # Each handler raises what its parser does; whatever it is, the block is not readable.
        found = Metadata()
        found.readable = False
        for key, value in parts(content, _pairs):
            found.add(key, value)
    return found


def _inside(block: str) -> tuple[str, str]:
    """Return the text between the fences, and what it is written in."""
    text = block.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n \t")
    lines = text.split("\n")
    kind = "toml" if lines[0].startswith("+++") else "yaml"
    if lines and _FENCE.fullmatch(lines[0]):
        del lines[0]
    if lines and _FENCE.fullmatch(lines[-1]):
        del lines[-1]
    text = "\n".join(lines)
    if text.lstrip()[:1] == "{" and kind == "yaml":
        kind = "json"
    return text + "\n", kind


def _read_other(content: str, kind: str, found: Metadata) -> None:
    from frontmatter.default_handlers import JSONHandler

    if kind == "json":
        values = JSONHandler().load(content)
    else:
        import tomllib

        values = tomllib.loads(content)
    for key, value in values.items():
        found.add(str(key), _plain(value))


def _plain(value: Any) -> Value:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)


def _read_yaml(content: str, found: Metadata) -> None:
    composed = _Composed()
    for key, node in _compose(content):
        name = _text(composed.value(key))
        composed.plain.clear()
        found.add(name, composed.value(node))
        found.typed.update((name, text) for text in composed.plain if _is_typed(text))


def _pairs(content: str) -> list[tuple[str, Value]]:
    composed = _Composed()
    return [(_text(composed.value(key)), composed.value(node)) for key, node in _compose(content)]


def _compose(content: str) -> list[tuple[Any, Any]]:
    """Return the nodes of keys and values. Raises what the parser does, or ValueError if it is no mapping."""
    import yaml

    # libyaml's composer recurses in C, and ends the process where Python's would raise.
    deep = content.count("[") + content.count("{") > _DEEPEST or _NESTED_LINE.search(content) is not None
    loader: Any = yaml.BaseLoader if deep else getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    root = yaml.compose(content, Loader=loader)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("not a mapping")
    pairs: list[tuple[Any, Any]] = root.value
    return pairs


class _Composed:
    """Turns YAML nodes into values, within bounds: nine short lines of aliases can stand for a thousand million."""

    __slots__ = ("count", "open", "plain")

    def __init__(self) -> None:
        self.count = 0
        self.plain: set[str] = set()
        """The scalars without quotes that were met."""
        self.open: set[int] = set()

    def value(self, node: Any) -> Value:
        self.count += 1
        if self.count > _MOST_NODES or id(node) in self.open:
            raise UnprovableError("the aliases in the front matter stand for too much to be compared")
        if node.tag.removeprefix(_CORE) not in _TAGS:
            raise ValueError(f"the tag {node.tag}, which no reader of front matter knows")
        if isinstance(node.value, str):
            if not node.style:
                self.plain.add(node.value)
            return node.value
        self.open.add(id(node))
        result: Value
        if node.id == "sequence":
            result = [self.value(one) for one in node.value]
        else:
            result = {}
            for key, one in node.value:
                if not isinstance(key.value, str):
                    raise ValueError("a list or a mapping as a key, which no reader takes: {{ x }} is one")
                name = _text(self.value(key))
                while name in result:
                    name += "\n"
                result[name] = self.value(one)
        self.open.discard(id(node))
        return result


def _is_typed(text: str) -> bool:
    """Return whether YAML 1.1 reads the plain scalar *text* as a number, a date, a truth value or nothing."""
    import yaml

    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    return any(pattern.match(text) for _, pattern in resolvers.get(text[:1], ()))


def _text(value: Value) -> str:
    """Return *value* as a change declares it: the items of a list joined by commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return ", ".join(f"{key}: {_text(one)}" for key, one in value.items())


def compare_metadata(before: Metadata, after: Metadata, changes: Sequence[Change]) -> list[Loss]:
    """Return which values were lost, changed or added beyond the declared *changes*.

    A change names the key, and the value's text before and after; of a list either
    the whole (its items joined by ``", "``) or one item. A key that is renamed is
    one removal and one addition.
    """
    losses: list[Loss] = []
    if before.readable and not after.readable:
        losses.append(Loss(Aspect.METADATA, "the front matter could no longer be read"))
    declared: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        if change.aspect is Aspect.METADATA:
            declared.setdefault(change.key, []).append((_bare(change.before), _bare(change.after)))
    for key in [*before.values, *(key for key in after.values if key not in before.values)]:
        old, new = before.values.get(key, []), after.values.get(key, [])
        if not _accounted(old, new, declared.get(key, [])):
            losses.append(_loss(key, old, new))
    if before.readable:
        for key, text in sorted(after.typed - before.typed):
            if before.values.get(key) == after.values.get(key) and not declared.get(key):
                says = f"{key}: {quote(text)} would no longer be read as text"
                losses.append(Loss(Aspect.METADATA, says, text, text))
    return losses


def _loss(key: str, old: list[Value], new: list[Value]) -> Loss:
    was, now = ", ".join(map(_text, old)), ", ".join(map(_text, new))
    if not new:
        says = f"{key}: {quote(was)} would be lost from the front matter"
    elif not old:
        says = f"{key}: {quote(now)} would be new in the front matter"
    elif was == now:
        says = f"{key}: {quote(was)} would have another shape"
    else:
        says = f"{key}: {quote(was)} would become {quote(now)}"
    return Loss(Aspect.METADATA, says, was, now)


def _bare(text: str) -> str:
    return "" if text.strip() in ("[]", "{}") else text


def _accounted(old: list[Value], new: list[Value], declared: list[tuple[str, str]]) -> bool:
    """Return whether the values of one key are the same, or as declared."""
    if any(isinstance(value, Written) for value in old):
        # Of equal keys each is read by itself, in its place if none is gone.
        places = [[value] for value in new] if len(old) == len(new) else [new] * len(old)
        old = [_meant(value, place, declared) for value, place in zip(old, places, strict=True)]
    if old == new:
        return True
    if not declared:
        return False
    if len(old) == len(new) == 1 and isinstance(old[0], list) and isinstance(new[0], list):
        if _items_accounted(old[0], new[0], declared):
            return True
    elif len(old) > 1 or len(new) > 1:
        return _items_accounted(list(filter(None, old)), list(filter(None, new)), declared)
    was, now = _text(old[0]) if old else "", _text(new[0]) if new else ""
    return (was, now) in declared or was == now or Explanations(declared).reach(was, now)


def _meant(value: Value, new: list[Value], declared: list[tuple[str, str]]) -> Value:
    """Return which of *new*, or of what was declared to change, stands for a *value* that no parser reads."""
    if not isinstance(value, Written):
        return value
    for one in new:
        if can_become(value, _text(one)):
            return one
    return next((before for before, _ in declared if can_become(value, before)), value)


def _items_accounted(old: Sequence[Value], new: Sequence[Value], declared: list[tuple[str, str]]) -> bool:
    """Return whether the changes of single items account for the difference; the others must keep their order."""
    was, now = list(map(_text, old)), list(map(_text, new))
    lost, gained = Explanations(declared).difference(was, now)
    if lost or gained:
        return False
    common_before = [text for text in was if text in set(now)]
    common_after = [text for text in now if text in set(was)]
    return list(dict.fromkeys(common_before)) == list(dict.fromkeys(common_after))
