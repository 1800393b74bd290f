from __future__ import annotations

from functools import lru_cache

from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Severity
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._addresses import ADDRESS_ATTRIBUTES, CANDIDATE_ATTRIBUTES, candidates, refresh_address, why_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Attribute, Markup


_MOST_LINKS = 5


class UnsafeScheme(ElementRule):
    """Addresses that run code.

    ## What it finds
    `javascript:`, `vbscript:` and the like, and `data:` addresses of pages and scripts, also where references, tabs,
    line ends, control characters or invisible ones disguise them, in every attribute that holds an address, in a
    `<meta>` refresh, and in the parameters of a plug-in.

    ## Why it matters
    Whoever wrote the address decides what the reader's browser does on your site.

    ## Fix safety
    Safe everywhere, code included: the attribute goes, and a link that has nothing else becomes its text, which stays.
    A list of pictures (`srcset`) with one such address among others is only reported. Pictures, sounds and files in
    `data:` addresses stay.
    bleach's policy is asked for a second opinion: where it would let the address pass, the finding has no fix.
    """

    code = "SEC003"
    name = "unsafe-scheme"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    in_guarded_regions = True
    attributes = tuple(sorted(ADDRESS_ATTRIBUTES | CANDIDATE_ATTRIBUTES | {"content", "value"}))

    GOOD = (
        Good('<a href="https://a.example/?x=javascript:y">A</a>', note="not the scheme"),
        Good('<a href="/javascript:x">A</a><a href="#javascript:x">B</a>', note="not a scheme"),
        Good('<img src="data:image/png;base64,AAAA">', note="a picture"),
        Good('<a href="mailto:a@b.example">A</a><a href="tel:1">B</a><a href="magnet:?x">C</a>'),
        Good('<img src="data:image/svg+xml,%3Csvg/%3E" srcset="a.png 1x, b.png 2x">', note="a drawing as a picture"),
        Good('<a href="data:text/csv,a" download>A</a><a href="data:application/pdf;base64,A">B</a>', note="files"),
        Good('<a href="feed:https://a.example/">A</a>', note="an address in another one"),
        Good('<input value="javascript:x"><meta name="a" content="javascript:x">', note="no addresses"),
        Good('<a href="https://a.example/" title="javascript:x">A</a>', note="no address"),
        Good("`<a href='javascript:x'>`\n", path="a.md", note="shown as code, not run"),
    )
    BAD = (
        Bad('<a href="javascript:x()">A</a>', "A", at='href="javascript:x()"'),
        Bad('<a href="java&#9;script:x()">A</a>', "A", note="a tab as a reference"),
        Bad('<a href=" &#x6A;avascript&colon;x()" class="b">A</a>', '<a class="b">A</a>', note="other disguises"),
        Bad('<a href="JaVaScRiPt:x"><b>A</b></a>', "<b>A</b>"),
        Bad('<p><img src="vbscript:x" alt="A"></p>', '<p><img alt="A"></p>'),
        Bad('<iframe src="data:text/html,<script>x()</script>"></iframe>', "<iframe></iframe>"),
        Bad('<pre><a href="javascript:x">a</a></pre>', "<pre>a</pre>", note="in code too"),
        Bad('<a href="java\u200bscript:x">A</a>', "A", note="an invisible character"),
        Bad('<a href="\x01java\x00scr\nipt:x">A</a>', "A", note="control characters"),
        Bad('<a href="&#0000106&#x61vascript:x">A</a>', "A", note="references without an end"),
        Bad('<a href="feed:javascript:x">A</a>', "A", note="in another address"),
        Bad('<a href="javascript:x" href="/b">A</a>', "<a>A</a>", note="the second must not take its place"),
        Bad('<a href="data:text/h\ttml,x">A</a><a href="DATA:application/xhtml+xml,x">B</a>', "AB", count=2),
        Bad('<svg><a xlink:href="javascript:x"><text>A</text></a></svg>', "<svg><text>A</text></svg>"),
        Bad('<svg><use href="data:image/svg+xml,x"/></svg>', "<svg><use/></svg>", note="what it draws can run"),
        Bad('<button formaction="vbscript:x">A</button>', "<button>A</button>"),
        Bad('<table background="javascript:x"><tr><td>A</table>', "<table><tr><td>A</table>"),
        Bad('<img src="a.png" srcset="javascript:x">', '<img src="a.png">'),
        Bad('<img src="a.png" srcset="b.png 1x, javascript:x 2x">', note="a picture among them"),
        Bad('<meta http-equiv="refresh" content="0; url=javascript:x">', '<meta http-equiv="refresh">'),
        Bad('<object><param name="movie" value="javascript:x"></object>', '<object><param name="movie"></object>'),
        Bad("_a_<a href='javascript:x'>b</a>\n", "_a_<a>b</a>\n", path="a.md", note="Markdown goes on as it was"),
        Bad("a <a href='javascript:x'>b</a> c\n", "a b c\n", path="a.md"),
    )

    def applies(self, tag: Markup) -> bool:
        return any(why_unsafe(tag, attribute) for attribute in tag.attributes)

    def check(self, element: Element) -> Iterator[Finding]:
        tag, start = element.markup, element.start
        done: set[str] = set()
        for attribute in tag.attributes:
            why = why_unsafe(tag, attribute)
            if not why or attribute.name in done:
                continue
            done.add(attribute.name)
            address = refresh_address(attribute.text) if attribute.name == "content" else attribute.text
            fix = self._fix(element, attribute) if _is_whole(attribute) and _bleach_agrees(address) else None
            yield self.finding(why, start + attribute.start, start + attribute.end, fix)

    def _fix(self, element: Element, attribute: Attribute) -> Fix:
        tag, start = element.markup, element.start
        value = attribute.text.strip().replace("\0", "\ufffd")  # What a parser makes of it.
        values = [value]
        if attribute.name in CANDIDATE_ATTRIBUTES:
            values += [*candidates(value), *value.split()]  # More is white space to some readers.
        aspects = (Aspect.LINK, Aspect.MEDIA, Aspect.EMBED, Aspect.SCRIPT)
        changes = [Change(aspect, value) for value in values for aspect in aspects]
        if element.name == "a":
            # Links in links: readers differ in which of them is left.
            outer = element.index
            for _ in range(_MOST_LINKS):
                if (outer := element.body.nearest(outer, _is_link)) < 0:
                    break
                changes.append(Change(Aspect.LINK, value, (element.body.markups[outer].get("href") or "").strip()))
        if element.name == "a" and len(tag.attributes) == 1 and element.partner >= 0:
            edits = [Edit(start, element.tag_end), Edit(element.content_end, element.end)]
            if not element.body.read_as_markdown or _keeps_reading(element.body, edits):
                return Fix(edits, changes=[*changes, Change(Aspect.EMPHASIS, element.text)])
        # Of several attributes with one name browsers read the first: when it goes, no other may take its place.
        same = [other for other in tag.attributes if other.name == attribute.name and other.start >= attribute.start]
        return Fix([attribute_removal(tag, other).moved(start) for other in same], changes=changes)


def _keeps_reading(body: Body, edits: list[Edit]) -> bool:
    from newslint.linting.markdown_reading import keeps_reading

    return keeps_reading(body, edits)


def _is_link(tag: Markup) -> bool:
    return tag.name == "a" and bool(tag.get("href"))


def _is_whole(attribute: Attribute) -> bool:
    """Return whether nothing but the one address stands in the attribute."""
    return attribute.name not in CANDIDATE_ATTRIBUTES or len(candidates(attribute.text)) == 1


@lru_cache(maxsize=1000)
def _bleach_agrees(address: str) -> bool:
    """Return whether bleach, too, would not let this address stand in a link."""
    from html import escape

    import bleach

    cleaned = bleach.clean(
        f'<a href="{escape(address)}">x</a>',
        tags={"a"},
        attributes={"a": ["href"]},
        protocols={"http", "https", "mailto", "tel", "ftp"},
    )
    return "href" not in cleaned
