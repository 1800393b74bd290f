"""The reader of front matter: the envelope, the entries and their spans, and the edits."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.document.entries import Alias
from newslint.document.front_matter import MAX_SIZE, Entry, Format, FrontMatter, Node, quote, read
from newslint.document.yaml_parser import YamlError, parse
from newslint.document.yaml_scalar import construct
from newslint.document.yaml_scanner import scan
from newslint.linting.finding import Edit

SHARED = Path(__file__).parents[2].parent / "shared"
CORPUS = SHARED / "corpus"
SUITE = SHARED / "suites" / "yaml-test-suite" / "src"


def block(content: str) -> str:
    return f"---\n{content}---\nbody\n"


def applied(text: str, edit: Edit) -> str:
    return text[: edit.start] + edit.replacement + text[edit.end :]


def shape(entries: tuple[Entry, ...]) -> list[object]:
    """All that the two ways of reading YAML have to agree on."""
    return [(e.key, e.key_start, e.key_end, e.start, e.end, e.lead_start, node_shape(e.node)) for e in entries]


def node_shape(node: Node) -> object:
    return (
        node.start,
        node.end,
        node.kind,
        node.style,
        node.text,
        node.in_flow,
        [node_shape(item) for item in node.items],
        shape(node.entries),
    )


def check_spans(front_matter: FrontMatter) -> None:
    """What holds for the front matter of any text."""
    text = front_matter.text
    assert front_matter.start == 0
    if front_matter.format is Format.NONE:
        assert front_matter.entries == ()
        assert front_matter.end == 0
        return
    offsets = [
        front_matter.fence_start,
        front_matter.fence_end,
        front_matter.content_start,
        front_matter.content_end,
        front_matter.closing_start,
        front_matter.closing_end,
        front_matter.end,
    ]
    assert offsets == sorted(offsets)
    assert offsets[-1] <= len(text)
    assert not text[: front_matter.fence_start].strip("\ufeff \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000")
    if front_matter.problem:
        assert 0 <= front_matter.problem.start <= front_matter.problem.end <= len(text)
        assert front_matter.problem.message
        assert front_matter.entries == ()
        assert not front_matter.readable
    check_entries(front_matter, front_matter.entries)


def check_entries(front_matter: FrontMatter, entries: tuple[Entry, ...]) -> None:
    text = front_matter.text
    for entry in entries:
        assert front_matter.content_start <= entry.lead_start <= entry.start <= entry.key_start
        assert entry.key_start <= entry.key_end <= entry.end <= front_matter.closing_end
        written = text[entry.key_start : entry.key_end]
        if entry.plain_key and front_matter.format is Format.YAML and written[:1] not in ("*", "!", "&"):
            assert written == entry.key
        check_node(front_matter, entry.node)
    for above, below in itertools.pairwise(entries):
        assert above.key_start < below.key_start


def check_node(front_matter: FrontMatter, node: Node) -> None:
    assert front_matter.content_start <= node.start <= node.end <= front_matter.closing_end
    written = front_matter.text[node.start : node.end]
    if not front_matter.repairs:
        if node.style == "plain" and front_matter.format is Format.YAML and "\n" not in written and "\r" not in written:
            assert "".join(written.split("\u2028")) == node.text or any(c in written for c in "\x85\u2028\u2029")
        elif node.style in ("single", "double") and front_matter.format is Format.YAML:
            assert written[0] == written[-1]
            assert written[0] in "\"'"
    if node.kind == "scalar":
        assert (node.items, node.entries) == ((), ())
    _ = node.value
    check_entries(front_matter, node.entries)
    for item in node.items:
        check_node(front_matter, item)


# The envelope.


@pytest.mark.parametrize(
    "before",
    ["", "\n", "\r\n", "   ", "\ufeff", "\ufeff\n\n  ", "\t\n", "\r"],
)
@pytest.mark.parametrize("opening", ["---", "--- ", "---\t", "----", "----------"])
@pytest.mark.parametrize("closing", ["---", "...", "-----", "--- \t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_envelope(before: str, opening: str, closing: str, newline: str) -> None:
    text = newline.join([before + opening, "title: A", closing, "<p>b</p>", "---", ""])
    found = read(text)
    assert found.format is Format.YAML
    assert text[found.fence_start : found.fence_end] == opening
    assert text[found.content_start : found.content_end] == f"title: A{newline}"
    assert text[found.closing_start : found.closing_end] == closing
    assert text[found.end :] == f"<p>b</p>{newline}---{newline}"
    assert found.value("title") == "A"
    check_spans(found)


@pytest.mark.parametrize(
    "text", ["---\n---\n", "---\n---", "---\n\n---\nx", "---\n# only a comment\n---\nx", "---\r\n---\r\n"]
)
def test_an_empty_block_is_front_matter(text: str) -> None:
    found = read(text)
    assert (found.format, found.entries, found.problem, found.readable) == (Format.YAML, (), None, True)
    assert found.end == len(text.removesuffix("x"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\ufeff",
        "---",
        "--- ",
        "--",
        "---\n",
        "--- title: a\n---\n",
        "+++\n",
        "{",
        "{{ content }}\n}\n",
        "{% raw %}\n}\n",
        ";;;\n",
        "<p>a</p>\n---\ntitle: a\n---\n",
        "---\n\nA rule, and prose below it.\n\n---\n\nMore: of it.\n",
        "---\nA sentence without a key.\n---\n",
        "---\n\n- a\n- b\n\n---\n",
        "---\nHe said so, and she said: no.\nThat was it.\n\n@x\n---\n",
        "title: a\n---\nbody",
    ],
)
def test_no_front_matter(text: str) -> None:
    found = read(text)
    assert (found.format, found.end, found.problem, found.readable) == (Format.NONE, 0, None, False)
    assert found.get("title") is None
    check_spans(found)


@pytest.mark.parametrize("text", ["---\ntitle: a\ndate: b\n\n<p>x</p>\n", "\n---\n# c\n\ntitle: a", "+++\ntitle = 1\n"])
def test_unterminated(text: str) -> None:
    found = read(text)
    assert found.format is Format.NONE
    assert found.unterminated is not None
    assert text[found.unterminated.start : found.unterminated.end] == text.strip()[:3]


def test_a_rule_is_not_unterminated_front_matter() -> None:
    assert read("---\n\nProse after a rule.\n").unterminated is None
    assert read("---").unterminated is None


def test_hyphens_in_the_body_do_not_matter() -> None:
    text = block("title: A\n") + "x: y\n---\nz: w\n---\n"
    assert [e.key for e in read(text).entries] == ["title"]


def test_three_hyphens_end_the_block_also_in_a_quoted_value() -> None:
    text = '---\ntitle: "a\n---\nb"\nother: c\n---\nbody\n'
    found = read(text)
    assert text[found.end :].startswith('b"')
    assert found.problem is not None
    assert "hyphens" in found.problem.message
    assert text[found.problem.start : found.problem.end] == '"a'


def test_indented_hyphens_do_not_end_the_block() -> None:
    found = read(block("text: |\n  ---\n  x\nb: 1\n"))
    assert found.value("text") == "---\nx\n"
    assert found.value("b") == 1


@pytest.mark.parametrize(
    "content", ["- a\n- b\n", "title:a\n", "title\uff1aa\n", "title:\xa0a\n", "title:a\nb c\n", "title:a\n  author:b\n"]
)
def test_what_is_no_mapping_is_a_problem(content: str) -> None:
    found = read(block(content))
    assert found.format is Format.YAML
    assert found.problem is not None
    assert found.entries == ()
    check_spans(found)


def test_size_is_capped() -> None:
    small = read(block(f"title: {'a' * (MAX_SIZE - 100)}\n"))
    assert small.readable
    large = read(block(f"title: {'a' * MAX_SIZE}\n"))
    assert large.problem is not None
    assert read("---\n\nprose\n" + "x\n" * MAX_SIZE + "---\n").format is Format.NONE


# Entries.


def test_entries_of_the_flat_shape() -> None:
    content = (
        "# about\n# the title\ntitle: \"A: B\"\nauthor: 'it''s'\nempty:\nspaced:   \n\n"
        "date: 2022-02-07\ntags:\n  - a b\n  - \"c\"\nflow: [x, 'y: z', no]\nnone: {}\nlast: http://a/b#c # note\n"
    )
    text = block(content)
    found = read(text)
    check_spans(found)
    assert [(e.key, e.value) for e in found.entries] == [
        ("title", "A: B"),
        ("author", "it's"),
        ("empty", None),
        ("spaced", None),
        ("date", datetime.date(2022, 2, 7)),
        ("tags", ["a b", "c"]),
        ("flow", ["x", "y: z", False]),
        ("none", {}),
        ("last", "http://a/b#c"),
    ]
    title = found.entries[0]
    assert text[title.lead_start : title.start] == "# about\n# the title\n"
    assert text[title.start : title.end] == 'title: "A: B"\n'
    tags = found.get("tags")
    assert tags is not None
    assert text[tags.start : tags.end] == 'tags:\n  - a b\n  - "c"\n'
    assert text[tags.node.start : tags.node.end] == '- a b\n  - "c"'
    assert [text[n.start : n.end] for n in tags.node.items] == ["a b", '"c"']
    empty = found.get("empty")
    assert empty is not None
    assert (empty.node.start, empty.node.end) == (empty.key_end + 1, empty.key_end + 1)
    last = found.get("last")
    assert last is not None
    assert last.text == "http://a/b#c"
    assert text[last.start : last.end] == "last: http://a/b#c # note\n"


def test_spans_count_code_points() -> None:
    text = "\ufeff---\n标题: 😀 é 中文\nb: 'x😀'\nc: \"\\U0001F600\"\n---\n"
    found = read(text)
    check_spans(found)
    assert [text[e.node.start : e.node.end] for e in found.entries] == ["😀 é 中文", "'x😀'", '"\\U0001F600"']
    assert found.value("c") == "😀"
    assert found.value("标题") == "😀 é 中文"


def test_nested_values() -> None:
    content = (
        "a:\n  # on b\n  b: [x, {y: z, w: 'v'}]\n  c:\n    - d: 1\n      e: 2\n    - f: 3\n"
        'g: >-\n  folded\n  text\n\nh: |+\n  kept\n\ni: plain\n  goes on\nj: "double\n  too"\n'
    )
    text = block(content)
    found = read(text)
    check_spans(found)
    assert {e.key: e.value for e in found.entries} == yaml.safe_load(content)
    a = found.entries[0]
    b, c = a.node.entries
    assert text[b.lead_start : b.end] == "  # on b\n  b: [x, {y: z, w: 'v'}]\n"
    assert b.node.items[1].entries[1].node.in_flow
    first, second = c.node.items
    assert [text[e.start : e.end] for e in first.entries] == ["d: 1\n      ", "      e: 2\n"]
    assert [text[e.start : e.end] for e in second.entries] == ["f: 3"]
    styles = {e.key: (e.node.style, text[e.node.start : e.node.end]) for e in found.entries[1:]}
    assert styles == {
        "g": ("folded", ">-\n  folded\n  text"),
        "h": ("literal", "|+\n  kept\n\n"),
        "i": ("plain", "plain\n  goes on"),
        "j": ("double", '"double\n  too"'),
    }
    h = found.get("h")
    assert h is not None
    assert text[h.start : h.end] == "h: |+\n  kept\n\n"


def test_duplicate_keys_are_all_there_and_the_last_one_counts() -> None:
    found = read(block("a: 1\nb: 2\na: 3\n"))
    assert [e.key for e in found.entries] == ["a", "b", "a"]
    assert found.value("a") == 3
    assert "b" in found
    assert "c" not in found
    assert found.value("c", "x") == "x"


def test_keys_of_other_types_are_strings() -> None:
    found = read(block("2022: a\nyes: b\n\"q k\": c\n'': d\nnull: e\nLast Modified: f\nn: {1: x}\n"))
    check_spans(found)
    assert [e.key for e in found.entries] == ["2022", "yes", "q k", "", "null", "Last Modified", "n"]
    assert found.value("n") == {1: "x"}


def test_anchors_aliases_and_merge_keys() -> None:
    content = "base: &b {x: 1, y: 2}\ntags: &t\n  - a\nmore: *t\nown:\n  <<: *b\n  y: 3\n<<: *b\n"
    text = block(content)
    found = read(text)
    check_spans(found)
    assert found.value("more") == ["a"]
    assert found.value("own") == {"x": 1, "y": 3}
    assert found.value("x") == 1
    assert "x" not in found
    more, base = found.get("more"), found.get("base")
    assert more is not None
    assert base is not None
    assert isinstance(more.node, Alias)
    assert (more.node.style, more.node.kind, more.node.items) == ("alias", "list", ())
    assert text[more.node.start : more.node.end] == "*t"
    assert text[base.node.start : base.node.end] == "{x: 1, y: 2}"


@pytest.mark.parametrize(
    "content",
    [
        "a: &x [*x]\n",
        "a: &x {b: *x}\n",
        "a: &x 1\nb: &x 2\n",
        "a: *missing\n",
        "a: 1\n? [b, c]\n: d\n",
        "a: 1\n--- b\n",
        "a: b\n c: d\n",
        "a: {b: c\n",
    ],
)
def test_unreadable_yaml_is_a_problem(content: str) -> None:
    found = read(block(content))
    assert found.problem is not None
    assert found.content_start <= found.problem.start < found.problem.end <= found.content_end
    check_spans(found)


def test_aliases_that_multiply_are_a_problem() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    found = read(block("\n".join(lines) + "\n"))
    assert found.problem is not None
    assert "aliases" in found.problem.message


@pytest.mark.parametrize("opening", ["[", "{", "[{", "- ", "? "])
def test_deep_nesting_is_a_problem(opening: str) -> None:
    for depth in (1_000, 100_000):
        found = read(block(f"a:\n  {(opening * depth)[: MAX_SIZE - 100]}\n"))
        assert found.problem is not None
        check_spans(found)


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read(block("a: " + "[" * 99 + "]" * 99 + "\n")).readable
    found = read(block("a: " + "[" * 100 + "]" * 100 + "\n"))
    assert found.problem is not None
    assert "deep" in found.problem.message


@pytest.mark.parametrize(
    "text", ["---\na: b\x00c\n\x00: d\n---\n", "---\na: \ud800\n---\n", "---\na: \uffff b\n \x01\n---\n"]
)
def test_characters_that_yaml_does_not_allow(text: str) -> None:
    check_spans(read(text))


@pytest.mark.parametrize("value", ["2022-02-30", "0x_", "1" * 5000, "=", "<<", "0000-00-00 00:00:00"])
def test_what_only_looks_like_a_value_of_a_type_is_text(value: str) -> None:
    found = read(block(f"a: {value}\n"))
    assert found.value("a") == value


def test_tags() -> None:
    found = read(block('a: !!str 5\nb: !!int "5"\nc: ! 7\nd: !!int x\ne: !!binary aGk=\nf: !!set {x}\n'))
    assert {e.key: e.value for e in found.entries} == {
        "a": "5",
        "b": 5,
        "c": "7",
        "d": "x",
        "e": b"hi",
        "f": {"x": None},
    }
    assert found.text[found.entries[1].node.start : found.entries[1].node.end] == '"5"'


# Both ways through YAML.

_WORDS = st.text(st.sampled_from("ab Z09-_.:#'\",[]{}&*!|>%@`?=~<\\/\t\xa0中😀é"), max_size=12)
_SCALARS = st.one_of(
    _WORDS,
    _WORDS.map(lambda word: f'"{word}"'),
    _WORDS.map(lambda word: f"'{word}'"),
    st.sampled_from(
        [
            "no",
            "2022-02-07",
            "12:30",
            "",
            "[]",
            "{}",
            "[a, b]",
            "['x', \"y\", z w]",
            "[a,b ]",
            "[a: b]",
            "|",
            ">-",
            "|+",
        ]
    ),
)
_KEYS = st.one_of(st.sampled_from(["title", "date", "a-b", "x.y", "_k", "标题", "k2"]), _WORDS)
_LINES = st.one_of(
    st.builds(
        lambda k, c, v, e: f"{k}{c}{v}{e}",
        _KEYS,
        st.sampled_from([": ", ":", ":   "]),
        _SCALARS,
        st.sampled_from(["", " ", " # c"]),
    ),
    st.builds(
        lambda i, d, v: f"{i}{d}{v}", st.sampled_from(["", " ", "  "]), st.sampled_from(["- ", "-  ", "-"]), _SCALARS
    ),
    st.sampled_from(["", "# c", "  # c", "  ", "#", "tags:", "  goes on", "  k: v", "    deep", "text: |", "more: >-"]),
    st.builds(lambda i, k, v: f"{i}{k}: {v}", st.sampled_from(["  ", " ", "  - ", "- ", "    "]), _KEYS, _SCALARS),
)
_CONTENT = st.builds(
    lambda lines, end: "".join(line + end for line in lines),
    st.lists(_LINES, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)


@given(_CONTENT)
@example("a: b\n\n# c\n# d\ne: 'f''g'  # h\ni:\n- j\n- \"k\"\nl: [m, 'n o', p]\n")
@example("a:\n    - b\n    - c # d\n\n")
@example("text: |\n- title: \n - \n")
def test_the_scanner_agrees_with_the_parser(content: str) -> None:
    text = "--\n" + content
    entries = scan(text, 3, len(text))
    if entries is None:
        return
    root = parse(text, 3, len(text))
    assert shape(entries) == shape(root.entries if root else ())


# What stands below a key in the files of real sites; the scanner has to read it by itself.
_FLAT = st.sampled_from(["a", "b c", "'d'", '"e: f"', "g:h", "", "12", "[x, 'y']", "{}", "k # c"])
_PARAGRAPH = st.lists(st.sampled_from(["one", "two words", "- three", "k: v", "'", "", "# no"]), max_size=4)


def _indented(lines: list[str]) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in lines)


_MAPPING = st.lists(st.tuples(st.sampled_from(["k", "_n", "x-y"]), _FLAT), min_size=1, max_size=3)
_BELOW = st.one_of(
    st.builds(
        lambda i, lines: f"text: {i}\n  first\n{_indented(lines)}", st.sampled_from("| > |- >-".split()), _PARAGRAPH
    ),
    _MAPPING.map(lambda pairs: "map:\n" + "".join(f"  {key}: {value}\n" for key, value in pairs)),
    st.lists(_MAPPING, min_size=1, max_size=3).map(
        lambda items: "list:\n" + "".join("  - " + "    ".join(f"{k}: {v}\n" for k, v in pairs) for pairs in items)
    ),
)


@given(st.lists(_BELOW, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "# c\n", "\n"]))
def test_the_scanner_reads_what_stands_below_keys(blocks: list[str], newline: str, between: str) -> None:
    content = (between.join(blocks) + "last: 1\n").replace("\n", newline)
    entries = scan("--\n" + content, 3, 3 + len(content))
    root = parse("--\n" + content, 3, 3 + len(content))
    assert root is not None
    if entries is not None:
        assert shape(entries) == shape(root.entries)
    assert entries is not None or "  # no" in content


@given(_CONTENT)
def test_entries_are_those_of_pyyaml(content: str) -> None:
    found = read(block(content))
    check_spans(found)
    try:
        node = yaml.compose(content, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return
    if found.readable and not found.repairs and isinstance(node, yaml.MappingNode):
        compare(found.entries, node, found)


def compare(entries: tuple[Entry, ...], node: yaml.MappingNode, found: FrontMatter) -> None:
    assert len(entries) == len(node.value)
    for entry, (key, value) in zip(entries, node.value, strict=True):
        assert entry.key == key.value
        compare_node(entry.node, value, found)


def compare_node(ours: Node, theirs: yaml.Node, found: FrontMatter) -> None:
    if isinstance(theirs, yaml.ScalarNode):
        assert (ours.kind, ours.text) == ("scalar", theirs.value)
    elif ours.style == "alias":
        assert ours.kind == ("list" if isinstance(theirs, yaml.SequenceNode) else "mapping")
    elif isinstance(theirs, yaml.SequenceNode):
        assert ours.kind == "list"
        for item, other in zip(ours.items, theirs.value, strict=True):
            compare_node(item, other, found)
    elif isinstance(theirs, yaml.MappingNode):
        assert ours.kind == "mapping"
        compare(ours.entries, theirs, found)


@given(st.text(st.sampled_from("-+.;{}[]\"':=#&*!|>? \t\r\n\ufeff\x00\x85\u2028ab中😀"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    for whole in (
        text,
        f"---\n{text}",
        f"---\n{text}\n---\n",
        f"---\na: {text}\n---\n",
        f"+++\n{text}\n+++\n",
        f'{{"{text}\n}}\n',
    ):
        check_spans(read(whole))


@given(st.text(max_size=40))
def test_any_characters_are_read(text: str) -> None:
    for whole in (text, f"---\na: b\nc: {text}\n---\n", f"+++\na = '{text}'\n+++\n", f'{{\n"a": "{text}"\n}}\n'):
        check_spans(read(whole))


@given(
    st.one_of(
        st.text(st.sampled_from("0123456789_.:+-eExobabcdefTZ "), max_size=20),
        st.from_regex(
            r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]+[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]{0,8})?"
            r"( *(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?)?",
            fullmatch=True,
        ),
        st.sampled_from(
            [
                "yes",
                "No",
                "ON",
                "oFF",
                "~",
                "null",
                "Null",
                "y",
                ".inf",
                "-.INF",
                ".NaN",
                "0b1_0",
                "017",
                "08",
                "0x1f",
                "1:0",
                "12:5",
                "190:20:30",
                "1:60",
                "1:2.5",
            ]
        ),
    )
)
def test_plain_scalars_mean_what_they_mean_to_pyyaml(text: str) -> None:
    try:
        expected = yaml.load(f"- {text}", Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError):
        construct(text)
        return
    if not (isinstance(expected, list) and expected and _first(text).value == text):
        return
    if isinstance(_first(text), yaml.ScalarNode):
        value = construct(text)
        assert type(value) is type(expected[0])
        assert repr(value) == repr(expected[0])


# Quotes.


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain text", "plain text"),
        ("it's", "it's"),
        ('say "hi"', 'say "hi"'),
        ("C# and F#", "C# and F#"),
        ("http://example.org/a?b=c#d", "http://example.org/a?b=c#d"),
        ("3D", "3D"),
        ("", '""'),
        ("A: B", '"A: B"'),
        ("ends:", '"ends:"'),
        ("C # and", '"C # and"'),
        (" x", '" x"'),
        ("x ", '"x "'),
        ("no", '"no"'),
        ("Y", '"Y"'),
        ("~", '"~"'),
        ("12:30", '"12:30"'),
        ("0123", '"0123"'),
        ("1e3", '"1e3"'),
        ("1,000", '"1,000"'),
        ("2022-02-07", '"2022-02-07"'),
        ("2022-02-07 07:55:30 +0800", '"2022-02-07 07:55:30 +0800"'),
        (":symbol", '":symbol"'),
        ("- x", '"- x"'),
        ("[x]", '"[x]"'),
        ("{{ x }}", '"{{ x }}"'),
        ("@x", '"@x"'),
        ('"A": B', "'\"A\": B'"),
        ('it\'s: "x"', "'it''s: \"x\"'"),
        ("it's: x", '"it\'s: x"'),
        ("C:\\x: y", "'C:\\x: y'"),
        ("a\nb", '"a\\nb"'),
        ("a\tb", '"a\\tb"'),
        ('\\ "\n', '"\\\\ \\"\\n"'),
        ("a\x85\u2028\ufeff\x07", '"a\\x85\\u2028\\ufeff\\x07"'),
        ("\u3000x", '"\u3000x"'),
        ("=", '"="'),
        ("...", '"..."'),
    ],
)
def test_quote(value: str, written: str) -> None:
    assert quote(value) == written
    assert yaml.safe_load(f"k: {written}") == {"k": value}


@pytest.mark.parametrize(("value", "written"), [("a, b", '"a, b"'), ("a]", '"a]"'), ("a:b", '"a:b"'), ("a b", "a b")])
def test_quote_in_flow(value: str, written: str) -> None:
    assert quote(value, in_flow=True) == written
    assert yaml.safe_load(f"[{written}, x]") == [value, "x"]


@given(
    st.text(
        st.one_of(st.sampled_from("ab 01:#-'\"\\,[]{}&*!|>%@`?=~<.\n\tyn"), st.characters(exclude_categories=["Cs"])),
        max_size=20,
    )
)
def test_a_quoted_string_is_read_as_that_string(value: str) -> None:
    assert yaml.safe_load(f"k: {quote(value)}\n") == {"k": value}
    assert yaml.safe_load(f"{quote(value)}: k\n") == {value: "k"}
    assert yaml.load(f"k: [{quote(value, in_flow=True)}, x]\n", Loader=yaml.CSafeLoader) == {"k": [value, "x"]}


# Edits.


@pytest.mark.parametrize(
    ("content", "key", "value", "expected"),
    [
        ("a: 1\n", "a", "x", "a: x\n"),
        ("a: 'old' # why\n", "a", "B: c", 'a: "B: c" # why\n'),
        ("a:\n", "a", "x", "a: x\n"),
        ("a:   \n", "a", "x", "a: x\n"),
        ("a:  # c\n", "a", "x", "a: x  # c\n"),
        ("a: 1\n", "b", "no", 'a: 1\nb: "no"\n'),
        ("", "b", "x", "b: x\n"),
        (" a: 1\n", "b", "x", " a: 1\n b: x\n"),
        ("a: 1\n", "b", ["x", "y: z"], 'a: 1\nb:\n  - x\n  - "y: z"\n'),
        ("a: 1\nb: 2\n", "a", ["x"], "a:\n  - x\nb: 2\n"),
        ("a: [1, 2]\nb: 2\n", "a", ["x"], "a:\n  - x\nb: 2\n"),
        ("a:\n- 1\n- 2\nb: 2\n", "a", ["x"], "a:\n  - x\nb: 2\n"),
        ("a:\n- 1\n- 2\nb: 2\n", "a", [], "a: []\nb: 2\n"),
        ("a:\n  - 1\nb: 2\n", "a", "x", "a: x\nb: 2\n"),
        ("a:\n  k: v\nb: 2\n", "a", "x", "a: x\nb: 2\n"),
        ("a: |\n  t\n\nb: 2\n", "a", "x", "a: x\n\nb: 2\n"),
        ("a: &n old\nb: *n\n", "a", "x", "a: &n x\nb: *n\n"),
        ("a: !!int 5\n", "a", "x", "a: x\n"),
        ("{a: 1}\n", "b", "x", "{a: 1, b: x}\n"),
        ("{a: 1}\n", "a", ["x", "y, z"], '{a: [x, "y, z"]}\n'),
        ("a: 1\na: 2\n", "a", "x", "a: 1\na: x\n"),
    ],
)
def test_set(content: str, key: str, value: str | list[str], expected: str) -> None:
    text = block(content)
    changed = applied(text, read(text).set(key, value))
    assert changed == block(expected)
    assert read(changed).value(key) == value


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_set_keeps_line_ends(newline: str) -> None:
    text = block("a: 1\n").replace("\n", newline)
    assert applied(text, read(text).set("b", ["x"])) == block("a: 1\nb:\n  - x\n").replace("\n", newline)


@pytest.mark.parametrize("text", ["", "<p>x</p>", "---\n- a\n---\n"])
def test_set_needs_front_matter(text: str) -> None:
    with pytest.raises(ValueError, match="no front matter"):
        read(text).set("a", "b")


def test_replace() -> None:
    text = block("a: [x, 'y']\nb:\n  - c\n  -\nd: 1\n")
    found = read(text)
    a, b, d = found.entries
    assert applied(text, found.replace(a.node.items[1], "p, q")) == text.replace("'y'", '"p, q"')
    assert applied(text, found.replace(b.node.items[0], "p, q")) == text.replace("- c", "- p, q")
    assert applied(text, found.replace(b.node.items[1], "z")) == text.replace("  -\n", "  - z\n")
    assert applied(text, found.replace(d.node, "2022-02-07", raw=True)) == text.replace("d: 1", "d: 2022-02-07")
    assert applied(text, found.replace(d.node, "2022-02-07")) == text.replace("d: 1", 'd: "2022-02-07"')
    assert applied(text, found.replace(b.node, "x")) == text.replace("b:\n  - c\n  -\n", "b: x\n")


@pytest.mark.parametrize(
    ("content", "path", "expected"),
    [
        ("a: 1\nb: 2\nc: 3\n", ["b"], "a: 1\nc: 3\n"),
        ("# on a\na: 1 # x\nb: 2\n", ["a"], "# on a\nb: 2\n"),
        ("a:\n  - 1\n  # c\n  - 2\nb: 2\n", ["a"], "b: 2\n"),
        ("a: |+\n  x\n\nb: 2\n", ["a"], "b: 2\n"),
        ("a: {x: 1, y: 2, z: 3}\n", ["a", "x"], "a: {y: 2, z: 3}\n"),
        ("a: {x: 1, y: 2, z: 3}\n", ["a", "y"], "a: {x: 1, z: 3}\n"),
        ("a: {x: 1, y: 2, z: 3}\n", ["a", "z"], "a: {x: 1, y: 2}\n"),
        ("a: {x: 1}\n", ["a", "x"], "a: {}\n"),
        ("a:\n  x: 1\n  y: 2\n", ["a", "x"], "a:\n  y: 2\n"),
        ("? a\n: 1\nb: 2\n", ["a"], "b: 2\n"),
    ],
)
def test_remove(content: str, path: list[str], expected: str) -> None:
    text = block(content)
    found = read(text)
    entries = found.entries
    for key in path:
        entry = next(e for e in entries if e.key == key)
        entries = entry.node.entries
    assert applied(text, found.remove(entry)) == block(expected)
    assert read(block(expected)).readable


def test_remove_below_a_dash() -> None:
    text = block("a:\n  - x: 1\n    y: 2\n  - z: 3\n")
    found = read(text)
    first, second = found.entries[0].node.items
    assert read(applied(text, found.remove(first.entries[0]))).value("a") == [{"y": 2}, {"z": 3}]
    assert read(applied(text, found.remove(first.entries[1]))).value("a") == [{"x": 1}, {"z": 3}]
    assert read(applied(text, found.remove(second.entries[0]))).value("a") == [{"x": 1, "y": 2}, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n'old': x\n---\n", '---\n"new: key": x\n---\n'),
        ("+++\nold = 1\n+++\n", '+++\n"new: key" = 1\n+++\n'),
        ('{\n  "old": 1\n}\n', '{\n  "new: key": 1\n}\n'),
    ],
)
def test_rename(text: str, expected: str) -> None:
    found = read(text)
    changed = applied(text, found.rename(found.entries[0], "new: key"))
    assert changed == expected
    assert [e.key for e in read(changed).entries] == ["new: key"]


# TOML.

TOML = """+++
# lead
title = "A \\"b\\" 😀"  # c
date = 2022-02-07T07:55:30Z
draft = false
tags = [
  "a", # one
  'b',
]
point = { x = 1, "y z" = [2, {}] }
a.b = 5
text = \"\"\"
+ +++ is text
x\"\"\"

