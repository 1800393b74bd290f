from __future__ import annotations

import re

from newslint.document.front_matter import Format
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter
    from newslint.linting.finding import Finding


# An anchor, an alias, a merge key, or a second document.
_ORDER_MATTERS = late_pattern(r"(?:^|[-:?,\[{])[ \t]++[&*][^\s,\]}]|^<<[ \t]*+:|^\.\.\.", re.MULTILINE)


class KeyOrderOptions(Options):
    order: tuple[str, ...] = (
        "layout",
        "title",
        "original_title",
        "subtitle",
        "slug",
        "permalink",
        "date",
        "updated",
        "expires",
        "fetched",
        "draft",
        "published",
        "author",
        "authors",
        "editor",
        "translator",
        "source",
        "source_url",
        "section",
        "category",
        "categories",
        "tags",
        "keywords",
        "tickers",
        "lang",
        "licence",
        "description",
        "excerpt",
        "summary",
        "image",
        "image_alt",
        "image_caption",
    )


class KeyOrder(FrontMatterRule):
    """Front-matter keys in another order than in all other files.

    ## What it finds
    Well-known keys of YAML front matter that do not stand in the usual order, before all others.

    ## Why it matters
    Where every file begins with title and date, one sees at a glance what an article is.

    ## Fix safety
    Safe: the order of keys has no meaning. A comment moves with the key below it. Files with anchors, aliases,
    merge keys or doubled keys keep their order.

    ## Options
    - `order`: the keys that come first, in this order (default: as in the canonical form).
    """

    code = "LAY014"
    name = "key-order"
    stage = Stage.LAYOUT
    Options = KeyOrderOptions

    GOOD = (
        Good("---\ntitle: A\ndate: 2024-01-02\nother: b\n---\n"),
        Good("---\ndate: &d 2024-01-02\ntitle: A\nupdated: *d\n---\n", note="an alias must follow its anchor"),
        Good("---\ndate: 2024-01-02\ntitle: A\ntitle: B\n---\n", note="a doubled key"),
        Good("---\nzeta: 1\nalpha: 2\n---\n", note="unknown keys stand as they stand"),
        Good("---\n{date: 2024-01-02, title: A}\n---\n", note="a flow mapping"),
    )
    BAD = (
        Bad("---\ndate: 2024-01-02\ntitle: A\n---\n", "---\ntitle: A\ndate: 2024-01-02\n---\n"),
        Bad(
            "---\nother: b\n# when\ndate: 2024-01-02\n---\n",
            "---\n# when\ndate: 2024-01-02\nother: b\n---\n",
            note="a comment moves with its key",
        ),
        Bad(
            "---\ncategories:\n  - a\nid: 1\ntitle: |\n  A\n  B\n---\n",
            "---\ntitle: |\n  A\n  B\ncategories:\n  - a\nid: 1\n---\n",
        ),
    )

    def prepare(self) -> None:
        self._rank = {key: rank for rank, key in enumerate(self.options.order)}

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        entries = front_matter.entries
        if front_matter.format is not Format.YAML or front_matter.repairs or len(entries) < 2:
            return
        last = len(self._rank)
        ranks = [self._rank.get(entry.key, last) for entry in entries]
        if all(ranks[place] <= ranks[place + 1] for place in range(len(ranks) - 1)):
            return
        text = document.text
        if len({entry.key for entry in entries}) < len(entries):
            return
        if _ORDER_MATTERS.search(text, front_matter.content_start, front_matter.content_end):
            return
        # Keys that begin a line each, in block style; everything else has an order of its own.
        if any(text[entry.start] in " \t{?" or text[entry.end - 1] != "\n" for entry in entries):
            return
        spans = [(entry.lead_start, entry.end) for entry in entries]
        order = sorted(range(len(entries)), key=lambda place: ranks[place])
        stay = _longest_increasing(order)
        edits: list[Edit] = []
        anchor = spans[0][0]
        moved: list[str] = []
        for place in order:
            start, end = spans[place]
            if place in stay:
                anchor = end
            else:
                edits.append(Edit(start, end))
                edits.append(Edit(anchor, anchor, text[start:end]))
                moved.append(entries[place].key)
        first = entries[next(place for place in range(len(order)) if order[place] != place)]
        yield self.finding(f"keys are not in order: {', '.join(moved)}", first.key_start, first.key_end, Fix(edits))


def _longest_increasing(order: list[int]) -> set[int]:
    """Return the elements of a longest increasing run of *order*: the keys that need not move."""
    from bisect import bisect_left

    tails: list[int] = []
    places: list[int] = []
    for value in order:
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
        places.append(place)
    stay: set[int] = set()
    wanted = len(tails) - 1
    limit = len(order)
    for index in range(len(order) - 1, -1, -1):
        if wanted >= 0 and places[index] == wanted and order[index] < limit:
            stay.add(order[index])
            limit = order[index]
            wanted -= 1
    return stay
