"""What a page says of itself for machines: JSON-LD, ``<meta>`` elements, microdata.

The names are those of schema.org (NewsArticle), the Open Graph protocol, and Dublin Core;
the keys those of the canonical vocabulary.
"""

from __future__ import annotations

import json

from ._dates import read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from newslint.document.body import Body, Element

Statement = tuple[str, str | list[str]]
"""A key of the canonical vocabulary, and what a source says about it."""

_ARTICLES = frozenset(
    (
        "Article",
        "NewsArticle",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "AdvertiserContentArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "SocialMediaPosting",
        "Report",
        "ScholarlyArticle",
        "TechArticle",
    )
)
_SCHEMA_ORG = {
    "headline": "title",
    "datePublished": "date",
    "dateModified": "updated",
    "author": "author",
    "publisher": "source",
    "url": "source_url",
    "mainEntityOfPage": "source_url",
    "articleSection": "section",
    "keywords": "tags",
    "inLanguage": "lang",
    "license": "licence",
    "description": "description",
    "image": "image",
}
_META = {
    "og:title": "title",
    "dc.title": "title",
    "article:published_time": "date",
    "dcterms.issued": "date",
    "dc.date.issued": "date",
    "article:modified_time": "updated",
    "dcterms.modified": "updated",
    "author": "author",
    "dc.creator": "author",
    "og:site_name": "source",
    "dc.publisher": "source",
    "og:url": "source_url",
    "article:section": "section",
    "article:tag": "tags",
    "keywords": "tags",
    "dc.language": "lang",
    "og:description": "description",
    "description": "description",
    "dc.description": "description",
    "og:image": "image",
}
_DATES = frozenset(("date", "updated"))
_ADDRESSES = frozenset(("source_url", "image"))


def statements(element: Element) -> list[Statement]:
    """Return what *element* says of the article as a whole.

    What is empty is left out, and so is a date that does not name a moment or a day for certain.
    """
    tag = element.markup
    found: list[Statement]
    if tag.name == "script":
        found = _json_ld(tag.raw_content) if (tag.get("type") or "").strip().lower() == "application/ld+json" else []
    elif tag.name == "meta" and not tag.get("itemprop"):
        name = (tag.get("property") or tag.get("name") or "").strip().lower().replace("dcterms:", "dcterms.")
        key = _META.get(name, "")
        content = tag.get("content") or ""
        # Only keywords are several in one: a section may have a comma in its name.
        found = [(key, [content] if name == "article:tag" else _words(content) if key == "tags" else content)]
    else:
        key = _SCHEMA_ORG.get(tag.get("itemprop") or "", "")
        text = tag.get("content") or tag.get("datetime") or ""
        found = [(key, _words(text) if key == "tags" else text)] if _speaks_of_the_article(element) else []
    return [(key, value) for key, said in found if key and (value := _usable(key, said))]


def elements(body: Body) -> Iterator[Element]:
    """Yield the elements that may say something, those of JSON-LD first, as they are the most exact."""
    for names in (("script",), ("meta",)):
        yield from body.elements(*names)
    for element in body.elements():
        if element.markup.name != "meta" and element.markup.get("itemprop") is not None:
            yield element


def _json_ld(text: str) -> list[Statement]:
    try:
        content = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []
    articles = [node for node in _nodes(content, 0) if _ARTICLES.intersection(_list(node.get("@type")))]
    if len(articles) != 1:  # Of several, which one is this?
        return []
    found: list[Statement] = []
    for name, key in _SCHEMA_ORG.items():
        value = articles[0].get(name)
        if key == "tags":
            said = [_text(one) for one in value] if isinstance(value, list) else _words(_text(value))
            found.append((key, said))
        elif key == "author":
            names = [_text(one) for one in _list(value)]
            found.append((key, names[0] if len(names) == 1 else names))
        else:
            first = value[0] if isinstance(value, list) and value else value
            found.append((key, _text(first)))
    return found


def _nodes(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    for one in _list(content):
        if isinstance(one, dict):
            yield one
            yield from _nodes(one.get("@graph"), depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Return the text of a JSON-LD value: a string, or the name or the address of a thing."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("url") or value.get("@id")
    return value if isinstance(value, str) else ""


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def _speaks_of_the_article(element: Element) -> bool:
    """Return whether the thing that *element* is a property of is an article, and the outermost one."""
    around = element.parent
    while around is not None and around.markup.get("itemscope") is None:
        around = around.parent
    if around is None or around.inside_one(_is_a_thing):
        return False
    return (around.markup.get("itemtype") or "").strip().rpartition("/")[2] in _ARTICLES


def _is_a_thing(tag: Any) -> bool:
    return tag.get("itemscope") is not None


def _usable(key: str, value: str | list[str]) -> str | list[str]:
    if isinstance(value, list):
        return list(dict.fromkeys(text for one in value if (text := one.strip()) and "<" not in text))
    value = " ".join(value.split())
    if "<" in value or "{{" in value:
        return ""
    if key in _DATES:
        found = read_date(value)
        return found.canonical if found is not None and not found.swapped else ""
    if key in _ADDRESSES and not value.startswith(("https://", "http://")):
        return ""
    return value
