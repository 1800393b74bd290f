"""Where the programs that articles are written for keep them, and what else looks like one there.

From the documentation of each program: Hexo "Writing", Jekyll "Posts" and "Directory
Structure", Hugo "Content organization" and "Archetypes", Astro "Content collections",
Eleventy "Layouts", Pelican "Writing content", Zola "Content".
"""

from __future__ import annotations

from functools import cache

from newslint.config.patterns import Patterns

_CONTENT = {
    "hexo": ("source/_posts/", "source/_drafts/"),
    "jekyll": ("_posts/", "_drafts/"),
    "hugo": ("/content/",),
    "astro": ("src/content/",),
    "pelican": ("/content/",),
    "zola": ("/content/",),
}

_TEMPLATES = {
    "hexo": ("/scaffolds/", "/themes/"),
    "hugo": ("/archetypes/", "/layouts/", "/themes/"),
    "astro": ("src/layouts/", "src/components/"),
    "pelican": ("/themes/", "/theme/"),
    "zola": ("/templates/", "/themes/"),
}


@cache
def content(target: str) -> Patterns:
    """Return the folders in which every file of a known kind is an article, from the folder of the settings."""
    return Patterns(_CONTENT.get(target, ()))


@cache
def templates(target: str) -> Patterns:
    """Return the folders whose files may have front matter and are no articles."""
    return Patterns(_TEMPLATES.get(target, ()))
