from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.html import WHITESPACE
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import Listings, in_label, opens_markup, touches_markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_SEPARATORS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"


class ControlChar(TextRule):
    """Control characters in the text.

    ## What it finds
    C0 and C1 control characters, DELETE, NEXT LINE, the line and paragraph separators, and references
    to C1 (`&#150;`), which browsers read as Windows-1252 (HTML Standard, 13.2.5.80).

    ## Why it matters
    XML parsers and feeds refuse a file that holds one. YAML and JavaScript take some for line ends.

    ## Fix safety
    Safe: a reference becomes the character that browsers show for it, a separator a space (nothing,
    where white space stands beside it), and any other control character goes, because nothing shows it. A raw C1
    character is read as Windows-1252 only by an unsafe fix, because that is a guess. In the listing of a shortcode
    (`[php]…[/php]`) they are only reported: a backspace there is all that is left of `\\b`. In code (`<pre>`,
    `[code]…[/code]`) they are left alone.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "TXT002"
    name = "control-char"
    stage = Stage.TEXT
    literals = (
        *(chr(number) for number in (*range(9), 11, *range(14, 32), *range(127, 160), 0x2028, 0x2029)),
        "&#1",
        "&#x8",
        "&#x9",
        "&#X8",
        "&#X9",
    )
    uses_knowledge = True
    reads = ("shortcode-residue",)
    pattern = late_pattern(
        "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f\u2028\u2029]|&#(?:1[2-5][0-9]|[xX][89][0-9a-fA-F]);"
    )

    GOOD = (
        Good("<p>A\tB\nC</p>", note="tab and line end"),
        Good("<p>&#160;&#169;&#10;</p>", note="other references"),
        Good("<pre>a\x1b[0m</pre>", note="code"),
        Good("<p>&#129;</p>", note="no character in Windows-1252"),
    )
    BAD = (
        Bad("<p>a&#150;b &#x93;c&#148;</p>", "<p>a\u2013b \u201cc\u201d</p>", count=3, at="&#150;"),
        Bad("a &#150; b\n", "a \u2013 b\n", path="a.md"),
        Bad("<p>a\x08b</p>", "<p>ab</p>"),
        Bad("<p>a\u2028b</p>", "<p>a b</p>"),
        Bad("<p>a \u2028b</p>", "<p>a b</p>"),
        Bad("<p><\x08b</p>", note="a tag would begin"),
        Bad('<p>[php]preg_match("/\x08a\x08|b/")[/php]</p>', count=2, note="what is left of an escape in code"),
        Bad("[code]\n\x89PNG \x1a\n[/code] a\x08b\n", "[code]\n\x89PNG \x1a\n[/code] ab\n", path="a.md", note="code"),
        Bad("<p>[php] a\x08b</p>", "<p>[php] ab</p>", note="no listing"),
        Bad("\x08- a\n", path="a.md", note="a list would begin"),
        Bad("![a\x08b](c.png) [d\x08e]\n\n[d\x08e]: /f\n", path="a.md", count=3, note="a picture's text, and labels"),
        Bad("[a\x08b](/c)\n", "[ab](/c)\n", path="a.md"),
        Bad("<p>a\x96b</p>", unsafe="<p>a\u2013b</p>", note="a guess"),
    )

    def prepare(self) -> None:
        entries = self.knowledge.of("shortcode-residue")
        self._listings = Listings(name for entry in entries if entry.get("holds") == "code" for name in entry["name"])

    def check(self, match: TextMatch) -> Iterator[Finding]:
        body, found = match.body, match.text
        start, end = match.start, match.end
        if found[0] == "&":
            number = int(found[3:-1], 16) if found[2] in "xX" else int(found[2:-1])
            character = _windows_1252(number)
            if character is None:
                return
            if body.syntax is Syntax.MARKDOWN and body.text[max(start - 1, 0) : start] == "\\":
                return  # Escaped: a reader sees the reference itself.
            # Markdown readers show U+FFFD for it (CommonMark, 2.5, has no exception as HTML has).
            changes = [Change(Aspect.TEXT, was, character) for was in (chr(number), "\ufffd")]
            yield self.finding(
                f"{found} is no character; browsers show {character}",
                start,
                end,
                Fix(Edit(start, end, character), changes=changes),
            )
            return
        message = f"control character U+{ord(found):04X}"
        before, after = body.text[max(start - 1, body.start) : start], body.text[end : min(end + 1, body.end)]
        if (
            opens_markup(match, before, after)
            or (body.syntax is Syntax.MARKDOWN and (touches_markdown(match, before, after) or in_label(match)))
            or after == "\ufeff"
            or self._listings.hold(match)
        ):
            yield self.finding(message, start, end)  # What is around it would be read in another way.
            return
        if found in _SEPARATORS:
            beside = body.text[start - 1 : start] + body.text[end : end + 1]
            replacement = "" if any(one in WHITESPACE + "<>" for one in beside) else " "
            fix = Fix(Edit(start, end, replacement), changes=[Change(Aspect.TEXT, found, replacement)])
        elif "\x80" <= found <= "\x9f":
            character = _windows_1252(ord(found))
            fix = Fix(Edit(start, end, character or ""), Safety.UNSAFE, [Change(Aspect.TEXT, found, character or "")])
        else:
            # An HTML parser reads NUL as U+FFFD, or drops it.
            fix = Fix(Edit(start, end), changes=[Change(Aspect.TEXT, found), Change(Aspect.TEXT, "\ufffd")])
        yield self.finding(message, start, end, fix)


def _windows_1252(number: int) -> str | None:
    try:
        return bytes((number,)).decode("cp1252") if 128 <= number <= 159 else None
    except UnicodeDecodeError:
        return None
