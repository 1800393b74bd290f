from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Finding, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup

_SIZE = late_pattern(r"([0-9]++(?:\.[0-9]++)?+)\s*+(%?+)\s*+(?:px|pt)?+;?+\Z", re.IGNORECASE)
_RIGHT = late_pattern(r"[0-9]++(?:\.[0-9]++)?+(?:%|px)?+\Z")
_NOTHING = frozenset(("", "auto", "px", "%", "undefined", "null", "nan", "nanpx", "inherit", "initial", "none"))


class MediaSizeAttr(TagRule):
    """Sizes of pictures and players that are not HTML.

    ## What it finds
    `width` and `height` of pictures, frames and players that are no numbers (`width="auto"`, `width="600 px;"`,
    `width="100%px"`), and attributes for the size that a table knows and no browser does (`w`, `h` …).

    ## Why it matters
    What a browser cannot read it drops or guesses, and each one guesses a little differently.

    ## Fix safety
    Safe: what browsers read as a number becomes that number, what they drop goes. A right `width` or `height` is never
    touched, because it keeps the place of the picture while it is loaded; and a `data-` attribute with a size goes
    only where the real attribute stands beside it, because else it is all that is known of the size.
    """

    code = "IMG007"
    name = "media-size-attr"
    stage = Stage.STYLE
    tags = frozenset(("img", "video", "iframe", "embed", "object", "source"))
    uses_knowledge = True

    GOOD = (
        Good('<img src="a.jpg" width="600" height="400">'),
        Good('<iframe src="https://a.example" width="100%" height="200.5"></iframe>'),
        Good('<img src="a.jpg" width="{{ w }}">', note="a template"),
        Good('<img src="a.jpg" width="600px">', note="all browsers read 600"),
        Good('<img src="a.jpg" data-w="600">', note="the only trace of the size"),
        Good('<img src="a.jpg" width="20em">', note="browsers read 20: what was meant is not known"),
        Good('<table width="100%px"><tr><td>A</td></tr></table>', note="not a picture"),
        Good('<pre><img w="1"></pre>', note="code"),
    )
    BAD = (
        Bad('<img src="a.jpg" w="600" h="400">', '<img src="a.jpg">', count=2),
        Bad('<img width="600 px;" src="a.jpg">', '<img width="600" src="a.jpg">', at='width="600 px;"'),
        Bad('<img width="100%px" height="auto" src="a.jpg">', '<img width="100%" src="a.jpg">', count=2),
        Bad("<img src=a.jpg width='' height>", "<img src=a.jpg>", count=2),
        Bad(
            '<img src="a.jpg" width="600" height="400" data-w="600" data-ratio="0.7">',
            '<img src="a.jpg" width="600" height="400">',
            count=2,
        ),
    )

    def prepare(self) -> None:
        self._unknown = self.knowledge.index("attribute")
        self.attributes = tuple(sorted(self._unknown.keys() | {"width", "height"}))  # type: ignore[misc]

    def check(self, tag: Markup) -> Iterator[Finding]:
        sized = all(_RIGHT.match((tag.get(side) or "").strip()) for side in ("width", "height"))
        for attribute in tag.attributes:
            value = attribute.text.strip()
            if "{" in value:
                continue
            name = attribute.name
            if name in self._unknown:
                if name.startswith("data-") and not sized:
                    continue
                if value and not any(one.isdigit() for one in value):
                    continue
                fix = Fix(attribute_removal(tag, attribute))
                yield self.finding(f"{name} is not HTML", attribute.start, attribute.end, fix)
            elif name in ("width", "height") and not _RIGHT.match(value):
                if value.lower() in _NOTHING:
                    fix = Fix(attribute_removal(tag, attribute))
                    yield self.finding(f"{name} is no size", attribute.start, attribute.end, fix)
                elif match := _SIZE.match(value):
                    size = match[1] + match[2]
                    start = attribute.value_start - len(attribute.quote)
                    edit = Edit(start, attribute.value_end + len(attribute.quote), f'"{size}"')
                    message = f"{name}={value!r}: browsers read {size}"
                    yield self.finding(message, attribute.start, attribute.end, Fix(edit))
