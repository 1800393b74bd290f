"""Entries of the table: ``word`` with ``call`` and ``ours``, ``phrase``, or a container (see ``_calls.py``)."""

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


class SubscribeNag(ElementRule, TextRule):
    """A block that asks to subscribe or to follow.

    ## What it finds
    - A short paragraph that does nothing but call for subscribing to the publisher's newsletter or for following it
      ("Sign up for our newsletter", 欢迎关注我们的公众号), in the words of a table.
    - The box of a newsletter service, by its class or id in that table.

    ## Why it matters
    It is not part of the article, and once the article stands elsewhere it asks for the wrong thing.

    ## Fix safety
    Unsafe: the words alone do not prove it. Review the findings, then use `--unsafe-fixes`, or name the
    rule in `extend-safe-fixes` for a collection in which it is always right. Nothing is reported where the title speaks
    of the same thing, below a heading, in quotations, lists and tables, in a longer paragraph, or
    where nothing else stands before it.
    """

    code = "BOI010"
    name = "subscribe-nag"
    stage = Stage.REMOVAL
    uses_knowledge = True
    # Both are made from the table.
    literals: ClassVar[tuple[str, ...]] = ()
    pattern: ClassVar[re.Pattern[str]] = late_pattern(r"(?!)")

    GOOD = (
        Good("<p>A</p><p>The harbour's newsletter has 300 readers.</p>", note="tells, does not call"),
        Good("<p>A</p><p>Subscribe to a newsletter by sending a mail to its list.</p>", note="nobody's own"),
        Good(
            "<p>A</p><p>Sign up for our newsletter" + ", said the harbour master, who sends it" * 5 + "</p>",
            note="long",
        ),
        Good(
            "---\ntitle: How we made our newsletter\n---\n<p>A</p><p>Sign up for our newsletter!</p>",
            note="an article about it",
        ),
        Good("<p>A</p><blockquote><p>Sign up for our newsletter!</p></blockquote>", note="quoted"),
        Good("<p>A</p><ul><li>Sign up for our newsletter</li><li>Answer the mail</li></ul>", note="a step in a list"),
        Good("<h2>First</h2><p>Sign up for our newsletter.</p><p>Then wait.</p>", note="what a heading speaks of"),
        Good("<p>Sign up for our newsletter!</p>", note="all that there is"),
        Good("<p>A</p><p>他在公众号上写道，渡轮停航。</p>", note="a source"),
        Good("<p>A</p><pre>Sign up for our newsletter!</pre>", note="code"),
    )
    BAD = (
        Bad(
            "<p>A</p>\n<p>Sign up for our morning mail!</p>\n<p>B</p>",
            unsafe="<p>A</p>\n<p>B</p>",
            at="<p>Sign up for our morning mail!</p>",
        ),
        Bad(
            '<p>A</p><div><p><strong>Subscribe to <a href="/n">our newsletter</a></strong></p></div>',
            unsafe="<p>A</p>",
            note="with what stands round it",
        ),
        Bad('<p>甲</p><div><p>欢迎关注我们的公众号：港口</p><img src="qr.jpg"></div>', unsafe="<p>甲</p>"),
        Bad("A.\n\nFollow us on Twitter and Facebook!\n", unsafe="A.\n\n", path="a.md"),
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
        message = f"a box to subscribe: {entry.why}" if entry is not None else "a call to subscribe or to follow"
        yield self.finding(message, block.start, block.end, unsafe_removal(block))
