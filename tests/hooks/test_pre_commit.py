"""The hooks as pre-commit runs them: cloned, installed and started by pre-commit itself, on real articles."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.working_tree import attempt, copy_working_tree, require_package_index, run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hooks")]

PRE_COMMIT = [sys.executable, "-m", "pre_commit"]

FERRY = (
    "\n---\n"
    "title:   'Ferry timetable'\n"
    "date: 2024-02-29T18:05:00+01:00  \n"
    "author: Harbour Desk\n"
    "tags: [ferry, harbour]\n"
    "---\n"
    "<div>\n"
    "<p>From 4 March the early boat leaves at 5.40.</p>   \n"
    "\n\n\n"
    '    <P STYLE="margin:0" onclick="go()">Later ones leave <a\n'
    "href='https://ferry.example/t?utm_source=feed&amp;line=2'>every hour</a>.</P>\n"
    "<p></p></div>"
)
LANTERN = (
    "---\r\n"
    "title: 灯会延期\r\n"
    "date: 2024-02-24T08:00:00+08:00\r\n"
    "author: 港口编辑部\r\n"
    "---\r\n"
    "\r\n"
    "<p>　　原定今晚的灯会因风延期。</p><!-- -->\r\n"
    "<p>　　改期另行通知。&hellip;</p>\r\n"
    "\r\n"
    "\r\n"
)
BRIDGE = (
    "---\n"
    "title: Bridge closed\n"
    "date: 2024-03-01T09:00:00Z\n"
    "author: Harbour Desk\n"
    "---\n"
    "\n"
    "The bridge is closed  \n"
    "until Monday.\n"
    "\n\n\n"
    '<p style="margin:0">Use the <a href="https://ferry.example/?fbclid=x1&amp;line=3">ferry</a>.</p>\n'
    "\n"
    "- on foot\n"
    "- by bicycle\n"
    "\n\n"
)
ARTICLES = {"posts/ferry.html": FERRY, "posts/lantern.html": LANTERN, "posts/bridge.md": BRIDGE}

OTHERS = """
  - repo: local
    hooks:
      - id: end-of-file-fixer
        name: end-of-file-fixer
        entry: end-of-file-fixer
        language: python
        additional_dependencies: [pre-commit-hooks]
        types: [text]
      - id: trailing-whitespace
        name: trailing-whitespace
        entry: trailing-whitespace-fixer --markdown-linebreak-ext=md
        language: python
        additional_dependencies: [pre-commit-hooks]
        types: [text]
      - id: mixed-line-ending
        name: mixed-line-ending
        entry: mixed-line-ending --fix=auto
        language: python
        additional_dependencies: [pre-commit-hooks]
        types: [text]
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environments that it makes: one store for all tests, and none of the user's."""
    require_package_index(tmp_path_factory.mktemp("downloads"))
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working tree of newslint, committed to a repository of its own."""
    folder = tmp_path_factory.mktemp("newslint")
    copy_working_tree(folder)
    run(["git", "init", "--quiet"], folder)
    commit_all(folder)
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A repository with dirty articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    run(["git", "init", "--quiet"], folder)
    (folder / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    for name, text in ARTICLES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    commit_all(folder)
    return folder


def commit_all(folder: Path) -> None:
    run(["git", "add", "--all"], folder)
    run(["git", "commit", "--quiet", "--no-verify", "--message", "all"], folder)


def read(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_bytes().decode() for name in ARTICLES}


def try_hook(hook: str, repository: Path, articles: Path, store: Path) -> tuple[int, str]:
    """Return the status and the output of ``pre-commit try-repo`` for one hook."""
    done = attempt(
        [*PRE_COMMIT, "try-repo", repository, hook, "--all-files", "--verbose"], articles, PRE_COMMIT_HOME=str(store)
    )
    assert "An unexpected error has occurred" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done.returncode, done.stdout


def run_all(articles: Path, store: Path) -> tuple[int, str]:
    done = attempt([*PRE_COMMIT, "run", "--all-files", "--verbose"], articles, PRE_COMMIT_HOME=str(store))
    assert "An unexpected error has occurred" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done.returncode, done.stdout


def hooks_of_newslint(repository: Path) -> str:
    revision = run(["git", "rev-parse", "HEAD"], repository).strip()
    return f"""
  - repo: {repository.as_uri()}
    rev: {revision}
    hooks:
      - id: newslint-fix
      - id: newslint
"""


def test_the_check_fails_and_names_what_it_finds(repository: Path, articles: Path, store: Path) -> None:
    status, output = try_hook("newslint", repository, articles, store)
    assert status == 1
    for name, line in (("posts/ferry.html", 13), ("posts/bridge.md", 12)):
        assert re.search(rf"{re.escape(name)}:{line}:\d+", output), output
    assert "SEC002" in output
    assert "TRK002" in output
    assert "exit code: 1" in output
    assert read(articles) == ARTICLES


def test_the_fix_rewrites_and_then_both_pass(repository: Path, articles: Path, store: Path) -> None:
    status, output = try_hook("newslint-fix", repository, articles, store)
    assert status == 1
    assert "files were modified by this hook" in output
    fixed = read(articles)
    assert all(fixed[name] != ARTICLES[name] for name in ARTICLES)
    assert "onclick" not in fixed["posts/ferry.html"]
    assert 'href="https://ferry.example/t?line=2"' in fixed["posts/ferry.html"]
    assert "\r" not in fixed["posts/lantern.html"]
    assert "The bridge is closed  \nuntil Monday." in fixed["posts/bridge.md"]

    commit_all(articles)
    for hook in ("newslint-fix", "newslint"):
        status, output = try_hook(hook, repository, articles, store)
        assert status == 0, output
    assert read(articles) == fixed


def test_what_the_settings_exclude_is_left_alone(repository: Path, articles: Path, store: Path) -> None:
    (articles / "newslint.toml").write_text('extend-exclude = ["posts/ferry.html"]\n', encoding="utf-8")
    commit_all(articles)
    try_hook("newslint-fix", repository, articles, store)
    fixed = read(articles)
    assert fixed["posts/ferry.html"] == FERRY
    assert fixed["posts/bridge.md"] != BRIDGE


@pytest.mark.parametrize("first", ["newslint", "others"])
def test_no_hook_undoes_the_work_of_another(first: str, repository: Path, articles: Path, store: Path) -> None:
    own, others = hooks_of_newslint(repository), OTHERS
    blocks = [own, others] if first == "newslint" else [others, own]
    (articles / ".pre-commit-config.yaml").write_text("repos:" + "".join(blocks), encoding="utf-8")
    commit_all(articles)

    status, output = run_all(articles, store)
    assert status == 1, output
    fixed = read(articles)
    commit_all(articles)

    status, output = run_all(articles, store)
    assert status == 0, output
    assert output.count("Passed") == 5
    assert read(articles) == fixed


def test_alone_or_with_the_others_the_result_is_the_same(repository: Path, articles: Path, store: Path) -> None:
    try_hook("newslint-fix", repository, articles, store)
    alone = read(articles)
    for name, text in ARTICLES.items():
        (articles / name).write_bytes(text.encode())
    (articles / ".pre-commit-config.yaml").write_text(
        "repos:" + OTHERS + hooks_of_newslint(repository), encoding="utf-8"
    )
    commit_all(articles)
    run_all(articles, store)
    assert read(articles) == alone
