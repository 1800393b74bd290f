"""Give each rule the nodes that it watches, and gather what it finds."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from newslint.document.body import Comment, Element, Syntax, TextMatch
from newslint.document.html import VOID_ELEMENTS, Kind, Markup
from newslint.document.regions import template_regions
from newslint.linting import engine
from newslint.linting.finding import Aspect, Finding
from newslint.linting.gate import Gate
from newslint.linting.rule import (
    CommentRule,
    DocumentRule,
    ElementRule,
    FrontMatterRule,
    Rule,
    TagRule,
    TextRule,
    watches,
)
from newslint.linting.suppression import apply_suppressions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, TypeVar

    from newslint.document.body import Body
    from newslint.document.document import Document
    from newslint.linting.finding import Fix

    _Watcher = TypeVar("_Watcher", ElementRule, CommentRule)

# What the rules have to say of one distinct markup: the findings of the tag rules, the rules that
# watch such elements or comments, and those that watch such elements when they are empty. None stands for nothing.
_Plan = tuple[tuple[Finding, ...], "tuple[ElementRule, ...] | tuple[CommentRule, ...]", tuple[ElementRule, ...]]


_Watchers = dict[tuple[str, ...], tuple[list[TagRule], list[ElementRule]]]


class _Plans(dict[Markup, "_Plan | None"]):
    """Each distinct markup's plan, made once."""

    limit = 10_000

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self.tag_rules = [rule for rule in rules if isinstance(rule, TagRule)]
        self.element_rules = [rule for rule in rules if isinstance(rule, ElementRule)]
        self.comment_rules = [rule for rule in rules if isinstance(rule, CommentRule)]
        self.end_tag_rules = [rule for rule in self.tag_rules if rule.watches_end_tags]
        self.by_shape: tuple[_Watchers, _Watchers] = {}, {}
        """The rules that may watch tags of this name and with these attributes: of irregular tags, of regular ones."""

    def __missing__(self, markup: Markup) -> _Plan | None:
        plan = self.make(markup)
        if len(markup.text) < 300:
            if len(self) >= self.limit:
                self.clear()
            self[markup] = plan
        return plan

    def make(self, markup: Markup) -> _Plan | None:
        if markup.kind is Kind.END:
            return self.make_for_end_tag(markup)
        findings: list[Finding] = []
        if markup.kind is Kind.COMMENT or markup.kind is Kind.BOGUS_COMMENT:
            comment_rules = tuple(_that_apply(self.comment_rules, markup, findings))
            return (tuple(findings), comment_rules, ()) if findings or comment_rules else None
        if markup.kind is not Kind.START:
            return None
        shape = (markup.name, *markup.by_name)
        tag_rules, element_rules = self.by_shape[markup.regular].get(shape) or self.for_shape(markup.regular, shape)
        for rule in tag_rules:
            _run_on_tag(rule, markup, findings)
        watching = _that_apply(element_rules, markup, findings)
        if not findings and not watching:
            return None
        if not markup.regular and any(
            character in attribute.name for attribute in markup.attributes for character in "\"'<"
        ):
            # Quotes that do not match: where the tag's values begin and end is anybody's guess.
            findings = [finding.without_fix() for finding in findings]
        return (
            tuple(findings),
            tuple(rule for rule in watching if not rule.only_empty),
            tuple(rule for rule in watching if rule.only_empty),
        )

    def for_shape(self, regular: bool, shape: tuple[str, ...]) -> tuple[list[TagRule], list[ElementRule]]:
        """Return the rules that watch tags of this shape, as far as that can be told without their values."""
        name, *attributes = shape
        found = (
            [
                rule
                for rule in self.tag_rules
                if not (regular and rule.only_irregular) and watches(rule, name, attributes)
            ],
            [rule for rule in self.element_rules if watches(rule, name, attributes)],
        )
        if len(self.by_shape[regular]) < self.limit:
            self.by_shape[regular][shape] = found
        return found

    def make_for_end_tag(self, markup: Markup) -> _Plan | None:
        findings: list[Finding] = []
        for rule in self.end_tag_rules:
            if not (markup.regular and rule.only_irregular) and watches(rule, markup.name, ()):
                _run_on_tag(rule, markup, findings)
        return (tuple(findings), (), ()) if findings else None


