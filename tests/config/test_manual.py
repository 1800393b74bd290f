"""The page on settings names every key and every option that there is."""

from __future__ import annotations

import pytest

from newslint.cli.program import program
from newslint.config.settings import KEYS, OVERRIDES, PER_FILE_IGNORES
from tests.working_tree import ROOT

MANUAL = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*(key.name for key in KEYS), PER_FILE_IGNORES, OVERRIDES])
def test_every_key_is_in_the_manual(name: str) -> None:
    assert f"`{name}`" in MANUAL or f"[{name}]" in MANUAL


def test_every_option_is_in_the_manual() -> None:
    import click

    assert isinstance(program, click.Group)
    check = program.commands["check"]
    options = [option for parameter in check.params for option in parameter.opts if option.startswith("--")]
    assert "--fix" in options
    for option in options:
        if option != "--help":
            assert f"`{option}`" in MANUAL, option
