from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Finding, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import SUMMARY_KEYS, TITLE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

_MARKUP = late_pattern(
    r"</?+[a-zA-Z][a-zA-Z0-9]*+(?:[\s/][^<>]*+)?>|&(?:#\d++|#[xX][0-9a-fA-F]++|[a-zA-Z][a-zA-Z0-9]*+);"
)
# Tags that show nothing themselves, if they have no class and no style.
_PAIRED = late_pattern(r"<(/?+)(span|p|div)\s*+>", re.IGNORECASE)
# Tags that are written out and of elements that a parser neither moves nor reads in another way: what is left without
# them is what bleach leaves, which takes a hundred times as long.
_ORDINARY = late_pattern(
    r"</?+(?:(?P<inline>a|abbr|audio|b|big|cite|code|del|em|embed|font|i|img|ins|kbd|mark|object|param|picture|q|s|small"
    r"|span|strike|strong|sub|sup|time|tt|u)|article|aside|blockquote|br|center|dl|dt|dd|div|figcaption|figure|footer"
    r"|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|source|ul|video)"
    r"(?:\s++[a-z_:][\w:.-]*+(?:\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++))?+)*+\s*+/?+>"
    r"|<!--(?!-?>)(?:[^-]++|-(?!-))*+-->",
    re.IGNORECASE,
)
_LONGEST = 20_000
_AMPERSAND = late_pattern(r"&(#[0-9]++;|#[xX][0-9a-fA-F]++;|[a-zA-Z][a-zA-Z0-9]*+;)?+")
_QUOTES = frozenset("\"'\u201c\u2018")
_PILE = late_pattern("[\"'\u201c\u2018]{2,}+[^\"'\u201c\u201d\u2018\u2019].*?[\"'\u201d\u2019]{2,}", re.DOTALL)
_BREAK = late_pattern(
    r"</?+(?:br|hr|p|div|pre|blockquote|[uod]l|li|d[td]|h[1-6]|table|caption|t[rhd]|section|figure|figcaption)"
    r"(?:[\s/][^<>]*+)?>",
    re.IGNORECASE,
)


