"""How findings are shown: one module for each format."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.output.format import Format

FORMATS = ("concise", "full", "json", "github")


def load(name: str, *, color: bool = False) -> Format:
    """Return the format called *name*, one of ``FORMATS``; with *color* it may use colours."""
    if name == "full":
        from newslint.output.full import Full

        return Full(color=color)
    if name == "json":
        from newslint.output.json_format import Json

        return Json()
    if name == "github":
        from newslint.output.github import GitHub

        return GitHub()
    from newslint.output.concise import Concise

    return Concise(color=color)
