from __future__ import annotations

import re

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import in_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch

# References and NUL as well: a reader has other characters there.
_BOUNDARY = "<>\n\r&\x00"
# And in Markdown what stands for something else.
_MARKDOWN_BOUNDARY = _BOUNDARY + "*_`[]\\~"
# Emphasis that begins after white space, and ends before it.
_STARS_BEFORE = late_pattern(r"(?:(?:^|[^*_~])|(?:^|\s)[*_~]+)\Z", re.DOTALL)
_STARS_AFTER = late_pattern(r"(?![*_~])|[*_~]++(?:\s|\Z)")
_ABOUT_ENCODINGS = late_pattern(
    r"mojibake|utf-?8|\bcharset|character set|\b(?:latin|iso-8859)-?1\b|\bcp-?125\d|windows-125\d|乱码|亂碼"
    r"|文字化け|кракозябр|zeichenkodierung|zeichensatz",
    re.IGNORECASE,
)
_AROUND = 200
"""Code points to each side in which words are looked for that say that the text is about encodings."""
_WIDEST = 400


class Mojibake(TextRule):
    """Text that was decoded in the wrong encoding.

    ## What it finds
    UTF-8 that was read as Windows-1252, Latin-1 or one of their relatives: `cafÃ©`, `wonâ€™t`, `Ð¿Ñ€Ð¸Ð²ÐµÑ‚`.

    ## Why it matters
    Nobody can read it, and no search finds it.

    ## Fix safety
    Unsafe: it can be an article about encodings. Where the title, or words near the place, speak of mojibake, UTF-8,
    Latin-1 and the like, nothing is reported. Else review the findings, then use `--unsafe-fixes`, or name the rule in
    `extend-safe-fixes`. The encoding alone is repaired, by ftfy's `fix_encoding`; quotation
    marks, ligatures and widths stay as they are. What ftfy does not want to change is not reported.
    """

    code = "TXT007"
    name = "mojibake"
    stage = Stage.ENCODING
    # What the first bytes of UTF-8 look like in these encodings: C2, C3, E2 80, C4, C5, CE, D0, D1, E5, E6.
    literals = ("\u00c2", "\u00c3", "\u00e2\u20ac", "\u00e2\u0080", "\u00d0", "\u00d1", "\u00ce", "\u00c5")
    pattern = late_pattern("(?:[\u00c2\u00c3\u00c5\u00ce\u00d0\u00d1]|\u00e2[\u20ac\u0080])[^\\s<>&\\x00]++")
    pattern_in_markdown = late_pattern(
        "(?:[\u00c2\u00c3\u00c5\u00ce\u00d0\u00d1]|\u00e2[\u20ac\u0080])[^\\s<>&\\x00*_`\\[\\]\\\\~]++"
    )

    GOOD = (
        Good("<p>caf\u00e9, SÃO PAULO, Âge, Île, Ñandú</p>"),
        Good("<p>La lettre Ã est portugaise.</p>"),
        Good("<p>An é becomes Ã© where UTF-8 is read as Latin-1.</p>", note="about encodings"),
        Good("---\ntitle: What is mojibake?\n---\n<p>Readers see Ã© and â€™ then.</p>", note="about encodings"),
        Good("<pre>cafÃ©</pre>", note="code"),
        Good("<p>“Ｗide”, ﬁne, 1½ …</p>", note="quotation marks, widths and ligatures are no mistake"),
        Good("<p>–0RÎ§h\x164º</p>", note="not text either"),
        Good("<p>ˆ„Q¥M+£¾ú³RÍßn/‚4i05ÜOt%Ü%‘žCÑX„i}QLuZ´</p>", note="not text in any encoding"),
    )
    BAD = (
        Bad("<p>Un cafÃ© au lait</p>", unsafe="<p>Un café au lait</p>", at="Un cafÃ© au lait"),
        Bad("<p>It wonâ€™t <b>work</b> &amp; go</p>", unsafe="<p>It won’t <b>work</b> &amp; go</p>"),
        Bad("- *Un cafÃ© noir*\n", unsafe="- *Un café noir*\n", path="a.md"),
        Bad("- cafÃ© noir\n", unsafe="- café noir\n", path="a.md"),
        Bad("<p>cafÃ© &amp; thÃ©</p>", unsafe="<p>café &amp; thé</p>", count=2),
        Bad("<p>Ð¿Ñ€Ð¸Ð²ÐµÑ‚</p>", unsafe="<p>привет</p>"),
        Bad("<p>SchÃ¶n in MÃ¼nchen</p>", unsafe="<p>Schön in München</p>", note="one finding for one text"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        text = match.body.text
        boundary = _MARKDOWN_BOUNDARY if match.body.syntax is Syntax.MARKDOWN else _BOUNDARY
        start, end = match.start, match.end
        while start > match.body.start and text[start - 1] not in boundary and match.start - start < _WIDEST:
            start -= 1
        if self.pattern.search(text, start, match.start) is not None:
            return  # Reported with what stands before it.
        while end < match.body.end and text[end] not in boundary and end - match.end < _WIDEST:
            end += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        written = text[start:end]
        title = str(match.document.front_matter.value("title") or "")
        near = text[max(match.body.start, start - _AROUND) : min(match.body.end, end + _AROUND)]
        if _ABOUT_ENCODINGS.search(title) or _ABOUT_ENCODINGS.search(near):
            return  # It shows what such text looks like.
        import ftfy
        from ftfy.badness import is_bad

        repaired = ftfy.fix_encoding(written)
        if is_bad(repaired) or any(character < " " and not character.isspace() for character in repaired):
            return  # No text at all, such as the bytes of a picture.
        if repaired == written or "\ufffd" in repaired or any(mark in repaired for mark in boundary):
            return
        fix = None
        if match.body.syntax is not Syntax.MARKDOWN or _is_plain(match, start, end):
            first, last = _difference(written, repaired)
            before, after = written[first : len(written) - last], repaired[first : len(repaired) - last]
            fix = Fix(Edit(start + first, end - last, after), Safety.UNSAFE, [Change(Aspect.TEXT, before, after)])
        yield self.finding(f"read in the wrong encoding; it says {_short(repaired)}", start, end, fix)


def _difference(written: str, repaired: str) -> tuple[int, int]:
    """Return how many characters at the beginning and at the end are the same, in whole words."""
    shorter = min(len(written), len(repaired))
    first = next((index for index in range(shorter) if written[index] != repaired[index]), shorter)
    while first and not written[first - 1].isspace():
        first -= 1
    last = next((index for index in range(shorter - first) if written[-1 - index] != repaired[-1 - index]), 0)
    while last and not written[-last].isspace():
        last -= 1
    return first, last


def _is_plain(match: TextMatch, start: int, end: int) -> bool:
    """Return whether Markdown reads the same around ``text[start:end]``, whatever letters stand there."""
    text = match.body.text
    before, after = _STARS_BEFORE.search(text[max(0, start - 8) : start]), _STARS_AFTER.match(text, end)
    return before is not None and after is not None and not in_address(match, start)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "\u2026"
