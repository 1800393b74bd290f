from __future__ import annotations

from newslint.document.entries import MERGE_KEY
from newslint.document.front_matter import Format, quote
from newslint.document.yaml_quote import is_plain
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import AUTHOR_KEYS, GROUP_KEYS, SOURCE_KEYS, SUMMARY_KEYS, TITLE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter, Node
    from newslint.linting.finding import Finding

_OTHERS = ("slug", "lang", "language", "locale", "image_alt", "image_caption", "dateline", "location", "license")
_TEXT_KEYS = frozenset((*TITLE_KEYS, *SUMMARY_KEYS, *AUTHOR_KEYS, *GROUP_KEYS, *SOURCE_KEYS, *_OTHERS))
# Read as numbers by some and as text by others: minutes (12:30 is 750 in YAML 1.1), octal numbers (but 07 is 7 to all),
# powers of ten without a sign or a point, and digits with underscores.
_DISPUTED = late_pattern(
    r"[-+]?+[0-9]++(?::[0-5]?[0-9])++(?:\.[0-9]*+)?+|0(?!(?:0*+[1-7]|0++)\Z)[0-9]++|0o[0-7]++|[0-9]++[eE][0-9]++|[0-9]++(?:_[0-9]++)++"
)
# YAML 1.1 has more words for true and false than YAML 1.2.
_WORDS = {**dict.fromkeys(("yes", "on"), "true"), **dict.fromkeys(("no", "off"), "false")}
_SWITCHES = frozenset(
    (
        "comments",
        "comment",
        "draft",
        "published",
        "toc",
        "math",
        "mathjax",
        "katex",
        "featured",
        "pinned",
        "sticky",
        "hidden",
        "private",
        "headless",
        "share",
        "sitemap",
        "search",
        "render",
    )
)
_LONGEST_WORD = len("false")
_MISSING = frozenset(("", "~", "null", "Null", "NULL"))


