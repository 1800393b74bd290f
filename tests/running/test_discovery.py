"""Which files are articles, and why the others are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newslint.config.discovery import Configurations
from newslint.config.errors import SettingsError
from newslint.running.discovery import Discovery, has_front_matter

ARTICLE = "---\ntitle: A\n---\n<p>x</p>\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, *names: str, text: str = ARTICLE) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def find(*paths: str, force_exclude: bool = False) -> Discovery:
    return Discovery(Configurations(), force_exclude=force_exclude).find(paths)


def found(*paths: str, force_exclude: bool = False) -> list[str]:
    return [article.path for article in find(*paths, force_exclude=force_exclude).articles]


def skipped(*paths: str) -> dict[str, str]:
    return {one.path: one.reason for one in find(*paths).skipped}


def test_known_kinds_with_front_matter(root: Path) -> None:
    write(root, "a.md", "b.markdown", "c.html", "d.HTM", "e.xhtml", "f.txt", "g.mdx", "h", "md")
    assert found(".") == ["a.md", "b.markdown", "c.html", "d.HTM", "e.xhtml"]
    assert skipped(".")["f.txt"] == "not of a kind that articles are"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"---\ntitle: A\n---\n", True),
        (b"---\r\ntitle: A\r\n", True),
        (b"\xef\xbb\xbf---\n", True),
        (b"\n \t\r\n\n  ---\n", True),
        (b"--- \n", True),
        (b"----\n", True),
        (b"+++\ntitle = 1\n+++\n", True),
        (b'{\n  "title": "A"\n}\n', True),
        (b"{}\n", True),
        ("---\ntitle: A\n".encode("utf-16"), True),
        (b"", False),
        (b"# Read me\n", False),
        (b"<!DOCTYPE html>\n", False),
        (b"{% extends 'base.html' %}\n", False),
        (b"{{ content }}\n", False),
        (b"--\n", False),
        (b"---x\n", False),
        (b"+++x\n", False),
        (b"text\n---\ntitle: A\n---\n", False),
        (b" " * 1024, False),
    ],
)
def test_what_looks_like_front_matter(head: bytes, expected: bool) -> None:
    assert has_front_matter(head) is expected


def test_others_are_skipped_in_folders_and_checked_if_named(root: Path) -> None:
    write(root, "posts/README.md", text="# Read me\n")
    write(root, "posts/a.md", "posts/notes.txt")
    assert found("posts") == ["posts/a.md"]
    assert skipped("posts")["posts/README.md"] == "has no front matter"
    assert found("posts/README.md", "posts/notes.txt") == ["posts/README.md", "posts/notes.txt"]


def test_front_matter_is_looked_for_in_the_first_kilobyte(root: Path) -> None:
    write(root, "near.md", text="\n" * 1000 + ARTICLE)
    write(root, "far.md", text="\n" * 2000 + ARTICLE)
    assert found(".") == ["near.md"]


@pytest.mark.parametrize(
    ("target", "articles"),
    [
        ("hexo", ["source/_drafts/b.html", "source/_posts/x/a.md", "source/about/index.md"]),
        ("jekyll", ["_drafts/b.html", "_posts/a.md", "blog/_posts/c.md", "about.md"]),
        ("hugo", ["content/posts/a.html", "content/b.md"]),
        ("astro", ["src/content/blog/a.md"]),
        ("zola", ["content/a.md"]),
        ("pelican", ["content/a.md"]),
    ],
)
def test_the_content_folder_of_the_target(root: Path, target: str, articles: list[str]) -> None:
    write(root, "newslint.toml", text=f'target = "{target}"\n')
    bare = [name for name in articles if "about" not in name]
    write(root, *bare, text="<p>no front matter</p>")
    write(root, *[name for name in articles if "about" in name])
    write(root, "themes/t/content.html", "x.md", text="<p>no front matter</p>")
    assert sorted(found(".")) == sorted(articles)
    reasons = {article.path: article.reason for article in find(".").articles}
    assert all(reasons[name].startswith("in a content folder") for name in bare)
    (root / "newslint.toml").unlink()
    assert found(*bare[:1]) == bare[:1]
    assert not set(found(".")) & set(bare)


@pytest.mark.parametrize(
    ("target", "template"),
    [
        ("hexo", "scaffolds/post.md"),
        ("hugo", "archetypes/default.md"),
        ("zola", "templates/index.html"),
        ("pelican", "theme/x.html"),
        ("astro", "src/layouts/x.md"),
    ],
)
def test_templates_are_no_articles_though_they_have_front_matter(root: Path, target: str, template: str) -> None:
    write(root, template)
    assert found(".") == [template]
    write(root, "newslint.toml", text=f'target = "{target}"\n')
    assert found(".") == []
    assert skipped(".")[template].startswith("in a folder of templates")


def test_include_makes_articles_of_any_file(root: Path) -> None:
    write(root, "newslint.toml", text='include = ["*.txt", "raw/"]\n')
    write(root, "a.txt", "raw/b.xml", "c.xml", text="<p>no front matter</p>")
    assert found(".") == ["a.txt", "raw/b.xml"]


def test_folders_that_are_left_out(root: Path) -> None:
    names = [".git", "node_modules", ".venv", "_site", "_layouts", "_includes", "dist", "build", "__pycache__"]
    write(root, *[f"{name}/a.md" for name in names], "public/a.md", "x/build/a.md", "builder/a.md")
    assert found(".") == ["builder/a.md", "public/a.md"]
    assert skipped(".")["dist/"] == 'excluded by "dist"'


def test_exclude_and_extend_exclude(root: Path) -> None:
    write(root, "posts/a.md", "posts/old/b.md", "build/c.md", "posts/d.draft.md")
    write(root, "newslint.toml", text='extend-exclude = ["posts/old", "*.draft.md"]\n')
    assert found(".") == ["posts/a.md"]
    write(root, "newslint.toml", text='exclude = ["*.draft.md"]\n')
    assert found(".") == ["build/c.md", "posts/a.md", "posts/old/b.md"]


def test_patterns_do_not_look_above_the_folder_of_the_settings(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The project itself lies in a folder that is called build.
    project = root / "build"
    write(project, "newslint.toml", text='extend-exclude = ["root"]\n')
    write(project, "posts/a.md")
    monkeypatch.chdir(project)
    assert found(".", "posts/a.md", force_exclude=True) == ["posts/a.md"]


def test_a_folder_that_is_named_is_walked_even_if_it_is_excluded(root: Path) -> None:
    write(root, "dist/a.md", "dist/build/b.md")
    assert found("dist") == ["dist/a.md"]
    assert found("dist", force_exclude=True) == []
    assert found("dist/a.md", force_exclude=True) == []
    write(root, "newslint.toml", text="force-exclude = true\n")
    assert found("dist", "dist/a.md") == []


def test_walking_from_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, "project/posts/a.md", "project/posts/old/b.md")
    write(root, "project/newslint.toml", text='extend-exclude = ["posts/old"]\n')
    (root / "other").mkdir()
    monkeypatch.chdir(root / "other")
    assert found("../project") == ["../project/posts/a.md"]
    assert found(str(root / "project" / "posts")) == [str(root / "project" / "posts" / "a.md")]


def test_each_folder_has_its_own_settings(root: Path) -> None:
    write(root, "newslint.toml", text='target = "hugo"\n')
    write(root, "a/.newslint.toml", text='target = "zola"\nextend-exclude = ["x"]\n')
    write(root, "a/x/1.md", "a/2.md", "b/x/3.md")
    articles = find(".").articles
    assert [(article.path, article.settings.target) for article in articles] == [
        ("a/2.md", "zola"),
        ("b/x/3.md", "hugo"),
    ]


def test_wrong_settings_on_the_way_are_an_error(root: Path) -> None:
    write(root, "posts/a.md")
    write(root, "posts/x/newslint.toml", text="wrong = 1\n")
    with pytest.raises(SettingsError, match=r"posts/x/newslint.toml: wrong: no such setting"):
        find(".")


def test_the_order_is_that_of_the_paths(root: Path) -> None:
    write(root, "b/1.md", "b-c/1.md", "b.md", "a/z/1.md", "a/1.md")
    expected = ["a/1.md", "a/z/1.md", "b/1.md", "b-c/1.md", "b.md"]
    assert found(".") == expected
    assert found("b.md", "b", "b-c", "a/z/1.md", "a") == expected


def test_each_file_is_done_once(root: Path) -> None:
    write(root, "posts/a.md")
    (root / "link.md").symlink_to("posts/a.md")
    (root / "folder").symlink_to("posts")
    assert found("posts/a.md", "posts", "./posts/../posts/a.md", "posts//a.md", str(root / "posts" / "a.md")) == [
        "posts/a.md"
    ]
    assert len(found(".", "folder", "folder/a.md")) == 1
    result = find("link.md", "posts")
    assert len(result.articles) == 1
    assert [one.reason for one in result.skipped] == ["the same file as another one"]
    assert result.notes == []


def test_links(root: Path) -> None:
    write(root, "store/a.md")
    write(root, "posts/b.md")
    (root / "posts" / "a.md").symlink_to("../store/a.md")
    (root / "posts" / "folder").symlink_to("../store")
    (root / "posts" / "broken.md").symlink_to("nowhere.md")
    (root / "posts" / "round.md").symlink_to("round.md")
    (root / "posts" / "up").symlink_to("..")
    assert found("posts") == ["posts/a.md", "posts/b.md"]
    reasons = skipped("posts")
    assert reasons["posts/folder/"] == reasons["posts/up/"] == "a symbolic link to a folder"
    assert reasons["posts/broken.md"] == reasons["posts/round.md"] == "a broken link"


def test_a_link_to_a_folder_is_followed_if_it_is_named(root: Path) -> None:
    write(root, "store/a.md")
    (root / "posts").symlink_to("store")
    assert found("posts") == ["posts/a.md"]


def test_what_is_missing_is_an_error(root: Path) -> None:
    write(root, "a.md")
    (root / "broken.md").symlink_to("nowhere.md")
    result = find("a.md", "gone.md", "broken.md", "")
    assert [article.path for article in result.articles] == ["a.md"]
    assert result.errors == [
        "no such file or folder: gone.md",
        "no such file or folder: broken.md",
        "no such file or folder: ",
    ]


def test_names_with_everything_in_them(root: Path) -> None:
    names = ["a b.md", "-x.md", "ä\n.md", "新闻.md", "'\".md", "*.md", "[a].md", ".hidden.md"]
    write(root, *names)
    assert sorted(found(".")) == sorted(names)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_article_and_does_not_hang(root: Path) -> None:
    os.mkfifo(root / "pipe.md")
    assert found(".") == []
    assert skipped(".")["pipe.md"] == "not a regular file"


class TestGitignore:
    def test_files_that_git_ignores(self, root: Path) -> None:
        (root / ".git").mkdir()
        write(root, ".gitignore", text="/public/\n*.tmp.md\n!keep.tmp.md\n")
        write(root, "public/a.md", "posts/public/b.md", "c.tmp.md", "keep.tmp.md")
        assert found(".") == ["keep.tmp.md", "posts/public/b.md"]
        assert skipped(".")["public/"] == "ignored by git"

    def test_the_files_above_up_to_the_root_of_the_repository(self, root: Path) -> None:
        write(root, ".gitignore", text="*.md\n")
        write(root, "repository/.gitignore", text="posts/old/\n")
        (root / "repository" / ".git").mkdir()
        write(root, "repository/posts/a.md", "repository/posts/old/b.md")
        assert found("repository/posts") == ["repository/posts/a.md"]

    def test_a_deeper_file_has_the_last_word(self, root: Path) -> None:
        (root / ".git").mkdir()
        write(root, ".gitignore", text="*.html\n")
        write(root, "posts/.gitignore", text="!*.html\na.md\n")
        write(root, "posts/a.md", "posts/b.html", "c.html", "a.md")
        assert found(".") == ["a.md", "posts/b.html"]

    def test_without_a_repository_the_walked_folders_count(self, root: Path) -> None:
        write(root, ".gitignore", text="a.md\n")
        write(root, "posts/.gitignore", text="b.md\n")
        write(root, "posts/a.md", "posts/b.md")
        assert found("posts") == ["posts/a.md"]

    def test_a_file_that_is_named_is_checked(self, root: Path) -> None:
        (root / ".git").mkdir()
        write(root, ".gitignore", text="a.md\n")
        write(root, "a.md")
        assert found("a.md") == ["a.md"]

    def test_one_that_cannot_be_read_hides_nothing(self, root: Path) -> None:
        (root / ".gitignore").mkdir()
        write(root, "a.md")
        assert found(".") == ["a.md"]
