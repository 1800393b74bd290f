from __future__ import annotations

from newslint.linting.finding import Severity
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ..tracking._addresses import by_host
from ..tracking._hosts import as_list, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding


class OpaqueShortlink(DocumentRule):
    """Short addresses that do not tell where they lead.

    ## What it finds
    Links through services that a table knows (`bit.ly`, `t.cn` …). Off by default.

    ## Why it matters
    Each such link is lost when the service ends, as many did.

    ## Fix safety
    Only reported: to know where it leads, one has to follow it.
    """

    code = "LNK009"
    name = "opaque-shortlink"
    severity = Severity.INFO
    stage = Stage.LINKS
    default = False
    uses_knowledge = True
    literals = ("://", '"//')

    GOOD = (
        Good('<a href="https://bit.ly.example/a">A</a><a href="https://a.example/bit.ly">B</a>', note="another host"),
        Good('<a href="https://bit.ly/">A</a>', note="the service itself"),
        Good("<p>bit.ly/abc</p><code>https://bit.ly/abc</code>", note="text"),
    )
    BAD = (
        Bad('<a href="https://bit.ly/abc">A</a>', at="https://bit.ly/abc"),
        Bad("[A](http://t.cn/abc) and <https://tinyurl.com/abc>\n", count=2, path="a.md"),
    )

    def prepare(self) -> None:
        self._hosts = frozenset(host for entry in self.knowledge for host in as_list(entry["host"]))

    def check(self, document: Document) -> Iterator[Finding]:
        for host, found in by_host(document).items():
            if host.removeprefix("www.") not in self._hosts:
                continue
            for address in found:
                parts = parts_of(address.text)
                if parts is not None and len(parts.path) > 1:
                    yield self.finding(f"{host} does not tell where it leads", address.start, address.end)
