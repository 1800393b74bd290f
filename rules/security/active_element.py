from __future__ import annotations

from newslint.document.body import Syntax, is_block
from newslint.document.html import WHITESPACE, Kind
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety, Severity
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ..embeds._dead import DeadEmbeds
from ..embeds._scripts import EmbedScripts
from ._addresses import ADDRESS_ATTRIBUTES, scheme

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

# The types of JavaScript (MIME Sniffing, 4.6), those of other languages that browsers ran, and what acts on a page.
_CODE_TYPES = frozenset(
    "application/ecmascript application/javascript application/x-ecmascript application/x-javascript text/ecmascript "
    "text/javascript text/javascript1.0 text/javascript1.1 text/javascript1.2 text/javascript1.3 text/javascript1.4 "
    "text/javascript1.5 text/jscript text/livescript text/vbscript text/vbs text/x-ecmascript text/x-javascript "
    "javascript module importmap speculationrules".split()
) | {""}
_NAMES_OF_META = frozenset(("generator", "viewport", "progid", "originator"))
_STYLES = frozenset(("stylesheet", "import"))
_FORM_CONTROLS = frozenset(("form", "input", "button", "select", "textarea"))


class ActiveElement(ElementRule):
    """Elements that run code, or act on the whole page.

    ## What it finds
    Scripts (but for those that fill posts, see `embed-script`), plug-ins (`<object>`, `<embed>`, `<applet>`; for
    Flash and its like see `dead-embed`), `<base>`, `<link>`, `<meta>`, and form controls. In code (`<pre>`,
    `<code>`) only scripts, because they run there and do not show. In a file without front matter that is a whole page,
    `<meta>` and `<link>` stand in its `<head>` where they belong: there only refreshes and style sheets are found.

    ## Why it matters
    A script in an article runs with all rights on the site that shows it. `<base>` bends all its links, a `<meta>`
    refresh takes the reader elsewhere.

    ## Fix safety
    Safe: scripts of trackers, advertisements and widgets that a table knows by the host of their `src` or by
    what they call; `<meta>` elements that refresh, name the encoding or the program that made the page; and
    `<base>` where no address in the body depends on it.

    Unsafe: unknown scripts, another `<base>`, `<link>`, and form controls, which go with their text (a `<form>`
    itself leaves its content behind), where they do not part lines of text. A script in code was most likely meant to
    be shown: the unsafe fix does that.

    A script that is the content itself (a gist, a pen, a slide deck, mathematics, structured data), a plug-in, a
    box that may be ticked, a button within a line, which may be a word of it, and the style sheet of a whole page are
    only reported.
    """

    code = "SEC001"
    name = "active-element"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    tags = frozenset(("script", "object", "embed", "applet", "base", "link", "meta")) | _FORM_CONTROLS
    uses_knowledge = True
    in_guarded_regions = True
    reads = ("dead-embed", "embed-script")

    GOOD = (
        Good(
            '<blockquote class="twitter-tweet">A</blockquote><script src="https://platform.twitter.com/widgets.js">'
            "</script>",
            note="the script of a post: another rule's",
        ),
        Good('<object data="a.swf"><p>A</p></object>', note="a player that is no more: another rule's"),
        Good('<script type="math/tex">x^2</script>', note="mathematics"),
        Good('<script type="text/template"><p>A</p></script>', note="it does not run"),
        Good("<pre>&lt;script>x()&lt;/script></pre>", note="code that is shown"),
        Good("<pre><input><form></form></pre>", note="code"),
        Good("{% raw %}<script>x()</script>{% endraw %}", note="a template"),
        Good("`<script>`\n", path="a.md"),
        Good("```html\n<script>x()</script>\n```\n", path="a.md"),
        Good("<p>script</p>"),
        Good('<ul class="task-list"><li><input type="checkbox" disabled checked> A</li></ul>', note="a list of tasks"),
        Good('<p itemscope><meta itemprop="position" content="1">A</p>', note="microdata"),
        Good('<link itemprop="url" href="https://a.example">', note="microdata"),
        Good("<svg><script>x()</script></svg>", note="a drawing: another rule's"),
        Good(
            '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n'
            '<link rel="canonical" href="https://a.example/b"></head>\n<body><p>\u00e4</p></body></html>\n',
            note="a whole page: without its encoding it would be misread",
        ),
    )
    BAD = (
        Bad("<script>x()</script><p>A</p>", unsafe="<p>A</p>", at="<script>"),
        Bad('<p>A</p>\n<script src="https://www.google-analytics.com/ga.js"></script>\n<p>B</p>', "<p>A</p>\n<p>B</p>"),
        Bad('<script type="TEXT/JavaScript; charset=utf-8">x()</script><p>A</p>', unsafe="<p>A</p>"),
        Bad('<script type="application/ld+json">{"a": 1}</script>', note="structured data"),
        Bad('<script>addthis_config = ["{{url}}"]</script><p>A</p>', "<p>A</p>", note="braces that fill in an address"),
        Bad("<script>addthis_config = {% if a %}1{% endif %}</script><p>A</p>", note="a condition of the template"),
        Bad('<script src="https://gist.github.com/a/1.js"></script>', note="the content itself"),
        Bad(
            "<pre>a <script>x('<b>&lt;')</script></pre>",
            unsafe="<pre>a &lt;script>x('&lt;b>&amp;lt;')&lt;/script></pre>",
            at="<script>",
            note="in code it was to be shown",
        ),
        Bad('<base href="https://a.example/"><p><a href="b">A</a></p>', unsafe='<p><a href="b">A</a></p>'),
        Bad(
            '<base target="_blank"><p><a href="https://a.example/">A</a> <a href="#b">B</a></p>',
            '<p><a href="https://a.example/">A</a> <a href="#b">B</a></p>',
            note="no address depends on it",
        ),
        Bad('<meta charset="utf-8"><p>A</p>', "<p>A</p>"),
        Bad('<meta http-equiv="refresh" content="0;url=https://a.example"><p>A</p>', "<p>A</p>"),
        Bad(
            '---\ntitle: A\n---\n<html><head><meta charset="utf-8"></head><body><p>A</p></body></html>\n',
            "---\ntitle: A\n---\n<html><head></head><body><p>A</p></body></html>\n",
            note="a page within an article",
        ),
        Bad('<head><meta charset="utf-8"></head><p>A</p>', "<head></head><p>A</p>", note="a part of a page"),
        Bad(
            '<html><head><meta http-equiv="Refresh" content="0;url=https://a.example"></head><p>A</p></html>',
            "<html><head></head><p>A</p></html>",
            note="in a whole page too",
        ),
        Bad(
            '<html><head><link rel="Stylesheet" href="a.css"></head><p>A</p></html>',
            note="the page would look otherwise",
        ),
        Bad('A\n\n<meta charset="utf-8">\n', unsafe="A\n\n", path="a.md", note="it may be an example of code"),
        Bad('<meta name="author" content="B"><p>A</p>', note="it may tell something"),
        Bad('<link rel="stylesheet" href="a.css"><p>A</p>', unsafe="<p>A</p>"),
        Bad('<object data="a.pdf"><p>A</p></object>', note="it may be what the article is about"),
        Bad('<form action="/s"><p>A</p><input name="q"></form>', unsafe="<p>A</p>", count=2),
        Bad("<p>A <button>B</button></p>", unsafe="<p>A </p>"),
        Bad("<p>A</p>\n<select><option>B</option></select>\n<textarea>C</textarea>\n", unsafe="<p>A</p>\n", count=2),
        Bad('<button><img src="a.png"></button>', note="a picture"),
        Bad("<p>The <span><button><em>special</em></button></span> sequence</p>", note="a word of the sentence"),
        Bad("<p>A<button></button>B</p>", unsafe="<p>AB</p>"),
        Bad('<p><input type="radio" checked> A</p>', note="it says which"),
        Bad("<p>A</p><script>x(", note="it has no end"),
    )

    def prepare(self) -> None:
        self._hosts = self.knowledge.index("host")
        self._calls = self.knowledge.index("calls")
        self._content = self.knowledge.index("content-host")
        self._words = self.knowledge.index("content-word")
        self._dead = DeadEmbeds(self.knowledge.of("dead-embed"))
        self._posts = EmbedScripts(self.knowledge.of("embed-script"))

    def applies(self, tag: Markup) -> bool:
        if tag.name == "script":
            kind = (tag.get("type") or "").partition(";")[0].strip().lower()
            return (kind in _CODE_TYPES and self._posts.find(tag) is None) or kind == "application/ld+json"
        if tag.name == "input":
            return not ((tag.get("type") or "").lower() == "checkbox" and "disabled" in tag.by_name)
        return not (tag.name in ("meta", "link") and "itemprop" in tag.by_name)

    def check(self, element: Element) -> Iterator[Finding]:
        body = element.body
        if body.regions.covers(element.start):
            if element.name == "script" and element.inside_one(_shows_code) and not element.inside_one(_is_drawing):
                yield self._in_code(element)
            return
        for finding in self._outside_code(element):
            cuts = finding.fix is not None and any(
                body.regions.cuts(edit.start, edit.end) for edit in finding.fix.edits
            )
            yield finding.without_fix() if cuts else finding

    def _outside_code(self, element: Element) -> Iterator[Finding]:
        if element.name == "script":
            yield self._script(element)
        elif element.name in ("meta", "link") and _is_in_page_head(element):
            if element.name == "link" and not _STYLES.isdisjoint((element.get("rel") or "").lower().split()):
                yield self.finding("a style sheet acts on the whole page", element.start, element.tag_end)
            elif (element.get("http-equiv") or "").strip().lower() == "refresh":
                yield self._removable(element, "<meta> takes the reader to another page", Safety.SAFE)
        elif element.name == "meta":
            names = element.markup.by_name
            harmless = "charset" in names or "http-equiv" in names
            harmless = harmless or (element.get("name") or "").strip().lower() in _NAMES_OF_META
            # In Markdown it may be an example that somebody forgot to mark as code.
            safety = Safety.UNSAFE if element.body.syntax is Syntax.MARKDOWN else Safety.SAFE
            yield self._removable(element, "<meta> belongs to the head of a page", safety if harmless else None)
        elif element.name in ("base", "link"):
            safe = element.name == "base" and not element.body.start_tags(_has_relative_address)
            safe = safe and element.body.syntax is Syntax.HTML
            message = f"<{element.name}> acts on the whole page"
            yield self._removable(element, message, Safety.SAFE if safe else Safety.UNSAFE)
        elif element.name in _FORM_CONTROLS:
            message = f"<{element.name}>: a form control in an article"
            yield self.finding(
                message, element.start, element.tag_end, _without_control(element), severity=Severity.WARNING
            )
        elif element.name == "applet" or self._dead.find(element) is None:
            yield self.finding(f"<{element.name}> needs a plug-in or runs code", element.start, element.tag_end)

    def _in_code(self, element: Element) -> Finding:
        fix = None
        source = (element.get("src") or "").strip()
        content = element.markup.raw_content
        if element.partner >= 0 and element.body.markups[element.partner].kind is Kind.END:
            shown = element.source
            written = shown.replace("&", "&amp;").replace("<", "&lt;")
            changes = [Change(Aspect.TEXT, "", shown)]
            changes += [Change(Aspect.SCRIPT, source), *_script_changes(content)]
            fix = Fix(Edit(element.start, element.end, written), Safety.UNSAFE, changes)
        message = "a script in code runs, and does not show: write its < as &lt;"
        return self.finding(message, element.start, element.tag_end, fix)

    def _removable(self, element: Element, message: str, safety: Safety | None) -> Finding:
        fix = None
        if safety is not None and element.void:
            changes = [Change(Aspect.LINK, (element.get("href") or "").strip())]
            fix = Fix(Edit(*element.body.removal(element.start, element.end)), safety, changes)
        return self.finding(message, element.start, element.tag_end, fix)

    def _script(self, element: Element) -> Finding:
        source = (element.get("src") or "").strip()
        content = element.markup.raw_content
        host = _host(source)
        if "ld+json" in (element.get("type") or "").lower():
            return self.finding("structured data in the body", element.start, element.tag_end, severity=Severity.INFO)
        if any(one in self._content for one in host):
            return self.finding(
                f"the script of {host[0]} is content: keep a link or a copy of what it shows",
                element.start,
                element.tag_end,
            )
        known = next((self._hosts[one] for one in host if one in self._hosts), None)
        if known is None and not source:
            known = next((entry for call, entry in self._calls.items() if call in content), None)
        where = (source or content).lower()
        if known is None and (word := next((one for one in self._words if one in where), None)) is not None:
            message = f"the script of {self._words[word].why} is content: keep a copy of what it shows"
            return self.finding(message, element.start, element.tag_end)
        if element.partner < 0:
            return self.finding("a script without an end", element.start, element.tag_end)
        safety = Safety.SAFE if known is not None or (not source and not content.strip()) else Safety.UNSAFE
        changes = [Change(Aspect.SCRIPT, source), *_script_changes(content)]
        fix = None
        if "{%" not in content and "<%" not in content:  # Else a condition of the template may end elsewhere.
            fix = Fix(Edit(*element.body.removal(element.start, element.end)), safety, changes)
        message = f"a script: {known.why}" if known is not None else "a script"
        return self.finding(message, element.start, element.tag_end, fix)


