"""What ``--fix`` leaves reads to html5lib as it did before: the guard's comparison with a reader that browsers resemble.

The guard itself reads with lxml. Where the two read differently, a fix must not live on the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newslint.linting.checker import Checker
from newslint.linting.registry import load
from tests.readers_of_html import losses, read
from tests.shared_data import articles, suite
from tests.working_tree import ROOT

CHECKER = Checker(load().create())
SEEDS = sorted((ROOT / "seeds" / "articles").iterdir())


def test_the_reader_sees_what_there_is() -> None:
    found = read('<p>A <a href="/b">b</a></p><img src="c.png" alt="d"><table><tr><td>e<td>f</table><!-- g -->')
    assert b"A " in found.stream
    assert found.hrefs == ["/b"]
    assert [picture.addresses for picture in found.pictures] == [{"c.png"}]
    assert found.tables == ["2"]
    assert found.comments == [" g "]


@pytest.mark.parametrize("article", SEEDS, ids=lambda path: path.name)
def test_seeds(article: Path) -> None:
    assert not losses(article.read_text(encoding="utf-8"), article.name, CHECKER)


@pytest.mark.parametrize(
    "text",
    [
        "A<table>B<tr><td>C</table>",
        "A<table><tr> B</tr></table>",
        "<a href=/b>A<table><tr><td><a href=/c>C</a></td></tr>D</table>E",
        "<p>A<table><tr><td>B</table>C",
        "<b>A<p>B</b>C</p>D",
        "<a href=/b>A<div>B<a href=/c>C</a>D</div>E</a>",
        "<p>A<div>B</p>C</div>D",
        "<ul><li>A<ul><li>B</ul>C<li>D</ul>E",
        "<svg><p>A</p></svg>B",
        "<script src=/a /><p>A</p>",
        "A</p>B</br>C",
        "<h1>A<h2>B</h1>C",
        "<button>A<button>B</button>C",
        "<form>A<form>B</form>C</form>D",
        "<nobr>A<nobr>B</nobr>C",
        "A<!-->B-->C",
        "A<div/>B<span/>C",
        "<pre>\n\nA</pre>B",
        "<textarea>\nA</textarea>B",
        "<table><tr><td>A</td><td></td></tr></table>B<p></p>C<div></div>D",
    ],
)
def test_markup_that_readers_repair_each_in_its_own_way(text: str) -> None:
    assert not losses(text, "a.html", CHECKER)
    assert not losses(text, "a.md", CHECKER)


def test_real_articles() -> None:
    for path in articles(step=25):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not losses(text, path.name, CHECKER), path


# html5lib 1.1 knows neither <search>, nor that a <select> may hold more than options.
_OLD = re.compile(r"<search|<select><div")


def test_trees_that_are_hard_to_build() -> None:
    for path in sorted((suite("html5lib-tests") / "tree-construction").glob("*.dat")):
        for part in re.split(r"(?m)^#data\n", path.read_text(encoding="utf-8", errors="replace"))[1:]:
            text = part.split("\n#errors")[0].split("\n#document")[0]
            if not _OLD.search(text):
                assert not losses(text, "a.html", CHECKER), (path.name, text)
                assert not losses(text, "a.md", CHECKER), (path.name, text)
