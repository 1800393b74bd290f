"""Which start tag and which end tag belong together.

The pairs are those of the source, by the rules for implied end tags of the HTML Standard
(13.2.6.4.7 and the table modes) as far as one pass over the tags can follow them.
They are no tree: an element without its own end tag stays without one.
"""

from __future__ import annotations

from newslint.document.html import RAW_TEXT_ELEMENTS, VOID_ELEMENTS, WHITESPACE, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from newslint.document.html import Markup

BLOCK_ELEMENTS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table tbody td tfoot th thead tr ul caption colgroup col".split()
)
"""Elements that a browser lays out as blocks or as parts of a table (HTML Standard, chapter 15)."""


def is_block(markup: Markup) -> bool:
    """Return whether this is a tag of a block element."""
    return markup.name in BLOCK_ELEMENTS


_CLOSES_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul".split()
)
"""Start tags that end an open ``<p>`` (HTML Standard, 13.2.6.4.7)."""

# An open element of these hides the ones outside it from a start or end tag inside it.
_SCOPES = frozenset("table td th caption button object template marquee applet svg math".split())
_REPLACED = frozenset(
    "img iframe video audio canvas embed object input hr svg math picture source track textarea select button "
    "progress meter map area wbr br script style link meta param".split()
)

# A start tag ends these, if they stand directly around it.
_CLOSES_PEERS = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "tr": frozenset(("td", "th", "tr")),
    "tbody": frozenset(("td", "th", "tr", "thead", "tbody", "tfoot")),
    "thead": frozenset(("td", "th", "tr", "thead", "tbody", "tfoot")),
    "tfoot": frozenset(("td", "th", "tr", "thead", "tbody", "tfoot")),
    "option": frozenset(("option",)),
}
# Elements whose end tag an author may leave out (HTML Standard, 13.1.2.4).
_OPTIONAL_END = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rt rp html head body".split()
)

# Elements that parsers open again where they end too late (HTML Standard, 13.2.4.3).
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())

# What the start tag of an element does here. Most elements do nothing special.
_VOID, _CLOSES_P, _HAS_PEERS, _SCOPE, _CONTENT, _RAW = 1, 2, 4, 8, 16, 32
_NOT_SIMPLE = _VOID | _SCOPE | _CONTENT | _RAW
_ROLES: dict[str, int] = {}
for _role, _names in (
    (_VOID, VOID_ELEMENTS),
    (_CLOSES_P, _CLOSES_PARAGRAPH),
    (_HAS_PEERS, _CLOSES_PEERS),
    (_SCOPE, _SCOPES),
    (_CONTENT, _REPLACED),
    (_RAW, RAW_TEXT_ELEMENTS),
):
    for _name in _names:
        _ROLES[_name] = _ROLES.get(_name, 0) | _role


def pair(pieces: Sequence[str], markups: Sequence[Markup]) -> tuple[list[int], list[int], list[int], frozenset[int]]:
    """Return partner, parent, empty and unsound of a body's *markups* (see ``newslint.document.body.Body``).

    *pieces* are the body's pieces: the text before ``markups[i]`` is ``pieces[2 * i]``.
    Linear in the number of markups.
    """
    count = len(markups)
    partner = [-1] * count
    parent = [-1] * count
    empty: list[int] = []
    unsound: list[int] = []
    stack: list[int] = []
    names: list[str] = []
    counts: list[int] = []
    # For each name, the number of scopes that were open where each of its open elements began.
    opened: dict[str, list[int]] = {}
    scopes = 0
    content = 0
    roles, start_tag, end_tag = _ROLES.get, Kind.START, Kind.END

    def drop() -> str:
        """Close the innermost open element without an end tag; return its name."""
        nonlocal scopes
        stack.pop()
        counts.pop()
        name = names.pop()
        opened[name].pop()
        if name in _SCOPES:
            scopes -= 1
        return name

    # By name, up to which depth of the stack nobody can tell whose end tag the next one of that name is.
    doubtful: dict[str, int] = {}
    done = -1
    for index, markup in enumerate(markups):
        if index == done:
            continue
        before = pieces[2 * index]
        if before and (not before.isspace() or before.strip(WHITESPACE)):
            content += 1
        if stack:
            parent[index] = stack[-1]
        kind = markup.kind
        if kind is start_tag:
            name = markup.name
            role = roles(name, 0)
            if role:
                if role & _VOID:
                    content += 1
                    if name != "hr":
                        continue
                elif role & _HAS_PEERS and names:
                    peers = _CLOSES_PEERS[name]
                    while names and (
                        names[-1] in peers or (names[-1] == "p" and len(names) > 1 and names[-2] in peers)
                    ):
                        drop()
                    parent[index] = stack[-1] if stack else -1
                if role & _CLOSES_P and (paragraphs := opened.get("p")) and paragraphs[-1] == scopes:
                    while drop() != "p":
                        pass
                    parent[index] = stack[-1] if stack else -1
                if name == "hr":
                    continue
            following = index + 1
            if following < count and not role & _NOT_SIMPLE:
                other = markups[following]
                if other.kind is end_tag and other.name == name:
                    # Most elements hold nothing but a text: no need to open and to close them.
                    partner[index], partner[following] = following, index
                    parent[following] = parent[index]
                    inside = pieces[2 * following]
                    if inside and (not inside.isspace() or inside.strip(WHITESPACE)):
                        content += 1
                    else:
                        empty.append(index)
                    done = following
                    continue
            stack.append(index)
            names.append(name)
            counts.append(content)
            scopes_before = opened.get(name)
            if scopes_before is None:
                opened[name] = [scopes]
            else:
                scopes_before.append(scopes)
            if role & _SCOPE:
                scopes += 1
            if role & _CONTENT or (role & _RAW and markup.raw_content.strip()):
                content += 1
        elif kind is end_tag:
            name = markup.name
            if names and names[-1] == name:
                start = stack.pop()
                names.pop()
                opened[name].pop()
                if roles(name, 0) & _SCOPE:
                    scopes -= 1
                partner[start] = index
                partner[index] = start
                parent[index] = parent[start]
                if counts.pop() == content:
                    empty.append(start)
                if doubtful and len(stack) < doubtful.get(name, 0):
                    doubtful[name] = len(stack)
                    unsound.append(start)
            elif (open_ones := opened.get(name)) and _within_scope(name, names, open_ones[-1], scopes):
                sound = True
                dropped = []
                while names[-1] != name:
                    dropped.append(drop())
                    sound = dropped[-1] in _OPTIONAL_END and sound
                start = stack[-1]
                drop()
                if not sound and name in _FORMATTING:
                    # Parsers end the formatting, and leave open what was begun in it: its end tag is still to come.
                    doubtful.update(dict.fromkeys(dropped, len(stack)))
                elif doubtful and len(stack) < doubtful.get(name, 0):
                    doubtful[name] = len(stack)
                    sound = False
                partner[start] = index
                partner[index] = start
                parent[index] = parent[start]
                if not sound:
                    unsound.append(start)
    return partner, parent, sorted(empty), frozenset(unsound)


def _within_scope(name: str, names: list[str], scopes_at_start: int, scopes: int) -> bool:
    """Return whether an end tag reaches the innermost open element of its *name*.

    The end of a table or of a row reaches through the cells that are left open in it.
    """
    inner = scopes - scopes_at_start - (name in _SCOPES)
    if not inner:
        return True
    if name not in ("table", "tr", "tbody", "thead", "tfoot"):
        return False
    place = len(names) - 1
    while place >= 0 and names[place] in ("td", "th", "p"):
        inner -= names[place] != "p"
        place -= 1
    return inner == 0
