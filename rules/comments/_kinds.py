"""Which rule a comment belongs to. Each comment has one owner, so no comment is reported twice.

The kind follows from the form of the comment alone, never from a table: what a table
adds is whether the owner knows the comment, and so may remove it safely.

=============  ====================================================================
kind           owner
=============  ====================================================================
PROTECTED      nobody: suppressions, directives of other tools, page and template marks
MALFORMED      malformed-comment
CONDITIONAL    conditional-comment
EXCERPT        excerpt-marker
PLACEHOLDER    placeholder-comment
PAYLOAD        keyword-payload-comment
BLOCK          cms-block-comment
MARKUP         commented-markup
SOURCE         source-comment: all that is left
=============  ====================================================================
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from newslint.document.html import Kind, Markup
from newslint.late_pattern import late_pattern
from newslint.linting.rule import CommentRule
from newslint.linting.suppression import is_suppression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar


class CommentKind(Enum):
    """Whose business a comment is."""

    PROTECTED = "protected"
    MALFORMED = "malformed"
    CONDITIONAL = "conditional"
    EXCERPT = "excerpt"
    PLACEHOLDER = "placeholder"
    PAYLOAD = "payload"
    BLOCK = "block"
    MARKUP = "markup"
    SOURCE = "source"


# Where a generator cuts an article in two, or builds something. Compared in lower case, white space
# collapsed. "break" is Drupal's, "teaser_end" Nikola's, "endtab" that of Hexo's themes, "pelican_…" the one
# of the Pelican summary plugin.
_MARKS = frozenset(
    (
        "excerpt", "/excerpt", "excerpt-end", "end-excerpt", "excerpt end", "end excerpt", "endexcerpt", "truncate",
        "pelican_begin_summary", "pelican_end_summary", "summary", "end_summary", "end summary", "readmore",
        "read more", "read-more", "teaser_end", "break", "nextpage", "pagebreak", "noteaser", "toc", "/toc",
        "tocstop", "toc stop", "endtoc", "tableofcontents",
        "tab", "endtab", "endtimeline", "don't edit this section, instead re-run doctoc to update",
    )
)  # fmt: skip
# Words that other programs look for. Each must end where a word ends.
_DIRECTIVES = (
    "markdownlint", "prettier-ignore", "htmlhint", "eslint", "stylelint", "vale", "cspell", "spell-checker",
    "textlint", "lint disable", "lint enable", "lint ignore", "alex disable", "alex enable", "alex ignore",
    "rumdl", "djlint", "html-validate", "[html-validate", "mdformat", "dprint-ignore", "deno-fmt-ignore", "pyml",
    "remark-ignore", "ltex", "doctoc", "start doctoc", "end doctoc", "toc", "all-contributors-list",
    "all-contributors-badge", "spdx-license-identifier", "spdx-filecopyrighttext", "reuse-ignorestart",
    "reuse-ignoreend", "noinspection", "@formatter", "tab", "timeline", "begin auto-generated", "end auto-generated",
    "auto-generated-content",
)  # fmt: skip
_SERVER_SIDE_INCLUDE = late_pattern(r"#(?:include|echo|config|exec|fsize|flastmod|printenv|set|if|elif|else|endif)\b")
_TEMPLATE_MARKS = ("{{", "{%", "{#", "<%")

_TAG = late_pattern(r"</?+[A-Za-z][^<>]*+>")
# NetEase's <!--IMG#0--> and <!--link0-->, Tencent's <!--IMG_0-->, NetEase's polls <!--@@PKVOTEID=1-->,
# goldmark's note of what it left out, NextGEN Gallery's stand-in for a gallery.
_PLACEHOLDER = late_pattern(
    r"(?:img|image|pic|photo|video|audio|media|link|vote|embed|gallery|iframe|spinfo)[#_]?[0-9]{1,6}"
    r"|@@[a-z]++=[0-9a-z_-]++"
    r"|raw html omitted"
    r"|ngg_shortcode_[0-9]++_placeholder",
    re.IGNORECASE,
)
_BLOCK = late_pattern(r"/?wp:[a-z]|kg-card-(?:begin|end)\b|sc_(?:off|on)$", re.IGNORECASE)
_LINE_DRAWING = "-=_*~#+."
_CONDITION = late_pattern(r"<?+!?+\[(?:if\b[^\]<>]*+\]\s*+-*+(?:>|\Z)|endif\])", re.IGNORECASE)
# Word's own declarations: <?xml:namespace prefix = o … /> and <?import … />.
_WORD_DECLARATION = late_pattern(r"\?(?:xml:namespace|import)\s", re.IGNORECASE)


class CommentOfKind(CommentRule):
    """A rule on the comments of one kind."""

    kind: ClassVar[CommentKind]

    def applies(self, comment: Markup) -> bool:
        return kind_of(comment) is self.kind


def collapsed(text: str) -> str:
    """Return *text* without white space round it, and with single spaces in it."""
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    """Return whether the comment text says nothing: white space, or a line drawn with dashes and the like."""
    return not text.strip().strip(_LINE_DRAWING)


@lru_cache(maxsize=16)  # Each rule asks for the same comment in turn.
def kind_of(markup: Markup) -> CommentKind:
    """Return the kind of a comment."""
    if markup.kind is Kind.BOGUS_COMMENT:
        inner = markup.text[1:]
        if _CONDITION.match(inner.removesuffix(">")) or _WORD_DECLARATION.match(inner):
            return CommentKind.CONDITIONAL
        return CommentKind.MALFORMED
    text = markup.comment
    if is_suppression(text):
        return CommentKind.PROTECTED
    if not markup.closed or markup.text in ("<!-->", "<!--->") or markup.text.endswith("--!>"):
        return CommentKind.MALFORMED
    if any(mark in text for mark in _TEMPLATE_MARKS):
        return CommentKind.PROTECTED
    if _CONDITION.match(text.strip()):
        return CommentKind.CONDITIONAL
    if "<!--" in text:
        return CommentKind.MALFORMED
    if is_blank(text):
        return CommentKind.SOURCE
    return _classify_words(text)


def _classify_words(text: str) -> CommentKind:
    words = collapsed(text[:400]).lower()
    if words == "more":
        return CommentKind.EXCERPT
    if _is_protected(text, words):
        return CommentKind.PROTECTED
    if len(text) < 100 and _PLACEHOLDER.fullmatch(words):
        return CommentKind.PLACEHOLDER
    if is_payload(text):
        return CommentKind.PAYLOAD
    if _BLOCK.match(words):
        return CommentKind.BLOCK
    if _TAG.search(text):
        return CommentKind.MARKUP
    return CommentKind.MALFORMED if "--" in text else CommentKind.SOURCE


def is_payload(text: str) -> bool:
    """Return whether *text* is a list of fields that speaks of keywords, such as ``news_keyword_pub,stock,``."""
    head, comma, rest = text.strip().partition(",")
    return bool(comma) and "keyword" in head.lower() and len((head + rest).split()) == 1 and "<" not in rest


def _is_protected(text: str, words: str) -> bool:
    if words in _MARKS or _SERVER_SIDE_INCLUDE.match(words):
        return True
    # WordPress's marker with words of its own for the link: <!--more Read on-->.
    if text.startswith("more "):
        return True
    # Front matter that Hugo reads from inside a comment.
    if text.strip()[:4] in ("---\n", "---\r", "+++\n", "+++\r"):
        return True
    for directive in _DIRECTIVES:
        if words.startswith(directive) and not words[len(directive) : len(directive) + 1].isalnum():
            return True
    return False
