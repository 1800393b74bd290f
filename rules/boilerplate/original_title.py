"""Entries of the table: the producer's own container, by ``class``, ``id``, or ``attribute`` with ``value``."""

from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Safety
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import Block, Containers, block_at, element_around, is_first, small
from ._moves import move

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_TITLE = late_pattern(r"(?P<bracket>[（(【\[]?+)(?:原标题|原標題|原题|原題)\s*+[:：]\s*+(?P<title>.++)")
_CLOSING = {"（": "）", "(": ")", "【": "】", "[": "]"}
_LONGEST = 200


class OriginalTitle(TextRule):
    """The headline that an article had where it was taken from.

    ## What it finds
    - The container in which a producer keeps the first headline, known by a table.
    - The first paragraph of an article, if it is nothing but 原标题：…

    ## Why it matters
    It is a fact about the article, and the first sentence of its excerpt as long as it stands there.

    ## Fix safety
    The headline moves to `original_title` in the front matter, and the paragraph goes. Safe for a container
    that a table names; else unsafe, since a reader no longer sees the line. Without front matter, or
    with another `original_title` there, it is only reported.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "BOI003"
    name = "original-title"
    stage = Stage.REMOVAL
    uses_knowledge = True
    weighs_evidence = True
    literals = ("题", "題")
    pattern = late_pattern(r"原标题|原標題|原题|原題")

    GOOD = (
        Good("<p>这篇报道的原标题：无从查考，读者来信说。</p>", note="a sentence"),
        Good("<p>甲</p><p>原标题：乙</p>", note="not at the start"),
        Good("<blockquote><p>原标题：甲</p></blockquote><p>乙</p>", note="quoted"),
        Good("<p>原标题</p><p>甲</p>", note="no title follows"),
        Good("<pre>原标题：甲</pre>", note="code"),
    )
    BAD = (
        Bad("<p>原标题：渡轮停航</p><p>甲</p>", at="<p>原标题：渡轮停航</p>", note="no front matter to move it to"),
        Bad(
            "---\ntitle: A\n---\n\n<div>\n<p>　　原标题：渡轮停航：何时恢复</p>\n<p>甲</p>\n</div>",
            unsafe="---\ntitle: A\noriginal_title: 渡轮停航：何时恢复\n---\n\n<div>\n<p>甲</p>\n</div>",
        ),
        Bad(
            "---\ntitle: A\n---\n<p>（原标题：渡轮停航）</p><p>B</p>",
            unsafe="---\ntitle: A\noriginal_title: 渡轮停航\n---\n<p>B</p>",
        ),
        Bad(
            "---\noriginal_title: 甲\n---\n<p>原标题：甲</p><p>乙</p>", unsafe="---\noriginal_title: 甲\n---\n<p>乙</p>"
        ),
        Bad("---\noriginal_title: 丙\n---\n<p>原标题：甲</p><p>乙</p>", note="another one is named"),
        Bad(
            '---\ntitle: 甲\nimage: https://nimg.ws.126.net/a.jpg\n---\n<p class="otitle">原标题：渡轮</p><p>乙</p>',
            "---\ntitle: 甲\nimage: https://nimg.ws.126.net/a.jpg\noriginal_title: 渡轮\n---\n<p>乙</p>",
            note="a producer's own container, which a table knows",
        ),
        Bad(
            "---\ntitle: A\n---\n原标题：甲\n\n乙\n",
            unsafe="---\ntitle: A\noriginal_title: 甲\n---\n\n乙\n",
            path="a.md",
        ),
    )

    def prepare(self) -> None:
        self._containers = Containers(self.knowledge)

    def check(self, match: TextMatch) -> Iterator[Finding]:
        known = self._containers.around(element_around(match))
        if known is not None:
            block = Block.of(known[0]) if known[0].closed and small(known[0]) else None
        else:
            block = block_at(match)
        if block is None or len(block.text) > _LONGEST or not is_first(self.pattern, match, block):
            return
        written = _TITLE.fullmatch(block.text)
        if written is None or not written["title"].strip():
            return
        if known is None and (block.quoted or block.text_before(0)):
            return
        title = written["title"].strip()
        closing = _CLOSING.get(written["bracket"])
        if closing is not None:
            title = title.removesuffix(closing).rstrip()
        safety = Safety.SAFE if known is not None else Safety.UNSAFE
        fix = move(match.document, block, "original_title", title, safety) if title and block.plain else None
        message = "headline of another version; it belongs in the front matter as original_title"
        yield self.finding(message, block.start, block.end, fix)