class AmbiguousScalar(FrontMatterRule):
    """A value or a key without quotes that readers take for something else than text.

    ## What it finds
    In keys that hold text (title, description, authors, categories, tags, language …): plain values that YAML reads as
    a truth value, a number or a date, such as `lang: no`, `title: 1984`, `tags: [on, 12:30]`. In all other keys: those
    about which readers disagree. `duration: 12:30` is 750 to PyYAML and js-yaml 3, and "12:30" to js-yaml 4; `id: 0123`
    is 83 or 123, `episode: 08` text or 8 (but `07` is 7 to all); `comments: no` is false in YAML 1.1 and the word "no",
    which counts as true, in YAML 1.2. Keys of this kind, too: `on: x`, `2024: y`.

    ## Why it matters
    Norway becomes `false`, a tag becomes a number, and a template that wants text stops with an error; so does a
    program that wants keys to be names.

    ## Fix safety
    Safe: quotes make it the text that stands there, in keys that hold text and wherever readers see different numbers.
    Numbers, dates, `true` and `false` on which all agree stay in all other keys. Unsafe: `yes`, `no`, `on` and `off`
    become `true` and `false` in keys that are known as switches (`comments`, `draft`, `toc` …); in others they are only
    reported.
    """

    code = "MET008"
    name = "ambiguous-scalar"
    stage = Stage.METADATA

    GOOD = (
        Good("---\ntitle: Ferry\ncomments: true\ndraft: false\nweight: 10\n---\n", note="meant as they are read"),
        Good("---\ntitle: '1984'\n---\n"),
        Good("---\ntitle: 1984 and other years\n---\n"),
        Good("---\ndate: 2024-01-02\nupdated: 2024-01-02 10:00:00\n---\n", note="dates"),
        Good("---\nduration: '12:30'\nversion: 1.10\n---\n"),
        Good("---\nepisode: 07\nparts: [01, 000]\n---\n", note="one number to all, and templates may count with it"),
        Good("---\ntags: [Why?, a+b]\n---\n"),
        Good("---\ntitle: ~\ndescription: null\n---\n", note="missing: another rule's"),
        Good("---\nsizes: {1: small, y: 2}\n<<: {}\n'on': x\n---\n", note="keys below a key can be numbers"),
        Good("+++\ntitle = 1984\n+++\n", note="TOML has one reading"),
    )
    BAD = (
        Bad("---\nlang: no\n---\n", '---\nlang: "no"\n---\n', at="no"),
        Bad("---\ntitle: 1984\n---\n", '---\ntitle: "1984"\n---\n'),
        Bad("---\ntags: [on, 2024, ferry]\n---\n", '---\ntags: ["on", "2024", ferry]\n---\n', count=2),
        Bad("---\ntags: [1e3, y]\n---\n", '---\ntags: ["1e3", "y"]\n---\n', count=2, note="text to PyYAML alone"),
        Bad("---\nauthors:\n  - name: 007\n---\n", count=0, note="below a text key: whose text is it?"),
        Bad("---\nduration: 12:30\n---\n", '---\nduration: "12:30"\n---\n', at="12:30", note="750 to some"),
        Bad("---\nid: 0123\n---\n", '---\nid: "0123"\n---\n', at="0123"),
        Bad("---\nparts:\n  - 08\n  - 14_1\n---\n", '---\nparts:\n  - "08"\n  - "14_1"\n---\n', count=2),
        Bad("---\ncomments: no\n---\n", unsafe="---\ncomments: false\n---\n", at="no"),
        Bad("---\ncountry: no\n---\n", at="no", note="Norway or false"),
        Bad("---\non: x\n2024: y\n---\n", '---\n"on": x\n"2024": y\n---\n', count=2, note="keys that are no names"),
        Bad("---\nmap:\n  on: x\n---\n", '---\nmap:\n  "on": x\n---\n', at="on"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if front_matter.format is not Format.YAML:
            return
        for entry in front_matter.entries:
            node = entry.node
            short = len(entry.key) <= _LONGEST_WORD or not entry.key.isidentifier()
            if short and entry.key and entry.plain_key and not is_plain(entry.key) and entry.key != MERGE_KEY:
                yield self._key(entry)
            if node.kind != "scalar":
                for inner in (inner for below in node.walk() for inner in below.entries):
                    if inner.plain_key and inner.key.lower() in _WORDS:
                        yield self._key(inner)
            if entry.key in _TEXT_KEYS:
                for scalar in (node, *node.items):
                    if _is_plain(scalar) and scalar.text not in _MISSING:
                        written = quote(scalar.text)
                        if written != scalar.text:
                            what = _CALLED.get(type(scalar.value).__name__, "a number or a truth value by some")
                            message = f"{entry.key}: {scalar.text} is read as {what}, not as text"
                            fix = Fix(Edit(scalar.start, scalar.end, written))
                            yield self.finding(message, scalar.start, scalar.end, fix)
                continue
            for scalar in node.walk():  # also below the key
                if _is_plain(scalar) and (_DISPUTED.fullmatch(scalar.text) or scalar.text.lower() in _WORDS):
                    yield self._disputed(entry.key, scalar)

    def _key(self, entry: Entry) -> Finding:
        fix = Fix(Edit(entry.key_start, entry.key_end, quote(entry.key)))
        return self.finding(f"the key {entry.key} is not read as text by all", entry.key_start, entry.key_end, fix)

    def _disputed(self, key: str, scalar: Node) -> Finding:
        meant = _WORDS.get(scalar.text.lower())
        if meant is None:
            message = f"{key}: {scalar.text} is a number to some readers and text, or another number, to others"
            return self.finding(
                message, scalar.start, scalar.end, Fix(Edit(scalar.start, scalar.end, quote(scalar.text)))
            )
        message = f"{key}: {scalar.text} is {meant} to some readers and text to others; write {meant}, or quote it"
        change = Change(Aspect.METADATA, scalar.text, meant, key=key)
        fix = Fix(Edit(scalar.start, scalar.end, meant), Safety.UNSAFE, [change]) if key in _SWITCHES else None
        return self.finding(message, scalar.start, scalar.end, fix)


_CALLED = {"bool": "yes or no", "int": "a number", "float": "a number", "date": "a date", "datetime": "a date"}


def _is_plain(node: Node) -> bool:
    return node.kind == "scalar" and node.style == "plain" and node.end > node.start
