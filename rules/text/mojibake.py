from __future__ import annotations

import re

from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch

_BOUNDARY = "<>\n\r"
_WIDEST = 400


class Mojibake(TextRule):
    """Text that was decoded in the wrong encoding.

    ## What it finds
    UTF-8 that was read as Windows-1252, Latin-1 or one of their relatives: `cafÃ©`, `wonâ€™t`, `Ð¿Ñ€Ð¸Ð²ÐµÑ‚`.

    ## Why it matters
    Nobody can read it, and no search finds it.

    ## Fix safety
    Unsafe: it can be an article about encodings. The encoding alone is repaired, by ftfy's `fix_encoding`; quotation
    marks, ligatures and widths stay as they are. What ftfy does not want to change is not reported.
    """

    code = "TXT007"
    name = "mojibake"
    stage = Stage.ENCODING
    # What the first bytes of UTF-8 look like in these encodings: C2, C3, E2 80, C4, C5, CE, D0, D1, E5, E6.
    literals = ("\u00c2", "\u00c3", "\u00e2\u20ac", "\u00e2\u0080", "\u00d0", "\u00d1", "\u00ce", "\u00c5")
    pattern = re.compile("(?:[\u00c2\u00c3\u00c5\u00ce\u00d0\u00d1]|\u00e2[\u20ac\u0080])[^\\s<>]++")

    GOOD = (
        Good("<p>caf\u00e9, SÃO PAULO, Âge, Île, Ñandú</p>"),
        Good("<p>La lettre Ã est portugaise.</p>"),
        Good("<pre>cafÃ©</pre>", note="code"),
        Good("<p>ˆ„Q¥M+£¾ú³RÍßn/‚4i05ÜOt%Ü%‘žCÑX„i}QLuZ´</p>", note="not text in any encoding"),
    )
    BAD = (
        Bad("<p>Un cafÃ© au lait</p>", unsafe="<p>Un café au lait</p>", at="Un cafÃ© au lait"),
        Bad("<p>It wonâ€™t <b>work</b> &amp; go</p>", unsafe="<p>It won’t <b>work</b> &amp; go</p>"),
        Bad("<p>Ð¿Ñ€Ð¸Ð²ÐµÑ‚</p>", unsafe="<p>привет</p>"),
        Bad("<p>SchÃ¶n in MÃ¼nchen</p>", unsafe="<p>Schön in München</p>", note="one finding for one text"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        text = match.body.text
        start, end = match.start, match.end
        while start > match.body.start and text[start - 1] not in _BOUNDARY and match.start - start < _WIDEST:
            start -= 1
        if self.pattern.search(text, start, match.start) is not None:
            return  # Reported with what stands before it.
        while end < match.body.end and text[end] not in _BOUNDARY and end - match.end < _WIDEST:
            end += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        written = text[start:end]
        import ftfy
        from ftfy.badness import is_bad

        repaired = ftfy.fix_encoding(written)
        if is_bad(repaired):
            return  # No text at all, such as the bytes of a picture.
        if repaired == written or "\ufffd" in repaired or any(mark in repaired for mark in _BOUNDARY):
            return
        fix = Fix(Edit(start, end, repaired), Safety.UNSAFE, [Change(Aspect.TEXT, written, repaired)])
        yield self.finding(f"read in the wrong encoding; it says {_short(repaired)}", start, end, fix)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "\u2026"
