"""Whether Markdown still reads the text around a fix as it did before.

A tag that goes can leave ``*`` beside a letter, ``#`` at the start of a line, or a line
without anything on it; then Markdown reads as its own what was none, or the other way round.
Such a fix is not made. The test looks at the characters beside the edits only: it may turn down a
fix that would do no harm, but it costs next to nothing.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right

from newslint.document.edit import Edit
from newslint.document.markdown import html_kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newslint.document.body import Body

_SPACES = " \t"
_WHITE = " \t\r\n"
_DELIMITERS = "*_~"
# What may stand before the text of a line: markers of quotes, lists and headings, and tags, which may go as well.
_LINE_START = re.compile(r"(?:[ \t>*+\-#0-9.)]++|<[^<>\n]*+>)*+\Z")
_INDENTATION = re.compile(r" {0,3}+")
_LABEL = re.compile(r"[ \t>*+\-0-9.)]*+\[[^\]\n]++\]:")
_DEFINITION = re.compile(r"[ \t>*+\-0-9.)]*+\[[^\]\n]++\]:[ \t]*+[^ \t\r\n]++[ \t\r\n]*+\Z")
_CODE = re.compile(r"(?: {4}| {0,3}\t)")
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
_ONLY_TAGS = re.compile(r"(?:<[^<>]*+>|\s++)*+")
_TAGS = re.compile(r"(?:<[^<>]*+>)*+")
_REFERENCE = re.compile(r"&#?+\w*+\Z")
_MOST_TAGS = 20
_MOST_DELIMITERS = 8
_LONGEST_LINE = 500


def keeps_reading(body: Body, edits: Sequence[Edit]) -> bool:
    """Return whether Markdown reads what stands around *edits* in the Markdown *body* as before."""
    if body.torn and any(_touches(body.torn, edit) for edit in edits):
        return False
    return all(_harmless(body, edit) for edit in _joined(edits) if edit.end > body.start)


def _touches(spans: Sequence[tuple[int, int]], edit: Edit) -> bool:
    place = bisect_left(spans, (edit.end,)) - 1
    return place >= 0 and edit.start < spans[place][1]


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Return *edits* in order, those that touch made one."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if joined and joined[-1].end == edit.start:
            last = joined.pop()
            edit = Edit(last.start, edit.end, last.replacement + edit.replacement)
        joined.append(edit)
    return joined


def _harmless(body: Body, edit: Edit) -> bool:
    text, start, end, new = body.text, max(edit.start, body.start), edit.end, edit.replacement
    old = text[start:end]
    if start == body.start and text.startswith("\ufeff", end):
        return False  # At the start of a file it would be its byte order mark.
    if new and "<" not in old and "\n" not in old + new and text[start - 1].isalpha() and text[end : end + 1].isalpha():
        return True  # Characters in the middle of a word: most fixes are this.
    block = _block(body, start)
    inside = _inside_markup(body, start, end)
    if inside and block is None and "\n" in old and _fills_its_lines(body, start):
        return False  # A tag that is alone on its line begins a block of HTML; one that goes over two lines does not.
    if not old.strip(_WHITE) and not new.strip(_WHITE):
        # How much white space there is, is layout, and those rules know Markdown.
        if "\n" in new and not old.strip(_SPACES) and end < body.end:
            return block is not None and end < block[1] and _kind_of(body, block) > 5
        if "\n" in old and _needs_its_own_block(body, end):
            return False
        return not (start and text[start - 1] == "\\" and old[:1] not in "\r\n")
    if body.document is not None and _covers(body.document.indented_html, start):
        return False  # Code to Markdown, as long as it is indented.
    line = max(text.rfind("\n", body.start, start) + 1, body.start, start - _LONGEST_LINE)
    if block is None and _CODE.match(text, line, body.end):
        above = text[max(line - _LONGEST_LINE, body.start) : line].rpartition("\n\n")[2]
        if "|" in above or _DEFINITION.match(_above(body, line)):
            return False  # Under a table, and under the definition of a link, it is code.
    if (inside or "<" in old or not new) and _in_definition(body, start, end, new):
        return False
    if inside:
        return "\n\n" not in new
    if block is not None:
        return _harmless_in_block(body, block, line, edit)
    if _BLANK_LINE.search(old) or ((inner := _block(body, end - 1)) is not None and inner[0] > start):
        return False  # It goes over the end of a paragraph.
    if start == line and not new and (end >= body.end or text[end - 1] == "\n"):
        above = _above(body, line).rstrip("\r\n")
        # The row of a table is a line of its own, and a line that is broken by its end needs another one.
        if (
            "|" in above
            or above.endswith(("\\", "  "))
            or (above.strip() and above[-1] > "\x7f" and above[-1].isspace())
        ):
            return False
        following = _rest(text, end, "").strip(_WHITE)
        # What cannot begin a list or the like in the middle of a paragraph could at its start.
        return (not following or _is_plain(following[0])) and _lines_can_go(body, start, end)
    return _same_beginning(text, line, start, end, new) and _same_neighbours(body, start, end, new)


def _harmless_in_block(body: Body, block: tuple[int, int], line: int, edit: Edit) -> bool:
    """Return whether an edit in a block of HTML, whose lines are HTML whatever they begin with, leaves it one."""
    text, start, end, new = body.text, max(edit.start, body.start), edit.end, edit.replacement
    kind = _kind_of(body, block)
    if start <= block[0] and end >= block[1]:
        if new:
            return html_kind(new, 0, len(new), False) == kind
        if text[line:start].strip(_SPACES):
            return False  # What remains would be the marker of an empty item.
        ended = text[end - 1] == "\n" or not _rest(text, end, "").strip(_WHITE)
        return ended and _lines_can_go(body, start, end)
    # Where nothing but tags stands before a tag that goes, they may go as well.
    later = start > block[0] and (text[start : start + 1] != "<" or new[:1] == "<")
    if later or start - block[0] > _LONGEST_LINE or not _ONLY_TAGS.fullmatch(text, block[0], max(start, block[0])):
        if end < block[1]:
            # An empty line would end the block.
            return bool(text[line:start].strip(_WHITE) or _rest(text, end, new).strip(_WHITE)) or kind < 6
        return kind > 5
    if end >= block[1] or kind < 6:
        return False
    if start > block[0] and _stands_in_block(body, block, start):
        return True
    tail = new + text[end : end + _LONGEST_LINE]
    tail = tail[len(_INDENTATION.match(tail)[0]) :]  # type: ignore[index]
    return html_kind(tail, 0, len(tail), bool(_above(body, line).strip(_WHITE))) > 5


def _needs_its_own_block(body: Body, end: int) -> bool:
    """Return whether a block with empty lines in it begins after *end*, such as ``<pre>``.

    A block above that goes on to the next empty line would take it in, and end inside it.
    """
    text = body.text
    while end < body.end and text[end] in _WHITE:
        end += 1
    block = _block(body, end)
    return (
        block is not None
        and block[0] == end
        and _kind_of(body, block) < 6
        and _BLANK_LINE.search(text, *block) is not None
    )


def _stands_in_block(body: Body, block: tuple[int, int], start: int) -> bool:
    """Return whether the tag at *start* stands in an element by which the *block* of HTML goes on being one."""
    piece = bisect_right(body.offsets, start) - 1
    parent = body.parent[piece // 2]
    if piece % 2 == 0 or parent < 0:
        return False
    around = body.offsets[2 * parent + 1]
    return around >= block[0] and html_kind(body.text, around, body.end, True) == 6


def _kind_of(body: Body, block: tuple[int, int]) -> int:
    return html_kind(body.text, block[0], body.end, False)


def _above(body: Body, line: int) -> str:
    """Return the line above the one that starts at *line*."""
    start = max(body.text.rfind("\n", body.start, max(line - 1, body.start)) + 1, body.start, line - _LONGEST_LINE)
    return body.text[start:line]


def _in_definition(body: Body, start: int, end: int, new: str) -> bool:
    """Return whether the edit touches the definition of a link, or makes one."""
    text = body.text
    line = max(text.rfind("\n", body.start, start) + 1, body.start)
    above = max(line - 1, body.start) - len(_above(body, line).rstrip("\n"))
    if not any(_LABEL.match(text, place, min(place + _LONGEST_LINE, body.end)) for place in (above, line)):
        return False
    stop = text.find("\n", end, end + _LONGEST_LINE)
    stop = min(end + _LONGEST_LINE, body.end) if stop < 0 else stop
    return bool(
        _DEFINITION.fullmatch(text, above, max(line - 1, above))
        or _DEFINITION.fullmatch(text, line, stop)
        or _DEFINITION.match(text[line:start] + new + text[end:stop])
    )


def _inside_markup(body: Body, start: int, end: int) -> bool:
    """Return whether the span lies between the ``<`` and the ``>`` of one piece of markup."""
    piece = bisect_right(body.offsets, start) - 1
    return piece % 2 == 1 and body.offsets[piece] < start and end < body.offsets[piece + 1]


def _fills_its_lines(body: Body, offset: int) -> bool:
    """Return whether nothing but what begins a line stands beside the tag around *offset*."""
    text, piece = body.text, bisect_right(body.offsets, offset) - 1
    start, end = body.offsets[piece], body.offsets[piece + 1]
    line = max(text.rfind("\n", body.start, start) + 1, body.start, start - _LONGEST_LINE)
    return _LINE_START.match(text[line:start]) is not None and not _rest(text, end, "").strip(_WHITE)


def _block(body: Body, offset: int) -> tuple[int, int] | None:
    place = bisect_right(body.html_blocks, (offset, body.end + 1)) - 1
    if place >= 0 and offset < body.html_blocks[place][1]:
        return body.html_blocks[place]
    return None


def _covers(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    place = bisect_right(spans, (offset, sys.maxsize)) - 1
    return place >= 0 and offset < spans[place][1]


def _rest(text: str, end: int, new: str) -> str:
    """Return what will stand on the line after the edit."""
    if "\n" in new:
        return new
    stop = text.find("\n", end, end + _LONGEST_LINE)
    return new + text[end : end + _LONGEST_LINE if stop < 0 else stop]


def _lines_can_go(body: Body, start: int, end: int) -> bool:
    """Return whether whole lines can go, from *start* at a line's start to *end*, which may leave an empty line."""
    following = body.text[end : end + _LONGEST_LINE]
    if _above(body, start).strip(_WHITE) and following.split("\n", 1)[0].strip(_WHITE):
        return False
    # An indented line may come to belong to a list that the lines had ended.
    return not following.lstrip("\r\n").startswith((" ", "\t"))


