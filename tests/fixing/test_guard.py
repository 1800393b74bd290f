"""The guard by itself: what it takes for a loss, and what a declaration excuses."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing import guard
from newslint.linting.finding import Aspect, Change


def losses(before: str, after: str, *changes: Change, path: str = "a.html") -> list[guard.Loss]:
    first = guard.gather_before(Document.parse(Source(before, path)))
    second = guard.gather_after(Document.parse(Source(after, path)))
    return guard.compare(first, second, changes)


def aspects(before: str, after: str, *changes: Change, path: str = "a.html") -> set[Aspect]:
    return {loss.aspect for loss in losses(before, after, *changes, path=path)}


LOSSES = [
    ("<p>one</p><p>two</p>", "<p>one</p>", Aspect.TEXT, "two"),
    ("<p>one two</p>", "<p>onetwo</p>", Aspect.TEXT, None),
    ("<p>one</p><p>two</p>", "<p>one two</p>", Aspect.TEXT, None),
    ("<p>one</p><p>two</p>", "<p>two</p><p>one</p>", Aspect.TEXT, None),
    ("<p>a\u00a0b</p>", "<p>a b</p>", Aspect.TEXT, None),
    ("<p>a\u200bb</p>", "<p>ab</p>", Aspect.TEXT, "\u200b"),
    ("<p>\u3000\u3000甲</p>", "<p>甲</p>", Aspect.TEXT, "\u3000\u3000"),
    ("<p>a<b>b</b></p>", "<p>ab</p>", Aspect.EMPHASIS, "b"),
    ("<p>a<sup>2</sup></p>", "<p>a2</p>", Aspect.EMPHASIS, "2"),
    ('<p><a href="x">a</a></p>', '<p><a href="y">a</a></p>', Aspect.LINK, None),
    ('<p>b<a href="x"></a></p>', "<p>b</p>", Aspect.LINK, "x"),
    ('<p>b<img src="x"></p>', "<p>b</p>", Aspect.MEDIA, "x"),
    ('<p>b<img src="x" alt="A pier"></p>', '<p>b<img src="x"></p>', Aspect.MEDIA, "A pier"),
    ('<p>b<video src="x"></video></p>', "<p>b</p>", Aspect.MEDIA, "x"),
    ('<p>b</p><iframe src="x"></iframe>', "<p>b</p>", Aspect.EMBED, "x"),
    (
        '<p>b</p><iframe data-src="https://v.example/x"></iframe>',
        "<p>b</p>",
        Aspect.EMBED,
        "https://v.example/x",
    ),
    ("<table><tr><td>a</td><td></td></tr></table>", "<table><tr><td>a</td></tr></table>", Aspect.TABLE, None),
    ("<p>a {{ b }}</p>", "<p>a </p>", Aspect.TEMPLATE, "{{ b }}"),
    ("<p>a</p><!-- c -->", "<p>a</p>", Aspect.COMMENT, "c"),
    ("<p>a</p><script>x()</script>", "<p>a</p>", Aspect.SCRIPT, "x()"),
    ('<p id="n">a</p><a href="#n">b</a>', '<p>a</p><a href="#n">b</a>', Aspect.ANCHOR, "n"),
    ("---\ntitle: A\nb: c\n---\n<p>a</p>", "---\ntitle: A\n---\n<p>a</p>", Aspect.METADATA, None),
    ("---\ntags: [a, b]\n---\n", "---\ntags: [a]\n---\n", Aspect.METADATA, None),
    ("---\na: {b: c}\n---\n", "---\na: {b: d}\n---\n", Aspect.METADATA, None),
]


@pytest.mark.parametrize(("before", "after", "aspect", "declared"), LOSSES)
def test_a_loss_is_found(before: str, after: str, aspect: Aspect, declared: str | None) -> None:
    assert aspect in aspects(before, after)
    if declared is not None:
        changes = [Change(one, declared) for one in (aspect, Aspect.TEXT, Aspect.TEMPLATE)]
        assert aspect not in aspects(before, after, *changes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div>\n<p>a</p>\n</div>", "<p>a</p>"),
        ("<p> a\n b </p>", "<p>a b</p>"),
        ("<p>a</p><p></p><p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<p><b>a</b></p>", "<p><strong>a</strong></p>"),
        ("<p><strike>a</strike> <tt>b</tt></p>", "<p><s>a</s> <code>b</code></p>"),
        ("<p><b style='font-weight:normal'>a</b></p>", "<p>a</p>"),
        ("<p>&hellip;</p>", "<p>…</p>"),
        ("<IMG SRC=a>", '<img src="a">'),
        ("---\nb: 'c'\ntitle: A\n---\n<p>a</p>", "---\ntitle: A\nb: c\n---\n\n<p>a</p>\n"),
        ("---\ntags: [a, b]\n---\n", "---\ntags:\n  - a\n  - b\n---\n"),
        ("---\ntitle: A: b\n---\n", '---\ntitle: "A: b"\n---\n'),
        ("\ufeff\n---\ntitle: A\n---\n", "---\ntitle: A\n---\n"),
    ],
)
def test_what_no_reader_notices_is_no_loss(before: str, after: str) -> None:
    assert losses(before, after) == []


def test_a_declaration_excuses_its_own_text_alone() -> None:
    change = Change(Aspect.TEXT, "two")
    assert losses("<p>one</p><p>two</p><p>three</p>", "<p>one</p><p>three</p>", change) == []
    assert aspects("<p>one</p><p>two</p><p>three</p>", "<p>one</p>", change) == {Aspect.TEXT}


def test_repeated_text() -> None:
    assert losses("<p>la</p><p>la</p><p>la</p>", "<p>la</p><p>la</p>", Change(Aspect.TEXT, "la")) == []
    assert losses("<p>abab</p>", "<p>ab</p>", Change(Aspect.TEXT, "ab")) == []


def test_a_message_says_what_would_be_lost() -> None:
    (loss,) = losses("<p>The ferry is late.</p><p>It rains.</p>", "<p>It rains.</p>")
    assert "The ferry is late." in loss.message


def test_in_markdown_what_is_rendered_counts() -> None:
    assert Aspect.EMPHASIS in aspects("a *b* c\n", "a b c\n", path="a.md")
    assert Aspect.LINK in aspects("[a](https://b.example)\n", "a\n", path="a.md")
    assert losses("a\n\n\n\nb\n", "a\n\nb\n", path="a.md") == []
    assert aspects("a\n\nb\n", "a\nb\n", path="a.md") == {Aspect.TEXT}


def test_nesting_that_the_parser_cuts_off_proves_nothing() -> None:
    deep = "<div>" * 10_000 + "x"
    with pytest.raises(guard.UnprovableError, match="nest"):
        losses(deep, deep + "\n")


def test_a_body_that_no_fix_has_touched_needs_no_proof() -> None:
    deep = "<div>" * 10_000 + "x"
    assert losses(f"---\ntitle:  A\n---\n{deep}", f"---\ntitle: A\n---\n{deep}") == []
    assert aspects(f"---\ntitle: A\n---\n{deep}", f"---\ntitle: B\n---\n{deep}") == {Aspect.METADATA}


WORDS = st.lists(st.sampled_from(["ferry", "pier", "la", "la la", "甲乙", "😀", "don't"]), min_size=1, max_size=4).map(
    " ".join
)
BLOCKS = st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "blockquote"]), WORDS), min_size=2, max_size=8)


def written(blocks: list[tuple[str, str]]) -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for tag, text in blocks)


@settings(max_examples=150, deadline=None)
@given(BLOCKS, st.data())
def test_declared_removals_pass_and_others_do_not(blocks: list[tuple[str, str]], data: st.DataObject) -> None:
    # Which of two equal texts has gone cannot be told, so each has a number.
    blocks = [(tag, f"{number} {text}") for number, (tag, text) in enumerate(blocks)]
    gone = data.draw(st.sets(st.integers(0, len(blocks) - 1), min_size=1))
    rest = [block for place, block in enumerate(blocks) if place not in gone]
    changes = [Change(aspect, blocks[place][1]) for place in gone for aspect in (Aspect.TEXT, Aspect.EMPHASIS)]
    assert losses(written(blocks), written(rest), *changes) == []
    assert losses(written(blocks), written(rest)) != []


INLINE = st.recursive(
    st.sampled_from(["a", "b c", " ", "&amp;", "甲", "<br>", "<img src=x alt=y>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "i", "span", "p", "div", "code", "h2", "blockquote"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(INLINE, max_size=4).map("".join))
def test_no_text_escapes_the_guard_that_a_browsers_parser_shows(text: str) -> None:
    """Taking the visible text away one character at a time is always noticed."""
    tree = html5lib.parseFragment(text, treebuilder="etree")
    visible = "".join("".join(tree.itertext()).split())
    emptied = losses(text, "")
    assert bool(visible) == any(loss.aspect is Aspect.TEXT for loss in emptied)


def test_several_addresses_of_a_picture_may_become_one() -> None:
    before = '<img src="b?w=1" srcset="b?w=1 1x, b?w=2 2x"><img src="c?w=1" data-original="/c">'
    changes = [Change(Aspect.MEDIA, old, new) for old, new in (("b?w=1", "b"), ("b?w=2", "b"), ("c?w=1", "/c"))]
    assert not losses(before, '<img src="b" srcset="b 1x, b 2x"><img src="/c" data-original="/c">', *changes)
    lost = losses(before, '<img src="b"><img src="d" data-original="d">', *changes)
    assert {loss.before for loss in lost if loss.before} == {"/c", "c?w=1"}


def test_what_is_new_between_two_lines_keeps_them_apart() -> None:
    changes = [Change(Aspect.TEXT, "", "</x>"), Change(Aspect.TEXT, "", "<y>")]
    assert losses("<pre>a</x>\n<y>b</pre>", "<pre>a&lt;/x&gt;\n&lt;y&gt;b</pre>", *changes) == []
    assert aspects("<pre>a</x>\n<y>b</pre>", "<pre>a&lt;/x&gt;&lt;y&gt;b</pre>", *changes) == {Aspect.TEXT}
