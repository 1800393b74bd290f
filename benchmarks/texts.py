"""The texts that are measured: articles of this project, generated ones, and hostile ones."""

from __future__ import annotations

import random
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE_SUFFIXES = (".md", ".markdown", ".html", ".htm", ".xhtml", ".txt")


class Article:
    """A file of a corpus: its name and its bytes, which are valid UTF-8."""

    __slots__ = ("data", "name")

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data


def from_folder(folder: Path, limit: int) -> list[Article]:
    """Return at most *limit* articles below *folder*, spread evenly; what is not UTF-8 is left out."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ARTICLE_SUFFIXES and path.is_file())
    if len(paths) > limit:
        paths = [paths[index * len(paths) // limit] for index in range(limit)]
    articles = []
    for number, path in enumerate(paths):
        data = path.read_bytes()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        suffix = ".html" if path.suffix.lower() == ".txt" else path.suffix.lower()
        articles.append(Article(f"{number:05}{suffix}", data))
    return articles


_WORDS = (
    "harbour ferry council timetable bridge winter market lantern river evening platform quarter "
    "engineers repaired the of and to a in that was with from by on after before almost every second"
).split()
_CHARACTERS = "港口渡轮时刻表市政桥梁冬季市场灯火河流夜晚站台工程师修复了每天早晨第二班车从东岸出发乘客表示满意"
_DIRT = (
    '<p style="margin:0;color:#333;line-height:1.8">{}</p>',
    '<p class="p1 body-copy" data-track="x17">{}</p>',
    "<p>　　{}</p>",
    "<div><div><span>{}</span></div></div>",
    "<p>{}&nbsp;&nbsp;</p><p></p>",
    "<P>{}<BR />\n",
    '<p>{}<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://pictures.example/{n}.jpg"></p>',
    '<p>{} <a href="https://news.example/{n}?utm_source=feed&utm_medium=rss" target="_blank">more</a></p>',
    "<!-- block {n} end --><p>{}</p>\n\n\n\n",
    '<p onclick="go({n})">{}</p><script>count({n});</script>',
    '<table border="1"><tr><td>{}</td><td>{n}</td></tr></table>',
    "<p>{}<iframe height=0></iframe><span></span></p>",
)
_CLEAN = (
    "<p>{}</p>\n",
    "<h2>{}</h2>\n",
    "<ul>\n<li>{}</li>\n<li>{n}</li>\n</ul>\n",
    '<p><img src="https://pictures.example/{n}.jpg" alt="{}"></p>\n',
    '<p>{} <a href="https://news.example/{n}">more</a></p>\n',
    "<blockquote>\n<p>{}</p>\n</blockquote>\n",
)


def _sentence(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return "".join(chance.choices(_CHARACTERS, k=chance.randint(20, 120))) + "。"
    return " ".join(chance.choices(_WORDS, k=chance.randint(8, 60))).capitalize() + "."


def generated(count: int, *, dirty: bool, seed: int = 1) -> list[Article]:
    """Return *count* articles of 2 to 40 KB, the same ones each time."""
    chance = random.Random(seed)
    shapes = _DIRT + _CLEAN if dirty else _CLEAN
    articles = []
    for number in range(count):
        head = (
            f'---\ntitle: "Article {number}: {_sentence(chance)[:40]}"\ndate: 2024-02-{number % 28 + 1:02}T08:00:00Z\n'
            "categories:\n  - Harbour\n---\n\n"
        )
        blocks = [
            chance.choice(shapes).replace("{}", _sentence(chance)).replace("{n}", str(chance.randint(1, 9999)))
            for _ in range(chance.randint(10, 150))
        ]
        text = head + "".join(blocks).rstrip("\n") + "\n"
        articles.append(Article(f"{'dirty' if dirty else 'clean'}{number:05}.html", text.encode()))
    return articles


_FRONT = "---\ntitle: A\n---\n\n"

HOSTILE: dict[str, tuple[str, str, str]] = {
    "tags never finished": ("", "<a ", ""),
    "attributes without end": ("<a", ' b="', ""),
    "only less-than signs": ("", "<", ""),
    "comments never closed": ("", "<!-- a -- ", ""),
    "scripts never closed": ("", "<script><!--<script ", ""),
    "open elements": ("", "<div>", ""),
    "closed elements, deep": ("", "<b><i>", "x"),
    "end tags alone": ("", "</p>", ""),
    "empty elements, side by side": ("", "<p></p>", ""),
    "empty elements, alternating": ("", "<p><span></span></p><div>", ""),
    "tables in tables": ("", "<table><tr><td>", ""),
    "attributes on one tag": ("<p ", 'a="b" ', ">"),
    "spaces": ("<p>a", " ", "b</p>"),
    "blank lines": ("<p>a</p>", "\n", "<p>b</p>"),
    "no-break spaces": ("<p>", "&nbsp;", "</p>"),
    "character references": ("<p>", "&#", "</p>"),
    "ampersands in an address": ('<a href="https://a.example/?', "a=b&amp;", '">x</a>'),
    "declarations in a style": ('<p style="', "a:b;", '">x</p>'),
    "classes": ('<p class="', "a ", '">x</p>'),
    "template braces": ("<p>", "{{ ", "</p>"),
    "opening backticks": ("", "` `` ", ""),
    "opening brackets": ("", "[", ""),
    "underscores": ("", "_a ", ""),
    "suppressions never ended": ("", "<!-- newslint: ignore-start[TRK002] -->", ""),
    "suppressions": ("", "<!-- newslint: ignore[TRK002] --><p>a</p>", ""),
    "zero-width characters": ("<p>", "a\u200b", "</p>"),
    "null characters": ("<p>", "\0", "</p>"),
}
"""Inputs that are hard on scanners: what comes first, what is repeated, what comes last."""

HOSTILE_FRONT_MATTER: dict[str, tuple[str, str, str]] = {
    "front matter: keys": ("---\n", "k{n}: v\n", "---\n\n<p>A</p>\n"),
    "front matter: never closed": ("---\n", "k{n}: v\n", "\n<p>A</p>\n"),
    "front matter: list": ("---\na:\n", "  - b\n", "---\n\n<p>A</p>\n"),
    "front matter: flow brackets": ("---\na: ", "[", "\n---\n\n<p>A</p>\n"),
    "front matter: folded lines": ("---\na: >\n", "  b c d\n", "---\n\n<p>A</p>\n"),
    "front matter: quotes": ("---\na: ", "'", "\n---\n\n<p>A</p>\n"),
    "front matter: colons": ("---\na: ", "b: ", "\n---\n\n<p>A</p>\n"),
}


def hostile(size: int) -> dict[str, str]:
    """Return each hostile input as a file of about *size* characters."""
    texts = {}
    for name, (before, repeated, after) in HOSTILE.items():
        texts[name] = _FRONT + before + repeated * (size // len(repeated)) + after + "\n"
    for name, (before, repeated, after) in HOSTILE_FRONT_MATTER.items():
        count = size // len(repeated)
        middle = (
            "".join(repeated.replace("{n}", str(n)) for n in range(count)) if "{n}" in repeated else repeated * count
        )
        texts[name] = before + middle + after
    return texts
