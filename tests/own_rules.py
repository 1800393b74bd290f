"""A few tiny rules of a user's own, for tests of the program: they say and do what the tests need."""

from __future__ import annotations

from pathlib import Path

ARTICLE = "---\ntitle: A\n---\n\n<p>{}</p>\n"

_HEAD = """
import os
import re
import signal
import time

from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety, Severity
from newslint.linting.rule import DocumentRule, Options, TextRule
from newslint.linting.stage import Stage


"""

_RULES = {
    "loud": '''class LoudWord(TextRule):
    """A word that shouts."""

    code, name, stage = "TST001", "loud-word", Stage.TEXT
    literals = ("LOUD",)
    pattern = re.compile("LOUD")

    def check(self, match):
        fix = Fix(Edit(match.start, match.end, "quiet"), changes=(Change(Aspect.TEXT, "LOUD", "quiet"),))
        yield self.finding("LOUD is loud", match.start, match.end, fix)
''',
    "risky": '''class RiskyWord(TextRule):
    """A word that a fix replaces at one's own risk."""

    code, name, stage = "TST002", "risky-word", Stage.TEXT
    literals = ("RISK",)
    pattern = re.compile("RISK")

    def check(self, match):
        changes = (Change(Aspect.TEXT, "RISK", "luck"),)
        fix = Fix(Edit(match.start, match.end, "luck"), Safety.UNSAFE, changes)
        yield self.finding("RISK: 50%", match.start, match.end, fix)
''',
    "hard": '''class HardWord(TextRule):
    """A word that nothing can be done about."""

    code, name, stage, severity = "TST003", "hard-word", Stage.TEXT, Severity.ERROR
    literals = ("HARD",)
    pattern = re.compile("HARD")

    def check(self, match):
        yield self.finding("nothing can be done", match.start, match.end)
''',
    "failing": '''class Failing(DocumentRule):
    """A rule with a fault, or a library below it with one."""

    code, name, stage = "TST004", "failing", Stage.TEXT
    literals = ("RAISE", "ABORT", "SLEEP")

    def check(self, document):
        if "ABORT" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLEEP" in document.text:
            open("asleep", "w").close()
            time.sleep(600)
        raise RuntimeError("as asked for")
''',
    "greedy": '''class Greedy(TextRule):
    """A rule whose fix would lose something, and that does not say so."""

    code, name, stage = "TST005", "greedy", Stage.TEXT
    literals = ("KEEP",)
    pattern = re.compile("KEEP")

    def check(self, match):
        yield self.finding("to be kept", match.start, match.end, Fix(Edit(match.start, match.end)))
''',
    "worded": '''class Worded(DocumentRule):
    """A rule with options of every type, which is off unless it is asked for."""

    class Options(Options):
        words: tuple[str, ...] = ("default",)
        limit: int = 3
        strict: bool = False
        label: str = "word"

    code, name, stage, default = "TST010", "worded", Stage.TEXT, False

    def check(self, document):
        options = self.options
        for word in options.words:
            start = document.text.find(word)
            if start >= 0:
                message = f"{options.label} {word} {options.limit} {options.strict}"
                yield self.finding(message, start, start + len(word))
''',
}


def write_rules(folder: Path) -> None:
    """Write the rules into *folder*, as a folder of rules with the one family ``trial``."""
    family = folder / "trial"
    family.mkdir(parents=True)
    for name, text in _RULES.items():
        (family / f"{name}.py").write_text("from __future__ import annotations\n" + _HEAD + text, encoding="utf-8")


def write_project(root: Path, settings: str = "") -> None:
    """Make *root* a project that uses these rules alone. *settings* is more TOML for its settings file."""
    write_rules(root / "own")
    (root / "newslint.toml").write_text(f'rules-path = ["own"]\nselect = ["TST"]\n{settings}', encoding="utf-8")
