"""The style sheet, on pages that use the extension and no others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .domain import domain_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STATIC: Final = Path(__file__).parent / "static"
STYLE_SHEET: Final = "sphinxext-smtp.css"


def add_static_folder(app: Sphinx) -> None:
    """Let HTML builders copy the style sheet."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC))


def add_style_sheet(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link the style sheet from a page that shows something of ours."""
    if pagename in domain_of(app.env).shown:
        app.add_css_file(STYLE_SHEET)
