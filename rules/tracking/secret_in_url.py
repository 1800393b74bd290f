from __future__ import annotations

import re

from newslint.linting.finding import Severity
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._addresses import addresses
from ._hosts import parameters, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

    from ._hosts import Parts

# Patterns are compiled when they are needed, which is seldom; ``re`` keeps them.
_PLACEHOLDER = r"your|\bmy|example|sample|insert|replace|secret|token|placeholder|xxx|\.\.\.|[<>{}$\[\]*…]"
_SESSION_IN_PATH = r";(jsessionid|phpsessid|sid)=([0-9A-Za-z._!-]{16,})"
_ESCAPE = r"%[0-9A-Fa-f]{2}"
_LONG = 16


class SecretInUrl(DocumentRule):
    """Addresses with a key in them that was meant for one reader.

    ## What it finds
    Session ids, access tokens, passwords and signatures in links and pictures, by the names that a table lists, if the
    value looks like one: long, and of letters and digits. A user with a password before the host counts too.

    ## Why it matters
    Whoever reads the article can be whoever copied the address. A signed address also ends on some day, and the picture
    with it.

    ## Fix safety
    Only reported: whether the address works without it, nobody can tell from here; and what was public has to be
    replaced, not only removed.
    """

    code = "TRK008"
    name = "secret-in-url"
    stage = Stage.LINKS
    uses_knowledge = True
    literals = ("?", "@", ";")

    GOOD = (
        Good('<a href="https://a.example/?token=YOUR_TOKEN_GOES_HERE1">A</a>', note="a place to fill in"),
        Good('<a href="https://a.example/?access_token=abc">A</a>', note="too short"),
        Good('<a href="https://pan.example/s/1?pwd=ab12">A</a>', note="a code that is meant for all readers"),
        Good('<a href="https://a.example/?key=values-and-tokens">A</a>', note="words"),
        Good('<a href="https://a.example/?sig=0123456789abcdef0123">A</a>', note="a signature that does not end"),
        Good('<a href="https://user@a.example/">A</a><a href="https://a.example:80/">A</a>', note="no password"),
        Good('<a href="https://user:password@a.example/">A</a>', note="an example"),
        Good("<code>https://a.example/?access_token=0123456789abcdef0123</code>", note="code"),
        Good('<a href="https://a.example/#session-1">A</a>'),
    )
    BAD = (
        Bad(
            '<a href="https://a.example/?b=1&access_token=0123456789abcdef0123">A</a>',
            at="https://a.example/?b=1&access_token=0123456789abcdef0123",
        ),
        Bad('<a href="https://a.example/b;jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9?c=1">A</a>'),
        Bad("[A](https://a.example/?PHPSESSID=0a1b2c3d4e5f6g7h8i)\n", path="a.md"),
        Bad('<img src="https://a.example/b.jpg?X-Amz-Expires=900&X-Amz-Signature=0a1b2c3d4e5f60718293">'),
        Bad('<a href="ftp://b:c"></a><a href="https://ann:Tr0ub4dor@a.example/">A</a>', count=1),
    )

    def prepare(self) -> None:
        self._kinds: dict[str, str] = {}
        for entry in self.knowledge:
            for name in entry["parameter"]:
                self._kinds[name] = entry["kind"]
        self._ends: frozenset[str] = frozenset(name for entry in self.knowledge for name in entry.get("ends", ()))

    def check(self, document: Document) -> Iterator[Finding]:
        for address in addresses(document, "//"):
            parts = parts_of(address.text) if "=" in address.text or "@" in address.text else None
            if parts is None:
                continue
            found = self._secret(address.text, parts)
            if found:
                kind, name = found
                severity = Severity.INFO if kind == "signature" else None
                message = f"{name} is a {kind}" + (", and the address ends with it" if kind == "signature" else "")
                yield self.finding(message, address.start, address.end, severity=severity)

    def _secret(self, address: str, parts: Parts) -> tuple[str, str] | None:
        user, _, password = parts.place.rpartition("@")[0].partition(":")
        if (
            user
            and len(password) > 3
            and not re.search(_PLACEHOLDER, password, re.IGNORECASE)
            and not password.lower().startswith("pass")
        ):
            return "password", user
        if ";" in parts.path and (session := re.search(_SESSION_IN_PATH, parts.path, re.IGNORECASE)):
            return "session", session[1]
        start = address.find("?") + 1
        if not start or not parts.query:
            return None
        listed = parameters(address, start, start + len(parts.query))
        names = {name.lower() for name, _, _, _ in listed}
        for name, value, _, _ in listed:
            kind = self._kinds.get(name.lower())
            if kind and (kind != "signature" or names & self._ends) and _looks_secret(value):
                return kind, name
        return None


def _looks_secret(value: str) -> bool:
    """Return whether *value* is long and nothing that anybody could read."""
    text = re.sub(_ESCAPE, "", value)
    if len(text) < _LONG or re.search(_PLACEHOLDER, text, re.IGNORECASE):
        return False
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text))