def _same_beginning(text: str, line: int, start: int, end: int, new: str) -> bool:
    """Return whether the line begins with the same kind of thing as before, if the edit stands at its beginning."""
    if not _LINE_START.match(text[line:start]):
        return True
    tail = new + text[end : end + _LONGEST_LINE]
    if start > line and text[start - 1] not in " \t>" and text[start : start + 1].isspace() != tail[:1].isspace():
        return False  # A marker is one by the white space after it.
    tags = _TAGS.match(tail)
    plain = tail[tags.end() :] if tags else tail
    place = 0
    while place >= 0 and tags and place < tags.end():
        if html_kind(tail, place, len(tail), False):
            return False  # What is a tag in a line of text would begin a block of HTML.
        place = tail.find("<", place + 1, tags.end())
    if plain[:1] in _SPACES and plain[:1]:
        # One space may go with the tag before it, or stay; more could be an indentation.
        plain = plain[1:]
        if tags is None or not tags.end():
            return False
    return bool(plain) and _is_plain(plain[0])


def _is_plain(character: str) -> bool:
    """Return whether a line that begins with this character is text to Markdown."""
    return character.isalpha() or (character > "\x7f" and not character.isspace())


def _same_neighbours(body: Body, start: int, end: int, new: str) -> bool:
    """Return whether no two characters come together, or lose sight of each other, that Markdown reads together."""
    text = body.text
    left, right = _before(body, start), _after(body, end)
    if left is None or right is None:
        return False
    if not _rest(text, end, "").strip() and (new[-1:] or left).isspace() and (new[-1:] or left) not in "\r\n":
        return False  # White space at the end of a line may break it, or be lost.
    old = text[start:end]
    if old.startswith("<!--") and "--" in old[4:].removesuffix("-->") + "-":
        return False  # Not every reader of Markdown takes it for a comment.
    if left in _DELIMITERS and left and _changes(old[:1] or right, new[:1] or right, _beyond(text, start, -1)):
        return False
    if right in _DELIMITERS and right and _changes(old[-1:] or left, new[-1:] or left, _beyond(text, end, 1)):
        return False
    following, preceding = new[:1] or right, new[-1:] or left
    if following != (old[:1] or right):
        if left == "\\" or (left == "`" and following == "`"):
            return False
        if (left == "!" and following == "[") or (left == "]" and following in "([:" and following):
            return False
        if left == "<" and (following.isalpha() or following in "/!?") and not text.endswith("](<", body.start, start):
            return False
        reference = following.isalnum() or (following in "#;" and following)
        if reference and _REFERENCE.search(text[max(start - 32, 0) : start]):
            return False
    if preceding != (old[-1:] or left):
        if preceding == "`" and right == "`":
            return False
        if (preceding == "!" and right == "[") or (preceding == "]" and right in "([:" and right):
            return False
    return True


