"""YAML front matter of any shape as nodes with exact spans, from the events of PyYAML's parser (libyaml).

Events and not a composed tree, because only events tell where an alias stands,
and because building the tree here keeps nesting within bounds: libyaml's own
composer is recursive and takes the process down on deep nesting.

PyYAML is imported when :func:`parse` is called, so a file that needs it not
does not pay for it. Offsets are code points.
"""

from __future__ import annotations

from itertools import pairwise

from newslint.document.entries import Alias, Entry, Node, comments_above
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_DEPTH = 100
"""How deep lists and mappings may be nested."""
MAX_EXPANDED = 100_000
"""How many nodes a document may have once each alias is replaced by what it stands for."""

UNPRINTABLE = late_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML does not allow, except as escapes in double quotes."""

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset({"str", "int", "float", "bool", "null", "timestamp", "binary"})
_COLLECTION_TAGS = frozenset({"seq", "map", "omap", "pairs", "set"})
_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_BREAK = "\r\n\x85\u2028\u2029"
_PROPERTY = late_pattern(rf"(?:![^ \t{_BREAK}]*+|&[0-9A-Za-z_-]*+)(?:[ \t]++|[{_BREAK}]\ufeff?+|#[^\r\n]*+)*+")
_LINE_BREAK = late_pattern(r"\r\n?+|\n")


class YamlError(ValueError):
    """The text is not YAML that can be read. ``start`` is where that shows; ``end`` ends the line or the thing."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


class YamlReferenceError(YamlError):
    """An alias names nothing, or the value around it, or two values have one name."""


class YamlLimitError(YamlError):
    """The text is nested too deep, or its aliases stand for too much."""


def parse(text: str, start: int, end: int, *, any_alias: bool = False) -> Node | None:
    """Return the one document in ``text[start:end]`` as a node, or None if there is nothing but comments.

    Raises YamlError if it is not YAML, holds more than one document, is nested
    deeper than MAX_DEPTH, or cannot be loaded safely: unknown tags, keys that are
    no scalars, aliases that name nothing or the value around them. With *any_alias*
    an alias may name something outside of the text.
    """
    import yaml

    if match := UNPRINTABLE.search(text, start, end):
        name = f"U+{ord(match[0]):04X}"
        raise YamlError(
            f"YAML does not allow the character {name}; remove it, or write it as an escape in double quotes",
            match.start(),
            match.end(),
        )
    if text.startswith("\ufeff", start, end):  # libyaml does not count it
        start += 1
    content = text[start:end]
    try:
        from yaml import CSafeLoader as Loader
    except ImportError:  # PyYAML without libyaml
        from yaml import SafeLoader as Loader  # type: ignore[assignment]
    try:
        return _Builder(text, start, end, any_alias).build(Loader(content))
    except yaml.MarkedYAMLError as error:
        unclosed = error.problem and ("end of stream" in error.problem or "document indicator" in error.problem)
        mark = (error.context_mark if unclosed else None) or error.problem_mark
        at = min(start + mark.index, end) if mark else start
        raise YamlError(_explain(error, text, at, end), *_place(text, at, start, end)) from None
    except yaml.YAMLError:
        raise YamlError("this is not YAML", *_place(text, start, start, end)) from None


class _Collection:
    """A list or a mapping that is still open."""

    __slots__ = ("anchor", "children", "flow", "mapping", "size", "start")

    def __init__(self, mapping: bool, flow: bool, start: int, anchor: str | None) -> None:
        self.mapping = mapping
        self.flow = flow
        self.start = start
        self.anchor = anchor
        self.children: list[Node] = []
        self.size = 1


