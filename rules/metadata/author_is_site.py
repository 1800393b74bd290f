from __future__ import annotations

from newslint.linting.finding import Finding
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import GROUP_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

_ACCOUNTS = frozenset(("admin", "administrator", "webmaster", "root", "superuser", "editor", "author", "wordpress"))
_KEYS = ("author", "authors", "post_author", "byline")


class AuthorIsSite(FrontMatterRule):
    """An author who is no person and no agency, but an account or a section.

    ## What it finds
    `author: admin` and the like, and an author who is also one of the categories or tags of the article: feeds put
    the name of their channel into both.

    ## Why it matters
    The byline says nothing, and pages that list an author's articles list everything.

    ## Fix safety
    Only reported: nobody but an editor knows who wrote it. An author who equals the source stays unreported, because
    agencies sign as themselves.
    """

    code = "MET010"
    name = "author-is-site"
    stage = Stage.METADATA
    keys = _KEYS

    GOOD = (
        Good("---\nauthor: Ann Berg\ncategories: [Harbour]\n---\n"),
        Good("---\nauthor: Reuters\nsource: Reuters\n---\n", note="an agency"),
        Good("---\nauthor: Administrator Jo Day\n---\n"),
    )
    BAD = (
        Bad("---\nauthor: admin\n---\n", at="admin"),
        Bad("---\nauthor: 港口财经\ncategories:\n  - 金融\n  - 港口财经\n---\n", at="港口财经"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        groups: set[str] = set()
        for key in GROUP_KEYS:
            entry = front_matter.get(key)
            if entry is not None:
                groups.update(node.text.strip() for node in entry.node.walk() if node.text)
        for key in _KEYS:
            entry = front_matter.get(key)
            if entry is None:
                continue
            for node in (entry.node, *entry.node.items):
                name = node.text.strip()
                if name.lower() in _ACCOUNTS:
                    yield self.finding(f'"{name}" is an account, not an author', node.start, node.end)
                elif name and name in groups:
                    yield self.finding(f'the author "{name}" is also a category or tag', node.start, node.end)
