"""Markdown as people write it here, and the one way from it to safe HTML.

`render` gives sanitised HTML in which citations, boxes and audience blocks are still marks; that is what is stored.
`show` puts in what a page has for the marks. In between, `for_audience`, `headings`, `labelled_tables`
and `pieces` may be used; `unbroken` keeps together what a line must not part.
"""

from npcsite.lib.markdown.marks import AUDIENCES, cited_in
from npcsite.lib.markdown.parsing import LINK_SCHEMES, TooLong, allowed_link
from npcsite.lib.markdown.rendering import RENDERER, RenderedBlock, inline, render, render_blocks
from npcsite.lib.markdown.showing import Heading, Piece, for_audience, headings, pieces, show, without_outline
from npcsite.lib.markdown.tables import labelled_tables
from npcsite.lib.markdown.together import unbroken

__all__ = [
    "AUDIENCES",
    "LINK_SCHEMES",
    "RENDERER",
    "Heading",
    "Piece",
    "RenderedBlock",
    "TooLong",
    "allowed_link",
    "cited_in",
    "for_audience",
    "headings",
    "inline",
    "labelled_tables",
    "pieces",
    "render",
    "render_blocks",
    "show",
    "unbroken",
    "without_outline",
]
