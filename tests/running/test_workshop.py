"""One file, checked or fixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.config.discovery import Configurations
from newslint.config.settings import Layer
from newslint.linting.finding import Safety
from newslint.output.concise import Concise
from newslint.running.discovery import Discovery
from newslint.running.profiles import Profile, Profiles
from newslint.running.workshop import Workshop
from tests.own_rules import ARTICLE, write_project


def profile(root: Path, settings: str = "", encoding: str | None = None) -> Profile:
    write_project(root, settings)
    above = Layer("command line")
    above.encoding = encoding
    return Profiles().of(Discovery(Configurations(above=above)).settings(str(root / "a.md")))


def article(root: Path, words: str) -> Path:
    path = root / "a.md"
    path.write_text(ARTICLE.format(words), encoding="utf-8")
    return path


def test_settings_promote_and_demote(tmp_path: Path) -> None:
    of = profile(tmp_path, 'extend-safe-fixes = ["risky-word"]\nextend-unsafe-fixes = ["TST001"]\n')
    path = article(tmp_path, "LOUD RISK")
    result = Workshop(Concise()).process(str(path), of)
    assert [(f.code, f.fix and f.fix.safety) for f in result.findings] == [
        ("TST001", Safety.UNSAFE),
        ("TST002", Safety.SAFE),
    ]
    fixed = Workshop(Concise(), fix=True).process(str(path), of)
    assert path.read_text() == ARTICLE.format("LOUD luck")
    assert fixed.applied == {"TST002": 1}
    Workshop(Concise(), fix=True, unsafe=True).process(str(path), of)
    assert path.read_text() == ARTICLE.format("quiet luck")


def test_options_reach_the_rules(tmp_path: Path) -> None:
    of = profile(tmp_path, '[trial]\nlimit = 7\n[rules.worded]\nwords = ["fine"]\nstrict = true\nlabel = "the"\n')
    result = Workshop(Concise()).process(str(article(tmp_path, "fine")), of)
    assert [finding.message for finding in result.findings] == ["the fine 7 True"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030", "shift_jis", "utf-8-sig"])
def test_other_encodings_become_utf_8(tmp_path: Path, encoding: str) -> None:
    of = profile(tmp_path, encoding=encoding)
    path = tmp_path / "a.md"
    path.write_bytes(ARTICLE.format("新 LOUD").encode(encoding))
    assert Workshop(Concise(), fix=True).process(str(path), of).changed
    assert path.read_bytes() == ARTICLE.format("新 quiet").encode()


def test_half_a_character_is_no_text(tmp_path: Path) -> None:
    of = profile(tmp_path, encoding="utf-7")
    path = tmp_path / "a.md"
    path.write_bytes(b"+2AA- LOUD")
    result = Workshop(Concise(), fix=True).process(str(path), of)
    assert [finding.code for finding in result.findings] == ["ENG001"]
    assert path.read_bytes() == b"+2AA- LOUD"


def test_what_is_found_is_where_it_is_in_the_file_afterwards(tmp_path: Path) -> None:
    path = article(tmp_path, "LOUD HARD")
    result = Workshop(Concise(), fix=True).process(str(path), profile(tmp_path))
    (finding,) = result.findings
    assert path.read_text()[finding.start : finding.end] == "HARD"


def test_a_diff_is_made_of_what_fix_would_write(tmp_path: Path) -> None:
    path = article(tmp_path, "LOUD HARD")
    of = profile(tmp_path)
    workshop = Workshop(Concise(), diff=True)
    result = workshop.process(str(path), of)
    assert result.diff.endswith("-<p>LOUD HARD</p>\n+<p>quiet HARD</p>\n")
    assert path.read_text() == ARTICLE.format("LOUD HARD")
    report = workshop.rendered(result)
    assert (report.output, report.errors, report.changed) == (result.diff, "", True)


def test_line_ends_and_marks_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    data = b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\n<p>LOUD</p>\r<p>x</p>\n"
    path.write_bytes(data)
    Workshop(Concise(), fix=True).process(str(path), profile(tmp_path))
    assert path.read_bytes() == data.replace(b"LOUD", b"quiet")
