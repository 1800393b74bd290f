from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document.body import Body, Syntax
from newslint.document.html import Kind, Markup
from newslint.document.tree import Tree
from tests.shared_data import articles


def body(text: str, syntax: Syntax = Syntax.HTML, start: int = 0) -> Body:
    return Body(text, start, len(text), syntax)


def closed(text: str) -> list[str]:
    return [element.source for element in body(text).elements() if element.partner >= 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a</p>", ["<p>a</p>"]),
        ("<p>a<p>b</p>", ["<p>b</p>"]),
        ("<p>a<div>b</div></p>", ["<div>b</div>"]),
        ("<p>a<span><ul></ul></span></p>", ["<ul></ul>"]),
        ("<ul><li>a<li>b</li></ul>", ["<ul><li>a<li>b</li></ul>", "<li>b</li>"]),
        ("<dl><dt>a<dd>b</dl>", ["<dl><dt>a<dd>b</dl>"]),
        ("<table><tr><td>a<td>b</td></table>", ["<table><tr><td>a<td>b</td></table>", "<td>b</td>"]),
        ("<b><i>a</b></i>", []),
        ("<div><b>a</div>", []),
        ("<div><p>a</div>", ["<div><p>a</div>"]),
        ("<table><td></p></td></table>", ["<table><td></p></td></table>", "<td></p></td>"]),
        (
            "<p><button><div>a</div></button></p>",
            ["<p><button><div>a</div></button></p>", "<button><div>a</div></button>", "<div>a</div>"],
        ),
        ("<div/>a</div>", ["<div/>a</div>"]),
        ("<br>a</br>", []),
        ("<style>p{}</style>", ["<style>p{}</style>"]),
        ("</p>a<p>", []),
        ("<P>a</p>", ["<P>a</p>"]),
    ],
)
def test_which_elements_are_closed(text: str, expected: list[str]) -> None:
    assert closed(text) == expected


def test_children_and_ancestors() -> None:
    found = body("<div><p>a<b>c</b></p><hr><p>d</p></div>")
    div = found.element(0)
    assert [child.name for child in div.children()] == ["p", "hr", "p"]
    bold = next(found.elements("b"))
    assert bold.parent is not None
    assert bold.parent.name == "p"
    assert div.text == "acd"


def names_div(tag: Markup) -> bool:
    return tag.name == "div"


def test_nearest_element_around_that_passes_a_test() -> None:
    found = body("<div><p>a<b>c</b></p></div><i>x</i><div id=a><div id=b><u></u></div></div>")

    def nearest(name: str) -> int:
        return found.nearest(next(found.elements(name)).index, names_div)

    assert nearest("b") == nearest("p") == 0
    assert nearest("i") == -1
    assert found.markups[nearest("u")].get("id") == "b"
    assert [found.nearest(index, names_div) for index in found.start_tags(names_div)] == [-1, -1, nearest("u") - 1]
    assert not next(found.elements("i")).inside_one(names_div)


def test_elements_inside_that_pass_a_test() -> None:
    found = body("<section><p>a<div>b</div></section><i>x<div></i>")
    assert [element.holds_one(names_div) for element in found.elements("section", "div", "i")] == [
        True,
        False,
        False,
        False,
    ]


def test_holds_comment() -> None:
    found = body("<p>a</p><!-- b --><div><b><!-- c --></b></div><i></i><?x><u>d<!e></u>")
    assert [one.name for one in found.elements() if one.holds_comment] == ["div", "b", "u"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a</p>", True),
        ("<p> <b> \n</b></p>", False),
        ("<p></p>a", False),
        ("a<p><!-- c --></p>b", False),
        ("<p><b></b> c</p>", True),
    ],
)
def test_has_text(text: str, expected: bool) -> None:
    assert next(body(text).elements("p")).has_text is expected


