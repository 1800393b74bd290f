"""Rules on structure: what their examples cannot show.

html5lib parses as browsers do and shares nothing with newslint. After a fix it has to read the text, the links and
the media that were meant.
"""

from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest

from newslint.document.body import BLOCK_ELEMENTS
from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load

REGISTRY = load()
LINES = BLOCK_ELEMENTS | {"br"}
ADDRESSES = ("src", "data-src", "poster")
UNSEEN = ("iframe", "script", "style", "title")
TO_SPACE = str.maketrans("\t\n\f\r", "    ")


def checker(name: str) -> Checker:
    rule = next(rule for rule in REGISTRY.rules if rule.name == name)
    return Checker([rule(None, REGISTRY.knowledge(rule))])


def fixed(name: str, text: str, path: str = "a.html", *, unsafe: bool = False) -> str:
    done = fix(Source(text, path), checker(name), unsafe=unsafe)
    assert not done.problems, [problem.message for problem in done.problems]
    return done.text


def seen(html: str) -> str:
    """Return what a browser makes of *html*: a line for each block, with links and media in brackets."""
    parts: list[str] = []

    def walk(node: Any, preformatted: bool) -> None:
        name = node.tag if isinstance(node.tag, str) else ""
        preformatted = preformatted or name == "pre"
        edge = "\n" if name in LINES else ""
        if name:
            parts.append(edge)
            target = node.get("href") if name == "a" else None
            parts.append(f"[{target}: " if target else "")
            parts.extend(f"[{name} {node.get(key)}]" for key in ADDRESSES if node.get(key))
            add(node.text, preformatted or name in UNSEEN)
            for child in node:
                walk(child, preformatted)
            parts.append("]" if target else edge)
        add(node.tail, preformatted)

    def add(text: str | None, preformatted: bool) -> None:
        if text:
            parts.append(text.replace(" ", "\u2423") if preformatted else text.translate(TO_SPACE))

    walk(html5lib.parseFragment(html, container="div", namespaceHTMLElements=False), False)
    lines = (re.sub(" +", " ", line).strip() for line in "".join(parts).split("\n"))
    return re.sub(r"\[\S+:\s*\]", "", "\n".join(line for line in lines if line)).strip()


@pytest.mark.parametrize(
    "text",
    [
        "<p>A</p><pre>a<br>  b<br/><br>c</pre><p>B</p>",
        "<pre><code class=x>a<br>\n<b>b</b><br></code></pre>",
        "<pre>\n<br>a<br>b</pre>",
        "<pre><br><br>a</pre>",
        '<pre><a href="https://a.example">a<br>b</a></pre>',
    ],
)
def test_a_browser_shows_the_same_code(text: str) -> None:
    after = fixed("code-block-damage", text)
    assert after != text
    assert seen(after) == seen(text)


def test_a_browser_shows_lines_that_ran_together() -> None:
    text = '<pre class="code-snippet__js"><code><span>if a:</span></code><code><span>    b</span></code></pre>'
    assert seen(text) == "if\u2423a:\u2423\u2423\u2423\u2423b"
    assert seen(fixed("code-block-damage", text, unsafe=True)) == "if\u2423a:\n\u2423\u2423\u2423\u2423b"


@pytest.mark.parametrize(
    "text",
    [
        "<pre>a<br>b" * 20_000 + "</pre>" * 20_000,
        '<td class="gutter">1' * 20_000 + "</td>" * 20_000,
        "<pre>" + '<span class="lineno">x</span>' * 20_000 + "</pre>",
        "<pre>" + "<code>x</code>" * 20_000 + "</pre>",
    ],
)
def test_hostile_code(text: str) -> None:
    findings = checker("code-block-damage").check(Document.parse(Source(text, "a.html")))
    assert all(finding.code == "STR006" for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "A<p/>B<p/>C",
        "<ul><li/>A<li/>B</ul>",
        "<table><tr><td/><td>B</td></tr></table>",
        '<p>A<a name="x"/>B <a href="/b">C</a></p><p>D</p>',
        "<section>A<div/>B<span/>C</section>D",
        '<p><a href="/x"/>A</a>B</p>',
        '<iframe src="/v" /></iframe><p>A</p>',
        "<p>A</p><p/><h2>B</h2>",
    ],
)
def test_a_browser_sees_no_difference_without_the_slash(text: str) -> None:
    after = fixed("self-closing-nonvoid", text)
    assert "/>" not in after
    assert seen(after) == seen(text)


