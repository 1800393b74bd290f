from __future__ import annotations

from newslint.linting.finding import Edit, Fix
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

from ._tags import is_markup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup
    from newslint.linting.finding import Finding


class AttributeQuotes(TagRule):
    """Attribute values that are not in double quotes.

    ## What it finds
    Values without quotes, and values in single quotes that hold no double quote.

    ## Why it matters
    An unquoted value ends at the next space; the first edit that adds one cuts it off.

    ## Fix safety
    Safe: the value stays the same. A value with double quotes in it stays in single ones, and one
    that a template tag cuts through is left alone. So is what only looks like a tag: an element that HTML does not
    have, or a comparison (`i<n && a!=b`).
    """

    code = "LAY009"
    name = "attribute-quotes"
    stage = Stage.LAYOUT
    only_irregular = True

    GOOD = (
        Good('<a href="b">A</a>\n'),
        Good("<a title='say \"b\"'>A</a>\n", note="double quotes inside"),
        Good("<input disabled>\n", note="no value"),
        Good('<a href="{{ url }}">A</a>\n', note="a template"),
        Good("<p>for (i=0;i<n && a!=b;i++)<br>{<br>}</p>\n", note="a comparison: <n && a!=b;i++)<br> is read as a tag"),
        Good("<p>for (i=0;i<b && a!=c;i++)<br>{<br>}</p>\n", note="even where the name is an element's"),
        Good("<p>copy <source-file=a> to <target=b></p>\n", note="places to fill in"),
    )
    BAD = (
        Bad("<a href=b>A</a>\n", '<a href="b">A</a>\n', at="b"),
        Bad("<a href='b' title='c&amp;d'>A</a>\n", '<a href="b" title="c&amp;d">A</a>\n', at="'b'", count=2),
        Bad("<a href=>A</a>\n", '<a href="">A</a>\n'),
        Bad('<a title=a"b>A</a>\n', "<a title='a\"b'>A</a>\n"),
        Bad(
            "<a href=http://a.example/b/>A</a>\n",
            '<a href="http://a.example/b/">A</a>\n',
            note="the slash is the value's",
        ),
    )

    def check(self, tag: Markup) -> Iterator[Finding]:
        if not is_markup(tag):
            return
        for attribute in tag.attributes:
            value = attribute.value
            if value is None or attribute.quote == '"':
                continue
            quote = "'" if '"' in value else '"'
            if attribute.quote == quote or (quote == "'" and "'" in value):
                continue
            inset = len(attribute.quote)
            start, end = attribute.value_start - inset, attribute.value_end + inset
            yield self.finding(
                f"the value of {attribute.name} is not in double quotes",
                start,
                end,
                Fix(Edit(start, end, quote + value + quote)),
            )
