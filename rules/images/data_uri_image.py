from __future__ import annotations

from newslint.linting.finding import Finding
from newslint.linting.rule import Bad, Good, Options, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup

_LONG = "data:image/png;base64," + "QUFB" * 600


class DataUriImageOptions(Options):
    limit: int = 2048


class DataUriImage(TagRule):
    """A large picture that is written out in the text.

    ## What it finds
    `<img>`, `<source>` and `<video poster>` with a `data:` address of more than 2 kB.

    ## Why it matters
    It makes the file hard to read, to search and to compare, is loaded again with every page, and is missing in
    feeds and mails, whose readers do not show such pictures.

    ## Fix safety
    Only reported: the picture has to become a file of its own.

    ## Options
    - `limit`: how many characters the address may have (default: 2048).
    """

    code = "IMG006"
    name = "data-uri-image"
    stage = Stage.LAYOUT
    tags = frozenset(("img", "source", "video"))
    attributes = ("src", "srcset", "poster")
    Options = DataUriImageOptions

    GOOD = (
        Good('<img src="a.jpg" alt="A">'),
        Good('<img src="data:image/png;base64,QUFB" alt="A">', note="a small one"),
        Good(f'<pre><img src="{_LONG}"></pre>', note="code"),
        Good(f'<img src="{_LONG}">', options={"limit": 4096}),
    )
    BAD = (Bad(f'<p><img src="{_LONG}" alt="A"></p>', at=_LONG),)

    def check(self, tag: Markup) -> Iterator[Finding]:
        for name in self.attributes:
            attribute = tag.by_name.get(name)
            if attribute is None or not attribute.value or len(attribute.value) <= self.options.limit:
                continue
            value = attribute.value.lstrip()
            if value[:11].lower() == "data:image/":
                message = f"a picture of {len(value) / 1000:.0f} kB in the text"
                yield self.finding(message, attribute.value_start, attribute.value_end)
