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
