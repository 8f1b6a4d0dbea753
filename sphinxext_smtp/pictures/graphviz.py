"""A picture in the language of Graphviz, and where Graphviz puts its boxes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

from sphinxext_smtp.messages import __
from sphinxext_smtp.pictures.layout import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_smtp.pictures.drawing import Drawing

SECONDS: Final = 30
"""How long Graphviz may take."""


class LayoutError(Exception):
    """Graphviz could not be run, or gave no layout."""


def places_by_graphviz(drawing: Drawing, program: str) -> Mapping[str, Place]:
    """Return the places of all boxes, as ``dot`` finds them.

    :param program: the name of the program, from the value ``graphviz_dot`` of conf.py.
    :raises LayoutError: if the program fails, or writes something else than places.
    """
    command = [program, "-Tplain"]
    try:
        done = subprocess.run(  # noqa: S603 -- the program that the author of conf.py names
            command, input=dot_source(drawing, sized=True), capture_output=True, check=True, text=True, timeout=SECONDS
        )
        return _places_in(done.stdout, drawing)
    except (OSError, subprocess.SubprocessError) as error:
        raise LayoutError(str(error)) from error
    except (ValueError, LookupError) as error:
        message = __("%(program)s does not write where each box stands")
        raise LayoutError(message % {"program": program}) from error


def _places_in(plain: str, drawing: Drawing) -> Mapping[str, Place]:
    """Return the places in what Graphviz writes: a line ``node n0 x y width height ...`` for each box."""
    lines = [line.split() for line in plain.splitlines() if line.startswith("node ")]
    points = {name: (float(x), float(y)) for _node, name, x, y, *_rest in lines}
    columns = sorted({x for x, _y in points.values()})
    top = max(y for _x, y in points.values())
    return {
        box.key: Place(columns.index(points[f"n{index}"][0]), top - points[f"n{index}"][1])
        for index, box in enumerate(drawing.boxes)
    }


def dot_source(drawing: Drawing, *, sized: bool = False) -> str:
    """Return a picture in the language of Graphviz.

    :param sized: whether every box has the same size, for its place alone; else Graphviz fits it to its text.
    """
    shape = (
        "shape=box, fixedsize=true, width=1, height=0.8" if sized else 'shape=box, style=rounded, fontname="Helvetica"'
    )
    keys = [box.key for box in drawing.boxes]
    lines = [f"rankdir={'TB' if drawing.downward and not sized else 'LR'}; nodesep=0.2; ranksep=1; node [{shape}];"]
    for index, box in enumerate(drawing.boxes):
        label = "" if sized else "\\n".join(filter(None, [_escaped(box.name), _escaped(box.line)]))
        lines.append(f'n{index} [label="{label}"];')
    for layer in sorted({box.layer for box in drawing.boxes if box.layer is not None}):
        same = " ".join(f"n{index};" for index, box in enumerate(drawing.boxes) if box.layer == layer)
        lines.append(f"{{rank=same; {same}}}")
    for arrow in drawing.arrows:
        ends = f"n{keys.index(arrow.source)} -> n{keys.index(arrow.target)}"
        label = "" if sized else f' [label="{_escaped(arrow.label)}"{", dir=none" if arrow.mutual else ""}]'
        lines.append(f"{ends}{label};")
    return "\n".join(["digraph {", *lines, "}"])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
