"""What may stand below a key on the fast way through YAML: a block of text, a mapping, or a list with mappings.

One level, without comments and blank lines in it; every function returns None for anything else, and
:mod:`newslint.document.yaml_parser` reads it then. Imported when the first such value is met.

Offsets are code points into the whole text.
"""

from __future__ import annotations

import re

from newslint.document.entries import Entry, Node
from newslint.document.yaml_scanner import KEY, PLAIN, QUOTED, TAIL, VALUE, value_node

_LINE = re.compile(rf"([ ]*+)(-[ ]++)?+(?:({KEY})(:[ ]*+)((?<=[ ])(?:{VALUE})|)|({PLAIN}|{QUOTED}))({TAIL})|([\s\S]++)")
_TEXT_LINE = re.compile(r"([ ]*+)([^\r\n]*+)\r?+\n")


def text_block(indicator: str, lines: str, start: int, at: int) -> Node | None:
    """Return the text that *lines* are, which begin at *at*, under an *indicator* (``|``, ``>-`` …) at *start*."""
    indent = 0
    parts: list[str] = []
    for match in _TEXT_LINE.finditer(lines):
        spaces, written = len(match[1]), match[2]
        if not written:
            if not indent or spaces > indent:
                return None
        elif not indent:
            if not spaces:
                return None  # It begins no text, but the next entry.
            indent = spaces
        elif spaces != indent:
            return None  # more deeply indented lines are not joined in folded text
        parts.append(written)
    if not indent:
        return None
    text = "\n".join(parts) if indicator[0] == "|" else _folded(parts)
    # The line breaks after the last line are not looked for: they belong to nobody, but for the first one.
    end = at + len(lines.rstrip(" \r\n"))
    return Node(start, end, text if len(indicator) > 1 else text + "\n", "literal" if indicator[0] == "|" else "folded")


def _folded(parts: list[str]) -> str:
    """Return the lines joined by spaces; n blank lines between them are n line breaks."""
    pieces: list[str] = []
    breaks = 0
    for part in parts:
        if not part:
            breaks += 1
            continue
        if pieces:
            pieces.append("\n" * breaks or " ")
        pieces.append(part)
        breaks = 0
    return "".join(pieces)


def collection(lines: str, at: int) -> Node | None:
    """Return the mapping, or the list of mappings and scalars, that *lines* are, which begin at *at*."""
    items: list[Node] = []
    entries: list[Entry] = []
    dash_indent = key_indent = -1
    first = at
    for match in _LINE.finditer(lines):
        spaces, dash, key, colon, written, scalar, tail, rest = match.groups()
        if rest is not None:
            return None
        line = at
        column = len(spaces)
        if not items and not entries:
            if dash:
                dash_indent = column
            else:
                key_indent = column
            first = line + column
        if dash:
            if column != dash_indent:
                return None
            if entries:
                items.append(_mapping(entries, in_list=True))
                entries = []
            column += len(dash)
            key_indent = column
        elif column != key_indent:
            return None
        start = line + column
        if key is None:
            if not dash:
                return None
            node = value_node(scalar, start)
            at = node.end + len(tail)
            items.append(node)
            key_indent = -1
            continue
        key_end = start + len(key)
        value_start = key_end + len(colon)
        node = value_node(written, value_start) if written else Node(key_end + 1, key_end + 1, "")
        at = value_start + len(written) + len(tail)
        entry_start = start if dash else line
        entries.append(Entry(key, start, key_end, node, entry_start, at, entry_start))
    if dash_indent < 0:
        return _mapping(entries, in_list=False)
    if entries:
        items.append(_mapping(entries, in_list=True))
    return Node(first, items[-1].end, "", "block", "list", tuple(items))


def _mapping(entries: list[Entry], *, in_list: bool) -> Node:
    if in_list:  # The dash stays where it is if the first entry goes.
        entries[0].end = entries[0].node.end if len(entries) == 1 else entries[1].key_start
    last = entries[-1]
    return Node(entries[0].key_start, max(last.key_end, last.node.end), "", "block", "mapping", entries=tuple(entries))
