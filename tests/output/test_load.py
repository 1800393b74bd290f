from __future__ import annotations

from newslint.output import FORMATS, load


def test_each_format_has_its_class() -> None:
    assert len({type(load(name)) for name in FORMATS}) == len(FORMATS)
