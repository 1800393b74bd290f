from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Finding, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import AUTHOR_KEYS, SOURCE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

_KEYS = ("title", "post_title", "headline")
# "Ferry stops - Harbour Paper", "Ferry stops | Harbour Paper", 渡轮停航_港口财经: the last separator counts.
_SUFFIX = late_pattern(r"(?:\s++[-|\u2013\u2014\u00b7:\uff5c]\s++|_|\uff5c)(?=[^-|_\u2013\u2014\u00b7\uff5c]*+\Z)")


class TitleSuffix(FrontMatterRule):
    """A title that ends with the name of the site.

    ## What it finds
    Titles whose last part, after a dash, a bar or an underscore, is what the front matter names as source, site,
    publisher or author.

    ## Why it matters
    The template adds the name of the site once more, and the next site has its competitor's name in every headline.

    ## Fix safety
    Unsafe: the name may be what the article is about.
    """

    code = "MET014"
    name = "title-suffix"
    stage = Stage.METADATA
    keys = _KEYS

    GOOD = (
        Good("---\ntitle: Ferry stops - again\nsource: Harbour Paper\n---\n"),
        Good("---\ntitle: Harbour Paper\nsource: Harbour Paper\n---\n", note="nothing but the name"),
        Good("---\ntitle: Mr. Berg-Day\nauthor: Day\n---\n", note="a hyphen"),
    )
    BAD = (
        Bad(
            "---\ntitle: Ferry stops - Harbour Paper\nsource: Harbour Paper\n---\n",
            unsafe="---\ntitle: Ferry stops\nsource: Harbour Paper\n---\n",
            at="Ferry stops - Harbour Paper",
        ),
        Bad(
            "---\ntitle: 渡轮停航_港口财经\nauthor: 港口财经\n---\n",
            unsafe="---\ntitle: 渡轮停航\nauthor: 港口财经\n---\n",
        ),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        names: set[str] = set()
        for key in (*SOURCE_KEYS, *AUTHOR_KEYS):
            entry = front_matter.get(key)
            if entry is not None and entry.text.strip():
                names.add(entry.text.strip().casefold())
        if not names:
            return
        for key in _KEYS:
            entry = front_matter.get(key)
            separator = _SUFFIX.search(entry.text) if entry is not None else None
            if entry is None or separator is None or not separator.start():
                continue
            if entry.text[separator.end() :].strip().casefold() in names:
                title = entry.text[: separator.start()].strip()
                changes = [Change(Aspect.METADATA, entry.text, title, key=key)]
                fix = Fix(front_matter.replace(entry.node, title), Safety.UNSAFE, changes)
                message = f'{key} ends with the name of the site, "{entry.text[separator.end() :].strip()}"'
                yield self.finding(message, entry.node.start, entry.node.end, fix)
