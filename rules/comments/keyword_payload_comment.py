"""Entries of the table: ``prefix`` is what the comment begins with; behind the last comma stand the values,
with ``separator`` between them, and ``key`` is where they go in the front matter.
"""

from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Fix, Safety
from newslint.linting.rule import Bad, Good
from newslint.linting.stage import Stage

from ._kinds import CommentKind, CommentOfKind
from ._removal import removal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Comment
    from newslint.linting.finding import Edit, Finding
    from newslint.linting.knowledge import Entry


class KeywordPayloadComment(CommentOfKind):
    """Keywords or tickers that stand in a comment.

    ## What it finds
    A comment that is a list of fields and speaks of keywords, such as the one in which Sina Finance
    names the shares that an article is about.

    ## Why it matters
    It is the one comment that says something about the article, and no program finds it there.

    ## Fix safety
    Safe for a form that a table knows: the tickers move to the front matter (`tickers`), and the
    comment goes; one without tickers just goes. If the front matter has other tickers already, or
    is not there, the comment is only reported. So is a form that no table knows; where such a
    comment is empty, an unsafe fix removes it.
    Unsafe fixes are applied by `--unsafe-fixes`; `extend-safe-fixes` makes `--fix` apply them in a collection in which
    they are always right.
    """

    code = "COM004"
    name = "keyword-payload-comment"
    stage = Stage.REMOVAL
    kind = CommentKind.PAYLOAD
    uses_knowledge = True

    GOOD = (
        Good("<p>A</p><!-- the keyword, once more -->", note="prose"),
        Good("<p>A</p><!-- keyword -->", note="no fields"),
        Good("<p>page_keyword,stock,sz300036</p>", note="text"),
        Good("<pre><!-- page_keyword,stock,sz300036 --></pre>", note="code"),
        Good("<!-- newslint: ignore[COM004] keyword,a -->", note="a suppression"),
    )
    BAD = (
        Bad("<p>A</p><!-- page_keyword,a&b -->", at="<!-- page_keyword,a&b -->", note="no table knows it"),
        Bad("<p>A</p><!-- page_keyword, -->", unsafe="<p>A</p>", note="empty"),
        Bad(
            "---\ntitle: A\n---\n<p>A</p><!-- news_keyword_pub,stock,sz300036&sh600018 -->",
            "---\ntitle: A\ntickers:\n  - sz300036\n  - sh600018\n---\n<p>A</p>",
            note="a prefix that a table knows",
        ),
    )

    def prepare(self) -> None:
        self._entries = [(str(entry["prefix"]), entry) for entry in self.knowledge if "prefix" in entry]

    def check(self, comment: Comment) -> Iterator[Finding]:
        text = comment.text.strip()
        payload = text.rpartition(",")[2].strip()
        entry = next((entry for prefix, entry in self._entries if text.startswith(prefix)), None)
        edit = removal(comment.body, comment.start, comment.end)
        change = Change(Aspect.COMMENT, text)
        fix = None
        if not payload:
            message = "keyword comment without keywords"
            if edit is not None:
                fix = Fix(edit, Safety.SAFE if entry is not None else Safety.UNSAFE, (change,))
        elif entry is None:
            message = f'"{payload[:60]}" stands in a comment; put it into the front matter'
        else:
            message, fix = _move(comment, entry, payload, edit, change)
        yield self.finding(message, comment.start, comment.end, fix)


def _move(comment: Comment, entry: Entry, payload: str, edit: Edit | None, change: Change) -> tuple[str, Fix | None]:
    """Return what there is to say of the values, and the fix that moves them."""
    key = str(entry["key"])
    values = list(dict.fromkeys(one.strip() for one in payload.split(entry["separator"]) if one.strip()))
    named = ", ".join(values)
    message = f"{named[:60]} stands in a comment; it belongs in the front matter as {key}"
    front_matter = comment.document.front_matter
    if edit is None or not front_matter.readable:
        return message, None
    present = front_matter.value(key)
    if not present:
        written = front_matter.set(key, values)
        return message, Fix((written, edit), Safety.SAFE, (change, Change(Aspect.METADATA, "", named, key)))
    if set(values) <= {str(one) for one in (present if isinstance(present, list) else [present])}:
        return message, Fix(edit, Safety.SAFE, (change,))
    return f"{key} in the front matter does not name {named[:60]}, which this comment does", None
