from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ..tracking._address import Place
from ..tracking._addresses import by_host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

    from ..tracking._address import Address

_ON_A_DISK = late_pattern(r"file:|[a-z]:[\\/]|blob:", re.IGNORECASE)
# RFC 1918, and the names of the machine itself.
_NEARBY = late_pattern(
    r"(?:localhost|127\.\d++\.\d++\.\d++|\[|10\.\d++\.\d++\.\d++|192\.168\.\d++\.\d++"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d++\.\d++)\Z"
)


class LocalUrl(DocumentRule):
    """Addresses that lead to the writer's own computer.

    ## What it finds
    Links, pictures and frames with `file:` or `blob:`, or with a drive letter; pictures and frames from `localhost` or
    from a private network. A link to `localhost` is what a tutorial tells its readers to open. Markdown links and
    pictures count as well.

    ## Why it matters
    Nobody else can see the picture.

    ## Fix safety
    Only reported: the file has to be found and put online.
    """

    code = "LNK003"
    name = "local-url"
    stage = Stage.LINKS
    literals = (":/", ":\\")

    GOOD = (
        Good('<a href="http://localhost:4000/">A</a>', note="a tutorial"),
        Good('<img src="https://a.example/localhost/b.png"><img src="/c:/d.png">'),
        Good('<img src="https://10.example/b.png">'),
        Good('<p>file:///C:/a.png</p><pre><img src="file:///a"></pre>', note="text and code"),
        Good("See http://localhost:4000/ or [this](http://localhost:4000/).\n", path="a.md", note="a tutorial"),
    )
    BAD = (
        Bad('<img src="file:///C:/Users/x/a.png">', at="file:///C:/Users/x/a.png"),
        Bad('<img src="C:\\a.png"><a href="file:///b">B</a>', count=2),
        Bad('<img src="http://192.168.1.5/a.png"><img src="//localhost:8000/a.png">', count=2),
        Bad('<img src="http://[::1]/a.png"><img src="http://[2001:db8::1]/a.png">', at="http://[::1]/a.png"),
        Bad('<img srcset="/a.png 1x, http://10.0.0.1/b.png 2x" alt="">', at="http://10.0.0.1/b.png"),
        Bad(
            "![A](C:\\pictures\\a.png) ![B](http://localhost:4000/b.png) ![C][c]\n\n[c]: file:///c.png\n",
            count=3,
            at="C:\\pictures\\a.png",
            path="a.md",
        ),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        for host, found in by_host(document).items():
            if host and not _NEARBY.match(host):
                continue
            for address in found:
                if host:
                    # Of an IPv6 address the host is cut off at its first colon.
                    local = _is_shown(document, address) and (host != "[" or "//[::1]" in address.text)
                else:
                    local = _ON_A_DISK.match(address.text) is not None
                if local and address.place not in (Place.TEXT, Place.AUTOLINK):
                    message = f"{address.name or 'the address'} leads to the computer of whoever wrote this"
                    yield self.finding(message, address.start, address.end)


def _is_shown(document: Document, address: Address) -> bool:
    """Return whether what stands at *address* is a part of the article, such as a picture."""
    if address.place is Place.LINK:
        opening = document.text.rfind("[", max(0, address.start - 300), address.start)
        return opening > 0 and document.text[opening - 1] == "!"
    return address.name in ("src", "poster") or address.place is Place.CANDIDATE
