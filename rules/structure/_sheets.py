"""What the style sheets in a body choose by the names of elements. Shared by the rules that take wrappers away."""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body
    from newslint.document.html import Markup

# A wrapper by its name, or others because they stand directly in another element.
_CHOOSES = late_pattern(r"(?<![\w.#:@-])(?:span|div|article|section|main)(?![\w-])|[>*]", re.IGNORECASE)


def choose_wrappers(body: Body) -> bool:
    """Return whether a style sheet in *body* could look different if a wrapper without attributes went."""
    sheets = {body.markups[index].raw_content for index in body.start_tags(_is_style)}
    return any(_CHOOSES.search(_without_comments(sheet)) for sheet in sheets)


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])


def _is_style(tag: Markup) -> bool:
    return tag.name == "style"
