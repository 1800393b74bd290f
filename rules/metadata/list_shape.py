from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Finding, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._targets import TARGETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter

_CATEGORIES = ("categories", "category")
_SEPARATOR = late_pattern("[ \t]*+[,;\uff0c\u3001\uff1b][ \t]*+")
_LEADING_DASH = late_pattern("(?:[-\u2013\u2014*\u2022\u00b7][ \t]++)++")


class ListShape(FrontMatterRule):
    """Tags and categories whose list is not the list that is meant.

    ## What it finds
    - Items that stand there twice, are empty, or begin with a stray dash (`— Weekly`).
    - With a `target`: several tags in one string, where that generator makes one tag of it (Hexo, Hugo, Eleventy,
      Astro, Zola) or divides it at the spaces (Jekyll); and one tag in a string, where it wants a list (Astro, Zola).

    ## Why it matters
    `tags: ferry, harbour` gives one page for the tag "ferry, harbour" with Hexo, and two for "ferry," and "harbour"
    with Jekyll. What stands there twice makes two links.

    ## Fix safety
    Unsafe: a comma can be part of a name. The order stays; the categories of Hexo, whose order is their
    hierarchy, are not changed but for dashes and empty ones. A list with comments in it is only reported.
    """

    code = "MET017"
    name = "list-shape"
    stage = Stage.METADATA
    keys = ("tags", "categories", "category", "keywords", "topics", "authors")

    GOOD = (
        Good("---\ntags: [ferry, harbour]\ncategories:\n  - news\n---\n"),
        Good("---\ntags: ferry, harbour\n---\n", note="what that is depends on the generator"),
        Good("---\ntags: ferry, harbour\n---\n", target="pelican"),
        Good("---\ntags: ferry harbour\n---\n", target="jekyll", note="two tags, as meant"),
        Good("---\ntags: ferry\n---\n", target="hexo"),
        Good("---\ncategories: [News, News]\n---\n", target="hexo", note="News below News"),
        Good("---\ncategories:\n  - [A, B]\n  - [A, C]\n---\n", target="hexo", note="two hierarchies"),
        Good("---\ntags: [a-b, -1, '*']\n---\n"),
    )
    BAD = (
        Bad("---\ntags: ferry, harbour\n---\n", unsafe="---\ntags:\n  - ferry\n  - harbour\n---\n", target="hexo"),
        Bad("---\ntags: 渡轮、港口\n---\n", unsafe="---\ntags:\n  - 渡轮\n  - 港口\n---\n", target="hugo"),
        Bad("---\ntags: ferry, old pier\n---\n", unsafe="---\ntags:\n  - ferry\n  - old pier\n---\n", target="jekyll"),
        Bad("---\nauthors: Lee, Ann\n---\n", unsafe="---\nauthors:\n  - Lee, Ann\n---\n", target="zola"),
        Bad("---\ntags: ferry\n---\n", unsafe="---\ntags:\n  - ferry\n---\n", target="astro"),
        Bad(
            "---\ntags:\n  - ferry\n  - harbour\n  - ferry\n---\n",
            unsafe="---\ntags:\n  - ferry\n  - harbour\n---\n",
            at="ferry",
        ),
        Bad("---\ncategories:\n  - — 周报\n---\n", unsafe="---\ncategories:\n  - 周报\n---\n"),
        Bad("---\ntags:\n  - ferry\n  - ''\n---\n", unsafe="---\ntags:\n  - ferry\n---\n"),
        Bad("---\ntags:\n  - ferry # the old one\n  - ferry\n---\n", note="a comment would be lost"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for key in self.keys:
            entry = front_matter.get(key)
            if entry is None or entry.node.style == "alias":
                continue
            if entry.node.kind == "list":
                yield from self._list(entry, front_matter, hierarchy=_is_hierarchy(key, document.target))
            elif entry.node.kind == "scalar" and entry.text.strip():
                yield from self._string(entry, front_matter, document.target)

    def _list(self, entry: Entry, front_matter: FrontMatter, *, hierarchy: bool) -> Iterator[Finding]:
        items = entry.node.items
        if any(item.kind != "scalar" or item.style in ("alias", "literal", "folded") for item in items):
            return
        becomes: list[str] = []
        first: tuple[str, int, int] | None = None
        for item in items:
            text = _LEADING_DASH.sub("", item.text.strip(), count=1)
            problem = ""
            if not text or (item.style == "plain" and text in ("~", "null")):
                problem = "an empty item"
            elif text in becomes and not hierarchy:
                problem = f'"{text}" is there twice'
            else:
                becomes.append(text)
                if text != item.text.strip():
                    problem = f'a dash before "{text}"'
            if problem and first is None:
                first = problem, item.start, item.end
        if first is None:
            return
        problem, start, end = first
        # The last item's own line may have a comment as well.
        line_end = front_matter.text.find("\n", entry.node.end)
        commented = " #" in front_matter.text[entry.key_end : line_end]
        fix = None if commented else self._fix(entry, [item.text for item in items], becomes, front_matter)
        yield self.finding(f"{entry.key}: {problem}", start, end, fix)

    def _string(self, entry: Entry, front_matter: FrontMatter, target_name: str) -> Iterator[Finding]:
        target = TARGETS.get(target_name)
        if target is None or target.splits == "commas" or "{{" in entry.text:
            return
        parts = [part for part in _SEPARATOR.split(entry.text.strip()) if part]
        if entry.key == "authors":  # "Lee, Ann" can be one.
            parts = [entry.text.strip()]
        if len(parts) < 2 and not target.needs_lists:
            return
        if len(parts) < 2:
            message = f"{entry.key} is a string where {target_name.capitalize()} wants a list"
        else:
            makes = "divides at the spaces" if target.splits == "spaces" else "takes for one name"
            message = f"{entry.key} is a string, which {target_name.capitalize()} {makes}"
        fix = self._fix(entry, [entry.text], list(dict.fromkeys(parts)), front_matter)
        yield self.finding(message, entry.node.start, entry.node.end, fix)

    def _fix(self, entry: Entry, was: list[str], becomes: list[str], front_matter: FrontMatter) -> Fix:
        edit = front_matter.set(entry.key, becomes)
        change = Change(Aspect.METADATA, ", ".join(was), ", ".join(becomes), key=entry.key)
        return Fix(edit, Safety.UNSAFE, [change])


def _is_hierarchy(key: str, target: str) -> bool:
    return key in _CATEGORIES and target in TARGETS and TARGETS[target].hierarchy
