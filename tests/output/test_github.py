from __future__ import annotations

from pathlib import Path

import pytest

from newslint.linting.finding import Severity
from newslint.output.github import GitHub
from tests.output.conftest import Make


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def test_a_span_on_one_line_has_columns(make: Make) -> None:
    assert GitHub().render(make("船 a\n", (2, 3))) == (
        "::warning file=posts/a.md,line=1,endLine=1,col=3,endColumn=4,title=newslint TST001 (some-rule)::the message\n"
    )


def test_a_span_of_several_lines_has_none(make: Make) -> None:
    assert GitHub().render(make("a\nb\n", (0, 3))).startswith("::warning file=posts/a.md,line=1,endLine=2,title=")


def test_escapes(make: Make) -> None:
    rendered = GitHub().render(make("a", (0, 1), path="a,b:c%\n.md", message="50%: a,b\r\n::error::x"))
    assert rendered.startswith("::warning file=a%2Cb%3Ac%25%0A.md,")
    assert rendered.endswith("::50%25: a,b%0D%0A::error::x\n")
    assert rendered.count("\n") == 1


def test_errors_come_first_and_the_order_stays(make: Make) -> None:
    texts = [
        GitHub().render(make("a", (0, 1), path=f"{number}.md", severity=severity))
        for number, severity in enumerate((Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.ERROR))
    ]
    lines = "".join(GitHub().assemble(["", *texts])).splitlines()
    assert [line.split(",")[0] for line in lines] == [
        "::error file=2.md",
        "::error file=3.md",
        "::warning file=1.md",
        "::notice file=0.md",
    ]


def test_what_is_not_shown_is_counted(make: Make) -> None:
    texts = [GitHub().render(make("a", *[(0, 1)] * 12)), GitHub().render(make("a", (0, 1), severity=Severity.ERROR))]
    assert "".join(GitHub().assemble(texts)).splitlines()[-1].endswith("too many: 2")
    assert "too many" not in "".join(GitHub().assemble(texts[1:]))


def test_paths_are_those_of_the_repository(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repository" / "posts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository" / "posts")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repository"))
    assert GitHub().render(make("a", (0, 1), path="a.md")).startswith("::warning file=posts/a.md,")
    assert GitHub().render(make("a", (0, 1), path="../../b.md")).startswith("::warning file=../../b.md,")
