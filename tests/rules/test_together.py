"""All default rules together: what none of them may touch, and that they do not get into each other's way."""

from __future__ import annotations

import pytest

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding
from newslint.linting.registry import load

CHECKER = Checker(load().create())


def check(text: str, path: str = "a.html") -> list[Finding]:
    return CHECKER.check(Document.parse(Source(text, path)))


def fixed(text: str, path: str = "a.html", *, unsafe: bool = False) -> str:
    done = fix(Source(text, path), CHECKER, unsafe=unsafe)
    assert not done.problems, [problem.message for problem in done.problems]
    return done.text


PROTECTED = [
    "<!-- more -->",
    "<!--more-->",
    "<!-- excerpt -->",
    "<!-- truncate -->",
    "<!-- PELICAN_END_SUMMARY -->",
    "<!-- toc -->",
    "<!--nextpage-->",
    "<!--noteaser-->",
    "<!-- prettier-ignore -->",
    "<!-- markdownlint-disable -->",
    '<!--#include virtual="/a.html" -->',
]


@pytest.mark.parametrize("path", ["a.html", "a.md"])
@pytest.mark.parametrize("comment", PROTECTED)
def test_markers_stay_whatever_is_asked_for(comment: str, path: str) -> None:
    text = f"<p>A</p>\n{comment}\n<p>B</p>\n"
    assert comment in fixed(text, path, unsafe=True)


LISTING = '<div class="a"><b></b>\n\n\n    if a &lt; b:  \n        <font>c</font> &eacute;\n</div>'


@pytest.mark.parametrize("path", ["a.html", "a.md"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{% raw %}", "{% endraw %}"),
        ("{% verbatim %}", "{% endverbatim %}"),
        ("{%- highlight html -%}", "{%- endhighlight -%}"),
        ("{% codeblock a.html lang:html %}", "{% endcodeblock %}"),
        ("{% code %}", "{% endcode %}"),
        ("{% comment %}", "{% endcomment %}"),
        ("{% mermaid %}", "{% endmermaid %}"),
        ("{{< highlight html >}}", "{{< /highlight >}}"),
        ('[sourcecode language="html"]', "[/sourcecode]"),
        ("[code]", "[/code]"),
    ],
)
def test_what_a_generator_shows_as_code_stays_as_it_is(before: str, after: str, path: str) -> None:
    listing = f"{before}\n{LISTING}\n{after}\n"
    assert listing in fixed(f"<p>A</p>\n\n{listing}\n<p>B</p>\n", path, unsafe=True)


CONTENT = [
    "<p>Rose<br>\n&nbsp;&nbsp;red</p>",
    "<pre><code>a  &lt;  b\n\n\n    c</code></pre>",
    "<p><code>a  b</code> <kbd></kbd> <samp>x</samp> <var></var></p>",
    r"<p>\(a_1 &lt; b\) and $$x  = y$$</p>",
    '<p><span class="katex"><span aria-hidden="true"><span class="base" style="height:1em"></span></span></span></p>',
    "<p><math><mrow><mi></mi><mo>&#x2062;</mo><mi>x</mi></mrow></math></p>",
    '<svg viewBox="0 0 1 1"><g id="q"><path d="M0 0"/></g></svg>',
    '<p>A<sup id="fnref1"><a href="#fn1">1</a></sup></p>\n<ul>\n<li id="fn1">B <a href="#fnref1">^</a></li>\n</ul>',
    '<p><a name="here"></a>A <a href="#here">B</a></p>',
    "<p><ruby>\u6f22<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>",
    '<p dir="rtl">\u05d0&rlm;<bdi>x</bdi> <span dir="ltr">y</span></p>',
    "<dl>\n<dt>A</dt>\n<dd></dd>\n<dd>B</dd>\n</dl>",
    '<table>\n<tr><th scope="col">A</th><th scope="col"></th></tr>\n<tr><td></td><td colspan="2">1</td></tr>\n</table>',
    "<details open>\n<summary>A</summary>\n<p>B</p>\n</details>",
    '<pre><code class="language-js">let a</code></pre>',
    '<p>{{ a | default: "<b></b>" }} {% if a %}B{% endif %} {{< figure src="x" >}} {{% note %}} {# c #}</p>',
    "<p>&#123;&#123; a &#125;&#125; <code>&#123;% b %&#125;</code></p>",
    '<div style="white-space: pre">  a\n     b   c</div>',
    "<p>\u0646\u0627\u0645\u0647\u200c\u0647\u0627 \U0001f469\u200d\U0001f4bb \u0915\u094d\u200d\u0937</p>",
    "<p>\u00ab&nbsp;Oui&nbsp;\u00bb&nbsp;: 10&nbsp;kg</p>",
]


