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
    from sphinxext_smtp.guard import connect
    from sphinxext_smtp.html import head, search
    from sphinxext_smtp.markup import directives, table
    from sphinxext_smtp.markup.graph import SmtpGraph
    from sphinxext_smtp.markup.roles import IndexMentions, SmtpRole
    from sphinxext_smtp.messages import CATALOGUE, LOCALE
    from sphinxext_smtp.pages import extension as pages
    from sphinxext_smtp.pages import neighbors
    from sphinxext_smtp.project import fallback, rebuild
    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.render import fragments, transforms

    app.add_message_catalog(CATALOGUE, str(LOCALE))
    config.register(app)
    app.add_domain(SmtpDomain)
    for role in get_args(Role):
        app.add_role_to_domain("smtp", role, SmtpRole())
    for name, directive in {
        "smtp-code": directives.SmtpCode,
        "smtp-class": directives.SmtpClass,
        "smtp-command": directives.SmtpCommand,
        "smtp-mechanism": directives.SmtpMechanism,
        "smtp-extension": directives.SmtpExtension,
        "smtp-table": table.SmtpTable,
        "smtp-graph": SmtpGraph,
        "smtp-comparisons": table.SmtpComparisons,
        "smtp-compare": directives.SmtpCompare,
    }.items():
        app.add_directive(name, directive)
    app.add_transform(IndexMentions)
    app.add_node(fragments.Fragment, html=(fragments.write_fragment, None))
    app.add_post_transform(transforms.RenderEarly)
    app.add_post_transform(transforms.RenderLast)
    app.add_post_transform(transforms.LeaveOwnLinks)
    app.add_post_transform(search.MainIndexEntries)
    connect(app, "config-inited", config.check)
    connect(app, "builder-inited", rebuild.set_graph)
    connect(app, "builder-inited", pages.generate)
    connect(app, "builder-inited", head.add_static_folder)
    connect(app, "env-get-outdated", rebuild.outdated)
    connect(app, "env-before-read-docs", rebuild.note_reading)
    connect(app, "doctree-read", rebuild.note_uses)
    connect(app, "doctree-read", pages.keep_from_translators)
    connect(app, "env-updated", rebuild.update_targets)
    connect(app, "env-updated", neighbors.update_neighbors)
    connect(app, "missing-reference", fallback.link_to_source, priority=fallback.AFTER_INTERSPHINX)
    connect(app, "doctree-resolved", search.remember_stems)
    connect(app, "html-collect-pages", search.complete_search_index)
    connect(app, "html-page-context", head.add_style_sheet)
    connect(app, "html-page-context", head.add_description)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
