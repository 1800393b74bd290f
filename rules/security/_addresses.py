"""How a browser reads the scheme of an address. Shared by the rules on security."""

from __future__ import annotations

ADDRESS_ATTRIBUTES = frozenset(
    "href src action formaction poster background data cite longdesc codebase classid profile usemap manifest "
    "xlink:href dynsrc lowsrc".split()
)

_DROPPED = dict.fromkeys((*range(33), 127, *range(128, 160), 173, 8203, 8204, 8205, 8288, 65279))


def scheme(address: str) -> str:
    """Return the scheme of *address* (references decoded) in lower case, or an empty string.

    Browsers drop tabs and line ends anywhere, and control characters and spaces before
    the scheme (URL Standard, 4.4). Other invisible characters are dropped here too:
    no honest scheme holds one.
    """
    before, colon, _ = address.partition(":")
    if not colon:
        return ""
    name = before.translate(_DROPPED).lower()
    return name if name and all(character.isalnum() or character in "+-." for character in name) else ""


RUNNING_SCHEMES = frozenset(("javascript", "vbscript", "livescript", "mocha", "jscript"))


def runs(address: str) -> str:
    """Return why an address with this scheme runs code, or an empty string if it does not."""
    name = scheme(address)
    if name in RUNNING_SCHEMES:
        return f"{name}: runs code"
    if name == "data":
        kind = address.partition(":")[2].strip().lower().partition(",")[0].partition(";")[0].strip()
        if (kind and not kind.startswith(("image/", "audio/", "video/", "font/"))) or kind == "image/svg+xml":
            return f"a data: address of type {kind} can run code"
    return ""
