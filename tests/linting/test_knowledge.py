"""What a rule gets to see of the tables: its own entries, and those of the rules that it lists."""

from __future__ import annotations

from newslint.linting.registry import Registry
from newslint.linting.rule import TagRule
from newslint.linting.stage import Stage
from newslint.linting.tables import read_tables

ENTRY = '[[{}]]\nhost = "{}"\nwhy = "a test"\ndrop = ["a"]\nkeep = ["b"]\n'


class Reading(TagRule):
    """A rule."""

    code = "XXX001"
    name = "reading"
    stage = Stage.STYLE
    uses_knowledge = True
    reads = ("other",)

    def check(self, tag):  # type: ignore[no-untyped-def]
        return ()


class Alone(Reading):
    """A rule that looks into nothing of its own."""

    code = "XXX002"
    name = "alone"
    uses_knowledge = False


def test_a_rule_sees_its_entries_and_those_that_it_names(tmp_path):  # type: ignore[no-untyped-def]
    (tmp_path / "family").mkdir()
    for name in ("reading", "other", "third"):
        (tmp_path / "family" / f"{name}.toml").write_text(ENTRY.format(name, f"{name}.example"))
    registry = Registry([Reading, Alone], read_tables([str(tmp_path)]))

    knowledge = registry.knowledge(Reading)
    assert list(knowledge.index("host")) == ["reading.example"]
    assert list(knowledge.of("other").index("host")) == ["other.example"]
    assert list(knowledge.of("third")) == []

    knowledge = registry.knowledge(Alone)
    assert list(knowledge) == []
    assert list(knowledge.of("other").index("host")) == ["other.example"]
