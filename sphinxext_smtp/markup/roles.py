"""The roles of the domain: ``:smtp:code:`535``` and its family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform

from knowledge.smtp.model.keys import NodeKey, versus
from sphinxext_smtp.guard import guarded
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.warnings import shortened

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, system_message
    from sphinx.environment import BuildEnvironment

MENTIONED: Final = "smtp-mentioned"
"""The attribute of a link that holds the name as the author has written it, until it is in the index."""
AFTER_SUBSTITUTIONS: Final = 300
"""After docutils has set substitutions (at 220), and before Sphinx collects what stands in the index (at 850)."""


class SmtpRole(XRefRole):
    """A link to a node; `IndexMentions` adds an entry in the general index where it stands."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the link; the bare text where something of ours fails."""
        with guarded(f":{self.name}:`{shortened(self.text)}`", self.get_location()):
            return super().run()
        return [nodes.literal(self.rawtext, self.text)], []

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Fold white space, so that a name may run over the end of a line; take the name that inventories have."""
        domain = domain_of(env)
        domain.note_ours(env.current_document.docname)
        key = domain.key_for(self.reftype, target)
        written = " ".join(target.split())
        if self.reftype == "compare" and not has_explicit_title and key:
            title = versus(domain.graph.names.split(target))
        if self.reftype == "provider" and not has_explicit_title and key:
            title = domain.graph[key].title
        if isinstance(key, NodeKey):
            refnode[MENTIONED] = written
            return " ".join(title.split()), key.spelled
        return " ".join(title.split()), key.name if key else written


class IndexMentions(SphinxTransform):
    """Puts the first place in a page where a role names something into the general index.

    A search shows each entry as a hit, and one hit a page is enough: of what a page explains, the explanation. The
    anchors come last, because a role may stand where no anchor may: a substitution is a text that stands in many
    places.
    """

    default_priority = AFTER_SUBSTITUTIONS

    def apply(self, **kwargs: Any) -> None:
        """Set an index entry and its anchor before each role that names something."""
        domain = domain_of(self.env)
        found = {place.key for place in domain.places.get(self.env.current_document.docname, [])}
        for reference in list(self.document.findall(addnodes.pending_xref)):
            written = reference.attributes.pop(MENTIONED, "")
            if not written or isinstance(reference.parent, nodes.substitution_definition):
                continue
            key = domain.key_for(reference["reftype"], written)
            if isinstance(key, NodeKey) and key.entry not in found and self.config.smtp_index_mentions:
                found.add(key.entry)
                self._mention(reference, written)

    def _mention(self, reference: addnodes.pending_xref, written: str) -> None:
        anchor = f"smtp-mention-{self.env.new_serialno('smtp-mention')}"
        index = addnodes.index(entries=[("single", written, anchor, "", None)])
        target = nodes.target("", "", ids=[anchor])
        self.document.note_explicit_target(target)
        place = reference.parent
        place.insert(place.index(reference), [index, target])
