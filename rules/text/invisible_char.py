from __future__ import annotations

from html import unescape

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import in_label, opens_markup, touches_markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_NAMES = {
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    "\u00ad": "soft hyphen",
}
# Scripts without spaces between words: a zero-width space is where a line may break.
_UNSPACED = ("\u0e00-\u0eff", "\u1000-\u109f", "\u1780-\u17ff", "\u1950-\u19df", "\u1a20-\u1aaf")
# Where joiners do nothing: Latin, Greek, Cyrillic, CJK, punctuation.
_JOINERS_IDLE = ("\x00-\u058f", "\u2010-\u2027", "\u3000-\u9fff", "\uac00-\ud7af", "\uff00-\uffef")
_TAG_CHARACTERS = "\U000e0001-\U000e007f"


class InvisibleChar(TextRule):
    """Characters that nobody sees.

    ## What it finds
    Zero-width spaces, byte order marks in the text, word joiners, soft hyphens, tag characters, and
    joiners between letters that do not join.

    ## Why it matters
    A word with one inside is not found by a search, and is another word to every program.

    ## Fix safety
    Safe: what is visible stays. Kept are joiners in emoji and in scripts that need them (Arabic, Persian,
    the scripts of India), zero-width spaces in scripts without spaces (Thai, Khmer, Lao, Burmese), the ones that keep
    a template from running (`{`, zero-width space, `%`) or Markdown from seeing emphasis, and all marks of
    direction. Soft hyphens that are written `&shy;` stay, because somebody wrote them.
    """

    code = "TXT001"
    name = "invisible-char"
    stage = Stage.TEXT
    literals = (
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2060",
        "\u200d",
        "\u200c",
        "&#8203;",
        "&#x200b;",
        "&#x200B;",
        "&#65279;",
        "\U000e007f",
    )
    pattern = late_pattern(
        f"(?:[\u200b\u200c\u200d\u2060\ufeff\u00ad{_TAG_CHARACTERS}]++"
        "|&#(?:8203|65279|[xX]200[bB]|[xX][fF][eE][fF][fF]);)++"
    )

    GOOD = (
        Good("<p>\U0001f468\u200d\U0001f469\u200d\U0001f467</p>", note="a family in emoji"),
        Good("<p>\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645</p>", note="Persian"),
        Good("<p>\u0915\u094d\u200d\u0937</p>", note="Devanagari"),
        Good("<p>\u0e2a\u0e27\u0e31\u200b\u0e2a\u0e14\u0e35</p>", note="Thai words"),
        Good("<p>{\u200b{ x }\u200b} {\u200b% y %\u200b}</p>", note="template guards"),
        Good("a_\u200b_b *\u200b*\n", path="a.md", note="Markdown guards"),
        Good("\u200b# A\n\n1\u200b. B\n\n-\u200b-\u200b-\n\n:\u200bsmile:\n", path="a.md", note="Markdown guards"),
        Good("- a\n\n\u200b\n\n- b\n", path="a.md", note="keeps two lists apart"),
        Good("[a](/b\u200bc) <https://a.example/\u200bb>\n\n[d]: /e\u200bf\n", path="a.md", note="addresses"),
        Good(
            "![po\u00adsition](a.png) [ad\u200bvance][c\u200bd]\n\n[c\u200bd]: /c\n",
            path="a.md",
            note="not in the text",
        ),
        Good("<p><\u200bb> &\u200bamp; &am\u200bp;</p>", note="guards of markup"),
        Good("<p>@\u200bann</p>", note="keeps a mention from being one"),
        Good("<p>\u200eA\u200f</p>", note="marks of direction"),
        Good("<p>Donau&shy;dampf</p>", note="written on purpose"),
        Good("<p>\U0001f3f4\U000e0067\U000e0062\U000e007f</p>", note="a flag in emoji"),
        Good("<pre>a\u200bb</pre>", note="code"),
        Good("<a title='a\u200bb'>A</a>", note="not in the text"),
    )
    BAD = (
        Bad("<p>ad\u200bvance</p>", "<p>advance</p>", at="\u200b"),
        Bad("<p>A\ufeff\u200b\u2060 B&#8203;\u00ad</p>", "<p>A B</p>", count=2),
        Bad("<p>po\u00adsi\u00adtion</p>", "<p>position</p>", count=2),
        Bad("<p>\u4e2d\u200d\u6587 a\u200cb</p>", "<p>\u4e2d\u6587 ab</p>", count=2, note="nothing to join"),
        Bad("a\u200bb\n", "ab\n", path="a.md"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        body, found = match.body, match.text
        if "&" in found:
            found = unescape(found)
        before = body.text[max(match.start - 1, body.start) : match.start]
        after = body.text[match.end : min(match.end + 1, body.end)]
        if not all(self._idle(character, before, after) for character in found):
            return
        if opens_markup(match, before, after) or before == "@":
            return  # A tag, a template, a reference to a character or a mention would begin.
        if body.syntax is Syntax.MARKDOWN and (touches_markdown(match, before, after) or in_label(match)):
            return  # It keeps Markdown from seeing something else, or is part of an address.
        name = _NAMES.get(found[0], "tag character")
        yield self.finding(
            f"invisible {name} (U+{ord(found[0]):04X})",
            match.start,
            match.end,
            Fix(Edit(match.start, match.end), changes=[Change(Aspect.TEXT, found)]),
        )

    def _idle(self, character: str, before: str, after: str) -> bool:
        if character in "\u200c\u200d":
            return all(not beside or _is_in(_JOINERS_IDLE, beside) for beside in (before, after))
        if character == "\u200b":
            return not (_is_in(_UNSPACED, before) or _is_in(_UNSPACED, after))
        if character >= "\U000e0001":
            return not before >= "\U0001f000"
        return True


def _is_in(ranges: tuple[str, ...], character: str) -> bool:
    # No pattern: a class with ranges like these takes milliseconds to compile.
    return any(span[0] <= character <= span[-1] for span in ranges)
