"""Patterns that are compiled when they are first used.

Compiling the patterns of all rules takes longer than checking a file, and few files need more
than a third of them.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _LatePattern:
    """Stands for a compiled pattern. Each attribute is the pattern's own after its first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._written), name)
        setattr(self, name, value)
        return value


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used like ``re.compile(pattern, flags)``, except that a mistake in it raises at its first use.

    ``tests/test_late_pattern.py`` compiles them all.
    """
    return _LatePattern(pattern, flags)  # type: ignore[return-value]
