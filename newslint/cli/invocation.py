"""What one command line asks ``check`` for, and the way to read the plain ones without click.

To import click takes three times as long as everything else in a run on one file.
So command lines that hold only paths and flags are read here; ``newslint.cli.program``
reads all of them, and a test holds that both read these alike.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("check", "rule", "files")
FLAGS = (
    "fix",
    "unsafe_fixes",
    "diff",
    "exit_zero",
    "exit_non_zero_on_fix",
    "force_exclude",
    "no_cache",
    "quiet",
    "verbose",
)


class Invocation:
    """What to check, and how. The names are those of the options."""

    __slots__ = (
        "config",
        "diff",
        "encoding",
        "exit_non_zero_on_fix",
        "exit_zero",
        "extend_select",
        "fix",
        "force_exclude",
        "ignore",
        "jobs",
        "no_cache",
        "output_format",
        "paths",
        "quiet",
        "select",
        "stdin_filename",
        "unsafe_fixes",
        "verbose",
    )

    def __init__(
        self,
        paths: Sequence[str] = (),
        *,
        fix: bool = False,
        unsafe_fixes: bool = False,
        diff: bool = False,
        select: Sequence[str] | None = None,
        extend_select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        output_format: str = "concise",
        stdin_filename: str | None = None,
        exit_zero: bool = False,
        exit_non_zero_on_fix: bool = False,
        force_exclude: bool = False,
        encoding: str | None = None,
        jobs: int | None = None,
        config: str | None = None,
        no_cache: bool = False,
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        self.paths = tuple(paths) or (".",)
        self.fix = fix
        self.unsafe_fixes = unsafe_fixes
        self.diff = diff
        self.select = None if select is None else tuple(select)
        self.extend_select = tuple(extend_select)
        self.ignore = tuple(ignore)
        self.output_format = output_format
        self.stdin_filename = stdin_filename
        self.exit_zero = exit_zero
        self.exit_non_zero_on_fix = exit_non_zero_on_fix
        self.force_exclude = force_exclude
        self.encoding = encoding
        self.jobs = jobs
        self.config = config
        self.no_cache = no_cache
        self.quiet = quiet
        self.verbose = verbose

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Invocation) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"Invocation({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


_BY_ARGUMENT = {"--" + name.replace("_", "-"): name for name in FLAGS}


def plain(arguments: Sequence[str]) -> Invocation | None:
    """Return what *arguments* ask for if they are paths and flags alone; None if click has to read them."""
    paths: list[str] = []
    flags: dict[str, bool] = {}
    for place, argument in enumerate(arguments):
        if argument[:1] == "-":
            flag = _BY_ARGUMENT.get(argument)
            if flag is None:
                return None
            flags[flag] = True
        elif place or argument not in COMMANDS:
            paths.append(argument)
        elif argument != "check":
            return None
    return Invocation(paths, **flags)  # type: ignore[arg-type]
