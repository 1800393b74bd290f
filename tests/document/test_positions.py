from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document.positions import LineIndex, Position, utf8_column, utf16_column
from newslint.document.source import Source, UndecodableFileError


@given(st.text(st.sampled_from("ab\n\r\u4e2d\U0001f600\u2028 "), max_size=40), st.data())
def test_positions_agree_with_counting(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    # A position between CR and LF belongs to the line that they end.
    before = text[:offset]
    ends = [match.end() for match in re.finditer(r"\r\n|\r|\n", text) if match.end() <= offset]
    expected = Position(len(ends) + 1, len(before) - (ends[-1] if ends else 0) + 1)
    assert LineIndex(text).position(offset) == expected


def test_lines() -> None:
    lines = LineIndex("a\r\nb\rc\n")
    assert [lines.line_text(number) for number in (1, 2, 3)] == ["a", "b", "c"]
    assert lines.count == 3
    assert lines.start(2) == 3


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text(offset: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        LineIndex("abc").position(offset)


def test_the_three_units() -> None:
    line = "п😀中x"
    assert [utf16_column(line, column) for column in (1, 2, 3, 4)] == [1, 2, 4, 5]
    assert [utf8_column(line, column) for column in (1, 2, 3, 4)] == [1, 3, 7, 10]


def test_a_source_keeps_every_code_point() -> None:
    data = "\ufeffа\r\n😀\0".encode()
    source = Source.decode(data, "a.md")
    assert source.text.encode() == data
    assert source.position(3) == Position(1, 4)


def test_bytes_that_are_not_valid() -> None:
    with pytest.raises(UndecodableFileError, match="byte 3") as caught:
        Source.decode(b"caf\xe9", "a.md")
    assert (caught.value.offset, caught.value.encoding) == (3, "utf-8")
    assert Source.decode(b"caf\xe9", "a.md", "latin-1").text == "café"
    with pytest.raises(LookupError):
        Source.decode(b"a", "a.md", "no-such-encoding")
