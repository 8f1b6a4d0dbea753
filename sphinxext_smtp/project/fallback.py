"""Links that the project's own pages do not answer: to the RFC, or nowhere with a warning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from knowledge.smtp.graph.unknown import unknown
from knowledge.smtp.model.keys import ComparisonKey, versus
from knowledge.smtp.model.kinds import comparable_kinds, kinds_of_role, row_of
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.domain import SmtpDomain, domain_of
from sphinxext_smtp.project.intersphinx import link_to_other_project
from sphinxext_smtp.warnings import Subtype, shortened, warn

if TYPE_CHECKING:
    from docutils.nodes import Element, TextElement
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.model.keys import NodeKey


def link_to_source(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: TextElement) -> Element | None:
    """Return a link to the section that defines a node; for an unknown name warn and return the bare text."""
    if node.get("refdomain") != "smtp" or "intersphinx_self_referential" in node:
        return None
    domain = domain_of(env)
    role, target = node["reftype"], node["reftarget"]
    key = domain.key_for(role, target)
    if key is None:
        # Sphinx takes the first answer, but asks every listener
        elsewhere = link_to_other_project(app, env, node, contnode.deepcopy())
        if elsewhere is None and not is_ignored(env.config, f"smtp:{role}", target):
            _warn_unknown(domain, role, target, node)
        return contnode
    if isinstance(key, ComparisonKey):
        return contnode if node["refexplicit"] else _links_to_items(app, domain, key, node["refdoc"], contnode.astext())
    return _link_to_section(domain, key, contnode)


def is_ignored(config: Config, role: str, target: str) -> bool:
    """Tell whether ``nitpick_ignore`` or ``nitpick_ignore_regex`` names a target of a role."""
    return (role, target) in config.nitpick_ignore or any(
        re.fullmatch(ignored_role, role) and re.fullmatch(ignored, target)
        for ignored_role, ignored in config.nitpick_ignore_regex
    )


def _link_to_section(domain: SmtpDomain, key: NodeKey, contnode: Element) -> Element:
    """Return a link to the section that defines a node, or the bare text if there is no address."""
    address = domain.graph[key].address
    if not address or domain.builder.name == "linkcheck":  # a project checks its own links, not ours
        return contnode
    return nodes.reference("", "", contnode, internal=False, refuri=address, reftitle=domain.tooltip(key))


def _links_to_items(app: Sphinx, domain: SmtpDomain, key: ComparisonKey, docname: str, written: str) -> Element:
    """Return the name of a comparison that has no page, with a link for each of its items, as they are written."""
    names = domain.graph.names
    items = {name: item for name in names.split(written) if (item := names.first(name, [key.items[0].kind]))}
    if {item.entry for item in items.values()} != {item.entry for item in key.items}:
        items = {item.spelled: item for item in key.items}
    found = nodes.inline()
    rest = versus(list(items))
    for name, item in items.items():
        between, _, rest = rest.partition(name)
        if between:
            found += nodes.Text(between)
        literal = nodes.literal("", name)
        found += domain.link(docname, app.builder, item, literal) or _link_to_section(domain, item, literal)
    return found


def _warn_unknown(domain: SmtpDomain, role: str, target: str, node: pending_xref) -> None:
    """Warn of a name that its role does not have: with the role that has it, or with the nearest names."""
    names = domain.graph.names
    tried = comparable_kinds() if role == "compare" else kinds_of_role(role)
    parts = names.split(target) if role == "compare" else [target]
    wrong = next((name for name in parts if names.first(name, tried) is None), target)
    other = names.find(wrong)
    slots = {"role": role, "name": shortened(wrong)}
    if role != "compare" and other is not None and (right := row_of(other.kind).role):
        message = __(":smtp:%(role)s:: %(name)r is not a name for this role; it is one for :smtp:%(right)s:")
        warn(Subtype.unknown, message % {**slots, "right": right}, node)
        return
    if role == "compare" and wrong == target:
        message = __(":smtp:compare:: %(name)r does not name two or more different nodes of one kind")
        warn(Subtype.unknown, message % slots, node)
        return
    warn(Subtype.unknown, f":smtp:{role}:: {unknown(domain.graph, wrong, tried).told(__)}", node)
