from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from newslint.document.body import Comment, Element, TextMatch
from newslint.document.document import Document
from newslint.document.front_matter import FrontMatter
from newslint.document.html import Markup
from newslint.document.source import Source
from newslint.linting.checker import Checker
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix
from newslint.linting.rule import (
    CommentRule,
    DocumentRule,
    ElementRule,
    FrontMatterRule,
    Rule,
    TagRule,
    TextRule,
)
from newslint.linting.stage import Stage


class TagWatcher(TagRule):
    code, name, stage = "TST001", "tag-watcher", Stage.STYLE
    attributes = ("data-*",)
    seen: list[str]

    def prepare(self) -> None:
        self.seen = []

    def check(self, tag: Markup) -> Iterator[Finding]:
        self.seen.append(tag.text)
        for attribute in tag.attributes:
            if attribute.name.startswith("data-"):
                edit = Edit(attribute.start - 1, attribute.end)
                yield self.finding(attribute.name, attribute.start, attribute.end, Fix(edit))


class ElementWatcher(ElementRule):
    code, name, stage = "TST002", "element-watcher", Stage.EMPTIES
    tags = frozenset(("p",))
    only_empty = True

    def check(self, element: Element) -> Iterator[Finding]:
        yield self.finding("empty", element.start, element.end, Fix(Edit(element.start, element.end)))


class CommentWatcher(CommentRule):
    code, name, stage = "TST003", "comment-watcher", Stage.REMOVAL

    def check(self, comment: Comment) -> Iterator[Finding]:
        yield self.finding(comment.text, comment.start, comment.end)


class TextWatcher(TextRule):
    code, name, stage = "TST004", "text-watcher", Stage.TEXT
    literals = ("teh",)
    pattern = re.compile("teh")

    def check(self, match: TextMatch) -> Iterator[Finding]:
        yield self.finding(match.text, match.start, match.end)


class FrontMatterWatcher(FrontMatterRule):
    code, name, stage = "TST005", "front-matter-watcher", Stage.METADATA
    keys = ("title",)

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        entry = front_matter.get("title")
        assert entry is not None
        yield self.finding(str(entry.value), entry.key_start, entry.key_end)


class DocumentWatcher(DocumentRule):
    code, name, stage = "TST006", "document-watcher", Stage.LAYOUT
    literals = ("gate",)

    def check(self, document: Document) -> Iterator[Finding]:
        yield self.finding("gate", 0, 0)


class Crasher(ElementRule):
    code, name, stage = "TST007", "crasher", Stage.EMPTIES

    def check(self, element: Element) -> Iterator[Finding]:
        yield self.finding("before", element.start, element.end)
        raise ZeroDivisionError("as it happens")


ALL: tuple[type[Rule], ...] = (
    TagWatcher,
    ElementWatcher,
    CommentWatcher,
    TextWatcher,
    FrontMatterWatcher,
    DocumentWatcher,
)


def check(text: str, *rules: type[Rule], path: str = "a.html") -> list[tuple[str, str]]:
    findings = Checker([rule() for rule in rules or ALL]).check(Document.parse(Source(text, path)))
    return [(finding.code, text[finding.start : finding.end]) for finding in findings]


def test_each_kind_of_rule_gets_what_it_watches() -> None:
    text = "---\ntitle: A\n---\n<p></p><i data-x=1>teh</i><!-- c --> gate <a title='teh <!-- no -->'>b</a>"
    assert check(text) == [
        ("TST006", ""),
        ("TST005", "title"),
        ("TST002", "<p></p>"),
        ("TST001", "data-x=1"),
        ("TST004", "teh"),
        ("TST003", "<!-- c -->"),
    ]


class Remover(ElementRule):
    code, name, stage = "TST008", "remover", Stage.EMPTIES

    def check(self, element: Element) -> Iterator[Finding]:
        yield self.finding("a", element.start, element.end, Fix(Edit(element.start, element.end)))


class DeclaringRemover(ElementRule):
    code, name, stage = "TST009", "declaring-remover", Stage.EMPTIES

    def check(self, element: Element) -> Iterator[Finding]:
        fix = Fix(Edit(element.start, element.end), changes=[Change(Aspect.TEMPLATE, element.source)])
        yield self.finding("a", element.start, element.end, fix)


@pytest.mark.parametrize("token", ["{{ a }}", "{% if a %}", "<%= a %>"])
def test_template_syntax_goes_only_with_a_fix_that_declares_it(token: str) -> None:
    document = Document.parse(Source(f"<i>{token}</i>", "a.html"))
    assert [finding.fix is None for finding in Checker([Remover()]).check(document)] == [True]
    assert [finding.fix is None for finding in Checker([DeclaringRemover()]).check(document)] == [False]


def test_gates_keep_rules_from_being_called() -> None:
    assert check("---\nname: A\n---\n<p>x</p>") == []


def test_a_tag_rule_runs_once_for_each_distinct_tag() -> None:
    rule = TagWatcher()
    Checker([rule]).check(Document.parse(Source("<p data-a=1>x</p>" * 5 + "<p data-b=1>y</p>", "a.html")))
    assert rule.seen == ["<p data-a=1>", "<p data-b=1>"]


@pytest.mark.parametrize(
    "around",
    [
        "<pre>{}</pre>",
        "<code>{}</code>",
        "<svg>{}</svg>",
        "{{% raw %}}{}{{% endraw %}}",
        "{{% codeblock %}}{}{{% endcodeblock %}}",
    ],
)
def test_findings_in_guarded_regions_are_dropped(around: str) -> None:
    assert check(around.format("<p></p><i data-x=1>teh</i>")) == []


def test_a_rule_may_ask_for_guarded_regions() -> None:
    class Everywhere(TextWatcher):
        code, name = "TST008", "everywhere"
        in_guarded_regions = True

    assert check("<pre>teh</pre>", Everywhere) == [("TST008", "teh")]


def test_a_fix_that_would_cut_a_template_is_dropped_but_the_finding_stays() -> None:
    text = '<p data-x="{{ y }}">A</p>'
    findings = Checker([TagWatcher()]).check(Document.parse(Source(text, "a.html")))
    assert [finding.message for finding in findings] == ["data-x"]
    assert findings[0].fix is None, "the template tag would go with it"

    class Inside(TagRule):
        code, name, stage = "TST009", "inside", Stage.STYLE

        def check(self, tag: Markup) -> Iterator[Finding]:
            if tag.name == "p":
                yield self.finding("x", 0, 2, Fix(Edit(12, 15)))

    findings = Checker([Inside()]).check(Document.parse(Source(text, "a.html")))
    assert [(finding.message, finding.fix) for finding in findings] == [("x", None)]


def test_a_rule_that_raises_becomes_a_finding_and_hides_nothing() -> None:
    found = check("<b>x</b><p></p>", Crasher, ElementWatcher)
    codes = [code for code, _ in found]
    assert codes.count("ENG003") == 2
    assert ("TST002", "<p></p>") in found


def test_code_in_markdown_is_not_html() -> None:
    text = "A `<p></p>` b\n\n```\n<p></p>\n```\n\n<p></p>\n"
    assert check(text, ElementWatcher, path="a.md") == [("TST002", "<p></p>")]
    findings = Checker([ElementWatcher()]).check(Document.parse(Source(text, "a.md")))
    assert findings[0].start == text.rindex("<p>")
