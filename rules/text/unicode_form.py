from __future__ import annotations

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import in_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch

# The marks that letters of Latin, Greek, Cyrillic and kana compose with.
_MARKS = "\u0300-\u034e\u0350-\u036f\u3099\u309a"
_WORD_ENDS = late_pattern(r"[\s<>]")
_ADDRESS = late_pattern(r"[/\\@=%_]|\]\(|\]:|\w\.\w")
_REACH = 200
"""Code points to each side in which the ends of a word are looked for."""


class UnicodeForm(TextRule):
    """Letters that are written in two parts.

    ## What it finds
    Letters with a mark of their own behind them, where Unicode has one character for both (`e` with U+0301 for `é`,
    `й`, kana with a voiced mark, Hangul in its parts): the decomposed form, NFD, in which one operating system
    keeps the names of files, and from where it comes into texts by copying.

    ## Why it matters
    The word looks the same and is not found: neither by a search, nor by a spell checker, nor as the same tag.

    ## Fix safety
    Safe: the two forms are the same text by Unicode's own rules (canonical equivalence), and the composed one is what
    the Web asks for. Only such words change, never the rest of the text, and never to a compatibility form (NFKC),
    which would turn `，` into `,` and `ﬁ` into `fi`. Marks that no letter composes with (stress in Russian) stay,
    and so do addresses, paths and names of files, which may be written in this form on the disk, and code.
    """

    code = "TXT011"
    name = "unicode-form"
    stage = Stage.ENCODING
    literals = (
        *"\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u3099\u309a",
        *(chr(number) for number in range(0x1161, 0x1176)),
    )
    pattern = late_pattern(
        f"[^\\W\\d_][{_MARKS}]++(?:[^\\W\\d_]++|[{_MARKS}])*+|[\u1100-\u1112][\u1161-\u1175][\u1100-\u11c2]*+"
    )

    GOOD = (
        Good("<p>caf\u00e9 \u0439 \u304c \ud55c\uae00</p>", note="composed"),
        Good("<p>\u0437\u0430\u0301\u043c\u043e\u043a</p>", note="stress in Russian: nothing to compose"),
        Good("<p>\uff0c\uff01 \ufb01 \u2460 \uff21</p>", note="compatibility characters"),
        Good("<p>\uf900 \u2126</p>", note="single characters that NFC would change"),
        Good("<p>\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd</p>", note="points in Hebrew"),
        Good("<pre>cafe\u0301</pre>", note="code"),
        Good('<p><a href="/cafe\u0301.html">A</a></p>', note="an address"),
        Good("<p>img/cafe\u0301.jpg and cafe\u0301.jpg</p>", note="names of files"),
        Good("![a](/img/cafe\u0301.jpg) <https://a.example/cafe\u0301>\n\n[b]: cafe\u0301.html\n", path="a.md"),
        Good("![cafe\u0301 noir](a.png)\n", path="a.md", note="not in the text"),
    )
    BAD = (
        Bad("<p>Le cafe\u0301 noir</p>", "<p>Le caf\u00e9 noir</p>", at="e\u0301"),
        Bad("<p>pre\u0301sentation pre\u0301cise\u0301e</p>", "<p>pr\u00e9sentation pr\u00e9cis\u00e9e</p>", count=2),
        Bad("<p>\u0438\u0306 \u304b\u3099</p>", "<p>\u0439 \u304c</p>", count=2),
        Bad("<p>\u1112\u1161\u11ab\u1100\u1173\u11af</p>", "<p>\ud55c\uae00</p>", note="Hangul"),
        Bad("Dimitri Ko\u0308nig, (Bouc\u0327as).\n", "Dimitri K\u00f6nig, (Bou\u00e7as).\n", path="a.md", count=2),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        from unicodedata import normalize

        written = match.text
        composed = normalize("NFC", written)
        if composed == written or normalize("NFD", composed) != normalize("NFD", written):
            return
        text, body = match.body.text, match.body
        before = text[max(body.start, match.start - _REACH) : match.start]
        after = text[match.end : min(body.end, match.end + _REACH)]
        start = max((found.end() for found in _WORD_ENDS.finditer(before)), default=0)
        end = _WORD_ENDS.search(after)
        word = before[start:] + "a" + (after[: end.start()] if end else after)
        if _ADDRESS.search(word):
            return
        if body.syntax is Syntax.MARKDOWN and before[:start].rstrip(" \t").endswith("]:"):
            return  # The address of a link that is defined here.
        if body.syntax is Syntax.MARKDOWN and in_label(match):
            return
        changes = [Change(Aspect.TEXT, written, composed), Change(Aspect.EMPHASIS, written, composed)]
        fix = Fix(Edit(match.start, match.end, composed), changes=changes)
        yield self.finding("letters and their marks are written apart (NFD)", match.start, match.end, fix)
