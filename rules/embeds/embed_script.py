from __future__ import annotations

from bisect import bisect_left

from newslint.linting.finding import Aspect, Change, Edit, Fix, Safety
from newslint.linting.rule import Bad, ElementRule, Good
from newslint.linting.stage import Stage

from ._scripts import EmbedScripts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newslint.document.body import Body, Element
    from newslint.document.html import Markup
    from newslint.linting.finding import Finding
    from newslint.linting.knowledge import Entry

_MEDIA = frozenset(("img", "iframe", "video", "audio", "picture"))


class EmbedScript(ElementRule):
    """The script that turns a quotation into a post.

    ## What it finds
    Scripts that a table knows (`widgets.js` of Twitter, `embed.js` of Instagram and TikTok, Facebook's SDK …), by
    their host or by what their loader names, and whether what they fill stands in the article: a
    `blockquote.twitter-tweet`, a `div.fb-post`.

    ## Why it matters
    The script runs with all rights on the site that shows the article, and tells a third party about each reader. The
    words of the post, its author and the link to it stand in the quotation without it.

    ## Fix safety
    Safe if each such quotation in the article holds the post: its text, or a picture of its own; or if there is none.
    Unsafe if one of them holds a part of it alone, as the table knows: a tweet that ends in `pic.twitter.com/…` has
    a picture that is not in the quotation, and those of Instagram and TikTok have a caption and a link at most. The
    quotation itself is never touched, nor its class: a site that wants to show the post can load the script itself.
    If one of them is empty (`<div class="fb-post" data-href="…"></div>`), the post shows by the script alone, and
    the script is only reported. So is a script with anything else in it. All other scripts are a matter of
    `active-element`, which says nothing about these.
    """

    code = "EMB004"
    name = "embed-script"
    stage = Stage.REMOVAL
    tags = frozenset(("script",))
    uses_knowledge = True

    GOOD = (
        Good('<blockquote class="twitter-tweet"><p>A</p></blockquote>', note="the quotation without a script"),
        Good('<script src="https://gist.github.com/a/1.js"></script>', note="content: another rule's"),
        Good('<script src="https://platform.twitter.com.evil.example/widgets.js"></script>', note="another host"),
        Good('<script src="https://www.instagram.com/other.js"></script>', note="another script of the host"),
        Good('<pre><script src="https://platform.twitter.com/widgets.js"></script></pre>', note="code"),
        Good('<script>fbq("init", 1); x("connect.facebook.net/en_US/fbevents.js")</script>', note="a counter"),
    )
    BAD = (
        Bad(
            '<blockquote class="twitter-tweet"><p>A</p>&mdash; B <a href="https://twitter.com/b/status/1">2020</a>'
            '</blockquote>\n<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>\n',
            '<blockquote class="twitter-tweet"><p>A</p>&mdash; B <a href="https://twitter.com/b/status/1">2020</a>'
            "</blockquote>\n",
        ),
        Bad(
            '<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div>'
            '<script src="https://connect.facebook.net/en_US/sdk.js#xfbml=1"></script>',
            note="the post shows by the script alone",
        ),
        Bad('<p>A</p><script src="//platform.twitter.com/widgets.js"></script>', "<p>A</p>", note="nothing to fill"),
        Bad(
            '<blockquote class="twitter-tweet"><p>A <a href="https://t.co/1">pic.twitter.com/1</a></p></blockquote>'
            '<script src="https://platform.twitter.com/widgets.js"></script>',
            unsafe='<blockquote class="twitter-tweet"><p>A <a href="https://t.co/1">pic.twitter.com/1</a></p>'
            "</blockquote>",
            note="the picture shows by the script alone",
        ),
        Bad(
            '<blockquote class="twitter-tweet"><p>A</p></blockquote><p>pic.twitter.com/1</p>'
            '<script src="https://platform.twitter.com/widgets.js"></script>',
            '<blockquote class="twitter-tweet"><p>A</p></blockquote><p>pic.twitter.com/1</p>',
            note="no picture of the quotation's",
        ),
        Bad(
            '<a class="twitter-moment" href="https://twitter.com/i/events/1">A</a>'
            '<script src="https://platform.twitter.com/widgets.js"></script>',
            unsafe='<a class="twitter-moment" href="https://twitter.com/i/events/1">A</a>',
            note="the posts that it gathers show by the script alone",
        ),
        Bad(
            '<blockquote class="instagram-media"><a href="https://www.instagram.com/p/1/">A</a></blockquote>'
            '<script src="//www.instagram.com/embed.js"></script>',
            unsafe='<blockquote class="instagram-media"><a href="https://www.instagram.com/p/1/">A</a></blockquote>',
            note="a post is its picture, and that is not there",
        ),
        Bad(
            '<a data-flickr-embed="true" href="https://www.flickr.com/photos/1"><img src="a.jpg" alt="A"></a>'
            '<script async src="//embedr.flickr.com/assets/client-code.js"></script>',
            '<a data-flickr-embed="true" href="https://www.flickr.com/photos/1"><img src="a.jpg" alt="A"></a>',
        ),
        Bad('<p>A</p><script src="https://platform.twitter.com/widgets.js">', note="it has no end"),
        Bad(
            '<blockquote class="twitter-tweet">A</blockquote>\n\n'
            '<script async src="https://platform.twitter.com/widgets.js"></script>\n\nB\n',
            '<blockquote class="twitter-tweet">A</blockquote>\n\n\nB\n',
            path="a.md",
        ),
    )

    def prepare(self) -> None:
        self._scripts = EmbedScripts(self.knowledge)
        # One test for each entry: the body keeps the answers of each.
        self._containers = {id(entry): _test(entry) for entry in self.knowledge}
        self._bare = {id(entry): frozenset(entry.get("bare", ())) for entry in self.knowledge}
        self._body: Body | None = None
        self._seen: dict[int, tuple[bool, Element | None, bool]] = {}

    def applies(self, tag: Markup) -> bool:
        kind = (tag.get("type") or "").strip().lower()
        return (kind in ("", "module") or "script" in kind) and self._scripts.find(tag) is not None

    def check(self, element: Element) -> Iterator[Finding]:
        entry = self._scripts.find(element.markup)
        if entry is None:
            return
        source = (element.get("src") or "").strip()
        content = element.markup.raw_content.strip()
        if element.partner < 0:
            yield self.finding(f"{entry.why}: a script without an end", element.start, element.tag_end)
            return
        if source and content:
            message = f"{entry.why}: a script with an address and with code"
            yield self.finding(message, element.start, element.tag_end)
            return
        body = element.body
        stands, empty, in_part = self._container(body, entry)
        if empty is not None:
            address = next(filter(None, (empty.get(name) for name in ("data-href", "href", "cite"))), "")
            hint = f": put a link to {address} into it" if address else ""
            message = f"{entry.why}; the post in <{empty.name}> shows by this script alone{hint}"
            yield self.finding(message, element.start, element.tag_end)
            return
        changes = [Change(Aspect.SCRIPT, source), Change(Aspect.SCRIPT, content)]
        safety = Safety.UNSAFE if in_part else Safety.SAFE
        fix = Fix(Edit(*body.removal(element.start, element.end)), safety, changes)
        doubt = "; the post itself stands in the article" if stands else ""
        if in_part:
            doubt = "; a part of the post (a picture, a film) shows by this script alone"
        yield self.finding(f"{entry.why}{doubt}", element.start, element.tag_end, fix)

    def _container(self, body: Body, entry: Entry) -> tuple[bool, Element | None, bool]:
        """Return whether something that the script fills stands in *body*, the first one without text, and

        whether one holds a part of its post alone.
        """
        if self._body is not body:
            self._body = body
            self._seen = {}
        if id(entry) not in self._seen:
            found = [body.element(index) for index in body.start_tags(self._containers[id(entry)])]
            empty = next((one for one in found if not _says_something(one)), None)
            bare = self._bare[id(entry)]
            rest = _places(body, entry.get("rest", ())) if found else []
            in_part = any(
                (_is_one_of(one.markup, bare) or _holds(one, rest)) and not one.holds_one(_is_media) for one in found
            )
            self._seen[id(entry)] = bool(found), empty, in_part
        return self._seen[id(entry)]


