"""``newslint check``: check articles, and fix them."""

from __future__ import annotations

import os
import sys

from newslint.cli.crash import report_crash
from newslint.config.discovery import Configurations
from newslint.config.errors import UsageError
from newslint.config.settings import Layer, check_encoding
from newslint.output import load
from newslint.running.discovery import Discovery, detected_targets
from newslint.running.profiles import Profiles
from newslint.running.results import Totals
from newslint.running.runner import Task, run
from newslint.running.workshop import Workshop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.cli.invocation import Invocation
    from newslint.config.discovery import Settings
    from newslint.running.results import Report

STDIN = "-"


def check(invocation: Invocation) -> int:
    """Do what *invocation* asks for and return the exit status. Raises UserError."""
    if STDIN in invocation.paths:
        from newslint.cli.stdin import check_stdin

        return check_stdin(invocation)
    if invocation.stdin_filename is not None:
        raise UsageError("--stdin-filename goes with the path - (standard input)")
    discovery = Discovery(configurations(invocation), force_exclude=invocation.force_exclude).find(invocation.paths)
    profiles = Profiles()
    for configuration in discovery.configurations:
        profiles.validate(configuration)
    tasks = [Task(article.path, profiles.of(article.settings), article.size) for article in discovery.articles]
    for message in (*discovery.errors, *dict.fromkeys(profiles.warnings)):
        sys.stderr.write(f"newslint: {message}\n")
    if not invocation.quiet:
        for note in discovery.notes:
            sys.stderr.write(f"newslint: {note}\n")
    if invocation.verbose:
        say_targets(article.settings for article in discovery.articles)
    totals = Totals()
    workshop = make_workshop(invocation)
    reports = _counted(run(tasks, workshop, _jobs(invocation, discovery)), totals)
    texts = _passed_on(reports)
    for text in texts if invocation.diff else workshop.output.assemble(texts):
        sys.stdout.write(text)
    sys.stdout.flush()
    summarize(invocation, totals)
    if discovery.errors:
        totals.fatal = True
    return status(invocation, totals)


def configurations(invocation: Invocation) -> Configurations:
    """Return the finder of settings files, with what the command line says above them."""
    layer = Layer("command line")
    layer.select = invocation.select
    layer.extend_select = invocation.extend_select
    layer.ignore = invocation.ignore
    if invocation.encoding is not None:
        check_encoding(invocation.encoding, layer)
        layer.encoding = invocation.encoding
    return Configurations(invocation.config or "", layer)


def make_workshop(invocation: Invocation) -> Workshop:
    """Return the workshop for what *invocation* asks for."""
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Workshop(
        load(invocation.output_format, color=color),
        fix=invocation.fix,
        unsafe=invocation.unsafe_fixes,
        diff=invocation.diff,
    )


def status(invocation: Invocation, totals: Totals) -> int:
    """Return the exit status: 2 for what went wrong, 1 for what remains to be done, else 0."""
    if totals.fatal:
        return 2
    if invocation.exit_zero:
        return 0
    if invocation.diff:
        return int(totals.changed > 0)
    return int(totals.findings > 0 or (invocation.exit_non_zero_on_fix and totals.changed > 0))


def say_targets(settings: Iterable[Settings]) -> None:
    """Write to the standard error which targets were detected."""
    for line in detected_targets(settings):
        sys.stderr.write(f"newslint: {line}\n")


def summarize(invocation: Invocation, totals: Totals) -> None:
    """Write to the standard error what there was, in numbers."""
    if invocation.quiet:
        return
    lines: list[str] = []
    if invocation.diff:
        lines.append(f"{_files(totals.changed)} would be changed." if totals.changed else "Nothing to change.")
    else:
        if totals.changed:
            fixed = sum(totals.applied.values())
            lines.append(f"Fixed {_problems(fixed)} in {_files(totals.changed)}.")
        if totals.findings:
            lines.append(_found(invocation, totals))
        elif totals.files:
            lines.append(f"No problems {'left ' if totals.changed else ''}in {_files(totals.files)}.")
    if invocation.verbose:
        lines += [f"  {code}: {count} fixed" for code, count in sorted(totals.applied.items())]
        lines.append(f"{_files(totals.files)} looked at.")
    sys.stderr.write("".join(line + "\n" for line in lines))


def _found(invocation: Invocation, totals: Totals) -> str:
    text = f"Found {_problems(totals.findings)} in {_files(totals.files_with_findings)}"
    unsafe = f"{totals.unsafe} more with --unsafe-fixes" if totals.fixable else f"{totals.unsafe} with --unsafe-fixes"
    if invocation.fix:
        # What --fix could fix it has fixed.
        return text + (f", {totals.unsafe} fixable with --unsafe-fixes." if totals.unsafe else ".")
    if totals.fixable:
        return f"{text}, {totals.fixable} fixable with --fix{f' ({unsafe})' if totals.unsafe else ''}."
    return text + (f", {totals.unsafe} fixable with --fix --unsafe-fixes." if totals.unsafe else ".")


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"


def _problems(count: int) -> str:
    return f"{count} problem{'' if count == 1 else 's'}"


def _jobs(invocation: Invocation, discovery: Discovery) -> int | None:
    if invocation.jobs is not None:
        return invocation.jobs
    return next((found.jobs for found in discovery.configurations if found.jobs is not None), None)


def _counted(reports: Iterable[Report], totals: Totals) -> Iterator[Report]:
    for report in reports:
        totals.add(report)
        yield report


def _passed_on(reports: Iterable[Report]) -> Iterator[str]:
    shown: set[str] = set()
    for report in reports:
        if report.errors:
            sys.stderr.write(report.errors)
        if report.crash:
            known = report.crash in shown
            sys.stderr.write(f"newslint: {report.path}: newslint failed on this file{', as above' if known else ''}\n")
            if not known:
                # One fault can fail on every file; it is told once.
                report_crash(report.crash)
                shown.add(report.crash)
        yield report.output
