"""Whether a file shows that it comes from a producer: by the addresses in it, or by what this producer alone writes.

Some names mean a producer's furniture in its own articles and anything elsewhere: ``statement`` is Sohu's
disclaimer, or the statement of a minister. A table entry with ``needs-evidence = true`` acts only in a file in
which one of these is found:

- one of the producer's ``hosts`` (or a host below it) in an address of the front matter, or in the address of a
  picture, a frame or a script. The address of a link proves nothing: people link to everything.
- one of its ``marks``, anywhere in the file.

Nothing is searched until an entry that needs evidence has matched, and then once for each document.
It is looked for in the file as it came: the fixes of one run may take the evidence away.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document

# In tags (also ``data-src`` and the like, whose hyphen is a boundary), and Markdown's pictures. Compiled when needed.
_LOADING = (
    r"""(?:\b(?:src|poster|original|actualsrc|lazyload|real_src)\s*+=\s*+["']?+|!\[[^\]\n]{0,300}+\]\()"""
    r"""\s*+(?:https?:)?+//([a-z0-9.-]++)"""
)
_ADDRESS = r"""(?<![\w/])(?:https?:)?+//([a-z0-9.-]++)"""


class Evidence:
    """What shows that a file comes from one producer."""

    __slots__ = ("hosts", "marks")

    def __init__(self, hosts: tuple[str, ...], marks: tuple[str, ...]) -> None:
        self.hosts = hosts
        self.marks = marks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence) and (self.hosts, self.marks) == (other.hosts, other.marks)

    def __hash__(self) -> int:
        return hash((self.hosts, self.marks))

    def is_in(self, document: Document) -> bool:
        """Return whether *document* shows it, as the file had it before any fix; found out once for each file."""
        document = document.origin
        known = document.evidence_found.get(self)
        if known is None:
            known = document.evidence_found[self] = self._look(document)
        return known

    def _look(self, document: Document) -> bool:
        text = document.text
        if any(mark in text for mark in self.marks):
            return True
        if not any(host in text for host in self.hosts):
            return False
        return any(self._is_own(host.lower()) for host in hosts_in(document))

    def _is_own(self, host: str) -> bool:
        return any(host == own or host.endswith("." + own) for own in self.hosts)


def hosts_in(document: Document) -> Iterator[str]:
    """Yield the hosts of the addresses in the front matter, and of what the body loads."""
    text, start = document.text, document.body.start
    for match in re.compile(_ADDRESS, re.IGNORECASE).finditer(text, 0, start):
        yield match[1]
    for match in re.compile(_LOADING, re.IGNORECASE).finditer(text, start):
        yield match[1]
