"""The folder of the style sheet and the scripts, which a builder of HTML copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC: Final = Path(__file__).parent / "static"
STYLE_SHEET: Final = "sphinxext-smtp.css"


def add_static_folder(app: Sphinx) -> None:
    """Let HTML builders copy the style sheet and the scripts; a package of ePub may hold the sheet alone.

    They are copied before the files of the project, which may have one of the same name.
    """
    if app.builder.format != "html":
        return
    if hasattr(app, "add_static_dir") and app.builder.name != "epub":  # from Sphinx 9.1 on
        app.add_static_dir(STATIC)
    else:
        app.config.html_static_path.insert(0, str(STATIC / STYLE_SHEET if app.builder.name == "epub" else STATIC))
