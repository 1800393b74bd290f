from __future__ import annotations

from newslint.linting.rule import Bad, Good

from ._residue import ResidueRule


class ExtensionResidue(ResidueRule):
    """What the extensions of somebody's browser wrote into the page.

    ## What it finds
    Attributes and elements that a table knows as those of translators, spelling checkers, dark modes and password
    stores: `data-darkreader-inline-color`, `data-gramm`, `<grammarly-extension>`, `_msttexthash`,
    `immersive-translate-…`.

    ## Why it matters
    They belong to the browser of whoever saved or copied the article, and not to the article.

    ## Fix safety
    Safe for attributes, and for elements in which nothing can be seen. A translation that an extension has put beside
    the text (`immersive-translate-target-wrapper`) is only reported: it is text, and which of the two the article is
    meant to have is for an editor to say. For the `<font>` elements of a browser's own translation see
    `presentational-tag`.
    """

    code = "STY010"
    name = "extension-residue"

    GOOD = (
        Good('<p data-lang="de" class="notranslate" translate="no">A</p>', note="what an author may write"),
        Good("<p>data-gramm</p>"),
        Good("<p>A</p><style>p[data-gramm]{color:red}</style><p data-gramm>B</p>", note="a style sheet needs it"),
        Good("<grammarly-extension>A</grammarly-extension>", note="text in it"),
        Good('<pre><p data-gramm="false">A</p></pre>', note="code"),
    )
    BAD = (
        Bad('<p data-darkreader-inline-color="" style="color: red">A</p>', '<p style="color: red">A</p>'),
        Bad('<p data-gramm="false" data-lt-tmp-id="lt-1">A</p>', "<p>A</p>", count=2),
        Bad('<p>A</p><grammarly-extension data-grammarly-shadow-root="true"></grammarly-extension>', "<p>A</p>"),
        Bad(
            '<p>Harbour<font class="notranslate immersive-translate-target-wrapper" lang="fr"><br>Port</font></p>',
            note="a translation beside the text",
        ),
        Bad('<p _msttexthash="12" _msthash="3" __gcruidt="1">A</p>', "<p>A</p>", count=3),
    )
