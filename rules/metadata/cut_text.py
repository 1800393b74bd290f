from __future__ import annotations

from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import SUMMARY_KEYS, TITLE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

_DOTS = ("[\u2026]", "[...]", "[&hellip;]", "[&#8230;]")
_INVITATIONS = (
    "read more",
    "see more",
    "learn more",
    "continue reading",
    "\u9605\u8bfb\u5168\u6587",
    "\u9605\u8bfb\u539f\u6587",
    "\u9605\u8bfb\u66f4\u591a",
    "\u95b1\u8b80\u5168\u6587",
    "\u95b1\u8b80\u66f4\u591a",
    "\u67e5\u770b\u5168\u6587",
    "\u67e5\u770b\u539f\u6587",
    "\u67e5\u770b\u66f4\u591a",
    "\u5c55\u5f00\u5168\u6587",
    "\u7d9a\u304d\u3092\u8aad\u3080",
    "weiterlesen",
    "lire la suite",
    "leer m\u00e1s",
)
_ARROWS = " \u00bb\u203a>\u2192.\u2026"
_REFERENCES = (
    "&nbsp",
    "&amp",
    "&quot",
    "&hellip",
    "&rsquo",
    "&lsquo",
    "&rdquo",
    "&ldquo",
    "&mdash",
    "&ndash",
    "&lt",
    "&gt",
)
_LONGEST_REFERENCE = max(map(len, _REFERENCES))


class CutText(FrontMatterRule):
    """A title or a summary that a machine has cut off.

    ## What it finds
    Values that end in `[…]`, in an invitation to read on ("Read more", 阅读全文), or in the middle of a tag or a
    character reference (`<a href`, `&nbs`).

    ## Why it matters
    The summary is what search engines and social networks show of the article.

    ## Fix safety
    Only reported: nobody but an editor can finish the sentence.
    """

    code = "MET022"
    name = "cut-text"
    severity = Severity.INFO
    stage = Stage.METADATA
    keys = (*TITLE_KEYS, *SUMMARY_KEYS)

    GOOD = (
        Good("---\ndescription: The ferry has stopped…\n---\n", note="people write that too"),
        Good("---\ndescription: Who reads more\ntitle: Read more\n---\n"),
        Good("---\ndescription: For every x < y\n---\n"),
        Good("---\ndescription: Smith &amp; Son\nsummary: On R&D\n---\n"),
    )
    BAD = (
        Bad("---\nexcerpt: The ferry has stopped [&hellip;]\n---\n", at="[&hellip;]"),
        Bad("---\ndescription: The ferry has stopped... Read more »\n---\n", at="... Read more »"),
        Bad("---\ndescription: 渡轮停航，居民盼望通知 阅读全文\n---\n"),
        Bad('---\nsummary: The ferry <a href="/pi\n---\n', at='<a href="/pi'),
        Bad("---\ntitle: The ferry has [...]\n---\n"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for entry in front_matter.entries:
            node = entry.node
            if entry.key not in self.keys or node.kind != "scalar":
                continue
            cut = _cut(node.text.rstrip(), in_title=entry.key in TITLE_KEYS)
            if not cut:
                continue
            start, end = node.start, node.end
            # Where the value stands as it is read, the end itself can be shown.
            place = front_matter.text.rfind(cut, start, end)
            if place >= 0:
                start, end = place, place + len(cut)
            yield self.finding(f"{entry.key} is cut off", start, end)


def _cut(text: str, *, in_title: bool) -> str:
    """Return the end of *text* by which one sees that it was cut off; empty if there is none."""
    for dots in _DOTS:
        if text.endswith(dots):
            return dots
    tag = text.rfind("<")
    if tag > text.rfind(">") and text[tag + 1 : tag + 2].isalpha() and text[tag + 1 : tag + 2].isascii():
        return text[tag:]
    if in_title:
        return ""
    reference = text.rfind("&", -_LONGEST_REFERENCE)
    if 0 <= reference < len(text) - 2 and any(name.startswith(text[reference:]) for name in _REFERENCES):
        return text[reference:]
    said = text.rstrip(_ARROWS)
    lower = said.lower()
    for invitation in _INVITATIONS:
        before = lower[: -len(invitation)]
        if lower.endswith(invitation) and before and not (before[-1].isalpha() and before[-1].isascii()):
            return text[len(before.rstrip(_ARROWS)) :].lstrip()
    return ""
