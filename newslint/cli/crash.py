"""What is said when newslint itself is at fault."""

from __future__ import annotations

import sys


def report_crash(traceback: str = "") -> None:
    """Write the *traceback*, or that of the exception being handled, with a word to whom it may concern."""
    if not traceback:
        from traceback import format_exc

        traceback = format_exc()
    from newslint import __version__

    version = ".".join(str(number) for number in sys.version_info[:3])
    sys.stderr.write(
        f"newslint: this is a bug in newslint {__version__} (Python {version}, {sys.platform}); "
        f"please report it with what follows\n{traceback}"
    )
