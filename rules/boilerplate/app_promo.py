"""Entries of the table: the publisher's own container, by ``class``, ``id``, or ``attribute`` with ``value``."""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.declare import everything_in
from newslint.linting.finding import Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import Block, Containers, block_at, element_around, is_first, under_heading, with_picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element, TextMatch
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_LONGEST = 80
"""Characters: what is longer tells something and does not only call out."""
_PROMOTION = late_pattern(
    r"尽在[^。]{0,20}(?:APP|客户端)"
    r"|^(?:请|欢迎|长按|微信)?(?:扫码|扫描|扫一扫|长按|识别)[^。]{0,20}(?:二维码|下载|关注|APP|客户端)"
    r"|^(?:点击|立即|欢迎|马上|请|快来)?(?:下载|打开|安装)[^。]{0,16}(?:APP|客户端)"
    r"|^(?:please |now )?(?:download|get|install|try) our app\b",
    re.IGNORECASE,
)
_ABOUT_APPS = late_pattern(
    r"\bapps?\b|客户端|二维码|扫码|小程序|应用|下载|QR|App Store|Google Play", re.IGNORECASE | re.ASCII
)


class AppPromo(ElementRule, TextRule):
    """A block that advertises the publisher's app.

    ## What it finds
    - The container in which a publisher puts the QR code of its app, known by a table.
    - A short block at the end of an article that calls for scanning, downloading or installing
      ("download our app", 扫码下载, 尽在……APP).

    ## Why it matters
    It is not part of the article, and the picture of the QR code ends up as the article's picture.

    ## Fix safety
    Safe only for a container that a table names. What the words suggest is removed only by an
    unsafe fix, and not even reported where the title speaks of an app, where the block has headings or lists,
    is long or quoted, or where nothing else is left.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "BOI001"
    name = "app-promo"
    stage = Stage.REMOVAL
    uses_knowledge = True
    weighs_evidence = True
    literals = ("尽", "扫", "识", "载", "打", "安", "our app")
    # Single characters are the fastest to look for, and these are rare outside of Chinese.
    pattern = late_pattern(r"尽在|扫码|扫描|扫一扫|识别|下载|打开|安装|our app\b")

    GOOD = (
        Good("<p>Our app was the first of its kind in the harbour.</p>", note="does not call for anything"),
        Good(
            "<p>Download our app today!</p><p>B</p>" + "<p>What came next is told in many words.</p>" * 4,
            note="not at the end",
        ),
        Good(
            "---\ntitle: The harbour app is here\n---\n<p>A</p><p>Download our app today!</p>",
            note="an article about it",
        ),
        Good("---\ntitle: 港口APP上线\n---\n<p>甲</p><p>扫码下载港口APP</p>", note="an article about it"),
        Good("<p>Download our app today!</p>", note="all that there is"),
        Good("<p>A</p><p>用户在打开APP之后可以看到船期，也可以在窗口询问。</p>", note="tells, does not call"),
        Good(
            "<p>A</p><div><h2>How</h2><p>Download our app.</p><p>Then open it.</p></div>",
            note="a heading: part of the article",
        ),
        Good("<p>A</p><blockquote><p>Download our app today!</p></blockquote>", note="quoted"),
        Good("<p>A</p><ul><li>Download the app.</li><li>Open it.</li></ul>", note="a step in a list"),
        Good("<p>A</p><p>Download our app" + " and follow the long way along the quay" * 3 + "</p>", note="long"),
    )
    BAD = (
        Bad("<p>A</p><p>Download our app today!</p>", unsafe="<p>A</p>", at="<p>Download our app today!</p>"),
        Bad("<p>A</p>\n<p>Please get <b>our app</b></p>", unsafe="<p>A</p>\n"),
        Bad(
            '<p>甲</p><div><img src="qr.png"><p>扫码下载港口APP</p></div>', unsafe="<p>甲</p>", note="with its QR code"
        ),
        Bad("<p>甲</p><p>最新船期，尽在港口APP</p>", unsafe="<p>甲</p>"),
        Bad(
            '<p>甲</p><div class="clearfix appendQr_wrap"><img src="qr.png"><p>新浪财经APP</p></div>',
            "<p>甲</p>",
            note="a producer's own container, which a table knows",
        ),
        Bad("A</p><p>Download our app today!</p>B", note="the end tag before it ends nothing: A and B would be one"),
        Bad("Text.\n\nDownload our app today!\n", unsafe="Text.\n\n", path="a.md"),
    )

    def prepare(self) -> None:
        self._containers = Containers(self.knowledge)
        self.attributes = self._containers.attributes  # type: ignore[misc]

    def applies(self, tag: Markup) -> bool:
        return self._containers.find(tag) is not None

    def check(self, found: Element | TextMatch) -> Iterator[Finding]:
        from newslint.document.body import TextMatch

        return self._guess(found) if isinstance(found, TextMatch) else self._known(found)

    def _known(self, element: Element) -> Iterator[Finding]:
        outermost = self._containers.around(element)
        if outermost is None or outermost[0].index != element.index:
            return
        block = Block.of(element)
        edit = block.removal() if element.closed and not block.structured else None
        fix = Fix(edit, Safety.SAFE, everything_in(element)) if edit is not None else None
        yield self.finding(f"app promotion: {outermost[1].why}", element.start, element.end, fix)

    def _guess(self, match: TextMatch) -> Iterator[Finding]:
        if self._containers.around(element_around(match)) is not None:
            return
        block = block_at(match)
        if block is None or not 0 < len(block.text) <= _LONGEST or not _PROMOTION.search(block.text):
            return
        if not is_first(self.pattern, match, block) or block.quoted or block.structured or under_heading(block):
            return
        title = match.document.front_matter.value("title")
        if _ABOUT_APPS.search(str(title or "")) or block.text_after(_LONGEST) > _LONGEST:
            return
        block = with_picture(block)
        if not block.text_before(0):
            return
        edit = block.removal()
        fix = Fix(edit, Safety.UNSAFE, block.changes()) if edit is not None else None
        yield self.finding("this looks like a promotion of the publisher's app", block.start, block.end, fix)
