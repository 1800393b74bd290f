"""The front matter of a file: where it is, what its keys and values are, and how to edit it.

:func:`read` accepts any text and never raises. YAML between ``---``, TOML between
``+++`` and JSON in braces (or ended by ``;;;``, as Hexo has it) are read; YAML that
does not parse is repaired where that is certain (:mod:`newslint.document.yaml_repair`).

Offsets are code points into the whole text of the file; an end is exclusive.
"""

from __future__ import annotations

import re
from enum import Enum

from newslint.document.edit import Edit
from newslint.document.entries import MERGE_KEY, Entry, Node, Problem, Repair
from newslint.document.yaml_quote import quote
from newslint.document.yaml_scanner import scan
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["MAX_SIZE", "Entry", "Format", "FrontMatter", "Node", "Problem", "Repair", "quote", "read"]

MAX_SIZE = 256 * 1024
"""The size (code points) above which front matter is not read. Feed imports do put whole articles into ``excerpt``."""


class Format(Enum):
    """How front matter is written."""

    NONE = "none"
    YAML = "yaml"
    TOML = "toml"
    JSON = "json"


class FrontMatter:
    """The front matter of one file.

    ``start`` is 0: what stands before the opening fence belongs to it; ``end`` is
    where the body starts. ``fence_start`` and ``fence_end`` span the opening fence,
    ``closing_start`` and ``closing_end`` the closing one, both without their line
    ends; ``content_start`` and ``content_end`` span what is between. Of JSON the
    braces are the fences. Without front matter all of them are 0.

    ``problem`` says why it cannot be read; there are no entries then. ``repairs``
    are the edits with which YAML parses that does not as it stands: the entries
    are those of the repaired text, with their places in the source.
    ``unterminated`` is set if the file starts like front matter that never ends;
    the format is NONE then.
    """

    __slots__ = (
        "_index",
        "_root",
        "closing_end",
        "closing_start",
        "content_end",
        "content_start",
        "end",
        "entries",
        "fence_end",
        "fence_start",
        "format",
        "problem",
        "repairs",
        "start",
        "text",
        "unterminated",
    )

    def __init__(
        self,
        format: Format,  # noqa: A002 (the field's name for it)
        text: str,
        fence: tuple[int, int] = (0, 0),
        content: tuple[int, int] = (0, 0),
        closing: tuple[int, int] = (0, 0),
        end: int = 0,
    ) -> None:
        self.format = format
        self.text = text
        self.start = 0
        self.end = end
        self.fence_start, self.fence_end = fence
        self.content_start, self.content_end = content
        self.closing_start, self.closing_end = closing
        self.entries: tuple[Entry, ...] = ()
        self.problem: Problem | None = None
        self.repairs: tuple[Repair, ...] = ()
        self.unterminated: Problem | None = None
        self._root: Node | None = None
        self._index: dict[str, Entry] | None = None

    @property
    def readable(self) -> bool:
        """Whether there is front matter and its entries are known."""
        return self.format is not Format.NONE and self.problem is None

    def get(self, key: str) -> Entry | None:
        """Return the entry of *key*, the last one if there are several, as readers have it; None if there is none."""
        if self._index is None:
            self._index = {entry.key: entry for entry in self.entries}
        return self._index.get(key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def value(self, key: str, default: Any = None) -> Any:
        """Return the Python value of *key*, also one that a merge key gives; *default* if there is none."""
        entry = self.get(key)
        if entry is not None:
            return entry.value
        merge = self.get(MERGE_KEY)
        if merge is not None and self.format is Format.YAML:
            from newslint.document.entries import mapping_value

            return mapping_value((merge,)).get(key, default)
        return default

    def set(self, key: str, value: str | list[str], *, raw: bool = False) -> Edit:
        """Return the edit that gives *key* the *value*, in a new last line if there is no such key yet.

        A *raw* string of YAML is written as it is, for readers to take as a date or a number.

        A new line takes the character after it along: insertions at one place do not exclude
        each other, and two rules that add the same key in the same pass would write it twice.
        Raises ValueError if the front matter is not readable.
        """
        self._require_readable()
        from newslint.document.front_matter_edits import insert, rewrite

        entry = self.get(key)
        if entry is not None:
            return rewrite(self, entry, value)
        line = insert(self, key, value, raw=raw)
        following = self.text[line.end : line.end + 1]
        return Edit(line.start, line.end + len(following), line.replacement + following)

    def replace(self, node: Node, text: str, *, raw: bool = False) -> Edit:
        """Return the edit that writes the scalar *text* in place of *node*: quoted as needed, as it is if *raw*."""
        from newslint.document.front_matter_edits import replace

        return replace(self, node, text, raw)

    def remove(self, entry: Entry) -> Edit:
        """Return the edit that removes *entry*, with its lines where it has them for itself.

        Comments above it stay.
        """
        return Edit(entry.start, entry.end)

    def rename(self, entry: Entry, key: str) -> Edit:
        """Return the edit that gives *entry* the name *key*."""
        from newslint.document.front_matter_edits import written_key

        return Edit(entry.key_start, entry.key_end, written_key(self, key))

    def _require_readable(self) -> None:
        if not self.readable:
            raise ValueError("there is no front matter that can be read")

    def __repr__(self) -> str:
        return f"FrontMatter({self.format.name}, {self.end}, {self.entries!r})"


_OPENING = late_pattern(
    r"(?:\s++|\ufeff)*+(?P<fence>(?:---++|\+\+\+|;;;++)[ \t]*+)(?P<break>\r\n?+|\n|\Z)"
    r"|(?:\s++|\ufeff)*+(?P<json>\{(?=\s*+[\"}])|\"(?=[^\"\\\r\n]*+\"[ \t]*+:))"
)
_FENCE_REST = late_pattern(r"-*+[ \t]*+(?=[\r\n]|\Z)")
_CLOSING = {
    "-": re.compile(r"(?<![^\r\n])(?:---++|\.\.\.)[ \t]*+(?![^\r\n])"),
    "+": re.compile(r"(?<![^\r\n])\+\+\+[ \t]*+(?![^\r\n])"),
}
_LINE_END = late_pattern(r"\r\n?+|\n|\Z")


def read(text: str) -> FrontMatter:
    """Return the front matter of *text*, the whole text of a file. Never raises."""
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter(Format.NONE, text)
    if opening["json"] or opening["fence"][0] == ";":
        from newslint.document.json_scanner import read_json

        return read_json(text, opening) or FrontMatter(Format.NONE, text)
    start = opening.end()
    toml = opening["fence"][0] == "+"
    closing = _find_closing(text, start, opening["fence"][0])
    if closing is None:
        from newslint.document.yaml_block import unterminated

        found = FrontMatter(Format.NONE, text)
        found.unterminated = unterminated(text, opening)
        return found
    content_end, closing_end, end = closing
    fence = opening.span("fence")
    found = FrontMatter(
        Format.TOML if toml else Format.YAML, text, fence, (start, content_end), (content_end, closing_end), end
    )
    if content_end - start > MAX_SIZE:
        from newslint.document.yaml_block import looks_like_keys

        if not toml and not looks_like_keys(text, start, content_end):
            return FrontMatter(Format.NONE, text)
        found.problem = Problem(
            f"the front matter has more than {MAX_SIZE} characters; is its closing fence missing?", *fence
        )
    elif toml:
        from newslint.document.toml_scanner import read_toml

        read_toml(found)
    else:
        entries = scan(text, start, content_end)
        if entries is not None:
            found.entries = entries
        else:
            from newslint.document.yaml_block import read_block

            if not read_block(found):
                return FrontMatter(Format.NONE, text)
    return found


def _find_closing(text: str, start: int, character: str) -> tuple[int, int, int] | None:
    """Return start and end of the closing fence, and where the body starts; *start* is the start of a line."""
    if character == "-":
        # Nearly always the first line of hyphens closes the block. Looking for it with
        # str.find is 20 times faster than the expression that knows all forms.
        at = text.find("\n---", start - 1)
        while at >= 0 and not (rest := _FENCE_REST.match(text, at + 4)):
            at = text.find("\n---", at + 4)
        limit = at + 1 if at >= 0 else len(text)
        lone_returns = text.count("\r", start - 1, limit) != text.count("\r\n", start - 1, limit)
        if at >= 0 and not lone_returns and text.find("\n...", start - 1, limit) < 0:
            assert rest is not None
            closing, closing_end = at + 1, rest.end()
            return closing, closing_end, _after_line_end(text, closing_end)
    match = _CLOSING[character].search(text, start)
    return (*match.span(), _after_line_end(text, match.end())) if match else None


def _after_line_end(text: str, at: int) -> int:
    match = _LINE_END.match(text, at)
    return match.end() if match else at
