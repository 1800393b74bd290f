from __future__ import annotations

from newslint.linting.finding import Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._address import Place
from ._addresses import by_host
from ._hosts import KeepOptions, is_below, parts_of
from ._wrappers import Wrappers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

    from ._address import Address


class ImageProxy(DocumentRule):
    """Pictures that come through a proxy.

    ## What it finds
    Addresses of proxies and resizers that a table knows, with the picture's own address in them: of public ones, of
    workers in somebody's cloud, and of site generators (`/_next/image?url=…`), whose addresses end with their site.

    ## Why it matters
    The proxy belongs to somebody who promised nothing; when it is gone, so are the pictures.

    ## Fix safety
    Unsafe: the proxy may be there because the picture's own host shows nothing to other sites, and a resizer may be
    part of the site that shows the article now. The fix puts the picture's own address in place.

    ## Options
    - `keep`: hosts whose addresses are left alone, their subdomains with them (default: none). In the settings file it
      can also be written as `keep` in the table `tracking`.
    """

    code = "TRK007"
    name = "image-proxy"
    stage = Stage.LINKS
    uses_knowledge = True
    Options = KeepOptions
    literals = ("?", "/http", ".wp.com/")

    GOOD = (
        Good('<img src="https://a.example/?http://b.example/1.jpg">', note="not a known proxy"),
        Good('<img src="https://web.archive.org/web/2020im_/http://b.example/1.jpg">', note="an archive"),
        Good('<img src="/_next/image?url={{ picture }}&w=/http">', note="a template"),
        Good('<img src="/_next/image?url=data%3Aimage%2Fgif=/">', note="no address"),
        Good('<img src="/_next/static/1.jpg?url=/b.jpg">', note="no proxy"),
        Good("<p>https://wsrv.nl/?url=https%3A%2F%2Fb.example%2F1.jpg</p>", note="text about it"),
        Good(
            '<img src="https://wsrv.nl/?url=https%3A%2F%2Fb.example%2F1.jpg">',
            options={"keep": ("wsrv.nl",)},
            note="exempt",
        ),
    )
    BAD = (
        Bad(
            '<img src="https://cors.a.workers.dev/?http://b.example/1.jpg?w=2&h=3">',
            unsafe='<img src="http://b.example/1.jpg?w=2&h=3">',
            at="https://cors.a.workers.dev/?http://b.example/1.jpg?w=2&h=3",
        ),
        Bad(
            '<img src="/_next/image?url=%2Fimages%2F1.jpg&amp;w=640" '
            'srcset="https://a.example/_next/image?url=%2F1.jpg&amp;w=640 1x, '
            '/_next/image?url=https%3A%2F%2Fb.example%2F1.jpg&amp;w=1200 2x">',
            unsafe='<img src="/images/1.jpg" srcset="https://a.example/1.jpg 1x, https://b.example/1.jpg 2x">',
            count=3,
            note="a target on the same host",
        ),
        Bad(
            '<img src="https://wsrv.nl/?url=https%3A%2F%2Fb.example%2F1.jpg" data-original="https://b.example/1.jpg">'
            '<img srcset="/_next/image?url=%2F2.jpg&w=1 1x, /_next/image?url=%2F2.jpg&w=2 2x">',
            unsafe='<img src="https://b.example/1.jpg" data-original="https://b.example/1.jpg">'
            '<img srcset="/2.jpg 1x, /2.jpg 2x">',
            count=3,
            note="several addresses of one picture",
        ),
        Bad(
            "![A](https://i1.wp.com/b.example/1.jpg?w=640&ssl=1)\n",
            unsafe="![A](https://b.example/1.jpg)\n",
            path="a.md",
        ),
        Bad(
            '<img src="https://images.weserv.nl/?url=b.example/1.jpg&w=3">',
            unsafe='<img src="https://b.example/1.jpg">',
            note="a target without scheme",
        ),
    )

    def prepare(self) -> None:
        self._wrappers = Wrappers(self.knowledge)

    def check(self, document: Document) -> Iterator[Finding]:
        for host, found in by_host(document).items():
            known = self._wrappers.may_know(host)
            for address in found:
                if known or self._wrappers.may_be(address.text):
                    yield from self._check(document, address)

    def _check(self, document: Document, address: Address) -> Iterator[Finding]:
        if address.place in (Place.TEXT, Place.AUTOLINK):
            return
        target = self._wrappers.target(address.text)
        if target is None:
            return
        parts = parts_of(address.text)
        if parts is not None and is_below(parts.host, self.options.keep):
            return
        from ._replacement import replacement

        fix = replacement(document, address, target.address, safety=Safety.UNSAFE) if target.certain else None
        message = f"the picture {target.address[:80]} comes through a proxy"
        yield self.finding(message, address.start, address.end, fix)