@pytest.mark.parametrize(("text", "span"), [(" \n<p>a</p> \n", (2, 10)), ("", (0, 0)), (" \n", (2, 2)), ("a", (0, 1))])
def test_content(text: str, span: tuple[int, int]) -> None:
    assert body(text).content == span


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("<p></p>", ["p"]),
        ("<p> \n<!-- a --></p>", ["p"]),
        ("<div><span></span></div>", ["div", "span"]),
        ("<p>&nbsp;</p><p>\u00a0</p><p>\u3000</p>", []),
        ("<p><br></p><p><img src=a></p><p><iframe></iframe></p>", []),
        ("<p></div>", []),
    ],
)
def test_which_elements_are_empty(text: str, empty: list[str]) -> None:
    found = body(text)
    assert [found.markups[index].name for index in found.empty] == empty
    assert [element.name for element in found.elements() if element.empty] == empty


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("a<pre>b<i>c</i></pre>d", ["b<i>c</i>"]),
        ("a<svg><path/></svg>b", ["<svg><path/></svg>"]),
        ('<span class="katex"><b>x</b></span>', ['<span class="katex"><b>x</b></span>']),
        ("<p>{{ a }} and {% b %} and <% c %></p>", ["{{ a }}", "{% b %}", "<% c %>"]),
        ("{% raw %}<p>{{ x }}</p>{% endraw %}", ["{% raw %}<p>{{ x }}</p>{% endraw %}"]),
        ("{%- raw -%}<b></b>{%- endraw -%}<i>", ["{%- raw -%}<b></b>{%- endraw -%}"]),
        ("{% verbatim %}<b></b>{% endverbatim %}<i>", ["{% verbatim %}<b></b>{% endverbatim %}"]),
        ("{% highlight html %}<b></b>{% endhighlight %}<i>", ["{% highlight html %}<b></b>{% endhighlight %}"]),
        ("{% codeblock a 100% %}<b></b>{% endcodeblock %}<i>", ["{% codeblock a 100% %}<b></b>{% endcodeblock %}"]),
        ("{% code %}{{ a }}<b></b>{% endcode %}<i>", ["{% code %}{{ a }}<b></b>{% endcode %}"]),
        ("{% comment %}<b></b>{% endcomment %}<i>", ["{% comment %}<b></b>{% endcomment %}"]),
        ("{{< highlight html >}}<b></b>{{< /highlight >}}<i>", ["{{< highlight html >}}<b></b>{{< /highlight >}}"]),
        ("{{% code %}}<b></b>{{% /code %}}<i>", ["{{% code %}}<b></b>{{% /code %}}"]),
        ("{% a 5 % {b} %} {% c {% d %}", ["{% a 5 % {b} %}", "{% d %}"]),
        ("<% a < 5 % %> <% b <% c %>", ["<% a < 5 % %>", "<% c %>"]),
        ("{% code %}<b></b>{% endcodeblock %}", ["{% code %}", "{% endcodeblock %}"]),
        ("{% codes %}<b></b>{% endcodes %}", ["{% codes %}", "{% endcodes %}"]),
        ("{% blockquote %}<b></b>{% endblockquote %}", ["{% blockquote %}", "{% endblockquote %}"]),
        ('[sourcecode lang="a"]<b></b>[/sourcecode][code]<i>[/code]', ["<b></b>", "<i>"]),
        ("[code]<b></b>[/sourcecode] [sourcecodes]<b>[/sourcecodes]", []),
        ("&#123;&#123; x", ["&#123;", "&#123;"]),
        ("<p>a { b } 5 % c</p>", []),
        ("<pre>a", ["a"]),
    ],
)
def test_guarded_regions(text: str, guarded: list[str]) -> None:
    found = body(text)
    assert [text[start:end] for start, end in found.regions] == guarded


@pytest.mark.parametrize(
    "unit", ["{% a ", "{% code ", "{{< highlight ", "{{ a ", "<% a ", "{% code %}", "[code]", "[code a "]
)
def test_hostile_templates(unit: str) -> None:
    """Each is text that never ends, 80,000 times on one line."""
    text = unit * 80_000
    assert all(end - start <= len(unit) for start, end in body(text).regions)


