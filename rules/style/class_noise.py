"""Entries of the table: ``class`` is a name, ``class-prefix`` the beginning of one, ``class-number`` that with digits,
``class-pattern`` a regular expression for the whole name, with a hyphen in it.

With ``beside`` a name means nothing only on tags with another class that begins so; with ``not-empty = true`` only on
elements that hold something, because another rule knows an empty one by this name.
"""

from __future__ import annotations

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Edit, Finding, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup

_CLASS = late_pattern(r"\.([^\s.#:,>+~{}()\[\]]++)")
_MEDIA = frozenset(("img", "picture", "video", "audio", "iframe", "object", "embed", "svg", "canvas", "input", "hr"))


class ClassNoise(ElementRule):
    """Classes that mean something to the editor alone in which the article was written.

    ## What it finds
    Names in `class` that a table knows: those that Word, Apple's programs, Medium's editor and the editors for WeChat
    give to every paragraph, and those that tools for styles make up (`css-1dbjc4n`, `jsx-2871293847`).

    ## Why it matters
    No style sheet of another site has them, and no reader sees them.

    ## Fix safety
    Safe: only names that the table lists go, and they mean neither an alignment nor a language nor a kind of
    content. All others stay (`language-python`, `katex`, `footnote`, `aligncenter`, `twitter-tweet` …), and so does
    one by which a style sheet in the article chooses: it may hide the element.
    """

    code = "STY007"
    name = "class-noise"
    stage = Stage.STRUCTURE  # A shell that a table names by its class goes first, while it has that class.
    attributes = ("class",)
    uses_knowledge = True

    GOOD = (
        Good('<code class="language-python">a</code><p class="aligncenter">B</p>'),
        Good('<p class="msonormal-lookalike">A</p>'),
        Good('<pre><p class="MsoNormal">A</p></pre>', note="code"),
        Good("<p class='MsoNormal' title=\"it's\"quoted\">A</p>", note="quotes that do not match"),
        Good('<p class="MsoListParagraph">· A</p>', note="a list in disguise"),
    )
    BAD = (
        Bad(
            '<style>p.graf--a{display:none}</style><p class="graf graf--a">A</p>',
            '<style>p.graf--a{display:none}</style><p class="graf--a">A</p>',
            note="a style sheet needs it",
        ),
        Bad('<p class="MsoNormal">A</p>', "<p>A</p>", at='class="MsoNormal"'),
        Bad('<p class="lead MsoNormal">A</p>', '<p class="lead">A</p>'),
        Bad("<p class='graf graf--p graf-after--h3'>A</p>", "<p>A</p>"),
    )

    def prepare(self) -> None:
        self._beside: dict[str, tuple[str, ...]] = {}
        for name, entries in self.knowledge.index_all("class").items():
            if all("beside" in entry for entry in entries):
                self._beside[name] = tuple(str(entry["beside"]) for entry in entries)
        self._names = self.knowledge.index("class").keys() - self._beside.keys()
        self._prefixes = tuple(str(prefix) for prefix in self.knowledge.index("class-prefix"))
        self._held = frozenset(
            name
            for name, entries in self.knowledge.index_all("class").items()
            if all(entry.get("not-empty", False) for entry in entries)
        )
        self._patterns = [
            (pattern.partition("-")[0], late_pattern(pattern)) for pattern in self.knowledge.index("class-pattern")
        ]
        self._numbered = tuple(str(prefix) for prefix in self.knowledge.index("class-number"))
        self._body: Body | None = None
        self._chosen: frozenset[str] = frozenset()

    def _known(self, name: str, meaningless: set[str]) -> bool:
        if name in self._names or (bool(self._prefixes) and name.startswith(self._prefixes)):
            return True
        if self._numbered and name.startswith(self._numbered):
            return name.rstrip("0123456789") in self._numbered and name[-1].isdecimal()
        if any(name.startswith(literal) and pattern.fullmatch(name) for literal, pattern in self._patterns):
            return True
        return name in meaningless

    def applies(self, tag: Markup) -> bool:
        return "{" not in tag.by_name["class"].text and bool(self._noise(tag.classes))

    def _noise(self, names: tuple[str, ...]) -> set[str]:
        """Return those of the class *names* that mean nothing, or mean nothing on an element that holds something."""
        # Those that mean nothing beside the others; each beginning is looked for once.
        known = [name for name in set(names) if name in self._beside]
        beside = {beginning for name in known for beginning in self._beside[name]}
        present = {beginning for beginning in beside if any(name.startswith(beginning) for name in names)}
        meaningless = {name for name in known if not present.isdisjoint(self._beside[name])}
        return {name for name in names if self._known(name, meaningless)}

    def check(self, element: Element) -> Iterator[Finding]:
        tag = element.markup
        attribute = tag.by_name["class"]
        names = tag.classes
        noise = self._noise(names) - self._chosen_by_sheets(element.body)
        if not self._held.isdisjoint(noise) and not _holds_something(element):
            noise -= self._held
        if not noise or any(character in one.name for one in tag.attributes for character in "\"'<"):
            return  # Nothing, or quotes that do not match: where the values begin and end is anybody's guess.
        kept = [name for name in names if name not in noise]
        if kept:
            if any(character in attribute.text for character in "&\"'"):
                return
            edit = Edit(element.start + attribute.value_start, element.start + attribute.value_end, " ".join(kept))
        else:
            edit = attribute_removal(tag, attribute).moved(element.start)
        gone = ", ".join(dict.fromkeys(name for name in names if name in noise))
        start, end = element.start + attribute.start, element.start + attribute.end
        yield self.finding(f"classes of an editor: {gone}", start, end, Fix(edit))

    def _chosen_by_sheets(self, body: Body) -> frozenset[str]:
        """Return the classes by which the style sheets in *body* choose."""
        if self._body is not body:
            self._body = body
            sheets = {body.markups[index].raw_content for index in body.start_tags(_is_style)}
            self._chosen = frozenset(name for sheet in sheets for name in _CLASS.findall(sheet))
        return self._chosen


def _is_style(tag: Markup) -> bool:
    return tag.name == "style"


def _holds_something(element: Element) -> bool:
    return element.partner < 0 or element.has_text or element.holds_one(_is_media)


def _is_media(tag: Markup) -> bool:
    return tag.name in _MEDIA
