"""Make possessive quantifiers work on Python 3.11.0 to 3.11.4.

There a possessive group whose content can fail after its first character, such as
``(?:ab?c)*+`` or one with a lookbehind in it, ends at the wrong place (CPython issue
106052; fixed in 3.11.5). Debian 12 has such a Python. ``(?>(?:…)*)`` means the same and
is not affected, so patterns are changed into that while they are compiled. This changes
the ``re`` module of the process, to what its documentation says.

:func:`install` is for those versions alone: their ``re`` package will not change any more, so
there is no harm in knowing its inside.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Imported by name, because the interfaces have no stubs.
_constants: Any = __import__("re._constants", fromlist=["POSSESSIVE_REPEAT"])
_parser: Any = __import__("re._parser", fromlist=["parse"])
_compiler: Any = __import__("re._compiler", fromlist=["_simple"])


def install() -> None:
    """Change what ``re.compile`` makes of possessive groups, in this process and for all patterns to come."""
    parse = _parser.parse

    def parse_and_mend(*arguments: Any, **options: Any) -> Any:
        tree = parse(*arguments, **options)
        _mend(tree)
        return tree

    _parser.parse = parse_and_mend
    re.purge()


def _mend(tree: Any) -> None:
    """Turn possessive repeats of more than a character into atomic groups, in place and at every depth."""
    for place, (kind, value) in enumerate(tree.data):
        for inner in _inside(value):
            _mend(inner)
        if kind is _constants.POSSESSIVE_REPEAT and not _compiler._simple(value[2]):
            repeat = _parser.SubPattern(tree.state, [(_constants.MAX_REPEAT, value)])
            tree.data[place] = (_constants.ATOMIC_GROUP, repeat)


def _inside(value: Any) -> list[Any]:
    """Return the patterns inside what one operator works on."""
    if isinstance(value, _parser.SubPattern):
        return [value]
    if isinstance(value, (tuple, list)):
        return [inner for one in value for inner in _inside(one)]
    return []
