"""The bytes that stand between the characters of a visible text.

UTF-8 never uses them. While the text is collected as strings, they are the lone
surrogates that the error handler "surrogateescape" turns into these bytes:
libxml2 never delivers a surrogate, so no article can imitate a marker.
"""

from __future__ import annotations

BLOCK = "\udcff"
ITEM = BLOCK + "\udcfe" + BLOCK
RULE = BLOCK + "\udcfd" + BLOCK
BREAK = "\udcfc"
ON, OFF = "\udcc0", "\udcc1"
"""Begin and end of a style; the marker after it says which: ``0x80`` plus an index of STYLES."""
PREFORMATTED = "\udcbf"
"""After ON or OFF: white space counts from here on, or no longer."""

STYLES = (
    "bold", "italic", "code", "subscript", "superscript", "struck out", "underlined", "marked", "a quotation",
    "a header cell", "a link", "a first-level heading", "a second-level heading", "a third-level heading",
    "a fourth-level heading", "a fifth-level heading", "a sixth-level heading",
)  # fmt: skip
LINK_STYLE = STYLES.index("a link")


def style_marker(style: int) -> str:
    """Return what follows ON or OFF for the style with this index in STYLES."""
    return chr(0xDC80 + style)
