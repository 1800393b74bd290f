"""From the bytes of a file to its text."""

from __future__ import annotations

from newslint.document.positions import LineIndex, Position


class UndecodableFileError(ValueError):
    """The bytes are not valid in the encoding that they were read with.

    ``offset`` is the byte at which decoding stopped.
    """

    def __init__(self, path: str, encoding: str, offset: int, reason: str) -> None:
        super().__init__(f"{path}: not valid {encoding} at byte {offset}: {reason}")
        self.path = path
        self.encoding = encoding
        self.offset = offset
        self.reason = reason


class Source:
    """One file as text.

    A byte order mark stays in the text as its first character, and line ends
    stay as they are: every code point of the file has its offset, and
    ``text.encode(encoding)`` gives back the bytes.
    """

    __slots__ = ("_lines", "encoding", "path", "text")

    def __init__(self, text: str, path: str = "<text>", encoding: str = "utf-8") -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self._lines: LineIndex | None = None

    @classmethod
    def decode(cls, data: bytes, path: str, encoding: str = "utf-8") -> Source:
        """Return the source of *data*.

        Raises UndecodableFileError if *data* is not valid in *encoding*, and
        LookupError if there is no such encoding. Nothing is ever replaced.
        """
        try:
            return cls(data.decode(encoding), path, encoding)
        except UnicodeDecodeError as error:
            raise UndecodableFileError(path, encoding, error.start, error.reason) from None

    @property
    def lines(self) -> LineIndex:
        """The lines of the text, indexed at the first use."""
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines

    def position(self, offset: int) -> Position:
        """Return line and column of *offset* (code points into the text)."""
        return self.lines.position(offset)
