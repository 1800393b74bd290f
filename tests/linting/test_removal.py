"""An attribute goes out of a tag without a trace, and what stands beside it stays as it is."""

from __future__ import annotations

import pytest

from newslint.document.edit import apply
from newslint.document.html import Markup
from newslint.linting.removal import attribute_removal

CASES = [
    ('<a x="1" href="b">', '<a href="b">'),
    ('<a href="b" x>', '<a href="b">'),
    ('<a href="b"x=1>', '<a href="b">'),
    ("<a href=b/ x=1>", "<a href=b/>"),
    ("<svg/x=1>", "<svg>"),
    ('<svg/x="1"width=2>', "<svg width=2>"),
    ('<a href=b x="1"class=c>', "<a href=b class=c>"),
    ('<img src=a x="1"/>', "<img src=a />"),
    ('<img src="a" x="1" />', '<img src="a" />'),
    ('<img src="a" x/>', '<img src="a"/>'),
    ('<p\n  x="1"\n>', "<p\n>"),
    ('<p / / x="1">', "<p>"),
    ('<img src=a x="1" x="2"/>', "<img src=a />"),
    ('<img src=a x="1" x="2"id=c>', "<img src=a id=c>"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_stands_beside_an_attribute_stays(text: str, expected: str) -> None:
    tag = Markup(text)
    edits = [attribute_removal(tag, attribute) for attribute in tag.attributes if attribute.name == "x"]
    assert apply(text, edits) == expected
    kept = [(a.name, a.value) for a in tag.attributes if a.name != "x"]
    assert [(a.name, a.value) for a in Markup(expected).attributes] == kept
