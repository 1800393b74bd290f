"""One address of a body, and how it is written."""

from __future__ import annotations

from enum import Enum

from newslint.document.references import decode_text
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_REFERENCE = late_pattern(r"&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);?+")
_MARKDOWN_REFERENCE = late_pattern(r"&(?:#[0-9]{1,7}+|#[xX][0-9a-fA-F]{1,6}+|[A-Za-z][A-Za-z0-9]*+);")
_ESCAPE = late_pattern(r"\\([!-/:-@\[-`{-~])")


class Place(Enum):
    """Where an address stands."""

    ATTRIBUTE = "attribute"
    CANDIDATE = "candidate"
    """One of those in a ``srcset``."""
    LINK = "link"
    """The destination of a Markdown link or picture."""
    DEFINITION = "definition"
    """That of a Markdown reference: ``[a]: https://…``."""
    AUTOLINK = "autolink"
    TEXT = "text"


class Address:
    """One address: its span in the file (code points), how it is ``written`` and its ``text``, references decoded.

    ``index`` is the markup that holds it and ``name`` the attribute; -1 and empty outside tags. ``label`` is the
    text of a Markdown link if that is an address, or a reference's name.
    """

    __slots__ = ("_decode", "end", "index", "label", "name", "place", "quote", "start", "text", "written")

    def __init__(
        self,
        place: Place,
        start: int,
        written: str,
        text: str,
        decode: Callable[[str], str],
        index: int = -1,
        name: str = "",
        quote: str = "",
        label: str = "",
    ) -> None:
        self.place = place
        self.start = start
        self.end = start + len(written)
        self.written = written
        self.text = text
        self._decode = decode
        self.index = index
        self.name = name
        self.quote = quote
        self.label = label

    def without(self, spans: Iterable[tuple[int, int]]) -> tuple[str, str]:
        """Return the text without the *spans* of it, and how that is written; all else is written as it was."""
        starts = _starts(self.written, self.text, self._decode)
        text, written = [], []
        done = 0
        for start, end in spans:
            text.append(self.text[done:start])
            if starts is not None:
                written.append(self.written[starts[done] : starts[start]])
            done = end
        text.append(self.text[done:])
        if starts is None:
            return "".join(text), self.encoded("".join(text))
        written.append(self.written[starts[done] :])
        if self._decode("".join(written)) != "".join(text):
            # What was cut out kept "&copy" from being read as a sign.
            return "".join(text), self.encoded("".join(text))
        return "".join(text), "".join(written)

    def encoded(self, text: str) -> str:
        """Return *text* as it has to be written in the place of this address."""
        written = text
        if "&" in text and self.place is not Place.AUTOLINK and ("&amp;" in self.written or self._decode(text) != text):
            written = text.replace("&", "&amp;")
        if self.quote == "'":
            return written.replace("'", "&#39;")
        if self.quote == '"':
            return written.replace('"', "&quot;")
        return written


def decode_markdown(text: str) -> str:
    """Return what *text* says in Markdown: references need their semicolon, and a backslash may stand before a sign."""
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" not in text:
        return text
    return _MARKDOWN_REFERENCE.sub(lambda match: decode_text(match[0]), text)


def _starts(written: str, text: str, decode: Callable[[str], str]) -> list[int] | None:
    """Return where each character of *text* begins in *written*, and one more for the end; None if nobody can tell."""
    if written == text:
        return list(range(len(text) + 1))
    starts: list[int] = []
    done = 0
    for match in _REFERENCE.finditer(written):
        starts += range(done, match.start())
        follower = "=" if written.startswith("=", match.end()) else ""
        sign = decode(match[0] + follower)
        if sign == match[0] + follower:
            starts += range(match.start(), match.end())
        else:
            starts += [match.start()] * (len(sign) - len(follower))
        done = match.end()
    starts += range(done, len(written) + 1)
    return starts if len(starts) == len(text) + 1 else None
