"""TOML front matter with spans.

tomllib says what the values are; this module finds where they stand, in text that
tomllib has accepted. Of tables, each header (``[params]``, ``[[resources]]``) is
one entry, named as in the header. Offsets are code points into the whole text.
"""

from __future__ import annotations

import re
from itertools import pairwise

from newslint.document.entries import Entry, Node, Problem, comments_above
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newslint.document.front_matter import FrontMatter

MAX_DEPTH = 100
"""How deep arrays and tables may be nested."""

_KEY_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\r\n]++|\\.)*+"|'[^'\r\n]*+')"""
_KEY = late_pattern(rf"{_KEY_PART}(?:[ \t]*+\.[ \t]*+{_KEY_PART})*+")
_PARTS = late_pattern(_KEY_PART)
_HEADER = late_pattern(rf"(\[\[?+)[ \t]*+({_KEY.pattern})[ \t]*+\]\]?+")
# tomllib needs memory by the square of the number of parts.
_LONG_KEY = late_pattern(rf"(?:^|[\[{{,])[ \t]*+(?:{_KEY_PART}[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}", re.MULTILINE)
_BLANK = late_pattern(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_SPACES = late_pattern(r"[ \t]*+")
_LINE = late_pattern(r"[^\r\n]*+(?:\r\n?+|\n)?+")
_SCALAR = late_pattern(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}+'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}+"
    r'|"(?:[^"\\\r\n]++|\\.)*+"'
    r"|'[^'\r\n]*+'"
    r"|[^\s,\[\]{}#\"'](?:[^\s,\]}#]++|[ \t]++(?=[^\s,\]}#]))*+",
    re.DOTALL,
)
_STRING_OR_BRACKET = late_pattern(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}+|\'\'\'(?:[^\']++|\'(?!\'\'))*+\'{3,5}+'
    r'|"(?:[^"\\\r\n]++|\\.)*+"|\'[^\'\r\n]*+\'|#[^\r\n]*+|[\[{]|[\]}]',
    re.DOTALL,
)
_POSITION = late_pattern(r"\(at line (\d+), column (\d+)\)")
_LINE_START = late_pattern(r"\r\n?+|\n")


def read_toml(found: FrontMatter) -> None:
    """Read the content of *found* and set its entries or its problem."""
    import tomllib

    text, start, end = found.text, found.content_start, found.content_end
    content = text[start:end]
    if _depth(content) > MAX_DEPTH or _LONG_KEY.search(content):
        found.problem = Problem(
            f"arrays and tables are nested more than {MAX_DEPTH} deep", found.fence_start, found.fence_end
        )
        return
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at, stop = _error_place(message, content, start)
        reason = _POSITION.sub("", message).strip().removesuffix("(at end of document)").strip()
        found.problem = Problem(f"this is not TOML: {reason[:1].lower()}{reason[1:]}", at, stop)
        return
    except (ValueError, RecursionError):  # 2022-02-30, more digits than Python converts
        found.problem = Problem("this TOML has a date or a number that does not exist", start, end)
        return
    found.entries = _Scanner(text, start, end).entries(data)


def _depth(content: str) -> int:
    depth = deepest = 0
    for match in _STRING_OR_BRACKET.finditer(content):
        if match[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] in "]}":
            depth -= 1
    return deepest


def _error_place(message: str, content: str, start: int) -> tuple[int, int]:
    match = _POSITION.search(message)
    at = len(content.rstrip())
    if match:
        # tomllib counts lines by LF, having made LF of CRLF.
        lines = content.split("\n")
        line = int(match[1]) - 1
        at = sum(len(each) + 1 for each in lines[:line]) + int(match[2]) - 1
    at = max(0, min(at, len(content) - 1))
    return start + at, start + min(at + 1, len(content))


