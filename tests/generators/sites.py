"""A small site for each generator: one page per article, on which it prints what it knows of the article.

Each generator prints the same block, between ``[[`` and ``]]``: title, date (UTC), author and categories,
with ``|`` between them and ``;`` between categories.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Articles = dict[str, str]
"""The texts of articles by name, without the ending ``.md``."""


class Generator:
    """How to lay out a site, build it, and find its pages."""

    def __init__(
        self,
        name: str,
        program: str,
        write: Callable[[Path, Articles], None],
        command: list[str],
        output: str,
    ) -> None:
        self.name = name
        self.program = program
        self.write = write
        self.command = command
        self.output = output

    def build(self, folder: Path, articles: Articles, packages: Path | None) -> dict[str, str]:
        """Build the site in *folder* and return what its pages print, by the name of the article."""
        folder.mkdir()
        self.write(folder, articles)
        if packages is not None:
            (folder / "node_modules").symlink_to(packages / "node_modules")
        environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        program = installed(self.program) or str(folder / "node_modules" / ".bin" / self.program)
        done = subprocess.run(
            [program, *self.command], cwd=folder, env=environment, capture_output=True, text=True, timeout=240
        )
        assert done.returncode == 0, f"{self.name}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        found: dict[str, str] = {}
        for name in articles:
            for page in sorted((folder / self.output).rglob("*.html")):
                if name in (page.stem, page.parent.name):
                    _, opening, rest = page.read_text(encoding="utf-8").partition("[[")
                    found[name] = " ".join(rest.partition("]]")[0].split()) if opening else ""
        return found


def installed(program: str) -> str | None:
    """Return the path of *program*: beside this Python, or wherever the shell finds it."""
    return shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _jekyll(folder: Path, articles: Articles) -> None:
    _write(
        folder,
        {
            "_config.yml": (
                "timezone: UTC\nfuture: true\npermalink: /:title.html\n"
                "defaults: [{scope: {path: ''}, values: {layout: article}}]\n"
            ),
            "_layouts/article.html": (
                "[[{{ page.title }}|{{ page.date | date: '%Y-%m-%dT%H:%M:%SZ' }}|{{ page.author }}"
                "|{{ page.categories | join: ';' }}]]"
            ),
            "_layouts/post.html": "---\nlayout: article\n---\n{{ content }}",
            **{f"_posts/2020-01-01-{name}.md": text for name, text in articles.items()},
        },
    )


def _hugo(folder: Path, articles: Articles) -> None:
    _write(
        folder,
        {
            "config.toml": 'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\nbuildFuture = true\n'
            "[markup.goldmark.renderer]\nunsafe = true\n",
            "layouts/_default/single.html": (
                '[[{{ .Title }}|{{ .Date.UTC.Format "2006-01-02T15:04:05Z" }}|{{ .Params.author }}'
                '|{{ delimit (.Params.categories | default slice) ";" }}]]'
            ),
            "layouts/_default/list.html": "list",
            "layouts/index.html": "home",
            **{f"content/{name}.md": text for name, text in articles.items()},
        },
    )


def _hexo(folder: Path, articles: Articles) -> None:
    _write(
        folder,
        {
            "package.json": json.dumps({"name": "site", "private": True, "hexo": {"version": ""}, "dependencies": {
                "hexo": "*", "hexo-renderer-ejs": "*", "hexo-renderer-marked": "*"}}),
            "_config.yml": "title: S\nurl: http://localhost\nroot: /\npermalink: :name.html\ntheme: plain\n"
            "timezone: UTC\nfuture: true\n",
            "themes/plain/layout/post.ejs": (
                "[[<%= page.title %>|<%= new Date(page.date).toISOString().slice(0, 19) %>Z|<%= page.author %>"
                "|<%= page.categories.map(c => c.name).join(';') %>]]"
            ),
            "themes/plain/layout/index.ejs": "home",
            **{f"source/_posts/{name}.md": text for name, text in articles.items()},
        },
    )  # fmt: skip


def _eleventy(folder: Path, articles: Articles) -> None:
    _write(
        folder,
        {
            ".eleventy.js": "module.exports = () => ({ markdownTemplateEngine: false, dir: { input: 'in' } });",
            "in/in.json": '{"layout": "article.njk"}',
            "in/_includes/article.njk": (
                "[[{{ title }}|{{ page.date.toISOString().slice(0, 19) }}Z|{{ author }}"
                "|{{ (categories or []) | join(';') }}]]"
            ),
            "in/_includes/post.njk": "---\nlayout: article.njk\n---\n",
            **{f"in/{name}.md": text for name, text in articles.items()},
        },
    )


def _pelican(folder: Path, articles: Articles) -> None:
    _write(
        folder,
        {
            "pelicanconf.py": (
                "PATH = 'content'\nTHEME = 'theme'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\nSITENAME = 'S'\n"
                "PLUGINS = ['yaml_metadata']\nWITH_FUTURE_DATES = False\n"
                "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None\n"
                "AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\nDIRECT_TEMPLATES = []\n"
                "ARTICLE_SAVE_AS = '{nom}.html'\nARTICLE_URL = '{nom}.html'\n"
                "FILENAME_METADATA = r'(?P<nom>.*)'\nAUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ''\n"
            ),
            "theme/templates/article.html": (
                "[[{{ article.title }}|{{ article.date.astimezone().strftime('%Y-%m-%dT%H:%M:%SZ') }}"
                "|{{ article.author }}|{{ article.category }}]]"
            ),
            **{f"content/{name}.md": text for name, text in articles.items()},
        },
    )


GENERATORS = [
    Generator("jekyll", "jekyll", _jekyll, ["build", "--quiet"], "_site"),
    Generator("hugo", "hugo", _hugo, ["--quiet"], "public"),
    Generator("hexo", "hexo", _hexo, ["generate"], "public"),
    Generator("eleventy", "eleventy", _eleventy, ["--quiet"], "_site"),
    Generator("pelican", "pelican", _pelican, ["content", "-s", "pelicanconf.py", "-q"], "output"),
]
