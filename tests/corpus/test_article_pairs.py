"""What a good extractor keeps of a page, ``--fix`` keeps too: pairs of pages and articles, for those who have them.

Each piece of an expected article (a line of text or of code, a formula, a picture, a link) that a
parser finds in the page must be found in the fixed page as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load
from tests.shared_data import SHARED

PAIRS = SHARED / "suites" / "defuddle" / "tests"
PAGES = sorted((PAIRS / "fixtures").glob("*.html")) if PAIRS.is_dir() else []
CHECKER = Checker(load().create())
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.IGNORECASE | re.DOTALL)
NOT_SHOWN = frozenset(("script", "style", "template", "noscript"))

ELEMENTS = frozenset(
    "pre code table caption tr td th math svg figure figcaption video audio source track iframe blockquote sup sub dl "
    "dt dd ol ul li h1 h2 h3 h4 h5 h6 img picture details summary aside section mark del ins em strong i b kbd samp q "
    "cite abbr ruby rt hr br".split()
)

# Pages on which --fix changes how many elements of a kind there are: which kinds, and why that is right.
EXCEPTIONS = {
    "code-blocks--hexo-br": ("br", "line breaks of code become line ends in <pre>"),
    "content-patterns--trailing-subscribe-after-footnotes": ("ul", "an empty list"),
    "elements--br-between-blocks": ("br", "line breaks at the end of a block"),
    "elements--lazy-image": ("img", "the noscript copies of pictures that are put in place"),
    "footnotes--google-docs-ftnt": ("em", "italics by style become an element"),
    "general--12gramsofcarbon.com-p-ilyas-30-papers-to-carmack-vlaes": ("strong", "empty elements"),
    "general--www.figma.com-blog-introducing-codex-to-figma": ("figcaption", "empty captions"),
    "general--x.com-article": ("strong", "bold by style becomes an element"),
    "gmail--mail.google.com-mail-u-0-thread": ("br", "line breaks at the end of a block"),
    "issues--120-dhammatalks-footnotes": ("br", "line breaks at the end of a block"),
    "issues--221-nextjs-noscript-images": ("img", "the noscript copies of pictures that are put in place"),
    "math--katex-centraliser": ("br", "line breaks at the end of a block"),
    "table-layout--blogger-two-column": ("br", "line breaks at the end of a block"),
    "table-layout--paulgraham.com-makersschedule": ("br", "line breaks at the end of a block"),
}


@cache
def holdings(html: str) -> tuple[str, frozenset[str]]:
    """Return the text of a page without white space, and the values of its attributes."""
    parts: list[str] = []
    values: set[str] = set()
    skipped = 0
    walker = html5lib.getTreeWalker("etree")
    for token in walker(html5lib.parse(html)):
        kind = token["type"]
        if kind in ("StartTag", "EmptyTag"):
            values.update(str(value).strip() for value in token["data"].values())
            skipped += kind == "StartTag" and token["name"] in NOT_SHOWN
        elif kind == "EndTag":
            skipped -= token["name"] in NOT_SHOWN
        elif kind in ("Characters", "SpaceCharacters") and not skipped:
            parts.append(token["data"])
    return packed("".join(parts)), frozenset(values)


def packed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")


def pieces(article: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of an expected article, each with its kind."""
    article = re.sub(r"\A```json\n.*?\n```\n", "", article, flags=re.DOTALL)

    def walk(tokens: list[Token]) -> Iterator[tuple[str, str]]:
        for token in tokens:
            if token.type in ("fence", "code_block"):
                for line in token.content.splitlines():
                    yield "code", line
            elif token.type == "code_inline":
                yield "code", token.content
            elif token.type == "text":
                for part in re.split(r"(\$\$?[^$]+\$\$?)", token.content):
                    if part.startswith("$") and part.endswith("$") and len(part) > 2:
                        yield "formula", part.strip("$")
                    else:
                        yield "text", re.sub(r"\[\^[^\]]*\]:?|\[![a-z]+\][+-]?", "", part)
            elif token.type == "image":
                yield "picture", str(token.attrs.get("src", ""))
                yield "alternative", token.content
                continue
            elif token.type == "link_open":
                yield "link", str(token.attrs.get("href", ""))
            elif token.type in ("html_block", "html_inline"):
                for address in re.findall(r'(?:src|href|poster)="([^"]+)"', token.content):
                    yield "embed", address.replace("&amp;", "&")
            yield from walk(token.children or [])

    for kind, piece in walk(MARKDOWN.parse(article)):
        if piece.strip():
            yield kind, piece.strip()


def body_of(page: Path) -> str:
    html = page.read_text(encoding="utf-8", errors="replace")
    match = BODY.search(html)
    return match[1] if match else html


def fixed(body: str) -> str:
    done = fix(Source(body, "a.html"), CHECKER)
    assert not done.problems, [problem.message for problem in done.problems]
    return done.text


def homes(kind: str, piece: str, values: frozenset[str]) -> set[str]:
    """Return which of a page's attribute *values* hold a piece.

    Addresses in an article are whole, in a page often not.
    """
    if kind in ("picture", "link", "embed"):
        film = re.search(r"(?:[?&]v=|youtu\.be/)([\w-]{11})", piece)
        return {
            value
            for value in values
            if (len(value) > 3 and piece.endswith(value.lstrip("./"))) or (film and film[1] in value) or piece in value
        }
    return {value for value in values if piece == value}


def numbers(html: str) -> Counter[str]:
    walker = html5lib.getTreeWalker("etree")
    return Counter(
        token["name"]
        for token in walker(html5lib.parse(html))
        if token["type"] in ("StartTag", "EmptyTag") and token["name"] in ELEMENTS
    )


needs_pages = pytest.mark.skipif(not PAGES, reason="the pairs of pages and articles are not beside this checkout")


@needs_pages
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_the_expected_article_keeps_stays(page: Path) -> None:
    body = body_of(page)
    text, values = holdings(body)
    fixed_text, fixed_values = holdings(fixed(body))
    article = (PAIRS / "expected" / f"{page.stem}.md").read_text(encoding="utf-8")
    for kind, piece in pieces(article):
        found = packed(piece)
        assert found not in text or found in fixed_text, (kind, piece)
        if homes(kind, piece, values):
            assert homes(kind, piece, fixed_values), (kind, piece)


@needs_pages
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_elements_of_a_page_stay(page: Path) -> None:
    body = body_of(page)
    before, after = numbers(body), numbers(fixed(body))
    changed = " ".join(sorted(name for name in ELEMENTS if before[name] != after[name]))
    assert changed == EXCEPTIONS.get(page.stem, ("", ""))[0]


@needs_pages
def test_the_pairs_prove_something() -> None:
    kept = Counter[str]()
    for page in PAGES:
        text, values = holdings(body_of(page))
        for kind, piece in pieces((PAIRS / "expected" / f"{page.stem}.md").read_text(encoding="utf-8")):
            kept[kind] += packed(piece) in text or bool(homes(kind, piece, values))
    assert all(kept[kind] > 40 for kind in ("text", "code", "formula", "picture", "link", "alternative")), kept
