from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Finding, Fix, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import IMAGE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

# The address of the picture is the query, or one of its parameters.
_CARRIED = late_pattern(r"\?https?://|[?&](?:url|u|src|image|img)=(?:https?(?::|%3A)|(?:/|%2F){1,2}\w)", re.IGNORECASE)
# How JavaScript and Python write what is not there.
_NOTHING = frozenset(("undefined", "null", "nan", "none", "[object object]", "[object%20object]"))


class ImageMetadata(FrontMatterRule):
    """A cover picture that is none.

    ## What it finds
    Image keys without a value, and addresses of services that a table knows: those that send another picture every
    time, those that draw a grey box, and those that fetch pictures for others; addresses with another address in them
    (`https://proxy.example/?https://…`), and addresses that end in `undefined` or `null`. Also one picture under
    several keys.

    ## Why it matters
    An empty `cover` makes themes print a broken picture. A random one changes with every visit, and a go-between can be
    gone tomorrow.

    ## Fix safety
    An empty key goes as safe: it says nothing. Everything else is only reported.
    """

    code = "MET015"
    name = "image-metadata"
    stage = Stage.METADATA
    keys = IMAGE_KEYS
    uses_knowledge = True

    GOOD = (
        Good("---\nimage: https://pictures.example/pier.jpg\n---\n"),
        Good("---\ncover: false\n---\n", note="Hexo's themes: no cover"),
        Good("---\nimage:\n  path: /pier.jpg\n---\n"),
        Good("---\ntitle:\n---\n", note="not an image's key"),
        Good("---\ncover: https://pictures.example/pier.jpg?width=640&v=2\n---\n"),
        Good("---\ncover: /undefined/pier.jpg\nimage: /null.jpg\n---\n"),
        Good("---\ncover: /pier.jpg\nthumbnail: /pier-small.jpg\n---\n"),
    )
    BAD = (
        Bad("---\ntitle: A\nheadimg: ''\n---\n", "---\ntitle: A\n---\n", at="headimg"),
        Bad("---\ntitle: A\ncover:\n---\n", "---\ntitle: A\n---\n"),
        Bad("---\ncover: /pier.jpg\nthumbnail: /pier.jpg\n---\n", note="one of them is enough"),
        Bad("---\ncover: https://pictures.example/undefined\n---\n", at="https://pictures.example/undefined"),
        Bad("---\nimage: https://cors.proxy.example/?http://pictures.example/pier.jpg\n---\n"),
        Bad("---\nimage: /_next/image?url=%2Fpier.jpg&w=640\n---\n"),
        Bad("---\nimage: 'null'\n---\n", at="'null'"),
        Bad("---\nthumbnail: https://picsum.photos/400/300?random=6735\n---\n"),
    )

    def prepare(self) -> None:
        self._known = [(str(host), entry) for host, entry in self.knowledge.index("host").items()]

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        seen: dict[str, str] = {}
        for entry in front_matter.entries:
            key = entry.key
            if key not in self.keys or entry.node.kind != "scalar":
                continue
            if not entry.text.strip():
                fix = Fix(front_matter.remove(entry), changes=[Change(Aspect.METADATA, entry.text, key=key)])
                yield self.finding(f"{key} is empty", entry.key_start, entry.key_end, fix)
                continue
            place = _place(entry.text)
            if (place[1].rpartition("/")[2] or entry.text.strip()).lower() in _NOTHING:
                message = f"{key} is what a program wrote for an address that it did not have"
                yield self.finding(message, entry.node.start, entry.node.end)
                continue
            if "?" in entry.text and _CARRIED.search(entry.text):
                message = f"{key}: a service that fetches the picture from the address inside its own"
                yield self.finding(message, entry.node.start, entry.node.end)
                continue
            for known, why in self._known:
                host, _, path = known.partition("/")
                if (place[0] == host or place[0].endswith("." + host)) and place[1].startswith(path):
                    yield self.finding(f"{key}: {why.why}", entry.node.start, entry.node.end)
                    break
            else:
                same = seen.setdefault(entry.text, key)
                if same != key and place[1]:
                    message = f"{key} is the same picture as {same}"
                    yield self.finding(message, entry.node.start, entry.node.end, severity=Severity.INFO)


def _place(address: str) -> tuple[str, str]:
    """Return host and path (without its first slash) of an address; empty strings if it has none."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address.strip())
        return (parts.hostname or ""), parts.path.lstrip("/")
    except ValueError:
        return "", ""
