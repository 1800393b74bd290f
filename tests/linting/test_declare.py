"""What a fix declares that takes a whole container out."""

from __future__ import annotations

import pytest

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing import guard
from newslint.linting.declare import everything_in
from newslint.linting.finding import Aspect


@pytest.mark.parametrize(
    ("table", "shape"),
    [
        ("<table><tr><td>1</td><td>2</td></tr></table>", ["2"]),
        ("<table><tbody><tr><th>1</th></tr><tr><td>2</td><td>3</td></tr></tbody></table>", ["1 2"]),
        ('<table><tr><td>1</td><td colspan="2" rowspan=03>2</td></tr><tr></tr></table>', ["2[2:2x3]"]),
        ("<table><tr><td><table><tr><td>1<td>2</table></td></tr></table>", ["2", "1"]),
        ("<table></table>", [""]),
    ],
)
def test_tables_are_declared_as_the_guard_reads_them(table: str, shape: list[str]) -> None:
    before = Document.parse(Source(f"<p>A</p><div>{table}</div>", "a.html"))
    container = next(before.body.elements("div"))
    changes = everything_in(container)
    assert [change.before for change in changes if change.aspect is Aspect.TABLE] == shape
    after = Document.parse(Source("<p>A</p>", "a.html"))
    losses = guard.compare(guard.gather_before(before), guard.gather_after(after), changes)
    assert not losses
