"""Entries of the table: template syntax that begins with ``opens`` and ends in ``closes`` on the same line.

``native`` lists the targets that run it, ``upper = true`` asks for capital letters alone between the two.
"""

from __future__ import annotations

from bisect import bisect_right

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_GUARD = late_pattern(
    r"(?P<open>\{|&#(?:123|[xX]7[bB]);)(?P<first>%|&#(?:37|[xX]25);)[ \t]*+(?P<name>raw|endraw)[ \t]*+"
    r"(?P<last>%|&#(?:37|[xX]25);)(?P<close>\}|&#(?:125|[xX]7[dD]);)"
)
# The targets that know {% raw %}; without a target nobody knows better.
_KNOW_RAW = ("none", "hexo", "jekyll", "eleventy")
_HUGO, _LIQUID_VALUE = "a shortcode of Hugo's", "a value that Liquid fills in"
# What the one program runs and others do not: how it begins and ends, what it is, the targets that print it or fail.
_FOREIGN = (
    ("{{<", ">}}", _HUGO, ("hexo", "jekyll", "eleventy", "astro", "pelican", "zola")),
    ("{{%", "%}}", _HUGO, ("hexo", "jekyll", "eleventy", "astro", "pelican", "zola")),
    ("{{ site.", "}}", _LIQUID_VALUE, ("hugo", "astro", "pelican", "zola")),
    ("{{site.", "}}", _LIQUID_VALUE, ("hugo", "astro", "pelican", "zola")),
    ("{{ page.", "}}", _LIQUID_VALUE, ("hugo", "astro", "pelican")),
    ("{% ", "%}", "a tag of Liquid or Nunjucks", ("hugo", "astro")),
)
_CODE = frozenset(("pre", "code", "textarea", "kbd", "samp", "tt", "xmp", "listing"))
_CONTAINERS = frozenset(("div", "section", "article", "main", "body"))
_LONGEST = 200
_UPPER = late_pattern(r"[A-Z][A-Z0-9_:]*+")


