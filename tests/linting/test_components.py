"""Where tags are code (MDX, components in Markdown), no fix breaks it, and what is about HTML alone is not said."""

from __future__ import annotations

import pytest

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load

CHECKER = Checker(load().create())


def fixed(text: str, path: str = "a.md") -> str:
    done = fix(Source(text, path), CHECKER)
    assert not done.problems, [problem.message for problem in done.problems]
    return done.text


@pytest.mark.parametrize(
    "text",
    [
        '<Image src={a} alt="b" />\n',
        '<Image\n  alt="a"\n  srcLight="/b.png"\n/>\n',
        "<div className='a'>A</div>\n\nA<br />B\n",
        '<video width="1" autoPlay loop muted playsInline><source src="a.mp4" type="video/mp4" /></video>\n',
        '<div style={{color: "red"}} align="center">A</div>\n',
        'import A from "./a";\n\n<div align="center"><img src="a.png" alt="b" /></div>\n',
        "export const a = 1;\n\n<hr />\n",
        '<Link to="/x"></Link> <Button a={b}></Button> <Font size="1">A</Font>\n',
        '<button :class="$style.a" @click="b++">A</button>\n\nB<br/>C\n',
        '<div v-if="a" align="center">A</div>\n',
        "<Card {...a} />\n\nA<br/>B\n",
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
def test_code_stays_as_it_is(text: str, path: str) -> None:
    assert fixed(text, path) == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("A<br />B\n", "A<br>B\n"),
        ('<IMG SRC="a.png" alt="b">\n', '<img src="a.png" alt="b">\n'),
        ("```jsx\n<Image src={a} />\n```\n\nA<br />B\n", "```jsx\n<Image src={a} />\n```\n\nA<br>B\n"),
        ("```js\nimport a from 'b'\n```\n\nA<br />B\n", "```js\nimport a from 'b'\n```\n\nA<br>B\n"),
        ("A List<String> of\n\nA<br />B\n", "A List<String> of\n\nA<br>B\n"),
        ("<a href={{ a }}>A</a>\n\nA<br />B\n", "<a href={{ a }}>A</a>\n\nA<br>B\n"),
    ],
)
def test_other_markdown_is_html(text: str, result: str) -> None:
    assert fixed(text) == result


def test_mdx_is_known_by_its_ending() -> None:
    assert fixed("A<br />B\n", "a.mdx") == "A<br />B\n"


def test_values_and_whole_elements_are_still_fixed() -> None:
    text = '<A b={c} />\n\n[a](https://a.example/?utm_source=x) <a href="https://a.example/?utm_source=x">A</a>\n'
    assert fixed(text) == text.replace("?utm_source=x", "")
    assert fixed("<Ab c={d} />\n\nA <!--StartFragment-->B\n") == "<Ab c={d} />\n\nA B\n"


def test_a_component_is_no_element_of_html() -> None:
    document = Document.parse(Source('<Link href="/x" a={b} />\n\n<Button>A</Button> <button>A</button>\n', "a.md"))
    places = [finding.start for finding in CHECKER.check(document) if finding.code.startswith("SEC")]
    assert places == [document.text.index("<button>")]


@pytest.mark.parametrize(
    "text",
    ["<button onClick={() => alert('a')}>A</button>\n", "<b style={{color: 'red'}}>A</b>\n", '<b @click="a">A</b>\n'],
)
def test_an_end_tag_has_its_start_where_tags_are_code(text: str) -> None:
    document = Document.parse(Source(text, "a.md"))
    assert not [finding for finding in CHECKER.check(document) if finding.name == "misnested-markup"]
