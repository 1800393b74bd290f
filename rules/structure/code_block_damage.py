from __future__ import annotations

from newslint.document.body import Syntax
from newslint.linting.finding import Edit, Finding, Fix
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Element


class CodeBlockDamage(ElementRule):
    """Line breaks of code as markup.

    ## What it finds
    `<br>` inside `<pre>`, which editors write in place of the ends of lines.

    ## Why it matters
    Highlighters, and readers who copy the code, take the text: all of it is one line then.

    ## Fix safety
    Safe: in `<pre>` the end of a line looks the same. A `<br>` directly after the start tag stays, because a
    line end is ignored there; so do all of them in Markdown if an empty line would come of it, which ends the block.
    """

    code = "STR006"
    name = "code-block-damage"
    stage = Stage.STRUCTURE
    tags = frozenset(("pre",))
    in_guarded_regions = True

    GOOD = (
        Good("<pre>a\nb</pre><p>a<br>b</p>"),
        Good("<pre><br>a</pre>", note="the first line end would be ignored"),
        Good("<pre>&lt;br&gt;</pre>", note="shown, not meant"),
    )
    BAD = (
        Bad("<pre>a<br>b<br/>c</pre>", "<pre>a\nb\nc</pre>", at="<br>"),
        Bad("<pre><code>a<br>\nb</code></pre>", "<pre><code>a\n\nb</code></pre>"),
        Bad("<pre>a<br>\nb</pre>\n", path="a.md", note="an empty line"),
    )

    def check(self, element: Element) -> Iterator[Finding]:
        if element.partner < 0:
            return
        breaks = [inner for inner in element.descendants("br") if inner.start > element.tag_end]
        if not breaks:
            return
        text = element.body.text
        edits = [Edit(inner.start, inner.end, "\n") for inner in breaks]
        fix: Fix | None = Fix(edits)
        if element.body.syntax is Syntax.MARKDOWN or element.body.read_as_markdown:
            blank = any(
                text[inner.end : inner.end + 1] in "\r\n" or text[inner.start - 1] in "\r\n>" for inner in breaks
            )
            fix = None if blank else fix
        yield self.finding("line breaks of code as markup", breaks[0].start, breaks[0].end, fix)