def _changes(old: str, new: str, beyond: str) -> bool:
    """Return whether *new* in the place of *old* beside a run of delimiters makes it open or close something else.

    Where white space is *beyond* the run, all that counts is whether there is white space on this side too
    (CommonMark, 6.2: what is left-flanking and right-flanking).
    """
    was, now = _kind(old), _kind(new)
    if not _kind(beyond):
        was, now = min(was, 1), min(now, 1)
    return was != now or (new in _DELIMITERS and old != new)


def _beyond(text: str, place: int, step: int) -> str:
    """Return the character beyond the run of delimiters that stands directly before *place*, or at it."""
    place -= step < 0
    for _ in range(_MOST_DELIMITERS):
        if not 0 <= place < len(text) or text[place] not in _DELIMITERS:
            break
        place += step
    return text[place : place + 1] if place >= 0 else ""


def _kind(character: str) -> int:
    """Return how Markdown sees a character beside ``*`` and ``_``: 0 white space, 1 punctuation, 2 anything else."""
    if not character or character.isspace():
        return 0
    return 1 if unicodedata.category(character)[0] in "PS" else 2


def _before(body: Body, start: int) -> str | None:
    """Return the character before *start*, tags left out; empty at the beginning, ``None`` if there are too many."""
    offsets = body.offsets
    for _ in range(_MOST_TAGS):
        if start <= body.start:
            return ""
        piece = bisect_right(offsets, start - 1) - 1
        if piece % 2 == 0:
            return body.text[start - 1]
        start = offsets[piece]
    return None


def _after(body: Body, end: int) -> str | None:
    offsets = body.offsets
    for _ in range(_MOST_TAGS):
        if end >= body.end:
            return ""
        piece = bisect_right(offsets, end) - 1
        if piece % 2 == 0:
            return body.text[end]
        end = offsets[piece + 1]
    return None
