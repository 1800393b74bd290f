"""Repairs of YAML that does not parse: what is certain is repaired, what is not is a problem with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newslint.document.entries import Node
from newslint.document.front_matter import Format, FrontMatter, read

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "tech-news-badyaml-dev"


def block(content: str) -> str:
    return f"---\n{content}\nother: fine\n---\nbody\n"


def repaired(found: FrontMatter) -> str:
    text = found.text
    for repair in reversed(found.repairs):
        text = text[: repair.start] + repair.replacement + text[repair.end :]
    return text


def check(found: FrontMatter) -> None:
    """What holds for every repair: it is needed, it is enough, and the values are those of the source."""
    text = found.text
    with pytest.raises((yaml.YAMLError, ValueError)):
        yaml.load(text[found.content_start : found.content_end], Loader=yaml.CSafeLoader)
    again = read(repaired(found))
    assert again.repairs == ()
    assert again.problem is None
    data = yaml.load(again.text[again.content_start : again.content_end], Loader=yaml.CBaseLoader)  # noqa: S506 (strings only)
    assert list(data) == list(dict.fromkeys(entry.key for entry in found.entries))
    assert [outline(e.node) for e in found.entries] == [outline(e.node) for e in again.entries]
    last = 0
    for repair in found.repairs:
        assert found.content_start <= repair.start < repair.end <= found.content_end
        assert repair.start >= last
        assert repair.message
        last = repair.end
    for entry in found.entries:
        if entry.plain_key:
            assert text[entry.key_start : entry.key_end] == entry.key
        assert entry.start <= entry.key_start < entry.key_end <= entry.node.start <= entry.node.end <= entry.end


def outline(node: Node) -> object:
    return node.kind, node.text, [outline(n) for n in node.items], [(e.key, outline(e.node)) for e in node.entries]


LITERAL = [
    "A: B",
    "A:",
    "A : B : C",
    "http://example.org/a: b",
    "@handle says",
    "`code` here",
    "%50 off",
    "& more",
    "&amp; more",
    "*x*",
    "*Important* news",
    "!important",
    "!important: really",
    "[Video] Fire in the harbour",
    "[a] [b]",
    "[Update] Issue #14 is open",
    "{{ page.title }}",
    "{{ a }} and {{ b }}",
    "{% if a %}b{% endif %}",
    "{a} b",
    "> quoted",
    "| piped",
    "- dash",
    "? question",
    ", comma",
    "] x",
    '"Hello" said the pilot',
    "'Tis 'the season",
    '"A" and "B"',
    "'A' and 'B'",
    '"Hello',
    "'Hello",
    '"A": B',
    'A: "B"',
    "中文: 标题 😀",
]


@pytest.mark.parametrize("value", LITERAL)
def test_the_text_as_it_stands(value: str) -> None:
    text = block(f"title: {value}")
    found = read(text)
    assert found.problem is None
    check(found)
    (repair,) = found.repairs
    assert repair.value == value
    assert text[repair.start : repair.end] == value
    title = found.get("title")
    assert title is not None
    assert title.value == value
    assert text[title.node.start : title.node.end] == value
    assert text[title.start : title.end] == f"title: {value}\n"
    assert found.value("other") == "fine"


@pytest.mark.parametrize("value", LITERAL)
@pytest.mark.parametrize(
    "form", ["params:\n  title: {}\n  b: c", "items:\n  - name: {}\n    b: c", "a: 1\r\ntitle: {}\r\nb: 2"]
)
def test_the_text_as_it_stands_below_other_keys(value: str, form: str) -> None:
    text = block(form.format(value))
    found = read(text)
    assert found.problem is None
    check(found)
    assert [repair.value for repair in found.repairs] == [value]
    assert value in [node.text for entry in found.entries for node in entry.node.walk()]


@pytest.mark.parametrize(
    "value", [v for v in LITERAL if ": " not in v and not v.endswith(":") and not v.startswith(("- ", "? "))]
)
def test_items(value: str) -> None:
    found = read(block(f"tags:\n  - {value}\n  - b"))
    assert found.problem is None
    check(found)
    assert found.value("tags") == [value, "b"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'it's'", "it's"),
        ("'Tom's and Ann's'", "Tom's and Ann's"),
        ("'the boys' room'", "the boys' room"),
        ('"A "b" c"', 'A "b" c'),
        ('"A "b""', None),
        ('"The 5" disk"', 'The 5" disk'),
        ('"C:\\dir"', "C:\\dir"),
        ('"a"b"', 'a"b'),
        ('"A "b" c" # a note', 'A "b" c'),
        ('"\\ud83d\\ude00 hi"', "😀 hi"),
        ('"a\x08b"', "a\x08b"),
        ("'a\x08 it''s'", "a\x08 it's"),
        ("a\x08b", "a\x08b"),
        ("a\u2028b", "a\u2028b"),
        ("a: b\x85c", "a: b\x85c"),
        ("A: B\tC  ", "A: B\tC"),
        ("A: B\n  goes on\n   here", "A: B goes on here"),
        ('"A "b"\n  c"', 'A "b" c'),
    ],
)
def test_the_text_between_the_quotes(written: str, value: str | None) -> None:
    text = block(f"title: {written}")
    found = read(text)
    if value is None:
        assert found.problem is not None
        return
    assert found.problem is None
    check(found)
    (repair,) = found.repairs
    assert repair.value == value
    assert found.value("title") == value
    title = found.entries[0]
    assert text[title.node.start : title.node.end] == written.strip().removesuffix(" # a note")


@pytest.mark.parametrize(
    ("content", "reason", "place"),
    [
        ("title: A: B # C", "comment", "A: B # C"),
        ('title: "A" b # c', "comment", '"A" b # c'),
        ("title: [a, b", "does not close", "[a, b"),
        ("title: {a: b", "does not close", "{a: b"),
        ("title: [a, b: c: d]", "broken list", "[a, b: c: d]"),
        ('title: """""\'T\'"""""', "which of these quotes", '"""""\'T\'"""""'),
        ('title: ""A""', "which of these quotes", '""A""'),
        ("title: 'it''s Tom's'", "which of these quotes", "'it''s Tom's'"),
        ('title: "a\\nb "c" d"', "backslashes", '"a\\nb "c" d"'),
        ('title: "C:\\dir\\new"', "backslashes", '"C:\\dir\\new"'),
        ("title: *missing", "nothing is named", "*missing"),
        ("a: &x [*x]", "inside the value", "*x"),
        ("title: A\n  more: B", "does not go with", "more: B"),
        ("tags:\n  - a: b: c\n  - d", "either text", "b: c"),
        ("# c\x07\ntitle: a", "comment", "\x07"),
        ("# c\x07\n# d", "comment", "\x07"),
        ("ti\x07tle: a", "U+0007", "\x07"),
        ("text: |\n\tindented", "tab", "\tindented"),
        ("a line of text\ntitle: x", "colon", ": x"),
        ("title: A: B\n- c", "indentation", "- c"),
        ("title: 'A", None, None),
    ],
)
def test_what_is_not_certain_is_a_problem(content: str, reason: str | None, place: str | None) -> None:
    text = block(content)
    found = read(text)
    if reason is None:
        assert found.problem is None
        return
    assert found.format is Format.YAML
    assert found.problem is not None
    assert reason in found.problem.message
    assert text[found.problem.start : found.problem.end] == place
    assert found.repairs == ()
    assert found.entries == ()


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("tags:\n\t- a\n\t- b", {"tags": ["a", "b"], "other": "fine"}),
        ("tags:\n\t- a\n\t- @b", {"tags": ["a", "@b"], "other": "fine"}),
        ("map:\n\tkey: a\n\tmore:\n\t\t- b", {"map": {"key": "a", "more": ["b"]}, "other": "fine"}),
        ("map:\r\n\tkey: a: b\r\n", {"map": {"key": "a: b"}, "other": "fine"}),
        ("title:a", {"title": "a", "other": "fine"}),
        ("title\uff1aa", {"title": "a", "other": "fine"}),
        ("title:\xa0a", {"title": "a", "other": "fine"}),
        ("title:\tA: B", {"title": "A: B", "other": "fine"}),
        ("a:\t\ntitle: A: B", {"a": None, "title": "A: B", "other": "fine"}),
        ("title:@a", {"title": "@a", "other": "fine"}),
        ("title\uff1aa: b", {"title": "a: b", "other": "fine"}),
    ],
)
def test_tabs_and_colons(content: str, values: dict[str, object]) -> None:
    found = read(block(content))
    if content == "title\uff1aa: b":
        assert {e.key: e.value for e in found.entries} == {"title\uff1aa": "b", "other": "fine"}
        assert found.repairs == ()
        return
    assert found.problem is None
    check(found)
    assert {e.key: e.value for e in found.entries} == values
    assert {text[n.start : n.end] for text in [found.text] for e in found.entries for n in e.node.walk() if n.text} == {
        n.text for e in found.entries for n in e.node.walk() if n.text
    }


