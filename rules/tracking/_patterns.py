"""Whether a regular expression of somebody's may take for ever.

Python's ``re`` tries one way after the other. If a repetition stands inside a repetition and nothing between the two
says where one round ends and the next begins, the ways double with each character: ``(a+)+b``. The same goes for
alternatives in a repetition that begin with the same character: ``(a|ab|b)*``.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT"))
_MANY = 10
_ALL = frozenset(range(128))
_DIGITS = frozenset(map(ord, "0123456789"))
_WORD = _DIGITS | frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"))
_SPACE = frozenset(map(ord, " \t\n\r\f\v"))
_CATEGORIES = {
    "CATEGORY_DIGIT": _DIGITS,
    "CATEGORY_NOT_DIGIT": _ALL - _DIGITS,
    "CATEGORY_WORD": _WORD,
    "CATEGORY_NOT_WORD": _ALL - _WORD,
    "CATEGORY_SPACE": _SPACE,
    "CATEGORY_NOT_SPACE": _ALL - _SPACE,
}


def endless(pattern: str) -> str:
    """Return why *pattern* may take for ever; empty if nothing speaks for it. Raises re.error."""
    # There is no public parser of patterns; this one has been in the standard library since it has ``re``.
    parsed = import_module("re._parser").parse(pattern)
    return next(_problems(parsed), "")


def _problems(items: Any) -> Iterator[str]:
    for name, value in map(_named, items):
        if name in _REPEATS and value[1] > _MANY:
            yield from _problems_in_round(list(_flat(value[2])))
        for inner in _inside(name, value):
            yield from _problems(inner)


def _problems_in_round(body: list[tuple[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with *body*, which is repeated."""
    repeated: frozenset[int] = frozenset()
    for name, value in body:
        if name == "BRANCH":
            firsts = [_first(list(_flat(branch))) for branch in value[1]]
            if any(one & other for place, one in enumerate(firsts) for other in firsts[:place]):
                yield "in a repetition two alternatives begin with the same character"
        for one in _repeats(name, value):
            repeated |= _characters(one)
    if not repeated:
        return
    # A character that has to be there in each round, and that the inner repetition cannot take.
    for name, value in body:
        single = _single(name, value)
        if single and not single & repeated:
            return
    yield "a repetition stands in a repetition and nothing tells the rounds apart"


def _named(item: Any) -> tuple[str, Any]:
    return str(item[0]), item[1]


def _flat(items: Any) -> Iterator[tuple[str, Any]]:
    """Yield the items of a sequence, with those of groups in it in their place."""
    for name, value in map(_named, items):
        if name == "SUBPATTERN":
            yield from _flat(value[3])
        else:
            yield name, value


def _inside(name: str, value: Any) -> Iterator[Any]:
    if name in _REPEATS or name == "POSSESSIVE_REPEAT":
        yield value[2]
    elif name == "SUBPATTERN":
        yield value[3]
    elif name == "BRANCH":
        yield from value[1]
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield value[1]
    elif name == "ATOMIC_GROUP":
        yield value


def _repeats(name: str, value: Any) -> Iterator[Any]:
    """Yield the bodies of the repetitions in an item."""
    if name in _REPEATS and value[1] > _MANY:
        yield value[2]
        return
    if name in ("ATOMIC_GROUP", "POSSESSIVE_REPEAT"):
        return  # What these have taken they never give back.
    for inner in _inside(name, value):
        for one, of_it in map(_named, inner):
            yield from _repeats(one, of_it)


def _characters(items: Any) -> frozenset[int]:
    """Return all characters that a sequence may take."""
    found: frozenset[int] = frozenset()
    for name, value in map(_named, items):
        found |= _single(name, value)
        for inner in _inside(name, value):
            found |= _characters(inner)
    return found


def _first(body: list[tuple[str, Any]]) -> frozenset[int]:
    """Return the characters that a sequence may begin with."""
    found: frozenset[int] = frozenset()
    for name, value in body:
        if name == "AT" or name.startswith("ASSERT"):
            continue
        single = _single(name, value)
        if single:
            return found | single
        if name == "BRANCH":
            return found.union(*(_first(list(_flat(branch))) for branch in value[1]))
        for inner in _inside(name, value):
            found |= _first(list(_flat(inner)))
        if not (name in _REPEATS and value[0] == 0):
            break
    return found


def _single(name: str, value: Any) -> frozenset[int]:
    """Return the characters that an item takes, if it takes exactly one; case does not count."""
    found: frozenset[int] = frozenset()
    if name == "LITERAL":
        found = frozenset((value,))
    elif name == "NOT_LITERAL":
        return _ALL - frozenset((value,))
    elif name == "ANY":
        return _ALL
    elif name == "IN":
        inner = [_named(item) for item in value]
        for one, of_it in inner:
            if one == "LITERAL":
                found |= {of_it}
            elif one == "RANGE":
                found |= frozenset(range(of_it[0], min(of_it[1], 127) + 1))
            elif one == "CATEGORY":
                found |= _CATEGORIES.get(str(of_it), _ALL)
        if inner and inner[0][0] == "NEGATE":
            return _ALL - found
    elif name in _REPEATS and value[0] == value[1] == 1:
        return _characters(value[2])
    return found | {ord(chr(one).swapcase()) for one in found if one < 128}
