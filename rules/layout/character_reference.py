from __future__ import annotations

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

# What has a meaning of its own in HTML or in a template language (Hexo and Jekyll read braces).
_PROTECTED = frozenset("<>&{}%")
_DELIMITERS = ("*", "_", "~")


class CharacterReference(TextRule):
    """References where the character itself would do.

    ## What it finds
    `&hellip;`, `&#8220;`, `&eacute;` and the like in the text of the article.

    ## Why it matters
    Text full of references cannot be searched, and is unreadable in a change.

    ## Fix safety
    Safe: the reader sees the same character. Kept are `&lt;` `&gt;` `&amp;`, the references that
    keep braces from being template syntax (`&#123;` `&#125;` `&#37;`), spaces other than the common one
    and everything invisible (`&nbsp;`, `&shy;`, `&zwj;` …), combining marks, and in Markdown all ASCII
    punctuation, and letters and signs beside a star, an underscore or a tilde, which would begin or end no emphasis
    then.
    """

    code = "LAY011"
    name = "character-reference"
    stage = Stage.LAYOUT
    literals = ("&",)
    pattern = late_pattern(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[a-zA-Z][a-zA-Z0-9]{1,31});")

    GOOD = (
        Good("<p>a &lt; b &gt; c &amp; d&nbsp;e</p>\n"),
        Good("<p>&#123;&#123; x &#125;&#125; 5&#37;</p>\n", note="template braces"),
        Good("<p>&shy;&zwj;&lrm;&#8203;&ensp;</p>\n", note="invisible"),
        Good("<p>&amp;hellip; &amp;amp;lt;</p>\n", note="text about references"),
        Good("<p>&#150; &#0; &#xD800;</p>\n", note="not characters: another rule's"),
        Good("<p>AT&T; &bogus; &copy 2020</p>\n", note="not references"),
        Good("<pre>&quot;&hellip;</pre>\n", note="code"),
        Good("&#42;a&#42; &quot;\n", path="a.md", note="Markdown would read the star"),
        Good("<p>e&#769;</p>\n", note="a combining mark"),
        Good('&eacute;_a_ _a_&eacute; **"a"**&uuml;\n', path="a.md", note="é_a_ is no emphasis"),
        Good("<p>&&#97;mp;</p>\n", note="it would make a new reference"),
        Good("<p>&#x10FFFF;&#xFFFE;</p>\n", note="no characters"),
    )
    BAD = (
        Bad("<p>A&hellip;</p>\n", "<p>A…</p>\n", at="&hellip;"),
        Bad("<p>&ldquo;A&#8221; &#x2014; &quot;b&quot;</p>\n", '<p>“A” — "b"</p>\n', count=5),
        Bad("caf&eacute; &mdash; b\n", "café — b\n", path="a.md", count=2),
        Bad("*&ldquo;a&rdquo;*\n", "*“a”*\n", path="a.md", count=2, note="punctuation in either form"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        from html import unescape
        from unicodedata import category

        written = match.text
        character = unescape(written)
        if not character or character == written or character[0] in _PROTECTED or "\ufffd" in character:
            return
        kind = category(character[0])
        if kind[0] in "CMZ" or len(character) > 1 or (written[1] == "#" and _is_no_character(written)):
            return
        body = match.body
        if body.syntax is Syntax.MARKDOWN and character.isascii() and not character.isalnum():
            return
        if (
            body.syntax is Syntax.MARKDOWN
            and kind[0] != "P"
            and _is_beside_delimiter(body.text, match.start, match.end)
        ):
            return
        before = body.text.rfind("&", max(match.start - 33, match.piece_start), match.start)
        if before >= 0 and character.isascii() and _could_be_reference(body.text[before + 1 : match.start]):
            return
        yield self.finding(
            f"{written} stands for {character}", match.start, match.end, Fix(Edit(match.start, match.end, character))
        )


def _is_no_character(written: str) -> bool:
    """Numbers from 128 to 159 are read as Windows-1252 by browsers, against what they say."""
    digits = written[2:-1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return 128 <= number <= 159


def _is_beside_delimiter(text: str, start: int, end: int) -> bool:
    """Return whether Markdown could read the mark beside the reference otherwise without ``&`` and ``;``."""
    return text[start - 1 : start] in _DELIMITERS or text[end : end + 1] in _DELIMITERS


def _could_be_reference(between: str) -> bool:
    return all(character.isalnum() or character == "#" for character in between)
