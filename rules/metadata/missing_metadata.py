from __future__ import annotations

from newslint.document.front_matter import Format
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, DocumentRule, Good, Options
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document

_ALIASES = {
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
    "lang": ("lang", "language", "locale"),
    "image": ("image", "cover", "thumbnail", "headimg", "featured_image", "feature_image", "banner", "hero"),
}


class MissingMetadataOptions(Options):
    required: tuple[str, ...] = ("title", "date", "author")


class MissingMetadata(DocumentRule):
    """Metadata that every article needs and this one lacks.

    ## What it finds
    Required keys that are missing or empty. The names that exporters and generators use for them count too:
    `post_title`,
    `post_date`, `pubDate`, `creation_date`, `authors` … and so does a date in the file name
    (`2024-03-01-ferry.md`).

    ## Why it matters
    Without a date an article sorts anywhere, without a title it has no link.

    ## Fix safety
    Only reported: nothing is invented.

    ## Options
    - `required`: the keys that must be there (default: `title`, `date`, `author`). In the settings file it can also
      be written as `required` in the table `metadata`.
    """

    code = "MET003"
    name = "missing-metadata"
    severity = Severity.ERROR
    stage = Stage.METADATA
    in_guarded_regions = True
    Options = MissingMetadataOptions

    GOOD = (
        Good("---\ntitle: A\ndate: 2024-03-01\nauthor: B\n---\n"),
        Good("---\npost_title: A\npost_date: 2024-03-01 10:00:00\nauthors: [B]\n---\n", note="other names"),
        Good("---\ntitle: A\nauthor: B\n---\n", path="posts/2024-03-01-ferry.md", note="the date in the file name"),
        Good("---\ntitle: A\n---\n", options={"required": ("title",)}),
        Good("---\ntitle: [A\n---\n", note="unreadable: another rule's"),
        Good(
            "---\ntitle: A\npublished: 2024-03-01\nauthor: {name: B}\n---\n",
            note="a date, where others have a yes or no",
        ),
    )
    BAD = (
        Bad("---\ntitle: A\ndate: 2024-03-01\n---\n", at="---", note="no author"),
        Bad("---\ntitle:\ndate: 2024-03-01\nauthor: ''\n---\n", count=2, at="title"),
        Bad("<p>A</p>\n", note="no front matter at all"),
        Bad("---\ntitle: A\npublished: true\nauthor: B\n---\n", note="published, but not when"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        required = list(self.options.required)
        if front_matter.format is Format.NONE:
            if front_matter.unterminated is None and required:
                yield self.finding(f"no front matter: {', '.join(required)} missing", 0, 0)
            return
        if not front_matter.readable:
            return
        for key in required:
            if key == "date" and _date_in_name(document.path):
                continue
            empty = None
            for name in _ALIASES.get(key, (key,)):
                entry = front_matter.get(name)
                if entry is None:
                    continue
                if _says_something(entry.node.kind, entry.text, bool(entry.node.items or entry.node.entries)) and not (
                    key == "date" and entry.text.strip().lower() in ("true", "false", "yes", "no")
                ):
                    break
                empty = empty or entry
            else:
                if empty is not None:
                    yield self.finding(f"{empty.key} is empty", empty.key_start, empty.key_end)
                elif front_matter.value(key) is None:
                    yield self.finding(f"{key} is missing", front_matter.fence_start, front_matter.fence_end)


def _says_something(kind: str, text: str, has_parts: bool) -> bool:
    return bool(text.strip() and text.strip() not in ("~", "null")) if kind == "scalar" else has_parts


def _date_in_name(path: str) -> bool:
    """Return whether the file's name begins with a date, as Jekyll's posts do."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return len(name) > 10 and name[:10].replace("-", "").isdecimal() and name[4] == name[7] == "-"
