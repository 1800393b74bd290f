from __future__ import annotations

import re

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter

# PHP's serialize(): a:2:{i:0;s:4:"page"; …}, s:5:"hello";, O:8:"stdClass":1:{ …}.
_PHP = late_pattern(r"(?:a:\d++:\{|[CO]:\d++:\"[\w\\]++\":\d++:\{|s:\d++:\".*+)", re.DOTALL)


class SerializedMetadata(FrontMatterRule):
    """A value that only PHP can read.

    ## What it finds
    Front-matter values in the form of PHP's `serialize()`: plugins of WordPress keep their settings like that, and
    exporters copy them.

    ## Why it matters
    No generator can do anything with it, and it grows with every plugin.

    ## Fix safety
    Only reported: something may be in it that is needed.
    """

    code = "MET009"
    name = "serialized-metadata"
    stage = Stage.METADATA

    GOOD = (
        Good("---\ntitle: 'a:1 is a ratio'\n---\n"),
        Good("---\nnote: 's:t'\n---\n"),
    )
    BAD = (
        Bad(
            "---\nmeta:\n  _layout: 'a:1:{i:0;s:4:\"page\";}'\n---\n",
            at="'a:1:{i:0;s:4:\"page\";}'",
        ),
        Bad('---\nsettings: \'O:8:"stdClass":1:{s:1:"a";i:1;}\'\n---\n'),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if ":{" not in document.text[front_matter.start : front_matter.end]:
            return
        for entry in front_matter.entries:
            for node in entry.node.walk():
                if node.kind == "scalar" and _PHP.match(node.text):
                    yield self.finding(f"{entry.key} holds a value that PHP has serialised", node.start, node.end)
