"""Possessive groups match as the re module's documentation says, whatever Python 3.11 this is."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import newslint

CASES = [
    (r"(?:ab?c)++", "aca", 2),
    (r"!(?:x++|(?<=y)z)*+", "!xxz", 3),
    (r"!(?:x++|(?<=y)z)*+", "!", 1),
    (r"(?:[^{]++|\{(?!%))*+\{%", "a{b{%", 5),
    (r"<(?:[^>-]++|-(?!->))*+-->", "<a-b-->", 7),
    (r"(?:\\.|[^\\])*+", "a\\b", 3),
    (r"((?:a|bc)?+)b", "bcb", 3),
    (r"(?:(?:ab|a)(?:c|d))*+", "abdacab", 5),
]


@pytest.mark.parametrize(("pattern", "text", "end"), CASES)
def test_possessive_groups(pattern: str, text: str, end: int) -> None:
    assert newslint.__version__
    match = re.compile(pattern).match(text)
    assert match is not None
    assert match.end() == end


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="made for the inside of Python 3.11's re package")
@pytest.mark.parametrize(("pattern", "text", "end"), CASES)
def test_what_stands_in_for_them_means_the_same(pattern: str, text: str, end: int) -> None:
    program = (
        "import re, sys; from newslint.possessive import install; install(); "
        "print(re.compile(sys.argv[1]).match(sys.argv[2]).end())"
    )
    done = subprocess.run([sys.executable, "-c", program, pattern, text], capture_output=True, text=True, check=True)
    assert int(done.stdout) == end
