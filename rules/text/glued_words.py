from __future__ import annotations

import re
from bisect import bisect_right

from newslint.document.body import Syntax
from newslint.document.html import Kind
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document

# Words that no word ends in or begins with by chance, and that stand beside links all the time.
_BEFORE = "our|the|their|your|this|that|these|which|with|from|and|see|read|called"
_AFTER = "and|for|the|that|which|with|from|page|was|were|has|have|where|when|because|while"
_BEFORE_LINK = late_pattern(rf"(?<![\w'\u2019-])(?:{_BEFORE})\Z", re.IGNORECASE)
_WORD_AFTER = rf"(?:{_AFTER})(?![\w'\u2019-])"
_AFTER_LINK = late_pattern(_WORD_AFTER)
_MARKDOWN_BEFORE = late_pattern(rf"(?<![\w'\u2019-])(?:{_BEFORE})\[(?=[A-Za-z][^\[\]\n]{{1,200}}\]\()")
_MARKDOWN_AFTER = late_pattern(rf"\]\([^()\s]{{1,500}}+\)(?={_WORD_AFTER})")
# "ourPorting to": a word of these, then one with a capital, then a common word.
_RUN_TOGETHER = late_pattern(
    r"(?<![\w'\u2019./@#-])(?:our|their|your)[A-Z][a-z]{2,30}+(?= (?:to|of|in|for|and|on|is|the|a|with|at) )"
)
_SPACED = late_pattern(r"[A-Za-z]++ [A-Za-z]")


class GluedWords(DocumentRule):
    """Words between which a space was lost.

    ## What it finds
    English words that run together where the markup of a link was: `see <a>the list</a>and` or `ourPorting to`.
    Only a few small words count, which no other word begins or ends with, beside a link of several words or
    before a word with a capital.

    ## Why it matters
    Programs that take the text out of a page lose the space between two elements. The two words are neither found
    nor read aloud.

    ## Fix safety
    Only reported, and off by default: a name can be written like that on purpose (`theScore`), and only a reader knows.
    Switch it on with `extend-select = ["glued-words"]`.
    """

    code = "TXT008"
    name = "glued-words"
    stage = Stage.TEXT
    default = False
    literals = (
        "our",
        "the",
        "and",
        "with",
        "from",
        "that",
        "page",
        "which",
        "see",
        "for",
        "read",
        "called",
        "has",
        "was",
    )

    GOOD = (
        Good(
            "<p>See <a href='/b'>pull request</a>s and <a href='/c'>C</a>, the <a href='/d'>D</a>.</p>", note="a plural"
        ),
        Good("<p>An iPhone, a MacBook, LaTeX, theScore and JavaScript to go.</p>", note="names of products and papers"),
        Good("<p>Read the\n<a href='/b'>Porting guide</a>\nand go.</p>", note="a line end is a space"),
        Good("<p>un<a href='/b'>believable story</a></p>", note="a part of a word"),
        Good("<p>breathe<a href='/b'>The air</a></p>", note="a word that ends in one of them"),
        Good("<p>Call fromFunction or <code>theName</code> of it.</p>", note="names in programs"),
        Good("<p><b>The</b>me</p>", note="emphasis inside a word"),
        Good("A [b c](/b)s and the [d e](/d).\n", path="a.md"),
    )
    BAD = (
        Bad("<p>Read our<a href='/b'>Porting to GCC</a> first.</p>", at="our"),
        Bad("<p>Our <a href='/b'>Porting guide</a>page helps.</p>", at="page"),
        Bad("<p>Look at ourPorting to GCC 16 page.</p>", at="ourPorting"),
        Bad("The [NYPL maps](/b)and the[World map](/c).\n", path="a.md", count=2),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        body, text = document.body, document.text
        for index, markup in enumerate(body.markups):
            if markup.name != "a":
                continue
            if markup.kind is Kind.START:
                found = _BEFORE_LINK.search(body.pieces[2 * index][-20:])
                following = body.pieces[2 * index + 2]
                if found and _SPACED.match(following):
                    end = body.offsets[2 * index + 1]
                    yield self._finding(end - len(found[0]), end)
            elif markup.kind is Kind.END and body.partner[index] >= 0:
                found = _AFTER_LINK.match(body.pieces[2 * index + 2])
                if found and _SPACED.search(body.pieces[2 * index]):
                    start = body.offsets[2 * index + 2]
                    yield self._finding(start, start + found.end())
        patterns = [_RUN_TOGETHER]
        if body.syntax is Syntax.MARKDOWN:
            patterns += [_MARKDOWN_BEFORE, _MARKDOWN_AFTER]
        for pattern in patterns:
            for match in pattern.finditer(text, body.start, body.end):
                if _in_text(body, match.start()):
                    yield self._finding(*match.span())

    def _finding(self, start: int, end: int) -> Finding:
        return self.finding("a space seems to be lost here", start, end)


def _in_text(body: Body, offset: int) -> bool:
    return (bisect_right(body.offsets, offset) - 1) % 2 == 0
