"""What an element would take over from those around it if its own style did not say otherwise.

A common size, colour or alignment says nothing by itself. In an element that has another one it takes that back, and
without it the text would be as small, as red or as slanted as what is around it.
"""

from __future__ import annotations

from ._declarations import declarations, is_noise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from newslint.document.body import Element
    from newslint.document.html import Markup

# Each property, and what else sets it: a shorthand.
_TAKEN_OVER = {
    "background-color": "background",
    "color": "color",
    "font-size": "font",
    "font-style": "font",
    "font-variant": "font",
    "font-weight": "font",
    "text-align": "text-align",
    "text-transform": "text-transform",
    "white-space": "white-space",
}
# With these the element is as what is around it, said or not. No ground of its own: one sees the one below.
_AS_AROUND = frozenset(("inherit", "unset", "transparent", "none", "rgba(0, 0, 0, 0)", "rgba(0,0,0,0)"))
_BY_ELEMENT = {
    **dict.fromkeys(("em", "i", "cite", "address", "dfn", "var"), ("font-style", "italic")),
    **dict.fromkeys(("b", "strong", "th"), ("font-weight", "bold")),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("font-size", "medium")),
    "a": ("color", "currentcolor"),
    "center": ("text-align", "center"),
    "pre": ("white-space", "pre"),
}
_BY_ATTRIBUTE = {"align": "text-align", "bgcolor": "background-color", "color": "color", "size": "font-size"}
_COMMON_SIZES = ("", "2", "3", "+0", "-0", "-1")


def takes_back(element: Element, name: str, value: str) -> bool:
    """Return whether a declaration that is noise by itself undoes what an element around *element* says."""
    if name == "background":
        name = "background-color"
    test = _TESTS.get(name)
    value = value.removesuffix("!important").strip()
    if test is None or (value in _AS_AROUND and name not in ("text-transform", "font-variant")):
        return False
    if name == "font-size" and value.endswith(("em", "%")) and not value.endswith("rem"):
        return False  # So many parts of the size around it.
    nearest = element.body.nearest(element.index, test)
    if nearest < 0:
        return False
    tag = element.body.markups[nearest]
    said = _said(tag, name)
    return said is not None and not is_noise(tag.name, *said)


def _said(tag: Markup, name: str) -> tuple[str, str] | None:
    """Return what a tag says of a property (the name it uses, and the value), or None."""
    style = tag.get("style")
    if style and _stem(name) in style.lower():
        for property_name, value in reversed(declarations(style)):
            if (
                property_name in (name, _TAKEN_OVER[name])
                and value.removesuffix("!important").strip() not in _AS_AROUND
            ):
                return property_name, value
    for attribute in tag.attributes:
        if _BY_ATTRIBUTE.get(attribute.name) == name and (attribute.name != "size" or tag.name == "font"):
            value = attribute.text.strip().lower()
            if attribute.name == "size":
                value = "medium" if value in _COMMON_SIZES else "x-large"
            return name, value
    by_element = _BY_ELEMENT.get(tag.name)
    return by_element if by_element is not None and by_element[0] == name else None


def _stem(name: str) -> str:
    """Return what both the property and its shorthand begin with."""
    return name if _TAKEN_OVER[name] == name else _TAKEN_OVER[name]


def _test(name: str) -> Callable[[Markup], bool]:
    def says(tag: Markup) -> bool:
        return _said(tag, name) is not None

    return says


# One function for each, because a body keeps the answers by the function.
_TESTS = {name: _test(name) for name in _TAKEN_OVER}
