from __future__ import annotations

from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._addresses import addresses
from ._hosts import KeepOptions, cuts, is_below, is_signed, parameters, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

_KEYS = (
    "source_url",
    "original_url",
    "originalURL",
    "OriginalURL",
    "canonical",
    "canonical_url",
    "canonicalURL",
    "url",
    "link",
    "permalink",
    "source",
    "guid",
)


class SelfReferrerParamOptions(KeepOptions):
    hosts: tuple[str, ...] = ()


class SelfReferrerParam(DocumentRule):
    """Parameters with which a site tells others that the reader comes from it.

    ## What it finds
    `ref=`, `utm_source=` and the like, as a table lists them, whose value is the host of the site that the article is
    from: Ghost and newsletters write it behind every link that leads away. Which host that is, the front matter says
    (`source_url`, `canonical`, `url` and the like), or the option `hosts`.

    ## Why it matters
    The article is not on that site any more, and the sites that it links to count a reader who never was there.

    ## Fix safety
    Safe: the page behind the address is the same. The parameter goes only if its value is the own host, with or without
    `https://` and `www.`; everything else that is called `ref` stays, for a shop or a forum may need it.

    ## Options
    - `hosts`: hosts that count as the article's own whatever its front matter says (default: none).
    - `keep`: hosts whose addresses are left alone, their subdomains with them (default: none). In the settings file it
      can also be written as `keep` in the table `tracking`.
    """

    code = "TRK005"
    name = "self-referrer-param"
    stage = Stage.LINKS
    uses_knowledge = True
    Options = SelfReferrerParamOptions
    literals = ("?",)

    GOOD = (
        Good('<a href="https://a.example/?ref=blog.example">A</a>', note="nothing says whose article it is"),
        Good(
            '---\nsource_url: https://blog.example/a\n---\n<a href="https://a.example/?ref=x">A</a>',
            note="another value",
        ),
        Good(
            '---\nsource_url: https://blog.example/a\n---\n<a href="https://a.example/?ref=notblog.example">A</a>',
            note="another host",
        ),
        Good(
            '---\nsource_url: https://blog.example/a\n---\n<a href="https://a.example/?site=blog.example">A</a>',
            note="a parameter with a meaning",
        ),
        Good('---\nurl: /a\nsource: blog\n---\n<a href="https://a.example/?ref=blog">A</a>', note="no host"),
        Good(
            '---\nsource_url: https://blog.example/a\n---\n<a href="https://a.example/?ref=blog.example&sig=1">A</a>',
            note="signed",
        ),
        Good(
            '---\nsource_url: https://blog.example/a\n---\n<a href="https://a.example/?ref=blog.example">A</a>',
            note="exempt",
            options={"keep": ("a.example",)},
        ),
    )
    BAD = (
        Bad(
            '---\nsource_url: https://blog.example/a\n---\n<a href="https://a.example/b?ref=blog.example">A</a>',
            '---\nsource_url: https://blog.example/a\n---\n<a href="https://a.example/b">A</a>',
            at="https://a.example/b?ref=blog.example",
        ),
        Bad(
            "---\nurl: https://www.blog.example/a\n---\n[A](https://a.example/b?c=1&ref=https%3A%2F%2FBlog.example%2F#d)\n",
            "---\nurl: https://www.blog.example/a\n---\n[A](https://a.example/b?c=1#d)\n",
            path="a.md",
            note="written as an address",
        ),
        Bad(
            '<a href="https://a.example/?ref=blog.example&amp;b=1">A</a>',
            '<a href="https://a.example/?b=1">A</a>',
            options={"hosts": ("blog.example",)},
        ),
    )

    def prepare(self) -> None:
        self._names = frozenset(self.knowledge.index("parameter"))

    def check(self, document: Document) -> Iterator[Finding]:
        own = self._own_hosts(document)
        if not own:
            return
        for address in addresses(document, "?"):
            parts = parts_of(address.text)
            if parts is None or not parts.query or is_below(parts.host, self.options.keep):
                continue
            start = address.text.index("?") + 1
            listed = parameters(address.text, start, start + len(parts.query))
            gone = {
                number
                for number, (name, value, _, _) in enumerate(listed)
                if name.lower() in self._names and _host(value) in own
            }
            if not gone or is_signed(name for name, _, _, _ in listed):
                continue
            new, written = address.without(cuts(listed, gone))
            from ._replacement import replacement

            fix = replacement(document, address, new, written)
            names = ", ".join(f"{listed[number][0]}={listed[number][1]}" for number in sorted(gone))
            yield self.finding(f"{names} says that the reader comes from here", address.start, address.end, fix)

    def _own_hosts(self, document: Document) -> set[str]:
        own = {host.lower().removeprefix("www.") for host in self.options.hosts}
        for key in _KEYS:
            entry = document.front_matter.get(key)
            if entry is not None:
                parts = parts_of(entry.node.text.strip())
                if parts is not None and "." in parts.host:
                    own.add(parts.host.removeprefix("www."))
        return own


def _host(value: str) -> str:
    """Return the host that the *value* of a parameter says, if it says nothing else."""
    from urllib.parse import unquote

    text = unquote(value).strip().lower()
    text = text.removeprefix("https://").removeprefix("http://").removesuffix("/")
    return text.removeprefix("www.")
