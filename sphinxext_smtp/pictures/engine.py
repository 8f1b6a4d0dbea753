"""What lays a picture out: Graphviz where the project has its extension and the program, else our own layout."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sphinxext_smtp.messages import __
from sphinxext_smtp.pictures.graphviz import LayoutError, places_by_graphviz
from sphinxext_smtp.pictures.layout import places_by_sweeps
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinxext_smtp.pictures.drawing import Drawing
    from sphinxext_smtp.pictures.layout import Place


def graphviz_program(config: Config) -> str:
    """Return the program of Graphviz that `sphinx.ext.graphviz` is told to run; nothing if it cannot run."""
    program: str = getattr(config, "graphviz_dot", "")
    return program if program and shutil.which(program) else ""


def places(drawing: Drawing, config: Config) -> Mapping[str, Place]:
    """Return where the boxes of a picture stand; warn if Graphviz is there and fails."""
    if program := graphviz_program(config):
        try:
            return places_by_graphviz(drawing, program)
        except LayoutError as error:
            message = __("the picture %(title)r cannot be laid out by Graphviz: %(error)s")
            warn(Subtype.picture, message % {"title": drawing.title, "error": error})
    return places_by_sweeps(drawing)
