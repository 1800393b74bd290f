"""The rules on metadata: what their examples cannot show."""

from __future__ import annotations

import sys
from html import unescape
from typing import Any

import bleach
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.linting.finding import Safety
from newslint.linting.registry import Registry, load

REGISTRY: Registry = load()


def module(rule: str) -> Any:
    """Return the module of a rule."""
    found = REGISTRY.get(rule)
    assert found is not None
    return sys.modules[found.__module__]


# Text of a summary and the tags that stand in it, whole, cut, unknown, or of elements that parsers move.
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<br>",
                "<br />",
                "<p>",
                "</p>",
                "<a href='/x'>",
                '<a href="/y" rel=z>',
                "</a>",
                "<IMG src=a.png alt='x'/>",
            ]
        ),
        st.sampled_from(
            ["<b>", "</b>", "</i>", "<li>", "<ul>", "</ul>", "<h2>", "</h3>", '<span style="a:b">', "<pre>"]
        ),
        st.sampled_from(
            ["<video>", "<table>", "<tr><td>", "<!-- c -->", "<script>", "<a href='", "<x-y>", "< b >", "</"]
        ),
        st.text(st.sampled_from("ab 中&;<>#39\n\u00a0"), max_size=6),
        st.sampled_from(["&amp;", "&lt;p&gt;", "&nbsp;", "&#39;", "&hellip", "&copy", "&bogus;"]),
    ),
    max_size=9,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(MARKUP)
def test_what_is_left_of_markup_is_what_bleach_leaves(text: str) -> None:
    plain, safety = module("metadata-markup")._plain(text)
    if safety is Safety.SAFE:
        return  # nothing but tags in pairs goes: no question of what a parser thinks
    cleaned = bleach.clean(text, tags=set(), strip=True)
    assert "".join(plain.split()) == "".join(unescape(cleaned).split())