class MetadataMarkup(FrontMatterRule):
    """HTML in a title or a description, or quotes upon quotes round it.

    ## What it finds
    Tags and character references in titles, descriptions, excerpts and summaries. Values in several layers of quotes
    (`title: '""A""'`), which programs leave behind that quote what is quoted already.

    ## Why it matters
    Templates escape these values, and then readers, search results and feeds see `&amp;amp;` and `<br />`.

    ## Fix safety
    Safe if no reader can tell the difference: references become the characters that they stand for, and `<p>`, `<div>`
    and `<span>` without attributes go, each with its end tag, round a single line. Unsafe where emphasis, a break
    between lines or paragraphs, a link, a picture or a tag that may be the subject of the sentence would go: some
    generators show an excerpt as it stands (bleach decides what text is left). Where the text would still look like
    markup afterwards it is only reported, and so are quotes, and values of more than 20,000 characters.
    """

    code = "MET012"
    name = "metadata-markup"
    stage = Stage.METADATA
    keys = (*TITLE_KEYS, *SUMMARY_KEYS)

    GOOD = (
        Good("---\ntitle: Fish & chips < 5 euros\n---\n"),
        Good("---\ntitle: A <- B -> C\n---\n"),
        Good("---\ndescription: '{{ page.excerpt }}'\n---\n"),
        Good('---\ntitle: \'"A" and "B"\'\ndescription: "\'tis the \\"pier\\""\n---\n', note="quoted words"),
        Good("---\nother: <b>A</b>\n---\n", note="a key of the theme"),
        Good("---\ntitle: R&D; sales\n---\n", note="no reference of that name"),
    )
    BAD = (
        Bad(
            "---\ntitle: Fish &amp; chips &#8211; a story\n---\n",
            "---\ntitle: Fish & chips \u2013 a story\n---\n",
            at="Fish &amp; chips &#8211; a story",
        ),
        Bad(
            "---\ndescription: <p>The <span>pier</span> is shut.</p>\n---\n",
            "---\ndescription: The pier is shut.\n---\n",
        ),
        Bad(
            "---\ndescription: The pier is 10&nbsp;m long.\n---\n",
            "---\ndescription: The pier is 10\u00a0m long.\n---\n",
            note="the number and its unit stay together",
        ),
        Bad(
            "---\ndescription: <p>The <b>pier</b> is shut.</p>\n---\n",
            unsafe="---\ndescription: The pier is shut.\n---\n",
            note="emphasis",
        ),
        Bad("---\nexcerpt: One<br />two\n---\n", unsafe="---\nexcerpt: One two\n---\n", note="two lines"),
        Bad(
            "---\nexcerpt: |\n  One &amp; two\n\n  Three\n---\n",
            unsafe="---\nexcerpt: One & two Three\n---\n",
            note="two paragraphs",
        ),
        Bad(
            "---\nexcerpt: See a.exe<div class='footer'>B</div>\n---\n",
            unsafe="---\nexcerpt: See a.exe B\n---\n",
            note="what blocks part stays parted",
        ),
        Bad(
            "---\nexcerpt: <table><tr><th>A</th><td>B</td></tr></table>\n---\n",
            unsafe="---\nexcerpt: A B\n---\n",
            note="cells too",
        ),
        Bad(
            "---\nexcerpt: See <a href='/x'>this</a>\n---\n",
            unsafe="---\nexcerpt: See this\n---\n",
            note="a link would be lost",
        ),
        Bad(
            "---\ntitle: How <video> works\n---\n",
            unsafe="---\ntitle: How works\n---\n",
            note="it may be what the title is about",
        ),
        Bad('---\ntitle: \'""A""\'\n---\n', note="which of the quotes are meant, nobody can tell"),
        Bad("---\ntitle: The &lt;b&gt; element\n---\n", note="without references it would be markup"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for key in self.keys:
            entry = front_matter.get(key)
            if entry is None or entry.node.kind != "scalar":
                continue
            text = entry.text
            if text[:1] in _QUOTES and _PILE.fullmatch(text.strip()):
                yield self.finding(f"{key} is in several layers of quotes", entry.node.start, entry.node.end)
            if ("<" not in text and "&" not in text) or "{{" in text or "{%" in text or not _holds_markup(text):
                continue
            node = entry.node
            # What is that long is the article itself, and no summary.
            plain, safety = _plain(text) if len(text) <= _LONGEST else ("", Safety.UNSAFE)
            fix = None
            if plain and not _holds_markup(plain) and node.style != "alias":
                changes = [Change(Aspect.METADATA, text, plain, key=key)]
                fix = Fix(front_matter.replace(node, plain), safety, changes)
            yield self.finding(f"{key} holds HTML", node.start, node.end, fix)


def _holds_markup(text: str) -> bool:
    from html import unescape

    return any(match[0][0] == "<" or unescape(match[0]) != match[0] for match in _MARKUP.finditer(text))


def _plain(text: str) -> tuple[str, Safety]:
    """Return *text* without its markup, and whether nothing but markup goes."""
    from html import unescape

    spaced = _BREAK.sub(lambda match: f"\n{match[0]}\n", text)
    open_tags: list[str] = []
    balanced = True
    for match in _PAIRED.finditer(spaced):
        if not match[1]:
            open_tags.append(match[2].lower())
        elif not open_tags or open_tags.pop() != match[2].lower():
            balanced = False
    rest = _PAIRED.sub("", spaced).strip()
    # A second line or paragraph would run into the first.
    single = "\n" not in rest and "\r" not in rest
    if balanced and single and not open_tags and not any(match[0][0] == "<" for match in _MARKUP.finditer(rest)):
        # A no-break space stays: it may hold a number and its unit.
        return " ".join(one for one in unescape(rest).strip().split(" ") if one), Safety.SAFE
    text = _AMPERSAND.sub(_reference, spaced)
    text = _ORDINARY.sub(lambda match: "" if match["inline"] or match[0][1] == "!" else " ", text)
    if "<" not in text:
        return " ".join(unescape(text).split()), Safety.UNSAFE
    import bleach

    return " ".join(unescape(bleach.clean(spaced, tags=set(), strip=True)).split()), Safety.UNSAFE


def _reference(match: re.Match[str]) -> str:
    """Return the reference as it stands, or the ampersand as a reference if it begins none."""
    from html.entities import html5

    name = match[1]
    return match[0] if name and (name[0] == "#" or name in html5) else "&amp;" + (name or "")
