"""What a rule is: the classes that every rule module derives from.

A rule module holds one class. Its docstring is its page in the manual, its
``GOOD`` and ``BAD`` examples are its tests, and its base class says what it
watches. The checker calls ``check`` for those nodes only, so a rule costs what
it watches.

================  ===========================================================  =========
base class        ``check`` is called for                                      offsets
================  ===========================================================  =========
TagRule           each distinct start tag; a pure function of the tag's text   tag
ElementRule       each watched element                                         file
CommentRule       each comment                                                 file
TextRule          each match of a pattern in the text between the tags         file
FrontMatterRule   each file that has front matter                              file
DocumentRule      each file                                                    file
================  ===========================================================  =========

``check`` yields findings, made by :meth:`Rule.finding`.
"""

from __future__ import annotations

import re
from abc import abstractmethod

from newslint.linting.finding import Finding, Fix, Severity
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, ClassVar

    from newslint.document.body import Comment, Element, TextMatch
    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter
    from newslint.document.html import Markup
    from newslint.linting.knowledge import Knowledge


class Good:
    """An input on which the rule stays silent. ``note`` says what it guards against."""

    __slots__ = ("note", "options", "path", "target", "text")

    def __init__(
        self,
        text: str,
        *,
        note: str = "",
        path: str = "example.html",
        target: str = "none",
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.text = text
        self.note = note
        self.path = path
        self.target = target
        self.options = dict(options or {})


class Bad:
    """An input on which the rule reports.

    ``output`` is the whole text after this rule's safe fixes alone; ``unsafe`` the
    one after its safe and unsafe fixes. Left out, the rule must not change the
    text in that mode. ``count`` is the number of findings, and ``at`` the exact
    source text that the first finding's span covers.
    """

    __slots__ = ("at", "count", "note", "options", "output", "path", "target", "text", "unsafe")

    def __init__(
        self,
        text: str,
        output: str | None = None,
        *,
        unsafe: str | None = None,
        at: str | None = None,
        count: int = 1,
        note: str = "",
        path: str = "example.html",
        target: str = "none",
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.text = text
        self.output = output
        self.unsafe = unsafe
        self.at = at
        self.count = count
        self.note = note
        self.path = path
        self.target = target
        self.options = dict(options or {})


FilePath = str
"""The path of a file, empty for none: the rule gets it absolute.

In settings it is relative to the settings file, in examples to the folder of the rule's module.
"""


class Options:
    """The settings of one rule: a subclass lists them as annotated class attributes with defaults.

    The types that settings may have are ``bool``, ``int``, ``str``, :data:`FilePath`,
    ``tuple[str, ...]``, ``tuple[FilePath, ...]``, ``dict[str, str]`` and ``dict[str, tuple[str, ...]]``.
    """

    def __init__(self, **values: Any) -> None:
        for name, value in values.items():
            if name not in type(self).names():
                raise TypeError(f"no option {name!r}")
            setattr(self, name, value)

    @classmethod
    def names(cls) -> dict[str, str]:
        """Return the names of the options and, as written, their types."""
        found: dict[str, str] = {}
        for base in reversed(cls.__mro__):
            found.update(
                {name: kind for name, kind in base.__dict__.get("__annotations__", {}).items() if name[0] != "_"}
            )
        return found

    @classmethod
    def problem(cls, name: str, value: Any) -> str:  # noqa: ARG003 (what those look at that override it)
        """Return what is wrong with *value*, which has the right type, for the option *name*; empty if nothing is."""
        return ""


_Options = Options  # The class Rule has an attribute of this name.


class Rule:
    """The base of all rules; derive from one of the six classes below instead.

    ``knowledge`` holds the entries of the rule's tables (see
    ``newslint.linting.knowledge``), ``options`` its settings.
    """

    code: ClassVar[str]
    """Family prefix and number, such as ``COM001``. Never reused."""
    name: ClassVar[str]
    """Words with hyphens, such as ``source-comment``. Never reused."""
    severity: ClassVar[Severity] = Severity.WARNING
    stage: ClassVar[Stage]
    default: ClassVar[bool] = True
    """Whether the rule is on when the settings do not speak of it."""
    in_guarded_regions: ClassVar[bool] = False
    """Whether the rule also looks into code, math, pictures drawn in markup, and templates.

    Elsewhere such regions are left out by the checker: findings in them are dropped.
    """
    in_markdown: ClassVar[bool] = True
    """Whether a text or document rule is called for Markdown bodies, and not for HTML bodies alone."""
    minds_markdown: ClassVar[bool] = False
    """Whether it sees to it itself that Markdown reads what stands around its fixes as before.

    The checker drops the fixes of the others where that is in doubt (see ``newslint.linting.markdown_reading``).
    """
    Options: ClassVar[type[Options]] = Options
    uses_knowledge: ClassVar[bool] = False
    """Whether the rule looks things up: entries of its own table and of ``rules/producers/``."""
    reads: ClassVar[tuple[str, ...]] = ()
    """The names of other rules whose entries it looks into as well: ``self.knowledge.of(name)``."""
    weighs_evidence: ClassVar[bool] = False
    """Whether it asks each entry if it acts in the document at hand (``Entry.acts_in``)."""
    GOOD: ClassVar[tuple[Good, ...]] = ()
    BAD: ClassVar[tuple[Bad, ...]] = ()

    def __init__(self, options: _Options | None = None, knowledge: Knowledge | None = None) -> None:
        from newslint.linting.knowledge import EMPTY

        self.options: Any = options if options is not None else self.Options()
        self.knowledge = knowledge if knowledge is not None else EMPTY
        self.prepare()

    def prepare(self) -> None:
        """Build what the checks look up; called once, with options and knowledge in place."""

    def finding(
        self, message: str, start: int, end: int, fix: Fix | None = None, severity: Severity | None = None
    ) -> Finding:
        """Return a finding of this rule for the span from *start* to *end*."""
        return Finding(self.code, self.name, severity or self.severity, message, start, end, fix)


class TagRule(Rule):
    """A rule on one start tag by itself.

    ``check`` sees nothing but the tag, so it runs once for each distinct tag text
    and its findings have offsets relative to the tag. The tag comes as
    :class:`newslint.document.html.Markup`.
    """

    tags: ClassVar[frozenset[str] | None] = None
    """The names of the tags to look at; ``None`` for all."""
    attributes: ClassVar[tuple[str, ...]] = ()
    """Look only at tags that have one of these; a trailing ``*`` stands for any ending."""
    watches_end_tags: ClassVar[bool] = False
    """Whether ``check`` is called for end tags as well."""
    only_irregular: ClassVar[bool] = False
    """Look only at tags that are not written as most are (see :class:`newslint.document.html.Markup`)."""

    @abstractmethod
    def check(self, tag: Markup) -> Iterable[Finding]: ...


class ElementRule(Rule):
    """A rule on an element: a start tag, what it holds, and its end tag."""

    tags: ClassVar[frozenset[str] | None] = None
    attributes: ClassVar[tuple[str, ...]] = ()
    only_empty: ClassVar[bool] = False
    """Look only at elements that are closed and hold nothing but white space and comments."""

    @abstractmethod
    def check(self, element: Element) -> Iterable[Finding]: ...

    def applies(self, tag: Markup) -> bool:  # noqa: ARG002 (what those look at that override it)
        """Return whether elements with this start tag are of interest.

        A pure function of the tag, asked once for each distinct one that ``tags`` and
        ``attributes`` let through; override it to narrow the watch.
        """
        return True


class CommentRule(Rule):
    """A rule on comments, bogus ones (``<!x>``, ``<?x>``) included."""

    @abstractmethod
    def check(self, comment: Comment) -> Iterable[Finding]: ...

    def applies(self, comment: Markup) -> bool:  # noqa: ARG002 (what those look at that override it)
        """Return whether comments with this text are of interest: a pure function, asked once for each distinct one."""
        return True


class TextRule(Rule):
    """A rule on the text between the tags of the body.

    ``literals`` are what must stand in the body for ``pattern`` to be searched at
    all: the search for a literal is many times faster than any pattern. ``check``
    is called for each match that lies in text (not in markup, and not in a guarded
    region unless the rule says so). Patterns use possessive quantifiers.
    """

    literals: ClassVar[tuple[str, ...]]
    pattern: ClassVar[re.Pattern[str]]
    pattern_in_markdown: ClassVar[re.Pattern[str] | None] = None
    """Takes the place of ``pattern`` in Markdown bodies."""

    @abstractmethod
    def check(self, match: TextMatch) -> Iterable[Finding]: ...


class FrontMatterRule(Rule):
    """A rule on front matter; not called where there is none, or where it cannot be read."""

    keys: ClassVar[tuple[str, ...]] = ()
    """Call it only if one of these keys is there; empty for always."""

    @abstractmethod
    def check(self, front_matter: FrontMatter, document: Document) -> Iterable[Finding]: ...


class DocumentRule(Rule):
    """A rule on the file as a whole."""

    literals: ClassVar[tuple[str, ...]] = ()
    """What must stand in the text for the rule to be called (one of them suffices); empty for always."""

    @abstractmethod
    def check(self, document: Document) -> Iterable[Finding]: ...


def watches(rule: TagRule | ElementRule, name: str, attributes: Iterable[str]) -> bool:
    """Return whether *rule* watches tags with this *name* and these *attributes* (names, in lower case)."""
    if rule.tags is not None and name not in rule.tags:
        return False
    if not rule.attributes:
        return True
    beginnings = tuple(wanted[:-1] for wanted in rule.attributes if wanted[-1] == "*")
    return any(one in rule.attributes or (beginnings and one.startswith(beginnings)) for one in attributes)
