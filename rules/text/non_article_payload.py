"""Entries of the table: ``phrase`` lists what the text of a page says that is no article, in lower case.

``longest`` is the number of characters that the text of such a page has at most. ``at = "start"`` says that the
phrase stands at its beginning, ``at = "end"`` that it is the last thing in it, there with ``dots = true`` after dots.
"""

from __future__ import annotations

import re
from html import unescape

from newslint.late_pattern import late_pattern
from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.linting.knowledge import Entry

# How files of other kinds begin (their registered magic numbers), as text and in Base64.
_BEGINNINGS = (
    ("%PDF-", "a PDF file"),
    ("JVBERi0", "a PDF file in Base64"),
    ("%!PS", "a PostScript file"),
    ("{\\rtf", "an RTF file"),
    ("PK\x03\x04", "a ZIP or Office file"),
    ("GIF87a", "a GIF picture"),
    ("GIF89a", "a GIF picture"),
    ("iVBORw0KGgo", "a PNG picture in Base64"),
    ("\ufffdPNG", "a PNG picture"),
    ("\ufffd\ufffd\ufffd\ufffd", "a file of another kind"),
    ("ID3\x03", "an MP3 file"),
    ("ID3\x04", "an MP3 file"),
    ("wOF", "a font"),
    ("#EXTM3U", "a list of films or sounds"),
    ("<rss", "a feed"),
    ("<feed", "a feed"),
)
_OTHER_CHARACTERS = late_pattern("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_SAMPLE = 400
_TOO_MANY = 0.1
_LARGEST_JSON = 1_000_000
# What a feed puts where it cuts an article off.
_CUT = ("[\u2026]", "[...]", "(\u2026)")
_DOTS = ("\u2026", "...", "\u2026]", "...]")
_ENDING = late_pattern("[\\s\u2192\u00bb\u203a>.\u00a0]++\\Z")
_TAG = late_pattern(r"<[^<>]*+>")
_COMMENT = late_pattern(r"<!--.*?-->", re.DOTALL)
_LONGEST_SOURCE = 4_000
"""Code points of source: a body that has more is not read as a whole."""
_LONGEST_CUT = 3_000
_HEAD = 12
"""Characters that may stand before a phrase at the start: "Error", "Please", "You need to"."""
_TAIL = 160


class NonArticlePayload(DocumentRule):
    """Something that is not the article.

    ## What it finds
    - Another kind of file where the article should be: PDF, pictures, archives, a feed, JSON alone, bytes
      that are no text.
    - The page that a site shows instead of the article ("Access denied", "Enable JavaScript", a captcha, 404), the
      invitation to pay or to log in, known by a table, if the text is as short as such a page.
    - An article that its feed has cut off: a short text that ends in `[…]` or in "Continue reading".

    ## Why it matters
    The file looks like an article to every program, and the article is missing.

    ## Fix safety
    Only reported: fetch the article again. The words alone prove nothing, so each has a length above which it
    is taken for prose: an article about captchas is much longer than a page with one.
    """

    code = "TXT009"
    name = "non-article-payload"
    severity = Severity.ERROR
    stage = Stage.ENVELOPE
    uses_knowledge = True

    GOOD = (
        Good("<p>%PDF-1.4 is how such a file begins.</p>", note="text about it"),
        Good("<p>The page says: enable JavaScript. " + "We went on without it. " * 60 + "</p>", note="prose"),
        Good("<p>Access denied: how the harbour lost its key. " + "The gate stood open. " * 40 + "</p>", note="prose"),
        Good("<blockquote>A [\u2026]</blockquote>", note="a quotation ends like this"),
        Good("<p>A [\u2026] B</p>", note="not the end"),
        Good("<p>Some users get an access denied error when they open the list.</p>", note="a short article"),
        Good('<p>The list is out. <a href="/b">Read more</a></p>', note="a link to another page"),
        Good("{% include a.html %}\n", path="a.md", note="a template"),
        Good("[A](/b)\n", path="a.md", note="a link"),
        Good("{\u00a0\u2026 }\n", path="a.md", note="no JSON"),
        Good("---\ntitle: A\n---\n", note="nothing"),
        Good('<pre>{"a": 1}</pre>', note="code"),
    )
    BAD = (
        Bad("---\ntitle: A\n---\n%PDF-1.4\n%\ufffd\ufffd\n", at="%PDF-1.4"),
        Bad("a\x00\x01\x02b\x03\x04\ufffd\ufffdc\x05\n", note="no text"),
        Bad('---\ntitle: A\n---\n{"error": {"code": 7}}\n', at='{"error": {"code": 7}}'),
        Bad("<h1>Access denied</h1><p>You don't have permission to see this page. Reference #18.</p>"),
        Bad("---\ntitle: A\n---\n<p>Please enable JavaScript and cookies to continue.</p>\n"),
        Bad("<p>A</p><p>The ferry will \u2026 Subscribe to continue reading</p>", note="has to be paid for"),
        Bad("<p>\u7532</p><p>\u672c\u6587\u4e3a\u4ed8\u8d39\u5185\u5bb9</p>", note="has to be paid for"),
        Bad("In QGIS there are many tools [&#8230;]\n", path="a.md", at="[&#8230;]", note="cut off by its feed"),
        Bad('<p>The ferry <a href="/b">Continue reading \u2192</a></p>', at="Continue reading \u2192"),
    )

    def prepare(self) -> None:
        self._whole = [entry for entry in self.knowledge if entry.get("at") != "end"]
        self._ends = self.knowledge.index("phrase")
        for entry in self._whole:
            for phrase in entry["phrase"]:
                del self._ends[phrase]
        self._last_words = tuple(self._ends)
        self._tell_tales = ("[\u2026", "[...", "(\u2026", "[&", *self._last_words)

    def check(self, document: Document) -> Iterator[Finding]:
        body, text = document.body, document.text
        start, end = body.content
        if start == end:
            return
        kind = _other_kind(text, start, end)
        if kind:
            stop = text.find("\n", start, end)
            yield self.finding(f"this is {kind}, not an article", start, min(end if stop < 0 else stop, start + 200))
            return
        if end - start <= _LONGEST_SOURCE:
            page = _page(text[start:end])
            for entry in self._whole:
                if len(page) <= entry["longest"] and _says(page, entry):
                    yield self.finding(f"this is no article: {entry.why}", start, end)
                    return
        yield from self._cut(text, start, end)

    def _cut(self, text: str, start: int, end: int) -> Iterator[Finding]:
        tail = text[max(start, end - _TAIL) : end]
        lowered = tail.lower()
        if not any(word in lowered for word in self._tell_tales):
            return
        last = _ENDING.sub("", unescape(_TAG.sub(" ", tail)))
        lowered = last.lower()
        cut = last.endswith(_CUT)
        if not cut and not lowered.endswith(self._last_words):
            return
        if end - start > 2 * _LONGEST_SOURCE or "</blockquote" in tail or "</q>" in tail:
            return
        longest = _LONGEST_CUT
        message = "the article is cut off here"
        if not cut:
            phrase = next(one for one in self._last_words if lowered.endswith(one))
            entry = self._ends[phrase]
            before = lowered.removesuffix(phrase).rstrip(" \t\r\n\u00a0")
            if entry.get("dots", False) and not before.endswith(_DOTS):
                return
            longest = entry["longest"]
            message = f"the article is cut off here: {entry.why}"
        if len(_page(text[start:end])) > longest:
            return
        place = max((text.rfind(mark, start, end) for mark in ("[", "(") if cut), default=-1)
        if not cut:
            # The words may be written with references or in capitals: then the whole end is shown.
            place = text.lower().rfind(phrase, start, end)
        begin = place if place >= max(start, end - _TAIL) else max(start, end - 80)
        stop = text.find("<", begin, end)
        yield self.finding(message, begin, end if stop < 0 else stop)


def _says(page: str, entry: Entry) -> bool:
    head = _HEAD if entry.get("at") == "start" else len(page)
    return any(page.find(phrase, 0, head + len(phrase)) >= 0 for phrase in entry["phrase"])


def _page(source: str) -> str:
    """Return the text of a page, in lower case, without tags and comments and with single spaces."""
    if "<!--" in source:
        source = _COMMENT.sub(" ", source)
    if "<" in source:
        source = _TAG.sub(" ", source)
    if "&" in source:
        source = unescape(source)
    return " ".join(source.lower().replace("\u2019", "'").split())


def _other_kind(text: str, start: int, end: int) -> str:
    """Return what kind of file *text* is in truth; empty if nothing speaks for one."""
    first = text[start]
    for beginning, kind in _BEGINNINGS:
        if first == beginning[0] and text.startswith(beginning, start):
            return kind
    if first in "{[" and text[end - 1] in "}]" and _is_json(text[start:end]):
        return "JSON"
    if first.isalnum() or first in "<#*\n":
        sample = text[start : start + _SAMPLE]
        if sample.isprintable():
            return ""
    sample = text[start : min(end, start + _SAMPLE)]
    found = len(_OTHER_CHARACTERS.findall(sample))
    return "a file of bytes that are no text" if found > 4 and found > _TOO_MANY * len(sample) else ""


def _is_json(written: str) -> bool:
    if len(written) > _LARGEST_JSON or written[1:2] in "{%" or ":" not in written or '"' not in written:
        return False
    from json import loads

    try:
        return isinstance(loads(written), (dict, list))
    except (ValueError, RecursionError):
        return False
