"""What in a style sheet or a style attribute runs code or loads it. Shared by the rules on security."""

from __future__ import annotations

import re

from ._addresses import runs

# Compiled when they are needed, which is next to never.
_COMMENT = r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+"
_ESCAPE = r"\\(?:([0-9a-fA-F]{1,6}+)[ \t\r\n\f]?+|(\r\n|[\r\n\f])|([^\r\n\f]))"
_ADDRESS = r"""[uU][rR][lL]\(\s*+(?:"([^"]*+)"?+|'([^']*+)'?+|([^)]*+))"""
_RUNS = r"(?<![\w-])expression\s*+\(|(?<![\w-])(?:behaviou?r|-moz-binding|-o-link)\s*+:|@import(?![\w-])"
LITERALS = ("expression", "behavi", "-moz-binding", "-o-link", "script:", "data:", "@import", "\\", "/*")
"""Without one of these (in lower case) nothing runs."""


def why_css_runs(css: str, *, imports: bool) -> str:
    """Return what in *css* (references decoded) runs code, or an empty string.

    *imports* asks for ``@import`` as well.
    """
    lower = css.lower()
    if not any(literal in lower for literal in LITERALS):
        return ""
    plain = re.sub(_ESCAPE, _character, re.sub(_COMMENT, "", css))
    match = re.search(_RUNS, plain.lower())
    if match and (imports or match[0] != "@import"):
        return match[0].rstrip("(: \t\r\n\f")
    for match in re.finditer(_ADDRESS, plain):
        address = match[1] or match[2] or match[3] or ""
        if why := runs(address, "img"):
            return why
    return ""


def _character(match: re.Match[str]) -> str:
    if match[1]:
        number = int(match[1], 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return match[3] or ""
