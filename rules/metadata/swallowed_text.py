from __future__ import annotations

import re

from newslint.document.front_matter import Format
from newslint.document.yaml_quote import quote
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import AUTHOR_KEYS, GROUP_KEYS, SUMMARY_KEYS, TITLE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter

_ANCHOR = late_pattern(r":[ \t]++(?P<anchor>&(?P<name>[^\s,\[\]{}]++)[ \t]++)(?=[^\s&*!])")
_COMMENT = late_pattern(r"(?P<space>[ \t]++)#(?P<word>[^\r\n]?)[^\r\n]*+")
_TEXT_KEYS = frozenset((*TITLE_KEYS, *SUMMARY_KEYS, *AUTHOR_KEYS))
_KEY_IN_QUOTES = late_pattern(r"^(?P<part>[A-Za-z_][\w-]*+):[ \t]++\S", re.MULTILINE)
_ITEM_BELOW = late_pattern(r"^[ \t]++(?P<part>-[ \t]++\S[^\r\n]*+)", re.MULTILINE)


class SwallowedText(FrontMatterRule):
    """A title or a summary of which YAML reads only a part.

    ## What it finds
    In titles, summaries and authors without quotes: ` #` in the middle of a line, which begins a comment
    (`title: C # and F#` is "C"), and an anchor that nothing refers to (`title: &more news` is "news"). In tags and
    categories: ` #` with a letter after it. Everywhere: an item that is indented more than the one above and so goes on
    with it, and a key inside of quotes that begin in a line above.

    ## Why it matters
    No reader complains. The page just has half a title, two tags in one, or no author.

    ## Fix safety
    Unsafe: the whole line becomes the value, in quotes. It may have been a comment. Items and keys that went into
    another value are only reported.
    """

    code = "MET021"
    name = "swallowed-text"
    stage = Stage.METADATA
    keys = (*TITLE_KEYS, *SUMMARY_KEYS, *AUTHOR_KEYS, *GROUP_KEYS)

    GOOD = (
        Good("---\ntitle: C#\ndescription: 'C # and F#'\n---\n"),
        Good("---\ndate: 2024-03-01 # the day\n---\n", note="a date has no hash"),
        Good("---\ntitle: &t News\noriginal_title: *t\n---\n", note="an anchor that is used"),
        Good("---\ntitle: # to be found\n---\n", note="no value at all"),
        Good("---\ntags:\n  - ferry # the old one\n  - C#\n---\n", note="a comment"),
        Good("---\ntitle: Ferry and pier\n  - The Paper\n---\n", note="a long title, on two lines"),
        Good("---\ntitle: Ferry\n  and pier\ndescription: |\n  - a\n  - b\n---\n"),
        Good('---\ntitle: "Ferry\n  note: late"\n---\n', note="indented as the value is"),
        Good('+++\ntitle = "A" # b\n+++\n', note="TOML wants quotes"),
    )
    BAD = (
        Bad("---\ntitle: C # and F#\n---\n", unsafe='---\ntitle: "C # and F#"\n---\n', at=" # and F#"),
        Bad("---\ntags:\n  - C #sharp\n---\n", unsafe='---\ntags:\n  - "C #sharp"\n---\n', at=" #sharp"),
        Bad("---\ntags:\n  - ferry\n    - pier\n---\n", at="- pier", note='one tag, "ferry - pier"'),
        Bad("---\ntitle: 'Ferry\nauthor: Ann'\n---\n", at="author", note="no author"),
        Bad("---\ntitle: &more news\n---\n", unsafe='---\ntitle: "&more news"\n---\n', at="&more "),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if front_matter.format is not Format.YAML or front_matter.repairs:
            return
        text = front_matter.text
        for entry in front_matter.entries:
            node = entry.node
            if "\n" in text[node.start : node.end]:
                yield from self._lines(entry, text)
            if entry.key in GROUP_KEYS:
                yield from self._items(entry, text)
            if entry.key not in _TEXT_KEYS or node.kind != "scalar" or node.style != "plain" or node.start == node.end:
                continue
            anchor = _ANCHOR.match(text, entry.key_end)
            start, end = node.start, node.end
            if anchor is not None and anchor.end() == start and not _is_used(anchor["name"], front_matter):
                start = anchor.start("anchor")
            comment = _COMMENT.match(text, end)
            if comment is not None and "\n" not in text[start:end]:
                end = comment.end()
            if (start, end) != (node.start, node.end):
                yield self._finding(entry, start, end, text)

    def _lines(self, entry: Entry, text: str) -> Iterator[Finding]:
        for node in entry.node.walk():
            if node.kind == "list":
                for item in node.items:
                    match = _ITEM_BELOW.search(text, item.start, item.end) if item.style == "plain" else None
                    if match is not None:
                        message = f"this item is part of the one above it in {entry.key}"
                        yield self.finding(message, *match.span("part"))
            elif node.style in ("single", "double") and (match := _KEY_IN_QUOTES.search(text, node.start, node.end)):
                message = f"this key is part of the value of {entry.key}, whose quotes begin above it"
                yield self.finding(message, *match.span("part"))

    def _items(self, entry: Entry, text: str) -> Iterator[Finding]:
        for item in entry.node.items:
            if item.kind == "scalar" and item.style == "plain" and not item.in_flow:
                comment = _COMMENT.match(text, item.end)
                if comment is not None and comment["word"].isalnum() and "\n" not in text[item.start : item.end]:
                    whole = text[item.start : comment.end()].rstrip()
                    change = Change(Aspect.METADATA, item.text, whole, key=entry.key)
                    fix = Fix(Edit(item.start, comment.end(), quote(whole)), Safety.UNSAFE, [change])
                    message = f'this item of {entry.key} is "{item.text}" to every reader: the rest is a comment'
                    yield self.finding(message, item.end, comment.end(), fix)

    def _finding(self, entry: Entry, start: int, end: int, text: str) -> Finding:
        node = entry.node
        lost = (node.end, end) if end > node.end else (start, node.start)
        whole = text[start:end].rstrip()
        change = Change(Aspect.METADATA, node.text, whole, key=entry.key)
        fix = Fix(Edit(start, end, quote(whole)), Safety.UNSAFE, [change])
        message = f'{entry.key} is "{node.text}" to every reader: what YAML takes for something else needs quotes'
        return self.finding(message, *lost, fix)


def _is_used(name: str, front_matter: FrontMatter) -> bool:
    return f"*{name}" in front_matter.text[front_matter.content_start : front_matter.content_end]
