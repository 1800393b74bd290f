from __future__ import annotations

from newslint.linting.finding import Edit, Finding, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Attribute, Markup

_RELATIONS = frozenset(("noopener", "noreferrer", "nofollow", "external", "opener", "ugc"))


class LinkAttributeNoise(TagRule):
    """Attributes of links that say how the old site opened and rated them.

    ## What it finds
    `target` and `referrerpolicy` on `<a>`, and the words `noopener`, `noreferrer`, `nofollow`, `external`, `opener` and
    `ugc` of `rel`.

    ## Why it matters
    In which window a link opens, and whether search engines should follow it, is for the site to say that shows the
    article now, and for its readers.

    ## Fix safety
    Safe: the link leads to the same place. All other words of `rel` stay: `license`, `me`, `author`, `tag`, and
    `sponsored`, which is a disclosure. A frame's name as a `target` stays.
    """

    code = "LNK004"
    name = "link-attribute-noise"
    stage = Stage.LINKS
    tags = frozenset(("a",))
    attributes = ("target", "rel", "referrerpolicy")

    GOOD = (
        Good('<a href="/b" rel="license">A</a><a rel="me author" href="/c">C</a>'),
        Good('<a href="/b" target="player">A</a>', note="a frame by its name"),
        Good('<a href="/b" rel="sponsored">A</a>', note="a disclosure"),
        Good('<pre><a href="/b" target="_blank">A</a></pre>', note="code"),
    )
    BAD = (
        Bad('<a href="/b" target="_blank" rel="noopener nofollow">A</a>', '<a href="/b">A</a>', count=2),
        Bad(
            '<a rel="nofollow license" href="/b">A</a>', '<a rel="license" href="/b">A</a>', at='rel="nofollow license"'
        ),
        Bad('<a href="/b" target=_new>A</a>', '<a href="/b">A</a>'),
        Bad('<a href="/b" referrerpolicy="no-referrer">A</a>', '<a href="/b">A</a>'),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        for attribute in tag.attributes:
            if attribute.name == "referrerpolicy":
                yield self._whole(tag, attribute)
            elif attribute.name == "target":
                if attribute.text.strip().lower() in ("_blank", "_new", "blank", "new", "_top", "_self", "_parent", ""):
                    yield self._whole(tag, attribute)
            elif attribute.name == "rel":
                words = attribute.text.split()
                kept = [word for word in words if word.lower() not in _RELATIONS]
                if not kept:
                    yield self._whole(tag, attribute)
                elif len(kept) < len(words) and not {'"', "'", "&"} & set(attribute.text):
                    fix = Fix(Edit(attribute.value_start, attribute.value_end, " ".join(kept)))
                    yield self.finding("rel rates the link for search engines", attribute.start, attribute.end, fix)

    def _whole(self, tag: Markup, attribute: Attribute) -> Finding:
        message = f"{attribute.name} is the old site's way to open or rate links"
        return self.finding(message, attribute.start, attribute.end, Fix(attribute_removal(tag, attribute)))
