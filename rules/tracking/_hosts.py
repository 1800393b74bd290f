"""What an address is made of, and which hosts are exempt."""

from __future__ import annotations

from functools import lru_cache

from newslint.late_pattern import late_pattern
from newslint.linting.rule import FilePath, Options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._url_lists import UrlLists

_TEMPLATES = ("{{", "{%", "{#", "<%", "${")

_HOST = late_pattern(r"[^\WA-Z]++(?:[.-]++[^\WA-Z]++)*+")

# With one of these in the query the address is signed: any change makes it invalid.
_SIGNATURES = frozenset(
    "sig sign hmac auth_key authkey hdnts hdnea __gda__ policy key-pair-id token se sv awsaccesskeyid googleaccessid "
    "ossaccesskeyid wssecret txsecret verify x-expires md5 hash checksum".split()
)


class KeepOptions(Options):
    keep: tuple[str, ...] = ()

    @classmethod
    def problem(cls, name: str, value: tuple[str, ...]) -> str:
        if name == "keep":
            for host in value:
                if not _HOST.fullmatch(host):
                    return f'"{host}" is no host; write it like "partner.example", which means all hosts below it too'
        return ""


class ListOptions(KeepOptions):
    lists: tuple[FilePath, ...] = ()

    @classmethod
    def problem(cls, name: str, value: tuple[str, ...]) -> str:
        if name != "lists" or not value:
            return super().problem(name, value)
        from ._url_lists import problem

        return problem(value)


def lists_of(options: ListOptions) -> UrlLists | None:
    """Return the lists that *options* name; None if they name none."""
    if not options.lists:
        return None
    from ._url_lists import UrlLists

    return UrlLists(options.lists)


class Parts:
    """An ``http`` address taken apart; ``host`` is in lower case and without its port, ``place`` as it is written."""

    __slots__ = ("fragment", "host", "path", "place", "query", "scheme")

    def __init__(self, scheme: str, place: str, path: str, query: str, fragment: str) -> None:
        self.scheme = scheme
        self.place = place
        self.host = place.rpartition("@")[2].partition(":")[0].lower().removesuffix(".")
        self.path = path
        self.query = query
        self.fragment = fragment


@lru_cache(maxsize=1000)
def parts_of(address: str) -> Parts | None:
    """Return the parts of an absolute address, also of one without scheme; None if it is none, or a template."""
    scheme, separator, rest = address.partition("//")
    if not separator or scheme.lower() not in ("http:", "https:", "") or is_template(address):
        return None
    before, _, fragment = rest.partition("#")
    before, _, query = before.partition("?")
    place, slash, path = before.partition("/")
    return Parts(scheme, place, slash + path, query, fragment)


def is_template(address: str) -> bool:
    """Return whether a generator fills in a part of *address*."""
    return ("{" in address or "<%" in address) and any(sign in address for sign in _TEMPLATES)


def is_signed(names: Iterable[str]) -> bool:
    """Return whether parameters with these *names* sign an address, so that any change makes it invalid."""
    return any(name in _SIGNATURES or "signature" in name for name in map(str.lower, names))


def is_below(host: str, domains: Iterable[str]) -> bool:
    """Return whether *host* is one of *domains*, or below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def parents(host: str) -> list[str]:
    """Return *host* and the domains above it: ``a.b.c``, ``b.c``, ``c``."""
    labels = host.split(".")
    return [".".join(labels[place:]) for place in range(max(0, len(labels) - 10), len(labels))]


def as_list(value: str | list[str]) -> list[str]:
    """Return *value* of a table entry, where one stands for a list of one."""
    return [value] if isinstance(value, str) else value


def parameters(text: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    """Return name, value, start and end of each parameter in ``text[start:end]``, a query or a fragment."""
    found: list[tuple[str, str, int, int]] = []
    while start <= end:
        stop = text.find("&", start, end)
        stop = end if stop < 0 else stop
        name, _, value = text[start:stop].partition("=")
        found.append((name, value, start, stop))
        start = stop + 1
    return found


def cuts(listed: list[tuple[str, str, int, int]], gone: set[int]) -> list[tuple[int, int]]:
    """Return the spans to cut so that the parameters numbered *gone* go, each with one ``&``.

    If none is left, the ``?`` or ``#`` before the first goes too.
    """
    if len(gone) == len(listed):
        return [(listed[0][2] - 1, listed[-1][3])]
    spans: list[tuple[int, int]] = []
    kept = False
    for number, (_, _, start, end) in enumerate(listed):
        if number not in gone:
            kept = True
        elif kept:
            spans.append((start - 1, end))
        else:
            spans.append((start, end + 1))
    return spans
