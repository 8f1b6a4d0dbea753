"""Anchors that stay unique where a builder puts many pages into one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.shown import ShownComparisons

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS: Final = "smtp-"
"""Begins every anchor of ours."""


class UniqueAnchors(SphinxPostTransform):
    """Gives each of our anchors that stands twice in a page of HTML a number.

    The place to which links lead keeps its anchor.
    """

    default_priority = 950
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Change one page, or all pages that a builder has put together."""
        domain = domain_of(self.env)
        docname = self.env.current_document.docname
        has_list = any(isinstance(shown, ShownComparisons) for shown in domain.shown.get(docname, {}))
        if domain.builder.name != "singlehtml" and not has_list:
            return
        targets = set(domain.targets.values())
        elements = list(_elements(self.document, docname))
        taken = {anchor for place, element in elements for anchor in element["ids"] if (place, anchor) in targets}
        count = Counter(taken)
        moved: dict[tuple[str, str], str] = {}
        for place, element in elements:
            for position, anchor in enumerate(element["ids"]):
                if not anchor.startswith(OURS) or (place, anchor) in targets:
                    continue
                count[anchor] += 1
                if count[anchor] > 1:
                    element["ids"][position] = moved[place, anchor] = f"{anchor}-{count[anchor]}"
        for place, element in elements:
            if isinstance(element, nodes.reference) and (place, element.get("refid")) in moved:
                element["refid"] = moved[place, element["refid"]]


def _elements(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield each element with the page from which it comes."""
    docname = node["docname"] if isinstance(node, addnodes.start_of_file) else docname
    yield docname, node
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from _elements(child, docname)
