from __future__ import annotations

from newslint.document.front_matter import Format
from newslint.linting.finding import Aspect, Change, Finding, Fix, Safety
from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

from ._dates import DATE_KEYS, UNKNOWN, ReadDate, read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import Entry, FrontMatter

# RFC 5322, 4.3 gives the American ones; the others are used for one zone alone. CST, IST and BST are not.
_LETTERS = {
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "HKT": "+08:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
}
_CHINESE = range(0x4E00, 0xA000)
_KANA = range(0x3040, 0x3100)
_MANY = 8


class DateWithoutTimezone(FrontMatterRule):
    """A time of day without the zone that it is in.

    ## What it finds
    Dates with a time and no offset, with an offset that says "not known" (`-0000`), or with letters for a zone
    (`EST`, `CST`).

    ## Why it matters
    Each generator takes it for another moment: the site's zone, the builder's, or UTC. An article of the early
    morning changes its day.

    ## Fix safety
    A zone is never invented: a time without any is only reported. Unsafe: letters that stand for one zone wherever
    they are used become its offset; `CST` becomes `+08:00` if the article is in Chinese, and is else only reported.
    """

    code = "MET005"
    name = "date-without-timezone"
    stage = Stage.METADATA
    keys = DATE_KEYS

    GOOD = (
        Good("---\ndate: 2022-02-07T07:55:30Z\nupdated: 2022-02-07 07:55:30 +0800\n---\n"),
        Good("---\ndate: 2022-02-07\n---\n", note="a day has no time"),
        Good("---\npost_date_gmt: 2022-02-07 07:55:30\n---\n", note="the key names the zone"),
        Good("---\ndate: yesterday at 12:30\n---\n"),
    )
    BAD = (
        Bad("---\ndate: 2022-02-07 07:55:30\n---\n", at="2022-02-07 07:55:30"),
        Bad("---\ndate: Feb 7, 2022 3:55 PM\n---\n"),
        Bad("---\ndate: Mon, 07 Feb 2022 07:55:30 CST\n---\n", note="China, Cuba or Chicago"),
        Bad("---\ndate: Mon, 07 Feb 2022 07:55:30 -0000\n---\n", note="a zone that is not known"),
        Bad(
            "---\ndate: Mon, 07 Feb 2022 07:55:30 CST\nlang: zh-CN\n---\n",
            unsafe="---\ndate: 2022-02-07T07:55:30+08:00\nlang: zh-CN\n---\n",
        ),
        Bad(
            "---\ntitle: 渡轮停航,居民盼望通知\ndate: Mon, 07 Feb 2022 07:55:30 CST\n---\n",
            unsafe="---\ntitle: 渡轮停航,居民盼望通知\ndate: 2022-02-07T07:55:30+08:00\n---\n",
            note="China",
        ),
        Bad(
            "---\ndate: Mon, 07 Feb 2022 07:55:30 EST\n---\n",
            unsafe="---\ndate: 2022-02-07T07:55:30-05:00\n---\n",
        ),
    )

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for entry in front_matter.entries:
            if entry.key in self.keys and entry.node.kind == "scalar" and entry.text:
                found = read_date(entry.text)
                if found is not None and found.zoneless:
                    yield self._finding(entry, found, front_matter, document)

    def _finding(self, entry: Entry, found: ReadDate, front_matter: FrontMatter, document: Document) -> Finding:
        node = entry.node
        offset = _LETTERS.get(found.letters, "")
        if found.letters == "CST" and _is_chinese(front_matter, document.text):
            offset = "+08:00"
        if not offset or found.swapped:
            what = "a time but no time zone"
            if found.letters:
                known = "says that the time zone is not known" if found.letters == UNKNOWN else "can be several"
                what = f"the time zone {found.letters}, which {known}"
            return self.finding(f"{entry.key} has {what}: add its offset, such as +08:00 or Z", node.start, node.end)
        canonical = found.local + offset
        edit = front_matter.replace(node, canonical, raw=front_matter.format is Format.YAML and node.style == "plain")
        changes = [Change(Aspect.METADATA, entry.text, canonical, key=entry.key)]
        message = f"{entry.key} has letters for a time zone: {found.letters} is {offset}"
        return self.finding(message, node.start, node.end, Fix(edit, Safety.UNSAFE, changes))


def _is_chinese(front_matter: FrontMatter, text: str) -> bool:
    """Return whether the article says that it is in Chinese, or has Chinese characters and no Japanese ones."""
    for key in ("lang", "language", "locale"):
        if (entry := front_matter.get(key)) is not None and entry.text:
            return entry.text.lower().startswith("zh")
    seen = 0
    for character in text[:20_000]:
        if ord(character) in _CHINESE:
            seen += 1
        elif ord(character) in _KANA:
            return False
    return seen >= _MANY