@pytest.mark.parametrize(
    ("text", "piece", "syntax", "left"),
    [
        ("<p>a</p>\n<i></i>\n<p>b</p>", "<i></i>", Syntax.HTML, "<p>a</p>\n<p>b</p>"),
        ("<p>a</p>\r\n  <i></i>  \r\n<p>b</p>", "<i></i>", Syntax.HTML, "<p>a</p>\r\n<p>b</p>"),
        ("<p>a<i></i>b</p>", "<i></i>", Syntax.HTML, "<p>ab</p>"),
        ("a\n<i></i>\nb", "<i></i>", Syntax.MARKDOWN, "a\n\nb"),
        ("a\n\n<i></i>\n\nb", "<i></i>", Syntax.MARKDOWN, "a\n\n\nb"),
        ("<i></i>", "<i></i>", Syntax.HTML, ""),
        ("<i></i>\nb", "<i></i>", Syntax.MARKDOWN, "b"),
    ],
)
def test_removal(text: str, piece: str, syntax: Syntax, left: str) -> None:
    start = text.index(piece)
    first, last = body(text, syntax).removal(start, start + len(piece))
    assert text[:first] + text[last:] == left


def test_offsets_count_from_the_start_of_the_file() -> None:
    text = "---\ntitle: 甲\n---\n<p>😀</p>"
    found = body(text, start=text.index("<p>"))
    assert text[found.element(0).start : found.element(0).end] == "<p>😀</p>"


HTML = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<ul>",
            "</ul>",
            "<li>",
            "</li>",
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<br>",
            "<span>",
            "</span>",
            "<h2>",
            "</h2>",
            "x",
            " ",
            "<!--c-->",
        ]
    ),
    max_size=16,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(HTML)
def test_spans_nest_and_are_slices(text: str) -> None:
    found = body(text)
    for index, markup in enumerate(found.markups):
        start = found.offsets[2 * index + 1]
        assert text[start : start + len(markup.text)] == markup.text
        partner = found.partner[index]
        if partner >= 0:
            assert found.partner[partner] == index
            assert found.markups[partner].name == markup.name
    spans = [(element.start, element.end) for element in found.elements() if element.partner >= 0]
    for first in spans:
        for second in spans:
            assert (
                first[1] <= second[0]
                or second[1] <= first[0]
                or (
                    (first[0] <= second[0] and second[1] <= first[1])
                    or (second[0] <= first[0] and first[1] <= second[1])
                )
            )


def test_what_formatting_leaves_open_takes_the_next_end_tag() -> None:
    """To a parser ``</div>`` ends the inner one, which ``</b>`` did not end: nobody knows the end of the outer one."""
    found = body("<div><b><div></b></div><p>")
    assert [element.partner for element in found.elements()] == [-1, -1, -1, -1]
    found = body("<div><b>A</b></div><div>B</div>")
    assert all(element.partner > 0 for element in found.elements())


# Where a table holds what does not belong into one, or tags of headings cross, libxml2 builds its own structure.
@settings(max_examples=600, deadline=None)
@given(HTML.filter(lambda text: "t" not in text.replace("</", "<").replace("x", "") and "h2" not in text))
def test_what_a_closed_element_holds_is_what_the_parser_sees(text: str) -> None:
    _same_descendants(body(text))


def _same_descendants(found: Body) -> None:
    tree = Tree(found)
    if not tree.complete:
        return
    for element in found.elements():
        node = tree.element_of(element.index)
        if element.partner < 0 or element.name not in ("ul", "div") or node is None:
            continue
        inside = [index for index in element.inside if found.markups[index].kind is Kind.START]
        seen = [tree.index_of(one) for one in node.iterdescendants() if isinstance(one.tag, str)]
        assert sorted({one for one in seen if one is not None}) == inside, found.text


def test_pairs_of_real_articles() -> None:
    for path in articles(step=25):
        if path.suffix in (".html", ".htm"):
            text = path.read_bytes().decode("utf-8")
            found = body(text)
            for element in found.elements():
                if element.partner >= 0:
                    assert element.source.startswith("<")
                    assert element.source.endswith(">")