@pytest.mark.parametrize("text", CONTENT)
def test_what_looks_like_residue_and_is_content_stays(text: str) -> None:
    assert fixed(f"<p>A</p>\n{text}\n<p>B</p>\n") == f"<p>A</p>\n{text}\n<p>B</p>\n"


def test_a_suppression_comment_is_eaten_by_nobody() -> None:
    text = '<!-- newslint: ignore[inline-style] the colour is meant -->\n<p style="margin:0">A</p>\n'
    assert fixed(text, unsafe=True) == text


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- ad slot 3 -->",
        "<!-- <p>Buy</p> -->",
        "<!--IMG#2-->",
        "<!-- wp:paragraph -->",
        "<!--[if mso]>x<![endif]-->",
        "<!-- 正文下iframe -->",
        "<!-- news_keyword_pub,stock, -->",
        "<!---->",
        "<!-- a --!>",
    ],
)
def test_a_comment_is_reported_by_one_rule(comment: str) -> None:
    found = [finding for finding in check(f"<p>A</p>\n{comment}\n<p>B</p>\n") if finding.code.startswith("COM")]
    assert len(found) == 1, found


def test_no_video_is_ever_taken_for_an_empty_frame() -> None:
    for frame in (
        '<iframe class="video_iframe" data-src="https://v.qq.com/txp/iframe/player.html?vid=a1"></iframe>',
        '<iframe class="video_iframe" data-mpvid="wxv_1"></iframe>',
        '<iframe data-src="https://player.unknown.example/1"></iframe>',
    ):
        text = f"---\ntitle: A\ndate: 2024-03-01\nauthor: B\n---\n\n<p>A</p>\n{frame}\n"
        result = fixed(text)
        assert "<iframe" in result
        assert "a1" in result or "wxv_1" in result or "unknown.example" in result


def test_an_unclosed_comment_is_reported_and_nothing_is_written_into_it() -> None:
    text = "<p>A</p>\n<!-- note <p style='margin:0'>B</p>\n"
    assert "COM008" in [finding.code for finding in check(text)]
    assert "<!-- note <p style='margin:0'>B</p>" in fixed(text, unsafe=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\0\0",
        "<",
        "<!--",
        "---",
        "---\n",
        "---\ntitle: [\n---\n",
        "---\n- a\n---\n",
        "+++\na = \n+++\n",
        "{\n",
        "\ufeff",
        "%PDF-1.4\n\x01\x02",
        "<p>" * 3000,
        "</p>" * 3000,
        "```\n<p>",
        "plain text without anything",
    ],
)
@pytest.mark.parametrize("path", ["a.html", "a.md", "a.txt"])
def test_bad_input_crashes_nothing(text: str, path: str) -> None:
    done = fix(Source(text, path), CHECKER)
    codes = {finding.code for finding in [*done.findings, *done.problems]}
    assert not codes & {"ENG003", "ENG005"}


def test_the_order_of_the_article_stays() -> None:
    text = (
        "---\ntitle: A\ndate: 2024-03-01\nauthor: B\n---\n<div><div class='x'><P>one</P><p></p><p>two <b></b>three</p>"
        "<ul><li>four<li>five</ul><center>six</center><table><tr><td>seven<td>eight</table></div></div>"
    )
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    result = fixed(text)
    assert [word for word in result.replace("<", " ").replace(">", " ").split() if word in words] == words
