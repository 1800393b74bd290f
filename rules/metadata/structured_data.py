from __future__ import annotations

from newslint.document.front_matter import Format
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety, Severity
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._dates import DATE_KEYS
from ._keys import ALIASES, said
from ._targets import TARGETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter
    from newslint.linting.finding import Finding

_LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The ferry",'
    ' "datePublished": "2024-03-01T08:00:00+01:00", "author": {"@type": "Person", "name": "Ann Lee"}}</script>\n'
)


class StructuredData(DocumentRule):
    """Metadata that the body has and the front matter lacks.

    ## What it finds
    What the scraped page said of itself for machines, where the front matter says nothing about it: JSON-LD of an
    article, `<meta>` elements of the Open Graph protocol, Dublin Core and HTML, microdata in the
    attributes of an article (`itemprop`). Also `<meta>` elements that repeat what the front matter says.

    ## Why it matters
    Date and author of the article are there, where no generator looks for them.

    ## Fix safety
    Unsafe: the page may have spoken of something else. Keys that are there by any of their names are never
    overwritten, dates that cannot be read or have no zone and addresses without a host are left out. A `<meta>` element
    goes when the front matter says the same; JSON-LD and microdata stay. Of two articles in the JSON-LD neither is
    taken, and without front matter there is nothing to write to.
    """

    code = "MET020"
    name = "structured-data"
    severity = Severity.INFO
    stage = Stage.METADATA
    literals = ("application/ld+json", "<meta", "<META", "itemprop")

    GOOD = (
        Good(f"---\ntitle: A\npubDate: 2024-03-01\nbyline: B\n---\n{_LD}", note="there by other names"),
        Good('---\ntitle: A\n---\n<meta charset="utf-8"><p>B</p>\n'),
        Good('---\ntitle: A\n---\n<p itemprop="headline">B</p>\n', note="of what?"),
        Good(
            '---\ntitle: A\n---\n<div itemscope itemtype="https://schema.org/Person">'
            '<meta itemprop="url" content="https://a.example"></div>\n',
            note="not of the article",
        ),
        Good(
            '---\ntitle: A\n---\n<script type="application/ld+json">[{"@type": "Article", "author": "B"},'
            ' {"@type": "Article", "author": "C"}]</script>\n',
            note="which of the two",
        ),
        Good('---\ntitle: A\n---\n<script type="application/ld+json">{"@type": "Article",</script>\n', note="broken"),
        Good('---\ntitle: A\n---\n<meta property="article:published_time" content="soon">\n'),
    )
    BAD = (
        Bad(
            f"---\ntitle: A\n---\n{_LD}",
            unsafe=f"---\ntitle: A\ndate: 2024-03-01T08:00:00+01:00\nauthor: Ann Lee\n---\n{_LD}",
            note="the title is not overwritten",
        ),
        Bad(
            '---\ntitle: A\n---\n<meta property="og:title" content="A">\n'
            '<meta name="author" content="Ann Lee">\n<p>B</p>\n',
            unsafe="---\ntitle: A\nauthor: Ann Lee\n---\n<p>B</p>\n",
        ),
        Bad(
            '---\ntitle: A\n---\n<article itemscope itemtype="https://schema.org/BlogPosting">'
            '<time itemprop="dateModified" datetime="2024-03-02">2 March</time></article>\n',
            unsafe='---\ntitle: A\nlastmod: 2024-03-02\n---\n<article itemscope itemtype="https://schema.org/BlogPosting">'
            '<time itemprop="dateModified" datetime="2024-03-02">2 March</time></article>\n',
            target="hugo",
            note="by the name that the generator reads",
        ),
        Bad(f"{_LD}<p>A</p>\n", note="no front matter"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        from ._structured_data import elements, statements

        front_matter = document.front_matter
        if front_matter.format is not Format.NONE and not front_matter.readable:
            return
        missing: dict[str, str | list[str]] = {}
        first: Element | None = None
        repeated: list[Element] = []
        for element in elements(document.body):
            new, known = False, False
            for name, value in statements(element):
                key = _name(name, document.target)
                if not key:
                    continue
                if key in missing or _is_there(name, key, front_matter):
                    known = known or _says(front_matter, key, missing.get(key), value)
                else:
                    missing[key] = value
                    new = True
            if new or (known and element.markup.name == "meta"):
                first = first or element
                if element.markup.name == "meta" and element.markup.get("itemprop") is None:
                    repeated.append(element)
        if first is None:
            return
        what = f"says what the front matter does not: {', '.join(missing)}" if missing else "repeats the front matter"
        fix = None if front_matter.format is Format.NONE else _moved_up(document, missing, repeated)
        yield self.finding(f"structured data {what}", first.start, first.tag_end, fix)


def _name(key: str, target_name: str) -> str:
    """Return the name that the generator has for the canonical *key*; empty if it takes no such key."""
    target = TARGETS.get(target_name)
    if target is None:
        return key
    name = target.aliases.get(key, key)
    return name if not target.only or name in target.only else ""


def _is_there(name: str, key: str, front_matter: FrontMatter) -> bool:
    return any(one in front_matter for one in {key, name, *ALIASES.get(name, ())})


def _says(front_matter: FrontMatter, key: str, new: str | list[str] | None, value: str | list[str]) -> bool:
    """Return whether the front matter, with what is *new* in it, has *value* for *key*."""
    if new is not None:
        return new == value
    entry = front_matter.get(key)
    return entry is not None and said(entry.node) == (value if isinstance(value, str) else ", ".join(value))


def _moved_up(document: Document, missing: dict[str, str | list[str]], repeated: list[Element]) -> Fix:
    front_matter = document.front_matter
    changes = [
        Change(Aspect.METADATA, "", value if isinstance(value, str) else ", ".join(value), key=key)
        for key, value in missing.items()
    ]
    edits: list[Edit] = []
    for key, value in missing.items():
        edit = front_matter.set(key, value, raw=key in DATE_KEYS)
        if edits and edits[-1].start == edit.start:
            # All new keys go to the same place; each edit brings along what stands after it.
            last = edits.pop()
            following = front_matter.text[edit.start : edit.end]
            edit = Edit(edit.start, edit.end, last.replacement.removesuffix(following) + edit.replacement)
        edits.append(edit)
    spans = [document.body.removal(element.start, element.tag_end) for element in repeated]
    return Fix([*edits, *(Edit(start, end) for start, end in spans)], Safety.UNSAFE, changes)
