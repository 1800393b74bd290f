r"""Entries of the table: ``name`` lists names of shortcodes, ``prefix`` what such names begin with.

``sure = true`` says that nobody writes the name in brackets for another reason; without it a shortcode counts
only if it has an attribute (``[gallery ids="1"]``, ``[youtube=…]``) or its closing half (``[/code]``). ``does``
says what is done about it: ``figure`` (``[caption]``) or ``link`` (the address that stands in it, or behind its ``=``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import escape, unescape

from newslint.document.body import BLOCK_ELEMENTS, Syntax
from newslint.document.html import Kind
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.document.body import Body, Element
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry

_SHORTCODE = late_pattern(
    r"\[(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9_-]*+)(?P<rest>(?:[\s=][^\[\]<>]{0,1000}+)?+)\\?/?\](?![(:\]])"
)
_ATTRIBUTE = late_pattern(r"""\s[a-z_-]++=(?:["'\u201c\u201d\u2033]|&quot;|&#|\w)|^=\S""", re.IGNORECASE)
_GLUED = late_pattern(r"\[\[|[A-Za-z0-9_]\[(?!/)")
_REFERENCE = late_pattern(r"\[(?!/)")
_CAPTION = late_pattern(r"""\bcaption=(?P<quote>["'])(?P<text>[^"']*+)(?P=quote)""")
_ALIGN = late_pattern(r"\balign=[\"']?(?P<class>align(?:left|right|center))\b")
_ADDRESS = late_pattern(r"https?://[^\s\[\]<>\"']++")
_MEANS_SOMETHING = late_pattern(r"[*_`\[\]\\&<>!~|]")
_INLINE = frozenset("a b br cite code em i mark q s small span strong sub sup u".split())
_FURTHEST = 40
"""Markups that may stand between the halves of a caption."""


class ShortcodeResidue(DocumentRule):
    """Shortcodes of WordPress and its plugins that nobody replaced.

    ## What it finds
    `[caption …]`, `[gallery ids="1,2"]`, `[youtube=…]`, `[sourcecode]`, `[vc_row]` and other shortcodes that a table
    knows. Names that are words (`[code]`, `[audio]`) count only with an attribute or with their closing half.

    ## Why it matters
    Only WordPress turns them into what they mean; elsewhere the reader sees the brackets. Behind `[gallery]`
    and `[audio]` something is missing.

    ## Fix safety
    Safe for a `[caption]` that holds one picture and its text, and that stands by itself: it becomes a
    `<figure>` with a `<figcaption>`. Unsafe for an address in `[embed]` or `[youtube=…]`: it becomes a link, where the
    author had a player; `--unsafe-fixes` or `extend-safe-fixes` applies that. All others are reported.
    Notes such as `[1]`, `[sic]`, `[^1]`, Markdown's links, their labels and task lists are none.
    """

    code = "BOI012"
    name = "shortcode-residue"
    stage = Stage.PROMOTION
    minds_markdown = True
    uses_knowledge = True
    literals = ("[",)

    GOOD = (
        Good("<p>A [1], B [sic], [video] C [ x ] [Gallery]</p>", note="notes"),
        Good('<p>Write a[text="1"] in CSS.</p>', note="a selector"),
        Good("<p>Turn to [code] for the code.</p>", note="a word"),
        Good("Turn to [code][1].\n\n[1]: /code\n", path="a.md", note="a reference"),
        Good("A[^1] and [x].\n\n- [x] done\n\n[^1]: B\n", path="a.md", note="Markdown's notes and lists"),
        Good("[gallery](/g) and [youtube][1] and [embed]\n\n[1]: /y\n[embed]: /e\n", path="a.md", note="links"),
        Good('<p>Write [[gallery ids="1"]] for it.</p>', note="escaped, as WordPress does"),
        Good('<pre>[caption id="a"]<img src="a.jpg">B[/caption]</pre>', note="code"),
        Good('a `[gallery ids="1"]` b\n', path="a.md", note="code"),
        Good('<a title="[gallery ids=1]" href="/b">B</a>', note="not in the text"),
    )
    BAD = (
        Bad(
            '<p>A</p>\n[caption id="attachment_7" align="alignright" width="300"]'
            '<img src="a.jpg" alt="A"> The <b>pier</b>[/caption]\n<p>B</p>',
            '<p>A</p>\n<figure class="alignright"><img src="a.jpg" alt="A"><figcaption>The <b>pier</b></figcaption>'
            "</figure>\n<p>B</p>",
            at='[caption id="attachment_7" align="alignright" width="300"]',
        ),
        Bad(
            '<p>[caption id="a" width="3" caption="The pier"]<a href="b.jpg"><img src="a.jpg"></a>[/caption]</p>',
            '<figure><a href="b.jpg"><img src="a.jpg"></a><figcaption>The pier</figcaption></figure>',
            note="the older form",
        ),
        Bad('<p>A [caption id="a"]<img src="a.jpg"> B[/caption] C</p>', note="in the middle of a paragraph"),
        Bad('<p>[caption id="a"]<img src="a.jpg"><img src="b.jpg"> B[/caption]</p>', note="two pictures"),
        Bad(
            'A\n\n[caption id="a"]<img src="a.jpg"> The pier[/caption]\n\nB\n',
            'A\n\n<figure><img src="a.jpg"><figcaption>The pier</figcaption></figure>\n\nB\n',
            path="a.md",
        ),
        Bad('[caption id="a"]<img src="a.jpg"> The *pier*[/caption]\n', path="a.md", note="Markdown in it"),
        Bad(
            "<p>[embed]https://v.example/1[/embed]</p>",
            unsafe='<p><a href="https://v.example/1">https://v.example/1</a></p>',
        ),
        Bad(
            "[youtube=https://v.example/?v=1]\n",
            unsafe='<a href="https://v.example/?v=1">https://v.example/?v=1</a>\n',
            path="a.md",
        ),
        Bad('<p>[gallery ids="1,2"]</p>', at='[gallery ids="1,2"]'),
        Bad("<p>[vc_row][vc_column]A[/vc_column][/vc_row]</p>", count=2),
        Bad("<p>[vc_row][vc_column]A[/vc_column][/vc_row]</p>", count=2, note="one beside the other"),
        Bad('<p>[sourcecode language="css"]p {}[/sourcecode] [code]x[/code]</p>', count=2),
        Bad("<p>A</p><p>[/caption]</p>", note="its first half is lost"),
        Bad(
            '\\[code lang="plain"\\]x\\[/code\\]\n',
            path="a.md",
            at='[code lang="plain"\\]',
            note="escaped by a converter",
        ),
    )

    def prepare(self) -> None:
        self._names = self.knowledge.index("name")
        self._prefixes = self.knowledge.index("prefix")
        self._beginnings = tuple(self._prefixes)

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        found = list(self._shortcodes(body))
        if not found:
            return
        partners = _pair([match for match, _ in found])
        for index, (match, entry) in enumerate(found):
            partner = partners[index]
            if match["slash"]:
                if partner is None:
                    yield self.finding(f"second half of a shortcode: {entry.why}", match.start(), match.end())
                continue
            closing = found[partner][0] if partner is not None else None
            if not entry.get("sure", False) and closing is None and not _ATTRIBUTE.search(match["rest"]):
                continue
            fix = None
            if entry.get("does") == "figure" and closing is not None:
                fix = _figure(body, match, closing)
            elif entry.get("does") == "link":
                fix = _link(body, match, closing)
            yield self.finding(f"shortcode [{match['name']}]: {entry.why}", match.start(), match.end(), fix)

    def _shortcodes(self, body: Body) -> Iterator[tuple[re.Match[str], Entry]]:
        text, offsets = body.text, body.offsets
        for match in _SHORTCODE.finditer(text, body.start, body.end):
            name = match["name"].lower()
            entry = self._names.get(name)
            if entry is None and name.startswith(self._beginnings):
                entry = next(self._prefixes[one] for one in self._beginnings if name.startswith(one))
            if entry is None or _GLUED.match(text, max(match.start() - 1, 0)):
                continue  # [[gallery]] is how WordPress writes that it means the text; a[text] is code.
            if body.read_as_markdown and not entry.get("sure", False) and _REFERENCE.match(text, match.end()):
                continue  # [text][reference]
            piece = bisect_right(offsets, match.start()) - 1
            if piece % 2 == 0 and not body.regions.covers(match.start()):
                yield match, entry


def _pair(matches: Sequence[re.Match[str]]) -> list[int | None]:
    """Return for each half of a shortcode the index of the other half, if it is there."""
    partners: list[int | None] = [None] * len(matches)
    open_ones: dict[str, list[int]] = {}
    for index, match in enumerate(matches):
        name = match["name"].lower()
        if not match["slash"]:
            open_ones.setdefault(name, []).append(index)
        elif open_ones.get(name):
            first = open_ones[name].pop()
            partners[first], partners[index] = index, first
    return partners


def _figure(body: Body, opening: re.Match[str], closing: re.Match[str]) -> Fix | None:
    """Return the fix that makes a ``<figure>`` of a caption that stands by itself and holds one picture."""
    text = body.text
    image = _picture(body, opening.end(), closing.start())
    if image is None:
        return None
    named = _CAPTION.search(opening["rest"])
    written = text[image.end : closing.start()].strip()
    if named is not None:
        if written:
            return None
        written = escape(unescape(named["text"].strip()), quote=False)
    start, end = opening.start(), closing.end()
    around = body.parent[image.index]
    if around >= 0:
        block = body.element(around)
        if block.name == "p":
            if block.partner < 0 or block.markup.attributes:
                return None
            if text[block.tag_end : start].strip() or text[end : block.content_end].strip():
                return None
            start, end = block.start, block.end
        elif block.name not in ("div", "section", "article", "main"):
            return None
    if not _stands_alone(body, start, end) or (body.read_as_markdown and _MEANS_SOMETHING.search(written)):
        return None
    aligned = _ALIGN.search(opening["rest"])
    before = f'<figure class="{aligned["class"]}">' if aligned else "<figure>"
    after = (f"<figcaption>{written}</figcaption>" if written else "") + "</figure>"
    edits = (Edit(start, image.start, before), Edit(image.end, end, after))
    changes = [Change(Aspect.TEXT, unescape(opening.group())), Change(Aspect.TEXT, closing.group())]
    if named is not None and written:
        changes.append(Change(Aspect.TEXT, "", unescape(written)))
    return Fix(edits, Safety.SAFE, changes)


def _picture(body: Body, start: int, end: int) -> Element | None:
    """Return the picture, or the link round it, that stands first in the span, if all else there is text."""
    index = bisect_left(body.offsets, start) // 2
    first: Element | None = None
    pictures = 0
    for number in range(index, min(index + _FURTHEST, len(body.markups))):
        begin = body.offsets[2 * number + 1]
        if begin >= end:
            return first if pictures == 1 else None
        if begin < start:
            continue
        markup = body.markups[number]
        if markup.kind is Kind.END and markup.name in _INLINE and body.partner[number] >= index:
            continue
        if markup.kind is not Kind.START:
            return None
        if markup.name == "img":
            pictures += 1
        elif markup.name not in _INLINE or (markup.name != "br" and body.element(number).partner < 0):
            return None
        if first is None:
            first = body.element(number)
            if body.text[start:begin].strip() or not (markup.name == "img" or _is_picture(first)):
                return None
    return first if pictures == 1 and index + _FURTHEST > len(body.markups) else None


def _is_picture(link: Element) -> bool:
    inside = [child.name for child in link.descendants()]
    return link.name == "a" and link.partner >= 0 and not link.has_text and inside == ["img"]


def _stands_alone(body: Body, start: int, end: int) -> bool:
    """Return whether the span has blocks, or blank lines, round it, so that a block can take its place."""
    text = body.text
    if body.syntax is Syntax.MARKDOWN:
        before, after = text[max(body.start, start - 200) : start], text[end : min(body.end, end + 200)]
        begins = start <= body.content[0] or re.search(r"\n[ \t]*+\r?+\n$", before) is not None
        ends = re.match(r"[ \t]*+\r?+(?:\n[ \t]*+\r?+(?:\n|\Z)|\Z)", after) is not None
        return begins and ends and "\n" not in text[start:end]
    first, last = bisect_right(body.offsets, start) - 1, bisect_right(body.offsets, end - 1) - 1
    for piece, beside, between in (
        (first, first // 2 - 1, text[body.offsets[first] : start] if first % 2 == 0 else body.pieces[first - 1]),
        (last, (last + 1) // 2, text[end : body.offsets[last + 1]] if last % 2 == 0 else body.pieces[last + 1]),
    ):
        if between.strip():
            return False
        beside = beside if piece % 2 == 0 else (piece - 1) // 2 + (1 if piece == last else -1)
        if 0 <= beside < len(body.markups) and body.markups[beside].name not in BLOCK_ELEMENTS | {"", "br"}:
            return False
    return True


def _link(body: Body, opening: re.Match[str], closing: re.Match[str] | None) -> Fix | None:
    """Return the fix that leaves the address of a player as a link."""
    if closing is not None:
        written, end = body.text[opening.end() : closing.start()].strip(), closing.end()
    else:
        written, end = opening["rest"].strip().removeprefix("=").strip("\"' "), opening.end()
    address = unescape(written)
    piece = bisect_right(body.offsets, opening.start()) - 1
    if not _ADDRESS.fullmatch(address) or end > body.offsets[piece + 1] or _in_link(body, piece // 2):
        return None
    before = body.text[max(0, opening.start() - 200) : opening.start()].rpartition("\n")[2]
    if before.endswith("\\") or (body.syntax is Syntax.MARKDOWN and "]:" in before):
        return None
    whole = unescape(body.text[opening.start() : end])
    changes = [Change(Aspect.TEXT, whole, address), Change(Aspect.LINK, "", address)]
    # As HTML in Markdown, too: the place may lie in an HTML block.
    replacement = f'<a href="{escape(address)}">{escape(address, quote=False)}</a>'
    return Fix(Edit(opening.start(), end, replacement), Safety.UNSAFE, changes)


def _in_link(body: Body, following: int) -> bool:
    """Return whether the text before markup *following* stands in a link."""
    if any(body.element(index).partner < 0 for index in body.start_tags(_is_link)):
        return True  # Where a link is left open, it goes on.
    if following >= len(body.markups):
        return False
    markup = body.markups[following]
    return (markup.kind is Kind.END and markup.name == "a") or body.nearest(following, _is_link) >= 0


def _is_link(tag: Markup) -> bool:
    return tag.name == "a"
