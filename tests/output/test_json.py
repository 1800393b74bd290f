from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from newslint.document.source import Source
from newslint.linting.finding import Edit, Finding, Fix, Safety, Severity
from newslint.output.json_format import Json
from newslint.running.results import FileResult
from tests.output.conftest import Make


def test_everything_is_in_it() -> None:
    source = Source("\U0001f6a2a\r\nbc\n", "p.md")
    fix = Fix((Edit(4, 5, "“"), Edit(0, 0, "x")), Safety.UNSAFE)
    result = FileResult("p.md", source, [Finding("TST001", "some-rule", Severity.INFO, "m “", 1, 5, fix)])
    (found,) = json.loads("".join(Json().assemble([Json().render(result)])))
    assert found == {
        "path": "p.md",
        "code": "TST001",
        "name": "some-rule",
        "severity": "info",
        "message": "m “",
        "line": 1,
        "column": 2,
        "end_line": 2,
        "end_column": 2,
        "offset": 1,
        "end_offset": 5,
        "fix": {
            "safety": "unsafe",
            "edits": [
                {
                    "line": 1,
                    "column": 1,
                    "end_line": 1,
                    "end_column": 1,
                    "offset": 0,
                    "end_offset": 0,
                    "replacement": "x",
                },
                {
                    "line": 2,
                    "column": 1,
                    "end_line": 2,
                    "end_column": 2,
                    "offset": 4,
                    "end_offset": 5,
                    "replacement": "“",
                },
            ],
        },
    }


def test_no_fix_is_null(make: Make) -> None:
    assert json.loads(Json().render(make("a", (0, 1))))["fix"] is None


def test_files_are_joined_to_one_array(make: Make) -> None:
    texts = [Json().render(one) for one in (make("a"), make("a", (0, 1), (0, 0)), make("b"), make("c", (1, 1)))]
    assert len(json.loads("".join(Json().assemble(texts)))) == 3
    assert json.loads("".join(Json().assemble(["", ""]))) == []
    assert "".join(Json().assemble([])) == "[]\n"


@given(st.text(), st.text(st.characters(), min_size=1))
def test_any_text_survives(message: str, path: str) -> None:
    result = FileResult(path, Source(""), [Finding("A", "a", Severity.ERROR, message, 0, 0)])
    written = "".join(Json().assemble([Json().render(result)])).encode("utf-8")
    (found,) = json.loads(written)
    assert (found["message"], found["path"]) == (message, path)


def test_a_path_that_is_not_utf_8_is_escaped(make: Make) -> None:
    text = Json().render(make("a", (0, 1), path="caf\udce9"))
    assert json.loads(text.encode("utf-8"))["path"] == "caf\udce9"
