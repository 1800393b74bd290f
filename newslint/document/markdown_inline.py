"""The inline half of a Markdown scan: code spans, and the ``<`` that begin no HTML, in the text of one block.

It follows chapter 6 of the CommonMark specification (0.31): code spans, raw HTML
and autolinks bind tighter than links, and among themselves the leftmost wins.

Offsets are code points into the string that is passed in. The time is linear in
its length: whether a run of backticks or a ``<!--`` has a closer is looked up
once for all of its kind.
"""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet


def tag_pattern(space: str, quoted: str) -> str:
    """Return the pattern of a complete tag (CommonMark, 6.6).

    *space* is the class of white space in it, *quoted* what else may not stand in a quoted value.
    """
    return (
        rf"<(?:[A-Za-z][A-Za-z0-9-]*+(?:{space}++[A-Za-z_:][A-Za-z0-9_.:-]*+"
        rf"""(?:{space}*+={space}*+(?:[^"'=<>`\x00-\x20]++|'[^'{quoted}]*+'|"[^"{quoted}]*+"))?+)*+"""
        rf"{space}*+/?+|/[A-Za-z][A-Za-z0-9-]*+{space}*+)>"
    )


_TAG = tag_pattern(r"[ \t\n]", "")
_AUTOLINK = (
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*+"
    r"|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+)*+)>"
)
_TITLE = r"""(?:"(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+'|\((?:[^()\\]++|\\.)*+\))"""
_ANGLE_DESTINATION = r"<(?:[^<>\\\n]++|\\[^\n])*+>"
_LABEL = r"\[((?:[^\[\]\\]++|\\.)++)\]"

# All that is plain text or well-formed markup; it stops at the first "<" that is neither.
_WELL_FORMED = late_pattern(rf"(?:[^<]++|{_TAG}|<!--(?:-?>|[^-]*+(?:-(?!->)[^-]*+)*+-->))*+")
_MARKUP = late_pattern(rf"({_TAG})|({_AUTOLINK})")
_RUN = late_pattern("``*+")
# A link's parentheses with one of these inside may end later than at the first ")".
_FAR_TAIL = frozenset("(\"'\\")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TAIL_START = late_pattern(rf"\([ \t\n]*+(?:({_ANGLE_DESTINATION})|(?!<))")
_DESTINATION_PART = late_pattern(r"\\[!-/:-@\[-`{-~]|[^ \t\n()\\\x00-\x1f\x7f]++|[()\\]")
_TAIL_END = late_pattern(rf"(?:[ \t\n]++{_TITLE})?+[ \t\n]*+\)", re.DOTALL)
_LABEL_AT = late_pattern(_LABEL, re.DOTALL)
_DEFINITION = late_pattern(
    rf"[ \t]*+{_LABEL}:[ \t]*+\n?+[ \t]*+({_ANGLE_DESTINATION}|(?!<)[^ \t\n\x00-\x1f\x7f]++)"
    rf"(?:(?:[ \t]++\n?+[ \t]*+|\n[ \t]*+){_TITLE}[ \t]*+(?=\n|\Z))?+[ \t]*+(?:\n|\Z)",
    re.DOTALL,
)

_MOST_PARENTHESES = 32
"""Deeper parentheses in a link destination make it none; CommonMark's own implementations draw the line here."""


def offsets_of(character: str, text: str, start: int, end: int) -> list[int]:
    """Return where *character* stands in ``text[start:end]``."""
    offsets = []
    while (start := text.find(character, start, end)) >= 0:
        offsets.append(start)
        start += 1
    return offsets


def definition_labels(text: str, start: int, end: int) -> frozenset[str]:
    """Return the labels of all that may be a link reference definition in ``text[start:end]``, normalized."""
    labels = set()
    colon = start
    while (stop := text.find("]:", colon, end)) >= 0:
        opener = text.rfind("[", colon, stop)
        while opener > colon and text[opener - 1] == "\\":
            opener = text.rfind("[", colon, opener)
        if opener >= 0:
            labels.add(_normalized(text[opener + 1 : stop]))
        colon = stop + 2
    return frozenset(labels)


def _normalized(label: str) -> str:
    return " ".join(label.split()).casefold()


def definitions_end(text: str, start: int, end: int) -> int:
    """Return where the link reference definitions end with which the paragraph ``text[start:end]`` begins."""
    while start < end and (match := _DEFINITION.match(text, start, end)):
        destination = match[2]
        if not match[1].strip() or (destination[0] != "<" and not _balanced(destination)):
            break
        start = match.end()
    return start