class _Builder:
    def __init__(self, text: str, start: int, end: int, any_alias: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.any_alias = any_alias
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.open: list[_Collection] = []
        self.root: Node | None = None
        self.aliased = False

    def build(self, loader: Any) -> Node | None:
        from yaml.events import (
            AliasEvent,
            DocumentStartEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )

        documents = 0
        while True:
            event = loader.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._begin(event, kind is MappingStartEvent)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is StreamEndEvent:
                return self.root
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._error("front matter is one YAML document, but a second one starts here", event)
            elif self.open:  # the end of a list or a mapping; with none open, of the document
                self._finish(event)

    def _error(self, message: str, event: Any) -> YamlError:
        return YamlError(message, *_place(self.text, self.start + event.start_mark.index, self.start, self.end))

    def _scalar(self, event: Any) -> None:
        start, end = self.start + event.start_mark.index, self.start + event.end_mark.index
        style = _STYLES[event.style]
        value: str = event.value
        tag = event.tag
        if tag is not None or event.anchor is not None:
            start = self._skip_properties(start, end)
        if (style == "literal" or style == "folded") and not self._keeps_newlines(start):
            end = start + len(self.text[start:end].rstrip(" \t\r\n"))
        node = Node(start, end, value, style, in_flow=bool(self.open) and self.open[-1].flow)
        if tag is not None and tag != "!":
            name = tag.removeprefix(_CORE)
            if not tag.startswith(_CORE) or name not in _SCALAR_TAGS:
                raise self._error("a value that starts with ! is read as a tag; put it in quotes", event)
            from newslint.document.yaml_scalar import construct_tagged

            node._value = construct_tagged(value, name)
        elif tag == "!":
            node._value = value
        self._add(node, event.anchor, 1)

    def _keeps_newlines(self, start: int) -> bool:
        """Whether the block scalar at *start* has a ``+``: then the blank lines after it belong to it."""
        return "+" in self.text[start : start + 3].splitlines()[0]

    def _skip_properties(self, start: int, end: int) -> int:
        while start < end and self.text[start] in "!&" and (match := _PROPERTY.match(self.text, start, end)):
            start = match.end()
        return start

    def _begin(self, event: Any, mapping: bool) -> None:
        if event.tag is not None and event.tag != "!" and event.tag.removeprefix(_CORE) not in _COLLECTION_TAGS:
            raise self._error("a value that starts with ! is read as a tag; put it in quotes", event)
        if len(self.open) >= MAX_DEPTH:
            error = self._error(f"lists and mappings are nested more than {MAX_DEPTH} deep", event)
            raise YamlLimitError(error.message, error.start, error.end)
        start = self.start + event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            # Of a block collection the event ends before the first key or dash.
            start = self._skip_properties(start, self.end)
        # A pair without braces in a flow list is a mapping with an empty mark.
        self.open.append(_Collection(mapping, bool(event.flow_style), start, event.anchor))

    def _alias(self, event: Any) -> None:
        name = event.anchor
        self.aliased = True
        start, end = self.start + event.start_mark.index, self.start + event.end_mark.index
        if any(each.anchor == name for each in self.open):
            raise YamlReferenceError(f"*{name} stands inside the value that it names", start, end)
        if name in self.anchors:
            target, size = self.anchors[name]
        elif self.any_alias:
            target, size = Node(0, 0, ""), 1
        else:
            message = f"nothing is named &{name} above; if *{name} is text, put it in quotes"
            raise YamlReferenceError(message, start, end)
        self._add(Alias(start, end, target, bool(self.open) and self.open[-1].flow), None, size)

    def _finish(self, event: Any) -> None:
        last = self.open.pop()
        written_end = self.start + event.end_mark.index
        if last.flow and event.end_mark.index > event.start_mark.index:
            end = written_end
        else:
            end = max((child.end for child in last.children[-2:]), default=written_end)
        inside = bool(self.open) and self.open[-1].flow
        style = "flow" if last.flow else "block"
        if last.mapping:
            entries = self._entries(last)
            node = Node(last.start, end, "", style, "mapping", entries=entries, in_flow=inside)
        else:
            node = Node(last.start, end, "", style, "list", items=tuple(last.children), in_flow=inside)
        if self.aliased and last.size > MAX_EXPANDED:
            raise YamlLimitError("the aliases in here stand for too much text", last.start, end)
        self._add(node, last.anchor, last.size)

    def _add(self, node: Node, anchor: str | None, size: int) -> None:
        if anchor is not None:
            if anchor in self.anchors:
                message = f"&{anchor} is there twice; names of values must differ"
                raise YamlReferenceError(message, node.start, max(node.end, node.start + 1))
            self.anchors[anchor] = (node, size)
        if self.open:
            parent = self.open[-1]
            parent.children.append(node)
            parent.size += size
        else:
            self.root = node

    def _entries(self, mapping: _Collection) -> tuple[Entry, ...]:
        children = mapping.children
        entries: list[Entry] = []
        for key, node in zip(children[::2], children[1::2], strict=True):
            if key.kind != "scalar":
                raise YamlError(
                    "a list or a mapping cannot be a key; if this is text or template syntax, put it in quotes",
                    *_place(self.text, key.start, self.start, self.end),
                )
            if node.start == node.end and node.style == "plain" and ":" not in self.text[key.end : node.start]:
                node.start = node.end = key.end  # "? key" alone
            entries.append(Entry(key.text, key.start, key.end, node, key.start, node.end, key.start))
        if mapping.flow:
            _divide_flow(entries)
        else:
            self._divide_lines(entries)
        return tuple(entries)

    def _divide_lines(self, entries: list[Entry]) -> None:
        """Give the entries of a block mapping their whole lines."""
        text = self.text
        above = self.start
        shared = False
        stop = line_end = -1
        for index, entry in enumerate(entries):
            if index and entry.key_start < above:  # on the same line, by a line break that only YAML 1.1 knows
                entries[index - 1].end = entry.key_start
            else:
                line = text.rfind("\n", above, entry.key_start) + 1 or above
                line = text.rfind("\r", line, entry.key_start) + 1 or line
                if index or not text[line : entry.key_start].strip(" \t?"):
                    entry.start = line
                    entry.lead_start = comments_above(text, above, line)
                else:
                    shared = True
            if entry.node.style in ("literal", "folded") and text[entry.node.end - 1] in "\r\n":
                entry.end = entry.node.end
            else:
                last = max(entry.node.end, entry.key_end)
                if last > stop:  # else it ends with the line of the entry above
                    match = _LINE_BREAK.search(text, last, self.end)
                    stop, line_end = match.span() if match else (self.end, self.end)
                entry.end = line_end
            above = entry.end
        if shared:  # with the dash of a list, which has to stay in front of something
            if len(entries) == 1:
                entries[0].end = entries[0].node.end
            elif entries[1].start == entries[0].end:
                entries[0].end = entries[1].key_start


def _divide_flow(entries: list[Entry]) -> None:
    """Give each entry of a flow mapping what goes with it: up to the next one, or from the end of the last."""
    for entry, following in pairwise(entries):
        entry.end = following.key_start
    if len(entries) > 1:
        entries[-1].start = entries[-1].lead_start = entries[-2].node.end


def _place(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """Return the span from *at* to the end of its line; the last character before *end* if nothing is left."""
    if at >= end:
        at = start + len(text[start:end].rstrip())
        return max(at - 1, start), max(at, start)
    match = _LINE_BREAK.search(text, at, end)
    stop = match.start() if match else end
    return at, max(stop, min(at + 1, end))


def _explain(error: Any, text: str, at: int, end: int) -> str:
    """Say in plain words what libyaml means."""
    problem = str(error.problem or "")
    context = str(error.context or "")
    character = text[at] if at < end else ""
    if "mapping values are not allowed" in problem:
        return "a colon and a space start a value here, in the middle of another one; put the whole value in quotes"
    if "cannot start any token" in problem:
        if character == "\t":
            return "a tab cannot indent YAML; use spaces"
        return f"a value cannot start with {character}; put it in quotes"
    if "quoted scalar" in context and ("end of stream" in problem or "document indicator" in problem):
        return "a quote is opened here and never closed; close it, or put the value in the other quotes"
    if "escape" in problem:
        return "this escape is none that YAML knows; double the backslash, or use single quotes"
    if "expected ':'" in problem:
        return (
            "a line without a key; write `key: value` with a space after the colon, or indent it to go on with a value"
        )
    if "',' or ']'" in problem:
        return "a list that [ opens is not closed by ], or goes on after it; if it is text, put it in quotes"
    if "',' or '}'" in problem:
        return "a mapping that { opens is not closed by }, or goes on after it; if it is text, put it in quotes"
    if "block sequence entries" in problem:
        return "a dash and a space start a list here, in the middle of a value; put the value in quotes"
    if "comment or line break" in problem:
        return "after | or > the text starts on the next line; if it is no block of text, put the value in quotes"
    if "tab character" in problem:
        return "a tab cannot indent YAML; use spaces"
    if "alphabetic or numeric" in problem:
        return f"a value cannot start with {character or '*'} unless a name follows; put it in quotes"
    if "did not find expected key" in problem or "expected <" in problem or "'-' indicator" in problem:
        return "this does not go on with what stands above; check the quotes and the indentation"
    return f"YAML cannot be read from here on: {problem or context}"
