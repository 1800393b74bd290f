"""What text somebody meant who wrote a YAML value that does not parse.

The answer is the text as it stands in the source, or what is between its quotes.
Where it could be either, or a list, or partly a comment, :class:`Doubt` says so.
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

# "Issue #14404" has no comment in it.
_COMMENT = late_pattern(r"(?<=[ \t])#(?![0-9])")
_NEEDS_ESCAPE = late_pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_FLOW_PART = late_pattern(r"[\[{]|[\]}]")
_TEMPLATE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENERS = frozenset("([{<\u201c\u2018\u00ab-\u2013\u2014/=")
_CLOSERS = frozenset(")]}>\u201d\u2019\u00bb.,;:!?-\u2013\u2014/\u2026")


class Doubt(Exception):
    """The value can be read in two ways. ``start`` and ``end`` span it."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def intended(written: str, start: int, end: int) -> tuple[str, int, str]:
    """Return the text that *written* stands for, how much of it that takes, and why YAML does not read it.

    *written* does not parse and is on one line; *start* and *end* are its place,
    for the Doubt that is raised if its text is not certain.
    """
    first = written[0]
    if first in "\"'":
        return _quoted(written, start, end)
    if _COMMENT.search(written):
        raise Doubt("it is not clear whether # starts a comment here; put the value in quotes", start, end)
    if first in "[{":
        _check_brackets(written, start, end)
        return written, len(written), f"starts with {first} and that opens a list or a mapping; it needs quotes"
    return written, len(written), _reason(written)


def _reason(written: str) -> str:
    if _NEEDS_ESCAPE.search(written):
        return "holds a character that YAML wants escaped; it needs double quotes"
    if written[0] in "@`%&*!|>?-,]}#":
        return f"starts with {written[0]} and that means something to YAML; it needs quotes"
    if ": " in written or ":\t" in written or written.endswith(":"):
        return "holds a colon that YAML takes for the end of a key; it needs quotes"
    return "is not read by YAML as it stands; it needs quotes"


def _check_brackets(written: str, start: int, end: int) -> None:
    """Return if *written* is text that only starts with a bracket."""
    template_end = _TEMPLATE.get(written[:2])
    if template_end and written.find(template_end, 2) > 0:
        return
    depth = 0
    for match in _FLOW_PART.finditer(written):
        depth += 1 if match[0] in "[{" else -1
        if depth == 0:
            if written[match.end() :].strip():
                return  # nothing may follow a list: this is text
            break
    kind, closing = ("list", "]") if written[0] == "[" else ("mapping", "}")
    if depth:
        message = f"this is text or a {kind} that {closing} does not close; put it in quotes, or close it"
    else:
        message = f"this is text or a broken {kind}; put it in quotes if it is text, else quote what is in it"
    raise Doubt(message, start, end)


def _quoted(written: str, start: int, end: int) -> tuple[str, int, str]:
    mark = written[0]
    comment = _COMMENT.search(written)
    if comment:
        # A comment only if the last quote stands before it: "A "b" c"  # note
        last = written.rfind(mark)
        if not (0 < last < comment.start() and not written[last + 1 : comment.start()].strip()):
            raise Doubt("it is not clear whether # starts a comment here; check the quotes", start, end)
        written = written[: last + 1]
    if len(written) < 2 or written[-1] != mark:
        closed = written.find(mark, 1) > 0
        reason = "goes on after its closing quote" if closed else f"starts with {mark} and that is never closed"
        return written, len(written), f"{reason}; it needs quotes around the whole"
    inner = written[1:-1]
    if mark == '"' and "\\" in inner:
        if '"' in inner or re.search(r"\\[0abt\tnvfre \"/\\N_LPxuU]", inner):
            raise Doubt("backslashes in double quotes start escapes; it is not clear which are meant here", start, end)
        return inner, len(written), "holds a backslash, which starts an escape in double quotes; it needs single quotes"
    if mark * 2 in written.strip(mark) or inner[:1] == mark or inner[-1:] == mark:
        raise Doubt("it is not clear which of these quotes belong to the text; keep one pair round it", start, end)
    if _are_delimiters(inner, mark, start, end):
        return inner, len(written), f"holds {mark} inside {mark}…{mark}; it needs other quotes"
    return written, len(written), "goes on after its closing quote; it needs quotes around the whole"


def _are_delimiters(inner: str, mark: str, start: int, end: int) -> bool:
    """Whether the quotes around *inner* are YAML's, and not part of the text as in ``"A" and "B"``."""
    sides: list[str] = []
    for at, character in enumerate(inner):
        if character != mark:
            continue
        opens = at == 0 or inner[at - 1].isspace() or inner[at - 1] in _OPENERS
        closes = at == len(inner) - 1 or inner[at + 1].isspace() or inner[at + 1] in _CLOSERS
        if opens != closes:
            sides.append("(" if opens else ")")
        elif not opens and mark == "'":
            continue  # an apostrophe
        else:
            sides.append("?")
    if len(sides) % 2 or not sides:
        return True  # with the outer ones the quotes would not come in pairs
    if sides == ["(", ")"] * (len(sides) // 2):
        return True
    if sides == [")", "("] * (len(sides) // 2):
        return False
    raise Doubt("it is not clear whether the outer quotes belong to the text; put it in the other quotes", start, end)
