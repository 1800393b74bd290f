from __future__ import annotations

import re

from newslint.document.references import decode_attribute
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Attribute, Markup

_ASPECTS = (Aspect.LINK, Aspect.MEDIA, Aspect.EMBED, Aspect.SCRIPT)
# What a browser does with white space in an address (URL Standard, 4.4): at the ends and in the form of
# tabs and line ends it drops it, and a space in the middle becomes %20.
_WHITE = " \t\r\n\f"
_DROPPED = late_pattern(r"[\t\r\n]++")
_SCHEME = late_pattern(r"[A-Za-z][A-Za-z0-9+.-]*+:")
_TWICE_ESCAPED = late_pattern(r"&amp;(?:amp;)++(?=[\w.\[\]-]++=)")
_TWICE_ENCODED = late_pattern(r"%25[0-9A-Fa-f]{2}")
_PERCENT = late_pattern(r"%(?!25[0-9A-Fa-f]{2})")
# What must stand in an address for any of these.
_SUSPECT = late_pattern(r"[ \t\r\n\f]|amp;amp;|%25")
_TEMPLATE = late_pattern(r"[{}]|<%")


class UrlEncoding(TagRule):
    """Addresses that were encoded once too often, or once too little.

    ## What it finds
    In links, pictures and frames: spaces, tabs and line ends; `&amp;amp;` between two parameters; and paths in which
    every percent sign was encoded again (`%2520` for a space).

    ## Why it matters
    Browsers forgive a space, many other programs end the address there. A parameter that is called `amp;page` is not
    the one that the other site knows.

    ## Fix safety
    Safe for white space: the fix writes what every browser makes of it. Safe for `&amp;amp;`: no parameter is called
    `amp;` and something. Unsafe for what was encoded twice: there are files whose name really has a percent sign in it.
    It is only touched if the whole path was, and if what comes out is a space or letters in UTF-8; never in the query,
    where an address stands in an address with every right.
    """

    code = "LNK006"
    name = "url-encoding"
    stage = Stage.LINKS
    attributes = ("href", "src", "poster", "cite")

    GOOD = (
        Good('<a href="/a%20b?c=%E4%B8%AD&amp;d=1">A</a><a href="/中文">B</a>'),
        Good('<a href="/100%25">A</a><a href="/100%25ab%20c">B</a>', note="a percent sign"),
        Good('<a href="/login?to=https%3A%2F%2Fb.example%2Fc%2520d">A</a>', note="an address in an address"),
        Good('<a href="{{ a b }}">A</a><a href="/{% url c %}">B</a>', note="templates"),
        Good('<a href="mailto:a@b.example?subject=A b">A</a><img src="data:image/svg+xml,<svg />">', note="no http"),
        Good('<a href="#a b">A</a>', note="an anchor"),
        Good('<a href="/?a=1&amp;amp">A</a>', note="no parameter"),
        Good('<p title="a b">A</p><pre><a href="a b">A</a></pre>', note="code"),
    )
    BAD = (
        Bad('<a href="/a b c.html">A</a>', '<a href="/a%20b%20c.html">A</a>', at="/a b c.html"),
        Bad(
            '<a href=" https://a.example/b ">A</a><img src="/c.jpg\n">',
            '<a href="https://a.example/b">A</a><img src="/c.jpg">',
            count=2,
        ),
        Bad(
            '<a href="https://a.example/b\n   ?c=1">A</a>',
            '<a href="https://a.example/b%20%20%20?c=1">A</a>',
            note="as browsers read it",
        ),
        Bad('<a href="/?a=1&amp;amp;b=2&amp;amp;amp;c=3">A</a>', '<a href="/?a=1&amp;b=2&amp;c=3">A</a>'),
        Bad('<img src="/a%2520b/%25E4%25B8%25AD.jpg" alt="">', unsafe='<img src="/a%20b/%E4%B8%AD.jpg" alt="">'),
        Bad('<a href="https://a b/">A</a>', note="in the host"),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        for attribute in tag.by_name.values():
            value = attribute.value
            if value and attribute.name in self.attributes and _SUSPECT.search(value) and not _TEMPLATE.search(value):
                yield from self._check(attribute, value)

    def _check(self, attribute: Attribute, value: str) -> Iterator[Finding]:
        bare = value.strip(_WHITE)
        scheme = _SCHEME.match(bare)
        if not bare or bare.startswith("#") or (scheme and scheme[0].lower() not in ("http:", "https:")):
            return
        spaced = any(character in value for character in _WHITE)
        written = _DROPPED.sub("", value).strip(" \f").replace(" ", "%20") if spaced else value
        message = "white space in the address" if spaced else ""
        if "?" in written and _TWICE_ESCAPED.search(written, written.index("?")):
            start = written.index("?")
            written = written[:start] + _TWICE_ESCAPED.sub("&amp;", written[start:])
            message = message or "&amp;amp; between two parameters"
        if message:
            fix = self._fix(attribute, written) if not _is_spaced_host(bare) and "\f" not in written else None
            yield self.finding(message, attribute.value_start, attribute.value_end, fix)
            return
        path = re.split(r"[?#]", value, maxsplit=1)[0]
        if _TWICE_ENCODED.search(path) and not _PERCENT.search(path):
            once = _TWICE_ENCODED.sub(lambda match: "%" + match[0][3:], path)
            if _says_something(once):
                fix = self._fix(attribute, once + value[len(path) :], Safety.UNSAFE)
                yield self.finding(
                    "the path was percent-encoded twice", attribute.value_start, attribute.value_end, fix
                )

    def _fix(self, attribute: Attribute, written: str, safety: Safety = Safety.SAFE) -> Fix:
        old, new = attribute.text.strip(), decode_attribute(written)
        changes = [Change(aspect, old, new) for aspect in _ASPECTS]
        return Fix(Edit(attribute.value_start, attribute.value_end, written), safety, changes)


def _is_spaced_host(address: str) -> bool:
    rest = address.partition("//")[2] if _SCHEME.match(address) or address.startswith("//") else ""
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return any(character in host for character in _WHITE)


def _says_something(path: str) -> bool:
    """Return whether each escape in *path* is a space or a part of letters in UTF-8."""
    from urllib.parse import unquote_to_bytes

    try:
        text = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return False
    return text.isprintable() and (" " in text or not text.isascii())
