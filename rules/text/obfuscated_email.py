from __future__ import annotations

from html import escape

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

_ADDRESS = late_pattern(r"[^\s@<>\"'&]{1,64}@[\w-]++(?:\.[\w-]++)+")
_PATH = "/cdn-cgi/l/email-protection"


class ObfuscatedEmail(ElementRule):
    """E-mail addresses that a script of Cloudflare's was to decode.

    ## What it finds
    Links and `<span>` elements with `data-cfemail`, and links to `/cdn-cgi/l/email-protection`.

    ## Why it matters
    Away from its site the article says "[email protected]", and the link leads nowhere.

    ## Fix safety
    Safe: the attribute, or the end of the link, holds the address; the first byte is the key to the others.
    Where neither gives an address, the element is only reported.
    """

    code = "TXT006"
    name = "obfuscated-email"
    stage = Stage.PROMOTION
    tags = frozenset(("a", "span"))
    attributes = ("data-cfemail", "href")

    GOOD = (
        Good('<a href="mailto:a@b.example">a@b.example</a>'),
        Good("<p>[email protected]</p>", note="text alone"),
    )
    BAD = (
        Bad(
            '<p>Write to <a href="/cdn-cgi/l/email-protection" class="__cf_email__" '
            'data-cfemail="2a4b6a48044f524b475a464f">[email&#160;protected]</a>.</p>',
            '<p>Write to <a href="mailto:a@b.example">a@b.example</a>.</p>',
        ),
        Bad(
            '<a href="/cdn-cgi/l/email-protection#2a4b6a48044f524b475a464f">the office</a>',
            '<a href="mailto:a@b.example">the office</a>',
        ),
        Bad(
            '<a href="/cdn-cgi/l/email-protection#2a4b6a48044f524b475a464f">'
            '<span class="__cf_email__" data-cfemail="2a4b6a48044f524b475a464f">[email protected]</span></a>',
            '<a href="mailto:a@b.example">a@b.example</a>',
            count=2,
        ),
        Bad('<a href="/cdn-cgi/l/email-protection">[email protected]</a>', note="nothing holds the address"),
    )

    def applies(self, tag: Markup) -> bool:
        return "data-cfemail" in tag.by_name or _PATH in (tag.get("href") or "")

    def check(self, element: Element) -> Iterator[Finding]:
        href = (element.get("href") or "").strip()
        shown = decode(element.get("data-cfemail") or "")
        address = shown or decode(href.partition("#")[2])
        fix = self._fix(element, href, shown, address) if address else None
        yield self.finding("an e-mail address that a script was to decode", element.start, element.tag_end, fix)

    def _fix(self, element: Element, href: str, shown: str, address: str) -> Fix | None:
        tag = element.markup
        if element.partner < 0 or any(True for _ in element.children()):
            if shown:
                return None
            attribute = tag.by_name["href"]
            edit = Edit(element.start + attribute.value_start, element.start + attribute.value_end, f"mailto:{address}")
            return Fix(edit, changes=[Change(Aspect.LINK, href, f"mailto:{address}")])
        changes = [Change(Aspect.LINK, href, f"mailto:{address}")] if href else []
        text = element.text.strip()
        if shown:
            changes.append(Change(Aspect.TEXT, text, address))
            inside = escape(address, quote=False)
        else:
            inside = element.body.text[element.tag_end : element.content_end]
        if element.name == "a":
            inside = f'<a href="mailto:{escape(address)}">{inside}</a>'
        return Fix(Edit(element.start, element.end, inside), changes=changes)


def decode(digits: str) -> str:
    """Return the address that *digits* hold, hexadecimal; empty if that is none."""
    try:
        key, *rest = bytes.fromhex(digits)
        address = bytes(key ^ byte for byte in rest).decode("utf-8")
    except ValueError:  # no digits, an odd number of them, or no text
        return ""
    address = address.partition("?")[0]
    return address if _ADDRESS.fullmatch(address) else ""