def _test(entry: Entry) -> Callable[[Markup], bool]:
    """Return the function that knows the start tags of what the script of *entry* fills."""
    classes = frozenset(entry.get("class", ()))
    attributes = frozenset(entry.get("attribute", ()))
    names = frozenset(entry.get("element", ()))

    def fills(tag: Markup) -> bool:
        if tag.name in names:
            return True
        if classes and "class" in tag.by_name and not classes.isdisjoint(tag.classes):
            return True
        return bool(attributes) and not attributes.isdisjoint(tag.by_name)

    return fills


def _is_one_of(tag: Markup, names: frozenset[str]) -> bool:
    return tag.name in names or not names.isdisjoint(tag.classes) or not names.isdisjoint(tag.by_name)


def _places(body: Body, words: Iterable[str]) -> list[int]:
    """Return where one of *words* stands in the text, in order."""
    found: list[int] = []
    for word in words:
        place = body.text.find(word, body.start, body.end)
        while place >= 0:
            found.append(place)
            place = body.text.find(word, place + len(word), body.end)
    return sorted(found)


def _holds(element: Element, places: list[int]) -> bool:
    at = bisect_left(places, element.tag_end)
    return at < len(places) and places[at] < element.end


def _says_something(element: Element) -> bool:
    return element.partner < 0 or element.has_text or element.holds_one(_is_media)


def _is_media(tag: Markup) -> bool:
    return tag.name in _MEDIA