class TemplateResidue(DocumentRule):
    r"""Template syntax that came out broken, or that no program here understands.

    ## What it finds
    - `{% raw %}` or `{% endraw %}` of which a brace or a percent sign was turned into a character reference
      (`&#123;% raw %}`): the guard does not work, and its words are printed.
    - Tags of other template languages, known by a table: `<%= … %>` everywhere, Hugo's `{{< … >}}` under the other
      targets, Liquid's `{{ site.… }}` and `{% … %}` under those that do not run them.

    ## Why it matters
    Readers see the tag, or the build stops at the half of a guard whose other half is broken.

    ## Fix safety
    Safe for a guard whose two halves are there and stand by themselves, each on a line or between blocks, under a
    target that knows `raw` or without a target. All else is reported. References to braces in the text itself
    are right: they keep Hexo and Jekyll from taking a brace for a template, and stay, as all code does.
    """

    code = "BOI013"
    name = "template-residue"
    stage = Stage.ENCODING
    minds_markdown = True
    uses_knowledge = True
    in_guarded_regions = True
    literals = ("raw %", "raw&", "raw%", "<%=", "{%", "{{", "*|")

    GOOD = (
        Good("<p>Braces: &#123;&#123; x &#125;&#125; and &#123;% if %&#125;</p>", note="escapes in the text are right"),
        Good("{% raw %}<p>A {{ x }}</p>{% endraw %}", note="a guard that works"),
        Good("<pre>&#123;% raw %}\n&#123;% endraw %}</pre>", note="code"),
        Good("`{% raw %}` and `<%= x %>`\n\n    <%= y %>\n", path="a.md", note="code"),
        Good("<p>{{ site.baseurl }} {% include a.html %}</p>", target="jekyll", note="the target's own"),
        Good("<p>{% post_link a %} {{ x }}</p>", target="hexo", note="the target's own"),
        Good('<p>{{< figure src="a.jpg" >}}</p>', target="hugo", note="the target's own"),
        Good('<p>{{ site.title }} {{< figure src="a.jpg" >}}</p>', note="no target: anybody's guess"),
        Good("<p>a <5% of b, c %> d\n<% e</p>", note="numbers"),
        Good("<p>A *|b|* c</p>", note="not in capitals"),
    )
    BAD = (
        Bad(
            "&#123;% raw %}\n<p>A {{ x }}</p>\n&#123;% endraw %}\n",
            "{% raw %}\n<p>A {{ x }}</p>\n{% endraw %}\n",
            at="&#123;% raw %}",
            count=2,
        ),
        Bad(
            "&#123;% raw %}<div><p>A</p></div>{% endraw %}",
            "{% raw %}<div><p>A</p></div>{% endraw %}",
            target="hexo",
            note="one half is broken",
        ),
        Bad(
            "A\n\n{&#37; raw %}\n\nB {{ x }}\n\n{% endraw %}\n",
            "A\n\n{% raw %}\n\nB {{ x }}\n\n{% endraw %}\n",
            path="a.md",
        ),
        Bad("<p>Write &#123;% raw %} and &#123;% endraw %} round it.</p>", count=2, note="perhaps a text about it"),
        Bad("<p>A</p>\n&#123;% raw %}\n<p>B</p>", note="the other half is not there"),
        Bad("&#123;% raw %}\n<p>A</p>\n{% endraw %}\n", target="hugo", count=2, note="the target knows no raw"),
        Bad("<p>Dear <%= user.name %>,</p>", at="<%= user.name %>"),
        Bad("<p>Dear *|FNAME|*,</p>", at="*|FNAME|*"),
        Bad('<p>{{< figure src="a.jpg" >}}</p>', target="jekyll"),
        Bad('<p><a href="{{ site.baseurl }}/b">B</a> {% include a.html %}</p>', target="hugo", count=2),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        body = document.body
        if "raw" in document.text:
            yield from self._guards(body, document.target)
        target = document.target
        for opens, closes, what, targets in _FOREIGN:
            if target in targets:
                yield from self._tags(body, opens, closes, what)
        for entry in self.knowledge:
            if target not in entry.get("native", ()):
                inside = _UPPER if entry.get("upper", False) else None
                yield from self._tags(body, str(entry["opens"]), str(entry["closes"]), entry.why, inside)

    def _tags(
        self, body: Body, opens: str, closes: str, what: str, inside: re.Pattern[str] | None = None
    ) -> Iterator[Finding]:
        text = body.text
        end = body.start
        while (start := text.find(opens, end, body.end)) >= 0:
            end = start + len(opens)
            stop = text.find(closes, end, min(end + _LONGEST, body.end))
            if stop < 0 or "\n" in text[start:stop] or (inside and not inside.fullmatch(text, end, stop)):
                continue
            end = stop + len(closes)
            if not _is_code(body, start) and not _GUARD.match(text, start):
                yield self.finding(f"template syntax that nothing replaces: {what}", start, end)

    def _guards(self, body: Body, target: str) -> Iterator[Finding]:
        guards = [
            match for match in _GUARD.finditer(body.text, body.start, body.end) if not _is_code(body, match.start())
        ]
        for index, match in enumerate(guards):
            broken = not _is_whole(match)
            if target not in _KNOW_RAW:
                yield self.finding(f"{_repaired(match)} means nothing to {target}", *match.span())
                continue
            if not broken:
                continue
            other = index + 1 if match["name"] == "raw" else index - 1
            fix = None
            if 0 <= other < len(guards) and guards[other]["name"] != match["name"]:
                pair = (match, guards[other])
                if all(_stands_alone(body, half) for half in pair):
                    fix = _fix(pair)
            yield self.finding(f"a reference breaks {_repaired(match)}, so that it is printed", *match.span(), fix)


def _fix(pair: tuple[re.Match[str], re.Match[str]]) -> Fix:
    edits, changes = [], []
    for match in pair:
        if not _is_whole(match):
            edits.append(Edit(match.start(), match.end(), _repaired(match)))
            changes.append(Change(Aspect.TEMPLATE, match.group(), _repaired(match)))
    return Fix(edits, changes=changes)


def _is_whole(match: re.Match[str]) -> bool:
    return "&" not in match.group()


def _repaired(match: re.Match[str]) -> str:
    return f"{{% {match['name']} %}}"


def _piece(body: Body, offset: int) -> int:
    return bisect_right(body.offsets, offset) - 1


def _around(body: Body, piece: int) -> int:
    """Return the index of the start tag of the element around a text piece, or -1."""
    following = piece // 2
    if following >= len(body.markups):
        return -1
    partner = body.partner[following]
    return partner if 0 <= partner < following else body.parent[following]


def _is_code(body: Body, offset: int) -> bool:
    place = bisect_right(body.code, (offset, body.end)) - 1
    if place >= 0 and offset < body.code[place][1]:
        return True
    piece = _piece(body, offset)
    if piece % 2:
        return body.markups[piece // 2].name in ("script", "style") or body.nearest(piece // 2, _shows_code) >= 0
    around = _around(body, piece)
    return around >= 0 and (_shows_code(body.markups[around]) or body.nearest(around, _shows_code) >= 0)


def _shows_code(tag: Markup) -> bool:
    return tag.name in _CODE


def _stands_alone(body: Body, match: re.Match[str]) -> bool:
    """Return whether *match* is alone on its line, or between blocks, and not in a paragraph."""
    text, (start, end) = body.text, match.span()
    piece = _piece(body, start)
    if piece % 2 or end > body.offsets[piece + 1]:
        return False
    around = _around(body, piece)
    if around >= 0 and body.markups[around].name not in _CONTAINERS:
        return False
    first, last = body.offsets[piece], body.offsets[piece + 1]
    line_start = max(text.rfind("\n", first, start) + 1, first)
    line_end = text.find("\n", end, last)
    return not text[line_start:start].strip() and not text[end : last if line_end < 0 else line_end].strip()
