"""Links to the pages of other projects, which keep our meaning and the author's words.

Intersphinx itself says of a link only which project it leads to, and puts the name that the other project shows in
place of what the author has written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform

from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.kinds import row_of
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.names import inventory_name, keys_for_any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils.nodes import TextElement
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.model.keys import Key
    from sphinxext_smtp.project.domain import SmtpDomain

    Resolve = Callable[[BuildEnvironment, addnodes.pending_xref, TextElement], nodes.reference | None]


class ExternalRoles(SphinxPostTransform):
    """Resolves ``:external:smtp:code:`` and its family, just before intersphinx does."""

    default_priority = ReferencesResolver.default_priority - 2

    def is_supported(self) -> bool:
        """Tell whether the project uses intersphinx."""
        return is_used(self.env)

    def run(self, **kwargs: Any) -> None:
        """Replace each reference that an inventory answers; intersphinx warns of the others."""
        for node in list(self.document.findall(addnodes.pending_xref)):
            if "intersphinx" in node and node.get("refdomain") == "smtp":
                text = node[0].deepcopy()
                assert isinstance(text, nodes.TextElement)
                found = _resolved(self.env, node, text, _in_inventory)
                if found is not None:
                    node.replace_self(found)


def link_to_other_project(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: TextElement
) -> nodes.reference | None:
    """Return a link to the page of another project, or None if no inventory has the name."""
    if not is_used(env):
        return None
    if node.get("refdomain") == "smtp":
        return _resolved(env, node, contnode, _in_any_inventory)
    return _resolved_any(env, node, contnode) if node["reftype"] == "any" else None


def is_used(env: BuildEnvironment) -> bool:
    """Tell whether a project uses intersphinx."""
    return "intersphinx_mapping" in env.config


def _resolved(
    env: BuildEnvironment, node: addnodes.pending_xref, contnode: TextElement, resolve: Resolve
) -> nodes.reference | None:
    """Return the link for a name as an inventory spells it, else for what the author has written."""
    domain = domain_of(env)
    inventory, name = _split(env, node["reftarget"])
    key = domain.key_for(node["reftype"], name)
    for spelling in dict.fromkeys([*_spellings(key), name]):
        asked = node.copy()
        asked["reftarget"] = inventory + spelling
        if (found := resolve(env, asked, contnode)) is not None:
            return _explained(domain, found, key, None if inventory else contnode)
    return None


def _resolved_any(env: BuildEnvironment, node: addnodes.pending_xref, contnode: TextElement) -> nodes.reference | None:
    """Return the link for a name without a role, where no other domain of the inventories has it."""
    domain = domain_of(env)
    for key in keys_for_any(domain.graph, node["reftarget"]):
        asked = node.copy()
        asked["refdomain"], asked["reftype"] = "smtp", row_of(key.kind).role
        ours = _resolved(env, asked, contnode, _in_any_inventory)
        first = _in_any_inventory(env, node, contnode)
        if ours is not None and (first is None or first["refuri"] == ours["refuri"]):
            return ours
    return None


def _split(env: BuildEnvironment, target: str) -> tuple[str, str]:
    """Return the inventory that a name asks for, with its colon, and the name: ``mail:535``."""
    from sphinx.ext.intersphinx import inventory_exists

    inventory, colon, name = target.partition(":")
    return (f"{inventory}:", name) if colon and inventory_exists(env, inventory) else ("", target)


def _spellings(key: Key | None) -> Iterator[str]:
    """Yield the names under which an inventory may have what a key names: with the class asked for, and without."""
    if isinstance(key, NodeKey):
        yield key.spelled
    if key is not None:
        yield inventory_name(key)


def _explained(
    domain: SmtpDomain, found: nodes.reference, key: Key | None, contnode: TextElement | None
) -> nodes.reference:
    """Give a link our meaning before the name of the project, and the author's words."""
    if contnode is not None:
        found.children = []
        found += contnode
    if key is not None:
        found["reftitle"] = f"{domain.tooltip(key)} {found['reftitle']}"
    return found


def _in_any_inventory(
    env: BuildEnvironment, node: addnodes.pending_xref, contnode: TextElement
) -> nodes.reference | None:
    from sphinx.ext.intersphinx import resolve_reference_detect_inventory

    return resolve_reference_detect_inventory(env, node, contnode)


def _in_inventory(env: BuildEnvironment, node: addnodes.pending_xref, contnode: TextElement) -> nodes.reference | None:
    """Return the link for an external role, which may name its inventory."""
    from sphinx.ext.intersphinx import resolve_reference_any_inventory, resolve_reference_in_inventory

    if (inventory := node["inventory"]) is not None:
        return resolve_reference_in_inventory(env, inventory, node, contnode)
    return resolve_reference_any_inventory(env, False, node, contnode)  # noqa: FBT003 -- the parameter of intersphinx