class Checker:
    """A set of rules, ready to check any number of documents."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.by_code = {rule.code: rule for rule in self.rules}
        self._plans = _Plans(rules)
        self._text_rules: dict[Syntax, tuple[list[TextRule | DocumentRule], Gate]] = {}
        for syntax in Syntax:
            watching = [
                rule
                for kind in (TextRule, DocumentRule)
                for rule in rules
                if isinstance(rule, kind) and (syntax is Syntax.HTML or rule.in_markdown)
            ]
            self._text_rules[syntax] = watching, Gate([rule.literals for rule in watching])
        self._front_matter_rules = [(rule, frozenset(rule.keys)) for rule in rules if isinstance(rule, FrontMatterRule)]
        self._minds_markdown = frozenset(rule.name for rule in rules if rule.minds_markdown)
        self._in_guarded_regions = frozenset(rule.name for rule in rules if rule.in_guarded_regions)

    def check(self, document: Document) -> list[Finding]:
        """Return what the rules find in *document*, in the order of the text.

        A rule that raises becomes a finding itself; the others run all the same.
        """
        findings: list[Finding] = []
        body = document.body
        self._check_markups(body, findings)
        text_rules, gate = self._text_rules[body.syntax]
        for place in gate.lets_through(document.text):
            text_rule = text_rules[place]
            if isinstance(text_rule, TextRule):
                _gather(text_rule, _matches(text_rule, body), findings)
            else:
                _run(text_rule, document, findings)
        if findings:
            findings = self._outside_guarded_regions(findings, body)
            if body.read_as_markdown:
                findings = self._read_as_before(findings, body)
                findings = self._as_code(findings, body)
        front_matter = document.front_matter
        if front_matter.readable:
            keys = {entry.key for entry in front_matter.entries}
            for rule, wanted in self._front_matter_rules:
                if not wanted or not wanted.isdisjoint(keys):
                    try:
                        findings.extend(rule.check(front_matter, document))
                    except Exception as error:
                        findings.append(engine.rule_crashed(rule.code, rule.name, error))
        if "newslint:" in document.text:
            findings = apply_suppressions(document, findings)
        findings.sort(key=_order)
        return findings

    def _check_markups(self, body: Body, findings: list[Finding]) -> None:
        plans = [
            (index, plan) for index, plan in enumerate(map(self._plans.__getitem__, body.markups)) if plan is not None
        ]
        if not plans:
            return
        offsets = body.offsets
        pieces = body.pieces
        empties: list[tuple[int, tuple[ElementRule, ...]]] = []
        for index, (tag_findings, rules, empty_rules) in plans:
            if tag_findings:
                start = offsets[2 * index + 1]
                findings.extend([finding.moved(start) for finding in tag_findings])
            if rules:
                node = Element(body, index) if body.markups[index].kind is Kind.START else Comment(body, index)
                for rule in rules:
                    _run(rule, node, findings)
            if empty_rules and (not pieces[2 * index + 2] or pieces[2 * index + 2].isspace()):
                empties.append((index, empty_rules))
        if any(_may_be_empty(body, index) for index, _ in empties):
            empty = set(body.empty)
            for index, empty_rules in empties:
                if index in empty:
                    for empty_rule in empty_rules:
                        _run(empty_rule, Element(body, index), findings)

    def _outside_guarded_regions(self, findings: list[Finding], body: Body) -> list[Finding]:
        """Drop what was found in guarded regions, and the fixes that would cut into one or lose template syntax."""
        regions = body.regions
        if not regions:
            return findings
        kept: list[Finding] = []
        for finding in findings:
            if finding.name not in self._in_guarded_regions:
                if regions.covers(finding.start):
                    continue
                fix = finding.fix
                if fix is not None and (
                    any(regions.cuts(edit.start, edit.end) for edit in fix.edits) or _loses_template(fix, body.text)
                ):
                    finding = finding.without_fix()
            kept.append(finding)
        return kept

    def _read_as_before(self, findings: list[Finding], body: Body) -> list[Finding]:
        """Drop the fixes after which Markdown might read the text around them in another way."""
        from newslint.linting.markdown_reading import keeps_reading

        return [
            finding
            if finding.fix is None or finding.name in self._minds_markdown or keeps_reading(body, finding.fix.edits)
            else finding.without_fix()
            for finding in findings
        ]

    def _as_code(self, findings: list[Finding], body: Body) -> list[Finding]:
        """Drop what says nothing where tags are code, as in MDX, and the fixes that would break it."""
        from newslint.linting.components import as_code, has_components

        return as_code(findings, body, self.by_code) if findings and has_components(body) else findings


def _loses_template(fix: Fix, text: str) -> bool:
    """Return whether template syntax goes with the *fix*, and it does not declare that."""
    if any(change.aspect is Aspect.TEMPLATE for change in fix.changes):
        return False
    gone = _template_tokens(text[edit.start : edit.end] for edit in fix.edits)
    return bool(gone) and bool(gone - _template_tokens(edit.replacement for edit in fix.edits))


def _template_tokens(texts: Iterable[str]) -> Counter[str]:
    return Counter(
        " ".join(text[start:end].split()) for text in texts for start, end in template_regions(text, 0, len(text))
    )


def _may_be_empty(body: Body, index: int) -> bool:
    """Return False if the element of a start tag certainly holds something; the pairs are not looked at."""
    pieces, markups = body.pieces, body.markups
    for inner in range(index + 1, min(index + 8, len(markups))):
        text = pieces[2 * inner]
        if text and not text.isspace():
            return False
        if markups[inner].kind is not Kind.START:
            return True
        if markups[inner].name in VOID_ELEMENTS:
            return False
    return index + 1 < len(markups)


def _matches(rule: TextRule, body: Body) -> Iterable[Finding]:
    offsets = body.offsets
    pattern = rule.pattern
    if body.syntax is Syntax.MARKDOWN and rule.pattern_in_markdown is not None:
        pattern = rule.pattern_in_markdown
    for match in pattern.finditer(body.text, body.start, body.end):
        piece = bisect_right(offsets, match.start()) - 1
        # Even pieces are text; a match that runs on into a markup is none.
        if piece % 2 == 0 and piece < len(body.pieces) and match.end() <= offsets[piece + 1]:
            yield from rule.check(TextMatch(body, match, piece))


def _that_apply(rules: Iterable[_Watcher], markup: Markup, findings: list[Finding]) -> list[_Watcher]:
    watching: list[_Watcher] = []
    for rule in rules:
        try:
            if rule.applies(markup):
                watching.append(rule)
        except Exception as error:
            findings.append(engine.rule_crashed(rule.code, rule.name, error))
    return watching


def _run_on_tag(rule: TagRule, markup: Markup, findings: list[Finding]) -> None:
    try:
        findings.extend(rule.check(markup))
    except Exception as error:
        findings.append(engine.rule_crashed(rule.code, rule.name, error))


def _run(rule: Any, node: object, findings: list[Finding]) -> None:
    try:
        findings.extend(rule.check(node))
    except Exception as error:
        findings.append(engine.rule_crashed(rule.code, rule.name, error, getattr(node, "start", 0)))


def _gather(rule: Rule, found: Iterable[Finding], findings: list[Finding]) -> None:
    try:
        findings.extend(found)
    except Exception as error:
        findings.append(engine.rule_crashed(rule.code, rule.name, error))


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.code
