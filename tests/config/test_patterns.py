from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from newslint.config.patterns import PatternError, Patterns


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("build", "build", True),
        ("build", "a/build/b.md", True),
        ("build", "a/rebuild/b.md", False),
        ("build", "a/build.md", False),
        ("*.md", "a/b/c.md", True),
        ("*.md", "c.mdx", False),
        ("posts/*.md", "posts/a.md", True),
        ("posts/*.md", "posts/b/a.md", False),
        ("posts/*.md", "x/posts/a.md", False),
        ("posts/**/a.md", "posts/a.md", True),
        ("posts/**/a.md", "posts/x/y/a.md", True),
        ("posts/**", "posts/x/y.md", True),
        ("posts/**", "posts", False),
        ("**/old", "x/y/old/a.md", True),
        ("**/old", "old/a.md", True),
        ("posts/old", "posts/old/x/a.md", True),
        ("/posts", "posts/a.md", True),
        ("/posts", "x/posts/a.md", False),
        ("./posts", "posts/a.md", True),
        ("draft/", "draft/a.md", True),
        ("draft/", "a/draft", False),
        ("[ab].md", "a.md", True),
        ("[!ab].md", "a.md", False),
        ("[!ab].md", "c.md", True),
        ("[a-c]/x", "b/x", True),
        ("a[b", "a[b", True),
        ("a[]b]c", "a]c", True),
        ("[^a]", "^", True),
        ("x[!/]y", "x/y", False),
        ("2?.md", "24.md", True),
        ("2?.md", "2/.md", False),
        ("a.b", "aXb", False),
        ("新闻/*.md", "新闻/一.md", True),
        ("a\nb", "a\nb", True),
        ("*", "a\nb", True),
    ],
)
def test_what_a_pattern_covers(pattern: str, path: str, expected: bool) -> None:
    assert bool(Patterns([pattern]).cover(path)) is expected


@pytest.mark.parametrize("pattern", ["", "/", "//", "!a", "[z-a]"])
def test_patterns_that_mean_nothing(pattern: str) -> None:
    with pytest.raises(PatternError):
        Patterns([pattern])


def test_the_first_pattern_that_matches_is_named() -> None:
    patterns = Patterns(["x", "posts/*", "*.md"])
    assert patterns.cover("posts/a.md") == "posts/*"
    assert patterns.match("a.md") == "*.md"
    assert patterns.match("q") == ""
    assert patterns.match("x") == "x"


def test_a_pattern_for_folders_needs_a_folder() -> None:
    patterns = Patterns(["tmp/"])
    assert patterns.match("a/tmp") == ""
    assert patterns.match("a/tmp", folder=True) == "tmp/"


NAMES = st.text(alphabet="ab.", min_size=1, max_size=3).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PIECES = st.text(alphabet="ab.*?", min_size=1, max_size=4).filter(lambda text: "**" not in text and text.strip("."))
GLOBS = st.lists(PIECES | st.just("**"), min_size=1, max_size=3).map("/".join)


@given(GLOBS.filter(lambda text: not text.endswith("**")), PATHS)
def test_patterns_are_those_of_gitignore(pattern: str, path: str) -> None:
    expected = GitIgnoreSpec.from_lines([pattern]).match_file(path)
    assert bool(Patterns([pattern]).cover(path)) is expected


@given(st.text(min_size=1, max_size=20), PATHS)
def test_any_text_is_a_pattern_or_an_error(pattern: str, path: str) -> None:
    try:
        patterns = Patterns([pattern])
    except PatternError:
        return
    assert patterns.cover(path) in ("", *patterns.texts)
