"""What the declarations of a ``style`` attribute mean for a reader. Shared by the rules on style.

The list of what is noise is short on purpose: a declaration that is not on it stays.
"""

from __future__ import annotations

from newslint.late_pattern import late_pattern

EMPHASIS = {
    ("font-weight", "bold"): "strong",
    ("font-weight", "bolder"): "strong",
    ("font-weight", "600"): "strong",
    ("font-weight", "700"): "strong",
    ("font-weight", "800"): "strong",
    ("font-weight", "900"): "strong",
    ("font-style", "italic"): "em",
    ("font-style", "oblique"): "em",
    ("text-decoration", "underline"): "u",
    ("text-decoration", "line-through"): "s",
    ("text-decoration-line", "underline"): "u",
    ("text-decoration-line", "line-through"): "s",
    ("vertical-align", "super"): "sup",
    ("vertical-align", "sub"): "sub",
}
"""Declarations that an element says better."""

_NOISE = frozenset(
    "background-attachment background-clip background-origin background-position background-repeat background-size "
    "border-collapse border-image border-radius border-spacing box-shadow box-sizing caret-color cursor font-family "
    "font-feature-settings font-kerning font-language-override font-optical-sizing font-size-adjust font-stretch "
    "font-synthesis font-variant-alternates font-variant-east-asian font-variant-ligatures font-variant-numeric "
    "font-variant-position font-variation-settings hyphens letter-spacing line-break line-height margin margin-block "
    "margin-block-end margin-block-start margin-bottom margin-inline margin-inline-end margin-inline-start margin-left "
    "margin-right margin-top max-width min-height min-width orphans outline outline-color outline-offset outline-style "
    "outline-width overflow-wrap padding padding-bottom padding-inline-end padding-inline-start padding-left "
    "padding-right padding-top tab-size text-autospace text-decoration-color text-decoration-skip "
    "text-decoration-skip-ink "
    "text-decoration-style text-decoration-thickness text-indent text-justify text-rendering text-shadow "
    "text-size-adjust text-spacing text-underline-offset transition widows word-break word-spacing word-wrap "
    "z-index tab-stops tab-interval text-underline punctuation-wrap layout-grid layout-grid-mode".split()
)
_NOISE_PREFIXES = ("mso-", "-webkit-", "-moz-", "-ms-", "-o-", "-khtml-", "--")
# Values that say what would be so without them.
_DEFAULTS = frozenset(
    "initial inherit unset normal none auto 0 0px 0pt 0em 100% visible static baseline start medium transparent 400 "
    "currentcolor".split()
)
_NEUTRAL_VALUE = frozenset(
    "background background-color background-image border border-bottom border-bottom-width border-color border-left "
    "border-right border-style border-top border-width bottom float clear color font font-size height left max-height "
    "opacity overflow overflow-x overflow-y position right text-transform top transform width font-variant "
    "font-variant-caps flex grid".split()
)
_BLOCKS = frozenset("p div section article li ul ol td th h1 h2 h3 h4 h5 h6 blockquote figure figcaption".split())
_INLINE = frozenset("span a b i em strong u s small code font label".split())
_MEDIA = frozenset("img iframe video audio embed object svg canvas picture source table col td th".split())
# As large as what is in them, and not as wide as the page.
_SHRUNK = frozenset("img iframe video audio embed object svg canvas picture button input".split())
_FIXED = ("monospace", "courier", "consolas", "monaco", "menlo", "lucida console", "andale mono", "fira code")
_GREY_NAMES = frozenset(
    "black white gray grey darkgray darkgrey dimgray dimgrey silver lightgray lightgrey gainsboro whitesmoke "
    "windowtext "
    "auto inherit initial text canvastext currentcolor transparent".split()
)
_LIGHT_NAMES = frozenset("white silver lightgray lightgrey gainsboro whitesmoke".split())
_DARK_NAMES = frozenset("black gray grey darkgray darkgrey dimgray dimgrey windowtext text canvastext".split())
_RGB = late_pattern(r"rgba?\(\s*+(\d++)\s*+[, ]\s*+(\d++)\s*+[, ]\s*+(\d++)(?:\s*+[,/]\s*+([0-9.]++%?+))?+")
_LIGHT = 0xB0
"""From here on a grey is one on which text is dark; below, one in which text is written."""
_HEX = late_pattern(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z")
_SIZE = late_pattern(r"([0-9]++(?:\.[0-9]++)?+|\.[0-9]++)(px|pt|em|rem|%)\Z")
_BODY_SIZES = {"px": (12, 19), "pt": (9, 14.5), "em": (0.8, 1.2), "rem": (0.8, 1.2), "%": (80, 120)}
_LENGTH = late_pattern(r"([0-9]++(?:\.[0-9]++)?+|\.[0-9]++)(px|pt|em|rem|ex|ch|cm|mm|in|pc|%|vw)\Z")
_INDENTS = {
    "px": 15,
    "pt": 12,
    "em": 1,
    "rem": 1,
    "ex": 2,
    "ch": 2,
    "cm": 0.4,
    "mm": 4,
    "in": 0.15,
    "pc": 1,
    "%": 3,
    "vw": 3,
}
# With one of these an element may be hidden or drawn elsewhere: to take any of its style away could show it.
_HIDING = (
    "display:none",
    "visibility:hidden",
    "visibility:collapse",
    "position:absolute",
    "position:fixed",
    "clip",
    "mask",
)

_MOVES = frozenset(("top", "right", "bottom", "left", "inset"))


def declarations(style: str) -> list[tuple[str, str]]:
    """Return the declarations of a ``style`` attribute (references decoded): names and values in lower case.

    Semicolons in quotes and brackets do not separate. What is no declaration comes
    back with an empty name.
    """
    found: list[tuple[str, str]] = []
    for part in _split(style):
        if part.strip():
            name, colon, value = part.partition(":")
            found.append((name.strip().lower() if colon else "", " ".join(value.split()).lower()))
    return found


def written_declarations(style: str) -> list[str]:
    """Return the declarations as they are written, trimmed, in the order of :func:`declarations`."""
    return [part.strip() for part in _split(style) if part.strip()]


def _split(style: str) -> list[str]:
    if "(" not in style and '"' not in style and "'" not in style:
        return style.split(";")
    parts: list[str] = []
    start = depth = 0
    quote = ""
    for place, character in enumerate(style):
        if quote:
            if character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == "(":
            depth += 1
        elif character == ")":
            depth = max(depth - 1, 0)
        elif character == ";" and not depth:
            parts.append(style[start:place])
            start = place + 1
    parts.append(style[start:])
    return parts


def hides(found: list[tuple[str, str]]) -> bool:
    """Return whether an element with these declarations may be invisible, or stand elsewhere than in the text."""
    for name, value in found:
        value = value.removesuffix("!important").strip()
        if (name, value) == ("color", "transparent") and not any(one.endswith("background-clip") for one, _ in found):
            return True
        if name in ("clip", "clip-path", "mask", "content"):
            return True
        if (name, value) in _HIDING_PAIRS:
            return True
        if (
            name in ("opacity", "height", "width", "max-height", "max-width", "font-size", "line-height")
            and value in _ZERO
        ):
            return True
        if name in ("text-indent", "left", "top", "margin-left", "margin-top") and _far_away(value):
            return True
    return False


_ZERO = frozenset(("0", "0px", "0pt", "0em", "0%", "0.0", "1px"))
_HIDING_PAIRS = frozenset(tuple(pair.split(":")) for pair in _HIDING if ":" in pair)


def _far_away(value: str) -> bool:
    """Return whether a length moves text off the page (-9999px), not just out to the margin (-18pt)."""
    number = value.rstrip("pxemtrvwh%")
    try:
        return float(number) <= (-50 if value.endswith("em") else -500)
    except ValueError:
        return False


def placing(tag: str, classes: tuple[str, ...], found: list[tuple[str, str]]) -> frozenset[str]:
    """Return the names among the declarations *found* that are noise elsewhere, and here say where the element stands.

    These are the margins that set a table or a box in the middle, those between a picture and the text beside it, the
    indent of a paragraph at one side, the level of a list that Word wrote as paragraphs, the place of a picture
    in the ground, and a relative position from which the element is moved.
    """
    shown = {name: value.removesuffix("!important").strip() for name, value in found}
    names: set[str] = set()
    level = shown.get("mso-list", "").partition(" level")[2][:1]
    if level > "1":
        names.add("mso-list")
    if (level or any(name.startswith("MsoList") for name in classes)) and any(_sides("margin", shown)):
        names.update(("mso-list", "margin", "margin-left", "margin-right", "text-indent"))
    if any("auto" in value and name.startswith("margin") for name, value in shown.items()) and (
        tag == "table"
        or (tag in _SHRUNK and shown.get("display") in ("block", "table"))
        or (tag not in _INLINE and shown.get("width", "auto") not in _DEFAULTS)
    ):
        names.update(name for name, value in shown.items() if name.startswith("margin") and "auto" in value)
    if "url(" in shown.get("background-image", "") or "url(" in shown.get("background", ""):
        names.update(name for name in shown if name.startswith("background"))
    if shown.get("float") in ("left", "right"):
        names.update(name for name in shown if name.startswith("margin"))
    if not _MOVES.isdisjoint(shown):
        names.add("position")
    if tag == "p":
        for name in ("margin", "padding"):
            left, right = _sides(name, shown)
            if left != right:
                names.update((name, f"{name}-left", f"{name}-right"))
    return frozenset(names)


def _sides(name: str, shown: dict[str, str]) -> tuple[bool, bool]:
    """Return whether a margin or a padding sets the text in by a letter or more, at the left and at the right."""
    four = shown.get(name, "").split()
    left = right = four[1] if len(four) > 1 else "".join(four)
    if len(four) == 4:
        left = four[3]
    return _is_indent(shown.get(f"{name}-left", left)), _is_indent(shown.get(f"{name}-right", right))


def _is_indent(value: str) -> bool:
    match = _LENGTH.match(value)
    return match is not None and float(match[1]) >= _INDENTS[match[2]]


def is_noise(tag: str, name: str, value: str) -> bool:
    """Return whether a declaration on a *tag* tells a reader nothing.

    *name* and *value* come from :func:`declarations`.
    """
    value = value.removesuffix("!important").strip()
    if not name or not value or name.startswith(_NOISE_PREFIXES):
        return bool(name)
    if tag in _SHRUNK and name in ("max-width", "min-width", "min-height"):
        return value in _DEFAULTS
    if name == "font-family" and tag not in ("pre", "code", "kbd", "samp", "tt"):
        return not any(family in value for family in _FIXED)  # It is code.
    if name in _NOISE:
        return not (name in ("text-indent", "margin-left", "padding-left") and tag in ("pre", "code"))
    if name == "color":
        return value in _DEFAULTS or is_common_ink(value)
    if name in ("background-color", "background"):
        return value in _DEFAULTS or is_common_ground(value)
    if name == "font-size":
        return value in _DEFAULTS or _is_body_size(value)
    if name == "font-weight":
        return (
            value in ("normal", "400", "inherit", "initial") and tag in _BLOCKS and tag not in ("h1", "h2", "h3", "th")
        )
    if name in ("font-style", "text-decoration", "text-decoration-line"):
        return value in _DEFAULTS and tag in ("p", "div", "section", "li", "td", "span")
    if name == "display":
        return (value == "block" and tag in _BLOCKS - {"li", "td", "th"}) or (value == "inline" and tag in _INLINE)
    if name in ("width", "height"):
        return tag not in _MEDIA and value in _DEFAULTS
    if name == "position":
        return value in ("relative", "static", "initial", "inherit")
    if name == "vertical-align":
        return value in ("baseline", "inherit", "initial") and tag not in ("td", "th", "tr")
    if name == "text-align":
        return value in ("initial", "inherit", "unset", "-webkit-auto")
    if name == "white-space":
        return value in ("normal", "initial", "inherit")
    if tag in ("iframe", "hr") and name.startswith("border"):
        return False  # A browser draws one where nothing is said.
    if name in ("overflow", "overflow-x", "overflow-y") and value == "auto":
        return False  # What is too wide can be moved in its box.
    return name in _NEUTRAL_VALUE and value in _DEFAULTS


def is_common_ink(colour: str) -> bool:
    """Return whether a colour is one in which text is commonly written: black or a dark grey.

    A light one was written for a dark ground, or to hide the text: without it the text would come to light, or be dark
    on dark.
    """
    if not is_grey(colour) or colour in _LIGHT_NAMES:
        return False
    numbers = _numbers(colour)
    return numbers is None or min(numbers) < _LIGHT


def is_common_ground(colour: str) -> bool:
    """Return whether a colour is one on which text is commonly written: white or a light grey, or none."""
    if colour.startswith("rgba(") and (match := _RGB.match(colour)) and match[4] is not None:
        alpha = float(match[4].rstrip("%").strip(".") or 0) / (100 if "%" in match[4] else 1)
        if alpha < 0.1:
            return True
    if not is_grey(colour) or colour in _DARK_NAMES:
        return False
    numbers = _numbers(colour)
    return numbers is None or min(numbers) >= _LIGHT


def is_grey(colour: str) -> bool:
    """Return whether a colour is a shade of grey, black or white: a text's common colour, not a highlight."""
    if colour in _GREY_NAMES:
        return True
    numbers = _numbers(colour)
    return numbers is not None and max(numbers) - min(numbers) <= 32


def _numbers(colour: str) -> tuple[int, ...] | None:
    """Return how much red, green and blue a colour has, or None for a name and what is no colour."""
    if match := _HEX.match(colour):
        digits = match[1]
        if len(digits) <= 4:
            digits = "".join(digit * 2 for digit in digits)
        return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))
    if match := _RGB.match(colour):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _is_body_size(value: str) -> bool:
    match = _SIZE.match(value)
    if not match:
        return value in ("medium", "small", "inherit", "initial")
    low, high = _BODY_SIZES[match[2]]
    return low <= float(match[1]) <= high
