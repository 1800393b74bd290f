"""What in a style sheet or a style attribute runs code or loads it. Shared by the rules on security."""

from __future__ import annotations

import re

from ._addresses import runs

_COMMENT = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6}+)[ \t\r\n\f]?+|(\r\n|[\r\n\f])|(.))", re.DOTALL)
_ADDRESS = re.compile(r"""url\(\s*+(?:"([^"]*+)"?+|'([^']*+)'?+|([^)]*+))""", re.IGNORECASE)
_RUNS = re.compile(r"(?<![\w-])expression\s*+\(|(?<![\w-])(?:behaviou?r|-moz-binding|-o-link)\s*+:|@import(?![\w-])")
LITERALS = ("expression", "behavi", "-moz-binding", "-o-link", "script:", "data:", "@import", "\\", "/*")
"""Without one of these (in lower case) nothing runs."""


def why_css_runs(css: str, *, imports: bool) -> str:
    """Return what in *css* (references decoded) runs code, or an empty string.

    *imports* asks for ``@import`` as well.
    """
    lower = css.lower()
    if not any(literal in lower for literal in LITERALS):
        return ""
    plain = _ESCAPE.sub(_character, _COMMENT.sub("", css))
    match = _RUNS.search(plain.lower())
    if match and (imports or match[0] != "@import"):
        return match[0].rstrip("(: \t\r\n\f")
    for match in _ADDRESS.finditer(plain):
        address = match[1] or match[2] or match[3] or ""
        if why := runs(address, "img"):
            return why
    return ""


def _character(match: re.Match[str]) -> str:
    if match[1]:
        number = int(match[1], 16)
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return match[3] or ""
