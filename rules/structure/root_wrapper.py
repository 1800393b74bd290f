"""Entries of the table: the box, by ``class`` or ``id``; ``beside`` lists the classes that stand with it on the page.

Alone, those in ``beside`` name nothing.
"""

from __future__ import annotations

from newslint.document.body import Syntax
from newslint.document.html import WHITESPACE, Kind
from newslint.linting.finding import Edit, Fix, Safety
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._sheets import choose_wrappers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_WRAPPERS = frozenset(("div", "article", "section", "main"))


class RootWrapper(DocumentRule):
    """One element round the whole body.

    ## What it finds
    A `<div>`, `<article>`, `<section>` or `<main>` that holds all of the article: the box in which
    the publisher's page, or the feed, had it.

    ## Why it matters
    The site that shows the article has a box of its own. In a Markdown file the wrapper also
    decides what is read as HTML.

    ## Fix safety
    Safe where the wrapper has no attributes, or only a `class` or `id` that a table knows as a
    publisher's. Unsafe where another class could be one that the site's theme styles, and where a style sheet in the
    article chooses by the names of such elements. A wrapper
    with `dir`, `lang` or `style` says something about the text and stays. So does one in a Markdown file
    round text that is in no other element: without it, Markdown would read that text as its own.
    """

    code = "STR002"
    name = "root-wrapper"
    stage = Stage.STRUCTURE
    uses_knowledge = True
    weighs_evidence = True

    GOOD = (
        Good("<div>A</div><p>B</p>", note="not round everything"),
        Good('<div dir="rtl"><p>A</p></div>', note="the direction of the text"),
        Good('<div lang="fr"><p>A</p></div>'),
        Good("<p>A</p>"),
        Good("<div><p>A</p>", note="not closed"),
        Good("<div>\n<hh user=a /><p>A</p>\n</div>", note="something in it is not closed"),
        Good("<div>\n<p>A\n<b>B\n</div>\n", note="something in it is not closed"),
        Good("<div>\nA *b* c\n</div>", path="a.md", note="Markdown would read the text"),
        Good("<div>\n\n**A**\n\n</div>", path="a.md", note="Markdown inside"),
        Good("", note="nothing at all"),
    )
    BAD = (
        Bad("<div>\n<p>A</p>\n<p>B</p>\n</div>\n", "<p>A</p>\n<p>B</p>\n", at="<div>"),
        Bad("<div><article><p>A</p></article></div>", "<p>A</p>", note="one in another"),
        Bad("<div>A<br>B</div>", "A<br>B", note="in an HTML file text needs no element"),
        Bad('<div class="box"><p>A</p></div>', unsafe="<p>A</p>", note="the theme may know the class"),
        Bad("<div>\n<p>A</p>\n<p>B</p>\n</div>\n", "<p>A</p>\n<p>B</p>\n", path="a.md"),
        Bad(
            "<article><style>article p{color:red}</style><p>A</p></article>",
            unsafe="<style>article p{color:red}</style><p>A</p>",
            note="its style sheet goes by the name",
        ),
        Bad(
            "<div>\n<article>\n    <p>A</p>\n</article>\n</div>\n",
            "<article>\n    <p>A</p>\n</article>\n",
            path="a.md",
            note="alone, the indented line would be code",
        ),
    )

    def prepare(self) -> None:
        self._ids = self.knowledge.index_all("id")
        self._classes = self.knowledge.index_all("class")

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        if body.syntax is Syntax.MARKDOWN:
            return
        edits: list[Edit] = []
        outermost: Element | None = None
        safety = Safety.SAFE
        first, last = 0, len(body.markups) - 1
        while last > first and _encloses_all(body, first, last):
            safe = self._attributes_mean_nothing(body.markups[first], document)
            if safe is None or (outermost is not None and not safe and safety is Safety.SAFE):
                break
            if not safe:
                safety = Safety.UNSAFE
            element = body.element(first)
            outermost = outermost or element
            edits.append(Edit(*body.removal(element.start, element.tag_end)))
            edits.append(Edit(*body.removal(element.content_end, element.end)))
            first, last = first + 1, last - 1
        if outermost is None:
            return
        if body.read_as_markdown and not _still_html(document, _without_overlap(edits)):
            # Perhaps only what an inner one holds would be read otherwise, as when it is indented.
            edits = edits[:2]
            if not _still_html(document, _without_overlap(edits)):
                return
        edits = _without_overlap(edits)
        if safety is Safety.SAFE and choose_wrappers(body):
            safety = Safety.UNSAFE
        yield self.finding(
            f"<{outermost.name}> wraps the whole article", outermost.start, outermost.tag_end, Fix(edits, safety)
        )

    def _attributes_mean_nothing(self, tag: Markup, document: Document) -> bool | None:
        """Return whether the tag can go safely; None if it must not go at all."""
        safe, scripted = True, False
        own = False  # Whether a table knows the box: then its data- attributes are the producer's too.
        by_id = [entry for entry in self._ids.get(tag.get("id") or "", ()) if entry.acts_in(document)]
        for attribute in tag.attributes:
            if attribute.name == "class":
                known = [name for name in tag.classes if self._names_box(name, document)]
                entries = [*by_id, *(entry for name in known for entry in self._classes[name])]
                own = own or bool(entries)
                beside = {name for entry in entries for name in entry.get("beside", ())}
                safe = safe and all(name in known or name in beside for name in tag.classes)
            elif attribute.name == "id":
                if not by_id:
                    return None
                own = True
            elif not attribute.name.startswith("data-"):
                return None
            else:
                scripted = True
        return safe and (own or not scripted)

    def _names_box(self, name: str, document: Document) -> bool:
        return any(entry.acts_in(document) for entry in self._classes.get(name, ()))


def _encloses_all(body: Body, first: int, last: int) -> bool:
    markup = body.markups[first]
    if markup.kind is not Kind.START or markup.name not in _WRAPPERS:
        return False
    if body.element(first).partner != last:
        return False  # Or something in it is left open: then its end is elsewhere, or nobody knows where.
    # Outside the first wrapper nothing but white space; between two wrappers neither.
    before = body.pieces[2 * first]
    after = body.pieces[2 * last + 2]
    return not before.strip(WHITESPACE) and not after.strip(WHITESPACE)


def _without_overlap(edits: list[Edit]) -> list[Edit]:
    """Two tags on one line each take that line with them: join what overlaps."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if joined and edit.start < joined[-1].end:
            joined[-1] = Edit(joined[-1].start, max(joined[-1].end, edit.end))
        else:
            joined.append(edit)
    return joined


def _still_html(document: Document, edits: list[Edit]) -> bool:
    """Return whether Markdown takes the body for HTML, as a whole, without the wrapper too."""
    from newslint.document.edit import apply
    from newslint.document.markdown import scan

    text = apply(document.text, edits)
    found = scan(text, document.body.start, len(text))
    return found.html_only and not found.indented_html
