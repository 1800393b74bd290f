from __future__ import annotations

import pytest

from newslint.document.body import Body, Syntax
from newslint.document.html import Kind
from newslint.document.tree import Tree
from tests.shared_data import articles


def tree(text: str) -> tuple[Body, Tree]:
    body = Body(text, 0, len(text), Syntax.HTML)
    return body, Tree(body)


def test_elements_and_start_tags_find_each_other() -> None:
    body, found = tree("a\n<p>b\n<b class='x\ny'>c</b></p>\r\n<p>d<img src=e\n/></p>")
    for index, markup in enumerate(body.markups):
        if markup.kind is Kind.START:
            element = found.element_of(index)
            assert element is not None
            assert element.tag == markup.name
            assert found.index_of(element) == index
    assert found.complete


def test_what_the_parser_makes_up_has_no_start_tag() -> None:
    _, found = tree("<p>a</p>")
    assert [found.index_of(element) for element in found.elements()][:2] == [None, None], "html and body"


@pytest.mark.parametrize("text", ["", " \n", "<!-- a -->", "text", "</p>"])
def test_bodies_without_elements(text: str) -> None:
    _, found = tree(text)
    assert all(found.index_of(element) is None for element in found.elements())


def test_what_libxml2_loses_is_said() -> None:
    _, deep = tree("<div>" * 5000 + "x" + "</div>" * 5000)
    assert not deep.complete
    assert "nested" in deep.why
    _, many = tree("<br>" * 70_000)
    assert not many.complete


def test_real_articles() -> None:
    for path in articles(step=30):
        body, found = tree(path.read_bytes().decode("utf-8"))
        for element in found.elements():
            index = found.index_of(element)
            if index is not None:
                assert body.markups[index].name == element.tag
