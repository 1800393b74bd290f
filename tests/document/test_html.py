from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
import turbohtml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint.document.html import Kind, Markup, split
from tests.shared_data import articles, suite

Stream = list[tuple[Any, ...]]

NASTY = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "/",
            "=",
            '"',
            "'",
            " ",
            "\n",
            "\t",
            "\f",
            "a",
            "b",
            "p",
            "!",
            "?",
            "-",
            "--",
            "<!--",
            "-->",
            "--!>",
            "<!-->",
            "<!--->",
            "</",
            "<a ",
            "<p>",
            "</p>",
            "<b c=d>",
            "<i e='f' g>",
            '<u h="i">',
            "<script>",
            "</script>",
            "</script >",
            "<script",
            "<!doctype html>",
            "<![CDATA[",
            "]]>",
            "<textarea>",
            "</textarea>",
            "<title>",
            "</title",
            "<style>",
            "</style>",
            "<plaintext>",
            "<iframe>",
            "</iframe>",
            "<xmp>",
            "&amp;",
            "\u4e2d",
            "<A B=C>",
            "</3>",
            "</>",
            "<svg/>",
            "\r",
        ]
    ),
    max_size=14,
).map("".join)


def stream(text: str) -> Stream:
    """Return what the tokenizer makes of *text*, in the form of a list of tokens; text is joined and decoded."""
    found: Stream = []
    characters: list[str] = []
    raw = ""

    def flush() -> None:
        if joined := "".join(characters):
            found.append(("text", joined))
        characters.clear()

    for place, piece in enumerate(split(text)):
        if place % 2 == 0:
            characters.append(piece)
            continue
        markup = Markup(piece)
        if markup.kind in (Kind.NOTHING, Kind.UNTERMINATED):
            continue
        flush()
        if markup.kind is Kind.START:
            attributes = {name: attribute.value or "" for name, attribute in markup.by_name.items()}
            found.append(("start", markup.name, attributes))
            raw = markup.raw_content
            if raw:
                found.append(("text", raw))
        elif markup.kind is Kind.END:
            found.append(("end", markup.name))
        elif markup.kind is Kind.COMMENT:
            found.append(("comment", markup.comment))
        elif markup.kind is Kind.BOGUS_COMMENT:
            begin = 1 if markup.text[1] == "?" else 2
            found.append(("comment", markup.text[begin:].removesuffix(">")))
        else:
            found.append(("doctype",))
    flush()
    return found


def reference(text: str) -> Stream:
    """Return what a tokenizer that follows the WHATWG standard makes of *text*."""
    found: Stream = []
    for token in turbohtml.tokenize(text):
        kind = token.type.name
        if kind == "TEXT":
            if found and found[-1][0] == "text":
                found[-1] = ("text", found[-1][1] + token.data)
            else:
                found.append(("text", token.data))
        elif kind == "START_TAG":
            attributes: dict[str, str] = {}
            for name, value in token.attrs or ():
                attributes.setdefault(name, value or "")
            found.append(("start", token.tag, attributes))
        elif kind == "END_TAG":
            found.append(("end", token.tag))
        elif kind == "COMMENT":
            found.append(("comment", token.data))
        else:
            found.append(("doctype",))
    return found


# <noscript> is not among the fragments: the reference reads its content as a browser with scripts does, as text.
def comparable(text: str) -> bool:
    """Return whether the two can be compared: a processing instruction is read by a newer draft, and so is CDATA."""
    return "<?" not in text and "[CDATA[" not in text and "\r" not in text and "\0" not in text and "&" not in text


@settings(max_examples=1500, deadline=None)
@given(NASTY)
@example("<script><!--<script></script>--></script>x")
@example("<script><!--<script>x</script>y--></script>z")
@example("<script><!--</script>-->")
@example("<script><!--><script></script>")
@example("<textarea></textareax></textarea>")
@example("<a b='c\"d' b=e>")
@example("<a =b>")
@example("<a/b/>")
@example("<!--a--!>b")
@example("<!-->a")
@example("<plaintext></plaintext>")
def test_agrees_with_a_tokenizer_of_the_standard(text: str) -> None:
    if comparable(text):
        assert stream(text) == reference(text)


@settings(max_examples=500, deadline=None)
@given(st.one_of(NASTY, st.text(max_size=60)))
def test_pieces_and_attributes_are_slices_of_the_text(text: str) -> None:
    pieces = split(text)
    assert "".join(pieces) == text
    assert len(pieces) % 2 == 1
    for piece in pieces[1::2]:
        markup = Markup(piece)
        assert 0 < markup.head_end <= len(piece)
        for attribute in markup.attributes:
            written = piece[attribute.start : attribute.end]
            assert written.startswith(attribute.written_name)
            if attribute.value is not None:
                assert piece[attribute.value_start : attribute.value_end] == attribute.value
                inset = len(attribute.quote)
                assert piece[attribute.value_start - inset : attribute.value_start] == attribute.quote


def test_pieces_of_real_articles() -> None:
    for path in articles(step=4):
        text = path.read_bytes().decode("utf-8")
        pieces = split(text)
        assert "".join(pieces) == text
        for piece in pieces[1::2]:
            for attribute in Markup(piece).attributes:
                assert piece[attribute.start : attribute.end].startswith(attribute.written_name)


