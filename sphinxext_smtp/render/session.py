"""A transcript of a session as docutils nodes: a literal block in which names are links and parts have colors.

The colors are those of code blocks, by the classes that Pygments gives its tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from pygments.token import STANDARD_TYPES, Text
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge.smtp.model.kinds import row_of
from sphinxext_smtp.lexer import lines_of
from sphinxext_smtp.project.names import key_of_part
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.prose import reference_to

if TYPE_CHECKING:
    from knowledge import smtp
    from knowledge.smtp.explain.sessions.reading import Part

CLASS: Final = "smtp-session"
MASK: Final = "****"
"""What stands in the place of what a login sends."""


def session_block(graph: smtp.Graph, docname: str, transcript: str, *, shows_credentials: bool) -> nodes.container:
    """Return a transcript as nodes.

    :param docname: the page that will hold the nodes.
    """
    found: list[nodes.Node] = []
    plain: list[str] = []

    def end_plain() -> None:
        if plain:
            found.append(nodes.Text("".join(plain)))
            plain.clear()

    for number, (source, pieces) in enumerate(lines_of(transcript)):
        plain.append("\n" if number else "")
        for piece in pieces:
            text = source[piece.start : piece.end]
            if piece.part and piece.part.kind == "secret" and not shows_credentials:
                text = MASK
            if piece.token is Text:
                plain.append(text)
                continue
            end_plain()
            inline = nodes.inline("", text, classes=[STANDARD_TYPES[piece.token]])
            found.append(_linked(graph, docname, piece.part, inline) if piece.part else inline)
    end_plain()
    block = own(nodes.literal_block("", "", *found, classes=[CLASS]))
    block.rawsource = f"{block.astext()}\n"  # a block whose source is its text would lose the links to a highlighter
    return nodes.container(
        "", nodes.container("", block, classes=["highlight"]), classes=["highlight-smtp", "notranslate"]
    )


def _linked(graph: smtp.Graph, docname: str, part: Part, text: nodes.inline) -> nodes.Element:
    """Return a link to what a part of a line names, or the text alone where the graph does not hold it."""
    key = key_of_part(graph, part.kind, part.name)
    if key is None:
        return text
    return reference_to(docname, row_of(key.kind).role, key.spelled, text)


class LinksOnPaper(SphinxPostTransform):
    """Takes links out of the project from transcripts, for the builders that write addresses beside them.

    An address or the number of a footnote in a transcript would be read as a part of it.
    """

    default_priority = 20
    builders = ("epub", "latex", "man", "texinfo")

    def run(self, **kwargs: Any) -> None:
        """Leave the text of each link."""
        for block in self.document.findall(nodes.literal_block):
            for reference in list(block.findall(nodes.reference)) if CLASS in block["classes"] else ():
                if not reference.get("internal", True):
                    reference.parent.replace(reference, reference.children)
