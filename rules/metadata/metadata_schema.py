from __future__ import annotations

from newslint.linting.finding import Finding, Severity
from newslint.linting.rule import Bad, FilePath, FrontMatterRule, Good, Options
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter


class MetadataSchemaOptions(Options):
    schema: FilePath = ""

    @classmethod
    def problem(cls, name: str, value: str) -> str:  # noqa: ARG003 (there is one)
        from ._json_schema import SchemaError, load

        if value:
            try:
                load(value)
            except SchemaError as error:
                return str(error)
        return ""


class MetadataSchema(FrontMatterRule):
    """Metadata that the JSON Schema of the site does not allow.

    ## What it finds
    Whatever contradicts the schema that the settings name: keys that are missing or not foreseen, values of the wrong
    type, form or length. Any draft of JSON Schema will do, as `$schema` says; `format` is checked for `date`,
    `date-time`, `email` and those formats whose libraries are installed. A date is a string to the schema, whether it
    is quoted or not. `$ref` finds other files beside the schema; nothing is fetched.

    ## Why it matters
    What an article of this site needs, its makers know best.

    ## Fix safety
    Only reported.

    ## Options
    - `schema`: the path of the schema, relative to the settings file (default: none). In the settings file it can also
      be written as `schema` in the table `metadata`.
    """

    code = "MET019"
    name = "metadata-schema"
    severity = Severity.ERROR
    stage = Stage.METADATA
    Options = MetadataSchemaOptions

    # The schema of the examples wants a title, knows date, draft, tags and image (with a path), and nothing else.
    GOOD = (
        Good("---\ntitel: A\n---\n", note="no schema is given"),
        Good(
            "---\ntitle: A\ndate: 2024-01-02\ntags: [ferry]\nimage:\n  path: /a.jpg\n---\n",
            options={"schema": "example.schema.json"},
        ),
    )
    BAD = (
        Bad("---\ndraft: true\n---\n", options={"schema": "example.schema.json"}, at="---", note="no title"),
        Bad("---\ntitle: A\ntitel: B\n---\n", options={"schema": "example.schema.json"}, at="titel"),
        Bad("---\ntitle: A\ndraft: 'no'\n---\n", options={"schema": "example.schema.json"}, at="'no'"),
        Bad("---\ntitle: A\ntags: [ferry, '']\n---\n", options={"schema": "example.schema.json"}, at="''"),
        Bad("---\ntitle: A\ndate: 2024-01-99\n---\n", options={"schema": "example.schema.json"}, at="2024-01-99"),
        Bad("---\ntitle: A\nimage:\n  path: 1\n---\n", options={"schema": "example.schema.json"}, at="1"),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        if not self.options.schema:
            return
        from ._json_schema import load

        for message, start, end in load(self.options.schema).errors(front_matter):
            yield self.finding(message, start, end)
