"""``newslint check -``: the article comes from the standard input, and goes to the standard output if it is fixed."""

from __future__ import annotations

import sys

from newslint.cli.check import STDIN, configurations, make_workshop, say_targets, status, summarize
from newslint.config.errors import UsageError
from newslint.running.discovery import Discovery
from newslint.running.profiles import Profiles
from newslint.running.results import Totals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.cli.invocation import Invocation


def check_stdin(invocation: Invocation) -> int:
    """Do what *invocation* asks for and return the exit status. Raises UserError.

    With ``--fix`` the standard output is the article and nothing else, fixed if it
    could be, else byte for byte as it came; findings go to the standard error.
    """
    if invocation.paths != (STDIN,):
        raise UsageError("- (standard input) cannot be combined with other paths")
    path = invocation.stdin_filename or "<stdin>"
    discovery = Discovery(configurations(invocation), force_exclude=invocation.force_exclude)
    settings = discovery.settings(path if invocation.stdin_filename else "stdin")
    profiles = Profiles()
    for configuration in discovery.configurations:
        profiles.validate(configuration)
    profile = profiles.of(settings)
    for warning in dict.fromkeys(profiles.warnings):
        sys.stderr.write(f"newslint: {warning}\n")
    if invocation.verbose:
        say_targets([settings])
    data = sys.stdin.buffer.read()
    rewrites = invocation.fix and not invocation.diff
    pattern = discovery.excluded(path) if invocation.stdin_filename else ""
    if pattern:
        if not invocation.quiet:
            sys.stderr.write(f'newslint: {path} is excluded by "{pattern}"\n')
        if rewrites:
            _write(data)
        return 0
    workshop = make_workshop(invocation)
    result, text = workshop.process_bytes(path, data, profile)
    report = workshop.rendered(result)
    totals = Totals()
    totals.add(report)
    if rewrites:
        _write(text.encode("utf-8") if result.changed else data)
    texts = [report.output]
    stream = sys.stderr if rewrites else sys.stdout
    for part in texts if invocation.diff else workshop.output.assemble(texts):
        stream.write(part)
    sys.stdout.flush()
    sys.stderr.write(report.errors)
    summarize(invocation, totals)
    return status(invocation, totals)


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
