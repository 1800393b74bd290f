from __future__ import annotations

from newslint.document.html import Kind, split
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Severity
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._addresses import runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element
    from newslint.document.html import Attribute, Markup

_ANIMATIONS = frozenset(("animate", "set", "animatetransform", "animatemotion", "animatecolor", "discard"))
_SCRIPTS = frozenset(("script", "handler", "listener"))
_VALUES = ("to", "from", "by", "values")


class ForeignContent(ElementRule):
    """What can run in a drawing, a formula or a frame's own document.

    ## What it finds
    In SVG: `<script>`, `<handler>` and `<listener>`, and animations (`<animate>`, `<set>` …) that give an
    attribute an address that runs code, or give an event handler a value. In MathML: `<maction>` that writes into the
    status line. On frames: `srcdoc` with scripts, event handlers or addresses that run code.

    ## Why it matters
    Drawings and formulas are part of the page, and so is a `srcdoc`: what runs in them runs with all rights on the site
    that shows the article. Many sanitizers look for scripts in HTML alone.

    ## Fix safety
    Safe, and no more goes than can run: a drawing or a formula stays with all its shapes, and with animations of
    other kinds. A `srcdoc` stays as well; the frame gets an empty `sandbox`, in which nothing runs.
    """

    code = "SEC004"
    name = "foreign-content"
    severity = Severity.ERROR
    stage = Stage.REMOVAL
    in_guarded_regions = True
    tags = _ANIMATIONS | _SCRIPTS | {"maction", "iframe"}

    GOOD = (
        Good('<svg viewBox="0 0 9 9"><path d="M0 0h9"/><animate attributeName="x" to="9"/></svg>', note="it moves"),
        Good('<svg><a href="/a"><animate attributeName="href" values="/b;/c"/></a></svg>', note="addresses"),
        Good("<svg><style>.a{fill:red}</style><text>javascript:x</text></svg>", note="a drawing"),
        Good('<math><maction actiontype="toggle"><mn>1</mn><mn>2</mn></maction></math>', note="a formula"),
        Good("<script>x()</script>", note="no drawing: another rule's"),
        Good('<iframe src="https://a.example/1" srcdoc="<a href=\'https://a.example/1\'><img src=b></a>"></iframe>'),
        Good('<iframe sandbox srcdoc="<script>x()</script>"></iframe>', note="nothing runs"),
        Good("`<svg><script>x()</script></svg>`\n", path="a.md"),
    )
    BAD = (
        Bad(
            '<svg><a><animate attributeName="href" to="javascript:x"/><text>A</text></a></svg>',
            "<svg><a><text>A</text></a></svg>",
            at='<animate attributeName="href" to="javascript:x"/>',
        ),
        Bad('<svg><a><set attributeName=xlink:href to="&#106;avascript:x"></set></a></svg>', "<svg><a></a></svg>"),
        Bad('<svg><animate attributeName="onclick" values="x"/></svg>', "<svg></svg>", note="an event handler"),
        Bad(
            '<svg><animate values="/a;java\nscript:x" attributeName=href><path/></svg>',
            "<svg><animate attributeName=href><path/></svg>",
        ),
        Bad("<svg><script>x()</script><path/></svg>", "<svg><path/></svg>"),
        Bad('<svg><script href="data:,x"/><path/></svg>', "<svg><script/><path/></svg>", note="closed by its slash"),
        Bad(
            "<svg><foreignObject><p>A<script>x()</script></p></foreignObject></svg>",
            "<svg><foreignObject><p>A</p></foreignObject></svg>",
        ),
        Bad(
            '<math><maction actiontype="statusline#x"><mn>1</mn></maction></math>',
            "<math><maction><mn>1</mn></maction></math>",
        ),
        Bad(
            "<iframe srcdoc='<p>A</p><script>x()</script>'></iframe>",
            "<iframe srcdoc='<p>A</p><script>x()</script>' sandbox></iframe>",
        ),
        Bad(
            '<iframe srcdoc="&lt;img onerror=x&gt;" sandbox="allow-scripts"></iframe>',
            '<iframe srcdoc="&lt;img onerror=x&gt;" sandbox></iframe>',
        ),
        Bad("<svg><path/><script>x(", count=1, note="it has no end"),
        Bad("A <svg><script>x()</script><path/></svg> B\n", "A <svg><path/></svg> B\n", path="a.md"),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        name = element.name
        if name == "iframe":
            yield from self._frame(element)
        elif name in _ANIMATIONS:
            yield from self._animation(element)
        elif name == "maction":
            action = element.markup.by_name.get("actiontype")
            if action is not None and action.text.strip().lower().startswith("statusline"):
                message = "a formula that writes into the status line"
                yield self._attribute(element, [action], message)
        elif element.inside_one(_is_foreign):
            yield from self._script(element)

    def _script(self, element: Element) -> Iterator[Finding]:
        message = f"<{element.name}> in a drawing runs code"
        sources = [a for a in element.markup.attributes if a.name in ("src", "href", "xlink:href") and a.value]
        if element.markup.self_closing:
            # It ends there to a browser, and not to every reader: the tag stays, and does nothing.
            if sources:
                changes = [Change(Aspect.SCRIPT, source.text.strip()) for source in sources]
                yield self._attribute(element, sources, message, changes)
            return
        fix = None
        if element.partner >= 0:
            content = element.body.text[element.tag_end : element.content_end].strip()
            changes = [Change(Aspect.SCRIPT, text) for text in (*(a.text.strip() for a in sources), content) if text]
            fix = Fix(Edit(element.start, element.end), changes=changes)
        yield self.finding(message, element.start, element.tag_end, fix)

    def _animation(self, element: Element) -> Iterator[Finding]:
        tag = element.markup
        target = (tag.get("attributename") or "").strip().lower().rpartition(":")[2]
        bad = [a for a in tag.attributes if a.name in _VALUES and (target.startswith("on") or _runs(a))]
        if not bad:
            return
        message = f"an animation sets {target or 'an attribute'} to what runs code"
        end = element.tag_end if tag.self_closing else element.end if element.empty else 0
        if end:
            yield self.finding(message, element.start, element.tag_end, Fix(Edit(element.start, end)))
        else:
            yield self._attribute(element, bad, message)

    def _attribute(
        self, element: Element, bad: list[Attribute], message: str, changes: list[Change] | None = None
    ) -> Finding:
        edits = [attribute_removal(element.markup, attribute).moved(element.start) for attribute in bad]
        return self.finding(
            message, element.start + bad[0].start, element.start + bad[0].end, Fix(edits, changes=changes or ())
        )

    def _frame(self, element: Element) -> Iterator[Finding]:
        tag = element.markup
        document = tag.by_name.get("srcdoc")
        if document is None or not document.value:
            return
        sandbox = tag.by_name.get("sandbox")
        if (sandbox is not None and "allow-scripts" not in sandbox.text.lower()) or not _document_runs(document.text):
            return
        start = element.start
        if sandbox is not None:
            edit = Edit(sandbox.start, sandbox.end, "sandbox")
        else:
            after = tag.text[document.end] not in "\t\n\f\r />"
            edit = Edit(document.end, document.end, " sandbox" + " " * after)
        message = "the document in srcdoc runs code"
        yield self.finding(message, start + document.start, start + document.end, Fix(edit.moved(start)))


def _is_foreign(tag: Markup) -> bool:
    return tag.name in ("svg", "math")


def _runs(attribute: Attribute) -> bool:
    text = attribute.text
    return any(map(runs, (text, *text.split(";"))))


def _document_runs(text: str) -> bool:
    """Return whether the HTML *text* of a ``srcdoc`` has something in it that can run."""
    from newslint.document.html import Markup

    from ._addresses import why_unsafe
    from .event_handler import is_handler

    for piece in split(text)[1::2]:
        markup = Markup(piece)
        if markup.kind is not Kind.START:
            continue
        if markup.name in ("script", "iframe", "frame", "object", "embed", "applet", "base"):
            return True
        if any(is_handler(attribute) or why_unsafe(markup, attribute) for attribute in markup.attributes):
            return True
        if markup.name in _ANIMATIONS or markup.name in _SCRIPTS:
            return True
        if markup.name == "meta" and "http-equiv" in markup.by_name:
            return True
    return False
