"""Markdown as HTML, for the guard to read."""

from __future__ import annotations

from newslint.fixing.verdict import UnprovableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from markdown_it import MarkdownIt

_DEEPEST = 100
_renderer: MarkdownIt | None = None


def render(body: str) -> str:
    """Return the Markdown text *body* as HTML: CommonMark with tables, strikethrough and all HTML.

    Addresses stay as they are written. Raises UnprovableError if the text is nested
    so deeply that the renderer would leave some of it out.
    """
    global _renderer
    if _renderer is None:
        _renderer = _make()
    try:
        tokens = _renderer.parse(body, {})
        if any(token.level >= _DEEPEST - 2 for token in tokens):
            raise UnprovableError("Markdown quotations or lists are nested too deeply to be read to the end")
        return str(_renderer.renderer.render(tokens, _renderer.options, {}))
    except RecursionError:
        raise UnprovableError("the Markdown text is nested too deeply to be read") from None


def _make() -> MarkdownIt:
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    # The renderer leaves out what lies deeper than maxNesting, 20 by default, and rewrites addresses.
    untouched: Any = renderer
    untouched.normalizeLink = untouched.normalizeLinkText = str
    untouched.validateLink = lambda _address: True
    return renderer
