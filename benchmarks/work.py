"""What newslint's own steps cost, in one process: tokenizer, check, fix, and how they grow."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from lxml import etree

from benchmarks.measure import Result, interleaved, ratio, spread
from benchmarks.texts import Article, generated, hostile
from newslint.document.document import Document
from newslint.document.html import split
from newslint.document.source import Source
from newslint.fixing import fixer
from newslint.linting import registry
from newslint.linting.checker import Checker


class Work:
    """A corpus, and newslint's steps on it."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        documents = [Document.parse(Source(one.data.decode("utf-8"), one.name)) for one in articles]
        self.bodies = [document.body.text[document.body.start : document.body.end] for document in documents]
        self.encoded_bodies = [body.encode("utf-8") for body in self.bodies]
        self.rules = registry.load()

    def checker(self) -> Checker:
        """Return a checker of all default rules that has seen nothing yet."""
        return Checker(self.rules.create())

    def sources(self) -> list[Source]:
        """Return the articles decoded, as a run does it."""
        return [Source.decode(one.data, one.name) for one in self.articles]

    def parse(self) -> None:
        """The unit: lxml's parse of the bodies."""
        for body in self.encoded_bodies:
            parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
            if body.strip():
                etree.fromstring(body, parser)

    def tokenize(self) -> None:
        """The tokenizer alone."""
        for body in self.bodies:
            split(body)

    def read(self) -> None:
        """Decoding, front matter, tokenizer and regions."""
        for source in self.sources():
            Document.parse(source)

    def check(self) -> int:
        """All default rules, with nothing remembered at the start. Returns the number of findings."""
        checker = self.checker()
        return sum(len(checker.check(Document.parse(source))) for source in self.sources())

    def fix(self) -> int:
        """All safe fixes, the guard, and the clean second pass. Returns the number of files that change."""
        checker = self.checker()
        return sum(fixer.fix(source, checker).text != source.text for source in self.sources())


def steps(articles: Sequence[Article], rounds: int, *, with_targets: bool = True) -> tuple[list[Result], str]:
    """Measure all steps on *articles*; return the results and a note on the corpus."""
    work = Work(articles)
    seconds = interleaved(
        {"parse": work.parse, "tokenize": work.tokenize, "read": work.read, "check": work.check, "fix": work.fix},
        rounds,
    )
    unit = seconds["parse"]
    megabytes = sum(len(one.data) for one in articles) / 1e6
    targets = {"tokenize": 0.65, "check": 5.0, "fix": 12.0} if with_targets else {}
    names = {
        "tokenize": "tokenizer",
        "read": "document (decode, front matter, tokenizer)",
        "check": "check, all default rules",
        "fix": "fix with guard and clean second pass",
    }
    results = []
    for key, name in names.items():
        median = statistics.median(seconds[key])
        results.append(
            Result(
                name,
                ratio(seconds[key], unit),
                "×lxml",
                target=targets.get(key),
                detail=f"{1000 * median / len(articles):.3f} ms/file, {megabytes / median:.0f} MB/s, "
                f"slowest round {spread(seconds[key]):.2f}",
            )
        )
    note = (
        f"{len(articles)} files, {megabytes:.2f} MB, {work.check()} findings, {work.fix()} files change; "
        f"lxml: {1000 * statistics.median(unit) / len(articles):.3f} ms/file"
    )
    return results, note


def by_rule(articles: Sequence[Article], rounds: int) -> list[Result]:
    """Measure what each default rule adds to a check without rules, the dearest first."""
    work = Work(articles)
    sources = work.sources()

    def check(checker_of: Callable[[], Checker]) -> None:
        checker = checker_of()
        for source in sources:
            checker.check(Document.parse(source))

    tasks: dict[str, Callable[[], object]] = {
        "parse": work.parse,
        "none": lambda: check(lambda: Checker([])),
    }
    names = {rule.code: f"{rule.code} {rule.name}" for rule in work.rules.rules if rule.default}
    for code in names:
        tasks[code] = lambda code=code: check(lambda: Checker(work.rules.create([code])))  # type: ignore[misc]
    seconds = interleaved(tasks, rounds)
    results = []
    for code, name in names.items():
        added = [one - none for one, none in zip(seconds[code], seconds["none"], strict=True)]
        results.append(Result(name, ratio(added, seconds["parse"]), "×lxml"))
    results.sort(key=lambda result: -result.value)
    return results


def _best(task: Callable[[], object], rounds: int) -> float:
    """Return the fastest of some rounds: for growth, noise only ever adds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        best = min(best, time.perf_counter() - start)
    return best


def growth(size: int, rounds: int = 3, limit: float = 12.0) -> list[Result]:
    """Compare inputs of *size* characters with ones ten times as long: at most *limit* times the time."""
    rules = registry.load()

    def tokenize(text: str) -> None:
        split(text)

    def check(text: str) -> None:
        Checker(rules.create()).check(Document.parse(Source(text, "growth.html")))

    def check_markdown(text: str) -> None:
        Checker(rules.create()).check(Document.parse(Source(text, "growth.md")))

    def fix(text: str) -> None:
        fixer.fix(Source(text, "growth.html"), Checker(rules.create()))

    body = "".join(one.data.decode().partition("---\n\n")[2] for one in generated(40, dirty=True))
    while len(body) < 10 * size:
        body += body
    front = "---\ntitle: A\n---\n\n"
    small = {"an ordinary article": front + body[:size], **hostile(size)}
    large = {"an ordinary article": front + body[: 10 * size], **hostile(10 * size)}
    # What a checker of all rules costs before it has seen a text would make everything look flat.
    nothing = {
        step.__name__: _best(lambda step=step: step("---\ntitle: A\n---\n"), rounds)  # type: ignore[misc]
        for step in (tokenize, check, check_markdown, fix)
    }
    results = []
    for name, small_text in small.items():
        large_text = large[name]
        for step in (tokenize, check, check_markdown, fix):
            base = nothing[step.__name__]
            one = _best(lambda step=step, text=small_text: step(text), rounds) - base  # type: ignore[misc]
            ten = _best(lambda step=step, text=large_text: step(text), 1 if one > 0.2 else rounds) - base  # type: ignore[misc]
            # Below a millisecond the clock and the caches are measured, not the code.
            value = ten / max(one, 0.001)
            results.append(
                Result(
                    f"{step.__name__.replace('_', ' ')}: {name}",
                    value,
                    "times",
                    target=limit,
                    detail=f"{1000 * one:.1f} ms, {1000 * ten:.1f} ms",
                )
            )
    results.sort(key=lambda result: -result.value)
    return results
