"""Repairs of YAML front matter that does not parse.

Nearly always one value needs quotes: it holds ``: ``, or starts with a character
that means something to YAML. So the block is cut into values by its lines, each
value is tried alone, and one that fails is written as a quoted scalar with the
same text. A repair counts only if the whole block then parses, has the keys that
its lines show, and every repaired value has exactly the text that the source
has. Where the source can be read in two ways nothing is repaired, and the
Problem says what is in doubt.

Offsets are code points into the whole text.
"""

from __future__ import annotations

from bisect import bisect_right

from newslint.document.entries import Node, Problem, Repair
from newslint.document.yaml_intent import Doubt, intended
from newslint.document.yaml_parser import YamlError, YamlLimitError, YamlReferenceError, parse
from newslint.document.yaml_quote import escape, quote
from newslint.document.yaml_scanner import is_flat_scalar
from newslint.document.yaml_values import KEY, LINES, Value, Values
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_SURROGATE_PAIR = late_pattern(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_FENCE = late_pattern(r"(?<![^\r\n])---++[ \t]*+(?![^\r\n])")


def repair(text: str, start: int, end: int, error: YamlError) -> Problem | tuple[Node, tuple[Repair, ...]]:
    """Return the document that ``text[start:end]`` was meant to be and the edits that make it so, else the Problem.

    *error* is what the parser said of the text as it stands. The spans of the
    nodes are those in the source.
    """
    try:
        repairs = _Repairer(text, start, end).repairs()
    except Doubt as doubt:
        return Problem(doubt.message, doubt.start, doubt.end)
    problem = Problem(error.message, error.start, error.end)
    if not repairs:
        return problem
    repaired = _Repaired(text, start, end, repairs)
    try:
        root = parse(repaired.text, 0, len(repaired.text))
    except YamlError as remaining:
        return Problem(remaining.message, *repaired.source_span(remaining.start, remaining.end))
    if root is None or root.kind != "mapping" or not _certain(repaired, root):
        return problem
    _move(root, repaired)
    return root, tuple(repairs)


class _Repairer:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.values = Values(text, start, end)

    def repairs(self) -> list[Repair]:
        """Return the repairs in source order. Raises Doubt if the source can be read in two ways."""
        found = [self._repair(value) for value in self.values if not self._reads(value)]
        return sorted([*found, *self.values.repairs], key=lambda each: each.start)

    def _reads(self, value: Value) -> bool:
        """Whether YAML reads the value when it stands alone."""
        if value.first == value.last and is_flat_scalar(self.text[value.start : value.end].lstrip(" ")):
            return True
        lines = self.values.lines
        parts = [self.text[value.start : lines[value.first].end]]
        rest = lines[value.first + 1 : value.last + 1]
        parts += [" " * line.indent + self.text[line.body : line.end] for line in rest]
        head = " " * value.column + ("k:" if value.key else "-")
        separator = "" if parts[0][:1] in (" ", "\t") else " "
        alone = head + separator + "\n".join(parts) + "\n"
        try:
            root = parse(alone, 0, len(alone), any_alias=True)
        except (YamlLimitError, YamlReferenceError):
            return True
        except YamlError:
            return False
        return root is not None and len(root.entries or root.items) == 1

    def _repair(self, value: Value) -> Repair:
        start, end = value.start, value.end
        while self.text[start] in " \t":
            start += 1
        name = f"the value of {value.key}" if value.key else "this item"
        if value.key and value.in_item and not self.values.is_mapping_item(value):
            raise Doubt(
                "this item is either text with a colon in it, then put it in quotes, "
                "or a key with a value, then put the value in quotes",
                start,
                end,
            )
        written = self._folded(value, start)
        if escaped := _escaped(written):
            return Repair(start, end, escaped[0], f"{name} holds characters that YAML wants escaped", escaped[1])
        if written[0] in "\"'" and self._runs_into_fence(value, written[0]):
            raise Doubt(
                "the quote that opens here is closed below the fence: a line of three hyphens ends the front matter, "
                "also inside quotes",
                start,
                end,
            )
        meant, length, reason = intended(written, start, end)
        if length < len(written):  # a comment follows
            if value.first != value.last:
                raise Doubt("it is not clear whether # starts a comment here; check the quotes", start, end)
            end = start + length
        return Repair(start, end, quote(meant), f"{name} {reason}", meant)

    def _folded(self, value: Value, start: int) -> str:
        """Return the value as one line. Raises Doubt if its lines are not simply text that goes on."""
        text, lines = self.text, self.values.lines
        parts = [text[start : lines[value.first].end]]
        first = parts[0][0]
        for line in lines[value.first + 1 : value.last + 1]:
            part = text[line.body : line.end]
            unclear = line.blank or part.startswith(("- ", "? ")) or (first not in "\"'" and KEY.match(part))
            if unclear or first in "|>[{":
                raise Doubt(
                    "this line does not go with the value above it; check the quotes and the indentation",
                    min(line.body, line.end),
                    line.end,
                )
            parts.append(part)
        return " ".join(parts)

    def _runs_into_fence(self, value: Value, mark: str) -> bool:
        """Whether the last value opens a quote that closes behind the fence, with another fence after it."""
        lines = self.values.lines
        after = value.last + 1
        while after < len(lines) and lines[after].blank:
            after += 1
        if after < len(lines):
            return False
        if self.text.count(mark, value.start, value.end) > 1:
            return False
        match = _FENCE.search(self.text, self.end)
        fence = _FENCE.search(self.text, match.end()) if match else None
        return fence is not None and self.text.find(mark, self.end, fence.start()) >= 0


def _escaped(written: str) -> tuple[str, str] | None:
    """Return replacement and text of a quoted value that only needs characters escaped, else None."""
    if len(written) < 2 or written[0] != written[-1] or written[0] not in "\"'":
        return None
    if written[0] == '"':
        replacement = _SURROGATE_PAIR.sub(_join_surrogates, escape(written))
    elif "'" in written[1:-1].replace("''", ""):
        return None
    else:
        replacement = quote(written[1:-1].replace("''", "'"))
    if replacement == written:
        return None
    alone = f"k: {replacement}\n"
    try:
        root = parse(alone, 0, len(alone))
    except YamlError:
        return None
    if root is None or len(root.entries) != 1 or root.entries[0].node.kind != "scalar":
        return None
    return replacement, root.entries[0].node.text


def _join_surrogates(match: re.Match[str]) -> str:
    return chr(0x10000 + ((int(match[1], 16) & 0x3FF) << 10) + (int(match[2], 16) & 0x3FF))


class _Repaired:
    """The repaired content, and the way back from its offsets to those of the source."""

    __slots__ = ("_sources", "_starts", "repairs", "text")

    def __init__(self, text: str, start: int, end: int, repairs: list[Repair]) -> None:
        parts: list[str] = []
        # Where each piece starts in the repaired text, and its span in the source if it is a replacement.
        self._starts = [0]
        self._sources = [(start, start, False)]
        at, length = start, 0
        for each in repairs:
            parts += (text[at : each.start], each.replacement)
            length += each.start - at
            self._starts.append(length)
            self._sources.append((each.start, each.end, True))
            length += len(each.replacement)
            self._starts.append(length)
            self._sources.append((each.end, each.end, False))
            at = each.end
        parts.append(text[at:end])
        self.text = "".join(parts)
        self.repairs = repairs

    def source(self, offset: int) -> int:
        """Return the offset in the source; one inside a replacement goes to its start."""
        place = bisect_right(self._starts, offset) - 1
        start, _, replaced = self._sources[place]
        if replaced:
            return start
        return start + offset - self._starts[place]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the source that stands for ``self.text[start:end]``."""
        first = self.source(start)
        if start == end:
            return first, first
        # The end of a span lies after its last character, which may be the last of a replacement.
        place = bisect_right(self._starts, end - 1) - 1
        piece = self._sources[place]
        return first, piece[1] if piece[2] else piece[0] + end - self._starts[place]

    def replacements(self) -> dict[int, Repair]:
        """Return the repairs by the offset of their replacements in the repaired text."""
        return dict(zip(self._starts[1::2], self.repairs, strict=True))


def _certain(repaired: _Repaired, root: Node) -> bool:
    """Whether each value has the text that the source has, and no line that shows a key has lost it."""
    texts = {node.start: node.text for node in root.walk() if node.kind == "scalar"}
    for at, each in repaired.replacements().items():
        if each.replacement.strip() in ("", ":"):
            continue  # indentation or a colon; the value after it was read alone, or has its own repair
        if texts.get(at) != each.value:
            return False
    lines = (match[1] for match in LINES.finditer(repaired.text))
    shown = sum(bool(line) and not line[0].isspace() and KEY.match(line) is not None for line in lines)
    return shown == len(root.entries)


def _move(root: Node, repaired: _Repaired) -> None:
    """Give the node and all below it their places in the source."""
    for node in [*root.walk()]:
        node.start, node.end = repaired.source_span(node.start, node.end)
        for entry in node.entries:
            entry.key_start, entry.key_end = repaired.source_span(entry.key_start, entry.key_end)
            entry.lead_start = repaired.source(entry.lead_start)
            entry.start, entry.end = repaired.source_span(entry.start, entry.end)
