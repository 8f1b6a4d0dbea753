"""Links that the project's own pages do not answer: to the RFC, or nowhere with a warning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.graph.fields import spelled
from knowledge.smtp.graph.names import hyphenated, split_names
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.domain import SmtpDomain, domain_of
from sphinxext_smtp.project.roles import ROLE_KINDS
from sphinxext_smtp.project.shown import COMPARISON
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from docutils.nodes import Element, TextElement
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

EXAMPLES: Final = {
    "code": "535",
    "class": "5xx",
    "command": "AUTH",
    "mechanism": "PLAIN",
    "extension": "STARTTLS",
    "compare": "450 550",
}
"""A valid name for each role, for messages about names that resemble none."""

AFTER_INTERSPHINX: Final = 900
"""Intersphinx listens to ``missing-reference`` at 500, so another project's page wins over the RFC."""


def link_to_source(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: TextElement) -> Element | None:
    """Return a link to the section that defines a node; for an unknown name warn and return the bare text."""
    if node.get("refdomain") != "smtp":
        return None
    domain = domain_of(env)
    role, target = node["reftype"], node["reftarget"]
    key = domain.key_for(role, target)
    if key is None:
        _warn_unknown(domain, role, target, node)
        return contnode
    if key.startswith(COMPARISON):
        return contnode if node["refexplicit"] else _links_to_items(app, domain, key, node["refdoc"])
    return _link_to_section(domain, key, contnode)


def _link_to_section(domain: SmtpDomain, key: str, contnode: Element) -> Element:
    """Return a link to the section that defines a node, or the bare text if there is no address."""
    url = next((citation.url for citation in domain.graph[key].citations if citation.url), "")
    if not url:
        return contnode
    return nodes.reference("", "", contnode, internal=False, refuri=url, reftitle=domain.tooltip(key))


def _links_to_items(app: Sphinx, domain: SmtpDomain, key: str, docname: str) -> Element:
    """Return the name of a comparison that has no page, with a link for each of its items."""
    found = nodes.inline()
    items = domain.items_of(key)
    for text in re.split(r"(\S+)", domain.dispname(key)):
        item = next((item for item in items if hyphenated(spelled(item)) == text), None)
        if item is None:
            found += nodes.Text(text)
        else:
            literal = nodes.literal("", text)
            found += domain.link(docname, app.builder, item.key, literal) or _link_to_section(domain, item.key, literal)
    return found


def _warn_unknown(domain: SmtpDomain, role: str, target: str, node: pending_xref) -> None:
    wrong = target
    if role == "compare":
        wrong = next((name for name in split_names(target) if domain.graph.find(name) is None), target)
        near = domain.graph.nearest(wrong)
    else:
        near = [name for kind in ROLE_KINDS.get(role, ()) for name in domain.graph.nearest(wrong, kind)]
    warn(
        Subtype.unknown,
        __(":smtp:%(role)s:: %(name)r is not a name for this role") % {"role": role, "name": wrong},
        node,
        nearest=near or [EXAMPLES[role]],
    )
