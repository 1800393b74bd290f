"""Addresses that carry another one in them: redirectors, affiliate networks, image proxies.

What a table entry says of one:

``host``, ``domain``
    the hosts, as a whole, or with all below them; without either, any host
``path``
    how the path begins
``parameter``
    the parameters that may hold the target; an empty one stands for the query as a whole
``in-path = true``
    the target is what follows ``path``, its query with it unless ``drop-query = true`` says whose that is
``scheme``
    what goes before a target without a scheme; without this such a target is none
``encoding = "base64"``
    the target is written so, behind the letters ``prefix`` if there are any
``relative = true``
    a target may begin with ``/``: it is on the same host
"""

from __future__ import annotations

from ._hosts import as_list, parents, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newslint.linting.knowledge import Entry

    from ._hosts import Parts

_ENCODED_SCHEMES = ("http%3a%2f%2f", "https%3a%2f%2f")
_DEEPEST = 5
_LONGEST = 4_000
_MOST_HOSTS = 10_000
_NOT_IN_ADDRESSES = frozenset(" <>\"'`{}\\^\ufffd")


class Target:
    """Where an address really leads; ``certain`` unless more than one reading of it makes sense."""

    __slots__ = ("address", "certain")

    def __init__(self, address: str, certain: bool) -> None:
        self.address = address
        self.certain = certain


class Wrappers:
    """The entries of a table, ready to be asked."""

    def __init__(self, entries: Iterable[Entry], more: Callable[[str], str | None] | None = None) -> None:
        """Take the *entries*, and another way to find out where an address leads, decoded."""
        self._more = more
        self._by_host: dict[str, list[Entry]] = {}
        self._by_domain: dict[str, list[Entry]] = {}
        self._anywhere: list[Entry] = []
        self._hosts: dict[str, bool] = {}
        for entry in entries:
            if "parameter" not in entry and "in-path" not in entry:
                continue
            for host in as_list(entry.get("host", [])):
                self._by_host.setdefault(host, []).append(entry)
            for domain in as_list(entry.get("domain", [])):
                self._by_domain.setdefault(domain, []).append(entry)
            if "host" not in entry and "domain" not in entry:
                self._anywhere.append(entry)
        self._paths = [entry["path"] for entry in self._anywhere]

    def may_know(self, host: str) -> bool:
        """Return whether there may be an entry for an address on *host*; by its path alone any may be."""
        known = self._hosts.get(host)
        if known is None:
            known = host in self._by_host or any(domain in self._by_domain for domain in parents(host))
            if len(self._hosts) < _MOST_HOSTS:
                self._hosts[host] = known
        return known

    def may_be(self, address: str) -> bool:
        """Return whether *address* may be one of those that are known by their path, whatever the host."""
        return any(path in address for path in self._paths)

    def target(self, address: str) -> Target | None:
        """Return where *address* leads, through several wrappers if need be; None if it is none that is known."""
        found: Target | None = None
        for _ in range(_DEEPEST):
            inner = self._inner(found.address if found else address)
            if inner is None:
                break
            found = Target(inner.address, inner.certain and (found is None or found.certain))
        return found

    def entries(self, parts: Parts) -> Iterator[Entry]:
        """Yield the entries that are about such an address."""
        candidates = list(self._by_host.get(parts.host, ()))
        if self._by_domain:
            for domain in parents(parts.host):
                candidates += self._by_domain.get(domain, ())
        for entry in (*candidates, *self._anywhere):
            if (parts.path or "/").startswith(entry.get("path", "/")):
                yield entry

    def _inner(self, address: str) -> Target | None:
        if len(address) > _LONGEST:
            return None
        local = self._anywhere and address[:1] == "/" and address[1:2] != "/"
        parts = parts_of("//" + address if local else address)
        if parts is None:
            return None
        if local:
            # The host is the one of the article, whatever that is.
            parts = parts_of("//-" + address)
            assert parts is not None
        for entry in self.entries(parts):
            found = _of_path(parts, entry) if entry.get("in-path") else _of_query(parts, entry)
            if found is not None:
                return _absolute(found, parts, entry)
        text = self._more(address) if self._more else None
        return _absolute(Target(text, True), parts, {}) if text else None


def _is_encoded(text: str) -> bool:
    return text[:16].lower().startswith(_ENCODED_SCHEMES)


def _of_path(parts: Parts, entry: Entry) -> Target | None:
    from urllib.parse import unquote

    rest = parts.path[len(entry.get("path", "/")) :]
    if _is_encoded(rest):
        return Target(unquote(rest), True)
    if not rest:
        return None
    if entry.get("drop-query"):
        return Target(rest, True)
    return Target(rest + (f"?{parts.query}" if parts.query else ""), True)


def _of_query(parts: Parts, entry: Entry) -> Target | None:
    names = as_list(entry["parameter"])
    if "" in names and parts.query:
        return _decoded(parts.query, entry, True)
    listed = parts.query.split("&")
    for number, part in enumerate(listed):
        name, _, value = part.partition("=")
        if name in names and value:
            # Where "?" is not encoded, what follows "&" may belong to the target as well.
            return _decoded(value, entry, "?" not in value or number == len(listed) - 1)
    return None


def _decoded(value: str, entry: Entry, certain: bool) -> Target | None:
    from urllib.parse import unquote

    if entry.get("encoding") == "base64":
        return _from_base64(unquote(value), entry.get("prefix", ""))
    if entry["parameter"] == "" and not _is_encoded(value):
        return Target(value, certain)
    text = unquote(value).strip()
    if _is_encoded(text):
        text = unquote(text)
    return Target(text, certain)


def _from_base64(value: str, prefix: str) -> Target | None:
    from base64 import b64decode

    if not value.startswith(prefix):
        return None
    text = value[len(prefix) :].rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return Target(b64decode(text + "=" * (-len(text) % 4), validate=True).decode(), True)
    except ValueError:
        return None


def _absolute(target: Target, parts: Parts, entry: Entry | dict[str, str]) -> Target | None:
    """Return *target* as an absolute web address, with the fragment that a browser takes along; None if it is none."""
    text = target.address
    if text.startswith("//"):
        text = (parts.scheme or "https:") + text
    elif text.startswith("/") and entry.get("relative"):
        if not text.isprintable() or not _NOT_IN_ADDRESSES.isdisjoint(text):
            return None
        if parts.host == "-":
            return Target(text, target.certain)
        text = f"{parts.scheme}//{parts.place}{text}"
        return Target(text, target.certain)
    elif "scheme" in entry and "://" not in text[:8]:
        if "/" not in text:
            return None
        text = entry["scheme"] + text
    if parts.fragment and "#" not in text:
        text = f"{text}#{parts.fragment}"
    return Target(text, target.certain) if is_web_address(text) else None


def is_web_address(text: str) -> bool:
    """Return whether *text* is an absolute ``http`` address, and can stand wherever one can."""
    parts = parts_of(text)
    if parts is None or not parts.scheme or not parts.place:
        return False
    if not _NOT_IN_ADDRESSES.isdisjoint(text) or not text.isprintable():
        return False
    return "." in parts.host and not parts.host.startswith(".") and "%" not in parts.place
