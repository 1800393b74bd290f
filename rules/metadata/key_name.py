from __future__ import annotations

from newslint.document.front_matter import Format
from newslint.linting.finding import Aspect, Change, Finding, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

from ._keys import said
from ._targets import TARGETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter


class KeyNameOptions(Options):
    keep: tuple[str, ...] = ()


class KeyName(FrontMatterRule):
    """A key by another name than the one that the generator reads.

    ## What it finds
    With a `target`: names that exporters, feeds and other generators use for the title, the date, the date of the
    last change, the description, the author, the address of the original, tags, categories and language
    (`post_title`, `pubDate`, `creation_date`, `OriginalURL`, `byline`), and the right names in other letters
    (`Title`). Each target has names of its own: `updated` in Hexo is `lastmod` in Hugo, `last_modified_at` in Jekyll
    and `modified` in Pelican. Keys for pictures are left alone: their names are the theme's.

    ## Why it matters
    A generator does not complain of a key that it does not know. The page simply has no date.

    ## Fix safety
    Unsafe: a theme may read the key that goes. What a generator reads itself, or as something else (`published`,
    `url`, `slug`, `comments`, `draft`, `layout`, `summary` in Hugo), keeps its name. If the right key is there
    already, the other one goes only if both say the same; nothing is overwritten.

    ## Options
    - `keep`: names that are meant as they are (default: none).
    """

    code = "MET016"
    name = "key-name"
    stage = Stage.METADATA
    Options = KeyNameOptions

    GOOD = (
        Good("---\npost_title: A\ncreation_date: 2024-01-02\n---\n", note="for no generator in particular"),
        Good(
            "---\ntitle: A\npublished: 2024-01-02\nurl: /a/\n---\n", target="hugo", note="both mean something to Hugo"
        ),
        Good("---\ntitle: A\nsummary: B\nkeywords: [c]\n---\n", target="hugo"),
        Good("---\nTitle: A\nDate: 2024-01-02\n---\n", target="pelican", note="does not mind the case"),
        Good("---\ntitle: A\nexcerpt: B\ncategory: C\ncover: /d.jpg\n---\n", target="hexo"),
        Good("---\nbyline: A\n---\n", target="jekyll", options={"keep": ("byline",)}),
    )
    BAD = (
        Bad(
            "---\npost_title: A\ncreation_date: 2024-01-02\n---\n",
            unsafe="---\ntitle: A\ndate: 2024-01-02\n---\n",
            target="hexo",
            count=2,
            at="post_title",
        ),
        Bad("---\nupdated: 2024-01-02\n---\n", unsafe="---\nlastmod: 2024-01-02\n---\n", target="hugo"),
        Bad("---\nlastmod: 2024-01-02\n---\n", unsafe="---\nlast_modified_at: 2024-01-02\n---\n", target="jekyll"),
        Bad("---\ndescription: A\n---\n", unsafe="---\nsummary: A\n---\n", target="pelican"),
        Bad("---\nTitle: A\nTAGS: [b]\n---\n", unsafe="---\ntitle: A\ntags: [b]\n---\n", target="jekyll", count=2),
        Bad("---\ncategories:\n  - A\n---\n", unsafe="---\ncategory: A\n---\n", target="pelican"),
        Bad("---\ncategories:\n  - A\n  - B\n---\n", target="pelican", note="it knows only one"),
        Bad("---\nauthor: A\n---\n", unsafe="---\nauthors: A\n---\n", target="zola"),
        Bad("---\ntitle: A\npost_title: B\n---\n", target="hexo", at="post_title", note="nothing is overwritten"),
        Bad("---\ntitle: A\npost_title: A\n---\n", unsafe="---\ntitle: A\n---\n", target="hexo"),
        Bad(
            "---\npost_title: A\nheadline: B\n---\n",
            unsafe="---\ntitle: A\nheadline: B\n---\n",
            target="hexo",
            count=2,
            note="two for one place",
        ),
        Bad(
            '+++\nOriginalURL = "https://a.example"\n+++\n',
            unsafe='+++\nsource_url = "https://a.example"\n+++\n',
            target="hugo",
        ),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        target = TARGETS.get(document.target)
        if target is None:
            return
        taken = {entry.key: entry for entry in front_matter.entries}
        for entry in front_matter.entries:
            key = target.aliases.get(entry.key, "") or target.by_lower_case.get(entry.key.lower(), "")
            if not key or key == entry.key or entry.key in self.options.keep:
                continue
            there = taken.get(key)
            if there is None:
                taken[key] = entry
            yield self._finding(entry, key, there, front_matter, document.target)

    def _finding(self, entry: Entry, key: str, there: Entry | None, front_matter: FrontMatter, target: str) -> Finding:
        generator = target.capitalize()
        was = Change(Aspect.METADATA, said(entry.node), key=entry.key)
        if there is None:
            edits = [front_matter.rename(entry, key)]
            if key == "category" and entry.node.kind == "list":
                if len(entry.node.items) != 1 or entry.node.items[0].kind != "scalar":
                    message = f"{generator} has one category for an article, by the name category"
                    return self.finding(message, entry.key_start, entry.key_end)
                edits.append(front_matter.set(entry.key, entry.node.items[0].text))
            becomes = Change(Aspect.METADATA, "", said(entry.node), key=key)
            fix = Fix(edits, Safety.UNSAFE, [was, becomes])
            return self.finding(f"{generator} calls {entry.key} {key}", entry.key_start, entry.key_end, fix)
        same = entry.value == there.value and front_matter.format is not Format.JSON
        removal = Fix(front_matter.remove(entry), Safety.UNSAFE, [was]) if same else None
        says = "says the same" if same else "says something else"
        message = f"{generator} calls {entry.key} {key}, which is there too and {says}"
        return self.finding(message, entry.key_start, entry.key_end, removal)
