"""Split HTML text into markup and text, and take one piece of markup apart.

The tokenizer is a single regular expression over the whole text. It follows
the tokenization states of the WHATWG HTML Standard (section 13.2.5), with
possessive quantifiers throughout, so that it never backtracks: the time is
linear in the length of the text, whatever the text is.

Two facts shape the interface:

* Articles repeat their markup. ``<p>`` and ``</p>`` make up most of an article,
  and the same link attributes return on every link. So a tag is analysed once
  for each distinct text (see :class:`Markup`), and offsets inside a markup are
  relative to its first character.
* The pieces lose nothing: ``"".join(split(text)) == text``. The start of a
  piece is the sum of the lengths before it, never the result of a search.

All offsets are code points.
"""

from __future__ import annotations

import re
from enum import IntEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# The Standard's "ASCII whitespace", as it may stand inside a tag.
WHITESPACE = "\t\n\f\r "
_WS = r"\t\n\f\r "

VOID_ELEMENTS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end tag (HTML Standard, 13.1.2)."""

RAW_TEXT_ELEMENTS = ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
"""Elements whose content is text up to their own end tag (HTML Standard, 13.2.5 and 13.2.6).

``noscript`` is not among them: with scripting off, as a reader of a stored
article has it, its content is markup. ``plaintext`` has no end and is handled
apart.
"""


class Kind(IntEnum):
    """What a piece of markup is."""

    START = 0
    END = 1
    COMMENT = 2
    DOCTYPE = 3
    BOGUS_COMMENT = 4
    """``<!x>``, ``<?x>``, ``</3>``: markup that the Standard reads as a comment."""
    NOTHING = 5
    """``</>``: read and dropped by the Standard."""
    UNTERMINATED = 6
    """A tag that the end of the text cuts short: dropped by the Standard."""


# What ends a name. Every pattern below consumes it or looks ahead for it.
_END = rf"[{_WS}/>]"

# Attributes, from the end of a tag's name to its ">". A name may begin with "=", and quotes mean
# something only right after "=". A value whose quote never closes goes on to the end of the text,
# where the ">" that every tag needs is missing.
_ATTRIBUTES = (
    rf"(?:[{_WS}/]++|[^>][^{_WS}/>=]*+"
    rf"""(?:[{_WS}]*+=[{_WS}]*+(?:"[^"]*+"?+|'[^']*+'?+|[^{_WS}>]*+))?+)*+"""
)
# Most attributes are written like this, and matching that is cheaper.
_COMMON_ATTRIBUTES = r'(?:[ ][a-zA-Z-]++="[^"]*+")*+'

# Comments (13.2.5.43 to 13.2.5.52): "<!-->" and "<!--->" are whole ones, and "--!>" ends one as well.
_COMMENT = r"!--(?:-?>|[^-]*+(?:-(?!->|-!>)[^-]*+)*+(?:--!?>)?+)"

# Script data (13.2.5.15 to 13.2.5.31): between "<!--" and "-->" a "<script" makes the next
# "</script" end that one, and not the element.
_SCRIPT = r"(?ai:script)"
_SCRIPT_DATA = (
    rf"(?:[^<]++|<(?!/{_SCRIPT}{_END}|!--)"
    rf"|<!--(?:-*+>|(?:[^<-]++|-(?!->)"
    rf"|<(?:{_SCRIPT}{_END}(?:[^<-]++|-(?!->)|<(?!/{_SCRIPT}{_END}))*+(?:</{_SCRIPT}{_END})?+"
    rf"|(?!/{_SCRIPT}{_END})))*+))*+"
)

_RAW = rf"(?ai:(script)|({'|'.join(RAW_TEXT_ELEMENTS[1:])})|plaintext)"
_NOT_RAW = rf"(?!(?ai:s(?:cript|tyle)|t(?:itle|extarea)|xmp|iframe|no(?:embed|frames)|plaintext){_END})"

_SPLIT = re.compile(
    # Four things in ten are end tags without anything but a name.
    rf"(<(?:/[A-Za-z][A-Za-z0-9]*+>"
    rf"|(?:/|{_NOT_RAW})[A-Za-z][^{_WS}/>]*+{_COMMON_ATTRIBUTES}{_ATTRIBUTES}>"
    rf"|{_COMMENT}"
    # Group 2 is "script", group 3 the name of another raw-text element; "plaintext" has no end tag.
    rf"|{_RAW}(?={_END}){_ATTRIBUTES}>(?(2){_SCRIPT_DATA}|(?(3)[^<]*+(?:<(?!/(?ai:\3){_END})[^<]*+)*+|.*+))"
    rf"|(?:[!?]|/(?=[^A-Za-z>]))[^>]*+>?+"
    rf"|/>"
    # A tag that the end of the text cuts short.
    rf"|(?=/?[A-Za-z]).*+"
    rf"))",
    re.DOTALL,
).split