# What the suite expects of a whole tokenizer and this one leaves to others, by what the input holds:
# references are decoded by whoever needs the text, NUL and CR are kept as they are so that offsets stay,
# and a character is never replaced.
def _left_to_others(text: str) -> bool:
    return any(one in text for one in ("&", "\0", "\r")) or any("\ud800" <= one <= "\udfff" for one in text)


INITIAL = {
    "RCDATA state": "title",
    "RAWTEXT state": "xmp",
    "Script data state": "script",
    "PLAINTEXT state": "plaintext",
}


def test_agrees_with_the_cases_of_html5lib() -> None:
    compared = 0
    for path in sorted((suite("html5lib-tests") / "tokenizer").glob("*.test")):
        if path.name == "xmlViolation.test":
            continue  # Another mode, for trees that have to be XML.
        for case in json.loads(path.read_text(encoding="utf-8")).get("tests", ()):
            text = case["input"]
            if case.get("doubleEscaped"):
                text = (
                    text.encode("utf-8", "surrogatepass").decode("unicode_escape", "surrogatepass")
                    if text.isascii()
                    else text
                )
            if _left_to_others(text) or "\\u" in json.dumps(case["output"], ensure_ascii=False):
                continue
            expected: Stream = []
            for token in case["output"]:
                if token[0] == "Character":
                    if expected and expected[-1][0] == "text":
                        expected[-1] = ("text", expected[-1][1] + token[1])
                    else:
                        expected.append(("text", token[1]))
                elif token[0] == "StartTag":
                    expected.append(("start", token[1], token[2]))
                elif token[0] == "EndTag":
                    expected.append(("end", token[1]))
                elif token[0] == "Comment":
                    expected.append(("comment", token[1]))
                else:
                    expected.append(("doctype",))
            for state in case.get("initialStates", ["Data state"]):
                if state == "Data state":
                    if any(token[0] == "start" and token[1] in RAW for token in expected):
                        continue  # The suite's tokenizer is not told by its parser to read raw text.
                    assert stream(text) == expected, (path.name, case["description"])
                elif state in INITIAL and state != "CDATA section state":
                    name = case.get("lastStartTag") or INITIAL[state]
                    if name not in RAW:
                        continue
                    assert stream(f"<{name}>{text}")[1:] == expected, (path.name, case["description"], state)
                else:
                    continue
                compared += 1
    assert compared > 1000


RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<!-- a", [Kind.COMMENT]),
        ("<a b", [Kind.UNTERMINATED]),
        ("a < b <c>", [Kind.START]),
        ("<p\n>x</p\t>", [Kind.START, Kind.END]),
        ('<a href="x>y">', [Kind.START]),
        ("<?xml a?>", [Kind.BOGUS_COMMENT]),
        ("</ a>", [Kind.BOGUS_COMMENT]),
        ("</>", [Kind.NOTHING]),
        ("<!DOCTYPE html>", [Kind.DOCTYPE]),
    ],
)
def test_kinds(text: str, kinds: list[Kind]) -> None:
    assert [Markup(piece).kind for piece in split(text)[1::2]] == kinds


@pytest.mark.parametrize(
    ("text", "inside", "closed"),
    [
        ("<!-- a -->", " a ", True),
        ("<!--a--!>", "a", True),
        ("<!-->", "", True),
        ("<!--->", "", True),
        ("<!---->", "", True),
        ("<!-- a", " a ".rstrip(), False),
    ],
)
def test_comments(text: str, inside: str, closed: bool) -> None:
    markup = Markup(split(text)[1])
    assert (markup.comment, markup.closed) == (inside, closed)


def test_attributes_in_every_notation() -> None:
    markup = Markup("<a HREF=\"x&amp;y\" b c='d' e=f/ b=2 g=>")
    found = [(one.name, one.value, one.quote) for one in markup.attributes]
    assert found == [
        ("href", "x&amp;y", '"'),
        ("b", None, ""),
        ("c", "d", "'"),
        ("e", "f/", ""),
        ("b", "2", ""),
        ("g", "", ""),
    ]
    assert markup.get("href") == "x&y"
    assert markup.get("b") == ""
    assert markup.get("z") is None


def test_a_slash_closes_only_where_it_is_no_value() -> None:
    assert Markup("<br/>").self_closing
    assert Markup("<br a=b />").self_closing
    assert not Markup("<a href=b/>").self_closing


def test_large_inputs_are_read_whole() -> None:
    text = "<p>" + "x" * 10_000_000 + "</p>" + "<div>" * 10_000 + "</div>" * 10_000
    pieces = split(text)
    assert len(pieces) == 2 * 20_002 + 1
    assert len(pieces[2]) == 10_000_000


def test_references_of_attributes_are_decoded_as_browsers_do() -> None:
    assert Markup('<a href="?a=1&copy=2&amp;b">').get("href") == "?a=1&copy=2&b"
    assert unescape("&copy=2") != "&copy=2", "in text the same would be a character"
