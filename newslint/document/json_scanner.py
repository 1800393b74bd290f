"""JSON front matter with spans: an object in braces, or the members alone, ended by ``;;;`` (Hexo's form).

The values are those of Python's json module; this module only finds where they
stand. Offsets are code points into the whole text.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise

from newslint.document.entries import Entry, Node, Problem
from newslint.document.front_matter import MAX_SIZE, Format, FrontMatter
from newslint.late_pattern import late_pattern

MAX_DEPTH = 100
"""How deep lists and objects may be nested."""

_BRACE = late_pattern(r"(?<=[\r\n])\}[ \t]*+(?=[\r\n]|\Z)")
_SEMICOLONS = late_pattern(r"(?<=[\r\n]);;;++[ \t]*+(?=[\r\n]|\Z)")
_SEMICOLONS_BELOW = late_pattern(r"(?:\r\n?+|\n);;;++[ \t]*+(?=[\r\n]|\Z)")
_LINE_END = late_pattern(r"\r\n?+|\n|\Z")
_SPACE = late_pattern(r"\s*+")
_SCALAR = late_pattern(r'"(?:[^"\\]++|\\.)*+"|[^\s,\]}]++')
_BRACKETS = late_pattern(r'"(?:[^"\\]++|\\.)*+"|[\[{]|[\]}]', re.DOTALL)


def read_json(text: str, opening: re.Match[str]) -> FrontMatter | None:
    """Return the front matter that *opening* (a brace, a quote or ``;;;``) begins, or None if it is none."""
    if opening["json"] == "{":
        fence = opening.span("json")
        closing = _BRACE.search(text, fence[1])
        if closing is None:
            return None
        closing_start, end = closing.span()
        if semicolons := _SEMICOLONS_BELOW.match(text, end):
            end = semicolons.end()
        content = (fence[1], closing_start)
        source_start, source_end = fence[0], closing_start + 1
    else:
        if opening["json"]:
            fence = (opening.start("json"), opening.start("json"))
            start = fence[0]
        else:
            fence = opening.span("fence")
            start = opening.end()
        closing = _SEMICOLONS.search(text, start)
        if closing is None:
            return None
        closing_start, end = closing.span()
        content = source_start, source_end = start, closing_start
    after = _LINE_END.match(text, end)
    found = FrontMatter(Format.JSON, text, fence, content, (closing_start, end), after.end() if after else end)
    source = text[source_start:source_end]
    if content[1] - content[0] > MAX_SIZE:
        found.problem = Problem(f"the front matter has more than {MAX_SIZE} characters", *fence)
    elif _depth(source) > MAX_DEPTH:
        found.problem = Problem(f"lists and objects are nested more than {MAX_DEPTH} deep", *fence)
    else:
        _read(found, source, source_start)
    return found


def _depth(source: str) -> int:
    depth = deepest = 0
    for match in _BRACKETS.finditer(source):
        first = match[0][0]
        if first in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in "]}":
            depth -= 1
    return deepest


def _read(found: FrontMatter, source: str, start: int) -> None:
    braces = source.startswith("{")
    try:
        json.loads(source if braces else "{" + source + "}", strict=False)
    except json.JSONDecodeError as error:
        at = min(start + error.pos - (not braces), found.closing_start)
        problem = error.msg[:1].lower() + error.msg[1:]
        found.problem = Problem(f"this is not JSON: {problem}", at, min(at + 1, len(found.text)))
        return
    except (RecursionError, ValueError):  # a number with more digits than Python converts
        found.problem = Problem("this JSON has a number that cannot be read", start, start + 1)
        return
    end = start + len(source)
    if braces:
        root, _ = _node(found.text, start, end)
        found._root = root
        found.entries = root.entries
    else:
        found.entries, _ = _members(found.text, start, end)


def _node(text: str, at: int, end: int) -> tuple[Node, int]:
    """Return the value at *at* and where it ends. The text is known to be JSON."""
    first = text[at]
    if first == "{":
        entries, stop = _members(text, at + 1, end)
        stop += 1
        return Node(at, stop, "", "flow", "mapping", entries=entries, in_flow=True), stop
    if first == "[":
        items: list[Node] = []
        place = _skip(text, at + 1)
        while text[place] != "]":
            item, place = _node(text, place, end)
            items.append(item)
            place = _skip(text, place)
            if text[place] == ",":
                place = _skip(text, place + 1)
        return Node(at, place + 1, "", "flow", "list", items=tuple(items), in_flow=True), place + 1
    match = _SCALAR.match(text, at, end)
    assert match is not None
    value = json.loads(match[0], strict=False)
    written = value if isinstance(value, str) else match[0]
    style = "double" if first == '"' else "plain"
    return Node(at, match.end(), written, style, in_flow=True, value=value), match.end()


def _members(text: str, at: int, end: int) -> tuple[tuple[Entry, ...], int]:
    """Return the members of the object whose first one comes after *at*, and where the object ends."""
    entries: list[Entry] = []
    place = _skip(text, at)
    while place < end and text[place] != "}":
        key = _SCALAR.match(text, place, end)
        assert key is not None
        colon = _skip(text, key.end())
        node, after = _node(text, _skip(text, colon + 1), end)
        entries.append(Entry(json.loads(key[0], strict=False), place, key.end(), node, place, after, place))
        place = _skip(text, after)
        if place < end and text[place] == ",":
            place = _skip(text, place + 1)
    for entry, following in pairwise(entries):
        entry.end = following.key_start
    if len(entries) > 1:
        entries[-1].start = entries[-1].lead_start = entries[-2].node.end
    return tuple(entries), place


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
