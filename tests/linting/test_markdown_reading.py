"""HTML in Markdown is cleaned, and Markdown is not touched: no fix makes Markdown read a line in another way."""

from __future__ import annotations

import random

import pytest

from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load

CHECKER = Checker(load().create())
GA = '<script src="https://www.google-analytics.com/ga.js"></script>'


def fixed(text: str) -> str:
    done = fix(Source(text, "a.md"), CHECKER)
    assert not done.problems, [problem.message for problem in done.problems]
    return done.text


KEPT = [
    # What goes would leave a character of meaning at the start of a line.
    "a\n\n<span></span># b\n",
    "a\n\n<b></b>- b\n",
    "a\n\n<b></b>+ b\n",
    "a\n\n<b></b>1. b\n",
    "a\n\n<b></b>> b\n",
    "a\n\n<b></b>    b\n",
    "a\n\n<b></b>```\n",
    "a\n\n<b></b>~~~\n",
    "a\n\n<b></b>***\n",
    "a\n\n<b></b>| b |\n",
    "a\n\n1<b></b>. b\n",
    "- <b></b>- a\n",
    "> <b></b># a\n",
    "a\n<b></b>===\n",
    "<b></b>\n-\n",
    # Or beside a letter.
    "_a_<b></b>b\n",
    "a<b></b>*b*c\n",
    "*a*<b></b>*b*\n",
    "a `b<b></b>`\n",
    "![<b></b>](a.png)\n",
    "a!<b></b>[b](c)\n",
    "[a]<b></b>(b)\n",
    "&am<b></b>p; a\n",
    # A tag inside a line of text would begin a block of HTML.
    "- <b></b><p>A</p>*b*\n",
    # A tag alone on a line would do so too; over two lines it does not.
    '<img src="a.png"\n     alt="b">\n*c*\n',
    '- <img src="a.png"\n       alt="b">\n  *c*\n',
    '<a href="a"\n   id="b">\n*c*</a>\n',
    # Code.
    "    <p></p><font>a</font>\n",
    "```html\n<p onclick=x></p>\n```\n",
    "`<b></b>` and ``<i> ` </i>``\n",
    "~~~\n<script>x</script>\n\n~~~\n",
    # Tables and definitions.
    "| a | b |\n|---|---|\n| c | d |\n<b></b>\n",
    "[a]\n\n[a]: b<b></b>\n",
    # A block of HTML ends in the middle of a script or a comment.
    "<div>\n<script>\naddthis_config = 1;\n\nx()\n</script>\n</div>\n",
    "<div><!-- a\n\nb --> <i></i>\n\n<p onclick=x>c</p></div>\n",
    "<script>x()</script><!-- a\nb -->\n<p onclick=x>c</p>\n",
    "<div>\n<p>a</p>\n\n    <p>b</p>\n<script>\n\n    x()\n</script>\n</div>\n",
    "<!DOCTYPE html><div>\n    <script>x()</script>\n    <p onclick=x>c</p>\n</div>\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_markdown_would_read_in_another_way_stays(text: str) -> None:
    assert fixed(text) == text


CLEANED = [
    ("\\[a](https://a.example/?utm_source=b) c\n", "\\[a](https://a.example/) c\n"),
    ("<https://a.example/?utm_source=b>\n", "<https://a.example/>\n"),
    ("*a*<style>.q{}</style>*a*\n", "*a*<style>.q{}</style>*a*\n"),
    ('a <b onclick="x">b</b> c\n', "a <b>b</b> c\n"),
    ('*<b onclick="x">b</b>*\n', "*<b>b</b>*\n"),
    (f"a\n\n{GA}\n\nb\n", "a\n\nb\n"),
    (f"a\n{GA}\nb\n", "a\n\nb\n"),
    (f"- a\n- b {GA} c\n", "- a\n- b  c\n"),
    ("> a <span></span> b\n> c\n", "> a  b\n> c\n"),
    ("> a <b></b>b\nc <i></i>d\n", "> a b\nc d\n"),
    ('| a | b |\n|---|---|\n| c | <b onclick="x">d</b> |\n', "| a | b |\n|---|---|\n| c | <b>d</b> |\n"),
    ("a[^1] b\n\n[^1]: see [c](https://c.example/?utm_source=x)\n", "a[^1] b\n\n[^1]: see [c](https://c.example/)\n"),
    ("[a]\n\n[a]: https://a.example/?utm_source=b\n", "[a]\n\n[a]: https://a.example/\n"),
    ("# a <b></b>b\n", "# a b\n"),
    ('a <img src="a.png"\n  alt="b">\n*c*\n', 'a <img src="a.png" alt="b">\n*c*\n'),
    ('<img src="a.png"\n  alt="b"> *c*\n', '<img src="a.png" alt="b"> *c*\n'),
    ('a\n\n<div class="a"\n  id="b">*c*</div>\n', 'a\n\n<div class="a" id="b">*c*</div>\n'),
    (
        "<div><script>\na\n\nb\n</script>\n\n<p onclick=x>c</p></div>\n",
        "<div><script>\na\n\nb\n</script>\n\n<p>c</p></div>\n",
    ),
    # The seven kinds of HTML blocks (CommonMark, 4.6).
    ("<pre onclick=x>a\n\n*b*</pre>\nc\n", "<pre>a\n\n*b*</pre>\nc\n"),
    ("a\n\n<!-- ad slot 3 -->\n\nb\n", None),
    ("a\n\n<?x y ?>\n*b*\n", None),
    ("a\n\n<!X y>\n*b*\n", None),
    ("a\n\n<![CDATA[ *x* ]]>\n*b*\n", None),
    ("a\n<div onclick=x>\n*b*\n</div>\n\n*c*\n", "a\n<div>\n*b*\n</div>\n\n*c*\n"),
    ('a\n\n<x-y onclick="x">\n*b*\n\n*c*\n', "a\n\n<x-y>\n*b*\n\n*c*\n"),
    ("- a\n\n  <div onclick=x>b</div>\n\n- c\n", "- a\n\n  <div>b</div>\n\n- c\n"),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_what_can_go_goes(text: str, expected: str | None) -> None:
    assert fixed(text) == (text if expected is None else expected)


PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<li>", "</li>", "<pre>", "</pre>",
    "<code>", "</code>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<br>", "<hr>", "<img src=a.jpg>",
    "<iframe></iframe>", "<a href='https://a.example/?utm_source=x&amp;b=1'>", "</a>", "<a href='javascript:x'>",
    "<font color=red>", "</font>", "<center>", "</center>", "<p style='margin:0; text-align: center'>",
    "<script>x</script>", "<style>.a{}</style>", "<!-- a -->", "<!-- more-->", "<!---->", "<![if !x]>", "word",
    "two words", "&nbsp;", "&hellip;", "&lt;", "{{ x }}", "*a*", "**b**", "_c_", "__d__", "`b`", "~~e~~",
    "[l](https://x.example/?utm_source=y)", "![i](j.png)", "*", "_", "<em>", "</em>",
    '<span style="font-weight:bold">x</span>', '<span style="color:#333">y</span>', "<p></p>", "<span></span>",
    "<b></b>", "<div></div>", "<!-- ad slot 3 -->", GA, "<details>", "<summary>s</summary>",
    "<noscript><img src=a.jpg></noscript>", "<P CLASS=x onclick=y>", "<o:p></o:p>", "[^1]",
    '<i style="margin:0">r</i>', "<p>A</p>", '<meta charset="utf-8">', "\\", "\u3000\u3000\u7532", "\u200b",
    "\u00a0", "|", "| a | b |\n|---|---|\n| c | <span>d</span> |\n",
]  # fmt: skip
BETWEEN = [
    " ", "\n", "\n\n", "\n    ", "\t", "\n\n    ", "\n  ", "  \n", "\r\n",
]  # fmt: skip
STARTS = [
    "# c\n", "> d\n", "- e\n", "1. f\n", "+ g\n", "```\n", "> ", "- ", "1. ", "# ", "    ", "\n\n> ", "\n\n- ",
    "====\n",
]  # fmt: skip
DRAWN = [*PIECES, *PIECES, *BETWEEN * 4, *STARTS * 2]


@pytest.mark.parametrize("seed", range(8))
def test_the_guard_has_nothing_to_refuse(seed: int) -> None:
    """Texts made at random of what Markdown and HTML are made of."""
    chance = random.Random(seed)  # noqa: S311 (texts, not secrets)
    for _ in range(100):
        fixed("".join(chance.choices(DRAWN, k=chance.randint(2, 9))))
