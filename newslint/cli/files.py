"""``newslint files``: which files would be checked, and why the others would not."""

from __future__ import annotations

import os
import sys

from newslint.config.discovery import Configurations, shown
from newslint.output.printable import printable
from newslint.running.discovery import Discovery, detected_targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def show_files(
    paths: Sequence[str], *, config: str | None = None, force_exclude: bool = False, verbose: bool = False
) -> int:
    """Write a line for each file and return the exit status: 2 if a path is missing. Raises SettingsError.

    With *verbose*, the settings files and the targets that were detected are named too.
    """
    discovery = Discovery(Configurations(config or ""), force_exclude=force_exclude).find(paths or ["."])
    lines = [(article.path, f"checked: {article.reason}") for article in discovery.articles]
    lines += [(skipped.path, f"skipped: {skipped.reason}") for skipped in discovery.skipped]
    for path, what in sorted(lines, key=lambda line: line[0].split(os.sep)):
        sys.stdout.write(f"{printable(path)}: {what}\n")
    for error in discovery.errors:
        sys.stderr.write(f"newslint: {error}\n")
    for note in discovery.notes:
        sys.stderr.write(f"newslint: {note}\n")
    if verbose:
        for configuration in discovery.configurations:
            name = shown(configuration.path) if configuration.path else "none"
            sys.stderr.write(f"settings: {name}\n")
        for line in detected_targets(article.settings for article in discovery.articles):
            sys.stderr.write(f"{line}\n")
    return 2 if discovery.errors else 0
