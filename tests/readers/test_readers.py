"""What --fix wrote says the same to PyYAML, ruamel.yaml, js-yaml 3 and 4, yaml, gray-matter and Psych."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from newslint.document.document import Document
from newslint.document.front_matter import Format
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.registry import load
from tests.shared_data import articles
from tests.working_tree import npm_install

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[1] / "seeds" / "articles").iterdir())
CHECKER = Checker(load().create())

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("readers")]


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the JavaScript readers are installed."""
    if not shutil.which("npm") or not shutil.which("node"):
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("readers")
    for name in ("package.json", "read.js"):
        shutil.copy(HERE / name, folder)
    if not npm_install(folder):
        pytest.skip("npm cannot install the readers")
    return folder


def fixed_texts(sources: list[Source]) -> list[str]:
    """The fixed texts of those *sources* whose front matter is YAML that could be read or repaired."""
    texts: list[str] = []
    for source in sources:
        text = fix(source, CHECKER).text
        front_matter = Document.parse(Source(text, source.path)).front_matter
        if front_matter.format is Format.YAML and front_matter.readable and front_matter.entries:
            texts.append(text)
    return texts


def in_javascript(folder: Path, texts: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", "read.js"],
        cwd=folder,
        input=json.dumps([[text, block(text)] for text in texts]),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def in_ruby(texts: list[str]) -> list[Any]:
    """What Psych makes of the front matter of each text; nothing where Ruby is not installed."""
    if not shutil.which("ruby"):
        return []
    blocks = json.dumps([block(text) for text in texts])
    done = subprocess.run(["ruby", HERE / "read.rb"], input=blocks, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def block(text: str) -> str:
    front_matter = Document.parse(Source(text, "a.md")).front_matter
    return text[front_matter.content_start : front_matter.content_end]


def plain(value: Any) -> Any:
    """*value* as JSON has it; dates as JavaScript writes them, numbers without a difference between 1 and 1.0."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, datetime.datetime):
        moment = value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value.astimezone(datetime.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
    if isinstance(value, datetime.date):
        return f"{value.isoformat()}T00:00:00.000Z"
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def same(expected: Any, found: Any) -> bool:
    """Whether two readers agree; a date may be text to a reader that leaves dates alone (yaml, by default)."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(same(expected[key], found[key]) for key in expected)
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(same, expected, found))
    if isinstance(expected, str) and isinstance(found, str) and expected != found:
        try:
            moment = datetime.datetime.fromisoformat(found)
        except ValueError:
            return False
        return bool(plain(moment) == expected)
    return bool(expected == found)


def assert_agreement(folder: Path, texts: list[str]) -> None:
    assert texts
    disagreements = []
    ruby = in_ruby(texts)
    for number, (text, answers) in enumerate(zip(texts, in_javascript(folder, texts), strict=True)):
        if ruby:
            answers["Psych"] = ruby[number]
        expected = plain(yaml.safe_load(block(text)))
        answers["ruamel.yaml"] = YAML(typ="safe").load(block(text))
        for reader, answer in answers.items():
            if not same(expected, plain(answer)):
                disagreements.append((reader, block(text), expected, plain(answer)))
    assert not disagreements


def test_the_fixed_seeds(readers: Path) -> None:
    assert_agreement(readers, fixed_texts([Source.decode(path.read_bytes(), path.name) for path in SEEDS]))


def test_what_readers_disagree_about(readers: Path) -> None:
    front = (
        "title: 1984\nlang: no\ntags: [on, 12:30, 0123, 1e3, ~x, '@a', y]\nauthor: 'yes'\n"
        "description: A: B\nsource: '{{ x }}'\nslug: 2024-01-02\non: a\n2024: b\n2024-01-02: c\nmap:\n  no: d\n"
    )
    assert_agreement(readers, fixed_texts([Source(f"---\n{front}---\n\n<p>A</p>\n", "a.html")]))


def test_real_articles(readers: Path) -> None:
    sources = [Source.decode(path.read_bytes(), path.name) for path in articles(1)]
    assert_agreement(readers, fixed_texts(sources))
