"""The rules on boilerplate: what their examples cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding, Safety
from newslint.linting.registry import Registry, load

REGISTRY: Registry = load()
CODES = [rule.code for rule in REGISTRY.rules if rule.code.startswith("BOI")]
CHECKER = Checker(REGISTRY.create(CODES))
SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "000_ecac2ae32ec910dc.txt"


def findings(text: str, path: str = "a.html") -> list[Finding]:
    found = CHECKER.check(Document.parse(Source(text, path)))
    assert not [one for one in found if one.code == "ENG003"], found
    return found


def fixed(text: str, path: str = "a.html", *, unsafe: bool = False) -> str:
    result = fix(Source(text, path), CHECKER, unsafe=unsafe)
    assert not result.problems, [problem.message for problem in result.problems]
    assert fix(Source(result.text, path), CHECKER, unsafe=unsafe).text == result.text
    return result.text


FRONT = "---\ntitle: A\n---\n"


# Editor credits


@pytest.mark.parametrize(
    ("credit", "editor"),
    [
        ("责任编辑：林某", "林某"),
        ("　　责任编辑： 林某 SF183　", "林某 SF183"),
        ("（责任编辑：林某(EN003)）", "林某(EN003)"),
        ("【责编：林某 周某】", "林某 周某"),
        ("編輯：林某", "林某"),
        ("值班编辑:林某", "林某"),
        ("Edited by Ann van Berg", "Ann van Berg"),
        ("(Edited by Ann Berg and Jo Day.)", "Ann Berg and Jo Day"),
    ],
)
def test_a_credit_at_the_end_moves_on_request(credit: str, editor: str) -> None:
    text = f"{FRONT}<p>甲</p>\n<p>{credit}</p>\n"
    assert fixed(text) == text
    assert fixed(text, unsafe=True) == f"---\ntitle: A\neditor: {editor}\n---\n<p>甲</p>\n"


@pytest.mark.parametrize(
    "paragraph",
    [
        "责任编辑：林某说，稿件明天才发，请各位再等一等。",
        "编辑：这是一句话，不是名字。",
        "Edited by hand",
        "Edited by the desk in a hurry",
        "The film was edited by Ann Berg",
        "（责任编辑：林某",
    ],
)
def test_what_is_no_credit_is_not_reported(paragraph: str) -> None:
    assert findings(f"{FRONT}<p>甲</p><p>{paragraph}</p>") == []


def test_a_credit_is_reported_once_however_often_the_word_stands_in_it() -> None:
    assert len(findings(f"{FRONT}<p>甲</p><p>责任编辑：编辑部</p>")) == 1


def test_of_two_credits_one_moves_and_the_other_stays() -> None:
    text = f"{FRONT}<p>甲</p><p>责任编辑：林某</p><p>编辑：周某</p>"
    once = fixed(text, unsafe=True)
    assert once.count("\neditor: ") == 1
    assert once.count("林某") == once.count("周某") == 1


def test_a_known_credit_and_a_first_headline_move_together() -> None:
    text = f'{FRONT}<p>原标题：乙</p><p>甲</p><p class="article-editor">责任编辑：林某</p>'
    after = fixed(text, unsafe=True)
    assert sorted(after.split("\n")[1:4]) == ["editor: 林某", "original_title: 乙", "title: A"]
    assert after.endswith("---\n<p>甲</p>")


def test_an_empty_editor_is_filled_in() -> None:
    text = '---\ntitle: A\neditor: ""\n---\n<p>甲</p><p class="article-editor">责任编辑：林某</p>'
    assert fixed(text) == "---\ntitle: A\neditor: 林某\n---\n<p>甲</p>"


def test_a_name_that_yaml_would_misread_is_quoted() -> None:
    text = f'{FRONT}<p>A</p><p class="article-editor">责任编辑：No: 7</p>'
    assert fixed(text) == '---\ntitle: A\neditor: "No: 7"\n---\n<p>A</p>'


def test_a_known_container_with_a_link_in_it_is_only_reported() -> None:
    text = f'{FRONT}<p>甲</p><p class="article-editor">责任编辑：<a href="/lin">林某</a></p>'
    assert fixed(text, unsafe=True) == text
    assert len(findings(text)) == 1


def test_an_open_container_is_left_alone() -> None:
    text = f'{FRONT}<p>甲</p><p class="article-editor">责任编辑：林某'
    assert fixed(text, unsafe=True) == text


def test_character_references_in_a_name_are_read() -> None:
    text = f"{FRONT}<p>A</p><p>Edited by Ann O&#39;Berg</p>"
    assert fixed(text, unsafe=True) == "---\ntitle: A\neditor: Ann O'Berg\n---\n<p>A</p>"


def test_json_front_matter_gets_the_editor_too() -> None:
    text = '{\n  "title": "A"\n}\n<p>A</p>\n<p>Edited by Ann Berg</p>\n'
    assert fixed(text, unsafe=True) == '{\n  "title": "A",\n  "editor": "Ann Berg"\n}\n<p>A</p>\n'


# First headlines


def test_the_hidden_headline_of_a_known_container_moves_safely() -> None:
    text = f'{FRONT}<p data-role="original-title" style="display:none">原标题：渡轮停航</p>\n<p>甲</p>\n'
    assert fixed(text) == "---\ntitle: A\noriginal_title: 渡轮停航\n---\n<p>甲</p>\n"


def test_a_headline_with_a_colon_keeps_it() -> None:
    text = f"{FRONT}<p>原标题：渡轮: 停航</p><p>甲</p>"
    assert fixed(text, unsafe=True) == '---\ntitle: A\noriginal_title: "渡轮: 停航"\n---\n<p>甲</p>'


def test_a_headline_comes_before_all_text_or_is_none() -> None:
    assert findings(f"{FRONT}<h2>甲</h2><p>原标题：乙</p>") == []
    assert len(findings(f'{FRONT}<!-- x --><img src="a.jpg"><p>原标题：乙</p><p>丙</p>')) == 1


# Promotions


def test_a_known_container_goes_with_picture_and_text() -> None:
    text = (
        '<p>甲</p>\n<div class="clearfix appendQr_wrap">\n<div><img src="qr.png"></div>\n'
        "<div>尽在新浪财经APP</div>\n</div>\n<p>乙</p>\n"
    )
    assert fixed(text) == "<p>甲</p>\n<p>乙</p>\n"
    assert len(findings(text)) == 1


def test_a_known_name_round_half_an_article_is_only_reported() -> None:
    text = '<div class="appendQr_wrap"><h2>甲</h2>' + "<p>正文。</p>" * 9 + "</div>"
    found = findings(text)
    assert len(found) == 1
    assert found[0].fix is None


def test_an_open_known_container_is_only_reported() -> None:
    text = '<p>甲</p><div class="appendQr_wrap"><p>乙</p>'
    assert [finding.fix for finding in findings(text)] == [None]


def test_a_guess_is_never_safe() -> None:
    for text in (
        "<p>A</p><p>Download our app today!</p>",
        "<p>甲</p><p>长按识别二维码</p>",
        "<p>甲</p><p>立即下载港口APP</p>",
    ):
        found = findings(text)
        assert [f.fix.safety for f in found if f.fix] == [Safety.UNSAFE], text


@pytest.mark.parametrize(
    "paragraph",
    [
        "下载APP的用户已有一百万人，他们每天查看三次船期，这一数字还在增长，公司说明年还会翻一番，为此要再买两条新船，并在港口另建一座码头，供往来的旅客使用，一切照旧。",
        "The app shows every ferry.",
        "Everybody at our app company likes ferries.",
        "APP",
        "该客户端下载量很大。",
    ],
)
def test_sentences_about_apps_are_content(paragraph: str) -> None:
    assert findings(f"<p>甲</p><p>{paragraph}</p>") == []


def test_the_words_in_an_attribute_are_no_text() -> None:
    text = '<p>甲</p><p title="APP 二维码"><img src="a.png" alt="扫码下载APP">乙</p>'
    assert findings(text) == []
    assert len(findings('<p>甲</p><p title="APP">扫码下载港口APP</p>')) == 1


# Footers


def test_nested_known_containers_are_one_finding() -> None:
    text = (
        '<p>甲<a href="//www.sohu.com/" id="backsohucom"><span class="backword"><i class="backsohu"></i>'
        "返回搜狐，查看更多</span></a></p>"
    )
    assert len(findings(text)) == 1
    assert fixed(text) == "<p>甲</p>"


@pytest.mark.parametrize(
    "inside",
    [
        "Copyright Ann",
        '<a href="https://ann.example/">Ann</a>',
        '<img src="ann.jpg">',
        '<img width="1" height="90" src="t.gif">',
        '<iframe src="https://video.example/1"></iframe>',
    ],
)
def test_a_footer_with_something_of_its_own_stays(inside: str) -> None:
    text = f'<p>A</p><div class="blogger-post-footer">{inside}</div>'
    assert fixed(text, unsafe=True) == text
    assert len(findings(text)) == 1


# In Markdown


@pytest.mark.parametrize("code", ["    <p>责任编辑：林某</p>", "```\n<p>责任编辑：林某</p>\n```", "`责任编辑：林某`"])
def test_code_is_not_looked_at(code: str) -> None:
    assert findings(f"{FRONT}Text.\n\n{code}\n", "a.md") == []


def test_a_paragraph_of_two_lines_is_not_a_credit() -> None:
    assert findings(f"{FRONT}Text.\n\n编辑：林某\n他说过的话\n", "a.md") == []


def test_a_block_that_keeps_markdown_apart_from_html_stays() -> None:
    text = f"{FRONT}甲\n\n<p>责任编辑：林某</p>\n*乙*\n"
    assert fixed(text, "a.md", unsafe=True) == text


# Anything at all

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", '<p class="article-editor">', '<div class="appendQr_wrap">', "<b>", "</b>",
        '<div class="blogger-post-footer">', '<i class="backsohu">', "</i>", "责任编辑：", "林某", "原标题：",
        "扫码下载APP", "返回搜狐，查看更多", "Edited by Ann Berg", "Download our app", "<h2>", "</h2>",
        '<img src="a.png">', "\n", "\n\n", "正文", "<!-- x -->", "{{ x }}", "<ul><li>", "</ul>", "<a href='b'>", "</a>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["a.html", "a.md"]), st.booleans())
def test_fixes_of_any_text_are_proven_and_final(body: str, path: str, unsafe: bool) -> None:
    source = Source(FRONT + body, path)
    result = fix(source, CHECKER, unsafe=unsafe)
    refused = [
        problem.message for problem in result.problems if "ENG005" in problem.code or "would be" in problem.message
    ]
    assert not refused
    assert fix(Source(result.text, path), CHECKER, unsafe=unsafe).text == result.text


@pytest.mark.parametrize(
    "piece",
    [
        "<p>责任编辑：林某</p>",
        "责任编辑<b></b>",
        "<div>扫码下载APP",
        "<p>原标题：甲</p>",
        '<div class="feedflare">',
        "<br>原标题：甲",
    ],
)
def test_much_of_the_same(piece: str) -> None:
    findings(FRONT + piece * 2_000)
    findings(FRONT + piece * 2_000, "a.md")


def test_the_seed_ends_without_credit_and_promotion() -> None:
    if not SEED.exists():
        pytest.skip("the shared seed article is not there")
    every = Checker(
        REGISTRY.create([rule.code for rule in REGISTRY.rules if rule.code[:3] in ("COM", "BOI", "STR", "LAY")])
    )
    result = fix(Source(SEED.read_text(encoding="utf-8"), "seed.md"), every)
    assert not result.problems, [problem.message for problem in result.problems]
    body = Document.parse(Source(result.text, "seed.md")).body
    assert not list(body.comments())
    assert 'appendQr_normal_txt"' not in result.text
    assert "article-editor" not in result.text
    assert "\neditor: 王珊珊\n" in result.text
