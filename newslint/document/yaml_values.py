"""YAML front matter that may not parse, cut into its values by its lines.

A line that shows a key or a dash starts a value; lines that are indented more go
on with it. Offsets are code points into the whole text.
"""

from __future__ import annotations

import re

from newslint.document.entries import Repair
from newslint.document.yaml_intent import Doubt
from newslint.document.yaml_parser import UNPRINTABLE
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = late_pattern(
    r"""("[^"\\]*+"|'[^']*+'|[^\s"'#&*!|>%@`\[\]{},?:-][^:#]*+(?:(?::(?![ \t]|\Z)|(?<![ \t])\#)[^:#]*+)*+)"""
    r"[ \t]*+:(?=[ \t]|\Z)"
)
"""A key with its colon, at the start of a line or after a dash."""
LINES = late_pattern(r"([^\r\n]*+)(?:\r\n?+|\n|\Z)")
"""Lines; the first group is without the line end."""

_SPACE = late_pattern(r"[ \t]*+")
_DASHES = late_pattern(r"(?:-[ \t]++)*+")
# A key whose colon no space follows, or that has the wide colon of Chinese and Japanese.
_TIGHT_KEY = late_pattern(r"([^\W\d][\w.-]*+[ \t]*+)(?::(?!//)|\uff1a)([ \t\xa0\u3000]*+)(?=\S)")
_BLOCK_SCALAR = late_pattern(r"(?:[&!]\S++[ \t]++)*+[|>](?:[+-]?+[1-9]?+|[1-9][+-])(?:[ \t]++#.*+)?+[ \t]*+")
_NO_VALUE = late_pattern(r"(?:(?:&|!!)\S++[ \t]*+)*+(?:#.*+)?+")
_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL),
    "'": re.compile(r"'(?:[^']++|'')*+'"),
}
_FLOW_PART = late_pattern(r"\"(?:[^\"\\]++|\\.)*+\"|(?<=[\s,\[{:])'(?:[^']++|'')*+'|[\[{]|[\]}]", re.DOTALL)


class Line:
    """One line: ``indent`` is its width with tabs as two columns, ``body`` is where its text starts.

    ``end`` is where its text ends, ``stop`` where white space after it does;
    ``blank`` is also a line with only a comment.
    """

    __slots__ = ("blank", "body", "end", "indent", "start", "stop")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.stop = end
        written = text[start:end]
        stripped = written.lstrip(" \t")
        self.body = end - len(stripped)
        self.end = start + len(written.rstrip(" \t"))
        self.blank = not stripped or stripped[0] == "#"
        white = written[: self.body - start]
        self.indent = len(white) + white.count("\t")


class Value:
    """What stands after a key or a dash, from the colon on: ``text[start:end]``, the lines ``first`` to ``last``.

    ``key`` is empty for an item that is no key with a value; ``column`` is the
    column of the key or the dash.
    """

    __slots__ = ("column", "end", "first", "in_item", "key", "last", "start")

    def __init__(self, key: str, column: int, start: int, end: int, first: int, last: int, in_item: bool) -> None:
        self.key = key
        self.column = column
        self.start = start
        self.end = end
        self.first = first
        self.last = last
        self.in_item = in_item


