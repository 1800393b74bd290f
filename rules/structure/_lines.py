"""What stands before and behind a markup on the same line of text. Shared by the rules on line breaks."""

from __future__ import annotations

from enum import Enum

from newslint.document.body import Syntax, is_block
from newslint.document.html import WHITESPACE, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body
    from newslint.document.html import Markup

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var".split()
)
"""Elements that are part of a line."""
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that browsers open again behind the end tag that cut them short (HTML Standard, 13.2.4.3)."""


def first_left_open(body: Body) -> int:
    """Return the first start tag of a bold word and the like that nothing closes: it reaches over what follows."""
    for index, markup in enumerate(body.markups):
        if markup.name in FORMATTING and markup.kind is Kind.START and body.partner[index] < 0:
            return index
    return len(body.markups)


def settled(body: Body) -> bool:
    """Return whether Markdown, if it reads this body, takes all of its HTML for HTML.

    Where it shows some of it as code, that comes first: what another fix would make of the page cannot be foreseen.
    """
    return not body.read_as_markdown or body.syntax is Syntax.MARKDOWN or not _shows_code(body)


def _shows_code(body: Body) -> bool:
    return body.document is not None and bool(body.document.indented_html)


class Beside(Enum):
    """What is found first in one direction, inline tags and comments not counted."""

    TEXT = "text"
    BREAK = "a line break"
    BEGINS = "the start tag of a block"
    ENDS = "the end tag of a block"
    EDGE = "the start or the end of the body"
    OTHER = "anything else"


def beside(body: Body, index: int, step: int) -> tuple[Beside, int]:
    """Return what stands before (*step* -1) or behind (1) markup *index*, and the index of that markup."""
    index += step
    while True:
        if body.pieces[2 * index + (2 if step < 0 else 0)].strip(WHITESPACE):
            return Beside.TEXT, index
        if not 0 <= index < len(body.markups):
            return Beside.EDGE, index
        markup = body.markups[index]
        if markup.name in INLINE:
            if _is_moved(markup):
                return Beside.OTHER, index
        elif markup.name == "br":
            return Beside.BREAK, index
        elif markup.name == "img" and markup.by_name.keys().isdisjoint(("style", "class", "align")):
            return Beside.TEXT, index
        elif is_block(markup):
            if markup.name == "hr":
                return (Beside.ENDS if step < 0 else Beside.BEGINS), index
            if markup.kind is Kind.START:
                return Beside.BEGINS, index
            return (Beside.ENDS if body.partner[index] >= 0 else Beside.OTHER), index
        elif markup.name:
            return Beside.OTHER, index
        index += step


_WITHOUT_MARGIN = frozenset("address article aside body center div footer header hgroup main nav section".split())
"""Blocks that stand close to each other, where no style says otherwise (HTML Standard, 15.3.3)."""
_WITH_MARGIN = frozenset("blockquote dl h1 h2 h3 h4 h5 h6 ol p ul".split())


def has_margin(tag: Markup) -> bool:
    """Return whether an element keeps what is above and below at a distance, even if it holds nothing."""
    return tag.name in _WITH_MARGIN


class Gaps:
    """Where in a body nothing but empty elements keeps two lines of text at a distance. Each place is looked at once.

    In ``<div>A</div><p></p><div>B</div>`` that is the paragraph: it looks like an empty line.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self._known: dict[tuple[int, int], bool] = {}

    def between(self, first: int, last: int) -> bool:
        """Return whether the lines before markup *first* and behind markup *last* have no distance of their own."""
        return self._is_close(first - 1, -1) and self._is_close(last + 1, 1)

    def _is_close(self, index: int, step: int) -> bool:
        """Return whether a line comes first, and no edge with a distance, from *index* on to the left or right."""
        body, known = self.body, self._known
        passed: list[tuple[int, int]] = []
        while (answer := known.get((index, step))) is None:
            passed.append((index, step))
            if body.pieces[2 * index + (2 if step < 0 else 0)].strip(WHITESPACE):
                answer = True
            elif not 0 <= index < len(body.markups):
                answer = False
            else:
                markup = body.markups[index]
                if not markup.name or markup.name in INLINE:
                    index += step
                    continue
                partner = body.partner[index]
                enters = partner >= 0 and (partner - index) * step > 0
                if enters and body.element(min(index, partner)).empty:
                    index = partner + step
                    continue
                if (enters and markup.name in _WITHOUT_MARGIN) or _is_stray(markup, partner):
                    index += step
                    continue
                answer = markup.name != "br" and not is_block(markup)
            break
        for place in passed:
            known[place] = answer
        return answer


def _is_stray(markup: Markup, partner: int) -> bool:
    """Return whether this is an end tag of a paragraph without a start tag: browsers show nothing but the distance."""
    return markup.name == "p" and markup.kind is Kind.END and partner < 0


def _is_moved(tag: Markup) -> bool:
    """Return whether a style may take an inline element out of its line."""
    if tag.kind is not Kind.START or "style" not in tag.text:
        return False
    style = (tag.get("style") or "").lower()
    return any(word in style for word in _PLACING)


_PLACING = ("display", "float", "position")
_PLACED = ("left", "right", "float", "pull", "inline", "aside")


def floats(tag: Markup) -> bool:
    """Return whether a block, by what its start tag says, may stand beside the line of text around it.

    Text before such a block may go on behind it: a picture, a box or a table that floats ends no line.
    """
    if tag.name == "aside" or (tag.name == "table" and "align" in tag.by_name):
        return True
    return _is_moved(tag) or any(word in name.lower() for name in tag.classes for word in _PLACED)


_VERSE_CLASSES = ("verse", "poem", "poetry", "lyric", "stanza")


def is_verse(tag: Markup) -> bool:
    """Return whether the lines in this element are lines of a verse or an address, by its name or class."""
    if tag.name == "address":
        return True
    return "class" in tag.text and any(word in name.lower() for name in tag.classes for word in _VERSE_CLASSES)
