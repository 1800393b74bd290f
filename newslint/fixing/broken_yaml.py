"""The values of YAML that no parser reads, for the guard: what a repair may make of them, and what not.

The block is cut at its keys. A part that can be read by itself has its values; of one that cannot, the lines are
kept as they stand (:class:`Written`), and a value says the same if it can be made of them by nothing but quotes,
escapes, white space, and the marks of lists and comments.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

# A key at the start of a line; also without a space after its colon, or with the colon of Chinese and Japanese.
_KEY = re.compile(
    r"^(?:([^\s#:'\"\[\]{}-](?:[^\r\n#]|(?<!\s)#)*?)[ \t]*+:(?=[ \t\u00a0]|$)"
    r"|([A-Za-z_][\w-]*+)(?::(?!//)|\uff1a[ \t]*+)(?=\S)"
    r"|\"([^\"\\\r\n]++)\"[ \t]*+:(?=\s|$)"
    r"|'([^'\r\n]++)'[ \t]*+:(?=\s|$))",
    re.MULTILINE,
)
_FIRST_INDENT = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n)*+([ \t]++)(?=[^\s#])")
_BLOCK_SCALAR = re.compile(r"[ \t]*+[|>][+-]?\d?[+-]?[ \t]*+(?:#.*+)?+")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*+")
_PROPERTY = re.compile(r"(?:^|(?<=[\s\[,]))(?:&[^\s,\[\]{}]++|!!?[^\s,\[\]{}!]*+)(?=\s|$)")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_OLD_BREAK = re.compile("[\x85\u2028\u2029]")
_MARKS = re.compile(r"[\s\\'\",\[\]{}|>?-]+")


_MOST_READINGS = 16
"""How many readings of a value are followed; no value that somebody wrote has so many."""


_MOST_ANCHORED = 200
"""How many characters of values with names are read again for each value that may refer to them."""


class Written(str):
    """What stands behind a key, as it is written, because no parser reads it."""

    __slots__ = ()


def parts(content: str, read: Callable[[str], list[tuple[str, Any]]]) -> Iterator[tuple[str, Any]]:
    """Yield key and value of each part of *content* that begins with a key.

    *read* returns the keys and values of a part; it raises whatever its parser does.
    """
    content = _without_first_indent(content)
    keys = list(_KEY.finditer(content))
    anchored = ""
    for number, match in enumerate(keys):
        end = keys[number + 1].start() if number + 1 < len(keys) else len(content)
        key = next(filter(None, match.groups()))
        part = content[match.start() : end]
        try:
            # A line break that YAML 1.1 alone knows is text to all others, and to a repair.
            pairs = [] if _OLD_BREAK.search(part) else read(anchored + part if "*" in part else part)[-1:]
        except Exception:  # Each parser raises what it likes; whatever it is, the part cannot be read.
            pairs = []
        if len(pairs) == 1 and pairs[0][0] == key:
            yield pairs[0]
            if "&" in part and len(anchored) < _MOST_ANCHORED:  # what aliases below can stand for
                anchored += part
        else:
            yield key, Written(content[match.end() : end])


def _without_first_indent(content: str) -> str:
    """Return *content* without the indentation of its first key, also in the lines below that have the same."""
    first = _FIRST_INDENT.match(content)
    if first is None:
        return content
    lines = content.split("\n")
    for number, line in enumerate(lines):
        if line.startswith(first[1]):
            lines[number] = line[len(first[1]) :]
        elif line.strip() and line[0] != "#":
            break
    return "\n".join(lines)


def can_become(written: Written, text: str) -> bool:
    """Return whether *text* is what somebody meant who wrote *written*: the same letters in the same order."""
    letters = _MARKS.sub("", text)
    reached = {0}
    for line in written.splitlines():
        ways = _readings(line)
        reached = {at + len(way) for at in reached for way in ways if letters.startswith(way, at)}
        if not 0 < len(reached) <= _MOST_READINGS:
            return False
    return len(letters) in reached


def _readings(line: str) -> set[str]:
    """Return the letters that *line* can stand for: with or without a comment, a tag, an anchor, and escapes."""
    if _BLOCK_SCALAR.fullmatch(line):
        return {""}
    lines = {line, _COMMENT.sub("", line)}
    lines |= {_PROPERTY.sub("", one) for one in lines}
    lines |= {_decoded(one) for one in lines}
    if "?" in line:  # can be the mark of a key, of which the colon is not written
        lines |= {f"{one}:" for one in lines}
    return {_MARKS.sub("", one) for one in lines}


def _decoded(line: str) -> str:
    if "\\" not in line:
        return line
    text = _ESCAPE.sub(_character, line)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits:
        number = int(digits, 16)
        return chr(number) if number < 0x110000 else match[0]
    return _SHORT.get(match[4], match[4])


_SHORT = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b"}
