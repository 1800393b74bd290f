"""The scripts that turn quotations and links into posts. Shared with the rule on scripts in general."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.document.html import Markup
    from newslint.linting.knowledge import Entry, Knowledge

_LONGEST_LOADER = 1_500


class EmbedScripts:
    """Knows the scripts of posts by their address, or by what their short loader names."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._hosts = knowledge.index("host")
        self._paths = [(path, entry) for path, entry in knowledge.index("path").items() if "host" not in entry]
        self._calls = knowledge.index("calls")

    def find(self, script: Markup) -> Entry | None:
        """Return what is known about the element with this start tag and content; None if nothing is."""
        source = (script.get("src") or "").strip()
        if source:
            host, path = host_and_path(source)
            entry = self._hosts.get(host)
            if entry is not None:
                paths = entry.get("path")
                return entry if not paths or path.startswith(tuple(paths)) else None
            return next((entry for ending, entry in self._paths if path.endswith(ending)), None)
        content = script.raw_content
        if not content or len(content) > _LONGEST_LOADER:
            return None
        return next((entry for call, entry in self._calls.items() if call in content), None)


def host_and_path(address: str) -> tuple[str, str]:
    """Return the host in lower case, and the path, of an absolute or a relative *address*."""
    address = address.partition("#")[0].partition("?")[0]
    scheme, slashes, rest = address.partition("//")
    if not slashes or (scheme and not scheme.endswith(":")):
        return "", address
    host, slash, path = rest.partition("/")
    return host.rpartition("@")[2].partition(":")[0].lower(), slash + path
