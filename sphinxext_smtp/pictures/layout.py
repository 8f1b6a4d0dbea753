"""Where the boxes of a picture stand: in layers, ordered so that few arrows cross.

Graphviz or igraph find the order; sizes and distances are the drawing's own, so that both give the same look.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_smtp.pictures.drawing import Drawing

SECONDS: Final = 30
"""How long Graphviz may take."""


class Place(Record):
    """The place of a box."""

    layer: int
    rank: float
    """How far down its layer it stands, in boxes."""


class LayoutError(Exception):
    """Graphviz could not be run, or gave no layout."""


def has_igraph() -> bool:
    """Tell whether igraph is installed."""
    return find_spec("igraph") is not None


def places_by_igraph(drawing: Drawing) -> Mapping[str, Place]:
    """Return the places of all boxes, as the method of Sugiyama finds them."""
    import igraph

    keys = [box.key for box in drawing.boxes]
    edges = [(keys.index(arrow.source), keys.index(arrow.target)) for arrow in drawing.arrows]
    layers = [box.layer for box in drawing.boxes]
    given = None if None in layers else layers
    found = igraph.Graph(len(keys), edges, directed=True).layout_sugiyama(layers=given)
    return {key: Place(round(found[index][1]), found[index][0]) for index, key in enumerate(keys)}


def places_by_graphviz(drawing: Drawing, program: str) -> Mapping[str, Place]:
    """Return the places of all boxes, as ``dot`` finds them.

    :param program: the name of the program, from the value ``graphviz_dot`` of conf.py.
    :raises LayoutError: if the program fails.
    """
    command = [program, "-Tplain"]
    try:
        done = subprocess.run(  # noqa: S603 -- the program that the author of conf.py names
            command, input=dot_source(drawing, sized=True), capture_output=True, check=True, text=True, timeout=SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise LayoutError(str(error)) from error
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("node ")]
    columns = sorted({float(x) for _node, _index, x, *_rest in lines})
    height = max(float(line[3]) for line in lines)
    return {
        drawing.boxes[int(index[1:])].key: Place(columns.index(float(x)), height - float(y))
        for _node, index, x, y, *_rest in lines
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
