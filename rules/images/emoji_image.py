from __future__ import annotations

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

_CLASSES = frozenset(("wp-smiley", "emoji", "emojione", "twemoji", "emoticon", "smiley", "smilies"))
_LONGEST = 12
_WORD = late_pattern(r"[A-Za-z]{3}|\A:\S*:\Z")
_MARKDOWN = frozenset("*_[]()`#<>\\~|!")


class EmojiImage(ElementRule):
    """Pictures of smileys.

    ## What it finds
    Small pictures that stand for one character, by their class (`wp-smiley`, `emoji`, `twemoji` …).

    ## Why it matters
    They come from the server of somebody else, and as large as the page makes them without its style sheet.

    ## Fix safety
    Safe: the picture's `alt` is the character itself (or a smiley of signs, `:-D`), and takes its place. Unsafe if it
    is a name for it (`:smile:`, `[doge]`, `微笑`), because then a word takes the place of a picture. Without an `alt`
    the picture is only reported. In Markdown, an `alt` with characters that mean something there stays a picture.
    """

    code = "IMG004"
    name = "emoji-image"
    stage = Stage.PROMOTION
    tags = frozenset(("img",))
    attributes = ("class",)

    GOOD = (
        Good('<img class="photo" src="a.jpg" alt=":)">'),
        Good('<img class="emoji" src="a.jpg" alt="A picture of an emoji on a wall">', note="a real picture"),
        Good("<p>\U0001f600</p>"),
    )
    BAD = (
        Bad('<p>A <img class="wp-smiley" src="https://a.example/s.png" alt=":)"> B</p>', "<p>A :) B</p>"),
        Bad('<p>A<img draggable="false" class="emoji" alt="\U0001f600" src="a.svg"></p>', "<p>A\U0001f600</p>"),
        Bad('<p>A<img class="emoji" alt="<3" src="a.svg"></p>', "<p>A&lt;3</p>"),
        Bad('<p>A<img class="emoji" alt=":smile:" src="a.png"></p>', unsafe="<p>A:smile:</p>", note="a name"),
        Bad('<p>A<img class="emoticon" alt="[微笑]" src="a.png"></p>', unsafe="<p>A[微笑]</p>", note="a name"),
        Bad('<p>A <img class="wp-smiley" alt=":-D" src="a.png"></p>', "<p>A :-D</p>"),
        Bad('<p><img class="wp-smiley" src="a.gif"></p>', note="no text to take its place"),
        Bad('A <img class="emoji" alt="*" src="a.svg"> b\n', path="a.md", note="an asterisk is emphasis"),
    )

    def applies(self, tag: Markup) -> bool:
        return not _CLASSES.isdisjoint(name.lower() for name in tag.classes) and len(tag.get("alt") or "") <= _LONGEST

    def check(self, element: Element) -> Iterator[Finding]:
        alt = (element.get("alt") or "").strip()
        fix = None
        if alt and not (element.body.syntax is Syntax.MARKDOWN and _MARKDOWN & set(alt)):
            from html import escape

            changes = [Change(Aspect.TEXT, "", alt), Change(Aspect.MEDIA, alt)]
            changes += [
                Change(Aspect.MEDIA, attribute.text.strip())
                for attribute in element.markup.attributes
                if "src" in attribute.name and attribute.name != "srcset"
            ]
            for candidate in (element.get("srcset") or "").split(","):
                changes += [Change(Aspect.MEDIA, word) for word in candidate.split()[:1]]
            safety = Safety.UNSAFE if _is_name(alt) else Safety.SAFE
            fix = Fix(Edit(element.start, element.end, escape(alt, quote=False)), safety, changes)
        message = f"a picture for {alt}" if alt else "a picture of a smiley, which no text says"
        yield self.finding(message, element.start, element.end, fix)


def _is_name(alt: str) -> bool:
    """Return whether *alt* names the picture: three letters together, or a letter of another script than the Latin one.

    Signs that Unicode counts as letters (the one for information) stand between U+2000 and U+3000.
    """
    return _WORD.search(alt) is not None or any(
        one.isalpha() and (0x36F < ord(one) < 0x2000 or ord(one) > 0x3000) for one in alt
    )
