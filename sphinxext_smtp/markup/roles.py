"""The roles of the domain: ``:smtp:code:`535``` and its family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform

from knowledge.smtp.model.keys import NodeKey, versus
from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, system_message
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.model.keys import Key


MENTION: Final = "smtp-mention-"
"""Begins the anchor of each role with an index entry."""
AFTER_SUBSTITUTIONS: Final = 230


class OneMention(SphinxTransform):
    """Keeps one index entry of what a page mentions: the first, or none of what the page explains.

    A search shows each entry as a hit, and one hit a page is enough.
    """

    default_priority = AFTER_SUBSTITUTIONS

    def apply(self, **kwargs: Any) -> None:
        """Take the other entries out."""
        domain = domain_of(self.env)
        found: set[Key | None] = {place.key for place in domain.places.get(self.env.current_document.docname, [])}
        for index in list(self.document.findall(addnodes.index)):
            for _kind, text, anchor, *_others in index["entries"]:
                if anchor.startswith(MENTION):
                    key = domain.graph.names.find(text)
                    index["entries"] = [] if key and key.entry in found else index["entries"]
                    found.add(key and key.entry)


class SmtpRole(XRefRole):
    """A link to a node, with an entry in the general index where it stands."""

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Fold white space, so that a name may run over the end of a line; take the name that inventories have."""
        domain = domain_of(env)
        key = domain.key_for(self.reftype, target)
        name = key.spelled if isinstance(key, NodeKey) else key.name if key else " ".join(target.split())
        if self.reftype == "compare" and not has_explicit_title and key:
            title = versus(domain.graph.names.split(target))
        return " ".join(title.split()), name

    def result_nodes(
        self, document: nodes.document, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[Node], list[system_message]]:
        """Add an index entry for a known name."""
        if not is_ref or not env.config.smtp_index_mentions:
            return [node], []
        if self.reftype == "compare" or not domain_of(env).key_for(self.reftype, self.target):
            return [node], []
        anchor = f"{MENTION}{env.new_serialno('smtp-mention')}"
        index = addnodes.index(entries=[("single", " ".join(self.target.split()), anchor, "", None)])
        target = nodes.target("", "", ids=[anchor])
        document.note_explicit_target(target)
        return [index, target, node], []
