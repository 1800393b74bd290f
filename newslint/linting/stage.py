"""The order in which fixes have precedence."""

from __future__ import annotations

from enum import IntEnum


class Stage(IntEnum):
    """Where a rule's fixes stand when two fixes want the same span: the earlier stage wins.

    The other fix waits for the next pass. The order is the one in which content
    is made visible first and only then judged: a video whose address stands in a
    ``data-`` attribute is promoted long before anything looks for empty elements.
    """

    ENVELOPE = 0
    REPAIR = 1
    ENCODING = 2
    PROMOTION = 3
    REMOVAL = 4
    """Comments, scripts, and a producer's furniture."""
    LINKS = 5
    STYLE = 6
    EMPTIES = 7
    STRUCTURE = 8
    TEXT = 9
    METADATA = 10
    LAYOUT = 11
