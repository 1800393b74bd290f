from __future__ import annotations

from newslint.document.body import Syntax
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety, Severity
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Markup

_CODE_TYPES = frozenset(
    (
        "",
        "text/javascript",
        "application/javascript",
        "application/x-javascript",
        "text/ecmascript",
        "module",
        "application/ecmascript",
        "text/jscript",
        "text/vbscript",
        "text/livescript",
        "javascript",
    )
)
_FORM_CONTROLS = frozenset(("form", "input", "button", "select", "textarea"))


class ActiveElement(ElementRule):
    """Elements that run code, or act on the whole page.

    ## What it finds
    Scripts, plug-ins (`<object>`, `<embed>`, `<applet>`), `<base>`, `<link>`, `<meta>`, and form controls.

    ## Why it matters
    A script in an article runs with all rights on the site that shows it. `<base>` bends all its links, a `<meta>`
    refresh takes the reader elsewhere.

    ## Fix safety
    Safe: scripts of trackers, advertisements and widgets that a table knows by the host of their `src` or by
    what they call, and `<meta>` elements that refresh, name the encoding or the program that made the page. Unsafe:
    unknown
    scripts, `<base>`, `<link>`. A script that is the content itself (a gist, a pen, a slide deck, mathematics,
    structured
    data), a plug-in and a form control are only reported.
    """

    code = "SEC001"
    name = "active-element"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    tags = frozenset(("script", "object", "embed", "applet", "base", "link", "meta")) | _FORM_CONTROLS
    uses_knowledge = True

    GOOD = (
        Good('<script type="math/tex">x^2</script>', note="mathematics"),
        Good("<pre><script>x()</script></pre>", note="code"),
        Good("`<script>`\n", path="a.md"),
        Good("<p>script</p>"),
        Good('<ul class="task-list"><li><input type="checkbox" disabled checked> A</li></ul>', note="a list of tasks"),
        Good('<p itemscope><meta itemprop="position" content="1">A</p>', note="microdata"),
        Good('<link itemprop="url" href="https://a.example">', note="microdata"),
    )
    BAD = (
        Bad("<script>x()</script><p>A</p>", unsafe="<p>A</p>", at="<script>"),
        Bad('<p>A</p>\n<script src="https://www.google-analytics.com/ga.js"></script>\n<p>B</p>', "<p>A</p>\n<p>B</p>"),
        Bad('<script type="application/ld+json">{"a": 1}</script>', note="structured data"),
        Bad('<script src="https://gist.github.com/a/1.js"></script>', note="the content itself"),
        Bad('<base href="https://a.example/"><p>A</p>', unsafe="<p>A</p>"),
        Bad('<meta charset="utf-8"><p>A</p>', "<p>A</p>"),
        Bad('<meta http-equiv="refresh" content="0;url=https://a.example"><p>A</p>', "<p>A</p>"),
        Bad('A\n\n<meta charset="utf-8">\n', unsafe="A\n\n", path="a.md", note="it may be an example of code"),
        Bad('<meta name="author" content="B"><p>A</p>', note="it may tell something"),
        Bad('<link rel="stylesheet" href="a.css"><p>A</p>', unsafe="<p>A</p>"),
        Bad('<object data="a.swf"><p>A</p></object>', note="it may be the video"),
        Bad('<form action="/s"><input name="q"></form>', count=2),
        Bad("<p>A</p><script>x(", note="it has no end"),
    )

    def prepare(self) -> None:
        self._hosts = self.knowledge.index("host")
        self._calls = self.knowledge.index("calls")
        self._content = self.knowledge.index("content-host")

    def applies(self, tag: Markup) -> bool:
        if tag.name == "script":
            kind = (tag.get("type") or "").strip().lower()
            return kind in _CODE_TYPES or kind == "application/ld+json"
        if tag.name == "input":
            return not ((tag.get("type") or "").lower() == "checkbox" and "disabled" in tag.by_name)
        return not (tag.name in ("meta", "link") and "itemprop" in tag.by_name)

    def check(self, element: Element) -> Iterator[Finding]:
        if element.name == "script":
            yield self._script(element)
        elif element.name == "meta":
            harmless = "charset" in element.markup.by_name or "http-equiv" in element.markup.by_name
            harmless = harmless or (element.get("name") or "").strip().lower() in (
                "generator",
                "viewport",
                "progid",
                "originator",
            )
            # In Markdown it may be an example that somebody forgot to mark as code.
            safety = Safety.UNSAFE if element.body.syntax is Syntax.MARKDOWN else Safety.SAFE
            yield self._removable(element, "<meta> belongs to the head of a page", safety if harmless else None)
        elif element.name in ("base", "link"):
            yield self._removable(element, f"<{element.name}> acts on the whole page", Safety.UNSAFE)
        elif element.name in _FORM_CONTROLS:
            yield self.finding(
                f"<{element.name}>: a form control in an article",
                element.start,
                element.tag_end,
                severity=Severity.WARNING,
            )
        else:
            yield self.finding(f"<{element.name}> needs a plug-in or runs code", element.start, element.tag_end)

    def _removable(self, element: Element, message: str, safety: Safety | None) -> Finding:
        fix = None
        if safety is not None and element.void:
            changes = [Change(Aspect.LINK, element.get("href") or "")]
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
        if element.partner < 0:
            return self.finding("a script without an end", element.start, element.tag_end)
        safety = Safety.SAFE if known is not None or (not source and not content.strip()) else Safety.UNSAFE
        changes = [Change(Aspect.SCRIPT, source), Change(Aspect.SCRIPT, content.strip())]
        fix = Fix(Edit(*element.body.removal(element.start, element.end)), safety, changes)
        message = f"a script: {known.why}" if known is not None else "a script"
        return self.finding(message, element.start, element.tag_end, fix)


def _host(address: str) -> list[str]:
    """Return the host of *address* and the domains above it."""
    rest = address.partition("//")[2].partition("/")[0].partition("?")[0].lower()
    labels = rest.rpartition("@")[2].partition(":")[0].split(".")
    return [".".join(labels[place:]) for place in range(len(labels) - 1)]
