"""Prove a rule by its own examples, and a table by its entries. For newslint's rules and for anybody's.

In a test of one's own::

    from newslint.testing import prove, prove_entry

    def test_my_rule():
        prove(MyRule)

Each function raises AssertionError with a message that says which example failed and how.
"""

from __future__ import annotations

import inspect
import os

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.engine import RULE_CRASHED
from newslint.linting.knowledge import EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry, Knowledge
    from newslint.linting.rule import Bad, Good, Options, Rule


def check(rule: Rule, text: str, path: str = "example.html", target: str = "none") -> list[Finding]:
    """Return what *rule* alone finds in *text*. A rule that raises fails the test."""
    findings = Checker([rule]).check(Document.parse(Source(text, path), target=target))
    for finding in findings:
        assert finding.code != RULE_CRASHED[0], finding.message
        assert 0 <= finding.start <= finding.end <= len(text), f"a span outside the text: {finding}"
    return findings


def prove(rule_class: type[Rule], knowledge: Knowledge = EMPTY) -> None:
    """Check all examples of *rule_class*: it is silent on GOOD, and reports and fixes BAD as they say."""
    assert rule_class.GOOD, f"{rule_class.name} has no GOOD example"
    assert rule_class.BAD, f"{rule_class.name} has no BAD example"
    for good in rule_class.GOOD:
        prove_good(rule_class, good, knowledge)
    for bad in rule_class.BAD:
        prove_bad(rule_class, bad, knowledge)


def prove_good(rule_class: type[Rule], good: Good, knowledge: Knowledge = EMPTY) -> None:
    """Check that the rule stays silent on *good*."""
    rule = rule_class(_options(rule_class, good), knowledge)
    findings = [f for f in check(rule, good.text, good.path, good.target) if f.code == rule.code]
    assert not findings, f"{rule.name} must be silent on {good.text!r} ({good.note}), but found {findings}"


def prove_bad(rule_class: type[Rule], bad: Bad, knowledge: Knowledge = EMPTY) -> None:
    """Check that the rule reports *bad*, at the right place, and that its fixes give the outputs."""
    rule = rule_class(_options(rule_class, bad), knowledge)
    findings = [f for f in check(rule, bad.text, bad.path, bad.target) if f.code == rule.code]
    where = f"{rule.name} on {bad.text!r} ({bad.note})"
    assert len(findings) == bad.count, f"{where}: {bad.count} findings expected, got {findings}"
    if bad.at is not None:
        found = bad.text[findings[0].start : findings[0].end]
        assert found == bad.at, f"{where}: the span is {found!r}, not {bad.at!r}"
    safe_output = bad.text if bad.output is None else bad.output
    _prove_fix(rule, bad, safe_output, unsafe=False, where=where)
    unsafe_output = safe_output if bad.unsafe is None else bad.unsafe
    _prove_fix(rule, bad, unsafe_output, unsafe=True, where=where)


def _options(rule_class: type[Rule], example: Good | Bad) -> Options:
    """Return the options of *example*; paths are relative to the folder of the rule's module."""
    kinds = rule_class.Options.names()
    folder = os.path.dirname(os.path.abspath(inspect.getfile(rule_class)))
    return rule_class.Options(
        **{name: _in_folder(folder, kinds.get(name, ""), value) for name, value in example.options.items()}
    )


def _in_folder(folder: str, kind: str, value: Any) -> Any:
    if kind == "FilePath":
        return os.path.join(folder, value)
    if kind == "tuple[FilePath, ...]":
        return tuple(os.path.join(folder, one) for one in value)
    return value


def _prove_fix(rule: Rule, bad: Bad, expected: str, *, unsafe: bool, where: str) -> None:
    mode = "--unsafe-fixes" if unsafe else "--fix"
    fixed = fix(Source(bad.text, bad.path), Checker([rule]), unsafe=unsafe, target=bad.target)
    assert not fixed.problems, f"{where} with {mode}: {[problem.message for problem in fixed.problems]}"
    assert fixed.text == expected, f"{where} with {mode}:\n  got      {fixed.text!r}\n  expected {expected!r}"
    again = fix(Source(fixed.text, bad.path), Checker([rule]), unsafe=unsafe, target=bad.target)
    assert again.text == fixed.text, f"{where} with {mode}: a second fix changes {fixed.text!r} to {again.text!r}"


def prove_entry(rule_class: type[Rule], entry: Entry, knowledge: Knowledge) -> None:
    """Check the ``drop`` and ``keep`` snippets of one *entry* of the *knowledge* of a rule.

    *knowledge* holds all entries, as in a real run. A snippet that begins with
    ``---`` has front matter of its own.
    """
    rule = rule_class(rule_class.Options(), knowledge)
    for snippet in entry["drop"]:
        findings = [f for f in check(rule, snippet) if f.code == rule.code]
        assert findings, f"{rule.name} must report {snippet!r} (entry: {entry})"
        if entry.get("fixable", True):
            fixed = fix(Source(snippet, "example.html"), Checker([rule]))
            assert not fixed.problems, f"{rule.name} on {snippet!r}: {fixed.problems}"
            assert fixed.text != snippet, f"{rule.name} must fix {snippet!r} (entry: {entry})"
    for snippet in entry["keep"]:
        findings = [f for f in check(rule, snippet) if f.code == rule.code]
        assert not findings, f"{rule.name} must keep {snippet!r} (entry: {entry}), but found {findings}"