class Values:
    """The values of ``text[start:end]`` (iterate), and the repairs that lines need for themselves.

    ``repairs`` is complete once all values have been iterated: tabs that indent,
    and colons that YAML does not take for the end of a key.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.lines = [Line(text, *each.span(1)) for each in LINES.finditer(text, start, end) if each[0]]
        self.repairs: list[Repair] = []
        self._has_keys = any(KEY.match(text, line.body, line.end) for line in self.lines) or self._all_tight()
        self._indented: set[int] = set()
        self._item_keys: dict[str, int] | None = None

    def __iter__(self) -> Iterator[Value]:
        """Yield the values that are written on the line of their key, but for block scalars.

        Raises Doubt for a comment that YAML does not allow.
        """
        text, lines = self.text, self.lines
        self._check_first_lines()
        number = 0
        while number < len(lines):
            line = lines[number]
            number += 1
            if line.blank:
                if match := UNPRINTABLE.search(text, line.start, line.end):
                    raise Doubt("a comment holds a character that YAML does not allow; remove it", *match.span())
                continue
            dashes = _DASHES.match(text, line.body, line.end)
            start = dashes.end() if dashes else line.body
            in_item = start > line.body
            column = line.indent + start - line.body
            name = ""
            if key := KEY.match(text, start, line.end):
                name, start = key[1], key.end()
            elif in_item:
                column = line.indent
            elif line.indent == 0 and (key := self._tight_key(line)):
                name, start = key[1], key.end()
            else:
                continue  # "-" alone, the end of a flow list, or what the parser is to complain about
            self._check_tabs(line, start)
            written = text[start : line.end].strip(" \t")
            first = number - 1
            if _BLOCK_SCALAR.fullmatch(written):
                while number < len(lines) and (lines[number].blank or lines[number].indent > line.indent):
                    number += 1
            elif _NO_VALUE.fullmatch(written):
                if name and line.indent == 0:
                    self._check_items(number)
            else:
                number = self._after(line, written, number, column)
                yield Value(name.strip(), column, start, lines[number - 1].end, first, number - 1, in_item)

    def _all_tight(self) -> bool:
        """Whether all lines, and more than one, are keys without a space after the colon."""
        lines = [line for line in self.lines if not line.blank]
        return len(lines) > 1 and all(
            line.indent == 0 and _TIGHT_KEY.match(self.text, line.body, line.end) for line in lines
        )

    def _check_first_lines(self) -> None:
        """Note the indentation of the first keys if those below are not indented: nothing stands above them."""
        text = self.text
        first: list[Line] = []
        for line in self.lines:
            if line.blank:
                continue
            key = KEY.match(text, line.body, line.end)
            if key is None or (first and line.indent not in (0, first[0].indent)):
                return
            if line.indent == 0:
                break
            if not text[key.end() : line.end].strip(" \t"):
                return
            first.append(line)
        else:
            return
        message = "the keys below are not indented, so this one cannot be"
        for line in first:
            self._indent(line, 0, message)

    def _check_items(self, number: int) -> None:
        """Note items that are indented less than those above them, in the list below the key before line *number*."""
        text = self.text
        items: list[Line] = []
        for line in self.lines[number:]:
            if line.blank:
                continue
            dash = _DASHES.match(text, line.body, line.end)
            if dash is None or dash.end() == line.body or dash.end() == line.end:
                if line.indent == 0:
                    break
                return
            if KEY.match(text, dash.end(), line.end) or not 0 < line.indent <= (
                items[0].indent if items else line.indent
            ):
                return
            items.append(line)
        message = "the item is indented less than those above it"
        for line in items:
            if line.indent < items[0].indent:
                self._indent(line, items[0].indent, message)

    def _indent(self, line: Line, indent: int, message: str) -> None:
        body = self.text[line.body : line.end]
        self.repairs.append(Repair(line.start, line.body, " " * indent, message, body))
        self._indented.add(line.start)

    def _check_tabs(self, line: Line, start: int) -> None:
        """Note tabs that indent, and tabs before a value, which not every parser reads."""
        text = self.text
        if "\t" in text[line.start : line.body] and line.start not in self._indented:
            message = "a tab cannot indent YAML; spaces can"
            body = text[line.body : line.end]
            self.repairs.append(Repair(line.start, line.body, " " * line.indent, message, body))
        space = _SPACE.match(text, start, line.stop)
        if space and "\t" in space[0] and text[start - 1] == ":":
            value = text[space.end() : line.end]
            message = "not every program reads a tab after a colon; a space does"
            self.repairs.append(Repair(start, space.end(), " " if value else "", message, value))

    def _tight_key(self, line: Line) -> re.Match[str] | None:
        """Return the key of a line such as ``title:A``, noting the space that it needs."""
        match = _TIGHT_KEY.match(self.text, line.body, line.end)
        if match is None or not self._has_keys:
            return None
        message = "YAML takes this for a key only with an ordinary colon and a space after it"
        value = self.text[match.end() : line.end]
        self.repairs.append(Repair(match.end(1), match.end(), ": ", message, value))
        return match

    def _after(self, line: Line, written: str, number: int, column: int) -> int:
        """Return the number of the first line after the value that starts on *line*, which comes before *number*."""
        text, lines = self.text, self.lines
        if written[0] in "\"'[{":
            # A quoted value or a flow list may go on at any indentation, but not over the next key.
            after = number
            while after < len(lines) and not (lines[after].indent <= line.indent and self._begins(lines[after])):
                after += 1
            limit = lines[after].start if after < len(lines) else self.end
            stop = _closed_at(text, line.end - len(written), limit)
            while number < after and lines[number].start < stop:
                number += 1
        last = number
        while number < len(lines) and (lines[number].indent > column or lines[number].body >= lines[number].end):
            number += 1
            if not lines[number - 1].blank:
                last = number
        return last

    def _begins(self, line: Line) -> bool:
        """Whether *line* begins with a key or a dash."""
        if self.text.startswith("- ", line.body):
            return True
        pattern = KEY if line.indent or KEY.match(self.text, line.body, line.end) else _TIGHT_KEY
        return pattern.match(self.text, line.body, line.end) is not None

    def is_mapping_item(self, value: Value) -> bool:
        """Whether the item of *value* is surely a mapping: a key follows below, or other items have the same key."""
        following = self.lines[value.last + 1] if value.last + 1 < len(self.lines) else None
        if following is not None and following.indent == value.column:
            return KEY.match(self.text, following.body, following.end) is not None
        if self._item_keys is None:
            self._item_keys = {}
            for line in self.lines:
                dashes = _DASHES.match(self.text, line.body, line.end)
                if dashes and dashes[0] and (key := KEY.match(self.text, dashes.end(), line.end)):
                    self._item_keys[key[1].strip()] = self._item_keys.get(key[1].strip(), 0) + 1
        return self._item_keys[value.key] > 1


def _closed_at(text: str, at: int, end: int) -> int:
    """Return where the quoted value or flow collection at *at* ends, 0 if it does not."""
    first = text[at]
    if first in _QUOTED:
        match = _QUOTED[first].match(text, at, end)
        return match.end() if match else 0
    depth = 0
    for match in _FLOW_PART.finditer(text, at, end):
        if match[0] in "[{":
            depth += 1
        elif match[0] in "]}":
            depth -= 1
            if depth == 0:
                return match.end()
    return 0
