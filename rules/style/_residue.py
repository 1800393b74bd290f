"""What programs leave in an article, by tables of attributes and elements. Shared by the rules on it."""

from __future__ import annotations

import re

from newslint.document.html import Kind
from newslint.late_pattern import late_pattern
from newslint.linting.finding import Aspect, Change, Edit, Finding, Fix, Safety
from newslint.linting.removal import attribute_removal, inline_removal
from newslint.linting.rule import ElementRule
from newslint.linting.stage import Stage

from ._names import names_in
from ._unwrapping import apart, unwrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Attribute, Markup
    from newslint.linting.knowledge import Entry

_SELECTOR = late_pattern(r"\[\s*+([^\s\]=~|^$*]++)")
_INVISIBLE = frozenset(" \t\r\n\f\ufeff\u200b\u200c\u200d\u2060")
_MEDIA = frozenset("img picture video audio iframe object embed svg canvas table input v:imagedata".split())
_MOST_INSIDE = 200
_MOST_SHAPES = 10_000


class ResidueRule(ElementRule):
    """Finds the attributes and elements that the rule's table knows.

    An entry has ``attribute`` (whole names), ``attribute-prefix`` or ``attribute-pattern``;
    if wanted with ``value`` (the values that count), ``tag`` and ``not-tag`` (where it counts),
    ``beside`` (another attribute that has to be there) and ``copy-of`` (an attribute that has
    to have the same value). Or it has ``element``, ``element-prefix``, ``class`` or
    ``class-prefix`` with ``how``:

    * ``unwrap``: the tags go, what is inside stays;
    * ``space``: the element stands for one space;
    * ``remove``: it goes if nothing in it can be seen;
    * ``report``: it is only reported.

    An entry with ``not-empty`` leaves empty elements to other rules. A fix is unsafe if
    the entry says ``unsafe = true``.
    """

    stage = Stage.STYLE
    uses_knowledge = True

    def prepare(self) -> None:
        self._attributes: dict[str, list[Entry]] = {}
        self._prefixes: list[tuple[str, Entry]] = []
        self._patterns: list[tuple[str, re.Pattern[str], Entry]] = []
        self._elements: dict[str, Entry] = {}
        self._element_prefixes: list[tuple[str, Entry]] = []
        for entry in self.knowledge:
            for name in _list(entry, "attribute"):
                self._attributes.setdefault(name, []).append(entry)
            self._prefixes += [(prefix, entry) for prefix in _list(entry, "attribute-prefix")]
            for pattern in _list(entry, "attribute-pattern"):
                self._patterns.append((pattern.partition("[")[0], late_pattern(pattern), entry))
            if "class" in entry or "class-prefix" in entry:
                continue
            for name in _list(entry, "element"):
                self._elements[name] = entry
            self._element_prefixes += [(prefix, entry) for prefix in _list(entry, "element-prefix")]
        self._classes = self.knowledge.index("class")
        self._class_prefixes = list(self.knowledge.index("class-prefix").items())
        self._all_prefixes = tuple(
            [prefix for prefix, _ in self._prefixes] + [literal for literal, _, _ in self._patterns]
        )
        self._shapes: dict[tuple[str, ...], bool] = {}
        self._body: Body | None = None
        self._selected: frozenset[str] = frozenset()
        self._read: Body | None = None
        self._names: frozenset[str] = frozenset()

    def applies(self, tag: Markup) -> bool:
        shape = tag.name, *tag.by_name
        known = self._shapes.get(shape)
        if known is None:
            known = any(name in self._attributes or name.startswith(self._all_prefixes) for name in tag.by_name)
            if len(self._shapes) < _MOST_SHAPES:
                self._shapes[shape] = known
        return known or self._element(tag) is not None

    def check(self, element: Element) -> Iterator[Finding]:
        tag = element.markup
        entry = self._element(tag)
        if entry is not None and not (entry.get("not-empty") and element.empty):
            parent = element.parent
            if entry.get("how") == "remove" and parent is not None and self._element(parent.markup) is entry:
                return  # It goes with what it stands in, or stays with it.
            fix = self._fix(element, entry)
            if fix is not None or entry.get("how") != "remove":
                yield self.finding(f"<{element.name}>: {entry.why}", element.start, element.tag_end, fix)
            if fix is not None:
                return
        start = element.start
        for attribute in tag.attributes:
            known = self._attribute(tag, attribute)
            if known is None or self._styled(element.body, attribute.name):
                continue
            safety = Safety.UNSAFE if known.get("unsafe") else Safety.SAFE
            fix = Fix(attribute_removal(tag, attribute).moved(start), safety)
            yield self.finding(f"{attribute.name}: {known.why}", start + attribute.start, start + attribute.end, fix)

    def _element(self, tag: Markup) -> Entry | None:
        entry = self._elements.get(tag.name)
        if entry is None and ":" in tag.name:
            entry = next((one for prefix, one in self._element_prefixes if tag.name.startswith(prefix)), None)
        if entry is None and "class" in tag.by_name:
            for name in tag.classes:
                entry = self._classes.get(name) or next(
                    (one for prefix, one in self._class_prefixes if name.startswith(prefix)), None
                )
                if entry is not None and "element" in entry and tag.name not in _list(entry, "element"):
                    entry = None
                if entry is not None:
                    break
        return entry

    def _attribute(self, tag: Markup, attribute: Attribute) -> Entry | None:
        name = attribute.name
        entries = self._attributes.get(name, [])
        if not entries and name.startswith(self._all_prefixes):
            entries = [entry for prefix, entry in self._prefixes if name.startswith(prefix)]
            entries += [entry for _, pattern, entry in self._patterns if pattern.fullmatch(name)]
        value = attribute.text.strip()
        # In the files of some generators markup is also code (JSX): className={a}.
        if (
            "{{" in value
            or "{%" in value
            or (value[:1] == "{" and not attribute.quote)
            or name != attribute.written_name
        ):
            return None
        for entry in entries:
            if "value" in entry and value.lower() not in _list(entry, "value"):
                continue
            if "tag" in entry and tag.name not in _list(entry, "tag"):
                continue
            if tag.name in _list(entry, "not-tag"):
                continue
            if "beside" in entry and not any(one in tag.by_name for one in _list(entry, "beside") if one != name):
                continue
            if "copy-of" in entry and not any((tag.get(one) or "").strip() == value for one in _list(entry, "copy-of")):
                continue
            return entry
        return None

    def _styled(self, body: Body, name: str) -> bool:
        """Return whether a style sheet in the body chooses elements by this attribute."""
        if self._body is not body:
            self._body = body
            sheets = {body.markups[index].raw_content for index in body.start_tags(_is_style)}
            self._selected = frozenset(found.lower() for sheet in sheets for found in _SELECTOR.findall(sheet))
        return name in self._selected

    def _named(self, element: Element) -> bool:
        """Return whether something in the file leads to *element* by its id."""
        identifier = (element.get("id") or "").strip()
        if not identifier:
            return False
        if self._read is not element.body:
            self._read = element.body
            self._names = names_in(element.body)
        return identifier in self._names

    def _fix(self, element: Element, entry: Entry) -> Fix | None:
        if element.partner < 0 or entry.get("how") == "report" or self._named(element):
            return None
        how = entry.get("how")
        safety = Safety.UNSAFE if entry.get("unsafe") else Safety.SAFE
        if how == "space":
            if element.partner == element.index + 1 and element.text in ("\xa0", " ") and apart(element):
                return Fix(Edit(element.start, element.end, " "), safety, [Change(Aspect.TEXT, element.text, " ")])
            how = "unwrap"
        if how == "unwrap":
            if element.empty and not element.has_text:
                return Fix(inline_removal(element), safety) if not element.holds_comment else None
            return Fix(unwrapped(element), safety) if apart(element) else None
        if how == "remove" and element.partner - element.index <= _MOST_INSIDE and not element.holds_comment:
            return self._removal(element, entry, safety)
        return None

    def _removal(self, element: Element, entry: Entry, safety: Safety) -> Fix | None:
        allowed = _INVISIBLE | set(entry.get("text", ""))
        text = element.text if element.has_text else ""
        if any(character not in allowed for character in text):
            return None
        markups = element.body.markups
        if any(
            markups[index].kind is Kind.START and _counts(markups[index]) for index in (element.index, *element.inside)
        ):
            return None
        changes = [Change(Aspect.TEXT, text)] if text else []
        if element.body.text[element.tag_end : element.content_end].strip():
            return Fix(Edit(element.start, element.end), safety, changes)
        return Fix(inline_removal(element), safety, changes)


def _list(entry: Entry, key: str) -> list[str]:
    value = entry.get(key, ())
    return [value] if isinstance(value, str) else list(value)


def _counts(tag: Markup) -> bool:
    """Return whether a tag shows, or may lead to, something."""
    return tag.name in _MEDIA or not tag.by_name.keys().isdisjoint(("src", "href", "alt", "poster", "srcdoc"))


def _is_style(tag: Markup) -> bool:
    return tag.name == "style"
