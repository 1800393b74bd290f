"""Entries of the table: ``phrase``, ``word`` with ``call``, or a container (see ``_calls.py``)."""

from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.rule import Bad, ElementRule, Good, TextRule
from newslint.linting.stage import Stage

from ._calls import Calls, unsafe_removal

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from typing import ClassVar

    from newslint.document.body import Element, TextMatch
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_AFTER = 200
"""Characters of text that may follow it at the end of an article: a credit, a notice of rights."""


class TipJar(ElementRule, TextRule):
    """A button or a box that asks for a tip.

    ## What it finds
    At the end of an article, a short block that holds nothing but the label of a tip button (打赏, 赞赏支持, "Buy me a
    coffee"), or a platform's box for tips, by its class or id; both from a table.

    ## Why it matters
    The button does nothing away from its page, and the QR code beside it pays somebody who may have nothing to do with
    the copy.

    ## Fix safety
    Unsafe: the tip is the author's, and the words alone do not prove what they are. Review the findings,
    then use `--unsafe-fixes`, or name the rule in `extend-safe-fixes`. An appeal for donations, by a charity or in the
    news, is part of the article: only whole blocks in the words of the table count, and none where the title speaks of
    the same thing.
    """

    code = "BOI011"
    name = "tip-jar"
    stage = Stage.REMOVAL
    uses_knowledge = True
    # Both are made from the table.
    literals: ClassVar[tuple[str, ...]] = ()
    pattern: ClassVar[re.Pattern[str]] = late_pattern(r"(?!)")

    GOOD = (
        Good("<p>A</p><p>Donate to the lifeboat: account 12345, harbour bank.</p>", note="an appeal in the news"),
        Good("<p>甲</p><p>灾区捐款账号：12345</p>", note="an appeal in the news"),
        Good("<p>甲</p><p>主播靠打赏每月收入三千元。</p>", note="a sentence"),
        Good("---\ntitle: 打赏功能怎么做\n---\n<p>甲</p><p>打赏</p>", note="an article about it"),
        Good("<p>甲</p><h2>打赏</h2><p>打赏按钮在页面下方。</p>", note="a heading"),
        Good("<p>甲</p><p>打赏</p>" + "<p>" + "正文" * 120 + "</p>", note="not at the end"),
        Good("<p>甲</p><ul><li>打赏</li><li>点赞</li></ul>", note="a list"),
        Good("<p>A</p><p>I bought the harbour master a coffee.</p>", note="another coffee"),
    )
    BAD = (
        Bad(
            '<p>甲</p>\n<button data-post-id="9">打赏</button>',
            unsafe="<p>甲</p>\n",
            at='<button data-post-id="9">打赏</button>',
        ),
        Bad('<p>A</p><p><a href="https://tips.example/ann">Buy me a coffee</a></p>', unsafe="<p>A</p>"),
        Bad('<p>甲</p><div><p>赞赏支持</p><img src="qr.png"></div>', unsafe="<p>甲</p>", note="with its QR code"),
        Bad(
            '<p>甲</p><div class="support-author"><div>给作者打赏，鼓励TA抓紧创作！</div><button>赞赏</button></div>',
            unsafe="<p>甲</p>",
            note="a platform's box",
        ),
        Bad("甲\n\n打赏作者\n", unsafe="甲\n\n", path="a.md"),
    )

    def prepare(self) -> None:
        self._calls = Calls(self.knowledge)
        self.attributes = self._calls.containers.attributes  # type: ignore[misc]
        self.literals = self._calls.literals  # type: ignore[misc]
        self.pattern = self._calls.pattern  # type: ignore[misc]

    def applies(self, tag: Markup) -> bool:
        return self._calls.applies(tag)

    def check(self, found: Element | TextMatch) -> Iterator[Finding]:
        call = self._calls.find(found)
        if call is None:
            return
        block, entry = call
        if entry is None and block.text_after(_AFTER) > _AFTER:
            return
        message = f"a box for tips: {entry.why}" if entry is not None else "asks for a tip"
        yield self.finding(message, block.start, block.end, unsafe_removal(block))
