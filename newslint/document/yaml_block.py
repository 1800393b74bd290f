"""What stands between two lines of hyphens, where it is not the common flat shape.

It can be YAML of any shape, YAML with a fault, a list or a text where a mapping
should be, or no front matter at all: prose after a rule. Offsets are code points
into the whole text.
"""

from __future__ import annotations

from newslint.document.entries import Problem
from newslint.document.yaml_parser import YamlError, YamlLimitError, parse
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from newslint.document.front_matter import FrontMatter

_BLANK = late_pattern(r"(?:[ \t]*+(?:#[^\r\n]*+)?+(?:\r\n?+|\n))*+")
# What somebody meant as a key, whatever is wrong with it.
_KEY_LINE = late_pattern(
    r"""(?:[\w$@%-][\w$@%./-]*+(?:[ ][\w./-]++){0,3}+|"[^"\r\n]{1,100}+"|'[^'\r\n]{1,100}+'|<<)"""
    r"[ \t]*+(?::|\uff1a)(?!//)"
)
_TOML_KEY_LINE = late_pattern(r"[\w.\"'-]++[ \t]*+=")


def unterminated(text: str, opening: re.Match[str]) -> Problem | None:
    """Return the problem of front matter that *opening* begins and nothing ends; None if prose follows a rule."""
    start = _BLANK.match(text, opening.end()).end()  # type: ignore[union-attr]
    mark = opening["fence"][0]
    key = _KEY_LINE.match(text, start) if mark == "-" else _TOML_KEY_LINE.match(text, start)
    if key is None:
        return None
    return Problem(
        f"front matter starts here and never ends; write {mark * 3} on a line of its own after the last key",
        *opening.span("fence"),
    )


def looks_like_keys(text: str, start: int, end: int) -> bool:
    """Whether somebody meant this as keys and values: the first line is a key, or half of all lines are.

    Else ``---`` is a rule, and prose follows.
    """
    first = _BLANK.match(text, start, end).end()  # type: ignore[union-attr]
    while first < end and text[first] in " \t":
        first += 1
    if _KEY_LINE.match(text, first, end):
        return True
    lines = keys = 0
    for line in text[start:end].splitlines():
        if line and not line[0].isspace():
            lines += 1
            keys += _KEY_LINE.match(line) is not None
    return 0 < lines <= 2 * keys


def read_block(found: FrontMatter) -> bool:
    """Read the content of *found* and set its entries, problem and repairs. Return False if it is no front matter."""
    text, start, end = found.text, found.content_start, found.content_end
    try:
        root = parse(text, start, end)
    except YamlError as error:
        if not looks_like_keys(text, start, end) and not _BLANK.fullmatch(text, start, end):
            return False
        if isinstance(error, YamlLimitError):
            found.problem = Problem(error.message, error.start, error.end)
            return True
        _repair(found, error)
        return True
    if root is None:
        return True
    if root.kind == "mapping":
        found._root = root
        found.entries = root.entries
        return True
    if root.kind == "list":
        if text[start] in "\r\n":  # a rule, a blank line, a list
            return False
        found.problem = Problem("front matter is a list here; write it as `key: value` lines", root.start, root.end)
        return True
    if not looks_like_keys(text, start, end):
        return False
    message = "front matter is one piece of text here; write `key: value` with an ordinary colon and a space after it"
    _repair(found, YamlError(message, root.start, root.end))
    return True


def _repair(found: FrontMatter, error: YamlError) -> None:
    from newslint.document.yaml_repair import repair

    result = repair(found.text, found.content_start, found.content_end, error)
    if isinstance(result, Problem):
        found.problem = result
    else:
        found._root, found.repairs = result
        found.entries = found._root.entries
