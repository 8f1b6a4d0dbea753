"""The elements of HTML that docutils has no nodes for: pairs in a list, tables with roles, names without a frame.

Only content that is written to HTML holds them, and nothing but a writer of HTML sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.writers.html5 import HTML5Translator

EMPTY: Final = ("col",)
"""The elements that have no end."""
INLINE: Final = ("span",)
LINES: Final = ("dt", "p", *INLINE)
"""The elements that hold running text."""


class SmtpTag(nodes.General, nodes.Element):
    """An element by its name in HTML; ``attrs`` are attributes of HTML."""


class SmtpTable(SmtpTag, nodes.table):
    """A table, which may have a title as its first child."""


class SmtpLine(SmtpTag, nodes.TextElement):
    """An element of running text; Sphinx wants a link in one."""


class SmtpName(nodes.TextElement, nodes.Inline):
    """A name, or what a server prints: ``code`` without the classes by which themes draw a frame around literals."""


class SmtpSection(nodes.section):
    """A section of ours that is written from right to left."""


class Fragment(nodes.General, nodes.Element):
    """HTML that is ready, in a page; its only child is its text, for the search.

    It says by ``english`` that it is marked as English.
    """


class Piece(nodes.Element):
    """HTML that is ready, of which `sphinxext_smtp.render.pieces` makes more; a page gets a `Fragment` of it.

    It has none of the lists that a node has in a page, because there are thousands of pieces, and of most only the HTML
    is asked for.

    :param html: what the translator of the builder has written.
    :param text: its words, for the search index.
    :param english: whether it is marked as English.
    """

    def __init__(self, html: str, text: str = "", *, english: bool = False) -> None:
        self.html = html
        self.text = text
        self.english = english
        self.linked: frozenset[str] = frozenset()
        """The pages to which it links, where pages share it."""

    def placed(self, *, searched: bool) -> Fragment:
        """Return it as part of a page.

        :param searched: whether a search finds its words there.
        """
        text = [nodes.Text(self.text)] if searched and self.text else []
        return Fragment("", *text, html=self.html, english=self.english)


def tag(name: str, *children: nodes.Node, classes: Sequence[str] = (), **attributes: Any) -> SmtpTag:
    """Return an element; an underscore in the name of an attribute stands for a hyphen."""
    kind = SmtpTable if name == "table" else SmtpLine if name in LINES else SmtpTag
    given = {key.replace("_", "-"): value for key, value in attributes.items()}
    found = kind("", tag=name, classes=list(classes), attrs=given)
    found += children
    return found


def code(text: str, kind: str, *classes: str) -> SmtpName:
    """Return what stands between backticks in prose: a name of a kind, which is a word, or literal text."""
    return SmtpName("", text, classes=[kind, *classes])


def _open(translator: HTML5Translator, node: SmtpTag) -> None:
    name = node["tag"]
    suffix = "" if name in LINES else "\n"
    make = translator.emptytag if name in EMPTY else translator.starttag
    translator.body.append(make(node, name, suffix, **node["attrs"]))


def _close(translator: HTML5Translator, node: SmtpTag) -> None:
    name = node["tag"]
    if node.get("permalink"):
        translator.add_permalink_ref(node, node["permalink"])
    if name not in EMPTY:
        translator.body.append(f"</{name}>" if name in INLINE else f"</{name}>\n")


def _open_code(translator: HTML5Translator, node: SmtpName) -> None:
    attributes: dict[str, Any] = {"dir": "ltr"} if node.get("isolated") else {}
    translator.body.append(translator.starttag(node, "code", "", CLASS="notranslate", **attributes))


def _close_code(translator: HTML5Translator, node: SmtpName) -> None:
    translator.body.append("</code>")


def _open_section(translator: HTML5Translator, node: SmtpSection) -> None:
    translator.section_level += 1
    translator.body.append(translator.starttag(node, "section", dir="rtl"))


def _close_section(translator: HTML5Translator, node: SmtpSection) -> None:
    translator.section_level -= 1
    translator.body.append("</section>\n")


def _write_piece(translator: HTML5Translator, node: Piece) -> None:
    translator.body.append(node.html)
    raise nodes.SkipNode


def _write_fragment(translator: HTML5Translator, node: Fragment) -> None:
    """Write the HTML in place of the text, in an element that has the anchors and class names of this place."""
    placed = node["ids"] or node["classes"]
    if placed:
        translator.body.append(translator.starttag(node, "div"))
    translator.body.append(node["html"])
    if placed:
        translator.body.append("</div>\n")
    raise nodes.SkipNode


HANDLERS: Final[dict[type, Any]] = {
    SmtpTag: (_open, _close),
    SmtpTable: (_open, _close),
    SmtpLine: (_open, _close),
    SmtpName: (_open_code, _close_code),
    SmtpSection: (_open_section, _close_section),
    Fragment: (_write_fragment, None),
    Piece: (_write_piece, None),
}
"""What is called where each node begins, and where it ends."""
