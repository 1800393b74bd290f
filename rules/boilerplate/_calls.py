"""Short blocks that call upon the reader to do something, known by the words of a table.

An entry of such a table has ``word``, a list of words as they are written, and ``call``, how the
whole text of the block begins in lower case; ``ours``, if given, are words of which one must
stand in it, too. An entry with ``phrase`` instead lists whole texts, in lower case and without
the marks at their end, and ``literal``, if it is given, a part of each that may be written in one way only: short
lists are looked for in less time. An entry may also name a container, as those of other tables do.
"""

from __future__ import annotations

import re

from newslint.document.body import BLOCK_ELEMENTS
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Fix, Safety

from ._blocks import (
    HEADINGS,
    Block,
    Containers,
    block_at,
    element_around,
    is_first,
    small,
    under_heading,
    with_picture,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Body, Element, TextMatch
    from newslint.document.html import Markup
    from newslint.linting.knowledge import Entry, Knowledge

_END_MARKS = " :：!！?？.。…~～>»›→👇↓"
_LONGEST = 160
_LABELS = BLOCK_ELEMENTS | frozenset(("a", "button", "span", "strong", "b"))


class Calls:
    """The entries of one table, and the search for the blocks that they mean."""

    __slots__ = ("_calls", "_phrases", "containers", "literals", "pattern")

    def __init__(self, knowledge: Knowledge) -> None:
        self.containers = Containers(knowledge)
        self._calls = [entry for entry in knowledge if "word" in entry]
        self._phrases = knowledge.index("phrase")
        words: dict[str, None] = {}
        for entry in self._calls:
            words.update(dict.fromkeys(entry["word"]))
        for entry in knowledge:
            if "phrase" in entry:
                words.update(dict.fromkeys(entry.get("literal", entry["phrase"])))
        self.literals = tuple(words)
        # The longer ones first, so that a shorter one does not end the search within them.
        self.pattern = late_pattern("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)")

    def block(self, match: TextMatch) -> Block | None:
        """Return the block around *match* that is one of the calls and nothing else; None if there is none."""
        if self.containers.around(element_around(match)) is not None:
            return None
        block = block_at(match) or _label_at(match)
        if block is None or not 0 < len(block.text) <= _LONGEST or not self._is_call(block.text):
            return None
        if not is_first(self.pattern, match, block) or block.quoted or block.structured or under_heading(block):
            return None
        if block.element is not None and block.element.name in HEADINGS:
            return None
        title = str(match.document.front_matter.value("title") or "")
        if title and self.pattern.search(title):
            return None  # The article is about it.
        block = with_picture(block)
        return block if block.text_before(0) else None

    def find(self, found: Element | TextMatch) -> tuple[Block, Entry | None] | None:
        """Return the block to report for a match or a container, with the entry that names the container."""
        from newslint.document.body import TextMatch

        if isinstance(found, TextMatch):
            block = self.block(found)
            return (block, None) if block is not None else None
        entry = self.container(found)
        return (Block.of(found), entry) if entry is not None else None

    def _is_call(self, text: str) -> bool:
        lowered = text.lower().strip(_END_MARKS)
        if lowered in self._phrases:
            return True
        return any(_says(entry, lowered, text) for entry in self._calls)

    def container(self, element: Element) -> Entry | None:
        """Return the entry that names *element*, if no other container stands round it."""
        outermost = self.containers.around(element)
        return outermost[1] if outermost is not None and outermost[0].index == element.index else None

    def applies(self, tag: Markup) -> bool:
        return self.containers.find(tag) is not None


def unsafe_removal(block: Block) -> Fix | None:
    """Return the unsafe fix that takes *block* out, or None if it cannot go by itself."""
    if block.element is not None and not block.element.closed:
        return None
    edit = block.removal()
    return Fix(edit, Safety.UNSAFE, block.changes()) if edit is not None else None


def _says(entry: Entry, lowered: str, text: str) -> bool:
    return (
        lowered.startswith(tuple(entry["call"]))
        and any(word in text for word in entry["word"])
        and any(word in lowered for word in entry.get("ours", ("",)))
    )


def _label_at(match: TextMatch) -> Block | None:
    """Return the button or the like whose label *match* stands in, if it is in no paragraph."""
    body: Body = match.body
    element = element_around(match)
    found = None
    while element is not None and element.closed and element.name in _LABELS and small(element):
        found = element
        parent = element.parent
        if parent is None or parent.name in BLOCK_ELEMENTS:
            break
        element = parent
    if found is None or body.text[found.start : found.tag_end].startswith("<span"):
        return None
    return Block.of(found)
