"""Suppressions: what the author has asked to leave as it is.

In the body they are comments, in YAML front matter comments at the end of a line
or above a key::

    <!-- newslint: ignore[empty-iframe] the player fills it -->     the next element
    <!-- newslint: ignore-start[TRK001,nbsp-misuse] -->             up to the matching end
    <!-- newslint: ignore-end[TRK001,nbsp-misuse] -->
    <!-- newslint: ignore-file[missing-metadata] -->                the whole file
    title: "A  B"  # newslint: ignore[MET003]                       this key

Rules are named by code, name, or family prefix; a suppression without names is
none, and says so. One that suppresses nothing is a finding, with a safe fix.
"""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush

from newslint.late_pattern import late_pattern
from newslint.linting import engine
from newslint.linting.finding import Aspect, Change, Edit, Fix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.body import Comment
    from newslint.document.document import Document
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_DIRECTIVE = late_pattern(r"\s*+newslint:\s*+(ignore(?:-start|-end|-file)?+)(?:\s*+\[([^\]]*+)\])?+")
_YAML = late_pattern(r"#[ \t]*+newslint:[ \t]*+(ignore(?:-file)?+)(?:[ \t]*+\[([^\]\n]*+)\])?+[^\n]*+")


def is_suppression(comment_text: str) -> bool:
    """Return whether a comment with this text is addressed to newslint. No rule removes such a comment."""
    return comment_text.lstrip().startswith("newslint:")


class _Suppression:
    __slots__ = ("comment", "end", "ids", "removal", "site_end", "site_start", "start", "used")

    def __init__(
        self, ids: list[str], start: int, end: int, site: tuple[int, int], removal: Edit, comment: str = ""
    ) -> None:
        self.comment = comment
        self.ids = ids
        self.start = start
        self.end = end
        self.site_start, self.site_end = site
        self.removal = removal
        self.used: set[str] = set()


def apply_suppressions(document: Document, findings: list[Finding]) -> list[Finding]:
    """Return *findings* without the suppressed ones, and with what is wrong about the suppressions.

    Findings of the engine itself are never suppressed.
    """
    suppressions: list[_Suppression] = []
    problems: list[Finding] = []
    _from_body(document, suppressions, problems)
    _from_front_matter(document, suppressions, problems)
    kept = _not_hidden(findings, suppressions)
    for suppression in suppressions:
        unused = [one for one in suppression.ids if one not in suppression.used]
        if not unused:
            continue
        message = f"nothing here is reported by {', '.join(unused)}; the suppression can go"
        fix = Fix(suppression.removal, changes=[Change(Aspect.COMMENT, suppression.comment)])
        if len(unused) < len(suppression.ids):
            site = document.text[suppression.site_start : suppression.site_end]
            opening, _, rest = site.partition("[")
            closing = rest.partition("]")[2]
            left = ", ".join(one for one in suppression.ids if one in suppression.used)
            edit = Edit(suppression.site_start, suppression.site_end, f"{opening}[{left}]{closing}")
            narrowed = edit.replacement.removeprefix("<!--").removesuffix("-->").strip()
            fix = Fix(edit, changes=[Change(Aspect.COMMENT, suppression.comment, narrowed)])
            message = f"nothing here is reported by {', '.join(unused)}"
        problems.append(engine.unused_suppression(message, suppression.site_start, suppression.site_end, fix))
    return kept + problems


def _not_hidden(findings: list[Finding], suppressions: list[_Suppression]) -> list[Finding]:
    """Return the findings that no suppression speaks of, and note in the others' suppressions what they were used for.

    One walk through the file. For each name in brackets it knows how many suppressions are in force, and
    which of them have not been used yet; those are met once, however many findings they hide.
    """
    coming = sorted(suppressions, key=lambda one: one.start, reverse=True)
    ending: list[tuple[int, int, _Suppression]] = []
    in_force: dict[str, int] = {}
    unused: dict[str, list[_Suppression]] = {}
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: one.start):
        while coming and coming[-1].start <= finding.start:
            suppression = coming.pop()
            heappush(ending, (max(suppression.end, suppression.start + 1), len(coming), suppression))
            for name in suppression.ids:
                in_force[name] = in_force.get(name, 0) + 1
                unused.setdefault(name, []).append(suppression)
        while ending and ending[0][0] <= finding.start:
            for name in heappop(ending)[2].ids:
                in_force[name] -= 1
        names = [name for name in _names_of(finding) if in_force.get(name)]
        for name in names:
            for suppression in unused.pop(name, ()):
                if finding.start < max(suppression.end, suppression.start + 1):
                    suppression.used.add(name)
        if not names:
            kept.append(finding)
    return kept


