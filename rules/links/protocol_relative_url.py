from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ..tracking._addresses import addresses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_WITHOUT_SCHEME = late_pattern(r"//[\w-]++(?:\.[\w-]++)+(?::\d++)?+(?:[/?#]|\Z)")


class ProtocolRelativeUrl(DocumentRule):
    """Addresses without a scheme.

    ## What it finds
    Addresses of links, pictures (all of a `srcset`), frames and the like, and of Markdown links, that begin with `//`
    and a host.

    ## Why it matters
    In a feed reader, in a mail and from a file on a disk there is no scheme to take over: the picture is missing.

    ## Fix safety
    Safe: `https:` goes before it, which is what every site that shows the article has today.
    """

    code = "LNK002"
    name = "protocol-relative-url"
    stage = Stage.LINKS
    literals = ("//",)

    GOOD = (
        Good('<a href="https://a.example/b">A</a><img src="/c.jpg">'),
        Good('<a href="//">A</a><a href="//{{ host }}/b">B</a>', note="no host, a template"),
        Good("<p>//a.example/b</p>", note="text"),
        Good('<pre><img src="//a.example/b.jpg"></pre>', note="code"),
        Good('<p data-code="//a.example is a comment">A</p>', note="no address"),
        Good("A (//a.example/b)\n\n    [a](//b.example/c)\n", path="a.md", note="no link"),
    )
    BAD = (
        Bad(
            '<img src="//a.example/b.jpg" alt="">', '<img src="https://a.example/b.jpg" alt="">', at="//a.example/b.jpg"
        ),
        Bad("<a href=//a.example>A</a>", "<a href=https://a.example>A</a>"),
        Bad('<iframe src="//a.example/player?x=1"></iframe>', '<iframe src="https://a.example/player?x=1"></iframe>'),
        Bad(
            '<img srcset="//a.example/b.jpg 1x, //a.example/c.jpg?d=1&amp;e 2x" data-src="//a.example/c.jpg">',
            '<img srcset="https://a.example/b.jpg 1x, https://a.example/c.jpg?d=1&amp;e 2x" '
            'data-src="https://a.example/c.jpg">',
            count=3,
        ),
        Bad(
            "[A](//a.example/b?c&d 'T'), [b] ![C](<//a.example/c.jpg>)\n\n[b]: //b.example\n",
            "[A](https://a.example/b?c&d 'T'), [b] ![C](<https://a.example/c.jpg>)\n\n[b]: https://b.example\n",
            path="a.md",
            count=3,
        ),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        for address in addresses(document, "//"):
            if not address.text.startswith("//") or not _WITHOUT_SCHEME.match(address.text):
                continue
            from ..tracking._replacement import replacement

            fix = replacement(document, address, f"https:{address.text}", f"https:{address.written}")
            message = f"{address.name or 'the address'} has no scheme"
            yield self.finding(message, address.start, address.end, fix)
