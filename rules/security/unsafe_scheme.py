from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Severity
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._addresses import ADDRESS_ATTRIBUTES, runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Attribute, Markup


class UnsafeScheme(ElementRule):
    """Addresses that run code.

    ## What it finds
    `javascript:`, `vbscript:` and the like, and `data:` addresses of pages and scripts, also where references, tabs,
    line
    ends or invisible characters disguise them.

    ## Why it matters
    Whoever wrote the address decides what the reader's browser does on your site.

    ## Fix safety
    Safe everywhere, code included: the attribute goes, and a link that has nothing else becomes its text, which stays.
    bleach's policy is asked for a second opinion: where it would let the address pass, the finding has no fix.
    """

    code = "SEC003"
    name = "unsafe-scheme"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    in_guarded_regions = True
    attributes = tuple(sorted(ADDRESS_ATTRIBUTES))

    GOOD = (
        Good('<a href="https://a.example/?x=javascript:y">A</a>', note="not the scheme"),
        Good('<a href="/javascript:x">A</a><a href="#javascript:x">B</a>', note="not a scheme"),
        Good('<img src="data:image/png;base64,AAAA">', note="a picture"),
        Good('<a href="mailto:a@b.example">A</a><a href="tel:1">B</a><a href="magnet:?x">C</a>'),
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
    )

    def applies(self, tag: Markup) -> bool:
        return any(self._unsafe(attribute) for attribute in tag.attributes)

    def _unsafe(self, attribute: Attribute) -> str:
        value = attribute.value
        if (
            value
            and attribute.name in ADDRESS_ATTRIBUTES
            and (":" in value or "&" in value)
            and not value.startswith(("http", "/", "#", "mailto:"))
        ):
            return runs(attribute.text)
        return ""

    def check(self, element: Element) -> Iterator[Finding]:
        tag = element.markup
        for attribute in tag.attributes:
            why = self._unsafe(attribute)
            if not why:
                continue
            start = element.start
            fix = None
            if _bleach_agrees(attribute.text):
                value = attribute.text.strip()
                changes = [Change(aspect, value) for aspect in (Aspect.LINK, Aspect.MEDIA, Aspect.EMBED, Aspect.SCRIPT)]
                if element.name == "a" and len(tag.attributes) == 1 and element.partner >= 0:
                    edits = [Edit(start, element.tag_end), Edit(element.content_end, element.end)]
                    changes.append(Change(Aspect.EMPHASIS, element.text))
                else:
                    before = attribute.start
                    while tag.text[before - 1] in " \t\r\n\f":
                        before -= 1
                    edits = [Edit(start + before, start + attribute.end)]
                fix = Fix(edits, changes=changes)
            yield self.finding(why, start + attribute.start, start + attribute.end, fix)


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
