"""Explain SMTP in Sphinx documentation: reply codes, commands and SASL mechanisms, cross-linked and cited.

Add ``"sphinxext_smtp"`` to ``extensions`` in conf.py, and write::

    .. smtp-code:: 535

    .. smtp-compare:: 211 535

    The server answers :smtp:command:`AUTH` with :smtp:code:`535`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from sphinxext_smtp.version import __version__

__all__ = ["__version__", "setup"]

DIRECTIVES: Final = (
    ("smtp-code", "markup.directives:SmtpCode", True, 1),
    ("smtp-class", "markup.directives:SmtpClass", True, 1),
    ("smtp-command", "markup.directives:SmtpCommand", True, 1),
    ("smtp-mechanism", "markup.directives:SmtpMechanism", True, 1),
    ("smtp-extension", "markup.directives:SmtpExtension", True, 1),
    ("smtp-cause", "markup.directives:SmtpCause", True, 1),
    ("smtp-provider", "markup.directives:SmtpProvider", True, 1),
    ("smtp-reply", "markup.reply:SmtpReply", True, 0),
    ("smtp-compare", "markup.directives:SmtpCompare", True, 1),
    ("smtp-table", "markup.table:SmtpTable", False, 1),
    ("smtp-graph", "markup.graph:SmtpGraph", False, 1),
    ("smtp-session", "markup.session:SmtpSession", True, 0),
    ("smtp-explainer", "markup.explainer:SmtpExplainer", False, 0),
    ("smtp-index", "markup.index:SmtpIndex", False, 1),
    ("smtp-comparisons", "markup.table:SmtpComparisons", False, 0),
)
"""Each directive, where it is, whether it takes content, and how many arguments at most."""

TRANSFORMS: Final[Mapping[str, int]] = {
    "markup.own_page:OwnPage": 200,
    "markup.roles:IndexMentions": 300,
}
"""What changes a page that has been read, each with its priority."""

POST_TRANSFORMS: Final[Mapping[str, int]] = {
    "render.transforms:RenderEarly": 5,
    "render.transforms:LeaveOwnLinks": 5,
    "project.intersphinx:ExternalRoles": 8,
    "render.session:LinksOnPaper": 20,
    "html.search:MainIndexEntries": 400,
    "render.transforms:RenderLast": 900,
    "render.anchors:UniqueAnchors": 950,
}
"""What changes a page that is to be written, each with its priority."""

BEFORE_INTERSPHINX: Final = 400
AFTER_INTERSPHINX: Final = 900
"""Intersphinx listens to ``missing-reference`` at 500, so another project's page wins over the RFC."""
AFTER_TARGETS: Final = 510
"""After it is known where links lead."""
BEFORE_THEMES: Final = 10
"""Themes listen to ``html-page-context`` at 500 and ask for the table of contents there."""

HANDLERS_OF_ALL: Final = (
    ("config-inited", "config:check", 500),
    ("builder-inited", "start:start_domain", 500),
    ("builder-inited", "start:start_pages", 500),
    ("builder-inited", "html.static_folder:add_static_folder", 500),
    ("builder-inited", "render.handlers:register_by_name", 500),
    ("env-before-read-docs", "start:note_reading", 500),
    ("doctree-read", "project.mentions:note_uses", 500),
    ("env-updated", "project.index_label:set_index_label", AFTER_TARGETS),
)
"""What handles an event in every project: the event, where it is, and with which priority, in this order."""

HANDLERS_OF_USERS: Final = (
    ("env-get-outdated", "project.rebuild:outdated", 500),
    ("doctree-read", "project.rebuild:note_conditions", 500),
    ("doctree-read", "markup.own_page:note_titles", 500),
    ("doctree-read", "pages.extension:keep_from_translators", 500),
    ("env-updated", "project.rebuild:update_targets", 500),
    ("env-updated", "pages.neighbors:update_neighbors", 500),
    ("write-started", "pages.catalogues:leave_out_generated_pages", 500),
    ("write-started", "html.explainer:write_rules", 500),
    ("missing-reference", "project.intersphinx:link_to_other_project", BEFORE_INTERSPHINX),
    ("missing-reference", "project.fallback:link_to_source", AFTER_INTERSPHINX),
    ("doctree-resolved", "html.search:remember_stems", 500),
    ("html-collect-pages", "html.search:complete_search_index", 500),
    ("html-page-context", "html.navigation:share_contents", BEFORE_THEMES),
    ("html-page-context", "html.head:add_style_sheet", 500),
    ("html-page-context", "html.explainer:add_scripts", 500),
    ("html-page-context", "html.head:add_description", 500),
    ("html-page-context", "html.markdown:add_link", 500),
    ("build-finished", "html.markdown:write", 500),
)
"""What handles an event in a project that has something of ours in a page: what it is for there is for nobody else."""

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    _add_lexer(app)
    _add_transforms(app)
    _connect_handlers(app)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_markup(app: Sphinx) -> None:
    from docutils import nodes

    from knowledge.smtp.model.kind_row import Role
    from sphinxext_smtp.markup.late import late_directive
    from sphinxext_smtp.markup.roles import SmtpRole

    for role in get_args(Role):
        text = nodes.inline if role == "provider" else nodes.literal  # a provider has a title, the others have names
        app.add_role_to_domain("smtp", role, SmtpRole(innernodeclass=text))
    for name, place, has_content, arguments in DIRECTIVES:
        app.add_directive(name, late_directive(place, has_content=has_content, arguments=arguments))


def _add_lexer(app: Sphinx) -> None:
    """Let ``.. code-block:: smtp`` find the lexer, also from a checkout, which Pygments knows nothing of."""
    from sphinxext_smtp.late import imported

    def lexer(**options: Any) -> Any:
        return imported("lexer:SmtpLexer")(**options)

    app.add_lexer("smtp", lexer)  # type: ignore[arg-type]  # Sphinx calls it, as it calls a class


def _add_transforms(app: Sphinx) -> None:
    from sphinxext_smtp.late import late_transform
    from sphinxext_smtp.render import handlers

    handlers.register(app)
    for place, priority in TRANSFORMS.items():
        app.add_transform(late_transform(place, priority))
    for place, priority in POST_TRANSFORMS.items():
        app.add_post_transform(late_transform(place, priority))


def _connect_handlers(app: Sphinx) -> None:
    from sphinxext_smtp.late import connect

    for event, place, priority in HANDLERS_OF_ALL:
        connect(app, event, place, priority)
    for event, place, priority in HANDLERS_OF_USERS:
        connect(app, event, place, priority, for_users=True)
