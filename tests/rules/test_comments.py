"""The rules on comments: what their examples cannot show, and how they share the comments among themselves."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newslint.document.document import Document
from newslint.document.edit import apply
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.fixing.planner import choose
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding, Safety
from newslint.linting.registry import Registry, load
from newslint.linting.stage import Stage

REGISTRY: Registry = load()
CODES = [rule.code for rule in REGISTRY.rules if rule.code.startswith("COM")]
CHECKER = Checker(REGISTRY.create(CODES))


def findings(text: str, path: str = "a.html") -> list[Finding]:
    found = CHECKER.check(Document.parse(Source(text, path)))
    assert not [one for one in found if one.code.startswith("ENG003")], found
    return found


def names(text: str, path: str = "a.html") -> list[str]:
    return [finding.name for finding in findings(text, path)]


def fixed(text: str, path: str = "a.html", *, unsafe: bool = False) -> str:
    result = fix(Source(text, path), CHECKER, unsafe=unsafe)
    assert not result.problems, [problem.message for problem in result.problems]
    again = fix(Source(result.text, path), CHECKER, unsafe=unsafe)
    assert again.text == result.text
    return result.text


# One owner for each comment


@pytest.mark.parametrize(
    ("comment", "owner"),
    [
        ("<!-- a note -->", "source-comment"),
        ("<!---->", "source-comment"),
        ("<!-- *** -->", "source-comment"),
        ("<!-- 正文下iframe -->", "source-comment"),
        ("<!-- see <b>x</b> -->", "commented-markup"),
        ("<!-- IMG#0 <b>x</b> -->", "commented-markup"),
        ("<!--IMG#0-->", "placeholder-comment"),
        ("<!-- Raw HTML omitted -->", "placeholder-comment"),
        ("<!-- news_keyword_pub,stock, -->", "keyword-payload-comment"),
        ("<!--MORE-->", "excerpt-marker"),
        ("<!-- wp:paragraph -->", "cms-block-comment"),
        ("<!--[if mso]><p>x</p><![endif]-->", "conditional-comment"),
        ("<!--[if mso]><!-- x --><![endif]-->", "conditional-comment"),
        ("<![endif]>", "conditional-comment"),
        ("<!-- a -- b -->", "malformed-comment"),
        ("<!-- a <!-- b -->", "malformed-comment"),
        ("<!-- wp:paragraph --!>", "malformed-comment"),
        ("<!-->", "malformed-comment"),
        ("<!-- no end", "malformed-comment"),
        ("<?php x ?>", "malformed-comment"),
    ],
)
def test_each_comment_has_one_owner(comment: str, owner: str) -> None:
    found = [name for name in names(f"<p>A</p>{comment}<p>B</p>") if name == owner or name in OWNERS]
    assert found == [owner] * len(found)
    assert found


OWNERS = frozenset(rule.name for rule in REGISTRY.rules if rule.code in CODES)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- more -->",
        "<!--more-->",
        "<!-- excerpt -->",
        "<!-- truncate -->",
        "<!-- PELICAN_END_SUMMARY -->",
        "<!-- TEASER_END -->",
        "<!--nextpage-->",
        "<!--noteaser-->",
        "<!-- toc -->",
        "<!-- tocstop -->",
        "<!-- wp:more -->",
        "<!-- wp:html -->",
        "<!-- markdownlint-disable-next-line MD013 MD033 -->",
        "<!-- prettier-ignore -->",
        "<!-- prettier-ignore-start -->",
        "<!-- htmlhint id-unique:false -->",
        "<!-- eslint-disable no-undef -->",
        "<!-- cspell:words abc -->",
        "<!-- vale Style.Rule = NO -->",
        "<!--lint disable no-html-->",
        "<!-- djlint:off -->",
        "<!-- [html-validate-disable-next no-inline-style] -->",
        "<!-- END doctoc generated TOC please keep comment here to allow auto update -->",
        '<!--#echo var="DATE_LOCAL" -->',
        "<!-- {{ page.title }} -->",
        "<!-- <% if x %> -->",
        "<!--\r\n+++\r\ntitle = 1\r\n+++\r\n-->",
    ],
)
@pytest.mark.parametrize("path", ["a.html", "a.md"])
def test_marks_and_directives_are_left_alone(comment: str, path: str) -> None:
    text = f"<p>A</p>\n\n{comment}\n\n<p>B</p>\n"
    assert names(text, path) == []
    assert fixed(text, path, unsafe=True) == text


WORDS = st.sampled_from(
    [
        "<!--", "-->", "--!>", "--", "-", ">", "<", "!", "?", "more", " ", "\n", "wp:x", "/", "[if mso]", "[endif]",
        "<![endif]", "keyword,", "IMG#1", "<p>", "</p>", "a", "{{", "}}", "newslint:", "<?", "<!", "IMG_0", "toc",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map("".join))
def test_any_comment_is_reported_by_one_rule_at_most(text: str) -> None:
    by_span: dict[tuple[int, int], set[str]] = {}
    for finding in findings(text):
        if finding.name in OWNERS:
            by_span.setdefault((finding.start, finding.end), set()).add(finding.name)
    assert all(len(owners) == 1 for owners in by_span.values()), by_span


@given(st.lists(WORDS, max_size=14).map("".join), st.sampled_from(["a.html", "a.md"]))
def test_fixes_never_reach_beyond_comments_and_white_space(text: str, path: str) -> None:
    document = Document.parse(Source(text, path))
    comments = [(comment.start, comment.end) for comment in document.body.comments()]
    for finding in CHECKER.check(document):
        if finding.fix is None or finding.name not in OWNERS:
            continue
        for edit in finding.fix.edits:
            outside = set(range(edit.start, edit.end))
            for start, end in comments:
                outside.difference_update(range(start, end))
            assert not "".join(text[place] for place in outside).strip()


# Long and hostile input


@pytest.mark.parametrize(
    "piece", ["<!-- note -->\n", "<!--more-->", "<!-- a_keyword,b -->", "- <!-- x -->\n", "<p><![if x]>"]
)
@pytest.mark.parametrize("path", ["a.html", "a.md"])
def test_many_comments(piece: str, path: str) -> None:
    assert findings("<p>A</p>\n\n" + piece * 3_000, path)


def test_a_comment_of_a_million_characters() -> None:
    text = "<p>A</p><!-- " + "keyword " * 125_000 + "--><p>B</p>"
    assert fixed(text, unsafe=True) == "<p>A</p><p>B</p>"


# Payloads

SINA = "news_keyword_pub,stock,"


def test_tickers_move_to_the_front_matter() -> None:
    text = f"---\ntitle: A\n---\n<p>A</p><!-- {SINA}sz300036&hk00700&sz300036 -->\n"
    assert fixed(text) == "---\ntitle: A\ntickers:\n  - sz300036\n  - hk00700\n---\n<p>A</p>\n"


def test_tickers_that_are_there_already_are_not_repeated() -> None:
    text = f"---\ntickers: [hk00700, sz300036]\n---\n<p>A</p><!-- {SINA}sz300036 -->"
    assert fixed(text) == "---\ntickers: [hk00700, sz300036]\n---\n<p>A</p>"


def test_a_single_ticker_written_as_text_counts() -> None:
    text = f"---\ntickers: sz300036\n---\n<p>A</p><!-- {SINA}sz300036 -->"
    assert fixed(text) == "---\ntickers: sz300036\n---\n<p>A</p>"


def test_other_tickers_are_not_overwritten() -> None:
    text = f"---\ntickers: [hk00700]\n---\n<p>A</p><!-- {SINA}sz300036 -->"
    assert fixed(text, unsafe=True) == text
    assert "tickers in the front matter" in findings(text)[0].message


def test_two_payloads_do_not_write_the_key_twice() -> None:
    text = f"---\ntitle: A\n---\n<p>A</p><!-- {SINA}sz300036 --><p>B</p><!-- {SINA}sz300036 -->"
    assert fixed(text) == "---\ntitle: A\ntickers:\n  - sz300036\n---\n<p>A</p><p>B</p>"


def test_payload_of_another_value_stays_after_the_first_one_moved() -> None:
    text = f"---\ntitle: A\n---\n<p>A</p><!-- {SINA}sz300036 --><p>B</p><!-- {SINA}hk00700 -->"
    left = f"---\ntitle: A\ntickers:\n  - sz300036\n---\n<p>A</p><p>B</p><!-- {SINA}hk00700 -->"
    assert fixed(text) == left


@pytest.mark.parametrize("text", [f"<p>A</p><!-- {SINA}sz300036 -->", f"---\n[a\n---\n<p>A</p><!-- {SINA}sz300036 -->"])
def test_without_readable_front_matter_tickers_stay(text: str) -> None:
    assert fixed(text, unsafe=True) == text
    assert names(text) == ["keyword-payload-comment"]


def test_toml_front_matter_gets_tickers_too() -> None:
    text = f'+++\ntitle = "A"\n+++\n<p>A</p><!-- {SINA}sz300036&hk00700 -->\n'
    assert fixed(text) == '+++\ntitle = "A"\ntickers = ["sz300036", "hk00700"]\n+++\n<p>A</p>\n'


# Markup in comments


def test_a_known_list_of_advertisements_goes_safely_and_its_markup_never_comes_back() -> None:
    text = "<p>A</p><!--article_adlist[<p>Buy <b>now</b></p>]article_adlist--><p>B</p>"
    assert fixed(text) == "<p>A</p><p>B</p>"


def test_a_list_that_an_inner_comment_cuts_short_is_left_for_a_person() -> None:
    text = "<p>A</p><!--article_adlist[<!--{PS..4,0}--><p>Buy</p><!--{PS..4,1}-->]article_adlist--><p>B</p>"
    found = findings(text)
    assert found[0].name == "malformed-comment"
    assert found[0].fix is None
    assert "<p>Buy</p>" in fixed(text)


def test_the_rest_of_the_article_is_not_lost_with_an_open_comment() -> None:
    text = "<p>A</p><!-- ad <p>B</p><p>C</p>"
    assert fixed(text, unsafe=True) == text
    assert [(f.name, f.severity.value) for f in findings(text)] == [("malformed-comment", "error")]


def test_unknown_comments_are_removed_on_request_only() -> None:
    text = "<p>A</p><!-- the desk asks for a second source --><p>B</p>"
    assert fixed(text) == text
    assert [f.fix.safety for f in findings(text) if f.fix] == [Safety.UNSAFE]
    assert fixed(text, unsafe=True) == "<p>A</p><p>B</p>"


def test_words_on_both_sides_of_a_comment_stay_as_they_are() -> None:
    assert fixed("<p>one<!-- -->two <!-- --> three</p>") == "<p>onetwo  three</p>"


# Markdown reads the rest as before

PIECES = st.sampled_from(
    [
        "a", "*b*", "- c", "- d", "  e", "    f", "1. g", "> h", "# i", "<p>j</p>", "<div>", "</div>", "<b>k</b> l",
        "", "", "", "<!-- n -->", "<!-- n -->", "  <!-- n -->", "m <!-- n -->", "<!-- n --> o", "m <!-- n --> o",
        "m  <!-- n -->", "- <!-- n -->", "> <!-- n -->", "<!-- n\nq -->", "<!-- n --><p>s</p>", "===",
        "    <!-- n -->", "<!-- n --><!-- n -->", "| a | b |", "|---|---|", "| c <!-- n --> | d |", "<!-- -->",
        "<p>j</p><!-- n -->", "<!-- n --> <!-- n -->", "\t<!-- n -->", "  - t", "* <!-- n --> u", "```",
    ]
)  # fmt: skip
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table"])


def shape(html: str) -> str:
    """Return *html* without comments, and without the white space round tags."""
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    return re.sub(r" ?(<[^<>]*>) ?", r"\1", re.sub(r"\s+", " ", html)).strip()


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=9).map(lambda lines: "\n".join(lines) + "\n"))
def test_a_removed_comment_changes_nothing_in_markdown(text: str) -> None:
    for _ in range(8):
        document = Document.parse(Source(text, "a.md"))
        if document.indented_html:
            return  # HTML that is code by accident has a rule of its own.
        fixable = [finding for finding in CHECKER.check(document) if finding.fix is not None]
        if not fixable:
            return
        chosen = choose(fixable, lambda finding: Stage.REMOVAL)
        after = apply(text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
        html_only = document.body.syntax.value == "html"
        assert shape(RENDERER.render(after)) == shape(text if html_only else RENDERER.render(text))
        text = after
    raise AssertionError(f"no end: {text!r}")
