"""Explain SMTP in Sphinx documentation: reply codes, commands and SASL mechanisms, cross-linked and cited.

Add ``"sphinxext_smtp"`` to ``extensions`` in conf.py, and write::

    .. smtp-code:: 535

    .. smtp-compare:: 211 535

    The server answers :smtp:command:`AUTH` with :smtp:code:`535`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from sphinxext_smtp.version import __version__

__all__ = ["__version__", "setup"]

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx.

    :raises ExtensionError: if another ``knowledge`` on the path hides the graph.
    """
    from sphinxext_smtp.shadow import told_shadow

    if told := told_shadow():
        from sphinx.errors import ExtensionError

        raise ExtensionError(told)

    from knowledge.smtp.model.kind_row import Role
    from sphinxext_smtp import config
    from sphinxext_smtp.html import head, search
    from sphinxext_smtp.markup import directives, table
    from sphinxext_smtp.markup.graph import SmtpGraph
    from sphinxext_smtp.markup.own_page import OwnPage, note_titles
    from sphinxext_smtp.markup.roles import OneMention, SmtpRole
    from sphinxext_smtp.messages import CATALOGUE, LOCALE
    from sphinxext_smtp.pages import catalogues, neighbors
    from sphinxext_smtp.pages import extension as pages
    from sphinxext_smtp.project import fallback, intersphinx, rebuild
    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.render import fragments, transforms
    from sphinxext_smtp.render.anchors import UniqueAnchors

    app.add_message_catalog(CATALOGUE, str(LOCALE))
    config.register(app)
    app.add_domain(SmtpDomain)
    for role in get_args(Role):
        app.add_role_to_domain("smtp", role, SmtpRole())
    named = {
        "smtp-code": directives.SmtpCode,
        "smtp-class": directives.SmtpClass,
        "smtp-command": directives.SmtpCommand,
        "smtp-mechanism": directives.SmtpMechanism,
        "smtp-extension": directives.SmtpExtension,
        "smtp-table": table.SmtpTable,
        "smtp-graph": SmtpGraph,
        "smtp-comparisons": table.SmtpComparisons,
        "smtp-compare": directives.SmtpCompare,
    }
    for name, directive in named.items():
        app.add_directive(name, directive)
    app.add_node(fragments.Fragment, html=(fragments.write_fragment, None))
    for transform in (OwnPage, OneMention):
        app.add_transform(transform)
    rendering = (transforms.RenderEarly, transforms.RenderLast, UniqueAnchors)
    for later in (intersphinx.ExternalRoles, *rendering, search.MainIndexEntries):
        app.add_post_transform(later)
    app.connect("config-inited", config.check)
    app.connect("builder-inited", rebuild.set_graph)
    app.connect("builder-inited", pages.generate)
    app.connect("builder-inited", head.add_static_folder)
    app.connect("env-get-outdated", rebuild.outdated)
    app.connect("env-before-read-docs", rebuild.note_reading)
    for note in (rebuild.note_uses, rebuild.note_conditions, note_titles, pages.keep_from_translators):
        app.connect("doctree-read", note)
    app.connect("env-updated", rebuild.update_targets)
    app.connect("env-updated", neighbors.update_neighbors)
    app.connect("write-started", catalogues.leave_out_generated_pages)
    app.connect("missing-reference", intersphinx.link_to_other_project, priority=intersphinx.BEFORE_INTERSPHINX)
    app.connect("missing-reference", fallback.link_to_source, priority=fallback.AFTER_INTERSPHINX)
    app.connect("doctree-resolved", search.remember_stems)
    app.connect("html-collect-pages", search.complete_search_index)
    app.connect("html-page-context", head.add_style_sheet)
    app.connect("html-page-context", head.add_description)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
