"""What of a text must not be lost: gathered before and after a fix, and compared by the guard."""

from __future__ import annotations

import re
from functools import lru_cache

from newslint.fixing.metadata import Metadata, read_metadata
from newslint.fixing.reading import read_html
from newslint.fixing.rendering import render
from newslint.fixing.verdict import UnprovableError
from newslint.fixing.visible import Visible

__all__ = ["Body", "Facts", "UnprovableError", "gather"]

# Liquid, Nunjucks, Jinja, Hugo ({{…}}, {%…%}); ERB and EJS (<%…%>); and the references that keep
# braces from being template syntax. A token that spans lines holds no markup: what looks like one
# and does is text with stray braces.
_TEMPLATE = re.compile(
    r"\{\{(?:[^\n{}]++|\{(?!\{)|\}(?!\}))*+\}\}++"
    r"|\{\{(?:[^<>{}]++|\{(?!\{)|\}(?!\}))*+\}\}++"
    r"|\{%(?:[^\n%{]++|%(?!\})|\{(?!%))*+%\}"
    r"|\{%(?:[^<>%{]++|%(?!\})|\{(?!%))*+%\}"
    r"|<%(?:[^\n%<]++|%(?!>)|<(?!%))*+%>"
    r"|&#(?:0*+(?:123|125|37)|[xX]0*+(?:7[bBdD]|25))(?!\w);?+"
)


class Body:
    """What a body holds. Treat it as constant: the same one may serve for several texts."""

    __slots__ = ("reading", "visible")

    def __init__(self, html: str) -> None:
        self.reading = read_html(html)
        self.visible = Visible(self.reading.stream, self.reading.hrefs)


class Facts:
    """All that the guard compares of one text: its front matter, its body, and the template syntax in it.

    ``written`` is the body's source. The body itself is read when it is asked for, because half
    of all fixes touch the front matter alone, and then both texts have the same one.
    """

    __slots__ = ("_as_markdown", "_renderable", "metadata", "written")

    def __init__(self, metadata: Metadata, written: str, as_markdown: bool, renderable: bool) -> None:
        self.metadata = metadata
        self.written = written
        self._as_markdown = as_markdown
        self._renderable = renderable

    @property
    def body(self) -> Body:
        """What the body holds. Raises UnprovableError if it cannot be read reliably."""
        return _body(self.written, self._as_markdown)

    @property
    def as_rendered(self) -> Facts:
        """The same facts with the body as Markdown has it, even if it is nothing but HTML."""
        return self if self._as_markdown or not self._renderable else Facts(self.metadata, self.written, True, True)

    @property
    def templates(self) -> list[str]:
        """The pieces of template syntax in the body."""
        return template_tokens(self.written)


def gather(text: str, *, body_start: int, read_as_markdown: bool, html_only: bool, rendered: bool = False) -> Facts:
    """Return the facts of *text*, whose body starts at *body_start* (code points).

    A Markdown body (*read_as_markdown*) is rendered and then read as HTML. One that is
    nothing but HTML (*html_only*) is taken for the HTML that it is, because indentation and
    blank lines in it may make Markdown read it as code, which nobody meant. With *rendered*
    it is rendered all the same: so a text is gathered after a fix, when Markdown must make
    of it what the HTML said before.

    Raises UnprovableError if the front matter cannot be read reliably; for the body, its property does.
    """
    as_markdown = read_as_markdown and (rendered or not html_only)
    return Facts(_metadata(text[:body_start]), text[body_start:], as_markdown, read_as_markdown)


# Many fixes touch nothing but the body, or nothing but the front matter: the other part is the same after as before.
_metadata = lru_cache(maxsize=2)(read_metadata)


@lru_cache(maxsize=2)
def _body(written: str, as_markdown: bool) -> Body:
    return Body(render(written) if as_markdown else written)


def template_tokens(text: str) -> list[str]:
    """Return the pieces of template syntax in *text*, with white space in them reduced to single spaces."""
    if "{{" not in text and "{%" not in text and "<%" not in text and "&#" not in text:
        return []
    return [" ".join(match[0].split()) for match in _TEMPLATE.finditer(text)]
