"""Which settings hold for which file."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.config.discovery import FILES, Configuration, Configurations, Settings, relative
from newslint.config.errors import SettingsError
from newslint.config.settings import Layer


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def of(folder: Path) -> Configuration:
    folder.mkdir(parents=True, exist_ok=True)
    return Configurations().of_folder(str(folder))


def settings(root: Path, name: str, above: Layer | None = None) -> Settings:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return Configurations(above=above).of_folder(str(path.parent)).settings(str(path))


@pytest.mark.parametrize("name", FILES)
def test_each_name_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, ("[tool.newslint]\n" if name == "pyproject.toml" else "") + 'target = "hugo"\n')
    found = of(tmp_path / "a" / "b")
    assert found.path == str(tmp_path / name)
    assert found.root == str(tmp_path)
    assert settings(tmp_path, "a/b/c.md").target == "hugo"


def test_the_nearest_file_wins_alone(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", 'target = "hugo"\nselect = ["COM"]\n')
    write(tmp_path, "posts/.newslint.toml", 'encoding = "latin-1"\n')
    found = settings(tmp_path, "posts/deep/a.md")
    assert (found.target, found.encoding) == ("none", "latin-1")
    assert settings(tmp_path, "a.md").target == "hugo"


def test_a_pyproject_counts_only_with_a_table_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", 'target = "hugo"\n')
    write(tmp_path, "posts/pyproject.toml", '[project]\nname = "newslint-posts"\n')
    assert settings(tmp_path, "posts/a.md").target == "hugo"
    write(tmp_path, "posts/pyproject.toml", "[tool.newslint]\n")
    assert settings(tmp_path, "posts/a.md").target == "none"
    write(tmp_path, "posts/pyproject.toml", 'tool.newslint.target = "zola"\n')
    assert settings(tmp_path, "posts/a.md").target == "zola"


def test_in_one_folder_the_first_name_counts(tmp_path: Path) -> None:
    for number, name in enumerate(FILES):
        prefix = "[tool.newslint]\n" if name == "pyproject.toml" else ""
        write(tmp_path, name, f"{prefix}jobs = {number + 1}\n")
    assert of(tmp_path).jobs == 1


def test_a_known_listing_is_believed(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", "jobs = 3\n")
    assert Configurations().of_folder(str(tmp_path), frozenset(("newslint.toml", "a.md"))).jobs == 3
    assert Configurations().of_folder(str(tmp_path), frozenset(("a.md",))).jobs is None


def test_extend_builds_on_another_file(tmp_path: Path) -> None:
    write(tmp_path, "base/pyproject.toml", '[tool.newslint]\ntarget = "hugo"\njobs = 2\nextend-exclude = ["one"]\n')
    write(tmp_path, "middle.toml", 'extend = "base/pyproject.toml"\ntarget = "hexo"\nrules-path = ["own"]\n')
    write(tmp_path, "posts/newslint.toml", 'extend = "../middle.toml"\nextend-exclude = ["two"]\nencoding = "cp1252"\n')
    found = of(tmp_path / "posts")
    assert found.jobs == 2
    assert found.rules_path == (str(tmp_path / "own"),)
    assert [patterns.texts for _, patterns in found.exclude][1:] == [("one",), ("two",)]
    assert [folder for folder, _ in found.exclude] == [
        str(tmp_path / "posts"),
        str(tmp_path / "base"),
        str(tmp_path / "posts"),
    ]
    of_file = found.settings(str(tmp_path / "posts" / "a.md"))
    assert (of_file.target, of_file.encoding) == ("hexo", "cp1252")
    assert [layer.origin.rpartition("/")[2] for layer in of_file.layers] == [
        "pyproject.toml",
        "middle.toml",
        "newslint.toml",
    ]


def test_a_circle_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", 'extend = "b.toml"\n')
    write(tmp_path, "b.toml", 'extend = "c/../newslint.toml"\n')
    with pytest.raises(SettingsError, match=r"extend: .*newslint\.toml extends itself"):
        of(tmp_path)
    write(tmp_path, "newslint.toml", 'extend = "newslint.toml"\n')
    with pytest.raises(SettingsError, match="extends itself"):
        of(tmp_path)


def test_what_is_extended_must_be_there(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", 'extend = "gone.toml"\n')
    with pytest.raises(SettingsError, match=r"newslint.toml: extend: no such file: .*gone.toml"):
        of(tmp_path)
    write(tmp_path, "newslint.toml", 'extend = "pyproject.toml"\n')
    write(tmp_path, "pyproject.toml", "[project]\n")
    with pytest.raises(SettingsError, match=r"there is no \[tool.newslint\] table"):
        of(tmp_path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a = ", "not valid TOML"),
        (b"\xff", "not valid TOML"),
        (b"selec = []", 'selec: no such setting .did you mean "select"'),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "newslint.toml").write_bytes(data)
    with pytest.raises(SettingsError, match=f"newslint.toml: {message}"):
        of(tmp_path)


def test_a_tool_table_that_is_none(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool]\nnewslint = 1\n")
    with pytest.raises(SettingsError, match=r"tool.newslint: expected a table"):
        of(tmp_path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_bytes(b"\xef\xbb\xbfjobs = 7\n")
    assert of(tmp_path).jobs == 7


def test_overrides_in_their_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        "newslint.toml",
        'target = "hugo"\n'
        '[[overrides]]\npaths = ["posts"]\ntarget = "hexo"\nencoding = "cp1252"\n'
        '[[overrides]]\npaths = ["posts/old/*.md"]\ntarget = "zola"\n'
        '[per-file-ignores]\n"*.html" = ["A"]\n"posts" = ["B"]\n',
    )
    assert settings(tmp_path, "a.md").target == "hugo"
    assert settings(tmp_path, "posts/a.md").target == "hexo"
    old = settings(tmp_path, "posts/old/a.md")
    assert (old.target, old.encoding) == ("zola", "cp1252")
    assert [selectors for _, selectors in old.ignores] == [("B",)]
    assert [selectors for _, selectors in settings(tmp_path, "posts/a.html").ignores] == [("A",), ("B",)]


def test_patterns_are_relative_to_the_folder_of_the_file_that_they_stand_in(tmp_path: Path) -> None:
    # The path above the settings file has a folder "posts" as well.
    root = tmp_path / "posts"
    write(root, "newslint.toml", '[[overrides]]\npaths = ["posts"]\ntarget = "hexo"\n')
    write(root, "blog/newslint.toml", 'extend = "../newslint.toml"\n')
    assert settings(root, "a.md").target == "none"
    assert settings(root, "posts/a.md").target == "hexo"
    assert settings(root, "blog/posts/a.md").target == "hexo"


def test_files_of_the_same_kind_share_their_settings(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", '[[overrides]]\npaths = ["posts"]\ntarget = "hexo"\n')
    configuration = of(tmp_path)
    of_a, of_b = (configuration.settings(str(tmp_path / "posts" / name)) for name in ("a.md", "b.md"))
    assert of_a is of_b
    assert of_a is not configuration.settings(str(tmp_path / "a.md"))


def test_the_command_line_comes_last(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", '[[overrides]]\npaths = ["*"]\nencoding = "cp1252"\n')
    above = Layer("command line")
    above.encoding = "gb18030"
    assert settings(tmp_path, "a.md", above).encoding == "gb18030"
    assert settings(tmp_path, "a.md", above).layers[-1] is above


def test_an_explicit_file_holds_everywhere(tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", "jobs = 1\n")
    write(tmp_path, "ci/strict.toml", "jobs = 9\n")
    finder = Configurations(str(tmp_path / "ci" / "strict.toml"))
    assert finder.of_folder(str(tmp_path)).jobs == 9
    assert finder.of_folder("/").jobs == 9
    with pytest.raises(SettingsError, match="cannot be read"):
        Configurations(str(tmp_path / "gone.toml"))


def test_relative_paths() -> None:
    assert relative("/a/b/c", "/a") == "b/c"
    assert relative("/a", "/") == "a"
    assert relative("/ab/c", "/a") == "../ab/c"
