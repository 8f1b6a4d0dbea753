"""Tells the writers of HTML what to make of the nodes of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinxext_smtp.render import tags
from sphinxext_smtp.render.fragments import Fragment, write_fragment

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HANDLERS: Final[dict[type, Any]] = {Fragment: (write_fragment, None), **tags.HANDLERS}
"""What is called where each node begins, and where it ends."""


def register(app: Sphinx) -> None:
    """Tell all builders whose format is HTML."""
    for node, handlers in HANDLERS.items():
        app.add_node(node, html=handlers)


def register_by_name(app: Sphinx) -> None:
    """Tell a builder that another extension has told by its name.

    Sphinx then asks nothing of what all builders of the format were told. What sphinx-needs comes with names ``epub``.
    """
    name = app.builder.name
    if app.builder.format == "html" and name in app.registry.translation_handlers:
        for node, handlers in HANDLERS.items():
            app.add_node(node, override=True, **{name: handlers})