@pytest.mark.parametrize(
    "text",
    ['<iframe src="/v"/><p>A</p><img src="/a.jpg">', '<div><iframe src="/v"/><p>A</p></div><img src="/a.jpg">'],
)
def test_a_browser_sees_what_a_frame_had_swallowed(text: str) -> None:
    assert "[img /a.jpg]" not in seen(text)
    assert seen(fixed("self-closing-nonvoid", text)).split() == ["[iframe", "/v]", "A", "[img", "/a.jpg]"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<pre><groupId>x</groupId>\n<b>B</b></pre><p>C</p>", "<groupId>x</groupId>\nB\nC"),
        ("<p><code>List<String> a</code> B <a href='/c'>C</a></p>", "List<String> a B [/c: C]"),
        ("<pre>#include <stdio.h>\nint a;\n</pre>", "#include␣<stdio.h>\nint␣a;"),
        ("<pre>Map<K, V><br>b</pre><p>A</p>", "Map<K,␣V>\nb\nA"),
        ('<pre><img-x src="/a.jpg">\n<img src="/b.jpg"></pre>', '<img-x␣src="/a.jpg">\n[img /b.jpg]'),
    ],
)
def test_a_browser_shows_the_code(text: str, shown: str) -> None:
    assert seen(fixed("raw-markup-in-pre", text, unsafe=True)) == shown


@pytest.mark.parametrize("tag", ["<x <script>alert(1)</script>", "<x a='<img src=x onerror=y>'>"])
def test_nothing_comes_alive_in_code(tag: str) -> None:
    after = fixed("raw-markup-in-pre", f"<pre>{tag}</pre>", unsafe=True)
    tree = html5lib.parseFragment(after, container="div", namespaceHTMLElements=False)
    assert [element.tag for element in tree.iter()] == ["DOCUMENT_FRAGMENT", "pre"]


@pytest.mark.parametrize(
    "text",
    [
        "<p>A<br></p><p>B</p>",
        '<div>A<br><ul><li><a href="/b">B</a><br></li></ul>C<br></div>',
        '<p><b>A<br></b></p><img src="/a.jpg"><br><p>B</p>',
    ],
)
def test_a_browser_sees_no_break_at_the_end_of_a_line(text: str) -> None:
    after = fixed("excess-br", text)
    assert "<br>" not in after
    assert seen(after) == seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>A</p></div><p>B</span> c</p>",
        "<p>A</p></p><p>B</p>",
        "<p>A<div>B</div></p><p>C</p>",
        "<p>A <a href='/a'>a</a>\n<ul><li>B</li></ul>\nC <img src='/c.jpg'></p>",
        "<p class=x><div>A</div></p>",
        "<div>A</p></div><ul><li>B</p></li></ul>",
        "<p><a href='/a'>A <a href='/b'>B</a> c</a> d</p>",
        "<p><b>A<i>B</b>C</i>D</p>",
        "<p>A</br>B</p>",
    ],
)
def test_a_browser_reads_what_it_read_before(text: str) -> None:
    after = fixed("misnested-markup", text)
    assert after != text
    assert seen(after) == seen(text)


def test_a_browser_keeps_the_emphasis() -> None:
    def emphasis(html: str) -> list[str]:
        tree = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
        return ["".join(element.itertext()) for element in tree.iter() if element.tag in ("b", "i")]

    text = "<p><b>A<i class=x>B</b>C</i>D</p>"
    assert emphasis(fixed("misnested-markup", text)) == emphasis(text) == ["AB", "B", "C"]


@pytest.mark.parametrize(
    "text",
    [
        "<p>A<div>B" * 20_000 + "</div></p>" * 20_000,
        "<b>A<i>B</b>C</i>" * 20_000,
        "<b><i>" * 20_000 + "</b></i>" * 20_000,
        "<a href=x>" * 20_000 + "A" + "</a>" * 20_000,
        "<td>A" * 20_000,
        "</p>" * 50_000,
    ],
)
def test_hostile_nesting(text: str) -> None:
    findings = checker("misnested-markup").check(Document.parse(Source(text, "a.html")))
    assert all(finding.code == "STR009" for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "Lead<br>\n<p>B",
        "<p>A</p>\nB <b>b</b> <a href='/c'>C</a><br>D\n<hr>E",
        "<div>A<ul><li>B</li></ul><img src='/c.jpg'> C<br></div>",
        "<section>A &amp; <code>&lt;b></code><h2>B</h2></section>",
    ],
)
def test_a_browser_reads_the_same_lines_as_paragraphs(text: str) -> None:
    after = fixed("loose-text", text)
    assert after != text
    assert seen(after) == seen(text)
    tree = html5lib.parseFragment(after, container="div", namespaceHTMLElements=False)
    assert not (tree.text or "").strip()
    assert not any((child.tail or "").strip() for child in tree)


@pytest.mark.parametrize(
    "text",
    [
        "<p>A<br><br>B</p>",
        '<p class="x">A <b>b</b><br>\n<br><a href="/c">C</a><br><br><br><img src="/d.jpg"></p>',
        "<div>A<br/><br/>B<br><br></div>",
    ],
)
def test_a_browser_reads_the_same_lines_as_several_paragraphs(text: str) -> None:
    after = fixed("br-paragraphs", text, unsafe=True)
    assert after != text
    assert seen(after) == seen(text)
    assert fixed("br-paragraphs", text) == text
