from __future__ import annotations

import gc
import pkgutil
import re
import sys

import pytest

import newslint
from newslint.late_pattern import _LatePattern, late_pattern
from newslint.linting import registry


def test_it_is_the_pattern() -> None:
    late = late_pattern("A(b)++", re.IGNORECASE)
    compiled = re.compile("A(b)++", re.IGNORECASE)
    assert late.pattern == compiled.pattern
    assert late.flags == compiled.flags
    assert late.fullmatch("abb") is not None
    assert late.sub("-", "xABy") == "x-y"


def test_a_mistake_raises_at_the_first_use() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("")


def test_all_patterns_compile() -> None:
    registry.load()
    for module in pkgutil.walk_packages(newslint.__path__, "newslint."):
        if not module.name.startswith("newslint.rules") and not module.name.endswith("__main__"):
            __import__(module.name)
    ours = [one for one in gc.get_objects() if isinstance(one, _LatePattern) and one._written[0] != "("]
    assert len(ours) > 50
    for late in ours:
        re.compile(*late._written)
    assert "newslint.document.toml_scanner" in sys.modules
