from __future__ import annotations

import re

from newslint.linting.finding import Finding, Fix
from newslint.linting.rule import Bad, DocumentRule, Good, Options
from newslint.linting.stage import Stage

from ._addresses import addresses, replacement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document

# With one of these in the query the address is signed: any change makes it invalid.
_SIGNATURES = frozenset(
    "sig signature sign x-amz-signature x-goog-signature x-oss-signature x-cos-signature hmac auth_key hdnts policy "
    "key-pair-id token se sv".split()
)


_QUERY = re.compile(r"\?([^\s\"'<>)#]++)")
_NAME = re.compile(r"(?:^|[&;])([^=&;]++)")


class TrackingParamOptions(Options):
    keep: tuple[str, ...] = ()


class TrackingParam(DocumentRule):
    """Parameters that follow a reader from link to link.

    ## What it finds
    Campaign parameters (`utm_source` …), click ids (`fbclid`, `gclid` …) and what single sites add to
    their addresses, in links, pictures, frames and Markdown links.

    ## Why it matters
    They tell the target where every reader came from, and make two addresses of one page.

    ## Fix safety
    Safe: the page behind the address is the same. The order of the other parameters, their encoding and
    the fragment stay as they are. A parameter that only one site adds is removed on that site only; an
    address with a signature in it is left alone. Where the visible text of a link is its address, the text changes
    with it.

    ## Options
    - `keep`: hosts whose addresses are left alone, their subdomains with them (default: none).
    """

    code = "TRK002"
    name = "tracking-param"
    stage = Stage.LINKS
    uses_knowledge = True
    Options = TrackingParamOptions
    literals = ("?",)

    GOOD = (
        Good('<a href="https://a.example/?id=7#utm_source">A</a>', note="a fragment"),
        Good('<a href="https://store.example/?ref=x&source=y">A</a>', note="parameters with a meaning"),
        Good('<a href="https://a.example/f?utm_source=x&Signature=1">A</a>', note="signed"),
        Good('<a href="https://a.example/?utm_source={{ x }}">A</a>', note="a template"),
        Good("<p>utm_source=x</p>", note="text about it"),
        Good('<a href="https://a.example/?utm_source=x">A</a>', options={"keep": ("a.example",)}, note="exempt"),
        Good('<a href="https://a.example/utm_source=x">A</a>', note="in the path"),
        Good("`[a](https://a.example/?utm_source=x)`\n", path="a.md", note="code"),
    )
    BAD = (
        Bad(
            '<a href="https://a.example/?id=7&amp;utm_source=x&amp;fbclid=y#c">A</a>',
            '<a href="https://a.example/?id=7#c">A</a>',
            at="https://a.example/?id=7&amp;utm_source=x&amp;fbclid=y#c",
        ),
        Bad("<a href='https://a.example/p?utm_medium=m'>A</a>", "<a href='https://a.example/p'>A</a>"),
        Bad(
            '<a href="https://a.example/?b=%20&utm_source=x&c=+">A</a>',
            '<a href="https://a.example/?b=%20&c=+">A</a>',
            note="order and encoding",
        ),
        Bad(
            '<a href="https://a.example/?utm_source=x">https://a.example/?utm_source=x</a>',
            '<a href="https://a.example/">https://a.example/</a>',
            note="the visible address",
        ),
        Bad("[A](https://a.example/?utm_source=x)\n", "[A](https://a.example/)\n", path="a.md"),
        Bad(
            "A[^1] and B[^1]\n\n[^1]: [B](https://a.example/c?utm_source=x)\n",
            "A[^1] and B[^1]\n\n[^1]: [B](https://a.example/c)\n",
            path="a.md",
            note="in a footnote",
        ),
        Bad('<img src="https://a.example/b.jpg?utm_source=x">', '<img src="https://a.example/b.jpg">'),
    )

    def prepare(self) -> None:
        self._everywhere = frozenset(
            name for name, entry in self.knowledge.index("parameter").items() if "host" not in entry
        )
        self._prefixes: tuple[str, ...] = tuple(
            name for name, entry in self.knowledge.index("parameter-prefix").items() if "host" not in entry
        )
        self._names = frozenset(self.knowledge.index("parameter"))
        self._by_host: dict[str, frozenset[str]] = {}
        for entry in self.knowledge:
            if "host" in entry:
                hosts = entry["host"] if isinstance(entry["host"], list) else [entry["host"]]
                names = entry["parameter"] if isinstance(entry["parameter"], list) else [entry["parameter"]]
                for host in hosts:
                    self._by_host[host] = self._by_host.get(host, frozenset()) | frozenset(names)

    def check(self, document: Document) -> Iterator[Finding]:
        if not any(map(self._may_track, _QUERY.findall(document.text, document.body.start))):
            return
        for address in addresses(document, "?"):
            new, gone = self._cleaned(address.text.strip())
            if not gone:
                continue
            edits, changes = replacement(document.body, address, new)
            yield self.finding(
                f"tracking in the address: {', '.join(gone)}", address.start, address.end, Fix(edits, changes=changes)
            )

    def _may_track(self, query: str) -> bool:
        """Return whether a query, as it is written, holds the name of any parameter of the tables."""
        return any(name in self._names or name.startswith(self._prefixes) for name in _NAME.findall(query.lower()))

    def _cleaned(self, address: str) -> tuple[str, list[str]]:
        """Return *address* without tracking, and the names of the parameters that went."""
        before, mark, fragment = address.partition("#")
        base, question, query = before.partition("?")
        if (
            not query
            or "{{" in address
            or "{%" in address
            or not base.lower().startswith(("http://", "https://", "//"))
        ):
            return address, []
        host = base.partition("//")[2].partition("/")[0].lower().rpartition("@")[2].partition(":")[0]
        parents = _parents(host)
        if any(one in self.options.keep for one in parents):
            return address, []
        local: frozenset[str] = frozenset().union(*(self._by_host.get(one, frozenset()) for one in parents))
        kept: list[str] = []
        gone: list[str] = []
        for part in query.split("&"):
            name = part.partition("=")[0]
            lower = name.lower()
            if lower in _SIGNATURES:
                return address, []
            if lower in self._everywhere or lower in local or (self._prefixes and lower.startswith(self._prefixes)):
                gone.append(name)
            else:
                kept.append(part)
        if not gone:
            return address, []
        rest = "&".join(kept)
        return base + (question + rest if rest else "") + mark + fragment, gone


def _parents(host: str) -> list[str]:
    """Return *host* and the domains above it: ``a.b.c``, ``b.c``, ``c``."""
    labels = host.split(".")
    return [".".join(labels[place:]) for place in range(len(labels))]