def _balanced(destination: str) -> bool:
    if "(" not in destination and ")" not in destination:
        return True
    depth = 0
    for part in _DESTINATION_PART.finditer(destination):
        depth += (part[0] == "(") - (part[0] == ")")
        if not 0 <= depth <= _MOST_PARENTHESES:
            return False
    return depth == 0


def scan_inline(
    text: str,
    start: int,
    end: int,
    labels: Callable[[], AbstractSet[str]],
    code: list[tuple[int, int]],
    hidden: list[int],
    quoted: bool = False,
) -> None:
    """Add the code spans and the hidden ``<`` of the block ``text[start:end]`` to *code* and *hidden*.

    *labels* returns the document's reference labels; it is called only if they matter.
    With *quoted*, markup that goes over a line end counts as hidden: in the file, a
    ``>`` of the block quote stands in it.
    """
    tick = text.find("`", start, end)
    angle = text.find("<", start, end)
    if tick < 0 and angle < 0:
        return
    if text[start] == "[" and (begin := definitions_end(text, start, end)) > start:
        hidden.extend(offsets_of("<", text, start, begin))
        start = begin
    brackets = text.find("]", start, end) >= 0 and _brackets_matter(text, start, end)
    if not brackets and not quoted and text.find("\\", start, end) < 0:
        if tick < 0:
            match = _WELL_FORMED.match(text, max(angle, start), end)
            if match and match.end() == end:
                return
        elif angle < 0 and text.find("``", tick, end) < 0:
            # Single backticks and nothing else: each second one closes a code span.
            while (stop := text.find("`", tick + 1, end)) >= 0:
                code.append((tick, stop + 1))
                tick = text.find("`", stop + 1, end)
                if tick < 0:
                    break
            return
    _scan(text, start, end, brackets, labels, code, hidden, quoted)


def _brackets_matter(text: str, start: int, end: int) -> bool:
    """Return whether a code span or a ``<`` could stand in a link's target or label, or in an image's description."""
    find = text.find
    tick = angle = start - 1
    bracket = find("]", start, end)
    while bracket >= 0:
        bracket += 1
        if tick < bracket:
            tick = find("`", bracket, end)
            tick = end if tick < 0 else tick
        if angle < bracket:
            angle = find("<", bracket, end)
            angle = end if angle < 0 else angle
        special = min(tick, angle)
        if special == end:
            break
        if text.startswith("(", bracket, end):
            stop = find(")", bracket, end)
            if stop < 0 or stop > special or _FAR_TAIL.intersection(text[bracket + 1 : stop]):
                stop = _tail_end(text, bracket, end)
            if stop > special:
                return True
        elif text.startswith("[", bracket, end) and find("]", bracket, end) > special:
            return True
        bracket = find("]", bracket, end)
    image = find("![", start, end) if find("<", start, end) >= 0 else -1
    while image >= 0:
        stop = find("]", image, end)
        if stop < 0:
            break
        if find("<", image, stop) >= 0 or find("[", image + 2, stop) >= 0:
            return True
        image = find("![", stop, end)
    return False


