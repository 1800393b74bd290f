"""How a browser reads the scheme of an address. Shared by the rules on security."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.html import Attribute, Markup

ADDRESS_ATTRIBUTES = frozenset(
    "href src action formaction poster background data cite longdesc codebase classid profile usemap manifest "
    "xlink:href xml:base dynsrc lowsrc code archive object icon pluginspage ping".split()
)
CANDIDATE_ATTRIBUTES = frozenset(("srcset", "imagesrcset"))

_DROPPED = dict.fromkeys((*range(33), 127, *range(128, 160), 173, 8203, 8204, 8205, 8288, 65279, 65533))

RUNNING_SCHEMES = frozenset(("javascript", "vbscript", "livescript", "mocha", "jscript"))
# Schemes that stand before another address, which is what opens.
_WRAPPERS = frozenset(("feed", "feeds", "view-source", "jar", "wyciwyg", "pcast"))
# Where a picture is all that an address can be, a drawing in it runs no scripts (SVG Integration, 3.2).
_PICTURES = frozenset("img image source video audio feimage input body table tr td th".split())
_RUNNING_TYPES = ("html", "xml", "xsl", "svg", "script")
_CANDIDATE = r"[\t\n\f\r ,]*+([^\t\n\f\r ]++)[^,]*+"
_REFRESH = r"(?is:[\d.\s]*+[;,]?+\s*+(?:url\s*+=\s*+)?+[\"']?+(.*+))"


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


def runs(address: str, tag: str = "") -> str:
    """Return why an address with this scheme runs code, or an empty string if it does not.

    *tag* is the name of the element that it stands on: a drawing in a ``data:`` address is harmless as a picture.
    """
    name = scheme(address)
    while name in _WRAPPERS:
        address = address.partition(":")[2]
        name = scheme(address)
    if name in RUNNING_SCHEMES:
        return f"{name}: runs code"
    if name == "data":
        kind = address.partition(":")[2].partition(",")[0].partition(";")[0].translate(_DROPPED).lower()
        if tag == "script":
            return "a script in a data: address"
        if any(one in kind for one in _RUNNING_TYPES) and not (tag in _PICTURES and kind.startswith("image/")):
            return f"a data: address of type {kind} can run code"
    return ""


_HARMLESS = ("http", "/", "#", "mailto:")


def why_unsafe(tag: Markup, attribute: Attribute) -> str:
    """Return why the *attribute* of *tag* holds an address that runs code, or an empty string."""
    value = attribute.value
    if not value or (":" not in value and "&" not in value):
        return ""
    name = attribute.name
    if name in ADDRESS_ATTRIBUTES:
        if value.startswith(_HARMLESS):
            return ""  # Nearly all addresses.
        return runs(attribute.text, tag.name)
    if name in CANDIDATE_ATTRIBUTES:
        return next(filter(None, (runs(one, tag.name) for one in (attribute.text, *candidates(attribute.text)))), "")
    if name == "content" and tag.name == "meta" and (tag.get("http-equiv") or "").strip().lower() == "refresh":
        return runs(refresh_address(attribute.text))
    if name == "value" and tag.name == "param":
        return runs(attribute.text)
    return ""


def refresh_address(content: str) -> str:
    """Return the address in the ``content`` of a refreshing ``<meta>``."""
    match = re.match(_REFRESH, content)
    return match[1] if match else ""


def candidates(value: str) -> list[str]:
    """Return the addresses in a ``srcset`` (HTML Standard, 4.8.4.2): each up to white space, whatever it holds."""
    return [one.rstrip(",") for one in re.findall(_CANDIDATE, value)]
