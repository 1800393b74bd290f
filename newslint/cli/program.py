"""The whole command line, read with click."""

from __future__ import annotations

from functools import partial

import click

from newslint import __version__
from newslint.cli.invocation import COMMANDS, Invocation
from newslint.output import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_OF_THE_PROGRAM = ("-h", "--help", "--version")


def run_program(arguments: Sequence[str]) -> int:
    """Do what *arguments* ask for and return the exit status."""
    if not arguments or (arguments[0] not in COMMANDS and arguments[0] not in _OF_THE_PROGRAM):
        arguments = ["check", *arguments]
    try:
        action = program.main(list(arguments), prog_name="newslint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        raise KeyboardInterrupt from None
    # The commands only say what is to be done: inside of click, an interrupt or a closed pipe would
    # end the process in click's own way.
    return int(action() if callable(action) else action or 0)


def parse(arguments: Sequence[str]) -> Invocation:
    """Return what *arguments* ask ``check`` for. Raises click.ClickException if they are wrong."""
    arguments = list(arguments[1:] if arguments[:1] == ["check"] else arguments)
    with check.make_context("newslint check", arguments) as context:
        return invocation(**context.params)


def invocation(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    **options: Any,
) -> Invocation:
    """Return the invocation for the values of the options as click hands them over."""
    return Invocation(
        paths,
        select=_selectors(select) if select else None,
        extend_select=_selectors(extend_select),
        ignore=_selectors(ignore),
        **options,
    )


def _selectors(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.strip() for value in values for one in value.split(",") if one.strip())


@click.group(context_settings=_SETTINGS)
@click.version_option(__version__, message="newslint %(version)s")
def program() -> None:
    """Check scraped articles, and fix them: front matter with an HTML body, or HTML inside Markdown.

    `newslint posts/` is short for `newslint check posts/`.
    """


_config = click.option("--config", metavar="FILE", help="Use this settings file instead of the nearest ones.")
_force_exclude = click.option(
    "--force-exclude", is_flag=True, help="Leave excluded files out even if they are named as paths."
)
_verbose = click.option("-v", "--verbose", is_flag=True, help="Say more on the standard error.")


def _flag(name: str, text: str, *short: str) -> Callable[[Any], Any]:
    return click.option(*short, name, is_flag=True, help=text)


@program.command(context_settings=_SETTINGS)
@click.argument("paths", nargs=-1)
@_flag("--fix", "Rewrite the files, by safe fixes. Nothing that a reader sees is lost.")
@_flag("--unsafe-fixes", "With --fix or --diff, apply unsafe fixes too.")
@_flag("--diff", "Show what --fix would change, and change nothing.")
@click.option("--select", multiple=True, metavar="SELECTORS", help="Use these rules instead of the default ones.")
@click.option("--extend-select", multiple=True, metavar="SELECTORS", help="Use these rules as well.")
@click.option("--ignore", multiple=True, metavar="SELECTORS", help="Do not use these rules.")
@click.option("--output-format", type=click.Choice(FORMATS), default="concise", show_default=True)
@click.option("--stdin-filename", metavar="NAME", help="With the path -, the name of what the standard input holds.")
@click.option("--encoding", metavar="NAME", help="Read the files in this encoding; --fix writes UTF-8.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Use N processes.")
@_config
@_force_exclude
@_flag("--exit-zero", "Exit with 0 even if there are findings.")
@_flag("--exit-non-zero-on-fix", "Exit with 1 if a file was fixed.")
@_flag("--no-cache", "Do nothing: there is no cache yet.")
@_flag("--quiet", "Write findings and errors only.", "-q")
@_verbose
@click.version_option(__version__, message="newslint %(version)s")
def check(**parameters: Any) -> Callable[[], int]:
    """Check files, and folders of them.

    PATHS are files, folders, or - for the standard input; by default the current folder.

    SELECTORS are separated by commas: ALL, a family (comments or COM), a rule's code or the
    beginning of one (COM001, COM0), or a rule's name (source-comment).

    The exit status is 0 if nothing is left to report, 1 if something is, and 2 if something
    went wrong.
    """
    from newslint.cli.check import check as run

    return partial(run, invocation(**parameters))


@program.command("rule", context_settings=_SETTINGS)
@click.argument("names", nargs=-1, metavar="NAME|CODE...")
@click.option("--all", "every", is_flag=True, help="Show all rules.")
def rule(names: tuple[str, ...], every: bool) -> Callable[[], int]:
    """Show what a rule finds, why it matters, and what its fix does."""
    if every == bool(names):
        raise click.UsageError("Give the name or code of a rule, or --all.")
    from newslint.cli.rule import show_rules

    return partial(show_rules, names, every=every)


@program.command("files", context_settings=_SETTINGS)
@click.argument("paths", nargs=-1)
@_config
@_force_exclude
@_verbose
def files(paths: tuple[str, ...], config: str | None, force_exclude: bool, verbose: bool) -> Callable[[], int]:
    """Show which files would be checked, and why the others would not."""
    from newslint.cli.files import show_files

    return partial(show_files, paths, config=config, force_exclude=force_exclude, verbose=verbose)
