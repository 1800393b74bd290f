"""What the guard can say: that something is lost, or that it cannot tell."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.linting.finding import Aspect


class UnprovableError(Exception):
    """A text cannot be read reliably enough to prove anything about it; the message says why in plain words."""


class Loss:
    """One difference that no rule declared.

    ``before`` and ``after`` are what was there and what is there now, empty if
    nothing; ``message`` says it in a sentence, with long texts shortened.
    """

    __slots__ = ("after", "aspect", "before", "message")

    def __init__(self, aspect: Aspect, message: str, before: str = "", after: str = "") -> None:
        self.aspect = aspect
        self.message = message
        self.before = before
        self.after = after

    def __repr__(self) -> str:
        return f"Loss({self.aspect.name}, {self.message!r})"


def quote(text: str, length: int = 60) -> str:
    """Return *text* in quotation marks on one line, its middle left out if it has more than *length* characters."""
    text = " ".join(text.split(" "))
    if len(text) > length:
        half = (length - 1) // 2
        text = f"{text[:half]}…{text[-half:]}"
    return '"' + "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text.replace("\n", " ")) + '"'
