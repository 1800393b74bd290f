"""Entries of the table: ``class`` is a name, ``class-prefix`` the beginning of one, ``class-number`` that with digits.

With ``beside`` a name means nothing only on tags with another class that begins so.
"""

from __future__ import annotations

from newslint.linting.finding import Edit, Finding, Fix
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup


class ClassNoise(TagRule):
    """Classes that mean something to the editor alone in which the article was written.

    ## What it finds
    Names in `class` that a table knows: those that Word, Apple's programs, Medium's editor and the editors for WeChat
    give to every paragraph.

    ## Why it matters
    No style sheet of another site has them, and no reader sees them.

    ## Fix safety
    Safe: only names that the table lists go, and they mean neither an alignment nor a language nor a kind of
    content. All others stay (`language-python`, `katex`, `footnote`, `aligncenter`, `twitter-tweet` …).
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
        Good('<p class="MsoListParagraph">· A</p>', note="a list in disguise"),
    )
    BAD = (
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
        self._numbered = tuple(str(prefix) for prefix in self.knowledge.index("class-number"))

    def _known(self, name: str, meaningless: set[str]) -> bool:
        if name in self._names or (bool(self._prefixes) and name.startswith(self._prefixes)):
            return True
        if self._numbered and name.startswith(self._numbered):
            return name.rstrip("0123456789") in self._numbered and name[-1].isdecimal()
        return name in meaningless

    def check(self, tag: Markup) -> Iterator[Finding]:
        attribute = tag.by_name.get("class")
        if attribute is None or "{" in attribute.text:
            return
        names = tag.classes
        # Those that mean nothing beside the others; each beginning is looked for once.
        known = [name for name in set(names) if name in self._beside]
        beside = {beginning for name in known for beginning in self._beside[name]}
        present = {beginning for beginning in beside if any(name.startswith(beginning) for name in names)}
        meaningless = {name for name in known if not present.isdisjoint(self._beside[name])}
        kept = [name for name in names if not self._known(name, meaningless)]
        if len(kept) == len(names):
            return
        if kept:
            if any(character in attribute.text for character in "&\"'"):
                return
            edit = Edit(attribute.value_start, attribute.value_end, " ".join(kept))
        else:
            edit = attribute_removal(tag, attribute)
        left = set(kept)
        gone = ", ".join(dict.fromkeys(name for name in names if name not in left))
        yield self.finding(f"classes of an editor: {gone}", attribute.start, attribute.end, Fix(edit))
