"""Tells the writers of HTML what to make of the nodes of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_smtp.render.tags import HANDLERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


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
