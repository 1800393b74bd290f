"""Replace a file as a whole, or leave it as it is."""

from __future__ import annotations

import os
import stat
from contextlib import suppress


class UnwritableError(Exception):
    """A file was not replaced, and is as it was. The message says why."""


def write(path: str, old: bytes, new: bytes) -> bool:
    """Make *new* the content of the file at *path*, whose content was *old*; return whether it was written.

    The new content stands in a file beside it, on the disk, before it takes the
    old one's place: whoever looks sees one or the other. Symbolic links stay, and
    the file that they lead to is replaced. Mode and, if possible, owner stay.
    Nothing is written if the bytes are the same. Raises UnwritableError if the
    file or its folder is read-only, is no regular file, or has changed meanwhile.
    """
    if old == new:
        return False
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    try:
        status = os.stat(real)
        _check(real, folder, status)
        temporary, descriptor = _temporary(folder)
        try:
            with open(descriptor, "wb") as file:
                file.write(new)
                _keep(descriptor, status)
                file.flush()
                os.fsync(descriptor)
            with open(real, "rb") as file:
                if file.read() != old:
                    raise UnwritableError("it has changed since it was read")
            os.replace(temporary, real)
        except BaseException:
            _remove(temporary)
            raise
    except OSError as error:
        raise UnwritableError(error.strerror or str(error)) from None
    return True


def _check(real: str, folder: str, status: os.stat_result) -> None:
    # A file can be replaced whatever its own mode, if only its folder can be written. What its
    # user could not write in place, though, is not replaced either.
    if not stat.S_ISREG(status.st_mode):
        raise UnwritableError("it is not a regular file")
    if not os.access(real, os.W_OK):
        raise UnwritableError("it is read-only")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnwritableError("its folder is read-only")


def _temporary(folder: str) -> tuple[str, int]:
    """Create a file in *folder* that only the owner can read; return its path and descriptor."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    number = 0
    while True:
        path = os.path.join(folder, f".newslint-{os.getpid()}-{number}.tmp")
        try:
            return path, os.open(path, flags, 0o600)
        except FileExistsError:
            number += 1


def _keep(descriptor: int, status: os.stat_result) -> None:
    if hasattr(os, "fchown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
    # After the owner: a change of owner takes special bits of the mode away.
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
