"""Move a text from the body into the front matter: written there first, then taken out."""

from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Fix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.document import Document
    from newslint.linting.finding import Safety

    from ._blocks import Block


def move(document: Document, block: Block, key: str, value: str, safety: Safety) -> Fix | None:
    """Return the fix that gives the front matter *key* the *value* and removes *block*.

    If *key* has that value already, the block just goes. None if it has another value,
    if there is no front matter that can be read, or if the block cannot go by itself.
    """
    front_matter = document.front_matter
    edit = block.removal()
    if edit is None or not front_matter.readable:
        return None
    changes = block.changes()
    present = front_matter.value(key)
    if present is not None and present != "":
        same = value in present if isinstance(present, list) else str(present).strip() == value
        return Fix(edit, safety, changes) if same else None
    changes.append(Change(Aspect.METADATA, "", value, key))
    return Fix((front_matter.set(key, value), edit), safety, changes)