def _host(address: str) -> list[str]:
    """Return the host of *address* and the domains above it."""
    rest = address.partition("//")[2].partition("/")[0].partition("?")[0].lower()
    labels = rest.rpartition("@")[2].partition(":")[0].split(".")
    return [".".join(labels[place:]) for place in range(len(labels) - 1)]


def _shows_code(tag: Markup) -> bool:
    return tag.name in ("pre", "code", "samp", "kbd", "listing")


def _is_drawing(tag: Markup) -> bool:
    return tag.name in ("svg", "math")


def _is_in_page_head(element: Element) -> bool:
    """Return whether the element stands in the head of a page, and the page is all that the file holds."""
    body = element.body
    if body.syntax is not Syntax.HTML or body.text[: body.start].strip("\ufeff" + WHITESPACE):
        return False
    head = body.parent[element.index]
    page = body.parent[head] if head >= 0 and body.markups[head].name == "head" else -1
    return page >= 0 and body.markups[page].name == "html"


def _has_relative_address(tag: Markup) -> bool:
    """Return whether the tag has an address that means something else under another base."""
    if tag.name == "base":
        return False
    for attribute in tag.attributes:
        if attribute.name in ADDRESS_ATTRIBUTES or "src" in attribute.name:
            address = attribute.text.strip()
            if address and address[0] != "#" and not scheme(address):
                return True
    return False


