"""The entry point: choose the way to read the command line, and turn every end into an exit status."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from newslint.cli.invocation import plain
from newslint.config.errors import UserError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAN, FINDINGS, ERROR, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141
"""The exit statuses. The last two are what a shell reports of a program that the signal ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with *arguments* (those of the process, if None) and return its exit status."""
    if arguments is None:
        arguments = sys.argv[1:]
    try:
        _prepare_streams()
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads on. What is still in the buffer has nowhere to go, also not when Python ends.
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.dup2(devnull, sys.stderr.fileno())
        return BROKEN_PIPE
    except UserError as error:
        sys.stderr.write(f"newslint: {error}\n")
        return ERROR
    except Exception:
        from newslint.cli.crash import report_crash

        report_crash()
        return ERROR


def _run(arguments: Sequence[str]) -> int:
    invocation = plain(arguments)
    if invocation is None:
        from newslint.cli.program import run_program

        return run_program(arguments)
    from newslint.cli.check import check

    return check(invocation)


def _prepare_streams() -> None:
    """Write UTF-8 to files and pipes, and whatever it can show to a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if not stream.isatty():
                stream.reconfigure(encoding="utf-8")
            # A path that is not UTF-8 goes out as the bytes that it came in as.
            utf8 = stream.encoding.lower().replace("-", "") == "utf8"
            stream.reconfigure(errors="surrogateescape" if utf8 else "backslashreplace", newline="\n")
