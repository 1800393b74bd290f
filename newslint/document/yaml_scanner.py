"""The fast way through YAML front matter: one regular expression for the common flat shape.

It knows top-level keys with plain or quoted values on one line, block and flow
lists of such values, comments and blank lines. :func:`scan` gives up on anything
else, and :mod:`newslint.document.yaml_parser` reads it. Both give equal entries;
a property test holds them together.

Offsets are code points into the whole text.
"""

from __future__ import annotations

import re

from newslint.document.entries import Entry, Node, comments_above

# Not printable in YAML, a line break in YAML 1.1 alone, or a tab; without those above U+00FF, which
# _has_others looks for: classes with wide ranges take a millisecond each to compile.
_OTHER = "\x00-\x1f\x7f-\x9f"
_FIRST = rf"""[^{_OTHER} \-?:,\[\]{{}}#&*!|>'"%@`]"""
_PLAIN = rf"{_FIRST}(?:[^{_OTHER} :]++|:(?![ \r\n])|[ ]++(?![# \r\n]))*+"
_QUOTED = rf"""'(?:[^'{_OTHER}]++|'')*+'|"[^"\\{_OTHER}]*+\""""
_FLOW_WORD = rf"[^{_OTHER} ,\[\]{{}}:?#]++"
_FLOW_ITEM = rf"(?:{_QUOTED}|(?={_FIRST}){_FLOW_WORD}(?:[ ]++{_FLOW_WORD})*+)"
_FLOW_LIST = rf"\[[ ]*+(?:{_FLOW_ITEM}(?:[ ]*+,[ ]*+{_FLOW_ITEM})*+[ ]*+)?+\]"
_END = r"\r?+\n"
_TAIL = rf"[ ]*+(?:(?<=[ ])\#[^{_OTHER}]*+)?+{_END}"
_LEAD = rf"(?:(?:[ ]*+|\#[^{_OTHER}]*+){_END})*+"

_ENTRIES = re.compile(
    rf"({_LEAD})"
    rf"([^\W\d][\w.-]{{0,200}}+)"
    rf"(:[ ]*+)"
    rf"((?<=[ ])(?:{_PLAIN}|{_QUOTED}|{_FLOW_LIST}|\{{\}})|)"
    rf"({_TAIL})"
    rf"((?:[ ]*+-[ ]++(?:{_PLAIN}|{_QUOTED}){_TAIL})*+)"
    rf"|([\s\S]++)"
).findall
_ITEMS = re.compile(rf"([ ]*+)(-[ ]++)({_PLAIN}|{_QUOTED})({_TAIL})").findall
_FLOW_ITEMS = re.compile(rf"[\[,][ ]*+({_FLOW_ITEM})").finditer
_REST = re.compile(_LEAD).fullmatch

_FLAT_SCALAR = re.compile(rf"(?:{_PLAIN}|{_QUOTED})\n").fullmatch


def is_flat_scalar(written: str) -> bool:
    """Return whether *written* is a plain or quoted value on one line that YAML reads."""
    return _FLAT_SCALAR(written + "\n") is not None and not _has_others(written)


def scan(text: str, start: int, end: int) -> tuple[Entry, ...] | None:
    """Return the entries of the flat YAML mapping ``text[start:end]``, or None if it is not flat.

    *start* and *end* lie at the starts of lines.
    """
    if _has_others(text[start:end]):
        return None
    entries: list[Entry] = []
    at = start
    for lead, key, colon, written, tail, items, rest in _ENTRIES(text, start, end):
        if rest:
            if _REST(rest):
                break
            return None
        lead_start = line = at + len(lead)
        if lead:
            lead_start = comments_above(text, at, line)
        key_end = line + len(key)
        at = key_end + len(colon)
        if written:
            if items:
                return None
            value_end = at + len(written)
            first = written[0]
            if first == '"':
                node = Node(at, value_end, written[1:-1], "double")
            elif first == "'":
                node = Node(at, value_end, written[1:-1].replace("''", "'"), "single")
            elif first == "[":
                node = Node(at, value_end, "", "flow", "list", _flow_items(text, at, value_end))
            elif first == "{":
                node = Node(at, value_end, "", "flow", "mapping")
            else:
                node = Node(at, value_end, written)
            at = value_end + len(tail)
        else:
            at += len(tail)
            if items:
                nodes = _block_items(items, at)
                if nodes is None:
                    return None
                dash = at + len(items) - len(items.lstrip(" "))
                node = Node(dash, nodes[-1].end, "", "block", "list", nodes)
                at += len(items)
            else:
                node = Node(key_end + 1, key_end + 1, "")
        entries.append(Entry(key, line, key_end, node, line, at, lead_start))
    return tuple(entries)


def _has_others(content: str) -> bool:
    """Whether *content* has characters above U+00FF that mean something to YAML, or that it does not allow."""
    if content.isascii():
        return False
    if "\u2028" in content or "\u2029" in content or "\ufeff" in content or "\ufffe" in content or "\uffff" in content:
        return True
    try:
        content.encode()
    except UnicodeEncodeError:  # surrogates
        return True
    return False


def _block_items(items: str, at: int) -> tuple[Node, ...] | None:
    """Return the items of a block list whose first line starts at *at*; None if they do not line up."""
    nodes: list[Node] = []
    indent = None
    for spaces, dash, written, tail in _ITEMS(items):
        if indent is None:
            indent = spaces
        elif spaces != indent:
            return None
        at += len(spaces) + len(dash)
        value_end = at + len(written)
        nodes.append(_scalar(written, at, value_end))
        at = value_end + len(tail)
    return tuple(nodes)


def _flow_items(text: str, start: int, end: int) -> tuple[Node, ...]:
    return tuple(
        _scalar(match[1], match.start(1), match.end(1), in_flow=True) for match in _FLOW_ITEMS(text, start, end)
    )


def _scalar(written: str, start: int, end: int, in_flow: bool = False) -> Node:
    first = written[0]
    if first == '"':
        return Node(start, end, written[1:-1], "double", in_flow=in_flow)
    if first == "'":
        return Node(start, end, written[1:-1].replace("''", "'"), "single", in_flow=in_flow)
    return Node(start, end, written, in_flow=in_flow)
