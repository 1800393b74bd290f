from __future__ import annotations

from newslint.linting.rule import Bad, FrontMatterRule, Good
from newslint.linting.stage import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document.document import Document
    from newslint.document.front_matter import FrontMatter
    from newslint.linting.finding import Finding

_IMAGE_KEYS = (
    "image",
    "cover",
    "thumbnail",
    "headimg",
    "banner",
    "hero",
    "featured_image",
    "feature_image",
    "og_image",
    "top_img",
    "index_img",
    "banner_img",
    "photo",
    "img",
)


class PromotionalImage(FrontMatterRule):
    """A cover picture that advertises the publisher.

    ## What it finds
    An image in the front matter whose address a table knows as a publisher's own advertisement: scrapers take the
    first or last
    picture of the page for the article's, and that is often the QR code of an app.

    ## Why it matters
    Every list and every shared link shows the advertisement instead of the article.

    ## Fix safety
    Only reported: which picture belongs there is for an editor to say.
    """

    code = "MET006"
    name = "promotional-image"
    stage = Stage.METADATA
    keys = _IMAGE_KEYS
    uses_knowledge = True

    GOOD = (
        Good("---\nimage: https://pictures.example/pier.jpg\n---\n"),
        Good(
            "---\ntitle: https://n.sinaimg.cn/finance/cece9e13/20200514/343233024.png\n---\n", note="not an image's key"
        ),
    )
    BAD = (
        Bad(
            "---\ncover: //n.sinaimg.cn/finance/cece9e13/20200514/343233024.png\n---\n",
            at="//n.sinaimg.cn/finance/cece9e13/20200514/343233024.png",
        ),
    )

    def prepare(self) -> None:
        self._known = {address.partition("//")[2]: entry for address, entry in self.knowledge.index("address").items()}

    def check(self, front_matter: FrontMatter, document: Document) -> Iterator[Finding]:
        for key in self.keys:
            entry = front_matter.get(key)
            if entry is None or entry.node.kind != "scalar":
                continue
            known = self._known.get(entry.text.strip().partition("//")[2])
            if known is not None:
                yield self.finding(f"{key} is an advertisement: {known.why}", entry.node.start, entry.node.end)
