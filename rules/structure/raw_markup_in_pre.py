from __future__ import annotations

from newslint.document.html import Kind
from newslint.document.regions import Regions, template_regions
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._lines import settled
from ._names import HTML

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_LINE_BREAKS = ("<br>", "<br/>")


class RawMarkupInPre(ElementRule):
    """Code that a browser takes for tags.

    ## What it finds
    Inside `<pre>` and `<code>`, tags of elements that HTML does not have: `<groupId>x</groupId>`, `List<String>`,
    `#include <stdio.h>`. Also `<?php`, which a browser takes for the beginning of a comment.

    ## Why it matters
    Browsers do not show them: the reader sees `List` and nothing behind it. Many cleaners take them away for good.

    ## Fix safety
    Safe: the signs `<` and `>` become `&lt;` and `&gt;`, and the code is there as it was written. Real markup stays,
    such as `<b>` and the `<span>` of a highlighter, and so does what a table knows as a plug-in's. Unsafe for names
    with a hyphen, which a page can define as elements of its own, and for `<?`. Only reported where an
    end tag closes many lines without standing on a line of its own: programs that rewrite HTML add such tags, and it
    would show. And only reported where all attributes of such a tag have empty values: so programs
    write down what was `<your name here>`, or an address.
    """

    code = "STR011"
    name = "raw-markup-in-pre"
    stage = Stage.REPAIR
    tags = frozenset(("pre", "code"))
    in_guarded_regions = True
    uses_knowledge = True

    GOOD = (
        Good("<pre><b>a</b> <span class=hljs-tag>b</span></pre>", note="real markup"),
        Good("<pre>&lt;groupId&gt;x&lt;/groupId&gt;</pre>", note="as it should be"),
        Good("<pre>if a < b and c > d</pre>", note="no tag"),
        Good("<p>List<String></p>", note="not code"),
        Good("<pre><svg><linearGradient></linearGradient></svg></pre>", note="a drawing"),
        Good("<pre>{{<youtube id>}}</pre>", note="a template's"),
        Good("`List<String>`\n\n```\n<groupId>x</groupId>\n```\n", path="a.md", note="Markdown shows it"),
        Good("<pre><!-- x --></pre>", note="a comment"),
        Good("<pre>List<String>", note="not closed"),
    )
    BAD = (
        Bad(
            "<pre><groupId>x</groupId></pre>",
            "<pre>&lt;groupId&gt;x&lt;/groupId&gt;</pre>",
            at="<groupId>",
        ),
        Bad(
            "<pre><code>List<String> a;\n<b>b</b></code></pre>",
            "<pre><code>List&lt;String&gt; a;\n<b>b</b></code></pre>",
            note="the case stays, and so does real markup",
        ),
        Bad("<p><code>Map<K, V></code></p>", "<p><code>Map&lt;K, V&gt;</code></p>"),
        Bad('<pre><bean id="a" src="b.xml"/></pre>', '<pre>&lt;bean id="a" src="b.xml"/&gt;</pre>'),
        Bad("<pre>i<n;i++)<br />a</pre>", "<pre>i&lt;n;i++)<br />a</pre>", note="a tag in what looks like one"),
        Bad("<pre>a<b;<i>c</pre>", "<pre>a&lt;b;&lt;i&gt;c</pre>", note="nothing else in it becomes a tag"),
        Bad("<pre><a-b>x</a-b></pre>", unsafe="<pre>&lt;a-b&gt;x&lt;/a-b&gt;</pre>", note="a page may know it"),
        Bad("<pre><?php echo 1; ?></pre>", unsafe="<pre>&lt;?php echo 1; ?></pre>"),
        Bad("<pre>#include <iostream>\nint a;</iostream></pre>", note="the end tag is none of the code"),
        Bad('<pre>B. Li <http: b.example="" li=""> 2002</http:></pre>', note="an address, as a browser wrote it down"),
        Bad(
            "<pre><build>\n <plugins>\n </plugins></build></pre>",
            "<pre>&lt;build&gt;\n &lt;plugins&gt;\n &lt;/plugins&gt;&lt;/build&gt;</pre>",
            note="these end tags stand on a line of their own",
        ),
        Bad(
            "<pre>\n<a-b>\n <x>y</x>\n <z>1</z>\n</pre><p>A</p>",
            unsafe="<pre>\n&lt;a-b&gt;\n &lt;x&gt;y&lt;/x&gt;\n &lt;z&gt;1&lt;/z&gt;\n</pre><p>A</p>",
        ),
        Bad("A <code>List<String></code>\n", "A <code>List&lt;String&gt;</code>\n", path="a.md"),
        Bad("<pre>\nList<String>\n</pre>\n", "<pre>\nList&lt;String&gt;\n</pre>\n", path="a.md"),
    )

    def prepare(self) -> None:
        self._markup = HTML | self.knowledge.index("element").keys()
        self._prefixes = frozenset(self.knowledge.index("prefix"))

    def check(self, element: Element) -> Iterator[Finding]:
        body = element.body
        last = body.partner[element.index]  # It may be unsound, because of the very tags that are looked for.
        if last < 0 or element.inside_one(_is_code):
            return
        found = [index for index in range(element.index + 1, last) if self._is_raw(body.markups[index])]
        if found:
            found = _outside_drawings_and_templates(body, found, element.start, body.offsets[2 * last + 1])
        if not found:
            return
        start = body.offsets[2 * found[0] + 1]
        end = start + len(body.markups[found[0]].text)
        fix = None
        if settled(body) and _written_by_the_author(body, found, element.index):
            unsure = any(_means_unsure(body.markups[index]) for index in found)
            changes = [change for index in found for change in _changes(body.markups[index])]
            edits = [_escaped(body, index) for index in found]
            fix = Fix(edits, Safety.UNSAFE if unsure else Safety.SAFE, changes)
        yield self.finding("a browser takes this code for a tag, and does not show it", start, end, fix)

    def _is_raw(self, markup: Markup) -> bool:
        name = markup.name
        if not name:
            return markup.kind is Kind.BOGUS_COMMENT and markup.text.startswith(("<?php", "<?xml ", "<?=", "<? "))
        if name in self._markup:
            return False
        return ":" not in name or name.partition(":")[0] not in self._prefixes