_TAG = re.compile(rf"</?+([A-Za-z][^{_WS}/>]*+){_ATTRIBUTES}>")
_REGULAR = re.compile(r'</?+([a-z][a-z0-9-]*+)((?: [a-z][a-z0-9-]*+="[^"]*+")*+)>')
_REGULAR_ATTRIBUTE = re.compile(r' ([a-z0-9-]++)="([^"]*+)"')
_ATTRIBUTE = re.compile(
    rf"([^{_WS}/>][^{_WS}/>=]*+)"
    rf"""(?:([{_WS}]*+=[{_WS}]*+)(?:"([^"]*+)"|'([^']*+)'|([^{_WS}>]++))?+)?+"""
)


def split(text: str) -> list[str]:
    """Return the pieces of *text*: text at even indexes, markup at odd ones.

    Joined, the pieces are *text*. There is always a text piece (possibly empty)
    before, between and after markups. A raw-text element's start tag and content
    are one markup; its end tag is the next one.
    """
    pieces = _SPLIT(text)
    # What groups 2 and 3 matched stands after each markup.
    del pieces[2::4]
    del pieces[2::3]
    return pieces


class Guard(IntEnum):
    """Which part of an element no rule edits unless it says so."""

    NONE = 0
    CONTENT = 1
    WHOLE = 2


_GUARDS = {
    **dict.fromkeys(("pre", "code", "textarea", "samp", "kbd", "listing", "xmp"), Guard.CONTENT),
    **dict.fromkeys(("svg", "math", "mjx-container"), Guard.WHOLE),
}
# Formulas that KaTeX and MathJax have rendered: their layout is their meaning.
_RENDERED_MATH = frozenset(("katex", "katex-display", "MathJax", "MathJax_Display", "MathJax_SVG", "MathJax_CHTML"))


def _guard(tag: Markup) -> Guard:
    if ("katex" in tag.text or "MathJax" in tag.text) and not _RENDERED_MATH.isdisjoint(tag.classes):
        return Guard.WHOLE
    return _GUARDS.get(tag.name, Guard.NONE)


class Attribute:
    """One attribute of a start tag, as it stands in the source.

    Offsets are code points relative to the start of the tag. ``value`` is the
    source text between the quotes, character references and all; it is ``None``
    for an attribute without ``=``. ``quote`` is ``'"'``, ``"'"`` or ``""``.
    """

    __slots__ = ("end", "name", "quote", "start", "value", "value_end", "value_start", "written_name")

    def __init__(
        self,
        name: str,
        written_name: str,
        start: int,
        end: int,
        value: str | None,
        value_start: int,
        value_end: int,
        quote: str,
    ) -> None:
        self.name = name
        self.written_name = written_name
        self.start = start
        self.end = end
        self.value = value
        self.value_start = value_start
        self.value_end = value_end
        self.quote = quote

    @property
    def text(self) -> str:
        """The value with its character references decoded; empty if there is no value."""
        value = self.value or ""
        if "&" not in value:
            return value
        from newslint.document.references import decode_attribute

        return decode_attribute(value)

    def __repr__(self) -> str:
        return f"Attribute({self.name!r}, {self.value!r}, {self.start}, {self.end})"


