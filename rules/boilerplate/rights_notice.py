from __future__ import annotations

import re
from functools import cache

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Severity
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import block_at, is_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_LONGEST = 300
_EDGE = 600
"""Characters of text that may stand before the notice, or after it, if it is at the one or the other end."""
_KEYS = ("licence", "license", "rights", "copyright")
_YEAR = r"(?:19|20)\d\d"
_NOTICE = (
    # © 2024 Harbour News, Copyright 2019-2024 …, (c) 2020 …
    r"(?:all contents? |text |unless otherwise noted,? )?+"
    rf"(?:copyright\s?+(?:©|\(c\)|:)?+|©|\(c\))[\s:]*+(?:by\s)?+{_YEAR}"
    # Copyright © Harbour News. All rights reserved.
    r"|(?:copyright|©|\(c\)).{0,120}?\ball rights reserved"
    r"|[\w\s.,&'’-]{0,60}?\ball rights reserved[.!]?$"
    # This article is licensed under …
    r"|(?:this|these|the|all|our|except|unless|licen[cs]ed|republished|reprinted|text|articles?|posts?)\b.{0,160}?"
    r"\b(?:under|with|by)\b.{0,60}?(?:creative commons|\bcc[ -](?:by|0)\b)"
    r"|(?:licen[cs]e|rights)\s?+:\s?+.{0,40}?(?:creative commons|\bcc[ -](?:by|0)\b)"
    r"|cc[ -](?:by|0)\b[\w .,-]{0,60}$"
    # 未经许可，禁止转载 · 版权声明：… · 转载请注明出处 · 本文采用 CC BY 4.0
    r"|.{0,80}?(?:禁止|谢绝|謝絕|严禁|嚴禁|请勿|請勿|不得|不可)"
    r"(?:擅自|任意|随意|以任何形式|商业|商用|复制|抄袭|及|、|或|和){0,4}+(?:转载|轉載)"
    r"|.{0,40}?(?:转载|轉載)(?:本文|时|時|、引用|或引用)?+(?:务必|请|請|须|需|必须)"
    r"(?:注明|註明|标明|標明|保留|联系|聯絡|取得|获得)"
    r"|.{0,12}?版(?:权|權)(?:声明|聲明|归|歸|所有|信息)"
    r"|.{0,20}?本(?:文|作品|站|博客|文章).{0,30}?(?:采用|遵循|採用|使用|基于|根据).{0,40}?"
    r"(?:CC|知识共享|创作共用|创用|創用|姓名標示|署名)"
    # 無断転載を禁じます
    r"|.{0,60}?(?:無断(?:転載|複製).{0,20}?(?:禁|お断り)|(?:転載|複製).{0,6}?(?:禁止|禁じ))"
    # Alle Rechte vorbehalten · Tous droits réservés · Todos los derechos reservados · Все права защищены
    r"|.{0,80}?(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|все права защищены"
    r"|wszelkie prawa zastrzeżone|tüm hakları saklıdır)"
)


# Few and short: each is looked for in every article. They stand for all ways in which a notice is written.
_MARKS = (
    "©",
    "&copy;",
    "(c) ",
    "(C) ",
    "opyright",
    "eserved",
    "RESERVED",
    "reative ",
    "CC BY",
    "CC-BY",
    "转载",
    "轉載",
    "転載",
    "版权",
    "版權",
    "知识共享",
    "创作共用",
    "vorbehalten",
    "réservés",
    "reservados",
    "riservati",
    "voorbehouden",
    "защищены",
    "zastrzeżone",
    "saklıdır",
)


