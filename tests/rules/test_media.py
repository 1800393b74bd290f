"""Embeds, images and style together: media come to light before anything looks for what is empty."""

from __future__ import annotations

import pytest

from newslint.document.document import Document
from newslint.document.source import Source
from newslint.fixing.fixer import fix
from newslint.linting.checker import Checker
from newslint.linting.finding import Finding
from newslint.linting.registry import load

CHECKER = Checker(load().create())
BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def findings(text: str, path: str = "a.html") -> list[Finding]:
    return CHECKER.check(Document.parse(Source(text, path)))


def fixed(text: str, path: str = "a.html", *, unsafe: bool = False) -> str:
    done = fix(Source(text, path), CHECKER, unsafe=unsafe)
    assert not done.problems, [problem.message for problem in done.problems]
    again = fix(Source(done.text, path), CHECKER, unsafe=unsafe)
    assert again.text == done.text
    return done.text


MEDIA = [
    # What a page of WeChat's looks like before its script has run.
    (
        (
            '<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">'
            f'<p><img class="rich_pages wxw-img" data-src="https://a.example/b?wx_fmt=png" src="{BLANK}"'
            ' style="visibility: hidden !important"></p>'
            '<p><iframe class="video_iframe" data-src="https://v.qq.com/x/1"></iframe></p></div>\n'
        ),
        (
            '<p><img src="https://a.example/b?wx_fmt=png"></p>\n'
            '<p><iframe class="video_iframe" src="https://v.qq.com/x/1"></iframe></p>\n'
        ),
    ),
    # A lazy picture of WordPress with its copy.
    (
        (
            f'<figure><img src="{BLANK}" alt="A" data-lazy-src="a.jpg" data-lazy-srcset="a.jpg 300w, b.jpg 900w"'
            ' data-lazy-sizes="50vw"><noscript><img src="a.jpg" alt="A" srcset="a.jpg 300w, b.jpg 900w"></noscript>'
            "<figcaption>A</figcaption></figure>\n"
        ),
        (
            '<figure><img src="a.jpg" alt="A" srcset="a.jpg 300w, b.jpg 900w" sizes="50vw">\n'
            "<figcaption>A</figcaption>\n</figure>\n"
        ),
    ),
    # The box of a player that a script fills, with the frame for those without scripts.
    (
        (
            '<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/a"></div>'
            '<noscript><iframe src="https://www.youtube.com/embed/a"></iframe></noscript>\n'
        ),
        '<iframe src="https://www.youtube.com/embed/a"></iframe>\n',
    ),
    # Zhihu: the picture as it was uploaded, and as the page shows it.
    (
        (
            '<figure><noscript><img src="https://a.example/b.jpg" data-original="https://a.example/r.jpg"></noscript>'
            f'<img src="{BLANK}" data-original="https://a.example/r.jpg" data-actualsrc="https://a.example/b.jpg">'
            "</figure>\n"
        ),
        '<figure><img src="https://a.example/r.jpg" data-actualsrc="https://a.example/b.jpg"></figure>\n',
    ),
    # Elements of AMP in a paragraph that holds nothing else.
    ('<p><amp-img src="a.jpg" alt="A" layout="fill"></amp-img></p>\n', '<p><img src="a.jpg" alt="A"></p>\n'),
    ('<p><video><source data-src="a.mp4"></video></p>\n', '<p><video><source src="a.mp4"></video></p>\n'),
    # An old player, and the frame of a site that is served by http.
    (
        '<p><object><param name="movie" value="http://www.youtube.com/v/a"></object></p>\n',
        '<p><iframe src="https://www.youtube.com/embed/a" allowfullscreen></iframe></p>\n',
    ),
    ('<p><iframe src="http://vk.com/a"></iframe></p>\n', '<p><iframe src="https://vk.com/a"></iframe></p>\n'),
]


@pytest.mark.parametrize(("text", "expected"), MEDIA)
def test_media_come_to_light(text: str, expected: str) -> None:
    assert fixed(text) == expected


@pytest.mark.parametrize(
    "medium",
    [
        '<iframe data-mpvid="wxv_1"></iframe>',
        '<iframe data-src="https://films.example/1"></iframe>',
        '<mp-common-videosnap data-id="1" data-nickname="B"></mp-common-videosnap>',
        '<mpvoice name="A"></mpvoice>',
        '<en-media type="image/png" hash="0123"></en-media>',
        '<amp-twitter data-tweetid="1"></amp-twitter>',
        '<video poster="a.jpg" data-vid="1"></video>',
        "<video></video>",
        '<img src="https://a.example/spacer.gif" alt="The pier">',
        f'<img src="{BLANK}">',
        '<img src="https://picsum.photos/200">',
        '<embed src="http://video.google.com/googleplayer.swf?docid=1">',
        '<iframe src="https://vine.co/v/a/embed/simple"></iframe>',
        '<v:shape><v:imagedata src="a.png"></v:imagedata></v:shape>',
    ],
)
def test_a_trace_of_a_medium_survives_safe_fixes(medium: str) -> None:
    text = f"<p>A</p>\n<p>{medium}</p>\n<p>B</p>\n"
    assert medium in fixed(text)


def test_a_post_that_shows_by_its_script_alone_keeps_it() -> None:
    post = '<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div>'
    script = '<script src="https://connect.facebook.net/en_US/sdk.js#xfbml=1"></script>'
    text = fixed(f"<p>A</p>\n{post}\n{script}\n<p>B</p>\n")
    assert post in text
    assert script in text


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ('<script src="https://platform.twitter.com/widgets.js"></script>', "embed-script"),
        ('<script src="https://gist.github.com/a/1.js"></script>', "active-element"),
        ('<object data="a.swf"></object>', "dead-embed"),
        ('<object data="a.swf"><param name="movie" value="a.swf"><embed src="a.swf"></object>', "dead-embed"),
        ('<object data="a.pdf"></object>', "active-element"),
        ('<iframe src="http://www.youtube.com/embed/1"></iframe>', "insecure-embed"),
        ('<iframe src="//films.example/1"></iframe>', "protocol-relative-url"),
        ('<iframe data-src="https://v.qq.com/1"></iframe>', "deferred-iframe"),
        ('<iframe src="about:blank"></iframe>', "empty-iframe"),
        ('<img alt="A" data-src="a.jpg">', "lazy-image"),
        ('<img alt="" src="/spacer.gif">', "placeholder-image"),
        ("<p>A<o:p></o:p></p>", "empty-element"),
        ("<p>A<o:p>&nbsp;b</o:p></p>", "editor-residue"),
        ('<p>A<font face="Arial">B</font></p>', "presentational-tag"),
        ('<p>A<font class="immersive-translate-target-wrapper">B</font></p>', "extension-residue"),
        ('<p><b id="docs-internal-guid-0a" style="font-weight:normal">A</b></p>', "semantic-style"),
    ],
)
def test_each_has_one_owner(text: str, owner: str) -> None:
    others = {
        "missing-metadata",
        "missing-alt",
        "block-per-line",
        "final-newline",
        "nbsp-misuse",
        "character-reference",
    }
    names = [finding.name for finding in findings(f"<p>C</p>\n{text}\n") if finding.name not in others]
    assert owner in names
    assert set(names) <= {owner, "id-noise"}, names
    assert names.count(owner) == 1
