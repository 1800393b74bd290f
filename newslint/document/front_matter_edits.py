"""How each format of front matter writes keys and values, and where a new key goes.

Every function returns an edit on the source text and changes nothing itself.
"""

from __future__ import annotations

from newslint.document.edit import Edit
from newslint.document.front_matter import Format
from newslint.document.yaml_quote import quote
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.entries import Entry, Node
    from newslint.document.front_matter import FrontMatter

_COLON = late_pattern(r"\s*+:")
_SPACES = late_pattern(r"[ \t]*+(?=[\r\n]|\Z)")
_BARE_KEY = late_pattern(r"[A-Za-z0-9_-]++")
_TABLE = late_pattern(r"(?:(?<=[\r\n])|\A)[ \t]*+\[")
_TOML_CONTROL = late_pattern("[\x00-\x1f\x7f]")


def written_scalar(front_matter: FrontMatter, value: str, *, in_flow: bool = False) -> str:
    """Return *value* as a string of the front matter's format."""
    if front_matter.format is Format.YAML:
        return quote(value, in_flow=in_flow)
    if front_matter.format is Format.TOML:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + _TOML_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04X}", escaped.replace("\n", "\\n")) + '"'
    import json

    return json.dumps(value, ensure_ascii=False)


def written_key(front_matter: FrontMatter, key: str) -> str:
    """Return *key* as the front matter's format writes it."""
    if front_matter.format is Format.TOML and _BARE_KEY.fullmatch(key):
        return key
    root = front_matter._root
    return written_scalar(front_matter, key, in_flow=root is not None and root.style == "flow")


def insert(front_matter: FrontMatter, key: str, value: str | list[str], *, raw: bool = False) -> Edit:
    """Return the edit that adds *key* with *value* after the last key."""
    if front_matter.format is Format.JSON:
        return _insert_between_braces(front_matter, f"{written_key(front_matter, key)}: ", value)
    newline = _newline(front_matter)
    if front_matter.format is Format.TOML:
        line = f"{written_key(front_matter, key)} = {_flow(front_matter, value)}{newline}"
        # After the first table header a key would belong to that table.
        tables = [entry.start for entry in front_matter.entries if entry.node.style == "block"]
        at = min(tables, default=front_matter.closing_start)
        return Edit(at, at, line)
    root = front_matter._root
    if root is not None and root.style == "flow":
        return _insert_between_braces(front_matter, f"{written_key(front_matter, key)}: ", value)
    indent = ""
    if front_matter.entries:
        first = front_matter.entries[0]
        indent = front_matter.text[first.start : first.key_start].replace("?", " ")
    written = f" {value}" if raw else _block(value, indent, newline)
    line = indent + written_key(front_matter, key) + ":" + written + newline
    return Edit(front_matter.closing_start, front_matter.closing_start, line)


def rewrite(front_matter: FrontMatter, entry: Entry, value: str | list[str]) -> Edit:
    """Return the edit that gives *entry* another value."""
    node = entry.node
    text = front_matter.text
    if front_matter.format is not Format.YAML or node.in_flow:
        return Edit(node.start, node.end, (" " if node.start == node.end else "") + _flow(front_matter, value))
    colon = _COLON.match(text, entry.key_end)
    tagged = colon is not None and "!" in text[colon.end() : node.start]
    if isinstance(value, str) and node.kind == "scalar" and not tagged:
        return replace(front_matter, node, value)
    if colon is None:  # "? key" without a value, or repaired
        return replace(front_matter, node, _flow(front_matter, value), raw=True)
    start = colon.end()
    end = max(node.end, start)
    if end == start and (spaces := _SPACES.match(text, start)):
        end = spaces.end()
    indent = text[entry.start : entry.key_start]
    indent = indent if not indent.strip() else ""
    return Edit(start, end, _block(value, indent, _newline(front_matter)))


def replace(front_matter: FrontMatter, node: Node, text: str, raw: bool = False) -> Edit:
    """Return the edit that writes the scalar *text* in place of *node*."""
    written = text if raw else written_scalar(front_matter, text, in_flow=node.in_flow)
    if node.kind != "scalar" and node.style == "block":
        for parent in (*front_matter.entries, *_below(front_matter.entries)):
            if parent.node is node and (colon := _COLON.match(front_matter.text, parent.key_end)):
                return Edit(colon.end(), node.end, " " + written)
    if node.start == node.end:
        start = node.start
        spaces = _SPACES.match(front_matter.text, start)
        space = "" if front_matter.text[start - 1 : start].isspace() else " "
        return Edit(start, spaces.end() if spaces else start, space + written)
    return Edit(node.start, node.end, written)


def _below(entries: tuple[Entry, ...]) -> list[Entry]:
    """Return all entries below *entries*."""
    return [inner for entry in entries for node in entry.node.walk() for inner in node.entries]


def _newline(front_matter: FrontMatter) -> str:
    """The line end of the opening fence."""
    after = front_matter.text[front_matter.fence_end : front_matter.fence_end + 2]
    return after if after == "\r\n" else "\r" if after[:1] == "\r" else "\n"


def _block(value: str | list[str], indent: str, newline: str) -> str:
    if isinstance(value, str):
        return " " + quote(value)
    if not value:
        return " []"
    return "".join(f"{newline}{indent}  - {quote(item)}" for item in value)


def _flow(front_matter: FrontMatter, value: str | list[str]) -> str:
    if isinstance(value, str):
        return written_scalar(front_matter, value, in_flow=True)
    return "[" + ", ".join(written_scalar(front_matter, item, in_flow=True) for item in value) + "]"


def _insert_between_braces(front_matter: FrontMatter, key: str, value: str | list[str]) -> Edit:
    written = key + _flow(front_matter, value)
    text = front_matter.text
    if not front_matter.entries:
        root = front_matter._root
        at = root.start + 1 if root is not None and root.style == "flow" else front_matter.content_start
        newline = _newline(front_matter) if front_matter.format is Format.JSON else ""
        closed = text[at : at + 1] in ("\r", "\n")
        return Edit(at, at, f"{newline}  {written}{'' if closed else newline}" if newline else written)
    last = front_matter.entries[-1]
    line = max(text.rfind("\n", 0, last.key_start), text.rfind("\r", 0, last.key_start)) + 1
    before = text[line : last.key_start]
    separator = f",{_newline(front_matter)}{before}" if line and not before.strip() else ", "
    return Edit(last.node.end, last.node.end, separator + written)
