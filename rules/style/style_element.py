"""Entries of the table: ``selector`` is one that only a producer's sheet has, ``attribute`` marks such a sheet."""

from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.linting.finding import Finding

# A name as CSS has it (CSS Syntax 3, 4.2): letters, digits, "-", "_" and everything beyond ASCII, said by what it
# is not, because a class with a wide range takes milliseconds to compile.
_TOKEN = late_pattern(r"([.#])(-?[^\x00-@\[-^`{-\x7f][^\x00-,./:-@\[-^`{-\x7f]*+)")
_COMMENT = late_pattern(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+")
_BRACES = late_pattern(r"&#(?:123|125|37|[xX]7[bBdD]|[xX]25);")
# {: .a #b}, {.a}, {class: "a"}, {% note a %}, ::: a, !!! a: what kramdown, Python-Markdown, Goldmark, markdown-it
# and the tags of Hexo take for classes and ids.
_ATTRIBUTE_LIST = late_pattern(
    r"\{:?+[^{}\n]{0,300}+\}|^[ \t]*+(?::::++|!!!|\?\?\?\+?+|///++)[^\n]{0,300}+", re.MULTILINE
)
_WORD = late_pattern(r"[\w-]++")
# A program that builds the page makes the classes of such a sheet, or gives them to what it draws (Vue, Astro).
_BUILT = frozenset(("module", "scoped", "lang", "is:global", "define:vars", "jsx"))
_VISIBLE_EFFECTS = ("display:none", "visibility:hidden", "content:", "@import", "@font-face", "opacity:0")


class StyleElement(ElementRule):
    """A style sheet in the middle of an article.

    ## What it finds
    `<style>` in the body.

    ## Why it matters
    It was written for the page that the article came from, and changes whatever page it is put on.

    ## Fix safety
    Safe if a table knows one of its selectors as a producer's; if its braces are written as
    references, so that no browser ever applied it; or if none of its selectors can match an element of this body
    (in Markdown, lists of attributes such as `{: .note}` count) and it neither hides nor generates anything. Unsafe
    otherwise, and for the sheets of a component (`<style module>`, `scoped`).
    """

    code = "STY001"
    name = "style-element"
    stage = Stage.REMOVAL
    tags = frozenset(("style",))
    uses_knowledge = True

    GOOD = (
        Good("<p>A style element</p>"),
        Good("<svg><style>.a{fill:red}</style></svg>", note="part of a drawing"),
        Good("<pre>&lt;style>.a{}&lt;/style></pre>"),
        Good("`<style>`", path="a.md", note="code"),
    )
    BAD = (
        Bad("<style>.q{float:left}</style><p>A</p>", "<p>A</p>", note="nothing has that class"),
        Bad("<style>.q&#123;float:left&#125;</style><p class=q>A</p>", "<p class=q>A</p>", note="never applied"),
        Bad("<style>.q{float:left}</style><p class=q>A</p>", unsafe="<p class=q>A</p>"),
        Bad("<style>.q{display: none}</style><p>A</p>", unsafe="<p>A</p>", note="it hides"),
        Bad("<style>p{margin:0}</style><p>A</p>", unsafe="<p>A</p>", note="it matches by name"),
        Bad("<style>.q p, .r{margin:0} @media print{.s{color:#000}}</style><p>A</p>", "<p>A</p>"),
        Bad(
            "`A`{: .q }\n\n<style>code.q{color:red}</style>\n",
            unsafe="`A`{: .q }\n\n",
            path="a.md",
            note="a list of attributes gives the class",
        ),
        Bad("# A {#q}\n\n<style>#q{color:red}</style>\n", unsafe="# A {#q}\n\n", path="a.md"),
        Bad("::: q\nA\n:::\n\n<style>.q{color:red}</style>\n", unsafe="::: q\nA\n:::\n\n", path="a.md"),
        Bad("A {.b}\n\n<style>.q{color:red}</style>\n", "A {.b}\n\n", path="a.md"),
        Bad("<style module>.q{color:red}</style>\n\nA\n", unsafe="\nA\n", path="a.md", note="made by a program"),
        Bad("<p>A</p><style>.a{", note="it has no end"),
        Bad("<style></style>\n<p>A</p>", "<p>A</p>"),
    )

    def prepare(self) -> None:
        self._known = frozenset(self.knowledge.index("selector"))
        self._marks = frozenset(self.knowledge.index("attribute"))
        self._body: Body | None = None
        self._present: frozenset[str] = frozenset()

    def check(self, element: Element) -> Iterator[Finding]:
        fix = None
        if element.partner >= 0:
            safety = Safety.SAFE if self._harmless(element) else Safety.UNSAFE
            # Braces written as references keep a template engine away from them; they go with the sheet.
            guards = [Change(Aspect.TEMPLATE, guard) for guard in _BRACES.findall(element.markup.raw_content)]
            fix = Fix(Edit(*element.body.removal(element.start, element.end)), safety, guards)
        yield self.finding("a style sheet in the article", element.start, element.tag_end, fix)

    def _harmless(self, element: Element) -> bool:
        if not self._marks.isdisjoint(element.markup.by_name):
            return True
        if not _BUILT.isdisjoint(element.markup.by_name):
            return False
        sheet = _COMMENT.sub("", element.markup.raw_content)
        if not sheet.strip():
            return True
        tokens = {kind + name for kind, name in _TOKEN.findall(sheet)}
        if not self._known.isdisjoint(tokens):
            return True
        if "{" not in sheet and ("&#123;" in sheet or "&#x7b;" in sheet.lower()):
            return True
        packed = "".join(sheet.split()).lower()
        if any(effect in packed for effect in _VISIBLE_EFFECTS):
            return False
        if self._body is not element.body:
            self._body = element.body
            self._present = _classes_and_ids(element.body)
            if element.body.read_as_markdown:
                self._present |= _attribute_lists(element.body)
        return all(_cannot_match(selector, self._present) for selector in _selectors(sheet))


def _selectors(sheet: str) -> Iterator[str]:
    """Yield each selector of the style sheet; what cannot be understood comes out as ``*``."""
    for block in sheet.split("}"):
        head = block.rpartition("{")[0]
        if not head.strip():
            if block.strip():
                yield "*"
            continue
        for part in head.split("{"):
            part = part.rpartition(";")[2].strip()
            if part.startswith("@"):
                continue
            yield from part.split(",")


def _cannot_match(selector: str, present: frozenset[str]) -> bool:
    if ":not" in selector or ":is" in selector or ":where" in selector or ":has" in selector:
        return False
    tokens = {kind + name for kind, name in _TOKEN.findall(selector)}
    return not tokens <= present if tokens else False


def _classes_and_ids(body: Body) -> frozenset[str]:
    found: set[str] = set()
    for markup in set(body.markups):
        if "class" in markup.text or "id" in markup.text or "CLASS" in markup.text or "ID" in markup.text:
            found.update("." + name for name in markup.classes)
            if identifier := markup.get("id"):
                found.add("#" + identifier.strip())
    return frozenset(found)


def _attribute_lists(body: Body) -> set[str]:
    """Return the classes and ids that Markdown's lists of attributes give."""
    found: set[str] = set()
    for match in _ATTRIBUTE_LIST.finditer(body.text, body.start, body.end):
        found.update(kind + name for kind, name in _TOKEN.findall(match[0]))
        found.update("." + word for word in _WORD.findall(match[0]))
    return found
