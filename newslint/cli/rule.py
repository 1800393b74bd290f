"""``newslint rule``: the page of a rule, made from its docstring and its examples."""

from __future__ import annotations

import sys

from newslint.config.errors import UsageError, hint
from newslint.linting.registry import Registry, family, load
from newslint.output.printable import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.linting.rule import Bad, Good, Rule


def show_rules(names: tuple[str, ...], *, every: bool = False) -> int:
    """Write the pages of the rules with these *names* or codes, or of all. Raises UsageError."""
    registry = load()
    rules = registry.rules if every else tuple(_find(registry, name) for name in names)
    sys.stdout.write("\n".join(page(rule) for rule in rules))
    return 0


def _find(registry: Registry, name: str) -> type[Rule]:
    rule = registry.get(name)
    if rule is None and name in registry.retired:
        successor = registry.retired[name]
        rule = registry.get(successor)
        sys.stderr.write(f"newslint: {name} is retired{f'; its successor is {successor}' if successor else ''}\n")
    if rule is None:
        known = [key for one in registry.rules for key in (one.name, one.code)]
        raise UsageError(f"no such rule: {name}{hint(name, known)}")
    return rule


def page(rule: type[Rule]) -> str:
    """Return the page of *rule* as Markdown."""
    summary, _, sections = _docstring(rule).partition("\n\n")
    fix = fixability(rule)
    facts = [
        f"- Family: {family(rule)}",
        f"- Severity: {rule.severity.value}",
        f"- Default: {'on' if rule.default else 'off'}",
        f"- Fix: {fix}",
    ]
    if "unsafe" in fix:
        facts.append(
            f'- Unsafe fixes: by `--fix --unsafe-fixes`, or by `--fix` with `extend-safe-fixes = ["{rule.name}"]`'
        )
    if not rule.default:
        facts[2] += f' (`extend-select = ["{rule.name}"]`)'
    parts = [f"# {rule.name} ({rule.code})", summary, "\n".join(facts)]
    if sections:
        parts.append(sections.strip())
    options = _options(rule)
    if options:
        parts.append(f"## Settings\n{options}")
    parts.append(_examples(rule))
    return "\n\n".join(part for part in parts if part) + "\n"


def fixability(rule: type[Rule]) -> str:
    """Say how safely *rule* fixes what it finds, as its examples show."""
    reported = [bad for bad in rule.BAD if bad.count]
    safe = sum(bad.output is not None for bad in reported)
    unsafe = sum(bad.unsafe is not None and bad.output is None for bad in reported)
    if not safe and not unsafe:
        return "none"
    rest = len(reported) - safe - unsafe
    if safe and unsafe:
        found = "safe in some cases, unsafe in others"
    else:
        found = "safe" if safe else "unsafe"
    return found + (", none in some cases" if rest else "")


def _docstring(rule: type[Rule]) -> str:
    """Return the docstring without its indentation. (To import inspect, which can do it, takes long.)"""
    lines = (rule.__doc__ or "").strip().expandtabs().split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    indent = min(indents, default=0)
    return "\n".join([lines[0], *(line[indent:].rstrip() for line in lines[1:])])


_CALLED = {
    "str": "string",
    "int": "number",
    "FilePath": "path",
    "tuple[str, ...]": "list of strings",
    "tuple[FilePath, ...]": "list of paths",
    "dict[str, str]": "table of strings",
    "dict[str, tuple[str, ...]]": "table of lists",
}


def _options(rule: type[Rule]) -> str:
    lines: list[str] = []
    for name, kind in rule.Options.names().items():
        default = getattr(rule.Options, name)
        written = "true" if default is True else "false" if default is False else repr(default)
        if isinstance(default, tuple):
            written = "[" + ", ".join(f'"{one}"' for one in default) + "]"
        elif isinstance(default, str):
            written = f'"{default}"'
        called = _CALLED.get(kind, "true or false")
        lines.append(f"- `rules.{rule.name}.{name}` ({called}), by default `{written}`")
    return "\n".join(lines)


def _examples(rule: type[Rule]) -> str:
    reported = [_bad(bad) for bad in rule.BAD if bad.count]
    silent = [_good(good) for good in rule.GOOD]
    silent += [_good(bad) for bad in rule.BAD if not bad.count]
    parts = ["## Reported", *reported] if reported else []
    if silent:
        parts += ["## Not reported", *silent]
    return "\n\n".join(parts)


def _bad(bad: Bad) -> str:
    parts = [_caption(bad.note), _block(bad.text, bad.path)]
    for output, option in ((bad.output, "--fix"), (bad.unsafe, "--fix --unsafe-fixes")):
        if output == "":
            parts.append(f"With `{option}` nothing is left.")
        elif output is not None:
            parts += [f"With `{option}`:", _block(output, bad.path)]
    return "\n\n".join(part for part in parts if part)


def _good(example: Good | Bad) -> str:
    return "\n\n".join(part for part in (_caption(example.note), _block(example.text, example.path)) if part)


def _caption(note: str) -> str:
    return f"{note[0].upper()}{note[1:].rstrip(':')}:" if note else ""


def _block(text: str, path: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    # A line feed is a line, all else that controls a terminal is a picture of itself.
    shown = "\n".join(printable(line) for line in text.removesuffix("\n").split("\n"))
    return f"{fence}{'markdown' if path.endswith(('.md', '.markdown')) else 'html'}\n{shown}\n{fence}"
