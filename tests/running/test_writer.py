"""A file is whole or unchanged."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint.running.writer import UnwritableError, write
from tests.working_tree import ROOT


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_content_is_replaced_and_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    assert write(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.md"]


def test_the_same_bytes_are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    before = path.stat()
    assert not write(str(path), b"old", b"old")
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o666, 0o640, 0o220])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    old_mask = os.umask(0o077)
    try:
        write(str(path), b"old", b"new")
    finally:
        os.umask(old_mask)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    os.chown(path, 12345, 54321)
    path.chmod(0o664)
    write(str(path), b"old", b"new")
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 54321, 0o664)


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "a.md").write_bytes(b"old")
    (tmp_path / "first").symlink_to("store/a.md")
    (tmp_path / "second").symlink_to("first")
    write(str(tmp_path / "second"), b"old", b"new")
    assert os.readlink(tmp_path / "second") == "first"
    assert os.readlink(tmp_path / "first") == "store/a.md"
    assert (tmp_path / "store" / "a.md").read_bytes() == b"new"
    assert names(tmp_path / "store") == ["a.md"]


def write_as_a_common_user(path: Path) -> str:
    """Let somebody who may not write to everything try to; return the refusal."""
    if os.geteuid() != 0:
        with pytest.raises(UnwritableError) as caught:
            write(str(path), b"old", b"new")
        return str(caught.value)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            write(str(path), b"old", b"new")
            os.write(writing, b"written")
        except UnwritableError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as answer:
        refusal = answer.read()
    os.waitpid(child, 0)
    return refusal


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def test_a_read_only_file_is_refused(open_folder: Path) -> None:
    path = open_folder / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert write_as_a_common_user(path) == "it is read-only"
    assert path.read_bytes() == b"old"
    assert names(open_folder) == ["a.md"]


def test_a_file_in_a_read_only_folder_is_refused(open_folder: Path) -> None:
    folder = open_folder / "posts"
    folder.mkdir()
    path = folder / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o666)
    folder.chmod(0o555)
    assert write_as_a_common_user(path) == "its folder is read-only"
    assert path.read_bytes() == b"old"
    assert names(folder) == ["a.md"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may write to every file")
def test_who_may_write_to_every_file_does_and_the_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert write(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_a_file_that_has_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"somebody else's")
    with pytest.raises(UnwritableError, match="it has changed since it was read"):
        write(str(path), b"old", b"new")
    assert path.read_bytes() == b"somebody else's"
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="No such file"):
        write(str(tmp_path / "a.md"), b"old", b"new")
    assert names(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnwritableError, match="not a regular file"):
        write(str(tmp_path / "pipe"), b"old", b"new")


def test_a_file_of_the_temporary_name_is_somebody_elses(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    other = tmp_path / f".newslint-{os.getpid()}-0.tmp"
    other.write_bytes(b"other")
    write(str(path), b"old", b"new")
    assert other.read_bytes() == b"other"
    assert path.read_bytes() == b"new"


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "from newslint.running.writer import UnwritableError, write\n"
        "try:\n    write(sys.argv[1], b'old', b'n' * 100_000)\n"
        "except UnwritableError as error:\n    print(error)\n"
    )
    assert resource is not None
    done = subprocess.run(
        [sys.executable, "-c", script, path],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "File too large\n", done.stderr
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]
