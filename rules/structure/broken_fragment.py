from __future__ import annotations

import re

from newslint.document.body import Syntax
from newslint.late_pattern import late_pattern
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

from ._headings import headings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

# A link within a page in Markdown, and the name that some Markdown gives a heading or a paragraph: {#name}.
# One without a text is MyST's, which looks for the name in all files of the site.
_MARKDOWN_LINK = late_pattern(r"(?<!\[)\]\(#(?P<name>[^()\s]++)(?:[ \t]++\"[^\"\n]*+\")?+\)")
_GIVEN_NAME = late_pattern(r"\{:?[ ]?+#([^\s{}]++)")
# MyST's names: (name)= before a block, and options of a directive.
_MYST_NAME = late_pattern(r"^[ \t]*+(?:\(([^\s()]++)\)=|:(?:label|name):[ \t]++(\S++))[ \t]*+$", re.MULTILINE)
# What a browser or a theme has, whatever the article says.
_ALWAYS = frozenset(
    "top more comments comment respond disqus_thread content main toc footer header sidebar search nav".split()
)
_OF_THEMES = ("more-", "comment-", "!", "/", ":~:", "?")
_FOOTNOTE = late_pattern(r"(?:user-content-)?+(?:fn|fnref|footnote)[-:]?+\w++")
_NO_LETTER = late_pattern(r"[\W_]++")
_NUMBER = late_pattern(r"[-_]?+\d++\Z")


class BrokenFragment(DocumentRule):
    """A link to a place in the same article that is not there.

    ## What it finds
    A link to `#name` where nothing in the file has that `id` or `name`.

    ## Why it matters
    Nothing happens when a reader follows it. Often the target was lost when the article was taken over.

    ## Fix safety
    No fix. Silent about what a generator or a theme adds by itself: the places of Markdown footnotes, names made
    of the words of a heading, `#top`, `#comments` and their like.
    """

    code = "STR016"
    name = "broken-fragment"
    stage = Stage.LINKS
    literals = ('="#', "='#", "=#", "](#")

    GOOD = (
        Good('<p><a href="#n1">1</a></p><p id="n1">A</p>'),
        Good('<p><a href="#n1">1</a></p><a name="n1"></a>', note="an older way"),
        Good('<a href="#">A</a><a href="#top">B</a>', note="the top of the page"),
        Good('<a href="#caf%C3%A9">A</a><h2 id="café">B</h2>', note="written for an address"),
        Good('<a href="#a">A</a><h2 id="a">B</h2>'),
        Good("<a href='#the-ferry-is-late'>A</a><h2>The ferry is late!</h2>", note="a name made of a heading"),
        Good("A[^1] <a href='#fn:1'>B</a>\n\n[^1]: C\n", path="a.md", note="a footnote of Markdown"),
        Good("[A](#the-ferry) [B](#x)\n\n## The *ferry*\n\n## C {#x}\n", path="a.md"),
        Good(
            "(a)=\n## B\n\n```{math}\n:label: c:d\n```\n\n[A](#a) [C](#c:d) [](#elsewhere)\n",
            path="a.md",
            note="names and references of MyST",
        ),
        Good("[A](#b-1)\n\n## B\n\n## B\n", path="a.md", note="the second one of that name"),
        Good(
            '<a href="#comments">A</a><a href="#comment-12">B</a><a href="#!/x">C</a>', note="a theme's or a script's"
        ),
        Good('<a href="#{{ page.id }}">A</a>', note="a template's"),
        Good('<pre><a href="#x">A</a></pre>', note="code"),
        Good('<svg><use href="#x"/></svg>', note="a drawing"),
    )
    BAD = (
        Bad('<p><a href="#n1">1</a></p>', at='href="#n1"'),
        Bad('<p><a href="#n1">1</a> <a href="#n1">2</a></p>', count=2),
        Bad("[A](#nowhere)\n\n## B\n", path="a.md", at="#nowhere"),
        Bad('<p id="N1"><a href="#n1">1</a></p>', note="capitals count"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        links = body.start_tags(_leads_within)
        markdown = body.syntax is Syntax.MARKDOWN
        written = list(_MARKDOWN_LINK.finditer(body.text, body.start, body.end)) if markdown else []
        if not links and not written:
            return
        names = {name for index in body.start_tags(_is_named) for name in _names(body.markups[index])}
        if body.read_as_markdown and "{" in body.text:
            names.update(_GIVEN_NAME.findall(body.text, body.start, body.end))
        if markdown:
            names.update(match[1] or match[2] for match in _MYST_NAME.finditer(body.text, body.start, body.end))
        made = {_letters(heading.text) for heading in headings(body)}
        footnotes = body.read_as_markdown and "[^" in body.text

        def there(name: str) -> bool:
            from urllib.parse import unquote

            plain = unquote(name)
            if name in names or plain in names or plain in _ALWAYS or plain.startswith(_OF_THEMES):
                return True
            if "{" in name or (footnotes and _FOOTNOTE.fullmatch(plain)):
                return True
            return _letters(plain) in made or _letters(_NUMBER.sub("", plain)) in made

        for index in links:
            attribute = body.markups[index].by_name["href"]
            if not there(attribute.text.strip()[1:]):
                start = body.offsets[2 * index + 1]
                yield self.finding(_SAYS, start + attribute.start, start + attribute.end)
        for match in written:
            if not there(match["name"]):
                yield self.finding(_SAYS, match.start("name") - 1, match.end("name"))


_SAYS = "nothing in this article has the name that this link leads to"


def _leads_within(tag: Markup) -> bool:
    if tag.name not in ("a", "area") or "#" not in tag.text:
        return False
    target = (tag.get("href") or "").strip()
    return target[:1] == "#" and len(target) > 1


def _is_named(tag: Markup) -> bool:
    return not tag.by_name.keys().isdisjoint(("id", "name"))


def _names(tag: Markup) -> Iterator[str]:
    for key in ("id", "name"):
        value = tag.get(key)
        if value:
            yield value.strip()


def _letters(text: str) -> str:
    """Return the letters and digits of a heading, or of a name that may have been made of it."""
    return _NO_LETTER.sub("", text).lower()
