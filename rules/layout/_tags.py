"""What is certainly a tag. Shared by the layout rules on how a tag is written."""

from __future__ import annotations

from ..structure._names import HTML

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.html import Markup

_OPERATORS = frozenset("&|!;+<")
"""No attribute has one of these in its name, but ``i<n && a!=b; i++)<br>`` is read as a tag."""


def is_markup(tag: Markup) -> bool:
    """Return whether *tag* is meant as one: an element of HTML or a custom one, with names that attributes have.

    Anything else may be text whose ``<`` is not escaped (a key, a type, a comparison), or a
    component, to which case has a meaning.
    """
    return (tag.name in HTML or "-" in tag.name) and all(
        _OPERATORS.isdisjoint(attribute.name) for attribute in tag.attributes
    )