class _Scanner:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end

    def entries(self, data: dict[str, Any]) -> tuple[Entry, ...]:
        """Return the top-level entries: keys before the first header, then the tables."""
        entries: list[Entry] = []
        arrays: dict[str, tuple[Entry, list[Node]]] = {}
        numbers: dict[int, int] = {}
        at = above = self.start
        values: Any = data
        table: Entry | None = None
        inner: list[Entry] = []
        while (at := self._skip(at)) < self.end:
            header = _HEADER.match(self.text, at, self.end)
            if header is None:
                pair = self._pair(at, above, values)
                (entries if table is None else inner).append(pair)
                at = above = pair.end
                continue
            _complete(table, inner)
            path = _path(header[2])
            key = ".".join(path)
            array = header[1] == "[["
            values = _find(data, path, numbers)
            whole = values
            if array and isinstance(values, list):
                number = numbers[id(values)] = numbers.get(id(values), -1) + 1
                values = values[number]
            table, inner = self._table(key, header, above, values), []
            at = above = table.end
            if not array:
                entries.append(table)
            elif key not in arrays:
                entry = self._array(table, whole)
                arrays[key] = (entry, [table.node])
                entries.append(entry)
            else:
                arrays[key][1].append(table.node)
        _complete(table, inner)
        following = {above.start: below.start for above, below in pairwise(entries)}
        for entry, tables in arrays.values():
            # The tables of an array go together as far as nothing comes between them.
            limit = following.get(entry.start, self.end)
            entry.node.items = tuple(tables)
            entry.node.end = max(each.end for each in tables if each.end <= limit)
            entry.end = self._line_end(entry.node.end)
        return tuple(entries)

    def _table(self, key: str, header: re.Match[str], above: int, value: Any) -> Entry:
        line = self._line_start(header.start(), above)
        node = Node(header.end(), header.end(), "", "block", "mapping", value=value)
        lead = comments_above(self.text, above, line)
        return Entry(key, header.start(2), header.end(2), node, line, self._line_end(header.end()), lead)

    def _array(self, first: Entry, value: Any) -> Entry:
        inner = first.node
        node = Node(inner.start, inner.end, "", "block", "list", items=(inner,), value=value)
        return Entry(first.key, first.key_start, first.key_end, node, first.start, first.end, first.lead_start)

    def _pair(self, at: int, above: int, values: Any) -> Entry:
        text = self.text
        match = _KEY.match(text, at, self.end)
        assert match is not None
        path = _path(match[0])
        equals = text.index("=", match.end(), self.end)
        spaces = _SPACES.match(text, equals + 1)
        assert spaces is not None
        node = self._node(spaces.end(), _find(values, path, {}), in_flow=False)
        line = self._line_start(at, above)
        end = self._line_end(node.end)
        return Entry(".".join(path), at, match.end(), node, line, end, comments_above(text, above, line))

    def _node(self, at: int, value: Any, in_flow: bool) -> Node:
        text = self.text
        first = text[at]
        if first == "[":
            items: list[Node] = []
            place = self._skip(at + 1)
            while text[place] != "]":
                item = value[len(items)] if isinstance(value, list) and len(items) < len(value) else None
                items.append(self._node(place, item, in_flow=True))
                place = self._skip(items[-1].end)
                if text[place] == ",":
                    place = self._skip(place + 1)
            return Node(at, place + 1, "", "flow", "list", tuple(items), in_flow=in_flow, value=value)
        if first == "{":
            entries: list[Entry] = []
            place = self._skip(at + 1)
            while text[place] != "}":
                pair = self._inner_pair(place, value)
                entries.append(pair)
                place = self._skip(pair.node.end)
                if text[place] == ",":
                    place = self._skip(place + 1)
                    pair.end = place
            if len(entries) > 1:
                entries[-1].start = entries[-1].lead_start = entries[-2].node.end
            return Node(at, place + 1, "", "flow", "mapping", (), tuple(entries), in_flow, value)
        match = _SCALAR.match(text, at, self.end)
        assert match is not None
        style = {'"': "double", "'": "single"}.get(first, "plain")
        written = value if isinstance(value, str) else match[0]
        return Node(at, match.end(), written, style, in_flow=in_flow, value=value)

    def _inner_pair(self, at: int, values: Any) -> Entry:
        match = _KEY.match(self.text, at, self.end)
        assert match is not None
        path = _path(match[0])
        equals = self.text.index("=", match.end(), self.end)
        node = self._node(self._skip(equals + 1), _find(values, path, {}), in_flow=True)
        return Entry(".".join(path), at, match.end(), node, at, node.end, at)

    def _skip(self, at: int) -> int:
        match = _BLANK.match(self.text, at, self.end)
        return match.end() if match else at

    def _line_start(self, at: int, above: int) -> int:
        return max(self.text.rfind("\n", above, at) + 1, above)

    def _line_end(self, at: int) -> int:
        match = _LINE.match(self.text, at, self.end)
        return match.end() if match else at


def _complete(table: Entry | None, inner: list[Entry]) -> None:
    """Give a table the keys that stand below its header."""
    if table is not None and inner:
        table.node.entries = tuple(inner)
        table.node.end = inner[-1].node.end
        table.end = inner[-1].end


def _path(written: str) -> list[str]:
    return [_part(match[0]) for match in _PARTS.finditer(written)]


def _part(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    if written[0] == '"':
        import tomllib

        return str(next(iter(tomllib.loads(f"{written} = 0"))))
    return written


def _find(values: Any, path: list[str], numbers: dict[int, int]) -> Any:
    """Return what *values* holds at *path*; *numbers* says which table of an array (by its id) is the current one."""
    for part in path:
        if isinstance(values, list):
            values = values[numbers.get(id(values), 0)]
        values = values.get(part) if isinstance(values, dict) else None
    return values
