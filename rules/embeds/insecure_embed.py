from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Fix
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

from ._scripts import host_and_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_ATTRIBUTES = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src", "source": "src"}
_HERE = ("localhost", "127.", "10.", "192.168.", "0.")


class InsecureEmbed(TagRule):
    """A frame or a film whose address begins with `http://`.

    ## What it finds
    `<iframe>`, `<embed>`, `<object>`, `<video>`, `<audio>` and `<source>` with an address that begins with `http://`,
    on the hosts that a table knows to serve the same by `https`.

    ## Why it matters
    A site that is served by `https` may not load a frame by `http`: the browser blocks it, and the reader sees a gap.

    ## Fix safety
    Safe: the table, and that of `deferred-iframe`, name hosts that serve the same by `https`. Of others nobody can tell
    without asking them, so nothing is said of them. Addresses without a scheme (`//…`) are a matter of
    `protocol-relative-url`, Flash one of `dead-embed`, and those in the own network one of `local-url`.
    """

    code = "EMB007"
    name = "insecure-embed"
    stage = Stage.LINKS
    tags = frozenset(_ATTRIBUTES)
    uses_knowledge = True
    reads = ("deferred-iframe",)

    GOOD = (
        Good('<iframe src="https://player.vimeo.com/video/1"></iframe>'),
        Good('<iframe src="//player.vimeo.com/video/1"></iframe>', note="another rule's"),
        Good('<a href="http://www.youtube.com/watch?v=1">A</a><img src="http://a.example/a.jpg">', note="no embeds"),
        Good('<embed src="http://www.youtube.com/v/1.swf">', note="Flash: another rule's"),
        Good('<iframe src="http://localhost:4000/a"></iframe>', note="another rule's"),
        Good('<iframe src="http://{{ host }}/a"></iframe>', note="a template"),
        Good('<iframe srcdoc="http://a.example"></iframe>'),
        Good('<pre><iframe src="http://www.youtube.com/embed/1"></iframe></pre>', note="code"),
        Good('<iframe src="http://films.example/1"></iframe>', note="an unknown host"),
        Good('<iframe src="http://player.vimeo.com.films.example/1"></iframe>', note="an unknown host"),
        Good('<iframe src="http://player.vimeo.com:8080/1"></iframe>', note="another port"),
    )
    BAD = (
        Bad(
            '<iframe src="http://www.youtube.com/embed/1?a=b&amp;c"></iframe>',
            '<iframe src="https://www.youtube.com/embed/1?a=b&amp;c"></iframe>',
            at="http://www.youtube.com/embed/1?a=b&amp;c",
        ),
        Bad(
            "<iframe src=HTTP://player.vimeo.com/video/1></iframe>",
            "<iframe src=https://player.vimeo.com/video/1></iframe>",
        ),
        Bad(
            '<audio><source src="http://traffic.libsyn.com/a/b.mp3"></audio>',
            '<audio><source src="https://traffic.libsyn.com/a/b.mp3"></audio>',
        ),
    )

    def prepare(self) -> None:
        self._hosts = self.knowledge.index("host").keys() | self.knowledge.of("deferred-iframe").index("host").keys()

    def check(self, tag: Markup) -> Iterator[Finding]:
        attribute = tag.by_name.get(_ATTRIBUTES[tag.name])
        if attribute is None or not attribute.value:
            return
        written = attribute.value.lstrip()
        if written[:7].lower() != "http://" or "{" in written:
            return
        address = attribute.text.strip()
        host, path = host_and_path(address)
        if (
            path.lower().endswith(".swf")
            or "flash" in (tag.get("type") or "").lower()
            or not host
            or host.startswith(_HERE)
        ):
            return
        if host not in self._hosts or written[7:].partition("/")[0].lower() != host:
            return
        at = attribute.value_start + len(attribute.value) - len(written)
        after = "https" + address[4:]
        changes = [Change(aspect, address, after) for aspect in (Aspect.EMBED, Aspect.MEDIA)]
        fix = Fix(Edit(at, at + 4, "https"), changes=changes)
        message = f"the address of the <{tag.name}> begins with http://"
        yield self.finding(message, attribute.value_start, attribute.value_end, fix)