def _names_of(finding: Finding) -> tuple[str, ...]:
    """Return what a suppression may call *finding*: code, name, or any beginning of the code that is all letters."""
    code = finding.code
    if code.startswith("ENG"):
        return ()
    family = code.rstrip("0123456789")
    return code, finding.name, *(family[:length] for length in range(1, len(family) + 1))


def _from_body(document: Document, suppressions: list[_Suppression], problems: list[Finding]) -> None:
    body = document.body
    open_ranges: list[tuple[Comment, list[str]]] = []
    for comment in body.comments():
        if comment.bogus or not is_suppression(comment.text):
            continue
        if body.regions.covers(comment.start):
            continue
        directive = _DIRECTIVE.match(comment.text)
        ids = _ids(directive[2]) if directive and directive[2] else []
        if directive is None or not ids:
            problems.append(
                engine.malformed_suppression(
                    "not a suppression: write newslint: ignore[rule-name] (or ignore-start, ignore-end, ignore-file), "
                    "with the names or codes of the rules in brackets",
                    comment.start,
                    comment.end,
                )
            )
            continue
        removal = Edit(*body.removal(comment.start, comment.end))
        site = (comment.start, comment.end)
        kind = directive[1]
        if kind == "ignore-file":
            suppressions.append(_Suppression(ids, 0, len(document.text) + 1, site, removal, comment.text.strip()))
        elif kind == "ignore-start":
            open_ranges.append((comment, ids))
        elif kind == "ignore-end":
            for place in range(len(open_ranges) - 1, -1, -1):
                opener, opener_ids = open_ranges[place]
                if set(opener_ids) == set(ids):
                    del open_ranges[place]
                    opener_site = (opener.start, opener.end)
                    # The closing comment goes by a finding of its own, in the next pass.
                    opener_removal = Edit(*body.removal(*opener_site))
                    suppressions.append(
                        _Suppression(ids, opener.end, comment.start, opener_site, opener_removal, opener.text.strip())
                    )
                    break
            else:
                problems.append(
                    engine.unused_suppression(
                        "no ignore-start with these rules comes before",
                        *site,
                        Fix(removal, changes=[Change(Aspect.COMMENT, comment.text.strip())]),
                    )
                )
        else:
            start, end = _next_element(document, comment)
            suppressions.append(_Suppression(ids, start, end, site, removal, comment.text.strip()))
    for opener, ids in open_ranges:
        problems.append(
            engine.malformed_suppression(
                f"ignore-start[{', '.join(ids)}] has no ignore-end and suppresses nothing", opener.start, opener.end
            )
        )


def _next_element(document: Document, comment: Comment) -> tuple[int, int]:
    """Return the span that an ``ignore`` comment speaks of: the next element, with the text before it."""
    body = document.body
    start_tags = body.start_tags(_any)
    place = bisect_right(start_tags, comment.index)
    if place == len(start_tags):
        return comment.end, body.end
    element = body.element(start_tags[place])
    return comment.end, max(element.end, element.tag_end)


def _any(_tag: Markup) -> bool:
    return True


def _from_front_matter(document: Document, suppressions: list[_Suppression], problems: list[Finding]) -> None:
    front_matter = document.front_matter
    text = document.text
    if "newslint:" not in text[front_matter.start : front_matter.end]:
        return
    for match in _YAML.finditer(text, front_matter.start, front_matter.end):
        line_start = text.rfind("\n", 0, match.start()) + 1
        before = text[line_start : match.start()]
        if before and not before[-1].isspace():
            continue
        ids = _ids(match[2]) if match[2] else []
        if not ids:
            problems.append(
                engine.malformed_suppression(
                    "not a suppression: name the rules in brackets, as in # newslint: ignore[date-format]",
                    *match.span(),
                )
            )
            continue
        alone = not before.strip()
        line_end = text.find("\n", match.end()) + 1 or len(text)
        removal = (
            Edit(line_start, line_end)
            if alone
            else Edit(line_start + len(before.rstrip()), match.end() - (text[match.end() - 1] == "\r"))
        )
        if match[1] == "ignore-file":
            start, end = 0, len(text) + 1
        else:
            start, end = line_start, line_end
            for entry in front_matter.entries:
                if entry.start <= match.start() < entry.end or (alone and entry.start >= line_end):
                    start, end = entry.start, entry.end
                    break
        suppressions.append(_Suppression(ids, start, end, match.span(), removal))


def _ids(written: str) -> list[str]:
    return [one.strip() for one in written.split(",") if one.strip()]
