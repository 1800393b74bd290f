from __future__ import annotations

import re

from newslint.document.references import decode_text
from newslint.linting.finding import Severity
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ..tracking._address import Address, Place, decode_markdown
from ..tracking._addresses import addresses
from ..tracking._hosts import parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.linting.finding import Finding

# Compiled when it is needed, which is seldom; ``re`` keeps it.
_ADDRESS = r"(?i:https?://|www\.)[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]++)+(?::\d++)?+(?:[/?#]\S*+)?\Z"
_LONGEST = 2_000
_MOST_MARKUPS = 12


class LinkTextMismatch(DocumentRule):
    """Links that say one host and lead to another.

    ## What it finds
    Links whose whole visible text is an address (with `http://`, `https://` or `www.`), in HTML and in Markdown, if its
    host is another one than that of the address that they lead to. Hosts of one domain count as the same, and so does
    an address that holds the visible one, as those of archives and redirectors do; `t.co` is what Twitter makes of all
    links.

    ## Why it matters
    The reader does not get where the text says. It may be a mistake, a redirector, or an imposter.

    ## Fix safety
    Only reported: which of the two is right the file does not say.
    """

    code = "LNK008"
    name = "link-text-mismatch"
    severity = Severity.INFO
    stage = Stage.LINKS
    literals = (">http", ">www.", "[http", "[www.")

    GOOD = (
        Good('<a href="https://a.example/b">https://a.example/c</a>', note="the same host"),
        Good('<a href="http://b.a.example/">www.a.example</a>', note="the same domain"),
        Good('<a href="https://a.example/">B of c.example</a><a href="/d">https://a.example</a>', note="words"),
        Good('<a href="https://t.co/a">https://b.example/</a>', note="Twitter"),
        Good('<a href="https://web.archive.org/web/2020/http://b.example/">http://b.example/</a>', note="an archive"),
        Good('<a href="https://nodejs.org/">node.js</a>', note="no address"),
        Good("[https://a.example](https://a.example/b) and [www.a.example]\n", path="a.md"),
    )
    BAD = (
        Bad(
            '<a href="https://b.example/">https://a.example/</a>',
            at="https://b.example/",
        ),
        Bad('<a href="https://b.example/"><b>www.a.example/c</b></a>'),
        Bad("[https://a.example/](https://b.example/)\n", path="a.md", at="https://b.example/"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        for address in addresses(document, "//"):
            if address.index >= 0:
                shown = _shown(document.body, address)
            else:
                shown = decode_markdown(address.label) if address.place is Place.LINK else ""
            if not shown or len(shown) > _LONGEST or not re.match(_ADDRESS, shown):
                continue
            said = parts_of(shown if "//" in shown else f"//{shown}")
            real = parts_of(address.text)
            if said is None or real is None or real.host == "t.co" or _domain(said.host) == _domain(real.host):
                continue
            if said.host.removeprefix("www.") in address.text.lower():
                continue
            message = f"the text says {said.host}, and the link leads to {real.host}"
            yield self.finding(message, address.start, address.end)


def _shown(body: Body, address: Address) -> str:
    """Return the visible text of the link that has *address*, if it is a single piece."""
    if address.name != "href" or body.markups[address.index].name != "a":
        return ""
    element = body.element(address.index)
    if not 0 < element.partner - address.index <= _MOST_MARKUPS:
        return ""
    pieces = body.pieces[2 * address.index + 2 : 2 * element.partner + 1 : 2]
    texts = [piece.strip() for piece in pieces if piece and not piece.isspace()]
    return decode_text(texts[0]) if len(texts) == 1 else ""


def _domain(host: str) -> str:
    """Return about what somebody registers: ``a.example``, ``a.co.uk``."""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if short else -2 :])