@pytest.mark.parametrize("colon", [":", "\uff1a", ":\xa0", "\uff1a "])
def test_keys_that_all_lack_the_space_after_their_colon(colon: str) -> None:
    found = read(f"---\ntitle{colon}A\n# c\nauthor{colon}B: C\ndate{colon}2022-02-07\n---\n".replace("B: C", "B"))
    assert found.problem is None
    assert {entry.key: entry.text for entry in found.entries} == {"title": "A", "author": "B", "date": "2022-02-07"}
    again = read(repaired(found))
    assert [(e.key, e.text) for e in again.entries] == [(e.key, e.text) for e in found.entries]
    assert again.repairs == ()


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("tags:\n  - a\n - b\n  - c", {"tags": ["a", "b", "c"], "other": "fine"}),
        ("tags:\n    - a\n  - b\n  - @c", {"tags": ["a", "b", "@c"], "other": "fine"}),
        (" title: a\nauthor: b", {"title": "a", "author": "b", "other": "fine"}),
        ("\ttitle: a\nauthor: b", {"title": "a", "author": "b", "other": "fine"}),
        ("tags:\n    - a\n\t- b\n  - c", {"tags": ["a", "b", "c"], "other": "fine"}),
        ("tags:\n\t- a\n - b", {"tags": ["a", "b"], "other": "fine"}),
        ("  title: a: b\n  author: 'b'\n# c\ndate: d", {"title": "a: b", "author": "b", "date": "d", "other": "fine"}),
    ],
)
def test_indentation(content: str, values: dict[str, object]) -> None:
    found = read(block(content))
    assert found.problem is None
    check(found)
    assert {entry.key: entry.value for entry in found.entries} == values


