from __future__ import annotations

from newslint.linting.finding import Edit, Finding, Fix, Severity
from newslint.linting.rule import Bad, DocumentRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document


class FrontMatterSyntax(DocumentRule):
    """Front matter that no parser accepts.

    ## What it finds
    YAML, TOML or JSON that does not parse: a colon and a space in a value without quotes, values that begin with `@`,
    `%`, `&`, `*`, `!`, a backtick or a bracket, quotes inside quotes, tabs as indentation, items of one list that are
    indented differently, keys without a space after the colon or with a wide one (`title：A`), characters that YAML
    does not allow, a fence that is never closed.

    ## Why it matters
    The site generator stops, or shows the page without its title, date and author.

    ## Fix safety
    Safe where the repaired value is exactly the text that stands in the source. What cannot be repaired
    with certainty is reported where the parser stops, and left as it is.
    """

    code = "MET002"
    name = "front-matter-syntax"
    severity = Severity.ERROR
    stage = Stage.REPAIR
    in_guarded_regions = True

    GOOD = (
        Good("---\ntitle: 'A: B'\n---\n\n<p>A</p>\n"),
        Good("---\ntitle: A:B\nurl: https://a.example/b\n---\n", note="a colon without a space"),
        Good("<p>A</p>\n", note="no front matter"),
        Good("---\n\nAfter a rule: prose.\n\n---\n\nMore of it.\n", path="a.md", note="rules in the text"),
    )
    BAD = (
        Bad("---\ntitle: Ferry: what changes\n---\n", '---\ntitle: "Ferry: what changes"\n---\n'),
        Bad("---\ntags:\n\t- a\n\t- b\n---\n", "---\ntags:\n  - a\n  - b\n---\n", count=2),
        Bad("---\ntitle: @home\ndate: 2024-01-02\n---\n", '---\ntitle: "@home"\ndate: 2024-01-02\n---\n'),
        Bad("---\ntags:\n  - a\n - b\n---\n", "---\ntags:\n  - a\n  - b\n---\n"),
        Bad("---\ntitle：A\nauthor：B\n---\n", "---\ntitle: A\nauthor: B\n---\n", count=2),
        Bad("---\n title: A\nauthor: B\n---\n", "---\ntitle: A\nauthor: B\n---\n"),
        Bad('---\ntitle: """A"""\n---\n', note="which of these quotes are meant?"),
        Bad("---\ntitle: A\n\n<p>B</p>\n", note="a fence that is never closed"),
        Bad("---\n- a\n- b\n---\n", note="a list"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        front_matter = document.front_matter
        problem = front_matter.problem or front_matter.unterminated
        if problem is not None:
            yield self.finding(problem.message, problem.start, problem.end)
        for repair in front_matter.repairs:
            fix = Fix(Edit(repair.start, repair.end, repair.replacement))
            yield self.finding(repair.message, repair.start, repair.end, fix)
