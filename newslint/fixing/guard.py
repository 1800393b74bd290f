"""The proof that a fix lost nothing.

It shares no code with what it guards. Both texts are parsed by lxml, and the
facts of the two (see :mod:`newslint.fixing.facts`) are compared. Every difference
that a reader could notice must have been declared by the rule that made it, as a
:class:`newslint.linting.finding.Change`; each declaration accounts for one
difference. Differences in markup that nobody sees are none.

How changes are declared, aspect by aspect (an empty ``after`` is a removal):

============  ===========================================================================
TEXT          the text that goes or is replaced; white space in it counts only where the
              white space changes; a line break in it may stand for a boundary of blocks
LINK          the target, as in ``href``
MEDIA         the address; that of one alternative is enough for a picture that goes as a
              whole. Also the alternative text, if that alone changes
EMBED         the address, or the id that a player reads
EMPHASIS      the text that loses emphasis of any kind
TABLE         the shape: cells per row, such as ``3 3 2`` (spans: ``2[1:2x1]``)
TEMPLATE      text that holds the tokens
COMMENT       the text of the comment
SCRIPT        the address, or else the text of the script
ANCHOR        the identifier
METADATA      the value, with the key; of a list either all items joined by ``", "``, or one
============  ===========================================================================
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote

from newslint.fixing.explanations import Explanations
from newslint.fixing.facts import Facts, gather, template_tokens
from newslint.fixing.metadata import compare_metadata
from newslint.fixing.text_comparison import compare_visible
from newslint.fixing.verdict import Loss, UnprovableError, quote
from newslint.linting.finding import Aspect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newslint.document.document import Document
    from newslint.fixing.collector import Reading
    from newslint.linting.finding import Change

_END_OF_COMMENT = re.compile(r"(?<!-)(?:-++|--++!)\Z")

__all__ = ["Facts", "Loss", "UnprovableError", "compare", "gather", "gather_after", "gather_before"]


def gather_before(document: Document) -> Facts:
    """Return the facts of a document as it was read. Raises UnprovableError as ``gather`` does."""
    return _gather(document, rendered=False)


def gather_after(document: Document) -> Facts:
    """Return the facts of a fixed document. Raises UnprovableError as ``gather`` does."""
    return _gather(document, rendered=True)


def _gather(document: Document, *, rendered: bool) -> Facts:
    body = document.body
    return gather(
        document.text,
        body_start=body.start,
        read_as_markdown=body.read_as_markdown,
        html_only=body.syntax.value == "html",
        rendered=rendered,
    )


def compare(before: Facts, after: Facts, changes: Sequence[Change]) -> list[Loss]:
    """Return what was lost beyond the declared *changes*; nothing, if it is proven that nothing was.

    The changes may come in any order. Each accounts for one difference, so that a
    rule declares one for each fix; one that accounts for none is no loss. Raises
    UnprovableError if one of the bodies cannot be read reliably.

    A body that is nothing but HTML in a Markdown file may differ already in what Markdown makes
    of it, and no fix may be there to repair that. Then it is enough that Markdown makes the same of it after as before.
    """
    losses = compare_metadata(before.metadata, after.metadata, changes)
    if before.written == after.written:
        return losses
    lost = _compare_bodies(before, after, changes)
    if lost and before.as_rendered is not before:
        lost = _compare_bodies(before.as_rendered, after, changes) and lost
    return losses + lost


def _compare_bodies(before: Facts, after: Facts, changes: Sequence[Change]) -> list[Loss]:
    was, now = before.body, after.body
    losses = compare_visible(was.visible, now.visible, changes)
    losses += _collections(was.reading, now.reading, changes)
    losses += _pictures(was.reading, now.reading, changes)
    losses += _anchors(was.reading, now.reading, changes)
    losses += _templates(before.templates, after.templates, changes)
    return losses


def _declared(
    changes: Iterable[Change], aspect: Aspect, form: Callable[[str], str] = str.strip
) -> list[tuple[str, str]]:
    return [(form(change.before), form(change.after)) for change in changes if change.aspect is aspect]


def _collections(old: Reading, new: Reading, changes: Sequence[Change]) -> list[Loss]:
    losses: list[Loss] = []
    for aspect, name, was, now, form in (
        (Aspect.LINK, "link to", old.hrefs + old.areas, new.hrefs + new.areas, str.strip),
        (Aspect.EMBED, "embed", old.embeds, new.embeds, str.strip),
        (Aspect.TABLE, "table with the cells", old.tables, new.tables, str.strip),
        (Aspect.COMMENT, "comment", old.comments, new.comments, _comment),
        (Aspect.SCRIPT, "script", old.scripts, new.scripts, _words),
    ):
        if was == now:
            continue
        # What is empty, such as a comment of white space, says nothing that could be lost.
        before, after = filter(None, map(form, was)), filter(None, map(form, now))
        lost, gained = Explanations(_declared(changes, aspect, form)).difference(before, after)
        losses += [Loss(aspect, f"the {name} {quote(text)} would be lost", text, "") for text in lost]
        losses += [Loss(aspect, f"the {name} {quote(text)} would be new", "", text) for text in gained]
    return losses


def _words(text: str) -> str:
    return " ".join(text.split())


def _comment(text: str) -> str:
    """Return the words of a comment; of what only ends up as one (``<!x>``, ``</3>``), without the sign before it.

    Dashes at the end go too: whether they belong to a comment that nothing closes depends on what follows them.
    """
    return _END_OF_COMMENT.sub("", _words(text).removeprefix("!").removeprefix("/")).strip()


def _templates(old: list[str], new: list[str], changes: Sequence[Change]) -> list[Loss]:
    if old == new:
        return []
    # A declared text may hold several tokens, or none: &#123;% raw %} holds one that becomes another.
    going, coming = Counter[str](), Counter[str]()
    for change in changes:
        if change.aspect is Aspect.TEMPLATE:
            going.update(template_tokens(change.before))
            coming.update(template_tokens(change.after))
    was, now = Counter(old), Counter(new)
    lost, gained = was - now - going, now - was - coming
    return [
        *(Loss(Aspect.TEMPLATE, f"the template syntax {quote(text)} would be lost", text, "") for text in lost),
        *(Loss(Aspect.TEMPLATE, f"{quote(text)} would become template syntax", "", text) for text in gained),
    ]


def _pictures(old: Reading, new: Reading, changes: Sequence[Change]) -> list[Loss]:
    """Compare pictures, sounds and films: no address may go from the article, no alternative text, no image."""
    if old.pictures == new.pictures and old.images == new.images:
        return []
    losses: list[Loss] = []
    declared = _declared(changes, Aspect.MEDIA)
    removed = {text for text, becomes in declared if not becomes}
    was = {address for picture in old.pictures for address in picture.addresses}
    now = {address for picture in new.pictures for address in picture.addresses}
    lost, gained = Explanations(declared).difference(was - now, now - was)
    # Several sizes of a picture may become one address, or one that is there already.
    whole = Explanations(declared)
    lost = [address for address in lost if not whole.lead_into(address, now)]
    # A picture that is removed on purpose goes with all the addresses and texts that stand for it.
    excused = {address for picture in old.pictures if picture.addresses & removed for address in picture.addresses}
    lost = [address for address in lost if address not in excused]
    losses += [Loss(Aspect.MEDIA, f"the picture or film {quote(text)} would be lost", text, "") for text in lost]
    losses += [Loss(Aspect.MEDIA, f"the picture or film {quote(text)} would be new", "", text) for text in gained]
    if not lost and old.images - new.images > sum(not becomes for _, becomes in declared):
        says = f"{old.images - new.images} of {old.images} images would be lost"
        losses.append(Loss(Aspect.MEDIA, says, str(old.images), str(new.images)))
    said = {text for picture in new.pictures for text in picture.alternatives}
    targets = Explanations((_words(text), _words(becomes)) for text, becomes in declared)
    for text in sorted({text for picture in old.pictures for text in picture.alternatives} - said):
        owners = [picture for picture in old.pictures if text in picture.alternatives]
        if all(picture.addresses & removed for picture in owners) or any(map(targets.reach, [text], [""])):
            continue
        if any(targets.reach(text, other) for other in said):
            continue
        losses.append(Loss(Aspect.MEDIA, f"the alternative text {quote(text)} would be lost", text, ""))
    return losses


def _anchors(old: Reading, new: Reading, changes: Sequence[Change]) -> list[Loss]:
    """Compare the places that links within the article lead to."""
    declared = Explanations(_declared(changes, Aspect.ANCHOR))
    still = _fragments(new)
    losses: list[Loss] = []
    for name in sorted(_fragments(old) & old.identifiers - new.identifiers):
        if name not in still or declared.reach(name, ""):
            continue
        if not any(declared.reach(name, other) for other in new.identifiers):
            losses.append(Loss(Aspect.ANCHOR, f"the place {quote(name)} that a link leads to would be lost", name, ""))
    return losses


def _fragments(reading: Reading) -> set[str]:
    found = {href[1:] for href in reading.hrefs + reading.areas if href[:1] == "#" and len(href) > 1}
    return found | {unquote(name) for name in found if "%" in name}
