"""What the author of a page links to by our names, noted when the page has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

from knowledge.smtp.model.keys import NodeKey
from sphinxext_smtp.project.domain import SmtpDomain, domain_of
from sphinxext_smtp.project.names import keys_for_any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from knowledge.smtp.model.keys import Key


def note_uses(app: Sphinx, doctree: nodes.document) -> None:
    """Note to which nodes the author of a page links, by our roles or by ``:any:``."""
    domain = domain_of(app.env)
    docname = app.env.current_document.docname
    for reference in doctree.findall(addnodes.pending_xref):
        keys = list(_keys_of(domain, reference))
        for key in keys:
            domain.note_use(docname, key.entry if isinstance(key, NodeKey) else key)
        if not keys and reference.get("refdomain") == "smtp":
            from sphinxext_smtp.project.shown import ShownInVain  # here, because most pages need none

            domain.note_shown(docname, ShownInVain(reference["reftarget"]))


def _keys_of(domain: SmtpDomain, reference: addnodes.pending_xref) -> Iterator[Key]:
    """Yield the keys that a reference may mean."""
    target = reference["reftarget"]
    if reference.get("refdomain") == "smtp":
        if key := domain.key_for(reference["reftype"], target):
            yield key
    elif reference.get("reftype") in ("any", "myst"):
        yield from keys_for_any(domain.graph, target)
