"""Lines and columns of an offset, and the three units that other programs count columns in.

Everywhere in newslint an offset is a number of code points from the start of the
whole text. Only this module turns an offset into a line and a column, and only
this module knows of UTF-16 code units and UTF-8 bytes.
"""

from __future__ import annotations

from bisect import bisect_right

from newslint.late_pattern import late_pattern

_LINE_END = late_pattern(r"\r\n?|\n")


class Position:
    """A line and a column, both from 1; the column in code points."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Position) and (self.line, self.column) == (other.line, other.column)

    def __hash__(self) -> int:
        return hash((self.line, self.column))

    def __repr__(self) -> str:
        return f"Position({self.line}, {self.column})"


class LineIndex:
    """Where each line of a text starts. A line ends with LF, CRLF or a lone CR."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    @property
    def count(self) -> int:
        """The number of lines; a final line end does not begin another one, unless the text is empty."""
        starts = self._starts
        return len(starts) - (len(starts) > 1 and starts[-1] == len(self.text))

    def position(self, offset: int) -> Position:
        """Return the position of *offset*; an offset at the end of the text is allowed.

        Raises ValueError if *offset* is outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside a text of {len(self.text)} code points")
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def start(self, line: int) -> int:
        """Return the offset at which *line* (from 1) starts."""
        return self._starts[line - 1]

    def line_text(self, line: int) -> str:
        """Return *line* (from 1) without its line end."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def utf16_column(line_text: str, column: int) -> int:
    """Return the 1-based column in UTF-16 code units (what editors count by default)."""
    return column + sum(character > "\uffff" for character in line_text[: column - 1])


def utf8_column(line_text: str, column: int) -> int:
    """Return the 1-based column in UTF-8 bytes."""
    return 1 + len(line_text[: column - 1].encode("utf-8", "surrogatepass"))
