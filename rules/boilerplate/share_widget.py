"""Entries of the table: ``endpoint``, where share links lead; or the container of a share bar, by ``class``, ``id``, or
``attribute`` with ``value``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from newslint.late_pattern import late_pattern
from newslint.linting.declare import everything_in
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._blocks import Block, Containers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_LABEL = late_pattern(
    r"(?:share(?: (?:this|on|via|with)[\w ]{0,20}+)?+|tweet|spread the word|like this"
    r"|\u5206\u4eab(?:\u5230|\u81f3)?+|\u5171\u6709"
    r"|\u30b7\u30a7\u30a2(?:\u3059\u308b)?+|teilen|partager|compartir|compartilhar|condividi"
    r"|\u043f\u043e\u0434\u0435\u043b\u0438\u0442\u044c\u0441\u044f)?+[\s:\uff1a|\u00b7,/\u2022]*+",
    re.IGNORECASE,
)
_CONTAINERS = frozenset(("div", "p", "ul", "ol", "nav", "aside", "section", "footer", "span"))
_MEDIA = frozenset(("video", "audio", "iframe", "object", "embed", "picture", "table", "pre", "blockquote", "figure"))
_LONGEST = 20_000
_LONGEST_TEXT = 300


class ShareWidget(ElementRule):
    """Rows of buttons to share the article.

    ## What it finds
    Containers that hold links to the share pages of networks, and nothing else but their names, their pictures and a
    word such as "Share"; and the share bars that a table knows by the name of their container.

    ## Why it matters
    The links share the page that the article was taken from, and their icons are missing.

    ## Fix safety
    Safe for two links or more: all of them go together. A single one is left alone, and so is a container with any
    other link or text: an article can be about sharing. A known bar goes as a whole, if it is no longer than a bar is
    and holds no paragraph, quotation, listing, picture outside of a link or player; else it is only reported.
    """

    code = "BOI007"
    name = "share-widget"
    stage = Stage.REMOVAL
    uses_knowledge = True
    weighs_evidence = True
    tags = frozenset(("a",)) | _CONTAINERS

    GOOD = (
        Good('<p>Post it <a href="https://twitter.com/intent/tweet?text=a">on Twitter</a>.</p>', note="a sentence"),
        Good(
            '<p>The <a href="https://www.facebook.com/sharer.php">Facebook</a> and '
            '<a href="https://twitter.com/share">Twitter</a> buttons slow a page down.</p>',
            note="an article about sharing",
        ),
        Good(
            '<ul><li><a href="https://t.me/share?url=a">Telegram</a></li><li><a href="/b">B</a></li></ul>',
            note="another link",
        ),
    )
    BAD = (
        Bad(
            '<p>A</p>\n<div class="share"><span>Share:</span> <a href="https://t.me/share/url?url=a">TG</a> '
            '<a href="//www.facebook.com/sharer/sharer.php?u=a"><img src="f.png" alt="Facebook"></a></div>\n<p>B</p>',
            "<p>A</p>\n<p>B</p>",
        ),
        Bad(
            '<p>A</p><div><ul><li><a href="https://x.com/intent/post?url=a">X</a></li>'
            '<li><a href="https://www.linkedin.com/shareArticle?url=a">in</a></li></ul></div><p>B</p>',
            "<p>A</p><p>B</p>",
        ),
        Bad(
            '<p>A</p>\n<div class="sharedaddy"><h3>Share this:</h3>'
            '<ul><li><a href="/b/?share=x">X</a></li></ul></div>\n',
            "<p>A</p>\n",
            note="a table names the container",
        ),
        Bad('<p>A</p><div class="sharedaddy"><p>Tell Ann.</p></div>', note="a paragraph of the author's in it"),
        Bad('<p>A</p><div class="sharedaddy"><img src="b.jpg"></div>', note="a picture in it"),
        Bad('A <span class="a2a_kit"><a href="/b/?share=x">X</a></span> B', note="in a sentence"),
    )

    def prepare(self) -> None:
        self._containers = Containers(self.knowledge)
        self._endpoints = tuple(self.knowledge.index("endpoint"))
        self.attributes = ("href", *self._containers.attributes)  # type: ignore[misc]

    def applies(self, tag: Markup) -> bool:
        return self._shares(tag) if tag.name == "a" else self._containers.find(tag) is not None

    def check(self, element: Element) -> Iterator[Finding]:
        return self._link(element) if element.name == "a" else self._bar(element)

    def _link(self, link: Element) -> Iterator[Finding]:
        if self._follows_another(link):
            return  # What holds both of them is looked at for the first one.
        widget = self._widget(link)
        if widget is None:
            return
        known = self._containers.around(widget)
        if known is not None and _removal(known[0]) is not None:
            return  # It goes with the bar.
        edit = Block.of(widget).removal()
        fix = Fix(edit, changes=everything_in(widget)) if edit is not None else None
        yield self.finding("buttons to share the page that this comes from", widget.start, widget.end, fix)

    def _bar(self, element: Element) -> Iterator[Finding]:
        known = self._containers.around(element)
        if known is None or known[0].index != element.index:
            return  # It goes with what it stands in.
        if not element.has_text and not element.holds_one(_is_link) and not element.holds_one(_is_picture):
            return  # An empty shell is another rule's.
        edit = _removal(element)
        fix = Fix(edit, changes=everything_in(element)) if edit is not None else None
        yield self.finding(f"share buttons: {known[1].why}", element.start, element.end, fix)

    def _shares(self, tag: Markup) -> bool:
        scheme, separator, rest = (tag.get("href") or "").strip().lower().partition("//")
        if not separator or scheme not in ("http:", "https:", ""):
            return False
        rest = rest.removeprefix("www.").removeprefix("m.")
        return rest.startswith(self._endpoints)

    def _follows_another(self, link: Element) -> bool:
        """Return whether the innermost element that holds *link* and a further link holds a share link before it."""
        shares, links = link.body.start_tags(self._shares), link.body.start_tags(_is_link)
        place = bisect_left(shares, link.index)
        before = shares[place - 1] if place else -1
        place = bisect_right(links, link.index)
        behind = links[place] if place < len(links) else len(link.body.markups)
        around = link.parent
        while around is not None and before < around.index and not link.index < behind < around.partner:
            around = around.parent
        return around is not None and around.index < before

    def _widget(self, link: Element) -> Element | None:
        """Return the outermost container around *link* that holds share links alone, two at least, if there is one."""
        found: Element | None = None
        around = link.parent
        while around is not None and around.name in (*_CONTAINERS, "li") and self._only_shares(around):
            if around.name in _CONTAINERS and sum(1 for _ in around.descendants("a")) > 1:
                found = around
            around = around.parent
        return found

    def _only_shares(self, element: Element) -> bool:
        if element.partner < 0 or element.end - element.start > _LONGEST or element.holds_comment:
            return False
        text = element.text
        for inner in element.descendants():
            if inner.name in _MEDIA:
                return False
            if inner.name == "a":
                if not self._shares(inner.markup):
                    return False
                text = text.replace(inner.text, " ", 1) if inner.text else text
            elif inner.name == "img" and not inner.inside_one(_is_link):
                return False
        return _LABEL.fullmatch(" ".join(text.split())) is not None


def _removal(bar: Element) -> Edit | None:
    return Block.of(bar).removal() if bar.partner >= 0 and _is_bar(bar) else None


def _is_bar(element: Element) -> bool:
    """Return whether what a known container holds can be nothing but a share bar."""
    if element.end - element.start > _LONGEST or len(" ".join(element.text.split())) > _LONGEST_TEXT:
        return False
    for inner in element.descendants():
        if inner.name in ("p", "pre", "blockquote", "figure", "video", "audio", "object", "embed", "picture"):
            return False
        if inner.name == "img" and not inner.inside_one(_is_link):
            return False
    return True


def _is_picture(tag: Markup) -> bool:
    return tag.name == "img"


def _is_link(tag: Markup) -> bool:
    return tag.name == "a"
