"""What newslint does to real articles: a sample of its fixes to read, and what is left after --fix.

``python benchmarks/precision.py sample FOLDER …`` prints random fixes of each rule, each
with what stood there and what stands there now. Who reads them learns whether a rule is
right; no number can tell. ``docs/precision.md`` holds the judgements.

``python benchmarks/precision.py residue FOLDER …`` counts the findings of each rule before
and after --fix. What is left and has a safe fix should be nothing, and so should be the
refusals of the guard and the files that a second run changes.

Neither writes a file.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.texts import ARTICLE_SUFFIXES
from newslint.document.document import Document
from newslint.document.edit import apply
from newslint.document.source import Source, UndecodableFileError
from newslint.fixing import fixer
from newslint.fixing.planner import choose
from newslint.linting import registry
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding, Safety
from newslint.linting.stage import Stage

_CONTEXT = 70
"""Code points that are shown on both sides of a fix."""
_LONGEST = 400
"""Code points of a fix that are shown at most."""


class Made:
    """One fix that was made: where, and what became of it."""

    __slots__ = ("after", "before", "code", "line", "message", "path", "safety")

    def __init__(self, path: str, document: Document, finding: Finding) -> None:
        assert finding.fix is not None
        text = document.text
        start, end = finding.fix.start, finding.fix.end
        left, right = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
        inside = apply(text[:end], finding.fix.edits)[start:]
        self.path = path
        self.line = text.count("\n", 0, start) + 1
        self.code = finding.code
        self.message = finding.message
        self.safety = finding.fix.safety
        self.before = left + "⟦" + _shortened(text[start:end]) + "⟧" + right
        self.after = left + "⟦" + _shortened(inside) + "⟧" + right


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} […] {text[-_LONGEST // 2 :]}"


def sources(folders: Sequence[Path]) -> Iterator[Source]:
    """Yield the articles below the *folders* that are valid UTF-8."""
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix.lower() in ARTICLE_SUFFIXES and path.is_file():
            try:
                yield Source.decode(path.read_bytes(), str(path))
            except UndecodableFileError as error:
                print(f"left out: {error}", file=sys.stderr)


def fixes(source: Source, checker: Checker, *, unsafe: bool = False) -> Iterator[Made]:
    """Yield the fixes that the passes make, in the texts in which they are made."""
    document = Document.parse(source)
    for _ in range(fixer.MAX_PASSES):
        fixable = [
            finding
            for finding in checker.check(document)
            if finding.fix is not None and (unsafe or finding.fix.safety is Safety.SAFE)
        ]
        if not fixable:
            return
        chosen = choose(fixable, lambda finding: _stage(checker, finding))
        for finding in chosen:
            yield Made(source.path, document, finding)
        text = apply(document.text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
        document = Document.parse(Source(text, source.path))


def _stage(checker: Checker, finding: Finding) -> Stage:
    rule = checker.by_code.get(finding.code)
    return rule.stage if rule is not None else Stage.REMOVAL


def sample(folders: Sequence[Path], rules: list[str], count: int, seed: int, unsafe: bool) -> None:
    """Print *count* random fixes, safe or else *unsafe* ones, of each of the *rules* (of all, if none is named)."""
    known = registry.load()
    checker = Checker(known.create())
    wanted = {rule.code for name in rules if (rule := known.get(name)) is not None}
    by_code: dict[str, list[Made]] = defaultdict(list)
    safety = Safety.UNSAFE if unsafe else Safety.SAFE
    for source in sources(folders):
        for made in fixes(source, checker, unsafe=unsafe):
            if made.safety is safety and (not wanted or made.code in wanted):
                by_code[made.code].append(made)
    for code, all_made in sorted(by_code.items()):
        rule = known.get(code)
        name = rule.name if rule is not None else ""
        # A generator of its own for each rule, so that a sample stays the same when other rules change.
        chosen = random.Random(f"{seed} {code}").sample(all_made, min(count, len(all_made)))
        print(f"\n## {code} {name}: {len(chosen)} of {len(all_made)} fixes\n")
        for number, made in enumerate(chosen, 1):
            print(f"{number}. {made.path}:{made.line} {made.message}")
            print(f"   - {made.before!r}")
            print(f"   + {made.after!r}")


def residue(folders: Sequence[Path]) -> None:
    """Print the findings of each rule before and after --fix, and what should be nothing."""
    known = registry.load()
    checker = Checker(known.create())
    before, after, left, applied = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    files = changed = again = 0
    problems: list[str] = []
    for source in sources(folders):
        files += 1
        before.update(finding.code for finding in checker.check(Document.parse(source)))
        fixed = fixer.fix(source, checker)
        changed += fixed.text != source.text
        applied.update(fixed.applied)
        problems += [f"{source.path}: {problem.message}" for problem in fixed.problems]
        second = fixer.fix(Source(fixed.text, source.path), checker)
        if second.text != fixed.text:
            again += 1
            problems.append(f"{source.path}: a second run changes it: {second.applied}")
        for finding in second.findings:
            after[finding.code] += 1
            left[finding.code] += finding.fix is not None and finding.fix.safety is Safety.SAFE
    print("| rule | before | fixed | after | of these with a safe fix |\n|---|---|---|---|---|")
    for code in sorted(before | after | applied):
        rule = known.get(code)
        name = rule.name if rule is not None else "engine"
        print(f"| {code} {name} | {before[code]} | {applied[code]} | {after[code]} | {left[code]} |")
    print(f"\n{files} files, {changed} changed, {again} changed by a second run, {len(problems)} problems")
    print("\n".join(problems))


def main() -> None:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    sampling = commands.add_parser("sample", help="random fixes of each rule, to read")
    sampling.add_argument("folders", type=Path, nargs="+")
    sampling.add_argument("--rule", action="append", default=[], help="a rule by code or name; several are possible")
    sampling.add_argument("--count", type=int, default=20, help="fixes of each rule (default: 20)")
    sampling.add_argument("--seed", type=int, default=1, help="another number draws another sample (default: 1)")
    sampling.add_argument("--unsafe", action="store_true", help="the unsafe fixes instead of the safe ones")
    counting = commands.add_parser("residue", help="findings of each rule before and after --fix")
    counting.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    if options.command == "sample":
        sample(options.folders, options.rule, options.count, options.seed, options.unsafe)
    else:
        residue(options.folders)


if __name__ == "__main__":
    main()
