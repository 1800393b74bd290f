"""What an HTML text holds, read off the events of lxml's parser.

The guard must not share a mistake with what it guards, so nothing of newslint's
own tokenizer or pairing is used here. libxml2 parses; its events are collected,
and no tree is built. That costs less than a tree, and it leaves nothing out: a
tree ends where elements are nested too deeply, and what follows ``</html>``
stands outside it.
"""

from __future__ import annotations

from newslint.fixing.collector import Collector
from newslint.fixing.verdict import UnprovableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newslint.fixing.collector import Reading

_idle: list[tuple[Any, Collector]] = []
"""A parser that is not at work: making one takes as long as parsing a short article."""


def read_html(body: str) -> Reading:
    """Return what the HTML text *body* holds.

    Raises UnprovableError if lxml's parser gave up on it, or if *body* has
    characters that cannot be given to a parser.
    """
    try:
        data = ("<html><body>" + body).encode()
    except UnicodeEncodeError as error:
        raise UnprovableError(
            f"half a surrogate pair (U+{ord(body[error.start - 12]):04X}) stands in the text, which is not a character"
        ) from None
    from lxml import etree

    if _idle:
        parser, collector = _idle.pop()
    else:
        collector = Collector()
        target: Any = collector
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=target)
    collector.prepare()
    try:
        etree.fromstring(data, parser)
    except (etree.LxmlError, MemoryError) as error:
        raise UnprovableError(f"the HTML parser gave up: {error}") from None
    fatal = parser.error_log.filter_from_level(etree.ErrorLevels.FATAL)
    if len(fatal):
        raise UnprovableError(f"the HTML parser gave up in line {fatal[0].line}: {fatal[0].message}")
    found = collector.found
    found.stream = "".join(collector.parts).encode(errors="surrogateescape")
    collector.prepare()
    _idle.append((parser, collector))
    return found
