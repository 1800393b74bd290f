from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._addresses import addresses
from ._hosts import (
    ListOptions,
    as_list,
    cuts,
    is_below,
    is_signed,
    is_template,
    lists_of,
    parameters,
    parents,
    parts_of,
)
from ._wrappers import is_web_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.finding import Finding

    from ._url_lists import UrlLists

_QUERY = late_pattern(r"\?([^\s\"'<>)]++)")
_NAME = late_pattern(r"(?:^|[&;])([^=&;]++)")


class TrackingParam(DocumentRule):
    """Parameters that follow a reader from link to link.

    ## What it finds
    Campaign parameters (`utm_source` …), click ids (`fbclid`, `gclid` …) and what single sites add to
    their addresses: in links, pictures (all of a `srcset`), frames, quotations and forms, in `data-` attributes that
    hold an address, in Markdown's links, references and autolinks, and in the text itself.

    ## Why it matters
    They tell the target where every reader came from, and make two addresses of one page.

    ## Fix safety
    Safe: the page behind the address is the same. The order of the other parameters, their encoding and
    the fragment stay as they are. A parameter that only one site adds is removed on that site only; an
    address with a signature in it is left alone. Where the visible text of a link is its address, or its title is, that
    changes with it. In an address that stands in the text and is no link the fix is unsafe: it may be what the article
    explains.

    ## Options
    - `keep`: hosts whose addresses are left alone, their subdomains with them (default: none). In the settings file it
      can also be written as `keep` in the table `tracking`; then it holds for all rules of the family that change
      addresses.
    - `lists`: files in the format of ClearURLs, relative to the settings file, whose `rules` and `rawRules` count as
      well (default: none; newslint brings none along). In the settings file it can also be written as `lists` in the
      table `tracking`; see [settings](../settings.md#lists-of-tracking-parameters).
    """

    code = "TRK002"
    name = "tracking-param"
    stage = Stage.LINKS
    uses_knowledge = True
    Options = ListOptions
    literals = ("?",)

    GOOD = (
        Good('<a href="https://a.example/?id=7#utm_source">A</a>', note="a fragment"),
        Good('<a href="https://store.example/?ref=x&source=y">A</a>', note="parameters with a meaning"),
        Good('<a href="https://a.example/f?utm_source=x&Signature=1">A</a>', note="signed"),
        Good('<a href="https://a.example/?utm_source={{ x }}">A</a>', note="a template"),
        Good("<p>utm_source=x</p>", note="text about it"),
        Good('<a href="https://a.example/?utm_source=x">A</a>', options={"keep": ("a.example",)}, note="exempt"),
        Good('<a href="https://a.example/utm_source=x">A</a>', note="in the path"),
        Good('<a href="https://b.a.example/?utm_source=x">A</a>', options={"keep": ("a.example",)}, note="below it"),
        Good('<a href="https://a.example/f?X-Amz-Signature=1&utm_source=x">A</a>', note="signed"),
        Good('<a href="?utm_source=x">A</a><a href="mailto:a@b.example?utm_source=x">A</a>', note="no http address"),
        Good('<p title="https://a.example/?utm_source=x">A</p>', note="no attribute for addresses"),
        Good("`[a](https://a.example/?utm_source=x)`\n", path="a.md", note="code"),
        Good('<a href="https://a.example/#section">A</a>', options={"lists": ("example.list.json",)}, note="an anchor"),
        Good(
            '<a href="https://shop.example/cart?pf=1">A</a>',
            options={"lists": ("example.list.json",)},
            note="an exception of the list",
        ),
        Good("    [a](https://a.example/?utm_source=x)\n", path="a.md", note="code"),
    )
    BAD = (
        Bad(
            '<a href="https://a.example/?id=7&amp;utm_source=x&amp;fbclid=y#c">A</a>',
            '<a href="https://a.example/?id=7#c">A</a>',
            at="https://a.example/?id=7&amp;utm_source=x&amp;fbclid=y#c",
        ),
        Bad("<a href='https://a.example/p?utm_medium=m'>A</a>", "<a href='https://a.example/p'>A</a>"),
        Bad(
            '<a href="https://a.example/?b=%20&utm_source=x&c=+">A</a>',
            '<a href="https://a.example/?b=%20&c=+">A</a>',
            note="order and encoding",
        ),
        Bad(
            '<a href="https://a.example/?utm_source=x">https://a.example/?utm_source=x</a>',
            '<a href="https://a.example/">https://a.example/</a>',
            note="the visible address",
        ),
        Bad("[A](https://a.example/?utm_source=x)\n", "[A](https://a.example/)\n", path="a.md"),
        Bad(
            "A[^1] and B[^1]\n\n[^1]: [B](https://a.example/c?utm_source=x)\n",
            "A[^1] and B[^1]\n\n[^1]: [B](https://a.example/c)\n",
            path="a.md",
            note="in a footnote",
        ),
        Bad('<img src="https://a.example/b.jpg?utm_source=x">', '<img src="https://a.example/b.jpg">'),
        Bad(
            '<img srcset="https://a.example/b.jpg?utm_source=x 1x, https://a.example/c.jpg?gclid=1&d 2x">',
            '<img srcset="https://a.example/b.jpg 1x, https://a.example/c.jpg?d 2x">',
            count=2,
        ),
        Bad(
            '<blockquote cite="https://a.example/?utm_source=x">A</blockquote>'
            '<video poster="https://a.example/b.jpg?fbclid=1"></video>'
            '<form action="/c?utm_source=x"><button formaction="https://a.example/?fbclid=x">A</button></form>'
            '<img data-src="https://a.example/b.jpg?fbclid=1" longdesc="https://a.example/?fbclid=2">',
            '<blockquote cite="https://a.example/">A</blockquote>'
            '<video poster="https://a.example/b.jpg"></video>'
            '<form action="/c"><button formaction="https://a.example/">A</button></form>'
            '<img data-src="https://a.example/b.jpg" longdesc="https://a.example/">',
            count=6,
        ),
        Bad(
            '<a href="https://a.example/?utm_source=x&copy=2&amp;b=&eacute;">A</a>',
            '<a href="https://a.example/?copy=2&amp;b=&eacute;">A</a>',
            note="references stay as they are written",
        ),
        Bad(
            '<a title="https://a.example/?fbclid=1" href="https://a.example/?fbclid=1"><b>a.example/?fbclid=1</b></a>',
            '<a title="https://a.example/" href="https://a.example/"><b>a.example/</b></a>',
            note="title and text without the scheme",
        ),
        Bad(
            "[https://a.example/?fbclid=1](https://a.example/?fbclid=1)\n",
            "[https://a.example/](https://a.example/)\n",
            path="a.md",
        ),
        Bad(
            "[A](<https://a.example/b c?fbclid=1> \"T\") and ![B](https://a.example/b_(c).jpg?fbclid=1 'T')\n",
            "[A](<https://a.example/b c> \"T\") and ![B](https://a.example/b_(c).jpg 'T')\n",
            path="a.md",
            count=2,
        ),
        Bad(
            "[A][a], [a] and [B][]\n\n[a]: https://a.example/?fbclid=1 'T'\n[b]: <https://a.example/?fbclid=2>\n",
            "[A][a], [a] and [B][]\n\n[a]: https://a.example/ 'T'\n[b]: <https://a.example/>\n",
            path="a.md",
            count=2,
            note="definitions",
        ),
        Bad("<https://a.example/?fbclid=1>\n", "<https://a.example/>\n", path="a.md", note="an autolink"),
        Bad(
            '<a href="https://shop.example/a/ref=x?b=1&amp;PF_rd=2#c=3&pf=4">A</a>',
            '<a href="https://shop.example/a?b=1#c=3">A</a>',
            options={"lists": ("example.list.json",)},
            note="what a list says, of fragments too",
        ),
        Bad(
            "See https://a.example/?fbclid=1, they say.\n",
            unsafe="See https://a.example/, they say.\n",
            at="https://a.example/?fbclid=1",
            path="a.md",
            note="in the text",
        ),
        Bad(
            "<p>See https://a.example/?a=1&amp;utm_source=x&nbsp;or not</p>",
            unsafe="<p>See https://a.example/?a=1&nbsp;or not</p>",
            note="in the text",
        ),
        Bad(
            "Text\n\n<div>\n[A](https://a.example/?fbclid=1)\n</div>\n",
            unsafe="Text\n\n<div>\n[A](https://a.example/)\n</div>\n",
            path="a.md",
            note="where Markdown is not read",
        ),
    )

    def prepare(self) -> None:
        self._lists = lists_of(self.options)
        if self._lists:
            # A list may cut something out of any address.
            self.literals = ("//",)  # type: ignore[misc]
        self._everywhere = frozenset(
            name for name, entry in self.knowledge.index("parameter").items() if "host" not in entry
        )
        self._prefixes: tuple[str, ...] = tuple(
            name for name, entry in self.knowledge.index("parameter-prefix").items() if "host" not in entry
        )
        self._names = frozenset(self.knowledge.index("parameter"))
        self._by_host: dict[str, frozenset[str]] = {}
        for entry in self.knowledge:
            if "host" in entry:
                names = frozenset(as_list(entry["parameter"]))
                for host in as_list(entry["host"]):
                    self._by_host[host] = self._by_host.get(host, frozenset()) | names

    def check(self, document: Document) -> Iterator[Finding]:
        if not self._lists and not any(map(self._may_track, _QUERY.findall(document.text, document.body.start))):
            return
        for address in addresses(document, "//" if self._lists else "?"):
            spans, gone = self._tracking(address.text)
            if gone:
                new, written = address.without(spans)
                from ._replacement import replacement

                fix = replacement(document, address, new, written)
                yield self.finding(f"tracking in the address: {', '.join(gone)}", address.start, address.end, fix)

    def _may_track(self, query: str) -> bool:
        """Return whether a query, as it is written, holds the name of any parameter of the tables."""
        return any(name in self._names or name.startswith(self._prefixes) for name in _NAME.findall(query.lower()))

    def _tracking(self, address: str) -> tuple[list[tuple[int, int]], list[str]]:
        """Return the spans to cut out of *address*, and the names of the parameters that go."""
        parts = parts_of(address)
        if parts is None and (address[0] != "/" or is_template(address)):
            return [], []
        local: frozenset[str] = frozenset()
        if parts is not None:
            if is_below(parts.host, self.options.keep):
                return [], []
            for one in parents(parts.host):
                local |= self._by_host.get(one, frozenset())
        end = address.find("#")
        end = len(address) if end < 0 else end
        start = address.find("?", 0, end) + 1
        listed = parameters(address, start, end) if 0 < start < end else []
        if is_signed(name for name, _, _, _ in listed):
            return [], []
        lists = self._lists if self._lists and parts is not None and parts.scheme else None
        gone = {
            number
            for number, (name, _, _, _) in enumerate(listed)
            if self._tracks(name.lower(), local) or (lists and name and lists.tracks(address, name))
        }
        spans = cuts(listed, gone) if gone else []
        names = [listed[number][0] for number in sorted(gone)]
        if lists:
            more, others = _of_lists(lists, address, end, bool(spans))
            spans += more
            names += others
        return spans, names

    def _tracks(self, name: str, local: frozenset[str]) -> bool:
        return name in self._everywhere or name in local or bool(self._prefixes and name.startswith(self._prefixes))


def _of_lists(lists: UrlLists, address: str, end: int, has_spans: bool) -> tuple[list[tuple[int, int]], list[str]]:
    """Return what else the *lists* cut out of *address*: of its fragment, which begins at *end*, or of any place."""
    fragment = parameters(address, end + 1, len(address)) if "=" in address[end:] else []
    gone = {
        number for number, (name, value, _, _) in enumerate(fragment) if name and value and lists.tracks(address, name)
    }
    if gone:
        return cuts(fragment, gone), [fragment[number][0] for number in sorted(gone)]
    if has_spans:
        return [], []  # They wait for the next pass: the spans might overlap.
    spans = lists.raw_spans(address)
    if not is_web_address(_without(address, spans)):
        return [], []
    return spans, [address[start:stop] for start, stop in spans]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return *text* without the *spans*."""
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text
