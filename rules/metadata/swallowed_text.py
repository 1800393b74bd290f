from __future__ import annotations

import re

from newslint.document.front_matter import Format
from newslint.document.yaml_quote import quote
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._keys import AUTHOR_KEYS, SUMMARY_KEYS, TITLE_KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter

_ANCHOR = re.compile(r":[ \t]++(?P<anchor>&(?P<name>[^\s,\[\]{}]++)[ \t]++)(?=[^\s&*!])")
_COMMENT = re.compile(r"(?P<space>[ \t]++)#[^\r\n]*+")


class SwallowedText(FrontMatterRule):
    """A title or a summary of which YAML reads only a part.

    ## What it finds
    In titles, summaries and authors without quotes: ` #` in the middle of a line, which begins a comment
    (`title: C # and F#` is "C"), and an anchor that nothing refers to (`title: &more news` is "news").

    ## Why it matters
    No reader complains. The page just has half a title.

    ## Fix safety
    Unsafe: the whole line becomes the value, in quotes. It may have been a comment.
    """

    code = "MET021"
    name = "swallowed-text"
    stage = Stage.METADATA
    keys = (*TITLE_KEYS, *SUMMARY_KEYS, *AUTHOR_KEYS)

    GOOD = (
        Good("---\ntitle: C#\ndescription: 'C # and F#'\n---\n"),
        Good("---\ndate: 2024-03-01 # the day\n---\n", note="a date has no hash"),
        Good("---\ntitle: &t News\noriginal_title: *t\n---\n", note="an anchor that is used"),
        Good("---\ntitle: # to be found\n---\n", note="no value at all"),
        Good('+++\ntitle = "A" # b\n+++\n', note="TOML wants quotes"),
    )
    BAD = (
        Bad("---\ntitle: C # and F#\n---\n", unsafe='---\ntitle: "C # and F#"\n---\n', at=" # and F#"),
        Bad("---\ntitle: &more news\n---\n", unsafe='---\ntitle: "&more news"\n---\n', at="&more "),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if front_matter.format is not Format.YAML or front_matter.repairs:
            return
        text = front_matter.text
        for entry in front_matter.entries:
            node = entry.node
            if entry.key not in self.keys or node.kind != "scalar" or node.style != "plain" or node.start == node.end:
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
