"""The target, where the files of a site leave no doubt about it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newslint.config.detection import Detection
from newslint.config.discovery import Configurations, Settings

ARTICLE = "---\npost_title: A\npost_date: 2024-01-02\n---\n\nText.\n"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def detected(folder: Path) -> str:
    found = Detection().of_folder(str(folder))
    return found.target if found is not None else "none"


def settings(root: Path, name: str) -> Settings:
    path = root / name
    return Configurations().of_folder(str(path.parent)).settings(str(path))


@pytest.mark.parametrize(
    ("files", "target"),
    [
        ({"_config.yml": "title: A\n", "package.json": '{"dependencies": {"hexo": "^7.0.0"}}'}, "hexo"),
        ({"_config.yml": "title: A\n", "package.json": '{"hexo": {"version": "7.0.0"}}'}, "hexo"),
        ({"_config.yml": "title: A\n", "_posts/a.md": ""}, "jekyll"),
        ({"_config.yml": "title: A\n", "Gemfile": "source 'x'\ngem 'jekyll', '~> 4.3'\n"}, "jekyll"),
        ({"_config.yml": "title: A\n", "Gemfile": 'gem "github-pages", group: :jekyll_plugins\n'}, "jekyll"),
        ({"hugo.toml": ""}, "hugo"),
        ({"hugo.yaml": ""}, "hugo"),
        ({"config.toml": 'baseURL = "https://a.example"\n'}, "hugo"),
        ({"config.toml": 'title = "A"\nbase_url = "https://a.example"\n'}, "zola"),
        ({"astro.config.mjs": ""}, "astro"),
        ({".eleventy.js": ""}, "eleventy"),
        ({"eleventy.config.mjs": ""}, "eleventy"),
        ({"pelicanconf.py": ""}, "pelican"),
        ({"_config.yml": "title: A\n"}, "none"),
        ({"_config.yml": "title: A\n", "package.json": '{"dependencies": {"hexagon": "1"}}'}, "none"),
        ({"config.toml": "[server]\nport = 1\n"}, "none"),
        ({"package.json": '{"dependencies": {"hexo": "^7.0.0"}}'}, "none"),
        ({"hugo.toml": "", "pelicanconf.py": ""}, "none"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_what_the_files_of_a_site_say(tmp_path: Path, files: dict[str, str], target: str) -> None:
    write(tmp_path, files)
    (tmp_path / "content" / "news").mkdir(parents=True)
    assert detected(tmp_path) == detected(tmp_path / "content" / "news") == target


def test_the_nearest_site_counts_and_nothing_above_the_repository(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "hugo.toml": "",
            "inner/pelicanconf.py": "",
            "inner/content/a.md": ARTICLE,
            "repository/.git/HEAD": "",
            "repository/posts/a.md": ARTICLE,
        },
    )
    assert detected(tmp_path / "inner" / "content") == "pelican"
    assert detected(tmp_path / "repository" / "posts") == "none"


def test_what_is_set_counts_more(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": "", "newslint.toml": 'target = "none"\n', "content/a.md": ARTICLE})
    assert settings(tmp_path, "content/a.md").target == "none"
    write(tmp_path, {"newslint.toml": 'target = "zola"\n'})
    found = settings(tmp_path, "content/a.md")
    assert (found.target, found.detected) == ("zola", None)
    write(tmp_path, {"newslint.toml": 'ignore = ["missing-alt"]\n'})
    found = settings(tmp_path, "content/a.md")
    assert found.target == "hugo"
    assert found.detected is not None


def test_folders_of_a_site_are_those_of_its_own_folder(tmp_path: Path) -> None:
    """A site below the folder that newslint runs in has its content where its program looks for it."""
    write(
        tmp_path,
        {
            "site/hugo.toml": "",
            "site/content/without.md": "Text.\n",
            "site/archetypes/default.md": "---\ntitle: A\n---\n",
            "content/elsewhere.md": "Text.\n",
        },
    )
    done = run(tmp_path, "files", "--verbose")
    lines = [line.replace(os.sep, "/") for line in done.stdout.splitlines()]
    assert 'site/content/without.md: checked: in a content folder ("/content/")' in lines
    assert 'site/archetypes/default.md: skipped: in a folder of templates ("/archetypes/")' in lines
    assert "content/elsewhere.md: skipped: has no front matter" in lines
    assert "target: hugo, by hugo.toml in site" in done.stderr


def test_verbose_says_which_target_was_detected(tmp_path: Path) -> None:
    write(tmp_path, {"pelicanconf.py": "", "content/a.md": ARTICLE})
    quiet, verbose = run(tmp_path, "content"), run(tmp_path, "--verbose", "content")
    assert "target" not in quiet.stderr
    assert "newslint: target: pelican, by pelicanconf.py in ." in verbose.stderr
    assert "Pelican calls post_title title" in verbose.stdout
    piped = run(tmp_path, "-v", "--stdin-filename", "content/a.md", "-", text=ARTICLE)
    assert "newslint: target: pelican, by pelicanconf.py in ." in piped.stderr


def run(folder: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newslint", *arguments], cwd=folder, capture_output=True, text=True, input=text
    )
