"""The roles of the domain: ``:smtp:code:`535``` and its family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole

from knowledge.smtp.model.keys import NodeKey, versus
from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, system_message
    from sphinx.environment import BuildEnvironment


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
        anchor = f"smtp-mention-{env.new_serialno('smtp-mention')}"
        index = addnodes.index(entries=[("single", " ".join(self.target.split()), anchor, "", None)])
        target = nodes.target("", "", ids=[anchor])
        document.note_explicit_target(target)
        return [index, target, node], []