class Markup:
    """One distinct piece of markup, analysed once however often it occurs.

    ``name`` is the lower-case tag name of a start or end tag, else empty.
    ``head_end`` is where the start tag itself ends; only for a raw-text element
    is it less than ``len(text)``, and then ``text[head_end:]`` is the content.
    ``guard`` says which part of the element is to be left alone. ``regular`` says that a tag is
    written as most are: names in lower case, single spaces, values in double quotes.
    Offsets are code points relative to the start of the markup.
    """

    __slots__ = ("_attributes", "_by_name", "guard", "head_end", "kind", "name", "regular", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.guard = Guard.NONE
        self.name = ""
        self._attributes: tuple[Attribute, ...] | None = None
        self._by_name: dict[str, Attribute] | None = None
        if (tag := _REGULAR.match(text)) is not None and (
            tag.end() == len(text) or tag[1] in RAW_TEXT_ELEMENTS or tag[1] == "plaintext"
        ):
            self.regular = True
            self.name = tag[1]
            self.head_end = tag.end()
            self.kind = Kind.END if text[1] == "/" else Kind.START
            if self.kind is Kind.END or not tag[2]:
                self._attributes, self._by_name = (), {}
            if self.kind is Kind.START:
                self.guard = _guard(self)
            return
        self.regular = False
        self.head_end = len(text)
        second = text[1:2]
        if second == "!":
            if text.startswith("<!--"):
                self.kind = Kind.COMMENT
            elif text[2:9].lower() == "doctype":
                self.kind = Kind.DOCTYPE
            else:
                self.kind = Kind.BOGUS_COMMENT
        elif text == "</>":
            self.kind = Kind.NOTHING
        elif second == "?" or (second == "/" and not _is_letter(text[2:3])):
            self.kind = Kind.BOGUS_COMMENT
        elif (tag := _TAG.match(text)) is None:
            self.kind = Kind.UNTERMINATED
        else:
            self.kind = Kind.END if second == "/" else Kind.START
            self.name = _lower(tag[1])
            self.head_end = tag.end()
            if second != "/":
                self.guard = _guard(self)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes in source order, duplicates included."""
        if self._attributes is None:
            self._attributes = tuple(self._scan()) if self.kind is Kind.START else ()
        return self._attributes

    def _scan(self) -> Iterator[Attribute]:
        if self.regular:
            place = 2 + len(self.name)
            for name, value in _REGULAR_ATTRIBUTE.findall(self.text, place - 1, self.head_end):
                value_start = place + len(name) + 2
                value_end = value_start + len(value)
                yield Attribute(name, name, place, value_end + 1, value, value_start, value_end, '"')
                place = value_end + 2
            return
        for match in _ATTRIBUTE.finditer(self.text, 1 + len(self.name), self.head_end - 1):
            group = match.lastindex or 1
            start, end = match.span()
            if group > 2:
                quote = ("", "", "", '"', "'", "")[group]
                value_start, value_end = match.span(group)
                yield Attribute(_lower(match[1]), match[1], start, end, match[group], value_start, value_end, quote)
            else:
                # "a=" with nothing after it has an empty value, "a" has none.
                yield Attribute(_lower(match[1]), match[1], start, end, "" if group == 2 else None, end, end, "")

    @property
    def by_name(self) -> dict[str, Attribute]:
        """The attributes by lower-case name; of duplicates the first, as browsers read it."""
        if self._by_name is None:
            attributes = self.attributes
            self._by_name = {a.name: a for a in attributes}
            if len(self._by_name) < len(attributes):
                self._by_name = {a.name: a for a in reversed(attributes)}
        return self._by_name

    def get(self, name: str) -> str | None:
        """The decoded value of attribute *name*; ``""`` if it has none, ``None`` if it is absent."""
        attribute = self.by_name.get(name)
        return None if attribute is None else attribute.text

    @property
    def classes(self) -> tuple[str, ...]:
        """The tokens of the class attribute."""
        written = self.get("class") or ""
        if not written.isprintable():  # Tabs and line ends.
            written = written.translate(_SPACES)
        return tuple(filter(None, written.split(" ")))

    @property
    def self_closing(self) -> bool:
        """Whether a start tag ends in ``/>``. On an HTML element that is not void this closes nothing."""
        return self.text[self.head_end - 2 : self.head_end - 1] == "/" and not (
            self.attributes and self.attributes[-1].end == self.head_end - 1
        )

    @property
    def raw_content(self) -> str:
        """The content of a raw-text element; empty for everything else."""
        return self.text[self.head_end :]

    @property
    def comment(self) -> str:
        """The text inside a comment, as the Standard reads it; empty for everything else.

        ``<!-->`` and ``<!--->`` are empty comments; a comment that the end of the
        text cuts short goes on to that end, but for the beginning of a ``-->``.
        """
        if self.kind is not Kind.COMMENT:
            return ""
        text = self.text
        if text in ("<!-->", "<!--->"):
            return ""
        if text.endswith("-->") and len(text) >= 7:
            return text[4:-3]
        if text.endswith("--!>") and len(text) >= 8:
            return text[4:-4]
        text = text[4:]
        for ending in ("--!", "--", "-"):
            if text.endswith(ending):
                return text.removesuffix(ending)
        return text

    @property
    def closed(self) -> bool:
        """Whether a comment has its ``-->`` (or ``--!>``); true for everything else."""
        if self.kind is not Kind.COMMENT:
            return True
        text = self.text
        return (
            text in ("<!-->", "<!--->")
            or (text.endswith("-->") and len(text) >= 7)
            or (text.endswith("--!>") and len(text) >= 8)
        )

    def __repr__(self) -> str:
        return f"Markup({self.kind.name}, {self.text!r})"


_ASCII_LOWER = {capital: capital + 32 for capital in range(65, 91)}
_SPACES = dict.fromkeys(map(ord, WHITESPACE), " ")


def _lower(name: str) -> str:
    # Only ASCII letters have two cases in HTML, and the length must stay.
    return name.lower() if name.isascii() else name.translate(_ASCII_LOWER)


def _is_letter(character: str) -> bool:
    return character.isalpha() and character.isascii()
