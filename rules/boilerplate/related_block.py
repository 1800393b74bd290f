"""Entries of the table: ``heading``, the whole text of the line above the links, in lower case."""

from __future__ import annotations

from newslint.document.body import Element, Syntax
from newslint.document.html import Kind
from newslint.late_pattern import late_pattern
from newslint.linting.declare import everything_in
from newslint.linting.finding import Fix, Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ..comments._removal import removal
from ._blocks import TEMPLATE_MARKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_LISTS = frozenset(("ul", "ol"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "div"))
_WRAPPERS = frozenset(("div", "section", "aside", "nav", "footer"))
_OUTER = _WRAPPERS | frozenset(("article", "main", "body", "html"))
_END_MARKS = " :\uff1a.\u2026!>\u00bb#*_"
_LARGEST = 20_000
_LONGEST_HEADING = 60
_LONGEST_NOTE = 24
"""Characters that may stand beside a link in its item, if a number is among them: a date, a count of comments."""
_DIGIT = late_pattern(r"\d")
_ITEM = late_pattern(r"[ \t]*+[-*+][ \t]++\[[^\[\]]++\]\([^()\s]++\)[ \t]*+")
_MOST_ITEMS = 60


class RelatedBlock(DocumentRule):
    """Links to other articles, at the end.

    ## What it finds
    A heading such as "Read also", "Related posts" or 相关阅读, known by a table, with nothing after it but a list of
    links, all to one site, as the last thing in the article.

    ## Why it matters
    The links are the site's choice of the day and no part of the article. They fill its search index and its text
    with the headlines of others.

    ## Fix safety
    Unsafe: the author may have chosen the links. Review the findings, then use `--unsafe-fixes`, or name the rule
    in `extend-safe-fixes`. In Markdown's own lists it is only reported. References, bibliographies, "Further reading"
    and an encyclopedia's "See also" are in no table. A list with notes beside its links, or with links to several
    sites, is not reported either, because somebody made it by hand.
    """

    code = "BOI009"
    name = "related-block"
    stage = Stage.REMOVAL
    uses_knowledge = True
    literals = ("</ul>", "</ol>", "](")

    GOOD = (
        Good('<p>A</p><h2>References</h2><ul><li><a href="/b">B</a></li></ul>', note="references"),
        Good('<p>A</p><h2>See also</h2><ul><li><a href="/b">B</a></li></ul>', note="an encyclopedia's"),
        Good('<p>A</p><h2>Further reading</h2><ul><li><a href="/b">B</a></li></ul>', note="a bibliography"),
        Good('<p>A</p><h2>参考文献</h2><ol><li><a href="/b">乙</a></li></ol>', note="a bibliography"),
        Good('<p>A</p><h3>Read also</h3><ul><li><a href="/b">B</a></li></ul><p>C</p>', note="not at the end"),
        Good(
            '<p>A</p><h3>Read also</h3><ul><li><a href="/b">B</a>, on the ferries of the north</li></ul>',
            note="with notes of the author's",
        ),
        Good(
            '<p>A</p><h3>Related articles</h3><ul><li><a href="https://a.example/b">B</a></li>'
            '<li><a href="https://c.example/d">D</a></li></ul>',
            note="several sites",
        ),
        Good("<p>A</p><h3>Read also</h3><ul><li>The harbour</li></ul>", note="no links"),
        Good('<h3>Read also</h3><ul><li><a href="/b">B</a></li></ul>', note="all that there is"),
        Good("A\n\n## See also\n\n- [B](/b)\n", path="a.md"),
    )
    BAD = (
        Bad(
            '<p>A</p>\n<h3>Read also</h3>\n<ul><li><a href="/b">B</a></li></ul>\n',
            unsafe="<p>A</p>\n",
            at='<h3>Read also</h3>\n<ul><li><a href="/b">B</a></li></ul>',
        ),
        Bad(
            '<div><p>甲</p><div class="more"><p><strong>相关阅读：</strong></p>'
            '<ul><li><a href="https://a.example/b">乙</a> 2022-02-07</li>'
            '<li><a href="https://a.example/c"><img src="c.jpg">丙</a></li></ul></div></div>',
            unsafe="<div><p>甲</p></div>",
            note="with its container",
        ),
        Bad(
            "A\n\n### Related posts\n\n- [B](/b)\n- [C](/c)\n",
            path="a.md",
            at="### Related posts\n\n- [B](/b)\n- [C](/c)",
        ),
    )

    def prepare(self) -> None:
        self._headings = self.knowledge.index("heading")

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        span: tuple[int, int] | None
        found = self._elements(body)
        fix = None
        if found:
            span = found[0].start, found[-1].end
            source = document.text[span[0] : span[1]]
            if not any(mark in source for mark in TEMPLATE_MARKS) and (edit := removal(body, *span)) is not None:
                changes = [change for element in found for change in everything_in(element)]
                fix = Fix(edit, Safety.UNSAFE, changes)
        else:
            span = self._lines(body) if body.syntax is Syntax.MARKDOWN else None
        if span is not None:
            yield self.finding("links to other articles of the site", *span, fix)

    def _elements(self, body: Body) -> list[Element]:
        """Return the heading and the list, or the container of both; empty if they are not the last thing."""
        index = _last_list(body)
        if index < 0:
            return []
        links = body.element(index)
        heading = _element_before(body, index)
        if heading is None or heading.name not in _HEADINGS or not self._is_heading(heading.text):
            return []
        if links.end - links.start > _LARGEST or not _links_alone(links):
            return []
        found = [heading, links]
        parent = links.parent
        while parent is not None and parent.name in _WRAPPERS and _holds_nothing_else(parent, found):
            found = [parent]
            parent = parent.parent
        first = found[0].index
        if not body.texts or body.texts[0] > 2 * first:
            return []  # Nothing else is there.
        return found

    def _is_heading(self, text: str) -> bool:
        return len(text) <= _LONGEST_HEADING and " ".join(text.split()).strip(_END_MARKS).lower() in self._headings

    def _lines(self, body: Body) -> tuple[int, int] | None:
        """Return the span of a heading and a list that Markdown writes, at the end of the body."""
        text, (first, end) = body.text, body.content
        stop, items = end, 0
        while stop > first:
            start = max(text.rfind("\n", first, stop) + 1, first)
            line = text[start:stop] if stop - start <= 1_000 else ""
            if _ITEM.fullmatch(line):
                items += 1
            elif line.strip():
                if not items or not line.startswith(("#", "**", "__")) or not self._is_heading(line) or start <= first:
                    return None
                return start, end
            elif stop > start:
                return None  # A line that is longer than any of these.
            if items > _MOST_ITEMS:
                return None
            stop = start - 1
        return None


