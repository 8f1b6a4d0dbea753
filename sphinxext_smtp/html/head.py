"""What an HTML page has in its head: the style sheet where it is used, and a description of a generated page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.model.prose import plain
from sphinxext_smtp.html.static_folder import STYLE_SHEET
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.shown import ShownInVain, article_of, shown_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

SCRIPT: Final = "sphinxext-smtp-hover.js"
NUMBERED: Final = ("code", "enhanced", "tag", "comparison")
"""The kinds whose titles begin with a number that could belong to any protocol."""


def add_style_sheet(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the style sheet from a page that shows something of ours, and the script where it is asked for."""
    domain = domain_of(app.env)
    shows = any(not isinstance(shown, ShownInVain) for shown in domain.shown.get(pagename, ()))
    hovers = app.config.smtp_hover and (shows or pagename in domain.uses)
    if shows or hovers:
        app.add_css_file(STYLE_SHEET)
    if hovers:
        app.add_js_file(SCRIPT, loading_method="defer")


def add_description(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say in the head of a generated page what it is about, for search engines; another description wins.

    The title in the head stands alone there, so it says which protocol its numbers belong to.
    """
    domain = domain_of(app.env)
    key = domain.generated_about(pagename) if doctree else None
    if key and "title" in context and key.kind in NUMBERED:
        context["title"] = domain.graph.words.ALONE.format(title=context["title"])
    if key and 'name="description"' not in context["metatags"]:
        summary = plain(article_of(domain.graph, shown_of(key)).summary)
        context["metatags"] += f'\n<meta name="description" content="{escape(summary)}" />'
