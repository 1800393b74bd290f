from __future__ import annotations

import re

from newslint.linting.finding import Finding
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup

_ON_A_DISK = re.compile(r"file:|[a-z]:[\\/]|blob:", re.IGNORECASE)
# RFC 1918, and the names of the machine itself.
_NEARBY = re.compile(
    r"(?:https?:)?//(?:localhost|127\.\d++\.\d++\.\d++|\[::1\]|10\.\d++\.\d++\.\d++|192\.168\.\d++\.\d++"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d++\.\d++)(?:[:/?#]|\Z)",
    re.IGNORECASE,
)


class LocalUrl(TagRule):
    """Addresses that lead to the writer's own computer.

    ## What it finds
    Links, pictures and frames with `file:` or `blob:`, or with a drive letter; pictures and frames from `localhost` or
    from a private network. A link to `localhost` is what a tutorial tells its readers to open.

    ## Why it matters
    Nobody else can see the picture.

    ## Fix safety
    Only reported: the file has to be found and put online.
    """

    code = "LNK003"
    name = "local-url"
    stage = Stage.LINKS
    attributes = ("href", "src")

    GOOD = (
        Good('<a href="http://localhost:4000/">A</a>', note="a tutorial"),
        Good('<img src="https://a.example/localhost/b.png"><img src="/c:/d.png">'),
        Good('<img src="https://10.example/b.png">'),
        Good('<p>file:///C:/a.png</p><pre><img src="file:///a"></pre>', note="text and code"),
    )
    BAD = (
        Bad('<img src="file:///C:/Users/x/a.png">', at="file:///C:/Users/x/a.png"),
        Bad('<img src="C:\\a.png"><a href="file:///b">B</a>', count=2),
        Bad('<img src="http://192.168.1.5/a.png"><img src="//localhost:8000/a.png">', count=2),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        for name in self.attributes:
            attribute = tag.by_name.get(name)
            if attribute is None or not attribute.value:
                continue
            address = attribute.text.strip()
            if _ON_A_DISK.match(address) or (name == "src" and _NEARBY.match(address)):
                message = f"{name} leads to the computer of whoever wrote this"
                yield self.finding(message, attribute.value_start, attribute.value_end)
