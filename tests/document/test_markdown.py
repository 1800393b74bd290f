from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newslint.document.document import Document
from newslint.document.html import Kind
from newslint.document.markdown import scan
from newslint.document.source import Source
from tests.shared_data import articles, suite


def code(text: str) -> list[str]:
    return [text[start:end] for start, end in scan(text, 0, len(text)).code]


def tags(text: str) -> list[str]:
    """Return the names of the start tags that newslint sees in a Markdown file."""
    body = Document.parse(Source(text, "a.md")).body
    return [markup.name for markup in body.markups if markup.kind is Kind.START]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c\n", ["`b`"]),
        ("a ``b`c`` d\n", ["``b`c``"]),
        ("a `b c\n\nd` e\n", []),
        ("a \\`b` c\n", []),
        ("```\n<b>\n```\nx\n", ["```\n<b>\n```\n"]),
        ("~~~ html\n<b>\n~~~\n", ["~~~ html\n<b>\n~~~\n"]),
        ("```\n<b>\n", ["```\n<b>\n"]),
        ("a\n\n    <b>\n\nc\n", ["    <b>\n"]),
        ("a\n    b\n", []),
        ("<div>\n`b`\n</div>\n", []),
        # Hexo and Python-Markdown look for fences before they look for HTML.
        ("a\n\n<div>\n```html\n<b>\n```\n</div>\n", ["```html\n<b>\n```"]),
        ("<div>\n~~~\n<b>\n~~~\n</div>\n", ["~~~\n<b>\n~~~"]),
        ("a\n\n<pre>\n```\n</pre>\n", []),
        ("{% highlight html %}\n<b>\n{% endhighlight %}\n", ["{% highlight html %}\n<b>\n{% endhighlight %}"]),
        ("{% verbatim %}\n<b>\n{% endverbatim %}\n", []),
    ],
)
def test_code(text: str, expected: list[str]) -> None:
    assert [span.rstrip("\n") for span in code(text)] == [span.rstrip("\n") for span in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>c</b>\n", ["b"]),
        ("a \\<b>\n", []),
        ("a <https://b.example> <c@d.example>\n", []),
        ("a < b <c\n", []),
        ("a <b =c> <d e='f'>\n", ["d"]),
        ("[a](<b c>) <d>\n", ["d"]),
        ("`<a>` <b>\n", ["b"]),
        ("> <a>b</a>\n", ["a"]),
        ("- a\n\n      <b>\n", []),
        ("<!-- a\n\n<b> -->\n\n<c>\n", ["c"]),
        ("<script>\n\n<b>\n</script>\n\n<c>\n", ["script", "c"]),
    ],
)
def test_which_tags_are_html(text: str, expected: list[str]) -> None:
    assert tags(text) == expected


@pytest.mark.parametrize(
    ("text", "html_only"),
    [
        ("<p>a</p>\n\n<p>b</p>\n", True),
        ("<div>\n<p>a</p>\n\n            <!-- b -->\n            <style>c</style>\n</div>\n", True),
        ("<div>\n\n**a**\n\n</div>\n", False),
        ("<p>Example:</p>\n\n    <div>code</div>\n\n<p>x</p>\n", False),
        ("a\n<p>b</p>\n", False),
        ("<p>a</p>\n\nb\n", False),
        ("<a href='b'>c</a> and more\n", False),
        ("<strong>a</strong> b\n", False),
        ("<div markdown='1'>\n<p>a</p>\n</div>\n", False),
        ("<div>\n```\n<p>a</p>\n```\n</div>\n", False),
        ("<p>a ``` b</p>\n", True),
        ("<!-- a -->\n<p>b</p>\n", True),
        ("<div>\n<script>\na\n\nb\n</script>\n</div>\n", False),
        ("<div>\n<!-- a\n\nb -->\n</div>\n", False),
        ("<script>\na\n\nb\n</script>\n<div>\n</div>\n", True),
        ("<!DOCTYPE html><div>\n    <script>a</script>\n    <p>b</p>\n</div>\n", False),
        ("", False),
    ],
)
def test_bodies_that_are_html_throughout(text: str, html_only: bool) -> None:
    assert scan(text, 0, len(text)).html_only is html_only


