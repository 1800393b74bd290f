"""The two ways to read a command line agree."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.cli.invocation import FLAGS, Invocation, plain
from newslint.cli.program import check, parse

OPTIONS = ["--" + name.replace("_", "-") for name in FLAGS]
PATHS = ["a.md", "posts/", "check", "rule", "files", "", " ", "é", "a b", ".", "@x", "C:\\x", "=", "a=b"]


@given(st.lists(st.sampled_from([*OPTIONS, *PATHS]), max_size=6))
def test_what_is_read_without_click_is_read_alike_with_it(arguments: list[str]) -> None:
    found = plain(arguments)
    if found is None:
        assert arguments[0] in ("rule", "files")
    else:
        assert found == parse(arguments)


@given(st.lists(st.sampled_from([*OPTIONS, *PATHS, "-", "--", "-q", "--fi", "--jobs", "--help", "-qv"]), max_size=5))
def test_whatever_needs_click_is_left_to_it(arguments: list[str]) -> None:
    odd = [one for one in arguments if one.startswith("-") and one not in OPTIONS]
    if odd:
        assert plain(arguments) is None


def test_every_plain_flag_is_one_of_the_program() -> None:
    flags = {option.name for option in check.params if isinstance(option, click.Option) and option.is_flag}
    assert set(FLAGS) == flags - {"version"}


def test_every_parameter_has_its_place() -> None:
    assert {parameter.name for parameter in check.params} - {"version"} == set(Invocation.__slots__)


def test_no_path_means_the_current_folder() -> None:
    assert plain([]) == parse([]) == Invocation(["."])
    assert plain(["check"]) == parse(["check"]) == Invocation()
    assert plain(["check", "check"]) == Invocation(["check"])


def test_options_with_values() -> None:
    found = parse(["--select", "COM, TRK001", "--select=x", "-j2", "--output-format", "json", "--", "-a.md"])
    assert found.select == ("COM", "TRK001", "x")
    assert found.jobs == 2
    assert found.output_format == "json"
    assert found.paths == ("-a.md",)
    assert found.ignore == ()
    assert parse([]).select is None
    assert parse(["--select", ""]).select == ()


def test_invocations_differ_by_any_value() -> None:
    assert Invocation(["a"]) != Invocation(["b"])
    assert Invocation(["a"], fix=True) != Invocation(["a"])
    assert len({Invocation(["a"]), Invocation(["a"]), Invocation(["a"], quiet=True)}) == 2


@pytest.mark.parametrize("arguments", [["--select", "x"], ["--version"], ["-"], ["--", "a"], ["-q"], ["rule", "x"]])
def test_not_plain(arguments: list[str]) -> None:
    assert plain(arguments) is None
