from __future__ import annotations

import re

from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import SUMMARY_KEYS, TITLE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

_INVITATION = (
    r"(?:read|see|learn) more|continue reading|(?:\u9605\u8bfb|\u95b1\u8b80|\u67e5\u770b|\u5c55\u5f00)(?:\u5168\u6587"
    r"|\u539f\u6587|\u66f4\u591a)|\u7d9a\u304d\u3092\u8aad\u3080|weiterlesen|lire la suite|leer m\u00e1s"
)
_CUT = re.compile(
    r"(?P<end>\[(?:\u2026|\.\.\.|&hellip;|&#8230;)\]"
    rf"|(?:(?:\u2026|\.\.\.)[ ]?+)?+\b(?:{_INVITATION})(?:[ ]?+[\u00bb\u203a>\u2192.\u2026]++)?+"
    r"|<[a-z]++(?:[ ][^<>]*+)?+"
    r"|&[a-z]{1,8}+)\s*+\Z",
    re.IGNORECASE,
)
_TITLE_CUT = re.compile(r"(?P<end>\[(?:\u2026|\.\.\.)\]|<[a-z]++(?:[ ][^<>]*+)?+)\s*+\Z", re.IGNORECASE)


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
        Good("---\ndescription: Smith &amp; Son\n---\n"),
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
            match = (_TITLE_CUT if entry.key in TITLE_KEYS else _CUT).search(node.text)
            if match is None:
                continue
            start, end = node.start, node.end
            # Where the value stands as it is read, the end itself can be shown.
            place = front_matter.text.rfind(match["end"], start, end)
            if place >= 0:
                start, end = place, place + len(match["end"])
            yield self.finding(f"{entry.key} is cut off", start, end)
