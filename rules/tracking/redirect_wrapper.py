from __future__ import annotations

from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._addresses import by_host
from ._hosts import ListOptions, is_below, lists_of, parts_of
from ._wrappers import Wrappers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

    from ._address import Address


class RedirectWrapper(DocumentRule):
    """Links that go through a counter first.

    ## What it finds
    Addresses of redirectors that a table knows, with the destination in them, also one inside another. They are looked
    for wherever an address can stand, as `tracking-param` does.

    ## Why it matters
    The redirector learns of every click, shows a warning page, and one day is switched off: then the link is dead
    although its target is not.

    ## Fix safety
    Safe: the link leads to the same page. It is unwrapped only if the destination, once decoded, is an absolute
    `http` or `https` address; the fragment goes along. Where a part of the query may belong to the redirector or to the
    destination, the link is only reported. Redirectors that sign, log in or translate are not in the table.

    ## Options
    - `keep`: hosts whose addresses are left alone, their subdomains with them (default: none). In the settings file it
      can also be written as `keep` in the table `tracking`.
    - `lists`: files in the format of ClearURLs, relative to the settings file, whose `redirections` count as well
      (default: none; newslint brings none along). In the settings file it can also be written as `lists` in the table
      `tracking`; see [settings](../settings.md#lists-of-tracking-parameters).
    """

    code = "TRK003"
    name = "redirect-wrapper"
    stage = Stage.LINKS
    uses_knowledge = True
    Options = ListOptions
    literals = ("?",)

    GOOD = (
        Good('<a href="https://a.example/?url=https%3A%2F%2Fb.example">A</a>', note="not a known redirector"),
        Good('<a href="https://link.zhihu.com/?target=javascript%3Ax">A</a>', note="not an http address"),
        Good('<a href="https://link.zhihu.com/?target=%2Fpeople">A</a>', note="a relative target"),
        Good('<a href="https://link.zhihu.com.example/?target=https%3A%2F%2Fb.example">A</a>', note="another host"),
        Good('<a href="https://link.zhihu.com/?target={{ x }}=http">A</a>', note="a template"),
        Good('<a href="https://link.zhihu.com/?target=ftp%3A%2F%2Fb.example=http">A</a>', note="another scheme"),
        Good('<a href="https://link.zhihu.com/?target=http%3A%2F%2F%22b.example">A</a>', note="no address"),
        Good('<a href="https://login.a.example/login?url=https://b.example/">A</a>', note="a login"),
        Good('<a href="https://translate.google.com/translate?u=https://b.example/">A</a>', note="a translation"),
        Good('<a href="https://web.archive.org/web/2020/https://b.example/?a=http">A</a>', note="an archive"),
        Good('<a href="https://www.bing.com/ck/a?u=a1aHR0cHMh=http">A</a>', note="no address in base64"),
        Good(
            '<a href="https://shop.example/away?to=javascript%3Aalert">A</a>',
            options={"lists": ("example.list.json",)},
            note="no http address",
        ),
        Good(
            '<a href="https://link.zhihu.com/?target=https%3A%2F%2Fb.example">A</a>',
            options={"keep": ("zhihu.com",)},
            note="exempt",
        ),
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
        Bad(
            '<a href="https://link.zhihu.com/?target=%2F%2Fb.example%2Fc">A</a>',
            '<a href="https://b.example/c">A</a>',
            note="a target without scheme",
        ),
        Bad(
            '<a href="https://link.zhihu.com/?target=https%253A%252F%252Fb.example%252F%252525">A</a>',
            '<a href="https://b.example/%25">A</a>',
            note="encoded twice",
        ),
        Bad(
            '<a href="https://link.zhihu.com/?target=https%3A//b.example/c#d">A</a>',
            '<a href="https://b.example/c#d">A</a>',
            note="a fragment",
        ),
        Bad(
            '<a href="https://link.zhihu.com/?target=https://b.example/?c=1&d=2">A</a>',
            note="the last parameter may be the target's",
        ),
        Bad(
            '<a href="https://www.bing.com/ck/a?!&amp;p=1&amp;u=a1aHR0cHM6Ly9iLmV4YW1wbGUvYz9kPTE&amp;ntb=1">A</a>',
            '<a href="https://b.example/c?d=1">A</a>',
            note="base64",
        ),
        Bad(
            '<a href="https://link.zhihu.com/?target=https%3A%2F%2Fb.example"><em>'
            "https://link.zhihu.com/?target=https%3A%2F%2Fb.example</em></a>",
            '<a href="https://b.example"><em>https://b.example</em></a>',
            note="the visible address",
        ),
        Bad(
            "![A](https://link.juejin.cn?target=https%3A%2F%2Fb.example%2Fc_(d)%7Ce)\n",
            "![A](https://b.example/c_(d)%7Ce)\n",
            path="a.md",
        ),
        Bad(
            "<https://link.juejin.cn?target=https%3A%2F%2Fb.example%2F(c>\n",
            "<https://b.example/%28c>\n",
            path="a.md",
        ),
        Bad(
            '<a href="https://shop.example/away?a=1&to=https%3A%2F%2Flink.zhihu.com%2F%3Ftarget%3Dhttps%253A%252F%252Fb.example">A</a>',
            '<a href="https://b.example">A</a>',
            options={"lists": ("example.list.json",)},
            note="what a list says",
        ),
        Bad("[A](https://link.juejin.cn?target=https%3A%2F%2Fb.example)\n", "[A](https://b.example)\n", path="a.md"),
    )

    def prepare(self) -> None:
        self._lists = lists_of(self.options)
        self._wrappers = Wrappers(self.knowledge, self._lists.target if self._lists else None)
        if self._lists:
            self.literals = ("//",)  # type: ignore[misc]

    def check(self, document: Document) -> Iterator[Finding]:
        for host, found in by_host(document).items():
            if self._lists or self._wrappers.may_know(host):
                yield from self._check(document, found)

    def _check(self, document: Document, found: list[Address]) -> Iterator[Finding]:
        for address in found:
            target = self._wrappers.target(address.text)
            if target is None:
                continue
            parts = parts_of(address.text)
            if parts is not None and is_below(parts.host, self.options.keep):
                continue
            from ._replacement import replacement

            fix = replacement(document, address, target.address) if target.certain else None
            message = f"the link goes through a redirector to {target.address[:80]}"
            yield self.finding(message, address.start, address.end, fix)
