from __future__ import annotations

import re
from bisect import bisect_left
from html import unescape

from newslint.document.body import BLOCK_ELEMENTS, Syntax
from newslint.document.html import WHITESPACE
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.document.document import Document

_NAMED = (
    "(?:nbsp|quot|apos|hellip|[lr]squo|[lr]dquo|[lr]aquo|[mn]dash|bull|middot|copy|reg|trade|euro"
    "|[aeiouAEIOU](?:acute|grave|circ|uml)|[nao]tilde|ccedil|szlig|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
_REFERENCE = f"&amp;(?:(?:amp;)++(?:{_NAMED})?+|{_NAMED})"
# Markup without attributes that nobody is harmed by, written as text.
_NAMES = "p|br|strong|em|b|i|u|li|ul|ol|blockquote|h[1-6]|hr"
_TAG = late_pattern(rf"(?:&lt;|<)(?P<slash>/?)(?P<name>{_NAMES})(?:\s?/)?(?:&gt;|>)", re.IGNORECASE)
_NAMING = frozenset(("em", "i", "b", "strong", "q", "kbd", "samp", "tt", "var"))
_SPACES = late_pattern(f"[{WHITESPACE}]++")
_ABOUT_MARKUP = late_pattern(
    r"\b(?:x?html|xml|markup|tags?|entit(?:y|ies)|escap\w+|encod\w+|unicode|markdown|template|charset|utf-?8|ascii)\b"
    r"|标签|标记|转义|实体|编码|標籤|跳脫|編碼|タグ|エスケープ|文字参照|balise|etiqueta|тег|сущност|кодировк",
    re.IGNORECASE,
)
_AROUND = 400
"""Code points to each side in which words are looked for that say that the text is about markup."""
_MARKDOWN_SPECIAL = "*_`[]<>\\#~|"


class DoubleEscape(TextRule):
    """Text that was escaped twice.

    ## What it finds
    - References that a reader sees as such: `&amp;nbsp;`, `&amp;quot;`, `&amp;#8217;`.
    - Whole paragraphs that are shown with their tags: `&lt;p&gt;…&lt;/p&gt;` as the whole text of a block.

    ## Why it matters
    The page says `caf&eacute;` or `<p>The ferry</p>` where it should say what these stand for.

    ## Fix safety
    Unsafe: nothing but the sense says that the text is not about markup. What is left is escaped once; tags are only
    made of simple ones without attributes. Where the title, or words near the place, speak of markup, tags, entities
    or encodings, nothing is reported; nor is anything in code, where such text is as it should be. Review the
    findings, then use `--unsafe-fixes`, or name the rule in `extend-safe-fixes`.
    """

    code = "TXT010"
    name = "double-escape"
    stage = Stage.ENCODING
    literals = ("&amp;", "&lt;p&gt;", "&lt;P&gt;", "&lt;div&gt;")
    pattern = late_pattern(_REFERENCE + r"|&lt;(?:p|div)&gt;[^<>]*+", re.IGNORECASE)

    GOOD = (
        Good("<p>Smith &amp; Co; AT&amp;T; R&amp;D</p>", note="names"),
        Good("<p>a &amp;lt; b, x &amp;gt; y</p>", note="an angle bracket may be meant as a reference"),
        Good("<p>In HTML a space that does not break is written &amp;nbsp; in the text.</p>", note="about markup"),
        Good("---\ntitle: Escaping\n---\n<p>Write &amp;eacute; there.</p>", note="about markup"),
        Good("<pre>&amp;nbsp; &lt;p&gt;A&lt;/p&gt;</pre><p>B</p>", note="code"),
        Good("<p>The &lt;p&gt; and &lt;/p&gt; begin and end a paragraph.</p>", note="tags in a sentence"),
        Good('<p>The key is what follows "<em>&amp;amp;</em>" there.</p>', note="what the text is about"),
        Good("a `&amp;nbsp;` b\n", path="a.md", note="code"),
        Good('<a href="/?a=1&amp;copy;=2">A</a>', note="an address"),
        Good("<p>&amp;unknown; &amp;c.</p>", note="no reference"),
    )
    BAD = (
        Bad(
            "<p>caf&amp;eacute; noir&amp;nbsp;!</p>",
            unsafe="<p>caf&eacute; noir&nbsp;!</p>",
            count=2,
            at="&amp;eacute;",
        ),
        Bad("<p>It isn&amp;amp;#8217;t late.</p>", unsafe="<p>It isn&#8217;t late.</p>"),
        Bad("<p>Tom &amp;amp; Ann</p>", unsafe="<p>Tom &amp; Ann</p>"),
        Bad(
            "<div>&lt;p&gt;The &lt;b&gt;ferry&lt;/b&gt; came late.&lt;/p&gt;</div>",
            unsafe="<div><p>The <b>ferry</b> came late.</p></div>",
        ),
        Bad(
            "<div>&lt;p&gt;The &lt;script&gt;x&lt;/script&gt; came.&lt;/p&gt;</div>",
            note="other tags: reported alone",
        ),
        Bad("A &amp;quot;B&amp;quot;\n", unsafe="A &quot;B&quot;\n", count=2, path="a.md"),
    )

    def prepare(self) -> None:
        self._document: Document | None = None
        self._words: list[int] = []

    def check(self, match: TextMatch) -> Iterator[Finding]:
        if self._speaks_of_markup(match) or self._is_quoted(match):
            return
        if match.text[1] in "aA":
            yield self._reference(match)
        else:
            yield from self._markup(match)

    def _speaks_of_markup(self, match: TextMatch) -> bool:
        body, document = match.body, match.document
        if self._document is not document:
            # Once for all matches in one file.
            self._document = document
            title = str(document.front_matter.value("title") or "")
            self._words = [word.start() for word in _ABOUT_MARKUP.finditer(document.text, body.start, body.end)]
            if _ABOUT_MARKUP.search(title):
                self._words = list(range(body.start, body.end, _AROUND))
        place = bisect_left(self._words, match.start - _AROUND)
        return place < len(self._words) and self._words[place] <= match.end + _AROUND

    @staticmethod
    def _is_quoted(match: TextMatch) -> bool:
        """Return whether the text is about the reference: it stands alone in an inline element that names things."""
        body = match.body
        if body.pieces[match.piece].strip() != match.text or "nbsp" in match.text:
            return False
        return any(
            0 <= beside < len(body.markups) and body.markups[beside].name in _NAMING
            for beside in (match.previous, match.next)
        )

    def _reference(self, match: TextMatch) -> Finding:
        written = match.text
        rest = written.removeprefix("&amp;")
        while rest.startswith("amp;"):
            rest = rest.removeprefix("amp;")
        replacement = f"&{rest}" if rest else "&amp;"
        shown, meant = unescape(written), unescape(replacement)
        fix = None
        in_markdown = match.body.syntax is Syntax.MARKDOWN
        escaped = match.body.text[match.start - 1 : match.start] == "\\"
        if not in_markdown or (meant not in _MARKDOWN_SPECIAL and not escaped):
            fix = Fix(Edit(match.start, match.end, replacement), Safety.UNSAFE, [Change(Aspect.TEXT, shown, meant)])
        return self.finding(f"escaped twice: a reader sees {shown}", match.start, match.end, fix)

    def _markup(self, match: TextMatch) -> Iterator[Finding]:
        body, text = match.body, match.body.text
        start, end = match.piece_start, match.piece_end
        while start < end and text[start] in WHITESPACE:
            start += 1
        while end > start and text[end - 1] in WHITESPACE:
            end -= 1
        written = text[start:end]
        if match.start != start or not re.search(r"&lt;/(?:p|div)&gt;$", written, re.IGNORECASE):
            return
        fix = None
        replacement = _TAG.sub(lambda tag: unescape(tag[0]), written)
        if "&lt;" not in replacement and body.syntax is Syntax.HTML and _balanced(replacement) and _in_division(match):
            plain = unescape(written)
            inner = _SPACES.sub(" ", _TAG.sub(" ", plain)).strip(" ")
            changes = [Change(Aspect.TEXT, plain, inner), Change(Aspect.EMPHASIS, "", inner)]
            fix = Fix(Edit(start, end, replacement), Safety.UNSAFE, changes)
        yield self.finding("escaped twice: a reader sees the tags", start, end, fix)


def _balanced(markup: str) -> bool:
    """Return whether each tag in *markup* has its other half, in the right order."""
    open_ones: list[str] = []
    for tag in _TAG.finditer(markup):
        name = tag["name"].lower()
        if name in ("br", "hr"):
            continue
        if not tag["slash"]:
            open_ones.append(name)
        elif not open_ones or open_ones.pop() != name:
            return False
    return not open_ones


def _in_division(match: TextMatch) -> bool:
    """Return whether the text stands in an element that can hold paragraphs, or in none."""
    body = match.body
    for beside in (match.previous, match.next):
        if 0 <= beside < len(body.markups) and (
            body.markups[beside].name not in BLOCK_ELEMENTS or body.partner[beside] < 0
        ):
            return False
    if match.next >= len(body.markups):
        return True
    partner = body.partner[match.next]
    around = partner if 0 <= partner < match.next else body.parent[match.next]
    return around < 0 or body.markups[around].name in ("div", "section", "article", "main", "blockquote", "td", "body")
