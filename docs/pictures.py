"""Pictures of this documentation that no neighborhood of the graph gives: boxes and arrows that a page lists itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinxext_smtp.pictures.drawing import Arrow, Box, Drawing
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.shown import ShownNode
from sphinxext_smtp.render.article import Renderer
from sphinxext_smtp.render.page_links import PageLinks
from sphinxext_smtp.render.picture import link_of, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

BOX = re.compile(r"(?P<key>[\w.]+): (?P<name>[^|]+?)(?: \| (?P<line>.+))?")
ARROW = re.compile(r"(?P<source>[\w.]+) -> (?P<target>[\w.]+)(?:: (?P<label>.+))?")


class ListedPicture(nodes.General, nodes.Element):
    """A picture whose links are known when all pages are read."""


class PictureDirective(SphinxDirective):
    """Lines ``key: NAME | line below`` for boxes, and ``key -> key: label`` for arrows; the argument is the title.

    A box whose name the graph knows links to the page about it.
    """

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {"downward": directives.flag}

    def run(self) -> list[nodes.Node]:
        lines = [line for line in self.content if line.strip()]
        arrows = [match for line in lines if (match := ARROW.fullmatch(line))]
        boxes = [match for line in lines if not ARROW.fullmatch(line) and (match := BOX.fullmatch(line))]
        if len(arrows) + len(boxes) < len(lines):
            raise self.error("every line is a box, `key: NAME | text`, or an arrow, `key -> key: label`")
        self._note_shown(match["name"] for match in boxes)
        names = {match["key"]: match["name"] for match in boxes}
        listed = ListedPicture(
            title=self.arguments[0],
            boxes=[match.groupdict() for match in boxes],
            arrows=[match.groupdict() for match in arrows],
            downward="downward" in self.options,
            docname=self.env.current_document.docname,
        )
        steps = nodes.bullet_list("", *(self._step(match, names) for match in arrows))
        return [listed, steps]

    def _note_shown(self, names: Iterable[str]) -> None:
        """Note which nodes the page shows, as directives of the extension do."""
        domain = domain_of(self.env)
        for node in filter(None, map(domain.graph.find, names)):
            domain.note_shown(self.env.current_document.docname, ShownNode(node.key))

    def _step(self, arrow: re.Match[str], names: dict[str, str]) -> nodes.list_item:
        label = f": {arrow['label']}" if arrow["label"] else ""
        text = f"{names[arrow['source']]} \N{RIGHTWARDS ARROW} {names[arrow['target']]}{label}"
        return nodes.list_item("", nodes.paragraph("", text))


class DrawPictures(SphinxPostTransform):
    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        for listed in list(self.document.findall(ListedPicture)):
            listed.parent.replace(listed, self._drawn(listed))

    def _drawn(self, listed: ListedPicture) -> list[nodes.Node]:
        domain = domain_of(self.env)
        docname = listed["docname"]
        renderer = Renderer(domain.graph, docname, links=PageLinks(self.env, docname), level=2)
        drawing = Drawing(
            listed["title"],
            tuple(self._box(renderer, **box) for box in listed["boxes"]),
            tuple(Arrow(each["source"], each["target"], each["label"] or "") for each in listed["arrows"]),
            downward=listed["downward"],
        )
        return [nodes.container("", *picture(drawing, domain.builder), classes=["smtp", "smtp-graph"])]

    def _box(self, renderer: Renderer, key: str, name: str, line: str | None) -> Box:
        node = domain_of(self.env).graph.find(name)
        link = link_of(renderer, node.key) if node else None
        return Box(key, name, line or "", node.tone if node and node.kind in ("class", "code") else "", link)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(ListedPicture)
    app.add_directive("smtp-docs-picture", PictureDirective)
    app.add_post_transform(DrawPictures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
