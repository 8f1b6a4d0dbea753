"""Explain SMTP in Sphinx documentation: reply codes, commands and SASL mechanisms, cross-linked and cited.

Add ``"sphinxext_smtp"`` to ``extensions`` in conf.py, and write::

    .. smtp-code:: 535

    .. smtp-compare:: 211 535

    The server answers :smtp:command:`AUTH` with :smtp:code:`535`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    from . import assets, config, directives, fragments, incremental, late, links, search, table
    from .domain import SmtpDomain
    from .messages import CATALOGUE, LOCALE
    from .pages import extension as pages
    from .pages import neighbors
    from .pictures.directive import SmtpGraph

    app.add_message_catalog(CATALOGUE, str(LOCALE))
    config.register(app)
    app.add_domain(SmtpDomain)
    app.add_directive("smtp-code", directives.SmtpCode)
    app.add_directive("smtp-class", directives.SmtpClass)
    app.add_directive("smtp-command", directives.SmtpCommand)
    app.add_directive("smtp-mechanism", directives.SmtpMechanism)
    app.add_directive("smtp-extension", directives.SmtpExtension)
    app.add_directive("smtp-table", table.SmtpTable)
    app.add_directive("smtp-graph", SmtpGraph)
    app.add_directive("smtp-comparisons", table.SmtpComparisons)
    app.add_directive("smtp-compare", directives.SmtpCompare)
    app.add_node(fragments.Fragment, html=(fragments.write_fragment, None))
    app.add_post_transform(late.RenderEarly)
    app.add_post_transform(late.RenderLast)
    app.add_post_transform(search.MainIndexEntries)
    app.connect("config-inited", config.check)
    app.connect("builder-inited", incremental.set_graph)
    app.connect("builder-inited", pages.generate)
    app.connect("builder-inited", assets.add_static_folder)
    app.connect("env-get-outdated", incremental.outdated)
    app.connect("env-before-read-docs", incremental.note_reading)
    app.connect("doctree-read", incremental.note_uses)
    app.connect("doctree-read", pages.keep_from_translators)
    app.connect("env-updated", incremental.update_targets)
    app.connect("env-updated", neighbors.update_neighbors)
    app.connect("missing-reference", links.link_to_source, priority=links.AFTER_INTERSPHINX)
    app.connect("doctree-resolved", search.remember_stems)
    app.connect("html-collect-pages", search.complete_search_index)
    app.connect("html-page-context", assets.add_style_sheet)
    app.connect("html-page-context", assets.add_description)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
