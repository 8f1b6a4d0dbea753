"""The table of contents beside generated pages that stand in none: it is rendered once a folder, not once a page."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_RENDERED: Final[WeakKeyDictionary[Builder, dict[tuple[str, frozenset[tuple[str, Any]]], str]]] = WeakKeyDictionary()
"""What a builder has rendered, by the folder of the page and the arguments of the theme."""


def share_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the orphans of a folder share the table of contents of the project.

    A theme asks for it on every page, to mark the page in it and to open its branch. An orphan stands nowhere in it,
    so that the answer differs only by the addresses that are relative to the folder.
    """
    if doctree and "toctree" in context and _is_orphan(app, pagename) and domain_of(app.env).generated_about(pagename):
        render: Callable[..., str] = context["toctree"]
        rendered = _RENDERED.setdefault(app.builder, {})
        folder = dirname(app.builder.get_target_uri(pagename))

        def contents(**options: Any) -> str:
            asked = (folder, frozenset(options.items()))
            if asked not in rendered:
                rendered[asked] = render(**options)
            return rendered[asked]

        context["toctree"] = contents


def _is_orphan(app: Sphinx, pagename: str) -> bool:
    """Tell whether no table of contents names a page."""
    return pagename not in app.env.files_to_rebuild
