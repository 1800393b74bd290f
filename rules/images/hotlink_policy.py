from __future__ import annotations

from newslint.linting.finding import Edit, Finding, Fix, Safety, Severity
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup


class HotlinkPolicy(TagRule):
    """A picture that its host does not give to other sites.

    ## What it finds
    `<img>` without `referrerpolicy` on a host that a table knows to refuse its pictures, or to send another one, where
    the browser says which page asks.

    ## Why it matters
    The reader sees a notice of the host, or nothing. With `referrerpolicy="no-referrer"` the browser does not say it.

    ## Fix safety
    Unsafe: it adds the attribute, and whether to show the pictures of others so is for the editors to decide. Off
    unless it is selected: many sites say the same once for the whole page (`<meta name="referrer">`). No other rule of
    newslint takes the attribute away.
    """

    code = "IMG009"
    name = "hotlink-policy"
    severity = Severity.INFO
    default = False
    stage = Stage.LINKS
    tags = frozenset(("img",))
    attributes = ("src",)
    uses_knowledge = True

    GOOD = (
        Good('<img src="https://a.example/b.jpg">'),
        Good('<img src="https://mmbiz.qpic.cn/a" referrerpolicy="no-referrer">', note="it says so"),
        Good('<img src="https://mmbiz.qpic.cn.a.example/b.jpg">', note="another host"),
        Good('<pre><img src="https://mmbiz.qpic.cn/a"></pre>', note="code"),
    )
    BAD = (
        Bad(
            '<img src="https://mmbiz.qpic.cn/a" alt="A">',
            unsafe='<img referrerpolicy="no-referrer" src="https://mmbiz.qpic.cn/a" alt="A">',
        ),
    )

    def prepare(self) -> None:
        self._hosts = self.knowledge.index("host")

    def check(self, tag: Markup) -> Iterator[Finding]:
        if "referrerpolicy" in tag.by_name:
            return
        scheme, slashes, rest = (tag.get("src") or "").strip().partition("//")
        if not slashes or scheme.lower() not in ("", "http:", "https:"):
            return
        host = rest.partition("/")[0].lower()
        entry = self._hosts.get(host) or self._hosts.get(host.partition(".")[2])
        if entry is not None:
            place = tag.by_name["src"].start
            fix = Fix(Edit(place, place, 'referrerpolicy="no-referrer" '), Safety.UNSAFE)
            yield self.finding(f"{host} refuses its pictures to other sites: {entry.why}", 0, len(tag.text), fix)