def _scan(
    text: str,
    start: int,
    end: int,
    brackets: bool,
    labels: Callable[[], AbstractSet[str]],
    code: list[tuple[int, int]],
    hidden: list[int],
    quoted: bool,
) -> None:
    find = text.find
    closers: dict[int, list[int]] | None = None
    missing: set[str] = set()
    openers: list[int] = []
    images: list[tuple[int, int]] = []
    # Link openers before this offset lie around a link, and links hold no links.
    inactive = 0
    position = start
    # Where each character of meaning stands next. To find single ones is far faster than to search a pattern.
    tick = angle = slash = opening = closing = start - 1
    if not brackets:
        opening = closing = end
    while True:
        if tick < position and (tick := find("`", position, end)) < 0:
            tick = end
        if angle < position and (angle := find("<", position, end)) < 0:
            angle = end
        if slash < position and (slash := find("\\", position, end)) < 0:
            slash = end
        if opening < position and (opening := find("[", position, end)) < 0:
            opening = end
        if closing < position and (closing := find("]", position, end)) < 0:
            closing = end
        if tick == angle and not openers and not images:
            return
        at = min(tick, angle, slash, opening, closing)
        if at == end:
            break
        character = text[at]
        before, position = position, at + 1
        if character == "<":
            match = _MARKUP.match(text, at, end)
            if match is None:
                stop = _declaration_end(text, at, end, missing)
                if not stop:
                    hidden.append(at)
                    continue
                position = stop
                if not text.startswith("<!--", at):
                    # A browser ends it at the first ">", and reads on there.
                    hidden.extend(offsets_of("<", text, at + (not quoted), stop))
            else:
                position = match.end()
                if match.lastindex == 2:
                    hidden.append(at)
                elif quoted and "\n" in match[0]:
                    hidden.extend(offsets_of("<", text, at, position))
        elif character == "`":
            while position < end and text[position] == "`":
                position += 1
            if closers is None:
                closers = _runs(text, at, end)
            # The runs of this length, the last one first; those behind the scan are dropped for good.
            candidates = closers.get(position - at, ())
            while candidates and candidates[-1] < position:
                candidates.pop()
            if candidates:
                position = candidates.pop() + position - at
                code.append((at, position))
        elif character == "\\":
            if position < end and text[position] in _PUNCTUATION:
                if text[position] == "<":
                    hidden.append(position)
                position += 1
        elif character == "[":
            openers.append(at - 1 if at > before and text[at - 1] == "!" else at)
        elif openers:
            opener = openers.pop()
            image = text[opener] == "!"
            if not image and opener < inactive:
                continue
            stop = _link_end(text, opener + image, at, end, labels)
            if stop < 0:
                continue
            hidden.extend(offsets_of("<", text, position, stop))
            position = stop
            if image:
                images.append((opener, at))
            else:
                inactive = opener
    # The content of an image becomes its alternative text. Images nest, so each "<" is taken once.
    done = start
    for opener, at in sorted(images):
        hidden.extend(offsets_of("<", text, max(opener, done), at))
        done = max(done, at)


def _runs(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Return where the runs of backticks start, by their length, each list from the last to the first."""
    runs: dict[int, list[int]] = {}
    for match in _RUN.finditer(text, start, end):
        runs.setdefault(match.end() - match.start(), []).append(match.start())
    for starts in runs.values():
        starts.reverse()
    return runs


_DECLARATIONS = (("<!--", "-->", 2), ("<?", "?>", 2), ("<![CDATA[", "]]>", 9))


def _declaration_end(text: str, at: int, end: int, missing: set[str]) -> int:
    """Return where the comment, instruction, declaration or CDATA section at *at* ends; 0 if there is none."""
    for opening, closing, skip in _DECLARATIONS:  # noqa: B007 (read after the loop)
        if text.startswith(opening, at, end):
            break
    else:
        if text[at + 1 : at + 2] != "!" or not (text[at + 2 : at + 3].isascii() and text[at + 2 : at + 3].isalpha()):
            return 0
        closing, skip = ">", 3
    if closing in missing:
        return 0
    stop = text.find(closing, at + skip, end)
    if stop < 0:
        missing.add(closing)
        return 0
    return stop + len(closing)


def _link_end(text: str, opener: int, at: int, end: int, labels: Callable[[], AbstractSet[str]]) -> int:
    """Return where the link or image ends whose brackets stand at *opener* and *at*; -1 if they make none."""
    if text.startswith("(", at + 1, end):
        stop = _tail_end(text, at + 1, end)
        if stop > 0:
            return stop
    full = _LABEL_AT.match(text, at + 1, end)
    if full:
        return full.end() if _normalized(full[1]) in labels() else -1
    short = _LABEL_AT.match(text, opener, end)
    if short and short.end() == at + 1 and _normalized(short[1]) in labels():
        return at + 3 if text.startswith("[]", at + 1, end) else at + 1
    return -1


def _tail_end(text: str, at: int, end: int) -> int:
    """Return where the ``(destination "title")`` at *at* ends; -1 if it is none."""
    head = _TAIL_START.match(text, at, end)
    if head is None:
        return -1
    position = head.end()
    if head[1] is None:
        depth = 0
        while part := _DESTINATION_PART.match(text, position, end):
            if part[0] == "(":
                depth += 1
                if depth > _MOST_PARENTHESES:
                    return -1
            elif part[0] == ")":
                if not depth:
                    break
                depth -= 1
            position = part.end()
        if depth:
            return -1
    tail = _TAIL_END.match(text, position, end)
    return tail.end() if tail else -1