class RightsNotice(TextRule):
    """A notice of rights, or the terms of a licence, in the text.

    ## What it finds
    A short paragraph at the beginning or the end that says whose the article is, or under which terms it may be
    copied: `© 2024 …`, "All rights reserved", 禁止转载, 转载请注明出处, "licensed under CC BY 4.0".

    ## Why it matters
    Programs that pass the article on look for the terms in the front matter, not in a sentence of the text.

    ## Fix safety
    Only reported, and never removed by any rule: keeping the notice can be a duty. Write the terms into the front
    matter as `licence`. The rule is silent where the front matter has `licence`, `license`, `rights` or `copyright`,
    and on credits in captions, quotations, lists and longer paragraphs.
    """

    code = "BOI008"
    name = "rights-notice"
    severity = Severity.INFO
    stage = Stage.REMOVAL
    literals = _MARKS
    pattern = late_pattern("|".join(map(re.escape, _MARKS)))

    GOOD = (
        Good("<p>A</p><p>The sign © was first used in 1802.</p>", note="a sentence about it"),
        Good("<p>A</p><p>All the rights reserved for fishermen were sold.</p>", note="other words"),
        Good("<p>A</p><p>Creative Commons was founded in 2001.</p>", note="a sentence about it"),
        Good('<figure><img src="a.jpg"><figcaption>© 2024 Ann Berg</figcaption></figure>', note="a photo credit"),
        Good("<p>甲</p><p>多家媒体转载了这篇报道。</p>", note="a sentence"),
        Good("<p>甲</p><p>版权保护期为五十年。</p>", note="a sentence"),
        Good("<p>A</p><ul><li>© 2024 Ann Berg</li></ul>", note="a list"),
        Good("---\nlicence: CC BY 4.0\n---\n<p>A</p><p>© 2024 Ann Berg</p>", note="the front matter says so"),
        Good(
            "<p>" + "A long way. " * 60 + "</p><p>© 2024 Ann Berg</p><p>" + "And back. " * 80 + "</p>",
            note="in the middle of an article",
        ),
        Good("<p>© 2024 Ann Berg</p>", note="all that there is"),
        Good("<p>A</p><pre>Copyright 2024 Ann Berg</pre>", note="code"),
        Good("A\n\n* [B ©](https://b.example)\n", path="a.md", note="a list"),
    )
    BAD = (
        Bad("<p>A</p><p>© 2024 Harbour News</p>", at="<p>© 2024 Harbour News</p>"),
        Bad("<p>甲</p><p>&copy; 2024 港口。禁止转载</p>"),
        Bad("<p>甲</p><p>本文由林某原创发布于港口网。未经许可，禁止转载。</p>"),
        Bad("<p>版权声明：本文为博主原创文章，转载请注明出处。</p><p>甲</p>"),
        Bad(
            "<p>A</p><p>This article is licensed under a "
            '<a href="https://creativecommons.org/licenses/by/4.0/">Creative Commons licence</a>.</p>'
        ),
        Bad("<p>A</p><div>Copyright Harbour News. All rights reserved.</div>"),
        Bad("A\n\nAlle Rechte vorbehalten.\n", path="a.md"),
        Bad("A\n\nCopyright © Ann Berg All rights reserved.\n<!-- more -->\n", path="a.md"),
        Bad("<p>甲</p><p>当サイトの記事の無断転載を禁じます。</p>"),
    )

    def check(self, match: TextMatch) -> Iterator[Finding]:
        block = block_at(match)
        if block is None or not 0 < len(block.text) <= _LONGEST or not _notice().match(block.text):
            return
        if not is_first(self.pattern, match, block) or block.quoted or block.structured:
            return
        front_matter = match.document.front_matter
        if front_matter.readable and any(front_matter.value(key) for key in _KEYS):
            return
        before, after = block.text_before(_EDGE), block.text_after(_EDGE)
        if (before > _EDGE and after > _EDGE) or not before + after:
            return
        message = "a notice of rights; it stays, and the front matter could give its terms as licence"
        yield self.finding(message, block.start, block.end)


@cache
def _notice() -> re.Pattern[str]:
    # Only compiled where there is something to read.
    return re.compile(_NOTICE, re.IGNORECASE)