def test_html_that_became_code_is_known() -> None:
    text = "<div>\n<p>a</p>\n\n        <p>b</p>\n</div>\n"
    found = scan(text, 0, len(text))
    assert [text[start:end].strip() for start, end in found.indented_html] == ["<p>b</p>"]


def rendered_code(text: str) -> list[str]:
    """Return what markdown-it takes for code."""
    found: list[str] = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("fence", "code_block"):
            found.append(token.content)
        found += [child.content for child in token.children or () if child.type == "code_inline"]
    return found


def test_code_of_the_commonmark_specification_is_code() -> None:
    specification = (suite("commonmark") / "spec.txt").read_text(encoding="utf-8")
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", specification, re.MULTILINE | re.DOTALL)
    assert len(examples) > 600
    missed = []
    for number, example in enumerate(examples, 1):
        text = example.replace("\u2192", "\t")
        found = scan(text, 0, len(text))
        if found.html_only:
            continue
        masked = "".join(text[start:end] for start, end in found.code)
        for piece in rendered_code(text):
            words = [word for word in re.split(r"[\s>]+", piece) if "<" in word]
            if any(word not in masked for word in words):
                missed.append(number)
    assert missed == []


def test_tags_of_real_articles_are_the_ones_that_markdown_renders() -> None:
    disagree, seen = [], 0
    reader = MarkdownIt("commonmark")
    for path in articles(step=20):
        if path.suffix not in (".md", ".markdown"):
            continue
        document = Document.parse(Source(path.read_bytes().decode("utf-8"), path.name))
        body = document.text[document.body.start :]
        if document.body.syntax.value == "html" or "{%" in body or "{{" in body:
            continue
        raw: list[str] = []
        for token in reader.parse(body.replace("\0", "\ufffd")):
            if token.type == "html_block":
                raw.append(token.content)
            raw += [child.content for child in token.children or () if child.type == "html_inline"]
        expected = {name.lower() for name in re.findall(r"<([A-Za-z][\w:-]*)", "".join(raw))}
        ours = {m.name for m in document.body.markups if m.kind is Kind.START}
        seen += 1
        if not ours <= expected:
            disagree.append((path.name, ours - expected))
    assert seen
    # A tag that Markdown shows as text must not be taken for one; conservative the other way is allowed.
    assert len(disagree) <= seen // 50, disagree


LINES = st.lists(
    st.sampled_from(
        ["a", "", "    b", "\tc", "```", "~~~", "> d", "- e", "1. f", "<div>", "</div>", "<p>g</p>", "`h", "i`", "<b>j", "</b>",
         "\\<k>", "<https://l.example>", "<!--", "-->", "[m]: <n>", "# o", "---", "{% raw %}", "{% endraw %}", "  ", "<pre>", "</pre>"]
    ),
    max_size=12,
).map("\n".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(LINES)
def test_spans_are_sorted_and_apart(text: str) -> None:
    found = scan(text, 0, len(text))
    for spans in (found.code, found.indented_html):
        assert list(spans) == sorted(spans)
        for start, end in spans:
            assert 0 <= start < end <= len(text)
    assert all(first[1] <= second[0] for first, second in zip(found.code, found.code[1:], strict=False))
    assert all(text[offset] == "<" for offset in found.hidden)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_no_tag_is_seen_in_what_markdown_renders_as_code(text: str) -> None:
    found = scan(text, 0, len(text))
    if found.html_only or "{%" in text:
        return
    masked = "".join(text[start:end] for start, end in found.code)
    for piece in rendered_code(text):
        for word in re.split(r"[\s>]+", piece):
            if "<" in word:
                assert word in masked
