from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch

_NAMES = {
    "\u202a": "LEFT-TO-RIGHT EMBEDDING",
    "\u202b": "RIGHT-TO-LEFT EMBEDDING",
    "\u202c": "POP DIRECTIONAL FORMATTING",
    "\u202d": "LEFT-TO-RIGHT OVERRIDE",
    "\u202e": "RIGHT-TO-LEFT OVERRIDE",
    "\u2066": "LEFT-TO-RIGHT ISOLATE",
    "\u2067": "RIGHT-TO-LEFT ISOLATE",
    "\u2068": "FIRST STRONG ISOLATE",
    "\u2069": "POP DIRECTIONAL ISOLATE",
}
_OVERRIDES = "\u202d\u202e"
_REFERENCE = late_pattern(r"&#(?:(?P<decimal>[0-9]++)|[xX](?P<hex>[0-9a-fA-F]++));")
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
_RIGHT_TO_LEFT = late_pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_AROUND = 500
"""Code points to each side in which letters that run from right to left are looked for."""


class BidiControl(TextRule):
    """Characters that turn the direction of the text round.

    ## What it finds
    - Overrides (U+202D, U+202E, also as references), which show the letters after them in another order than that in
      which they are written.
    - Embeddings and isolates where no letter that runs from right to left is near, such as the U+202A that a
      dialogue of Windows puts before a path or a fingerprint which is copied from it.

    ## Why it matters
    What a reader sees is not what a program reads: an override hides the true name of a file or the true
    order of a line of code, and a path with such a character in front of it does not work when it is pasted.

    ## Fix safety
    Only reported: without an override other words may stand there. In code it is reported, too. Embeddings and
    isolates near Hebrew, Arabic and other scripts from right to left are right, and so are the marks U+200E and
    U+200F everywhere.
    """

    code = "TXT012"
    name = "bidi-control"
    severity = Severity.WARNING
    stage = Stage.TEXT
    in_guarded_regions = True
    literals = (*_NAMES, "&#823", "&#829", "&#x202", "&#x206", "&#X202", "&#X206")
    pattern = late_pattern("[\u202a-\u202e\u2066-\u2069]++|&#(?:823[4-8]|829[4-7]|[xX]202[aAbBcCdDeE]|[xX]206[6-9]);")

    GOOD = (
        Good("<p>\u05e9\u05dc\u05d5\u05dd \u2066C++\u2069 \u202aABC\u202c</p>", note="isolates in Hebrew"),
        Good("<p>The word \u2067\u0633\u0644\u0627\u0645\u2069 means peace.</p>", note="an isolate round Arabic"),
        Good("<p>A\u200e \u200fB</p>", note="marks"),
        Good("<p>&#8211; &#8230; &#x2026;</p>", note="other references"),
    )
    BAD = (
        Bad("<p>photo\u202egpj.exe</p>", at="\u202e"),
        Bad("<p>photo&#8238;gpj.exe and &#x202D;x</p>", count=2),
        Bad("<pre>if access \u202e{ // \u2066check</pre>", count=2, note="in code, too"),
        Bad("<p>Open \u202aC:\\harbour\\list.txt\u202c</p>", count=2, note="from a dialogue of Windows"),
        Bad("<p>\u05e9\u05dc\u05d5\u05dd \u202eABC\u202c</p>", note="an override, even in Hebrew"),
        Bad("a `\u202ab` c\n", path="a.md"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        characters = match.text
        if characters[0] == "&":
            reference = _REFERENCE.match(characters)
            assert reference is not None
            characters = chr(int(reference["decimal"] or reference["hex"], 10 if reference["decimal"] else 16))
        override = next((one for one in characters if one in _OVERRIDES), None)
        if override is None:
            body = match.body
            start, end = max(body.start, match.start - _AROUND), min(body.end, match.end + _AROUND)
            if _RIGHT_TO_LEFT.search(body.text, start, end):
                return
        shown = override or characters[0]
        message = f"{_NAMES[shown]} (U+{ord(shown):04X}) changes the order in which the text is shown"
        if override is None:
            message = f"{_NAMES[shown]} (U+{ord(shown):04X}) in text that runs from left to right"
        yield self.finding(message, match.start, match.end)