# on params
[params]
key = 1
other = "x"

[params.deep]
z = 1

[[items]]
n = 1
[[items]]
n = 2
+++
body
"""


def test_toml() -> None:
    found = read(TOML)
    check_spans(found)
    assert found.format is Format.TOML
    assert found.problem is None
    assert TOML[found.end :] == "body\n"
    assert [e.key for e in found.entries] == [
        "title", "date", "draft", "tags", "point", "a.b", "text", "params", "params.deep", "items",
    ]  # fmt: skip
    assert found.value("title") == 'A "b" 😀'
    assert found.value("date") == datetime.datetime(2022, 2, 7, 7, 55, 30, tzinfo=datetime.UTC)
    assert found.value("a.b") == 5
    assert found.value("params") == {"key": 1, "other": "x", "deep": {"z": 1}}
    assert found.value("items") == [{"n": 1}, {"n": 2}]
    written = {e.key: TOML[e.node.start : e.node.end] for e in found.entries}
    assert written["title"] == '"A \\"b\\" 😀"'
    assert written["date"] == "2022-02-07T07:55:30Z"
    assert written["point"] == '{ x = 1, "y z" = [2, {}] }'
    tags = found.get("tags")
    assert tags is not None
    assert [(n.text, n.style, TOML[n.start : n.end]) for n in tags.node.items] == [
        ("a", "double", '"a"'),
        ("b", "single", "'b'"),
    ]
    params = found.get("params")
    assert params is not None
    assert TOML[params.lead_start : params.end] == '# on params\n[params]\nkey = 1\nother = "x"\n'
    assert [e.key for e in params.node.entries] == ["key", "other"]
    items = found.get("items")
    assert items is not None
    assert TOML[items.start : items.end] == "[[items]]\nn = 1\n[[items]]\nn = 2\n"
    assert [n.value for n in items.node.items] == [{"n": 1}, {"n": 2}]


def test_toml_edits() -> None:
    found = read(TOML)
    assert read(applied(TOML, found.set("title", 'x\n"\\'))).value("title") == 'x\n"\\'
    assert read(applied(TOML, found.set("tags", ["p", "q"]))).value("tags") == ["p", "q"]
    changed = read(applied(TOML, found.set("new", "v")))
    assert changed.value("new") == "v"
    assert changed.value("params") == found.value("params")
    entry = found.get("draft")
    assert entry is not None
    assert "draft" not in read(applied(TOML, found.remove(entry)))
    assert applied("+++\n+++\n", read("+++\n+++\n").set("k k", ["a"])) == '+++\n"k k" = ["a"]\n+++\n'


@pytest.mark.parametrize(
    "content",
    [
        "a = \n",
        "a = 1\na = 2\n",
        "a = 2022-02-30\n",
        "a = [1\n",
        "\x00\n",
        f"a = {'[' * 5000}\n",
        f"a = {'9' * 5000}\n",
    ],
)
def test_bad_toml_is_a_problem(content: str) -> None:
    found = read(f"+++\n{content}+++\nx")
    assert found.format is Format.TOML
    assert found.problem is not None
    check_spans(found)


def test_a_toml_problem_is_where_it_is() -> None:
    text = '+++\ntitle = "A"\ndate = oops\n+++\n'
    problem = read(text).problem
    assert problem is not None
    assert text.startswith("oops", problem.start)


# JSON.


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('{\n  "title": "A",\n  "tags": ["x", 1, {"y": null}]\n}\nbody', "body"),
        ('\n\ufeff{"title": "A",\r\n"tags": ["x", 1, {"y": null}]\r\n}\r\n\r\nbody', "\r\nbody"),
        ('"title": "A",\n"tags": ["x", 1, {"y": null}]\n;;;\nbody', "body"),
        (';;;\n"title": "A",\n"tags": ["x", 1, {"y": null}]\n;;;\nbody', "body"),
        ('{\n  "title": "A",\n  "tags": ["x", 1, {"y": null}]\n}\n;;;\nbody', "body"),
    ],
)
def test_json(text: str, body: str) -> None:
    found = read(text)
    check_spans(found)
    assert found.format is Format.JSON
    assert found.problem is None
    assert text[found.end :] == body
    assert [(e.key, e.value) for e in found.entries] == [("title", "A"), ("tags", ["x", 1, {"y": None}])]
    title, tags = found.entries
    assert text[title.key_start : title.key_end] == '"title"'
    assert text[title.node.start : title.node.end] == '"A"'
    assert [text[n.start : n.end] for n in tags.node.items] == ['"x"', "1", '{"y": null}']
    assert read(applied(text, found.remove(title))).value("tags") == ["x", 1, {"y": None}]
    assert read(applied(text, found.remove(tags))).value("title") == "A"
    changed = read(applied(text, found.set("new", ["p", 'q"'])))
    assert changed.value("new") == ["p", 'q"']
    assert changed.value("tags") == found.value("tags")
    assert read(applied(text, found.set("title", "😀"))).value("title") == "😀"


def test_set_in_json() -> None:
    text = '{\n  "a": 1\n}\n'
    assert applied(text, read(text).set("b", "x")) == '{\n  "a": 1,\n  "b": "x"\n}\n'
    assert read(applied('{"":0\n}\n', read('{"":0\n}\n').set("b", "x"))).value("b") == "x"


@pytest.mark.parametrize(
    "text",
    [
        '{\n"a": \n}\n',
        '{\n"a": 1,\n}\n',
        '{\n"a": ' + "[" * 1000 + "\n}\n",
        '{\n"a": ' + "9" * 5000 + "\n}\n",
        '"a": b\n;;;\n',
    ],
)
def test_bad_json_is_a_problem(text: str) -> None:
    found = read(text)
    assert found.format is Format.JSON
    assert found.problem is not None
    check_spans(found)


# Real files.


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of articles is not there")
def test_corpus() -> None:
    checked = flat = 0
    for path in sorted(CORPUS.rglob("*")):
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        found = read(text)
        check_spans(found)
        if found.format is not Format.YAML or not found.readable or found.repairs:
            continue
        checked += 1
        root = parse(text, found.content_start, found.content_end)
        expected = root.entries if root else ()
        assert shape(found.entries) == shape(expected), path
        flat += scan(text, found.content_start, found.content_end) is not None
        node = yaml.compose(
            text[found.content_start : found.content_end].replace("\ufeff", ""), Loader=yaml.CSafeLoader
        )
        if isinstance(node, yaml.MappingNode):
            compare(found.entries, node, found)
    assert checked > 1900
    assert flat > 1800


def suite_cases() -> list[str]:
    cases: list[str] = []
    for path in sorted(SUITE.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            if "yaml" in case:
                source = case["yaml"]
                for mark, meant in (
                    ("␣", " "),
                    ("———»", "\t"),
                    ("——»", "\t"),
                    ("—»", "\t"),
                    ("»", "\t"),
                    ("←", "\r"),
                    ("⇔", "\ufeff"),
                    ("∎\n", ""),
                ):
                    source = source.replace(mark, meant)
                cases.append(source.replace("↵", ""))
    return cases


@pytest.mark.skipif(not SUITE.is_dir(), reason="the YAML test suite is not there")
def test_yaml_test_suite() -> None:
    compared = 0
    for source in suite_cases():
        source = source if source.endswith(("\n", "\r")) or not source else source + "\n"
        found = read(block(source))
        check_spans(found)
        try:
            node = yaml.compose(source, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            continue
        fenced = any(line.startswith(("---", "...", "%")) for line in source.splitlines())
        if fenced or not isinstance(node, yaml.MappingNode) or found.format is not Format.YAML:
            continue
        if any(not isinstance(value, yaml.ScalarNode) for pair in node.value for value in pair):
            continue
        if any(each.tag.startswith("!") for pair in node.value for each in pair):
            assert found.problem or found.repairs  # a tag that no safe loader knows
            continue
        assert found.problem is None, source
        compare(found.entries, node, found)
        compared += 1
    assert compared > 50


def test_the_parser_raises_only_its_own_error() -> None:
    with pytest.raises(YamlError) as caught:
        parse("xx a: b: c", 3, 10)
    assert (caught.value.start, caught.value.end) == (7, 10)


def _first(text: str) -> yaml.Node:
    """Return what PyYAML makes of *text* as the only item of a list."""
    root = yaml.compose(f"- {text}")
    assert isinstance(root, yaml.SequenceNode)
    node = root.value[0]
    assert isinstance(node, yaml.Node)
    return node
