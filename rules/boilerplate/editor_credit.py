"""Entries of the table: the producer's own container, by ``class``, ``id``, or ``attribute`` with ``value``."""

from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Fix, Safety
from newslint.linting.rule import Bad, Good, TextRule
from newslint.linting.stage import Stage

from ._blocks import Block, Containers, block_at, element_around, is_first, small
from ._moves import move

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from newslint.document.body import TextMatch
    from newslint.linting.finding import Finding

_CREDIT = late_pattern(
    r"(?P<bracket>[（(【\[]?+)"
    r"(?:(?:(?:责任|責任|值班)?+(?:编辑|編輯)|责编|責編)\s*+[:：]|(?P<english>[Ee]dited by)\b:?+)"
    r"\s*+(?P<name>.*+)"
)
_CLOSING = {"（": "）", "(": ")", "【": "】", "[": "]"}
# A staff code stands behind the name; it stays, so that nothing is lost.
_NAMES = late_pattern(r"[\w·•.、，,/|&＿()（） -]{0,24}")
_WORD = r"(?:[A-Z][\w.'’-]*+|and|&|de|da|del|van|von|der|la|le)"
_ENGLISH_NAMES = late_pattern(rf"[A-Z][\w.'’-]*+(?:,?+ {_WORD}){{0,9}}+")
_LONGEST = 100
_AFTER = 120
"""Characters of text that may follow a credit at the end of an article: a second credit, a notice of rights."""


class EditorCredit(TextRule):
    """A line that names the editor.

    ## What it finds
    - The container in which a producer names the responsible editor, known by a table.
    - A paragraph of its own at the end of the article: 责任编辑：…, 责编：…, 编辑：…, "Edited by …".

    ## Why it matters
    Who edited an article is a fact about it, and belongs where programs find it.

    ## Fix safety
    The name moves to `editor` in the front matter, as it is written, and the paragraph goes: nothing is
    lost. Safe for a container that a table names; else unsafe, since a reader no longer sees the
    line. Without front matter, with another `editor` there, or if the paragraph holds more than the
    credit, it is only reported.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "BOI002"
    name = "editor-credit"
    stage = Stage.REMOVAL
    uses_knowledge = True
    weighs_evidence = True
    literals = ("编", "編", "dited by")
    pattern = late_pattern(r"编辑|责编|編輯|責編|[Ee]dited by")

    GOOD = (
        Good("<p>他对责任编辑：林某说，稿件明天发。</p>", note="a sentence"),
        Good("<p>甲</p><blockquote><p>责任编辑：林某</p></blockquote>", note="quoted"),
        Good("<p>责任编辑：林某</p>" + "<p>" + "正文" * 100 + "</p>", note="not at the end"),
        Good("<p>A</p><p>Edited by hand, the film took a year.</p>", note="no name"),
        Good("<p>A</p><p>The book was edited by Ann Berg.</p>", note="a sentence"),
        Good("<p>甲</p><p>图片编辑软件很多</p>", note="another word"),
        Good("<pre>责任编辑：林某</pre>", note="code"),
        Good("<p>A</p><ul><li>Edited by Ann Berg</li><li>Written by Jo Day</li></ul>", note="a list"),
    )
    BAD = (
        Bad("<p>甲</p><p>责任编辑：林某</p>", at="<p>责任编辑：林某</p>", note="no front matter to move it to"),
        Bad(
            "---\ntitle: A\n---\n<p>甲</p>\n<p>　　责任编辑：林某 SF183</p>",
            unsafe="---\ntitle: A\neditor: 林某 SF183\n---\n<p>甲</p>\n",
            note="the staff code stays with the name",
        ),
        Bad("---\neditor: 林某\n---\n<p>甲</p><p>（责编：林某）</p>", unsafe="---\neditor: 林某\n---\n<p>甲</p>"),
        Bad("---\neditor: Jo Day\n---\n<p>A</p><p>Edited by Ann Berg</p>", note="another editor is named"),
        Bad(
            '---\ntitle: 甲\n---\n<p>甲</p><p class="article-editor">责任编辑：林某</p>',
            "---\ntitle: 甲\neditor: 林某\n---\n<p>甲</p>",
            note="a producer's own container, which a table knows",
        ),
        Bad(
            "---\ntitle: A\n---\n<p>A</p><p>Edited by Ann Berg and Jo Day.</p>",
            unsafe="---\ntitle: A\neditor: Ann Berg and Jo Day\n---\n<p>A</p>",
        ),
        Bad('---\ntitle: A\n---\n<p>A</p><p>Edited by <a href="/ann">Ann Berg</a></p>', note="a link would be lost"),
        Bad("---\ntitle: A\n---\n甲\n\n编辑：林某\n", unsafe="---\ntitle: A\neditor: 林某\n---\n甲\n\n", path="a.md"),
    )

    def prepare(self) -> None:
        self._containers = Containers(self.knowledge)

    def check(self, match: TextMatch) -> Iterator[Finding]:
        known = self._containers.around(element_around(match))
        if known is not None:
            element = known[0]
            block = Block.of(element) if element.closed and small(element) else None
        else:
            block = block_at(match)
        if block is None or len(block.text) > _LONGEST or not is_first(self.pattern, match, block):
            return
        credit = _CREDIT.fullmatch(block.text)
        if known is None and (credit is None or block.quoted or block.text_after(_AFTER) > _AFTER):
            return
        name = _name(credit, known is not None) if credit is not None else None
        if known is None and name is None:
            return
        safety = Safety.SAFE if known is not None else Safety.UNSAFE
        fix = None
        if name and block.plain:
            fix = move(match.document, block, "editor", name, safety)
            message = f'editor credit; it belongs in the front matter as "editor: {name}"'
        elif name == "" and block.plain:
            edit = block.removal()
            fix = Fix(edit, safety, block.changes()) if edit is not None else None
            message = "editor credit that names nobody"
        else:
            message = "editor credit; it belongs in the front matter"
        yield self.finding(message, block.start, block.end, fix)


def _name(credit: re.Match[str], known: bool) -> str | None:
    """Return the name as it is written; ``""`` if none is given, None if what is given is no name."""
    name = credit["name"].strip()
    closing = _CLOSING.get(credit["bracket"])
    if closing is not None:
        if not name.endswith(closing):
            return None
        name = name.removesuffix(closing).rstrip()
    if known:
        return name
    if credit["english"] is not None:
        name = name.removesuffix(".")
        return name if _ENGLISH_NAMES.fullmatch(name) else None
    return name if _NAMES.fullmatch(name) else None
