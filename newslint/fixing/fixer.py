"""Fix one text: pass after pass until nothing changes, then have the guard prove that nothing was lost."""

from __future__ import annotations

from newslint.document.document import Document
from newslint.document.edit import apply
from newslint.document.source import Source
from newslint.fixing import guard
from newslint.fixing.planner import choose
from newslint.linting import engine
from newslint.linting.finding import Safety
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.linting.checker import Checker
    from newslint.linting.finding import Change, Finding

MAX_PASSES = 10
_MOST_ROUNDS = 5


class Fixed:
    """What became of a text.

    ``text`` is the fixed text, ``findings`` what remains in it (offsets into it),
    ``applied`` the number of fixes by code, and ``problems`` what kept fixes from
    being applied: with any of them the exit status is 2.
    """

    __slots__ = ("applied", "findings", "problems", "text")

    def __init__(self, text: str, findings: list[Finding], applied: dict[str, int], problems: list[Finding]) -> None:
        self.text = text
        self.findings = findings
        self.applied = applied
        self.problems = problems


class _Run:
    """The passes over one text with a certain set of rules."""

    __slots__ = ("applied", "changes", "document", "findings", "first", "looping", "passes")

    def __init__(self, document: Document) -> None:
        self.first = document
        self.document = document
        self.findings: list[Finding] = []
        self.applied: dict[str, int] = {}
        self.changes: list[Change] = []
        self.passes = 0
        self.looping: list[str] = []


def fix(
    source: Source,
    checker: Checker,
    *,
    unsafe: bool = False,
    safe_codes: frozenset[str] = frozenset(),
    unsafe_codes: frozenset[str] = frozenset(),
    target: str = "none",
) -> Fixed:
    """Return *source* fixed by the rules of *checker*.

    Safe fixes are applied, unsafe ones too if *unsafe*. The settings can promote the
    rules in *safe_codes* and demote those in *unsafe_codes*. The text comes back
    unchanged if the passes do not come to an end, or if the guard cannot prove that
    nothing was lost. If some rules' fixes would lose something, they alone are left out.

    What they were left out of may be provable once the others have done their work, so
    the text that the others left is gone through again, as a second run would do it.
    """
    fixed = _fix_once(source, checker, unsafe, safe_codes, unsafe_codes, target)
    for _ in range(_MOST_ROUNDS):
        if not fixed.problems or fixed.text == source.text:
            break
        source = Source(fixed.text, source.path, source.encoding)
        again = _fix_once(source, checker, unsafe, safe_codes, unsafe_codes, target)
        for code, number in fixed.applied.items():
            again.applied[code] = again.applied.get(code, 0) + number
        fixed = again
    return fixed


def _fix_once(
    source: Source,
    checker: Checker,
    unsafe: bool,
    safe_codes: frozenset[str],
    unsafe_codes: frozenset[str],
    target: str,
) -> Fixed:
    def wanted(finding: Finding) -> bool:
        if finding.fix is None:
            return False
        if unsafe or finding.code in safe_codes:
            return True
        return finding.fix.safety is Safety.SAFE and finding.code not in unsafe_codes

    def run(codes: frozenset[str] | None) -> _Run:
        return _passes(source, checker, target, lambda f: wanted(f) and (codes is None or f.code in codes))

    full = run(None)
    if full.looping:
        return _unchanged(source, checker, target, engine.no_convergence(full.looping, full.passes))
    if full.document.text == source.text:
        return Fixed(source.text, full.findings, full.applied, [])
    try:
        before = guard.gather_before(full.first)
        losses = guard.compare(before, guard.gather_after(full.document), full.changes)
    except guard.UnprovableError as error:
        return _unchanged(source, checker, target, engine.unprovable_fix(str(error)))
    if not losses:
        return Fixed(full.document.text, full.findings, full.applied, [])
    return _without_lossy_rules(source, checker, target, full, losses, run, before)


def _passes(source: Source, checker: Checker, target: str, wanted: object) -> _Run:
    assert callable(wanted)
    document = Document.parse(source, target=target)
    run = _Run(document)
    seen = {source.text}

    def stage_of(finding: Finding) -> Stage:
        rule = checker.by_code.get(finding.code)
        return rule.stage if rule is not None else Stage.REMOVAL

    while True:
        run.document = document
        run.findings = checker.check(document)
        fixable = [finding for finding in run.findings if wanted(finding)]
        if not fixable:
            return run
        chosen = choose(fixable, stage_of)
        text = apply(document.text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
        run.passes += 1
        if text in seen or run.passes > MAX_PASSES:
            run.looping = sorted({f"{finding.code} ({finding.name})" for finding in chosen})
            return run
        seen.add(text)
        for finding in chosen:
            assert finding.fix is not None
            run.applied[finding.code] = run.applied.get(finding.code, 0) + 1
            run.changes.extend(finding.fix.changes)
        document = Document.parse(Source(text, source.path, source.encoding), target=target)
        document.origin = run.first


def _unchanged(source: Source, checker: Checker, target: str, problem: Finding) -> Fixed:
    return Fixed(source.text, checker.check(Document.parse(source, target=target)), {}, [problem])


def _without_lossy_rules(
    source: Source,
    checker: Checker,
    target: str,
    full: _Run,
    losses: list[guard.Loss],
    run: object,
    before: guard.Facts,
) -> Fixed:
    """Find the rules whose fixes lose something, and return the text fixed by all others.

    Rules are admitted one after the other, each on top of those that were proven
    harmless before it; so several lossy rules are found as well as one.
    """
    assert callable(run)
    admitted: frozenset[str] = frozenset()
    best: _Run | None = None
    problems: list[Finding] = []
    for code in sorted(full.applied):
        trial: _Run = run(admitted | {code})
        if trial.looping:
            reason = "together with the other rules it does not come to an end"
        else:
            try:
                trial_losses = guard.compare(before, guard.gather_after(trial.document), trial.changes)
                reason = "; ".join(loss.message for loss in trial_losses[:3])
            except guard.UnprovableError as error:
                reason = str(error)
        if reason:
            rule = checker.by_code.get(code)
            problems.append(engine.guard_refusal(code, rule.name if rule else code, reason))
        else:
            admitted |= {code}
            best = trial
    if not problems or best is None:
        problems = problems or [engine.guard_refusal_of_all("; ".join(loss.message for loss in losses[:3]))]
        return Fixed(source.text, checker.check(Document.parse(source, target=target)), {}, problems)
    return Fixed(best.document.text, best.findings, best.applied, problems)
