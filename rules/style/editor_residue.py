from __future__ import annotations

from newslint.linting.rule import Bad, Good

from ._residue import ResidueRule


class EditorResidue(ResidueRule):
    """What an editor or a framework needed for itself.

    ## What it finds
    Attributes and elements that a table knows as the traces of Word and Office, TinyMCE, CKEditor, Quill, Draft.js,
    Slate, Lexical, Google Sheets, XIUMI, 135 and WeChat's editor, and those of frameworks that draw pages (React, Vue,
    Angular, Astro): `data-mce-style`, `data-offset-key`, `data-v-1a2b3c4d`, `<st1:place>`, `span.ql-cursor`.

    ## Why it matters
    They make up much of the source, say nothing to a reader, and differ from copy to copy.

    ## Fix safety
    Safe: an attribute goes only if a table lists its name (and its value, and the element, where others use the same
    name); a copy of an address only beside the same address; none that a style sheet in the article chooses by.
    Elements lose their tags and keep what they hold; the mark of a cursor goes if nothing in it can be seen; the space
    of Apple's programs becomes a space. `contenteditable` that lets the reader write goes by an unsafe fix. Lists that
    Word wrote as paragraphs (`MsoListParagraph`) stay as they are, and so do drawings with a picture in them
    (`<v:imagedata>`). For Word's `mso-` styles see `inline-style`, for its classes `class-noise`, for an
    empty `<o:p>` `empty-element`, for the `<b>` that Google Docs wraps its text in `semantic-style`.
    """

    code = "STY009"
    name = "editor-residue"

    GOOD = (
        Good('<p data-lang="en" data-id="1">A</p>', note="attributes that anybody may use"),
        Good('<p class="MsoListParagraph">· A</p>', note="a list in disguise"),
        Good('<img data-mce-src="a.jpg" alt="">', note="the only address"),
        Good('<p data-mce-href="b"><a href="c" data-mce-href="b">A</a></p>', note="another address"),
        Good("<style>p[data-v-1a2b3c4d]{display:none}</style><p data-v-1a2b3c4d>A</p>", note="a style sheet needs it"),
        Good('<p class="ql-align-center">A</p>', note="an alignment"),
        Good('<track label="English" src="a.vtt"><option label="A">', note="HTML's own attribute"),
        Good('<v:shape><v:imagedata src="a.png"></v:imagedata></v:shape>', note="a picture"),
        Good('<p data-text="{{ text }}" contenteditable="{{ on }}">A</p>', note="templates"),
        Good('<div className="a" contentEditable={false}>A</div>\n', path="a.md", note="JSX"),
        Good('<v:shape id="a"></v:shape><a href="#a">A</a>', note="a link leads there"),
        Good('<pre class="line-numbers" data-start="5" data-end="9">A</pre>', note="numbers of lines"),
        Good('<pre><p data-offset-key="a">A</p></pre>', note="code"),
        Good("<p><o:p></o:p></p>", note="empty: another rule's"),
    )
    BAD = (
        Bad('<p data-mce-style="color: red">A</p>', "<p>A</p>", at='data-mce-style="color: red"'),
        Bad('<a href="b" data-mce-href="b">A</a>', '<a href="b">A</a>'),
        Bad("<p>A<o:p>&nbsp;</o:p></p>", "<p>A&nbsp;</p>"),
        Bad('<p>In <st1:place w:st="on">Leeds</st1:place>.</p>', "<p>In Leeds.</p>"),
        Bad('<p>A<span class="ql-cursor">\ufeff</span>B</p>', "<p>AB</p>"),
        Bad('<p>A<span class="Apple-converted-space">&nbsp;</span>B</p>', "<p>A B</p>"),
        Bad(
            '<div data-block="true" data-editor="a1"><span data-offset-key="b-0-0">A</span></div>',
            "<div><span>A</span></div>",
            count=3,
        ),
        Bad('<p data-v-1a2b3c4d="" _ngcontent-abc-c12>A</p>', "<p>A</p>", count=2),
        Bad('<p label="标题" classname="a">A</p>', "<p>A</p>", count=2),
        Bad('<p contenteditable="false">A</p>', "<p>A</p>"),
        Bad('<p contenteditable="true">A</p>', unsafe="<p>A</p>", note="the reader may write in it"),
        Bad('<p><v:shape id="a"><v:path></v:path></v:shape>A</p>', "<p>A</p>"),
        Bad(
            "A <google-sheets-html-origin>*b</google-sheets-html-origin>*\n",
            path="a.md",
            note="Markdown would begin emphasis",
        ),
        Bad("<p>A<st1:place>B</p>", note="not closed"),
    )
