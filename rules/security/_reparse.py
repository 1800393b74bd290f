"""Whether HTML means the same once it has been read and written again: a second opinion, by html5lib."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def drifts(source: str) -> bool:
    """Return whether an element comes to light when *source* is parsed, written, and parsed again.

    What a parser repairs for good is none: only an element, or an attribute of one, that the first
    reading had in a comment, in an attribute's value, in text or in another language than the second.
    html5lib comes with bleach. It is slow: ask for little, and only where there is a reason.
    """
    from bleach import html5lib_shim

    html5lib: Any = html5lib_shim
    walk = html5lib.getTreeWalker("etree")
    serializer = html5lib.HTMLSerializer(
        quote_attr_values="always", omit_optional_tags=False, resolve_entities=False, inject_meta_charset=False
    )
    known: set[Any] | None = None
    for _ in range(3):
        tree = html5lib.HTMLParser(namespaceHTMLElements=True).parseFragment(source, container="div")
        found = {
            (token["namespace"], token["name"], tuple(sorted(token["data"].items())))
            for token in walk(tree)
            if token["type"] in ("StartTag", "EmptyTag")
        }
        if known is not None and not found <= known:
            return True
        known = found if known is None else known
        source = serializer.render(walk(tree))
    return False
