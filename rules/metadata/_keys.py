"""Which front-matter keys hold what. Shared by the rules on metadata.

The names are those of the generators' own documentation and of common exporters (WordPress, Blogger, Ghost, Hexo's
themes, RSSHub).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.front_matter import Node

TITLE_KEYS = ("title", "post_title", "headline", "original_title", "subtitle", "linkTitle", "seo_title")
SUMMARY_KEYS = ("description", "excerpt", "summary", "abstract", "post_excerpt", "custom_excerpt", "dek", "subject")
AUTHOR_KEYS = ("author", "authors", "post_author", "byline", "creator", "editor", "translator")
GROUP_KEYS = ("category", "categories", "tags", "tag", "keywords", "section", "series", "topics")
IMAGE_KEYS = (
    "image",
    "headimg",
    "thumbnail",
    "cover",
    "cover_image",
    "banner",
    "banner_img",
    "index_img",
    "feature_image",
    "featured_image",
    "hero",
    "hero_image",
    "top_img",
    "og_image",
)
SOURCE_KEYS = ("source", "site", "site_name", "publisher", "publication", "source_name")

ALIASES = {
    "title": ("title", "post_title", "headline", "subject", "name"),
    "date": (
        "date",
        "post_date",
        "pubDate",
        "pubdate",
        "publishDate",
        "publish_date",
        "published_date",
        "published_at",
        "publishedAt",
        "datePublished",
        "published",
        "created",
        "created_at",
        "creation_date",
        "post_date_gmt",
        "datetime",
        "timestamp",
    ),
    "author": ("author", "authors", "post_author", "byline", "creator", "writer", "contributors"),
    "description": ("description", "excerpt", "summary", "abstract", "post_excerpt", "custom_excerpt", "dek"),
    "source_url": ("source_url", "original_url", "originalURL", "OriginalURL", "link", "canonical", "canonical_url"),
    "updated": (
        "updated",
        "updated_at",
        "modified",
        "lastmod",
        "last_modified_at",
        "date_modified",
        "dateModified",
        "modified_time",
        "post_modified",
    ),
    "source": ("source", "site", "site_name", "publisher", "publication", "source_name"),
    "section": ("section", "category", "categories"),
    "tags": ("tags", "tag", "keywords", "topics"),
    "licence": ("licence", "license", "copyright", "rights"),
    "lang": ("lang", "language", "locale"),
    "image": ("image", "cover", "thumbnail", "headimg", "featured_image", "feature_image", "banner", "hero"),
}
"""By canonical key, the names that exporters and generators have for it."""


def said(node: Node) -> str:
    """Return the value *node* as a change declares it: the items of a list joined by commas."""
    if node.kind == "scalar":
        return node.text
    if node.kind == "list":
        return ", ".join(map(said, node.items))
    return ", ".join(f"{entry.key}: {said(entry.node)}" for entry in node.entries)
