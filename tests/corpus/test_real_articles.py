"""Real articles, fixed: a sample of those that lie beside a checkout, for those who have them."""

from __future__ import annotations

from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Safety
from newslint.linting.registry import load
from tests.shared_data import articles


def test_fixing_ends_refuses_nothing_and_needs_no_second_run() -> None:
    checker = Checker(load().create())
    for path in articles(step=12):
        fixed = fix(Source.decode(path.read_bytes(), path.name), checker)
        assert not fixed.problems, (path, [problem.message for problem in fixed.problems])
        assert not [f for f in fixed.findings if f.code == "ENG003"], path
        left = [finding for finding in fixed.findings if finding.fix and finding.fix.safety is Safety.SAFE]
        assert not left, (path, left)
        assert fix(Source(fixed.text, path.name), checker).text == fixed.text, path
