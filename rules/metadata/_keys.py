"""Which front-matter keys hold what. Shared by the rules on metadata.

The names are those of the generators' own documentation and of common exporters (WordPress, Blogger, Ghost, Hexo's
themes, RSSHub).
"""

from __future__ import annotations

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
