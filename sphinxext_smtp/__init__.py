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

    from sphinxext_smtp import config
    from sphinxext_smtp.messages import CATALOGUE, LOCALE
    from sphinxext_smtp.project.domain import SmtpDomain

    app.add_message_catalog(CATALOGUE, str(LOCALE))
    config.register(app)
    app.add_domain(SmtpDomain)
    _add_markup(app)
    _add_transforms(app)
    _connect_handlers(app)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_markup(app: Sphinx) -> None:
    from knowledge.smtp.model.kind_row import Role
    from sphinxext_smtp.markup import directives, table
    from sphinxext_smtp.markup.graph import SmtpGraph
    from sphinxext_smtp.markup.roles import SmtpRole

    for role in get_args(Role):
        app.add_role_to_domain("smtp", role, SmtpRole())
    app.add_directive("smtp-code", directives.SmtpCode)
    app.add_directive("smtp-class", directives.SmtpClass)
    app.add_directive("smtp-command", directives.SmtpCommand)
    app.add_directive("smtp-mechanism", directives.SmtpMechanism)
    app.add_directive("smtp-extension", directives.SmtpExtension)
    app.add_directive("smtp-cause", directives.SmtpCause)
    app.add_directive("smtp-table", table.SmtpTable)
    app.add_directive("smtp-graph", SmtpGraph)
    app.add_directive("smtp-comparisons", table.SmtpComparisons)
    app.add_directive("smtp-compare", directives.SmtpCompare)


def _add_transforms(app: Sphinx) -> None:
    from sphinxext_smtp.guard import protected
    from sphinxext_smtp.html import search
    from sphinxext_smtp.markup.own_page import OwnPage
    from sphinxext_smtp.markup.roles import IndexMentions
    from sphinxext_smtp.project import intersphinx
    from sphinxext_smtp.render import fragments, transforms
    from sphinxext_smtp.render.anchors import UniqueAnchors

    app.add_node(fragments.Fragment, html=(fragments.write_fragment, None))
    app.add_transform(protected(OwnPage))
    app.add_transform(protected(IndexMentions))
    app.add_post_transform(protected(intersphinx.ExternalRoles))
    app.add_post_transform(protected(transforms.RenderEarly))
    app.add_post_transform(protected(transforms.RenderLast))
    app.add_post_transform(protected(transforms.LeaveOwnLinks))
    app.add_post_transform(protected(UniqueAnchors))
    app.add_post_transform(protected(search.MainIndexEntries))


def _connect_handlers(app: Sphinx) -> None:
    from sphinxext_smtp import config
    from sphinxext_smtp.guard import connect
    from sphinxext_smtp.html import head, markdown, search
    from sphinxext_smtp.markup.own_page import note_titles
    from sphinxext_smtp.pages import catalogues, neighbors
    from sphinxext_smtp.pages import extension as pages
    from sphinxext_smtp.project import fallback, intersphinx, rebuild

    connect(app, "config-inited", config.check)
    connect(app, "builder-inited", rebuild.set_graph)
    connect(app, "builder-inited", pages.generate)
    connect(app, "builder-inited", head.add_static_folder)
    connect(app, "env-get-outdated", rebuild.outdated)
    connect(app, "env-before-read-docs", rebuild.note_reading)
    connect(app, "doctree-read", rebuild.note_uses)
    connect(app, "doctree-read", rebuild.note_conditions)
    connect(app, "doctree-read", note_titles)
    connect(app, "doctree-read", pages.keep_from_translators)
    connect(app, "env-updated", rebuild.update_targets)
    connect(app, "env-updated", neighbors.update_neighbors)
    connect(app, "write-started", catalogues.leave_out_generated_pages)
    connect(app, "missing-reference", intersphinx.link_to_other_project, priority=intersphinx.BEFORE_INTERSPHINX)
    connect(app, "missing-reference", fallback.link_to_source, priority=fallback.AFTER_INTERSPHINX)
    connect(app, "doctree-resolved", search.remember_stems)
    connect(app, "html-collect-pages", search.complete_search_index)
    connect(app, "html-page-context", head.add_style_sheet)
    connect(app, "html-page-context", head.add_description)
    connect(app, "html-page-context", markdown.add_link)
    connect(app, "build-finished", markdown.write)