@pytest.mark.parametrize(
    "content",
    [
        "tags:\n  - a\n - b: c",
        "tags:\n  - a\n    goes on\n - b",
        "tags:\n  - 'a'\n    - b\n - c",
        " title: a\n  author: b\nc: d",
        " title:\nauthor: b",
        "tags:\n  - a\n - b\nmap:\n  k: v\n  - x",
    ],
)
def test_indentation_that_is_not_certain_is_a_problem(content: str) -> None:
    found = read(block(content))
    assert found.problem is not None
    assert found.repairs == ()


def test_many_repairs_keep_all_other_places() -> None:
    content = (
        "# first\ntitle: A: B\ntags:\n\t- x\n\t- @y\nplain: z\n\n"
        "# last\nsub:\n  k: [V] w\n  t: |\n    a: b: c\n    - @\n"
        "more: 'q' r\ndate: 2022-02-07"
    )
    text = block(content)
    found = read(text)
    check(found)
    assert {e.key: e.value for e in found.entries if e.key != "date"} == {
        "title": "A: B",
        "tags": ["x", "@y"],
        "plain": "z",
        "sub": {"k": "[V] w", "t": "a: b: c\n- @\n"},
        "more": "'q' r",
        "other": "fine",
    }
    lines = {e.key: text[e.start : e.end] for e in found.entries}
    assert lines["title"] == "title: A: B\n"
    assert lines["tags"] == "tags:\n\t- x\n\t- @y\n"
    assert lines["more"] == "more: 'q' r\n"
    sub, title = found.get("sub"), found.get("title")
    assert sub is not None
    assert title is not None
    assert text[sub.lead_start : sub.start] == "# last\n"
    assert text[title.lead_start : title.start] == "# first\n"
    tags = found.get("tags")
    assert tags is not None
    assert [text[n.start : n.end] for n in tags.node.items] == ["x", "@y"]