def _last_list(body: Body) -> int:
    """Return the index of the start tag of the list that ends the article, or -1."""
    markups, pieces = body.markups, body.pieces
    for index in range(len(markups) - 1, -1, -1):
        markup = markups[index]
        if pieces[2 * index + 2].strip():
            return -1
        if markup.kind is Kind.END and markup.name in _LISTS:
            partner = body.partner[index]
            return partner if partner >= 0 and body.element(partner).partner >= 0 else -1
        if markup.kind is not Kind.END or markup.name not in _OUTER:
            return -1
    return -1


def _element_before(body: Body, index: int) -> Element | None:
    """Return the closed element that ends right before markup *index*."""
    before = index - 1
    if before < 0 or body.pieces[2 * index].strip() or body.markups[before].kind is not Kind.END:
        return None
    partner = body.partner[before]
    element = body.element(partner) if partner >= 0 else None
    if element is None or element.partner < 0 or element.end - element.start > 1_000:
        return None
    return element


def _links_alone(links: Element) -> bool:
    """Return whether each item is one link and at most a number beside it, and all of them lead to one site."""
    from urllib.parse import urlsplit

    sites: set[str] = set()
    items = 0
    for item in links.children():
        if item.name != "li" or item.partner < 0:
            return False
        anchors = [one for one in item.descendants("a") if (one.get("href") or "").strip(" #")]
        if len({one.get("href") for one in anchors}) != 1 or any(one.partner < 0 for one in anchors):
            return False
        beside = item.text
        for anchor in anchors:
            beside = beside.replace(anchor.text, "", 1)
        beside = beside.strip(" \t\r\n\u00a0-\u2013\u2014|\u00b7\u2022()[]")
        if beside and (len(beside) > _LONGEST_NOTE or not _DIGIT.search(beside)):
            return False
        try:
            host = urlsplit((anchors[0].get("href") or "").strip()).hostname or ""
        except ValueError:
            return False
        sites.add(host.removeprefix("www."))
        items += 1
    return items > 0 and len(sites) == 1


def _holds_nothing_else(parent: Element, found: list[Element]) -> bool:
    if parent.partner < 0 or parent.end - parent.start > 2 * _LARGEST or "id" in parent.markup.by_name:
        return False
    text = parent.body.text
    return not text[parent.tag_end : found[0].start].strip() and not text[found[-1].end : parent.content_end].strip()
