from __future__ import annotations

from newslint.document.front_matter import Format
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, DocumentRule, Good, Options
from newslint.linting.stage import Stage

from ._dates import date_in_name
from ._keys import ALIASES
from ._targets import TARGETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document


_REQUIRED = ("title", "date", "author")


class MissingMetadataOptions(Options):
    required: tuple[str, ...] = _REQUIRED


class MissingMetadata(DocumentRule):
    """Metadata that every article needs and this one lacks.

    ## What it finds
    Required keys that are missing or empty. The names that exporters and generators use for them count too:
    `post_title`,
    `post_date`, `pubDate`, `creation_date`, `authors` … and so does a date in the file name
    (`2024-03-01-ferry.md`), unless the files are for a `target` that does not look there (Hexo, Hugo, Astro, Pelican).

    ## Why it matters
    Without a date an article sorts anywhere, without a title it has no link.

    ## Fix safety
    Only reported: nothing is invented.

    ## Options
    - `required`: the keys that must be there (default: `title`, `date`, `author`; with a `target`, whose site has an
      author, `title` and `date`). In the settings file it can also be written as `required` in the table `metadata`.
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
        Good("---\ntitle: A\ndate: 2024-03-01\n---\n", target="hexo", note="the site has an author"),
        Good("---\ntitle: A\n---\n", path="_posts/2024-03-01-ferry.md", target="jekyll"),
    )
    BAD = (
        Bad("---\ntitle: A\ndate: 2024-03-01\n---\n", at="---", note="no author"),
        Bad("---\ntitle:\ndate: 2024-03-01\nauthor: ''\n---\n", count=2, at="title"),
        Bad("<p>A</p>\n", note="no front matter at all"),
        Bad("---\ntitle: A\npublished: true\nauthor: B\n---\n", note="published, but not when"),
        Bad("---\ntitle: A\n---\n", path="source/_posts/2024-03-01-ferry.md", target="hexo", note="not from the name"),
        Bad("---\ntitle: A\ndate: 2024-03-01\n---\n", target="hexo", options={"required": ("author",)}),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        target = TARGETS.get(document.target)
        required = self.options.required
        if target is not None and required is _REQUIRED:  # What the user requires holds for every target.
            required = target.required
        dated = (target is None or target.dates_in_names) and date_in_name(document.path) is not None
        if front_matter.format is Format.NONE:
            if front_matter.unterminated is None and required:
                yield self.finding(f"no front matter: {', '.join(required)} missing", 0, 0)
            return
        if not front_matter.readable:
            return
        for key in required:
            if key == "date" and dated:
                continue
            empty = None
            for name in ALIASES.get(key, (key,)):
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
