from __future__ import annotations

from newslint.linting.finding import Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._addresses import by_host
from ._hosts import ListOptions, as_list, cuts, is_below, is_signed, lists_of, parameters, parents, parts_of
from ._wrappers import Wrappers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry

    from ._address import Address
    from ._hosts import Parts


class AffiliateLink(DocumentRule):
    """Links for which somebody gets a commission.

    ## What it finds
    Addresses of affiliate networks that a table knows, with the shop's address in them or without, and the parameters
    in which a shop keeps who sent the customer (Amazon's `tag`).

    ## Why it matters
    Somebody earns by such a link, which in many countries has to be said beside it. Whoever shows the article now
    should know that it is there.

    ## Fix safety
    Unsafe: it takes somebody's earnings away, and the author may have agreed on them, or the article may disclose them.
    The fix puts the shop's own address in place. A link that does not tell it is only reported. Words such as
    `rel="sponsored"` are never touched.

    ## Options
    - `keep`: hosts whose addresses are left alone, their subdomains with them (default: none). In the settings file it
      can also be written as `keep` in the table `tracking`.
    - `lists`: files in the format of ClearURLs, relative to the settings file, whose `referralMarketing` counts as well
      (default: none; newslint brings none along). In the settings file it can also be written as `lists` in the table
      `tracking`; see [settings](../settings.md#lists-of-tracking-parameters).
    """

    code = "TRK006"
    name = "affiliate-link"
    stage = Stage.LINKS
    uses_knowledge = True
    Options = ListOptions
    literals = ("://",)

    GOOD = (
        Good('<a href="https://shop.example/track.php?t=https%3A%2F%2Fb.example">A</a>', note="not a known network"),
        Good('<a href="https://a.example/?tag=x">A</a>', note="a tag of a blog"),
        Good('<a href="https://www.amazon.com/s?k=tag">A</a>', note="a value"),
        Good(
            '<a href="https://c.duomai.com/track.php?t=https%3A%2F%2Fb.example">A</a>',
            options={"keep": ("duomai.com",)},
            note="exempt",
        ),
        Good("<p>c.duomai.com</p>", note="text"),
    )
    BAD = (
        Bad(
            '<a href="https://c.duomai.com/track.php?site_id=1&amp;t=https://shop.example/1">A</a>',
            unsafe='<a href="https://shop.example/1">A</a>',
            at="https://c.duomai.com/track.php?site_id=1&amp;t=https://shop.example/1",
        ),
        Bad(
            "[A](https://www.amazon.com/dp/B01?th=1&tag=blog-20&linkCode=x)\n",
            unsafe="[A](https://www.amazon.com/dp/B01?th=1)\n",
            path="a.md",
            note="a parameter of the shop",
        ),
        Bad(
            '<a href="https://shop.example/a?partner=1&b">A</a>',
            unsafe='<a href="https://shop.example/a?b">A</a>',
            options={"lists": ("example.list.json",)},
            note="what a list says",
        ),
        Bad('<a href="https://amzn.to/abc">A</a>', note="where it leads nobody can tell"),
    )

    def prepare(self) -> None:
        self._lists = lists_of(self.options)
        self._wrappers = Wrappers(self.knowledge)
        self._others: dict[str, list[Entry]] = {}
        for entry in self.knowledge:
            if "remove" in entry or entry.get("opaque"):
                for host in as_list(entry.get("host", entry.get("domain", []))):
                    self._others.setdefault(host, []).append(entry)

    def check(self, document: Document) -> Iterator[Finding]:
        for host, found in by_host(document).items():
            if host and (self._lists or self._may_know(host)):
                yield from self._check(document, found)

    def _may_know(self, host: str) -> bool:
        return self._wrappers.may_know(host) or any(domain in self._others for domain in parents(host))

    def _check(self, document: Document, found: list[Address]) -> Iterator[Finding]:
        for address in found:
            parts = parts_of(address.text)
            if parts is None or is_below(parts.host, self.options.keep):
                continue
            target = self._wrappers.target(address.text)
            if target is not None:
                fix = None
                if target.certain:
                    from ._replacement import replacement

                    fix = replacement(document, address, target.address, safety=Safety.UNSAFE)
                message = f"somebody earns by this link to {target.address[:80]}"
                yield self.finding(message, address.start, address.end, fix)
            else:
                yield from self._check_others(document, address, parts)

    def _check_others(self, document: Document, address: Address, parts: Parts) -> Iterator[Finding]:
        start = address.text.find("?") + 1
        listed = parameters(address.text, start, start + len(parts.query)) if start and parts.query else []
        names = [name.lower() for name, _, _, _ in listed]
        gone: set[int] = set()
        for domain in parents(parts.host):
            for entry in self._others.get(domain, ()):
                if not entry.get("opaque"):
                    if entry.get("only-with") in names:
                        gone.update(number for number, name in enumerate(names) if name in entry["remove"])
                elif domain == parts.host and len(parts.path) > 1:
                    message = "somebody earns by this link, which does not tell where it leads"
                    yield self.finding(message, address.start, address.end)
        if self._lists and parts.scheme:
            gone.update(
                number for number, one in enumerate(listed) if one[0] and self._lists.refers(address.text, one[0])
            )
        if gone and not is_signed(names):
            new, written = address.without(cuts(listed, gone))
            from ._replacement import replacement

            fix = replacement(document, address, new, written, Safety.UNSAFE)
            yield self.finding("somebody earns by this link", address.start, address.end, fix)
