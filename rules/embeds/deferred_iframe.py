from __future__ import annotations

from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.removal import attribute_removal
from newslint.linting.rule import Bad, Good, TagRule
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.html import Markup
    from newslint.linting.finding import Finding

_PLAYER_IDS = ("data-mpvid", "data-vid", "data-vidtype")


class DeferredIframe(TagRule):
    """A frame whose address waits for a script.

    ## What it finds
    An `<iframe>` without a `src` (or with an empty one, or `about:blank`) whose address stands in a `data-` attribute,
    or whose player is named only by an id (WeChat's `data-mpvid`).

    ## Why it matters
    The script that would load it stayed behind on the publisher's page: the reader sees nothing, and the
    next clean-up takes the video for an empty frame.

    ## Fix safety
    Safe for hosts of players that a table knows: the address becomes the `src`. For other hosts it is
    unsafe, because it would load what nobody has looked at, and so it is where the attribute belongs to a tool that
    asks the reader for consent first (`data-cmp-src`, `data-cookieblock-src` …). An id alone is only reported: it says
    which video it was, but not where it is.
    """

    code = "EMB001"
    name = "deferred-iframe"
    stage = Stage.PROMOTION
    tags = frozenset(("iframe",))
    uses_knowledge = True

    GOOD = (
        Good('<iframe src="https://v.qq.com/a" data-src="https://v.qq.com/b"></iframe>', note="it has an address"),
        Good("<iframe></iframe>", note="no address: another rule's"),
        Good('<iframe srcdoc="<p>A</p>" data-src="https://v.qq.com/a"></iframe>', note="it has content"),
    )
    BAD = (
        Bad(
            '<iframe data-src="https://v.qq.com/txp/iframe/player.html?vid=a1"></iframe>',
            '<iframe src="https://v.qq.com/txp/iframe/player.html?vid=a1"></iframe>',
        ),
        Bad(
            '<iframe src="about:blank" data-src="//player.vimeo.com/video/1" class="v"></iframe>',
            '<iframe src="//player.vimeo.com/video/1" class="v"></iframe>',
        ),
        Bad(
            '<iframe data-src="https://unknown.example/1"></iframe>',
            unsafe='<iframe src="https://unknown.example/1"></iframe>',
        ),
        Bad('<iframe class="video_iframe" data-mpvid="wxv_1"></iframe>', note="an id alone"),
        Bad('<iframe data-src="javascript:x()"></iframe>', note="not an address"),
        Bad(
            '<iframe data-cmp-src="https://player.vimeo.com/video/1"></iframe>',
            unsafe='<iframe src="https://player.vimeo.com/video/1"></iframe>',
            note="the reader was to be asked first",
        ),
        Bad(
            '<iframe data-src="https://v.qq.com.evil.example/1"></iframe>',
            unsafe='<iframe src="https://v.qq.com.evil.example/1"></iframe>',
            note="another host",
        ),
    )

    def prepare(self) -> None:
        self._hosts = frozenset(self.knowledge.index("host"))
        self._addresses = self.knowledge.index("attribute")
        self.attributes = tuple(sorted(self._addresses.keys() | set(_PLAYER_IDS)))  # type: ignore[misc]

    def check(self, tag: Markup) -> Iterator[Finding]:
        src = tag.by_name.get("src")
        if src is not None and src.text.strip() not in ("", "about:blank"):
            return
        if tag.get("srcdoc"):
            return
        for name, entry in self._addresses.items():
            deferred = tag.by_name.get(name)
            if deferred is None or not deferred.text.strip():
                continue
            host = _host(deferred.text)
            if not host:
                yield self.finding(f"the frame's {name} is not an address", deferred.start, deferred.end)
                return
            asks = bool(entry.get("consent"))
            safety = Safety.SAFE if host in self._hosts and not asks else Safety.UNSAFE
            # The guard may know an attribute for no address, and then the address is new to it.
            address = Change(Aspect.EMBED, "", deferred.text.strip())
            if src is None:
                fix = Fix(Edit(deferred.start, deferred.start + len(name), "src"), safety, [address])
            else:
                value = tag.text[deferred.start + len(name) : deferred.end]
                edits = [Edit(src.start, src.end, "src" + value), attribute_removal(tag, deferred)]
                fix = Fix(edits, safety, [Change(Aspect.EMBED, src.text.strip()), address])
            doubt = f"; {host} is not a known player" if host not in self._hosts else ""
            doubt = "; a tool asks for consent first" if asks else doubt
            yield self.finding(f"the frame's address waits in {name}{doubt}", deferred.start, deferred.end, fix)
            return
        for name in _PLAYER_IDS:
            player = tag.by_name.get(name)
            if player is not None and player.text.strip():
                message = f"a video named only by {name}: find its address and put it into src"
                yield self.finding(message, player.start, player.end)
                return


def _host(address: str) -> str:
    """Return the host of an absolute http address in lower case; empty for anything else."""
    lower = address.strip().lower()
    for scheme in ("https://", "http://", "//"):
        if lower.startswith(scheme):
            rest = lower[len(scheme) :]
            for stop in "/?#\\":
                rest = rest.partition(stop)[0]
            return rest.rpartition("@")[2].partition(":")[0]
    return ""
