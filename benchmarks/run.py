"""Measure newslint: ``python benchmarks/run.py --help``. What is measured, and how, is in benchmarks/README.md."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lxml import etree

import newslint
from benchmarks import processes, texts, work
from benchmarks.measure import Report

SECTIONS = ("work", "rules", "cold", "growth", "peers", "parallel", "memory")


def main() -> int:
    """Run the sections that were asked for; return 1 if a target is missed and --strict was given."""
    options = _options()
    wanted = options.only or SECTIONS
    report = Report()
    libxml = ".".join(map(str, etree.LIBXML_VERSION))
    print(
        f"newslint {newslint.__version__}, Python {platform.python_version()}, lxml {etree.__version__} "
        f"(libxml2 {libxml}), {platform.system()} {platform.machine()}, {options.rounds} rounds"
    )
    seeds = texts.from_folder(texts.ROOT / "seeds" / "articles", options.files)
    corpora = {
        "seeds/articles": seeds,
        "generated, dirty": texts.generated(min(options.files, 200), dirty=True),
        "generated, clean": texts.generated(min(options.files, 200), dirty=False),
    }
    if options.corpus:
        corpora = {str(options.corpus): texts.from_folder(options.corpus, options.files), **corpora}
    corpora = {name: articles for name, articles in corpora.items() if articles}
    first = next(iter(corpora.values()))

    def in_folder(section: Callable[[Path], None]) -> None:
        with tempfile.TemporaryDirectory(prefix="newslint-bench-") as folder:
            section(Path(folder))

    if "work" in wanted:
        for name, articles in corpora.items():
            results, note = work.steps(articles, options.rounds)
            report.add(f"steps, one process: {name}", results, note)
    if "rules" in wanted:
        for name, articles in corpora.items():
            report.add(
                f"what each rule adds: {name}",
                work.by_rule(articles[:100], min(options.rounds, 3)),
                "a rule that shares work with others is charged for all of it",
            )
    if "cold" in wanted:
        in_folder(lambda folder: report.add("cold start", processes.cold(folder, max(options.rounds, 9))))
    if "growth" in wanted:
        results = work.growth(options.growth_size)
        report.add(
            f"growth: {options.growth_size} characters, and ten times as many",
            [result for result in results if result.missed] + [result for result in results if not result.missed][:12],
            f"{len(results)} measured; those that miss the target and the twelve greatest of the others are shown",
        )
    if "peers" in wanted:
        for name, articles in corpora.items():

            def compare(folder: Path, name: str = name, articles: list[texts.Article] = articles) -> None:
                results, note = processes.peers(articles[: options.peer_files], folder, min(options.rounds, 5))
                report.add(f"other tools, whole processes: {name}", results, note)

            in_folder(compare)
    if "parallel" in wanted:

        def split_up(folder: Path) -> None:
            results, note = processes.parallel(first, folder, options.tree, min(options.rounds, 5))
            report.add("processes and cache", results, note)

        in_folder(split_up)
    if "memory" in wanted:
        in_folder(lambda folder: report.add("memory", processes.memory(first, folder, (10, 500, 2000))))

    if options.json:
        report.write(options.json)
    if report.missed:
        print(f"\n{len(report.missed)} targets missed")
    return 1 if options.strict and report.missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure newslint against lxml's parser and against other tools.")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="a folder of articles to measure first")
    parser.add_argument("--files", type=int, default=500, metavar="N", help="use at most N files of a corpus (500)")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="rounds of each interleaved run (7)")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="only this section; may be repeated")
    parser.add_argument("--growth-size", type=int, default=20_000, metavar="N", help="characters of the small input")
    parser.add_argument("--peer-files", type=int, default=60, metavar="N", help="files for whole processes (60)")
    parser.add_argument("--tree", type=int, default=2_000, metavar="N", help="files for the parallel runs (2000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results to FILE as well")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a target is missed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
