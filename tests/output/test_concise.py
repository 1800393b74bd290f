from __future__ import annotations

from newslint.linting.finding import Safety
from newslint.output.concise import Concise
from tests.output.conftest import Make


def test_one_line_for_each_finding(make: Make) -> None:
    text = "\ufeff船\r\n\U0001f6a2x\r\n"
    assert Concise().render(make(text, (1, 2), (5, 6), (8, 8))) == (
        "posts/a.md:1:2: TST001 some-rule: the message\n"
        "posts/a.md:2:2: TST001 some-rule: the message\n"
        "posts/a.md:3:1: TST001 some-rule: the message\n"
    )


def test_what_can_be_fixed_is_marked(make: Make) -> None:
    assert " TST001 [*] some-rule: " in Concise().render(make("a", (0, 1), safety=Safety.SAFE))
    assert " TST001 [?] some-rule: " in Concise().render(make("a", (0, 1), safety=Safety.UNSAFE))


def test_messages_and_paths_cannot_steer_the_terminal_or_break_the_line(make: Make) -> None:
    rendered = Concise().render(make("a", (0, 1), message="a\nb\x1b[2J\u202ec\u2028\x9b\x7f", path="p\nq\t.md"))
    assert rendered == "p␊q␉.md:1:1: TST001 some-rule: a␊b␛[2J\ufffdc\ufffd\ufffd␡\n"


def test_nothing_found_is_nothing(make: Make) -> None:
    assert Concise().render(make("a")) == ""


def test_colours(make: Make) -> None:
    plain, colored = Concise(), Concise(color=True)
    result = make("a", (0, 1), safety=Safety.SAFE)
    assert "\x1b[" in colored.render(result)
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", colored.render(result)) == plain.render(result)
