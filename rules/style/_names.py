"""What names elements in a body: links, labels, style sheets and scripts. Shared by the rules on style."""

from __future__ import annotations

import re

from newslint.document.html import Kind
from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body

_REFERENCES = frozenset(
    "for headers list form itemref popovertarget commandfor contextmenu aria-labelledby aria-describedby aria-controls "
    "aria-owns aria-details aria-activedescendant aria-errormessage aria-flowto begin end".split()
)
_WORD = late_pattern(r"[\w.:-]++")
_FRAGMENT = late_pattern(r"#([^\s()<>\"']++)")


def names_in(body: Body) -> frozenset[str]:
    """Return all that could be the name of an element in *body*, but for what stands in ``id`` attributes."""
    found: set[str] = set()
    for markup in set(body.markups):
        if markup.kind is not Kind.START:
            continue
        if markup.name in ("style", "script"):
            found.update(_WORD.findall(markup.raw_content))
            # In a style sheet a full stop and a colon begin something new.
            found.update(re.findall(r"[\w-]++", markup.raw_content))
        for attribute in markup.attributes:
            value = attribute.text
            if attribute.name in _REFERENCES:
                found.update(value.split())
            elif "#" in value:
                found.update(_FRAGMENT.findall(value))
    if body.read_as_markdown:
        for piece in body.pieces[::2]:
            if "#" in piece:
                found.update(_FRAGMENT.findall(piece))
    if any("%" in name for name in found):
        from urllib.parse import unquote

        found.update([unquote(name) for name in found])
    return frozenset(found)
