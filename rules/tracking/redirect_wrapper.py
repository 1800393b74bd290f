from __future__ import annotations

from newslint.linting.finding import Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._addresses import addresses, replacement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_DEEPEST = 5


class RedirectWrapper(DocumentRule):
    """Links that go through a counter first.

    ## What it finds
    Addresses of redirectors that a table knows, with the destination in a parameter, also one inside another.

    ## Why it matters
    The redirector learns of every click, shows a warning page, and one day is switched off: then the link is dead
    although
    its target is not.

    ## Fix safety
    Safe: the link leads to the same page. It is unwrapped only if the destination, once decoded, is an absolute
    `http` or `https` address. Redirectors that sign or log in are not in the table.
    """

    code = "TRK003"
    name = "redirect-wrapper"
    stage = Stage.LINKS
    uses_knowledge = True
    literals = ("=http", "?http", "=%68ttp", "=//", "=%2F%2F", "=%2f%2f")

    GOOD = (
        Good('<a href="https://a.example/?url=https%3A%2F%2Fb.example">A</a>', note="not a known redirector"),
        Good('<a href="https://link.zhihu.com/?target=javascript%3Ax">A</a>', note="not an http address"),
        Good('<a href="https://link.zhihu.com/?target=%2Fpeople">A</a>', note="a relative target"),
        Good('<a href="https://link.zhihu.com.example/?target=https%3A%2F%2Fb.example">A</a>', note="another host"),
        Good('<a href="https://link.zhihu.com/?target={{ x }}=http">A</a>', note="a template"),
    )
    BAD = (
        Bad(
            '<a href="https://link.zhihu.com/?target=https%3A//b.example/c%3Fd%3De%26f">A</a>',
            '<a href="https://b.example/c?d=e&f">A</a>',
        ),
        Bad(
            '<a href="https://www.oschina.net/action/GoToLink?url=https%3A%2F%2Flink.juejin.cn%3Ftarget%3Dhttps%253A%252F%252Fb.example%252F">A</a>',
            '<a href="https://b.example/">A</a>',
            note="one inside another",
        ),
        Bad("[A](https://link.juejin.cn?target=https%3A%2F%2Fb.example)\n", "[A](https://b.example)\n", path="a.md"),
    )

    def prepare(self) -> None:
        self._redirectors: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for entry in self.knowledge:
            names = entry["parameter"]
            parameters = tuple(names) if isinstance(names, list) else (names,)
            self._redirectors.setdefault(entry["host"], []).append((entry.get("path", "/"), parameters))

    def check(self, document: Document) -> Iterator[Finding]:
        for address in addresses(document, "?"):
            target = address.text.strip()
            for _ in range(_DEEPEST):
                inner = self._destination(target)
                if inner is None:
                    break
                target = inner
            if target == address.text.strip():
                continue
            edits, changes = replacement(document.body, address, target)
            yield self.finding(
                f"the link goes through a redirector to {target[:80]}",
                address.start,
                address.end,
                Fix(edits, changes=changes),
            )

    def _destination(self, address: str) -> str | None:
        """Return where *address* redirects to; None if it is no known redirector or the target cannot be trusted."""
        scheme, separator, rest = address.partition("//")
        if not separator or scheme.lower() not in ("http:", "https:", "") or "{{" in address:
            return None
        place, _, query = rest.partition("#")[0].partition("?")
        host, _, path = place.partition("/")
        for prefix, parameters in self._redirectors.get(host.lower(), ()):
            if not ("/" + path).startswith(prefix):
                continue
            from urllib.parse import unquote

            for part in query.split("&"):
                name, _, value = part.partition("=")
                if name in parameters and value:
                    target = unquote(value).strip()
                    return target if _is_web_address(target) else None
        return None


def _is_web_address(target: str) -> bool:
    lower = target.lower()
    if not lower.startswith(("http://", "https://")):
        return False
    host = lower.partition("//")[2].partition("/")[0].partition("?")[0]
    return "." in host and not any(character in target for character in " <>\"'`{}\\\ufffd") and target.isprintable()
