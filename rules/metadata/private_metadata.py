from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter, Node

_E_MAIL = late_pattern(r"(?<![\w.@/+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,}(?![\w@])")
_SECRET_KEY = late_pattern(
    r"(?:^|_)(?:pass(?:word|wd)?|secret|api_?key|access_?token|auth_?token|private_?key)$", re.IGNORECASE
)
# How the services write their keys, as their documentation says: GitHub, AWS, Slack, Google, Stripe, OpenAI.
_SECRET = late_pattern(
    r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|AIza[\w-]{35}"
    r"|sk_live_[A-Za-z0-9]{20,}"
    r"|(?<![\w-])sk-(?=[\w-]*\d)(?=[\w-]*[A-Z])(?:proj-)?[A-Za-z0-9_-]{32,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
_CREDENTIALS = late_pattern(r"://[^\s/?#:@{}]++:[^\s/?#@{}]++@")


class PrivateMetadataOptions(Options):
    allowed: tuple[str, ...] = ()


class PrivateMetadata(FrontMatterRule):
    """An e-mail address, a password or a key in the front matter.

    ## What it finds
    Values that hold an e-mail address, keys such as `password` and `api_key` with a value, values in the form of
    well-known services' keys, and addresses with a name and a password in them (`https://ann:pier@…`).

    ## Why it matters
    Front matter is published with the source, and themes print more of it than one thinks.

    ## Fix safety
    Only reported. A key that has been published must be revoked; to take it out of the file is not enough.

    ## Options
    - `allowed`: addresses, or their domains with the `@`, that may stand there.
    """

    code = "MET011"
    name = "private-metadata"
    stage = Stage.METADATA
    Options = PrivateMetadataOptions

    GOOD = (
        Good("---\nauthor: '@annberg'\nlink: https://medium.example/@ann\n---\n", note="names, not addresses"),
        Good("---\npassword:\n---\n", note="empty"),
        Good("---\nslug: flask-a-very-small-framework-for-python-and-more\n---\n", note="no service's key"),
        Good("---\nimage: pier@2x.png\n---\n", note="a file"),
        Good("---\nauthor_email: desk@paper.example\n---\n", options={"allowed": ("@paper.example",)}),
    )
    BAD = (
        Bad("---\nauthor: Ann Berg <ann@paper.example>\n---\n", at="Ann Berg <ann@paper.example>"),
        Bad("---\npost_password: harbour\n---\n", at="harbour"),
        Bad("---\nfeed:\n  - url: /a\n    password: harbour\n---\n", at="harbour"),
        Bad("---\nsource_url: https://ann:pier@paper.example/\n---\n"),
        Bad("---\nnote: AKIAABCDEFGHIJKLMNOP\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for entry in front_matter.entries:
            for key, node in _scalars(entry.key, entry.node):
                if secret := _secret(key, node.text):
                    yield self.finding(secret, node.start, node.end, severity=Severity.ERROR)
                elif "@" in node.text and (address := self._address(node.text)):
                    yield self.finding(f"{address} is an e-mail address", node.start, node.end)

    def _address(self, text: str) -> str:
        for match in _E_MAIL.finditer(text[:1000]):
            address = match[0]
            if address.rpartition(".")[2].lower() in _FILES or address in self.options.allowed:
                continue
            if "@" + address.partition("@")[2] not in self.options.allowed:
                return address
        return ""


def _scalars(key: str, node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the scalars in *node* that say something, each with the key that it stands under."""
    if node.kind == "scalar":
        if node.text:
            yield key, node
        return
    for item in node.items:
        yield from _scalars(key, item)
    for entry in node.entries:
        yield from _scalars(entry.key, entry.node)


def _secret(key: str, text: str) -> str:
    """Return what is secret about *text*; empty if nothing is."""
    if _SECRET_KEY.search(key) and text.strip():
        return f"{key} looks like a password or a key"
    if "://" in text and _CREDENTIALS.search(text):
        return f"{key} holds an address with a password in it"
    if len(text) >= 20 and _SECRET.search(text):
        return f"{key} holds what looks like a service's key"
    return ""


_FILES = frozenset("png jpg jpeg gif webp svg avif css js".split())
