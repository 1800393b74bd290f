"""Tables are read as TOML once, and again when one of them has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from newslint.linting import table_cache
from newslint.linting.tables import TableError, read_tables

ENTRY = '[[source-comment]]\ncomment = "{}"\nwhy = "a test"\ndrop = ["a"]\nkeep = ["b"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "comments").mkdir()
    (tmp_path / "producers").mkdir()
    (tmp_path / "comments" / "source_comment.toml").write_text(ENTRY.format("own"))
    (tmp_path / "producers" / "paper.toml").write_text(ENTRY.format("paper"))
    return tmp_path


def comments(folder: Path) -> list[tuple[str, str]]:
    return [(entry["comment"], entry.producer) for entry in read_tables([str(folder)])["source-comment"]]


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").glob("tables.*"))


def test_the_same_entries_with_and_without_what_was_kept(folder: Path) -> None:
    expected = [("own", ""), ("paper", "paper")]
    assert comments(folder) == expected
    (cache,) = kept(folder)
    cache_before = cache.read_bytes()
    assert comments(folder) == expected
    assert cache.read_bytes() == cache_before


def test_what_was_kept_is_used(folder: Path) -> None:
    comments(folder)
    paths = [str(folder / "comments" / "source_comment.toml"), str(folder / "producers" / "paper.toml")]
    table_cache.save(str(folder), table_cache.state_of(paths), [("source-comment", {"comment": "kept"}, "", None)])
    assert comments(folder) == [("kept", "")]


def test_a_changed_a_new_and_a_missing_table_are_seen(folder: Path) -> None:
    comments(folder)
    table = folder / "producers" / "paper.toml"
    table.write_text(ENTRY.format("papel"))
    os.utime(table, ns=(1, 1))
    assert comments(folder) == [("own", ""), ("papel", "paper")]
    (folder / "producers" / "wire.toml").write_text(ENTRY.format("wire"))
    assert comments(folder) == [("own", ""), ("papel", "paper"), ("wire", "wire")]
    table.unlink()
    assert comments(folder) == [("own", ""), ("wire", "wire")]


@pytest.mark.parametrize("content", [b"", b"x", b"\xe9", b"(\x00\x00\x00\x00"])
def test_a_damaged_cache_is_no_cache(folder: Path, content: bytes) -> None:
    comments(folder)
    (cache,) = kept(folder)
    cache.write_bytes(content)
    assert comments(folder) == [("own", ""), ("paper", "paper")]


def test_a_date_in_a_table_is_read_every_time(folder: Path) -> None:
    with (folder / "producers" / "paper.toml").open("a") as file:
        file.write("since = 2024-01-02\n")
    assert comments(folder) == [("own", ""), ("paper", "paper")]
    assert not kept(folder)
    assert list((folder / "__pycache__").iterdir()) == []


def test_nothing_is_written_where_python_writes_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    comments(folder)
    assert not (folder / "__pycache__").exists()


def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    (folder / "__pycache__").write_text("in the way")
    assert comments(folder) == [("own", ""), ("paper", "paper")]


def test_a_faulty_table_is_an_error_every_time(folder: Path) -> None:
    (folder / "producers" / "paper.toml").write_text('[[source-comment]]\ncomment = "x"\n')
    for _ in range(2):
        with pytest.raises(TableError, match=r"entry 1 of .* lacks why, drop, keep"):
            read_tables([str(folder)])
