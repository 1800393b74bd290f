"""Mistakes of the user's: they are shown as one message, never as a traceback."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class UserError(Exception):
    """Something that the user can put right. The exit status is 2."""


class UsageError(UserError):
    """The command line asks for something that cannot be."""


class SettingsError(UserError):
    """A setting is wrong: ``path`` is the settings file (or ``command line``), ``key`` the setting in it."""

    def __init__(self, path: str, key: str, message: str) -> None:
        super().__init__(path, key, message)
        self.path = path
        self.key = key
        self.message = message

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path, self.key, self.message) if part)


def hint(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean "x"?)`` for the nearest of the *known* words, empty if none is near."""
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.casefold(), one)
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f' (did you mean "{folded[near[0]]}"?)' if near else ""
