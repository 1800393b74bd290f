"""What no browser plays any more, and where the same film stands now. Shared with the rule on active elements."""

from __future__ import annotations

import re

from newslint.document.html import Kind

from ._scripts import host_and_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Element
    from newslint.linting.knowledge import Entry, Knowledge

_MOST_INSIDE = 60
_PARAMETERS = frozenset(("movie", "src", "filename", "url"))
_SAFE_IN_AN_ID = frozenset("-_=")


class DeadEmbeds:
    """Knows dead players by type, by the ending of an address, by host, and by the class id of a plug-in."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._types = knowledge.index("type")
        self._endings = knowledge.index("ending")
        self._hosts = {host: entry for host, entry in knowledge.index("host").items() if "address" not in entry}
        self._ids = knowledge.index("classid")
        self._revived = [entry for entry in knowledge if "address" in entry]

    def find(self, element: Element) -> tuple[Entry, list[str]] | None:
        """Return what is known about *element*, an ``object``, ``embed`` or ``iframe``, with its addresses."""
        tag = element.markup
        if element.name == "iframe":
            address = (tag.get("src") or tag.get("data-src") or "").strip()
            entry = self._hosts.get(host_and_path(address)[0])
            return (entry, [address]) if entry is not None else None
        found, types = _parts(element)
        entry = next((self._types[kind] for kind in types if kind in self._types), None)
        if entry is None:
            plug_in = (tag.get("classid") or "").strip().lower().removeprefix("clsid:").strip("{}")
            entry = self._ids.get(plug_in)
        for address in found:
            if entry is not None:
                break
            host, path = host_and_path(address)
            ending = path.lower().rpartition("/")[2].rpartition(".")[2]
            entry = self._hosts.get(host) or self._endings.get(ending) or self._present(address)[0]
        return (entry, found) if entry is not None else None

    def is_gone(self, found: list[str]) -> bool:
        """Return whether none of these addresses can lead to anything any more: their sites have ended."""
        return all(host_and_path(address)[0] in self._hosts for address in found)

    def present_address(self, found: list[str]) -> str:
        """Return the address at which a frame shows the same film today; empty if none is known."""
        return next(filter(None, (self._present(address)[1] for address in found)), "")

    def _present(self, address: str) -> tuple[Entry | None, str]:
        host = host_and_path(address)[0]
        for entry in self._revived:
            if host not in entry["host"]:
                continue
            before = str(entry["before"])
            rest = address.partition("//")[2].partition("#")[0]
            identifier = rest.partition(f"{host}{before}" if before[0] == "/" else before)[2]
            for stop in "?&/":
                identifier = identifier.partition(stop)[0]
            if identifier and all(one.isalnum() or one in _SAFE_IN_AN_ID for one in identifier):
                present = str(entry["address"]).replace("{}", identifier)
                found = [
                    pair for pair in re.split("[?&]", rest)[1:] if pair.partition("=")[0] in entry.get("carry", ())
                ]
                return entry, "?".join(filter(None, (present, "&amp;".join(filter(_is_plain, found)))))
        return None, ""


def _is_plain(pair: str) -> bool:
    return all(one.isalnum() or one in _SAFE_IN_AN_ID for one in pair)


def _parts(element: Element) -> tuple[list[str], list[str]]:
    """Return the addresses and the types of an ``object`` or ``embed``, with those that its parts name."""
    body = element.body
    tag = element.markup
    found = [tag.get("data" if element.name == "object" else "src")]
    types = [tag.get("type")]
    if element.name == "object" and 0 < element.partner - element.index <= _MOST_INSIDE:
        for index in element.inside:
            inside = body.markups[index]
            if inside.kind is not Kind.START:
                continue
            if inside.name == "param" and (inside.get("name") or "").strip().lower() in _PARAMETERS:
                found.append(inside.get("value"))
            elif inside.name == "embed":
                found.append(inside.get("src"))
                types.append(inside.get("type"))
    return [one.strip() for one in found if one and one.strip()], [one.strip().lower() for one in types if one]
