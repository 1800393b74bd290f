"""The fast way through YAML front matter: one regular expression for the common flat shape.

It knows top-level keys with plain or quoted values on one line, block and flow
lists of such values, comments and blank lines, and what
:mod:`newslint.document.yaml_nested` reads below a key. :func:`scan` gives up on
anything else, and :mod:`newslint.document.yaml_parser` reads it. Both give equal
entries; a property test holds them together.

Offsets are code points into the whole text.
"""

from __future__ import annotations

import re

from newslint.document.entries import Entry, Node, comments_above

# Not printable in YAML, a line break in YAML 1.1 alone, or a tab; without those above U+00FF, which
# _has_others looks for: classes with wide ranges take a millisecond each to compile.
_OTHER = "\x00-\x1f\x7f-\x9f"
_FIRST = rf"""[^{_OTHER} \-?:,\[\]{{}}#&*!|>'"%@`]"""
PLAIN = rf"{_FIRST}(?:[^{_OTHER} :]++|:(?![ \r\n])|[ ]++(?![# \r\n]))*+"
QUOTED = rf"""'(?:[^'{_OTHER}]++|'')*+'|"[^"\\{_OTHER}]*+\""""
_FLOW_WORD = rf"[^{_OTHER} ,\[\]{{}}:?#]++"
_FLOW_ITEM = rf"(?:{QUOTED}|(?={_FIRST}){_FLOW_WORD}(?:[ ]++{_FLOW_WORD})*+)"
_FLOW_LIST = rf"\[[ ]*+(?:{_FLOW_ITEM}(?:[ ]*+,[ ]*+{_FLOW_ITEM})*+[ ]*+)?+\]"
_END = r"\r?+\n"
TAIL = rf"[ ]*+(?:(?<=[ ])\#[^{_OTHER}]*+)?+{_END}"
KEY = r"[^\W\d][\w.-]{0,200}+"
VALUE = rf"{PLAIN}|{QUOTED}|{_FLOW_LIST}|\{{\}}"
_LEAD = rf"(?:(?:[ ]*+|\#[^{_OTHER}]*+){_END})*+"

_ENTRIES = re.compile(
    rf"({_LEAD})"
    rf"({KEY})"
    rf"(:[ ]*+)"
    rf"((?<=[ ])(?:{VALUE}|[|>]-?+)|)"
    rf"({TAIL})"
    rf"((?:[ ]*+-[ ]++(?:{PLAIN}|{QUOTED}){TAIL})*+)"
    # What else stands below the key, up to the last line that is indented or begins with a dash.
    rf"((?:(?:[ ]*+{_END})*+(?:[ ]++[^{_OTHER} #]|-[ ])[^{_OTHER}]*+{_END})*+)"
    rf"|([\s\S]++)"
).findall
_ITEMS = re.compile(rf"([ ]*+)(-[ ]++)({PLAIN}|{QUOTED})({TAIL})").findall
_FLOW_ITEMS = re.compile(rf"[\[,][ ]*+({_FLOW_ITEM})").finditer
_SPACES = re.compile(r"(?:\r?+\n)*+[ ]++\r?+\n").match
_REST = re.compile(_LEAD).fullmatch

_FLAT_SCALAR = re.compile(rf"(?:{PLAIN}|{QUOTED})\n").fullmatch


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
    for lead, key, colon, written, tail, items, below, rest in _ENTRIES(text, start, end):
        if rest:
            if _REST(rest):
                break
            return None
        lead_start = line = at + len(lead)
        if lead:
            lead_start = comments_above(text, at, line)
        key_end = line + len(key)
        at = key_end + len(colon)
        if below:
            below_at = at + len(written) + len(tail)
            below_node = _below(written, items, below, at, below_at)
            # White space below a block of text can belong to it.
            if below_node is None or (written and _SPACES(text, below_at + len(below), end)):
                return None
            node, at = below_node, below_at + len(below)
        elif written:
            if items or written[0] in "|>":
                return None
            value_end = at + len(written)
            node = value_node(written, at)
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


def value_node(written: str, at: int) -> Node:
    """Return the node of a value on one line (``VALUE``), which is *written* at *at*."""
    first = written[0]
    end = at + len(written)
    if first == '"':
        return Node(at, end, written[1:-1], "double")
    if first == "'":
        return Node(at, end, written[1:-1].replace("''", "'"), "single")
    if first == "[":
        return Node(at, end, "", "flow", "list", _flow_items(written, at))
    if first == "{":
        return Node(at, end, "", "flow", "mapping")
    return Node(at, end, written)


def _below(written: str, items: str, below: str, start: int, at: int) -> Node | None:
    """Return the value whose lines *below* a key begin at *at*, if they are all of it."""
    if items:
        return None
    from newslint.document.yaml_nested import collection, text_block

    if not written:
        return collection(below, at)
    return text_block(written, below, start, at) if written[0] in "|>" else None


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


def _flow_items(written: str, at: int) -> tuple[Node, ...]:
    return tuple(
        _scalar(match[1], at + match.start(1), at + match.end(1), in_flow=True) for match in _FLOW_ITEMS(written)
    )


def _scalar(written: str, start: int, end: int, in_flow: bool = False) -> Node:
    first = written[0]
    if first == '"':
        return Node(start, end, written[1:-1], "double", in_flow=in_flow)
    if first == "'":
        return Node(start, end, written[1:-1].replace("''", "'"), "single", in_flow=in_flow)
    return Node(start, end, written, in_flow=in_flow)
