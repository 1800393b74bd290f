from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch


class ReplacementChar(TextRule):
    """Characters that say that a character was lost.

    ## What it finds
    U+FFFD, which decoders write where the bytes made no sense; 锟斤拷, which is U+FFFD in UTF-8 read as GBK; and
    烫烫烫 and 屯屯屯, which are memory that was never written to.

    ## Why it matters
    The letter is gone. The longer ago the article was fetched, the harder it is to get it again.

    ## Fix safety
    Only reported: fetch the article again, in its own encoding.
    """

    code = "TXT005"
    name = "replacement-char"
    severity = Severity.ERROR
    stage = Stage.ENCODING
    literals = ("\ufffd", "\u951f\u65a4\u62f7", "\u70eb\u70eb\u70eb", "\u5c6f\u5c6f\u5c6f")
    pattern = late_pattern("\ufffd++|(?:\u951f\u65a4\u62f7)++|\u70eb{3,}+|\u5c6f{3,}+")

    GOOD = (
        Good("<p>caf\u00e9, 烫手</p>"),
        Good("<pre>\ufffd</pre>", note="shown on purpose"),
    )
    BAD = (
        Bad("<p>caf\ufffd</p>", at="\ufffd"),
        Bad("<p>锟斤拷锟斤拷 A</p><p>烫烫烫烫</p>", count=2),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        yield self.finding("characters were lost here when the text was decoded", match.start, match.end)