def test_a_value_is_not_repaired_into_the_next_key() -> None:
    found = read(block('title: "A\ndesc: said "b\nlast: "c" d'))
    assert {e.key: e.value for e in found.entries} == {
        "title": '"A', "desc": 'said "b', "last": '"c" d', "other": "fine",
    }  # fmt: skip
    check(found)


def test_an_open_quote_ends_before_a_key_with_a_wide_colon() -> None:
    found = read(block("title: 'A\nsubtitle\uff1a'B' c\nlast: x"))
    assert {e.key: e.value for e in found.entries} == {
        "title": "'A", "subtitle": "'B' c", "last": "x", "other": "fine",
    }  # fmt: skip


def test_comments_alone_are_front_matter_also_if_they_are_broken() -> None:
    found = read("---\n# c\x07\n---\nbody\n")
    assert found.format is Format.YAML
    assert found.problem is not None
    assert "comment" in found.problem.message


def test_an_open_quote_ends_before_the_next_item() -> None:
    found = read(block("tags:\n  - @a\n  - 'b\n  - c'"))
    assert found.problem is None
    assert found.value("tags") == ["@a", "'b", "c'"]


def test_yaml_that_parses_is_not_repaired() -> None:
    for content in ["a: 'b'", "a: &b c\nd: *b", "a: [b, c]", "a: 2022-02-30", "a: b  # c: d", "a:\tb", "a: &more news"]:
        assert read(block(content)).repairs == (), content


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["title", "a-b", "k2"]),
            st.text(st.sampled_from("ab:# '\"\\[]{}&*!|>%@`,-?\t中😀\x07\u2028"), max_size=14),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["{}: {}\n", "  - {}: {}\n", "  {}: {}\n", "  - {1}\n"]),
)
def test_a_repair_never_changes_the_text(pairs: list[tuple[str, str]], form: str) -> None:
    nested = form.startswith(" ")
    content = ("top:\n" if nested else "") + "".join(form.format(k, v) for k, v in pairs)
    text = f"---\n{content}last: x\n---\n"
    found = read(text)
    if found.format is Format.NONE or found.problem or not found.repairs:
        return
    check(found)
    assert [e.key for e in found.entries][-1] == "last"
    for repair in found.repairs:
        # Nothing of the source is left out but quotes and what they escape, a comment, and white space.
        kept = repair.value
        written = text[repair.start : repair.end].strip(" \t")
        if kept == written:
            continue
        if written[:1] in ("'", '"') and written[-1:] == written[:1]:
            inner = written[1:-1]
            assert kept in (inner, inner.replace("''", "'")) or "\\" in inner
        else:
            assert repair.replacement.strip() in ("", ":")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of articles is not there")
def test_corpus() -> None:
    files = sorted(path for path in CORPUS.iterdir() if path.is_file())
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            found = read(file.read())
        assert found.problem is None, path
        check(found)
        for repair in found.repairs:
            assert found.text[repair.start : repair.end] == repair.value
    assert len(files) == 60
