"""Real generators read what --fix wrote: title, date, author and categories are on the pages that they build.

Jekyll and Hugo come from Debian's packages, Hexo and Eleventy from npm, Pelican from PyPI; ``make test-generators``
installs them. A generator that is not there is skipped.
"""

from __future__ import annotations

import datetime
import html
import shutil
from pathlib import Path

import pytest
import yaml

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load
from tests.generators.sites import GENERATORS, Articles, Generator, installed
from tests.working_tree import npm_install

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
CHECKER = Checker(load().create())
NAMES = ("blogger-trail", "juejin-patterns", "medium-clocks", "oschina-release", "sina-harbour")
# As a program for another system exports it: other names, the date of a feed.
EXPORT = """---
post_title: 'Two ferries, one pier: the winter timetable'
creation_date: Thu, 01 Feb 2024 09:30:00 +0100
byline: Ann Lee
Categories:
  - Harbour
---

<p>The pier has one berth less until March.</p>
"""
EXPORTED = "Two ferries, one pier: the winter timetable|2024-02-01T08:30:00Z|Ann Lee|Harbour"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("generators")]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A folder with Hexo and Eleventy in it, None if npm cannot install them."""
    if not shutil.which("npm"):
        return None
    folder = tmp_path_factory.mktemp("packages")
    names = ["hexo-cli", "hexo", "hexo-renderer-ejs", "hexo-renderer-marked", "@11ty/eleventy"]
    return folder if npm_install(folder, *names) else None


@pytest.fixture(params=GENERATORS, ids=lambda generator: generator.name)
def generator(request: pytest.FixtureRequest, packages: Path | None) -> Generator:
    chosen: Generator = request.param
    from_npm = packages is not None and (packages / "node_modules" / ".bin" / chosen.program).exists()
    if not from_npm and not installed(chosen.program):
        pytest.skip(f"{chosen.name} is not installed; make test-generators installs it where it can")
    return chosen


def raw() -> Articles:
    return {name: (SEEDS / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}


def fixed(articles: Articles, target: str, *, unsafe: bool = False) -> Articles:
    return {
        name: fix(Source(text, f"{name}.md"), CHECKER, unsafe=unsafe, target=target).text
        for name, text in articles.items()
    }


def expected(text: str, target: str) -> str:
    """What a page has to print, by the front matter that PyYAML reads."""
    front_matter = Document.parse(Source(text, "a.md")).front_matter
    values = yaml.safe_load(text[front_matter.content_start : front_matter.content_end])
    moment = values["date"]
    assert isinstance(moment, datetime.datetime)
    when = moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    # Pelican has one category.
    categories = values.get("category", "") if target == "pelican" else ";".join(values.get("categories") or [])
    return f"{values['title']}|{when}|{values.get('author') or ''}|{categories}"


def test_what_was_fixed_is_on_the_pages(generator: Generator, packages: Path | None, tmp_path: Path) -> None:
    articles = fixed(raw(), generator.name)
    pages = generator.build(tmp_path / "site", articles, packages)
    for name, text in articles.items():
        assert html.unescape(pages.get(name, "no page")) == expected(text, generator.name)


def test_names_of_another_program_become_those_that_the_target_reads(
    generator: Generator, packages: Path | None, tmp_path: Path
) -> None:
    before = generator.build(tmp_path / "before", {"ferries": EXPORT}, packages)
    assert "winter timetable" not in before.get("ferries", "")
    assert "2024-02-01T08:30:00Z" not in before.get("ferries", "")
    after = fixed({"ferries": EXPORT}, generator.name, unsafe=True)
    pages = generator.build(tmp_path / "after", after, packages)
    assert html.unescape(pages["ferries"]) == EXPORTED


def test_jekyll_misses_front_matter_after_a_blank_line_until_it_is_fixed(tmp_path: Path) -> None:
    jekyll = GENERATORS[0]
    if not shutil.which(jekyll.program):
        pytest.skip("jekyll is not installed")
    before = {"sina-harbour": raw()["sina-harbour"]}
    after = fixed(before, "jekyll")
    assert before["sina-harbour"].startswith("\n---\n")
    title = expected(after["sina-harbour"], "jekyll").partition("|")[0]
    assert title not in jekyll.build(tmp_path / "before", before, None).get("sina-harbour", "")
    assert title in jekyll.build(tmp_path / "after", after, None)["sina-harbour"]
