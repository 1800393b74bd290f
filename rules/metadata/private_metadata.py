from __future__ import annotations

import re

from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

_E_MAIL = re.compile(r"(?<![\w.@/+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,}(?![\w@])")
_SECRET_KEY = re.compile(
    r"(?:^|_)(?:pass(?:word|wd)?|secret|api_?key|access_?token|auth_?token|private_?key)$", re.IGNORECASE
)
# How the services write their keys, as their documentation says: GitHub, AWS, Slack, Google, Stripe, OpenAI.
_SECRET = re.compile(
    r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|AIza[\w-]{35}"
    r"|sk_live_[A-Za-z0-9]{20,}|sk-(?:proj-)?[A-Za-z0-9_-]{32,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)


class PrivateMetadataOptions(Options):
    allowed: tuple[str, ...] = ()


class PrivateMetadata(FrontMatterRule):
    """An e-mail address, a password or a key in the front matter.

    ## What it finds
    Values that hold an e-mail address, keys such as `password` and `api_key` with a value, and values in the form of
    well-known services' keys.

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
        Good("---\nimage: pier@2x.png\n---\n", note="a file"),
        Good("---\nauthor_email: desk@paper.example\n---\n", options={"allowed": ("@paper.example",)}),
    )
    BAD = (
        Bad("---\nauthor: Ann Berg <ann@paper.example>\n---\n", at="Ann Berg <ann@paper.example>"),
        Bad("---\npost_password: harbour\n---\n", at="harbour"),
        Bad("---\nnote: AKIAABCDEFGHIJKLMNOP\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for entry in front_matter.entries:
            for node in entry.node.walk():
                if node.kind == "scalar" and node.text:
                    message = self._private(entry.key, node.text)
                    if message:
                        severity = Severity.ERROR if "key" in message or "password" in message else None
                        yield self.finding(message, node.start, node.end, severity=severity)

    def _private(self, key: str, text: str) -> str:
        if _SECRET_KEY.search(key) and text.strip():
            return f"{key} looks like a password or a key"
        if "@" in text:
            for match in _E_MAIL.finditer(text[:1000]):
                address = match[0]
                suffix = address.rpartition(".")[2].lower()
                if suffix in _FILES or address in self.options.allowed:
                    continue
                if "@" + address.partition("@")[2] not in self.options.allowed:
                    return f"{address} is an e-mail address"
        if len(text) >= 20 and _SECRET.search(text):
            return f"{key} holds what looks like a service's key"
        return ""


_FILES = frozenset("png jpg jpeg gif webp svg avif css js".split())
