from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.declare import everything_in
from newslint.linting.finding import Aspect, Change, Finding, Fix, Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._blocks import Block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.document import Document

_SENTENCE = late_pattern(
    r"(?:The post|This (?:post|article|entry)|L'article|Der Beitrag|La entrada|O post|Het bericht)\b.{1,300}?"
    r"\b(?:(?:appeared first|was first published|was originally published|first appeared) (?:on|in|at)"
    r"|est apparu en premier sur|erschien zuerst auf"
    r"|se public\u00f3 primero en|apareceu primeiro em|verscheen eerst op)\b"
    r".{1,150}+"
    # Medium's, in the feeds of its publications.
    r"|.{1,300}? was originally published in .{1,150}? on Medium, where people are continuing the conversation"
    r" by highlighting and responding to this story\.",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 500
_MESSAGE = "a sentence that feeds put below each article"
_SOURCE_KEYS = ("source_url", "original_url", "originalURL", "OriginalURL", "link", "canonical_url")


class FeedAttribution(DocumentRule):
    """The sentence that WordPress puts below each article of a feed.

    ## What it finds
    A last paragraph that says "The post A appeared first on B", in several languages, with its two links; and the one
    that Medium writes ("A was originally published in B on Medium, where people are continuing the conversation …").

    ## Why it matters
    It is not part of the article. The address of the original is worth keeping, as metadata.

    ## Fix safety
    Unsafe: the licence of the article may ask for the sentence. The first link becomes `source_url`, if front matter
    is there and has no address of the original yet.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "BOI006"
    name = "feed-attribution"
    stage = Stage.REMOVAL
    literals = (
        "appeared first",
        "first appeared",
        "first published",
        "originally published",
        "en premier sur",
        "erschien zuerst",
        "public\u00f3 primero",
        "apareceu primeiro",
        "verscheen eerst",
    )

    GOOD = (
        Good("<p>The post office appeared first on the map of 1820.</p>", note="no link"),
        Good(
            '<p>The post <a href="https://a.example/b">B</a> appeared first on <a href="https://a.example">A</a>.</p>'
            "<p>And so it went on.</p>",
            note="in the middle of an article",
        ),
    )
    BAD = (
        Bad(
            "---\ntitle: A\n---\n<p>B</p>\n"
            '<p>The post <a href="https://a.example/b">B</a> appeared first on <a href="https://a.example">A</a>.</p>\n',
            unsafe="---\ntitle: A\nsource_url: https://a.example/b\n---\n<p>B</p>\n",
        ),
        Bad(
            '<p>B</p>\n<hr>\n<p><a href="https://medium.com/a/b">B</a> was originally published in '
            '<a href="https://medium.com/a">A</a> on Medium, where people are continuing the conversation by '
            "highlighting and responding to this story.</p>\n",
            unsafe="<p>B</p>\n<hr>\n",
        ),
        Bad(
            '<p>B</p>\n<p>Der Beitrag <a href="https://a.example/b">B</a> erschien zuerst auf <a href="/">A</a>.</p>\n',
            unsafe="<p>B</p>\n",
        ),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        for element in document.body.elements("p", "div"):
            yield from self._check(element, document)

    def _check(self, element: Element, document: Document) -> Iterator[Finding]:
        body = element.body
        if element.partner < 0 or element.content_end - element.tag_end > 3 * _LONGEST:
            return
        after = body.text[element.end : body.end]
        if len(after) > _LONGEST or re.sub(r"</\w++>|\s++", "", after):
            return
        links = [link for link in element.descendants("a") if link.get("href")]
        text = " ".join(element.text.split())
        if len(links) < 2 or len(text) > _LONGEST or not _SENTENCE.fullmatch(text):
            return
        parent = element.parent
        if parent is not None and parent.name in ("p", "div") and " ".join(parent.text.split()) == text:
            return  # It goes with what it stands in.
        edit = Block.of(element).removal()
        if edit is None:
            yield self.finding(_MESSAGE, element.start, element.end)
            return
        edits = [edit]
        changes = everything_in(element)
        address = (links[0].get("href") or "").strip()
        front_matter = document.front_matter
        known = any(key in front_matter for key in _SOURCE_KEYS)
        if front_matter.readable and not known and address.startswith(("https://", "http://")):
            edits.append(front_matter.set("source_url", address))
            changes.append(Change(Aspect.METADATA, "", address, key="source_url"))
        fix = Fix(edits, Safety.UNSAFE, changes)
        yield self.finding(_MESSAGE, element.start, element.end, fix)