def _is_more_than_text(tag: Markup) -> bool:
    return tag.name not in ("option", "optgroup", "span", "b", "i", "em", "strong", "small")


def _stands_beside_block(element: Element) -> bool:
    """Return whether a block, or an end of the body, stands right before the element or right after it."""
    return _is_edge(element, element.index, -1) or _is_edge(element, element.partner, 1)


def _is_edge(element: Element, tag: int, step: int) -> bool:
    """Return whether nothing but white space parts markup *tag* from a block before it (-1) or after it (1)."""
    body = element.body
    if body.pieces[2 * tag + 1 + step].strip(WHITESPACE):
        return False
    index = tag + step
    if not 0 <= index < len(body.markups):
        return True
    markup = body.markups[index]
    start = index if markup.kind is Kind.START else body.partner[index]
    return is_block(markup) and start >= 0 and start != element.index


def _script_changes(content: str) -> list[Change]:
    """Return the declaration that a script's *content* goes; in a line of Markdown its ``<`` are text."""
    from html import escape

    content = content.strip()
    changes = [Change(Aspect.SCRIPT, text) for text in dict.fromkeys((content, escape(content, quote=False)))]
    return [*changes, Change(Aspect.TEMPLATE, content)] if "{{" in content or "&#" in content else changes


def _without_control(element: Element) -> Fix | None:
    """Return the fix that takes a form or a form control out, if it shows nothing but text."""
    body = element.body
    if element.name == "input":
        if (element.get("type") or "").strip().lower() in ("image", "checkbox", "radio"):
            return None
        return Fix(Edit(*body.removal(element.start, element.end)), Safety.UNSAFE)
    if element.partner < 0:
        return None
    if element.name == "form":
        start, end = element.index, element.partner
        bounded = _is_edge(element, start, -1) or _is_edge(element, start, 1)
        if not bounded or not (_is_edge(element, end, -1) or _is_edge(element, end, 1)):
            return None  # Its tags part lines of text.
        edits = [
            Edit(*body.removal(element.start, element.tag_end)),
            Edit(*body.removal(element.content_end, element.end)),
        ]
        return Fix(edits, Safety.UNSAFE)
    if element.holds_one(_is_more_than_text):
        return None
    text = element.text
    if (element.name != "button" or text.strip(WHITESPACE)) and not _stands_beside_block(element):
        return None  # It parts what stands before it from what comes after it, or is a word between them.
    changes = [Change(Aspect.TEXT, text), Change(Aspect.EMPHASIS, text)] if text.strip(WHITESPACE) else []
    return Fix(Edit(*body.removal(element.start, element.end)), Safety.UNSAFE, changes)
