"""What each generator takes metadata for. Shared by the rules that depend on ``target``.

From the generators' own documentation: Hexo "Front-matter", Jekyll "Front Matter" and
"Posts", Hugo "Front matter", Astro "Content collections", Eleventy "Front Matter Data" and
"Content Dates", Pelican "Writing content", Zola "Page"; and from what they do with what
is not documented.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLES = ("post_title", "headline")
_DATES = (
    "pubDate",
    "pubdate",
    "publishDate",
    "publish_date",
    "published_date",
    "published_at",
    "publishedAt",
    "datePublished",
    "post_date",
    "creation_date",
    "created_at",
    "created",
)
_UPDATES = (
    "updated",
    "lastmod",
    "last_modified_at",
    "modified",
    "modified_time",
    "updated_at",
    "updatedAt",
    "date_modified",
    "dateModified",
    "post_modified",
)
_DESCRIPTIONS = ("description", "summary", "abstract", "dek", "custom_excerpt", "post_excerpt")
_AUTHORS = ("post_author", "byline", "creator", "writer")
_SOURCES = ("OriginalURL", "originalURL", "originalUrl", "original_url", "sourceURL", "sourceUrl", "source_link")
_TAGS = ("tags", "keywords", "post_tag")
_CATEGORIES = ("categories", "category")
_LANGUAGES = ("lang", "language")


_SAME_NAME = ("draft", "slug", "layout")


class Target:
    """How one generator reads front matter.

    ``aliases`` give the key that it reads for each key that it does not; ``by_lower_case`` gives it for names in
    other letters. ``only`` are the keys that it takes, empty if it takes all; ``required`` are those without which a
    page is not whole, ``types`` those of the keys that make a difference to it. ``splits`` says what it makes of
    ``tags: a, b``: ``"nothing"`` (one tag, or an error), ``"spaces"``, ``"commas"``; ``needs_lists`` that one tag must
    be a list as well, ``hierarchy`` that the order of categories has a meaning. ``date_order`` is how it reads
    ``07/02/2022``, empty if it does not; ``dates_in_names`` says that it takes the date from the file name.
    """

    __slots__ = (
        "aliases",
        "by_lower_case",
        "date_order",
        "dates_in_names",
        "hierarchy",
        "needs_lists",
        "only",
        "required",
        "splits",
        "types",
    )

    def __init__(
        self,
        *,
        updated: str = "updated",
        description: str = "description",
        tags: str = "tags",
        categories: str = "categories",
        author: str = "author",
        source: str = "source_url",
        language: str = "lang",
        reserved: frozenset[str] = frozenset(),
        only: frozenset[str] = frozenset(),
        ignores_case: bool = False,
        splits: str = "nothing",
        needs_lists: bool = False,
        hierarchy: bool = False,
        date_order: str = "",
        dates_in_names: bool = False,
        types: Mapping[str, str] | None = None,
    ) -> None:
        groups = {
            "title": _TITLES,
            "date": _DATES,
            updated: _UPDATES,
            description: _DESCRIPTIONS,
            author: (*_AUTHORS, *(("author",) if author == "authors" else ())),
            source: _SOURCES,
            tags: _TAGS,
            categories: _CATEGORIES,
            language: _LANGUAGES,
        }
        self.aliases = {
            alias: key
            for key, aliases in groups.items()
            if key
            for alias in aliases
            if alias != key and alias not in reserved
        }
        self.by_lower_case = {alias.lower(): key for alias, key in self.aliases.items()}
        if not ignores_case:
            self.by_lower_case.update((key.lower(), key) for key in (*filter(None, groups), *_SAME_NAME))
        self.only = only
        self.required = ("title", "date")
        self.splits = splits
        self.needs_lists = needs_lists
        self.hierarchy = hierarchy
        self.date_order = date_order
        self.dates_in_names = dates_in_names
        self.types = dict(types or {})


TARGETS: dict[str, Target] = {
    "hexo": Target(
        # Hexo copies a single category to categories; themes read keywords and language as they stand.
        reserved=frozenset(("category", "keywords", "language", "excerpt", "link")),
        hierarchy=True,
        date_order="month-first",
        types={"comments": "boolean", "published": "boolean"},
    ),
    "jekyll": Target(
        updated="last_modified_at",
        # jekyll-seo-tag reads both; category and tag are Jekyll's own.
        reserved=frozenset(("category", "tag", "excerpt", "canonical_url")),
        splits="spaces",
        date_order="day-first",
        dates_in_names=True,
        types={"published": "boolean"},
    ),
    "hugo": Target(
        updated="lastmod",
        # Hugo reads pubdate, published and modified by itself; the others mean something else to it.
        reserved=frozenset(("publishDate", "pubDate", "pubdate", "published", "modified", "summary", "keywords")),
        language="",
        ignores_case=True,
        types={"draft": "boolean", "headless": "boolean", "weight": "integer"},
    ),
    # What a collection of Astro's is called, its schema says.
    "astro": Target(
        updated="",
        reserved=frozenset((*_DATES, *_DESCRIPTIONS, *_CATEGORIES, *_LANGUAGES)),
        needs_lists=True,
        date_order="month-first",
        types={"draft": "boolean"},
    ),
    "eleventy": Target(reserved=frozenset(("excerpt", *_CATEGORIES)), dates_in_names=True),
    "pelican": Target(
        updated="modified",
        description="summary",
        categories="category",
        ignores_case=True,
        splits="commas",
        date_order="month-first",
        dates_in_names=False,
    ),
    # Zola stops at a key that it does not know; what is not its own belongs to [extra].
    "zola": Target(
        author="authors",
        source="",
        tags="",
        categories="",
        language="",
        only=frozenset(("title", "date", "updated", "description", "authors")),
        needs_lists=True,
        dates_in_names=True,
        types={"draft": "boolean", "weight": "integer", "render": "boolean", "in_search_index": "boolean"},
    ),
}
