"""Lists of parameters and redirectors in the format of ClearURLs, which the settings name. None comes with newslint.

A list is JSON: ``{"providers": {"name": {"urlPattern": …, "rules": […], …}}}``. All patterns are regular expressions
that ignore case. ``rules`` and ``referralMarketing`` match whole names of parameters, in the query and in a fragment
that is written like one; ``rawRules`` is cut out of the address; the first group of ``redirections`` is the target,
percent-encoded; where one of ``exceptions`` matches, the provider has nothing to say. ``completeProvider`` is not used,
because no link goes for whom it leads to; nor is ``forceRedirection``, which is about browsers.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

from newslint.late_pattern import late_pattern

from ._patterns import endless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_LONGEST = 2_000
"""Longer addresses are not looked up: a pattern that tries several places may take the square of the length."""
_MOST_REDIRECTIONS = 3
_NAMED_GROUP = late_pattern(r"\(\?<(?=[A-Za-z_])")
_LISTS = ("rules", "rawRules", "referralMarketing", "exceptions", "redirections")


class ListError(ValueError):
    """A list cannot be used: the message names the file and says why."""


class Provider:
    """What a list says of one kind of address."""

    __slots__ = ("_address", "_exceptions", "raw", "redirections", "referral", "rules")

    def __init__(self, where: str, table: dict[str, Any]) -> None:
        pattern = table.get("urlPattern")
        if not isinstance(pattern, str):
            raise ListError(f"{where}: urlPattern: expected a regular expression")
        self._address = _compiled(f"{where}: urlPattern", pattern)
        found: dict[str, list[re.Pattern[str]]] = {}
        for key in _LISTS:
            patterns = table.get(key, [])
            if not isinstance(patterns, list) or not all(isinstance(one, str) for one in patterns):
                raise ListError(f"{where}: {key}: expected a list of regular expressions")
            found[key] = [_compiled(f"{where}: {key}", one) for one in patterns]
        for one in found["redirections"]:
            if not one.groups:
                raise ListError(f"{where}: redirections: no group in {one.pattern}")
        self.rules = _any_of(found["rules"])
        self.referral = _any_of(found["referralMarketing"])
        self.raw = found["rawRules"]
        self.redirections = found["redirections"]
        self._exceptions = found["exceptions"]

    def is_about(self, address: str) -> bool:
        return self._address.search(address) is not None and not any(one.search(address) for one in self._exceptions)


def _compiled(where: str, pattern: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(_NAMED_GROUP.sub("(?P<", pattern), re.IGNORECASE | re.ASCII)
        problem = endless(compiled.pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ListError(f"{where}: not a regular expression: {pattern[:80]}: {error}") from None
    if problem:
        raise ListError(f"{where}: {pattern[:80]}: may take for ever, because {problem}")
    return compiled


def _any_of(patterns: list[re.Pattern[str]]) -> tuple[re.Pattern[str], ...]:
    """Return the patterns as few as possible: those without groups that could be meant by number are joined."""
    plain = [one.pattern for one in patterns if not one.groups]
    others = [one for one in patterns if one.groups]
    joined = [re.compile("|".join(f"(?:{one})" for one in plain), re.IGNORECASE | re.ASCII)] if plain else []
    return (*joined, *others)


class UrlList:
    """One list that has been read."""

    def __init__(self, path: str) -> None:
        content = _read(path)
        providers = content.get("providers") if isinstance(content, dict) else None
        if not isinstance(providers, dict):
            raise ListError(f'{path}: expected an object with "providers"')
        self.providers: list[Provider] = []
        for name, table in providers.items():
            if not isinstance(table, dict):
                raise ListError(f"{path}: providers.{name}: expected an object")
            self.providers.append(Provider(f"{path}: providers.{name}", table))


def _read(path: str) -> Any:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return json.load(file)
    except OSError as error:
        raise ListError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ListError(f"{path} is not valid JSON: {error}") from None


@cache
def load(path: str) -> UrlList:
    """Return the list in the file *path*. Raises ListError."""
    return UrlList(path)


def problem(paths: Sequence[str]) -> str:
    """Return what is wrong with the lists in the files *paths*; empty if nothing is."""
    for path in paths:
        try:
            load(path)
        except ListError as error:
            return str(error)
    return ""


class UrlLists:
    """The lists of the settings, one after the other."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._providers = [provider for path in paths for provider in load(path).providers]
        self._about = lru_cache(maxsize=5_000)(self._find)

    def __bool__(self) -> bool:
        return bool(self._providers)

    def _find(self, address: str) -> tuple[Provider, ...]:
        if len(address) > _LONGEST:
            return ()
        return tuple(provider for provider in self._providers if provider.is_about(address))

    def tracks(self, address: str, name: str) -> bool:
        """Return whether the parameter *name* of *address* only counts readers."""
        return any(one.fullmatch(name) for provider in self._about(address) for one in provider.rules)

    def refers(self, address: str, name: str) -> bool:
        """Return whether by the parameter *name* of *address* somebody earns."""
        return any(one.fullmatch(name) for provider in self._about(address) for one in provider.referral)

    def raw_spans(self, address: str) -> list[tuple[int, int]]:
        """Return the spans of *address* that are to be cut out whatever they are."""
        found = sorted(
            match.span()
            for provider in self._about(address)
            for pattern in provider.raw
            for match in pattern.finditer(address)
            if match[0]
        )
        spans: list[tuple[int, int]] = []
        for start, end in found:
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
        return spans

    def target(self, address: str) -> str | None:
        """Return where *address* redirects to, decoded; None if no list knows."""
        from urllib.parse import unquote

        for redirection in self._redirections(address):
            match = redirection.search(address)
            if match is not None and match[1]:
                text = match[1]
                for _ in range(_MOST_REDIRECTIONS):
                    if "://" in text[:8] or "%" not in text:
                        break
                    text = unquote(text)
                return text
        return None

    def _redirections(self, address: str) -> Iterator[re.Pattern[str]]:
        for provider in self._about(address):
            yield from provider.redirections
