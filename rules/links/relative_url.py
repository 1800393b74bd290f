from __future__ import annotations

import re

from newslint.linting.finding import Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ..tracking._address import Address, Place
from ..tracking._addresses import addresses
from ..tracking._hosts import is_template, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

# Where the article was taken from. "canonical" may be the site that shows it now, and "link" what it is about.
_KEYS = ("source_url", "original_url", "originalURL", "OriginalURL", "url")
# Patterns are compiled when they are needed, which is seldom; ``re`` keeps them.
_RELATIVE = r"(?:\.{0,2}/)?+[^\s/:?#@~{}<>\\][^\s:{}<>\\]*+\Z"
# What looks like a host is one whose scheme was forgotten.
_HOST = r"(?:[\w-]++\.)+(?:(?:com|org|net|info|edu|gov)(?:/|\Z)|[a-z]{2,3}/)"
_SOURCE_FILE = r"\.(?:md|markdown|mdx|rst|adoc|org)(?:[?#]|\Z)"
_NO_READING = frozenset(("link", "script", "base", "form", "meta", "button"))


class RelativeUrl(DocumentRule):
    """Addresses that were relative to the site that the article was taken from.

    ## What it finds
    Links, pictures and frames with a relative address, and Markdown's too, if the front matter says from which address
    the article was taken (`source_url`, `original_url`, or a whole address in `url`). Without that it finds nothing:
    then relative addresses are those of the article's own site. Anchors (`#fn1`), addresses that a template fills in,
    and those that lead to other source files are left alone.

    ## Why it matters
    On the site that shows the article now, the picture is missing and the link leads nowhere.

    ## Fix safety
    Unsafe: the address may be right where it is, because somebody has put the pictures on this site. The fix makes it
    the address that it was on the site of the source. What looks like a host without its scheme is only reported.
    """

    code = "LNK005"
    name = "relative-url"
    stage = Stage.LINKS
    literals = ("url", "URL")

    GOOD = (
        Good('<a href="/b">A</a><img src="c.jpg">', note="no front matter"),
        Good('---\ntitle: A\nurl: /a/\n---\n<a href="/b">A</a>', note="a path of this site"),
        Good(
            '---\nsource_url: https://a.example/b\n---\n<a href="#fn1">A</a><a href="?c">B</a>'
            '<a href="mailto:b@c.example">C</a><a href="//d.example/e">D</a><a href="https://e.example">E</a>',
            note="anchors and whole addresses",
        ),
        Good(
            '---\nsource_url: https://a.example/b\n---\n<a href="{{ site.url }}/b">A</a><img src="{static}/c.jpg">'
            '<img src="@/assets/c.jpg"><a href="other.md#c">B</a>',
            note="templates, aliases and source files",
        ),
        Good('---\nsource_url: https://a.example/b\n---\n<base href="/c/"><a href="d">A</a>', note="another base"),
        Good("---\nsource_url: https://a.example/b\n---\n\n    [A](/b)\n\n`![](c.jpg)`\n", path="a.md", note="code"),
    )
    BAD = (
        Bad(
            '---\nsource_url: https://a.example/b/c\n---\n<a href="/d?e&amp;f">A</a><img src="../g.jpg" alt="">',
            unsafe="---\nsource_url: https://a.example/b/c\n---\n"
            '<a href="https://a.example/d?e&amp;f">A</a><img src="https://a.example/g.jpg" alt="">',
            count=2,
            at="/d?e&amp;f",
        ),
        Bad(
            "---\noriginal_url: https://a.example/b/c\n---\n\n[A](d/e.html) ![B](/f.jpg 'T')\n",
            unsafe="---\noriginal_url: https://a.example/b/c\n---\n\n"
            "[A](https://a.example/b/d/e.html) ![B](https://a.example/f.jpg 'T')\n",
            path="a.md",
            count=2,
        ),
        Bad("---\nsource_url: https://a.example/b\n---\n\n[A](c.d-e.org/f)\n", path="a.md", note="a scheme is missing"),
        Bad(
            '---\nsource_url: https://a.example/b\n---\n<img srcset="/c.jpg 1x, https://d.example/e.jpg 2x">',
            unsafe="---\nsource_url: https://a.example/b\n---\n"
            '<img srcset="https://a.example/c.jpg 1x, https://d.example/e.jpg 2x">',
        ),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        base = _source_of(document)
        if not base or document.body.start_tags(_is_base):
            return
        from urllib.parse import urljoin

        for address in addresses(document):
            if _is_relative(address, document):
                if re.match(_HOST, address.text, re.IGNORECASE):
                    message = "the address is relative; https:// may be missing"
                    yield self.finding(message, address.start, address.end)
                    continue
                new = urljoin(base, address.text)
                from ..tracking._replacement import replacement

                fix = replacement(document, address, new, safety=Safety.UNSAFE) if parts_of(new) else None
                message = "the address is relative, and the article was taken from another site"
                yield self.finding(message, address.start, address.end, fix)


def _source_of(document: Document) -> str:
    """Return the address that the article was taken from; empty if the front matter does not say it."""
    for key in _KEYS:
        entry = document.front_matter.get(key)
        if entry is not None:
            text = entry.node.text.strip()
            parts = parts_of(text)
            if parts is not None and parts.scheme and "." in parts.host:
                return text
    return ""


def _is_base(tag: Markup) -> bool:
    return tag.name == "base" and "href" in tag.by_name


def _is_relative(address: Address, document: Document) -> bool:
    if address.place in (Place.TEXT, Place.AUTOLINK) or (address.name and address.name.startswith("data-")):
        return False
    if address.index >= 0 and document.body.markups[address.index].name in _NO_READING:
        return False
    text = address.text
    if not re.match(_RELATIVE, text) or is_template(text) or re.search(_SOURCE_FILE, text, re.IGNORECASE):
        return False
    # Markdown's brackets and parentheses stand in prose as well.
    return address.index >= 0 or "." in text or "/" in text
