from __future__ import annotations

from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ..tracking._address import Place
from ..tracking._addresses import by_host
from ..tracking._hosts import as_list, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_LONGEST_SCHEME = 40


class DeepLink(DocumentRule):
    """Links that only open in an app.

    ## What it finds
    Addresses with the scheme of an app (`weixin://`, `zhihu://`, `intent:` …), and pages that do nothing but open or
    offer an app, as a table knows them.

    ## Why it matters
    A reader without the app gets an error, or a shop.

    ## Fix safety
    Only reported: where the same thing stands on the web the address does not say.
    """

    code = "LNK007"
    name = "deep-link"
    stage = Stage.LINKS
    uses_knowledge = True
    literals = (":",)

    GOOD = (
        Good('<a href="mailto:a@b.example">A</a><a href="tel:123">B</a><a href="magnet:?c">C</a>', note="no apps"),
        Good('<a href="https://zhihu.example/">A</a><a href="/weixin://a">B</a>', note="web addresses"),
        Good("<p>weixin://dl/chat</p><code>zhihu://answers/1</code>", note="text"),
        Good('<a href="x-unknown://a">A</a>', note="not known"),
    )
    BAD = (
        Bad('<a href="zhihu://answers/1">A</a>', at="zhihu://answers/1"),
        Bad("[A](Weixin://dl/chat)\n", path="a.md"),
        Bad('<a href="https://a.app.qq.com/o/simple.jsp?pkgname=b">A</a>'),
    )

    def prepare(self) -> None:
        self._schemes = self.knowledge.index("scheme")
        self._openers: dict[str, tuple[str, ...]] = {}
        for entry in self.knowledge:
            for host in as_list(entry.get("host", [])):
                self._openers[host] = (*self._openers.get(host, ()), entry.get("path", "/"))

    def check(self, document: Document) -> Iterator[Finding]:
        for host, found in by_host(document).items():
            if not host:
                for address in found:
                    scheme = address.text[:_LONGEST_SCHEME].partition(":")[0].lower()
                    if scheme in self._schemes and address.place is not Place.CANDIDATE:
                        yield self.finding(f"{scheme}: only opens in an app", address.start, address.end)
            elif host in self._openers:
                for address in found:
                    parts = parts_of(address.text)
                    if parts is not None and parts.path.startswith(self._openers[host]):
                        yield self.finding("the page only opens or offers an app", address.start, address.end)
