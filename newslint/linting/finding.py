"""What a rule reports, and what it proposes to do about it.

A :class:`Finding` is one fault at one place. Its :class:`Fix`, if it has one, is
a set of :class:`Edit` on the source text that are applied together or not at
all, and the :class:`Change` list that says what a reader would notice: the guard
accepts no other difference.

All offsets are code points into the whole text of the file, but for the
findings of a tag rule, which are relative to the tag until the checker moves
them (see :meth:`Finding.moved`).
"""

from __future__ import annotations

from enum import Enum

from newslint.document.edit import Edit

__all__ = ["Aspect", "Change", "Edit", "Finding", "Fix", "Safety", "Severity"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(Enum):
    """How much a finding matters. It never decides what is fixed."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Safety(Enum):
    """Whether a fix keeps all that a reader sees (``--fix``) or not (``--unsafe-fixes``)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Aspect(Enum):
    """The parts of an article that the guard keeps watch over."""

    TEXT = "text"
    LINK = "link"
    MEDIA = "media"
    """The address of a picture, a sound or a film, also of its alternatives."""
    EMBED = "embed"
    """The address of a frame, an object or an embedded player."""
    EMPHASIS = "emphasis"
    TABLE = "table"
    TEMPLATE = "template"
    COMMENT = "comment"
    """The text of a comment."""
    SCRIPT = "script"
    """The text of a script, or the address of one."""
    ANCHOR = "anchor"
    """An ``id`` or ``name`` that a link can lead to."""
    METADATA = "metadata"
    """A front-matter value; ``key`` names it."""


class Change:
    """One difference that a fix makes on purpose: ``before`` becomes ``after``.

    An empty ``after`` declares a removal, an empty ``before`` an addition. For
    Aspect.METADATA, ``key`` is the front-matter key. Texts are given as a reader
    has them: character references decoded.
    """

    __slots__ = ("after", "aspect", "before", "key")

    def __init__(self, aspect: Aspect, before: str, after: str = "", key: str = "") -> None:
        self.aspect = aspect
        self.before = before
        self.after = after
        self.key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Change) and (self.aspect, self.before, self.after, self.key) == (
            other.aspect,
            other.before,
            other.after,
            other.key,
        )

    def __hash__(self) -> int:
        return hash((self.aspect, self.before, self.after, self.key))

    def __repr__(self) -> str:
        return f"Change({self.aspect.name}, {self.before!r}, {self.after!r}, {self.key!r})"


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


class Fix:
    """Edits that belong together, how safe they are, and what they change for a reader."""

    __slots__ = ("changes", "edits", "safety")

    def __init__(
        self, edits: Edit | Iterable[Edit], safety: Safety = Safety.SAFE, changes: Iterable[Change] = ()
    ) -> None:
        self.edits: tuple[Edit, ...] = (edits,) if isinstance(edits, Edit) else tuple(sorted(edits, key=_place))
        self.safety = safety
        self.changes = tuple(changes)

    @property
    def start(self) -> int:
        return self.edits[0].start

    @property
    def end(self) -> int:
        return max(edit.end for edit in self.edits)

    def moved(self, distance: int) -> Fix:
        """Return the same fix *distance* code points further on."""
        moved = Fix.__new__(Fix)  # The edits are in order already.
        moved.edits = tuple([edit.moved(distance) for edit in self.edits])
        moved.safety = self.safety
        moved.changes = self.changes
        return moved

    def __repr__(self) -> str:
        return f"Fix({self.edits!r}, {self.safety.name}, {self.changes!r})"


class Finding:
    """One fault at one place: the span from ``start`` to ``end`` (code points)."""

    __slots__ = ("code", "end", "fix", "message", "name", "severity", "start")

    def __init__(
        self,
        code: str,
        name: str,
        severity: Severity,
        message: str,
        start: int,
        end: int,
        fix: Fix | None = None,
    ) -> None:
        self.code = code
        self.name = name
        self.severity = severity
        self.message = message
        self.start = start
        self.end = end
        self.fix = fix

    def moved(self, distance: int) -> Finding:
        """Return the same finding *distance* code points further on, its fix with it."""
        fix = self.fix.moved(distance) if self.fix is not None else None
        return Finding(
            self.code, self.name, self.severity, self.message, self.start + distance, self.end + distance, fix
        )

    def without_fix(self) -> Finding:
        """Return the same finding, only reported."""
        return Finding(self.code, self.name, self.severity, self.message, self.start, self.end)

    def __repr__(self) -> str:
        return f"Finding({self.code}, {self.name}, {self.start}, {self.end}, {self.message!r})"
