from __future__ import annotations

import re

from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup

_WITHOUT_SCHEME = re.compile(r"\s*+(?=//[\w-]++(?:\.[\w-]++)+(?::\d++)?+(?:[/?#]|\s*+\Z))")


class ProtocolRelativeUrl(TagRule):
    """Addresses without a scheme.

    ## What it finds
    Links, pictures and frames whose address begins with `//` and a host.

    ## Why it matters
    In a feed reader, in a mail and from a file on a disk there is no scheme to take over: the picture is missing.

    ## Fix safety
    Safe: `https:` goes before it, which is what every site that shows the article has today.
    """

    code = "LNK002"
    name = "protocol-relative-url"
    stage = Stage.LINKS
    attributes = ("href", "src", "poster")

    GOOD = (
        Good('<a href="https://a.example/b">A</a><img src="/c.jpg">'),
        Good('<a href="//">A</a><a href="//{{ host }}/b">B</a>', note="no host, a template"),
        Good("<p>//a.example/b</p>", note="text"),
        Good('<pre><img src="//a.example/b.jpg"></pre>', note="code"),
    )
    BAD = (
        Bad(
            '<img src="//a.example/b.jpg" alt="">', '<img src="https://a.example/b.jpg" alt="">', at="//a.example/b.jpg"
        ),
        Bad("<a href=//a.example>A</a>", "<a href=https://a.example>A</a>"),
        Bad('<iframe src="//a.example/player?x=1"></iframe>', '<iframe src="https://a.example/player?x=1"></iframe>'),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        for name in self.attributes:
            attribute = tag.by_name.get(name)
            if attribute is None or not attribute.value:
                continue
            match = _WITHOUT_SCHEME.match(attribute.value)
            if match is None:
                continue
            at = attribute.value_start + match.end()
            address = attribute.text.strip()
            aspects = (Aspect.LINK, Aspect.MEDIA, Aspect.EMBED, Aspect.SCRIPT)
            fix = Fix(
                Edit(at, at, "https:"), changes=[Change(aspect, address, f"https:{address}") for aspect in aspects]
            )
            yield self.finding(f"{name} has no scheme", attribute.value_start, attribute.value_end, fix)