def _is_code(tag: Markup) -> bool:
    return tag.name in ("pre", "code")


def _is_foreign(tag: Markup) -> bool:
    return tag.name in ("svg", "math")


def _means_unsure(markup: Markup) -> bool:
    return not markup.name or "-" in markup.name


def _outside_drawings_and_templates(body: Body, found: list[int], start: int, end: int) -> list[int]:
    if body.start_tags(_is_foreign):
        found = [index for index in found if body.nearest(index, _is_foreign) < 0]
    templates = Regions(template_regions(body.text, start, end))
    return [index for index in found if not templates.covers(body.offsets[2 * index + 1])] if templates else found


def _written_by_the_author(body: Body, found: list[int], start: int) -> bool:
    """Return whether no tag among those *found* looks like one that a program has written.

    A program writes the words after a name as attributes with empty values: ``<your name here>`` becomes
    ``<your name="" here="">``. An end tag that closes what began on another line stands at the beginning
    of a line, perhaps after other end tags.
    """
    lines: dict[int, int] = {}
    line = 0
    begins_line = True
    wanted = set(found)
    for index in range(start + 1, found[-1] + 1):
        before = body.pieces[2 * index]
        line += before.count("\n")
        markup = body.markups[index]
        if "\n" in before:
            begins_line = not before.rpartition("\n")[2].strip()
        elif before.strip() or markup.name == "br":
            begins_line = markup.name == "br"
        line += markup.name == "br"
        if index not in wanted:
            continue
        lines[index] = line
        if markup.attributes and markup.text.count('=""') == len(markup.attributes):
            return False
        if markup.kind is Kind.END:
            if not begins_line and lines.get(body.partner[index]) != line:
                return False
        else:
            begins_line = False
    return True


def _raw_part(markup: Markup) -> str:
    """Return what of *markup* is code: all of it, but for a line break that it runs into.

    Nothing else that could be a tag is set free: it may be a script.
    """
    text = markup.text
    if not markup.name:
        return "<"
    other = text.find("<", 1)
    return text[:other] if other > 0 and text[other:].lower().replace(" ", "") in _LINE_BREAKS else text


def _escaped(body: Body, index: int) -> Edit:
    start = body.offsets[2 * index + 1]
    raw = _raw_part(body.markups[index])
    return Edit(start, start + len(raw), raw.replace("<", "&lt;").replace(">", "&gt;"))


def _changes(markup: Markup) -> Iterator[Change]:
    """Declare that the tag is now text, and no longer carries what its attributes say."""
    from html import unescape

    if not markup.name:
        yield Change(Aspect.COMMENT, markup.text[1:].removesuffix(">").strip())
        yield Change(Aspect.TEXT, "", markup.text)
        return
    yield Change(Aspect.TEXT, "", unescape(_raw_part(markup)))
    for attribute in markup.attributes:
        name = attribute.name
        if name in ("id", "name"):
            yield Change(Aspect.ANCHOR, attribute.text.strip())
        elif "src" in name or name in ("alt", "poster") or name.startswith("data-"):
            yield Change(Aspect.MEDIA, attribute.text.strip())
