from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document.edit import apply
from newslint.fixing.planner import choose
from newslint.linting.finding import Edit, Finding, Fix, Severity
from newslint.linting.stage import Stage


def finding(*edits: Edit, code: str = "TST001") -> Finding:
    return Finding(code, code.lower(), Severity.WARNING, "", edits[0].start, edits[-1].end, Fix(edits))


def chosen(*findings: Finding, stages: dict[str, Stage] | None = None) -> list[Finding]:
    return choose(findings, lambda one: (stages or {}).get(one.code, Stage.TEXT))


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ((0, 3), (3, 5), True),
        ((0, 3), (2, 5), False),
        ((0, 5), (1, 2), False),
        ((0, 5), (0, 5), False),
        ((2, 2), (2, 2), True),
        ((2, 2), (0, 4), False),
        ((0, 4), (2, 2), False),
        ((4, 4), (0, 4), True),
        ((0, 0), (0, 4), True),
    ],
)
def test_what_overlaps(first: tuple[int, int], second: tuple[int, int], together: bool) -> None:
    assert len(chosen(finding(Edit(*first)), finding(Edit(*second), code="TST002"))) == 1 + together


def test_the_earlier_stage_wins_then_the_longer_span() -> None:
    short, long, late = finding(Edit(2, 3), code="A1"), finding(Edit(2, 8), code="B1"), finding(Edit(0, 9), code="C1")
    assert chosen(short, long, late, stages={"C1": Stage.LAYOUT}) == [long]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=30))
def test_chosen_fixes_never_overlap(spans: list[tuple[int, int]]) -> None:
    findings = [finding(Edit(start, start + length, "x"), code=f"T{i}") for i, (start, length) in enumerate(spans)]
    edits = [edit for one in chosen(*findings) for edit in (one.fix.edits if one.fix else ())]
    covered = [offset for edit in edits for offset in range(edit.start, edit.end)]
    assert len(covered) == len(set(covered))
    apply("." * 40, edits)  # Raises on an overlap.


@given(st.text(max_size=30), st.data())
def test_apply_replaces_exactly_the_spans(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    edit = Edit(cuts[0], cuts[1], "new")
    assert apply(text, [edit]) == text[: cuts[0]] + "new" + text[cuts[1] :]


def test_apply_refuses_overlaps() -> None:
    with pytest.raises(ValueError, match="overlapping"):
        apply("abcdef", [Edit(0, 3), Edit(2, 4)])
