"""Rules on structure: what their examples cannot show.

html5lib parses as browsers do and shares nothing with newslint. After a fix it has to read the text, the links and
the media that were meant.
"""

from __future__ import annotations

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
ADDRESSES = ("href", "src", "data-src", "poster", "id")


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
        if name:
            parts.append("\n" if name in LINES else "")
            parts.extend(f"[{name} {node.get(key)}]" for key in ADDRESSES if node.get(key))
            add(node.text, preformatted)
            for child in node:
                walk(child, preformatted)
            parts.append("[/a]" if name == "a" else "\n" if name in LINES else "")
        add(node.tail, preformatted)

    def add(text: str | None, preformatted: bool) -> None:
        if text:
            parts.append(text if preformatted else " ".join(f"|{text}|".split())[1:-1])

    walk(html5lib.parseFragment(html, container="div", namespaceHTMLElements=False), False)
    return "\n".join(line.strip() for line in "".join(parts).split("\n") if line.strip())


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
    assert seen(text) == "if a:    b"
    assert seen(fixed("code-block-damage", text, unsafe=True)) == "if a:\nb"


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
