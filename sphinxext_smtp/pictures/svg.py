"""A picture as SVG that stands in the page itself: links, text and the colors of the theme."""

from __future__ import annotations

import unicodedata
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinxext_smtp.pictures.drawing import Arrow, Box, Drawing
    from sphinxext_smtp.pictures.layout import Place

# All lengths are in units of which 16 are as wide as an em of the page.
NAME: Final = 8.2
LINE: Final = 6.5
LABEL: Final = 6.1
"""The widths of a character of the name of a box, of the line below it, and of the label of an arrow."""
HEIGHT: Final = 44
PADDING: Final = 12
BETWEEN: Final = 14
"""The space between the boxes of a layer."""
HEAD: Final = 8
"""The length of the head of an arrow."""
CURVE: Final = 40
"""How far a line runs before it is level."""
EDGE: Final = 8
"""The space around the picture."""
PER_EM: Final = 16


class _Frame(Record):
    """A box with its place on the page."""

    box: Box
    layer: int
    x: float
    y: float
    width: float


def svg(drawing: Drawing, places: Mapping[str, Place]) -> str:
    """Return a picture as an ``svg`` element.

    >>> from sphinxext_smtp.pictures.drawing import Box, Drawing
    >>> from sphinxext_smtp.pictures.layout import Place
    >>> svg(Drawing("One box", (Box("a", "A"),), ()), {"a": Place(0, 0)})[:60]
    '<svg class="smtp-picture" xmlns="http://www.w3.org/2000/svg"'
    """
    frames = _framed(drawing, places)
    width = max(*(frame.x + frame.width for frame in frames.values()), *_reaches(drawing, frames)) + EDGE
    height = max(frame.y for frame in frames.values()) + HEIGHT + EDGE
    room = _label_room(drawing)
    arrows = "".join(_arrow(drawing, arrow, frames, room) for arrow in drawing.arrows)
    boxes = "".join(map(_box, frames.values()))
    title = escape(drawing.title)
    size = f'width="{width / PER_EM:.2f}em" height="{height / PER_EM:.2f}em" viewBox="0 0 {width:.0f} {height:.0f}"'
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    start = f'<svg class="smtp-picture" {namespace} direction="ltr" role="group" aria-label="{title}" {size}>'
    return f"{start}<title>{title}</title>{arrows}{boxes}</svg>"


def _reaches(drawing: Drawing, frames: Mapping[str, _Frame]) -> Iterator[float]:
    """Yield how far the arrows and their labels reach that lead past the boxes."""
    yield 0.0
    for arrow in drawing.arrows:
        ends = [frames[arrow.source], frames[arrow.target]]
        if drawing.downward:
            middle = sum(frame.x + frame.width / 2 for frame in ends) / 2
            yield middle + HEAD + text_width(arrow.label, LABEL)
        elif ends[0].layer == ends[1].layer:
            yield max(frame.x + frame.width for frame in ends) + HEIGHT


def text_width(text: str, character: float) -> float:
    """Return about how wide a text is; characters of East Asian scripts are twice as wide as others."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return (len(text) + 0.8 * wide) * character


def _framed(drawing: Drawing, places: Mapping[str, Place]) -> dict[str, _Frame]:
    frame = _downward_frame(drawing, places) if drawing.downward else _onward_frame(drawing, places)
    return {box.key: frame(box) for box in drawing.boxes}


def _downward_frame(drawing: Drawing, places: Mapping[str, Place]) -> Callable[[Box], _Frame]:
    """Return what gives each box its place in rows, with boxes of any width in columns of one width."""
    ranks, rows = _ranks(places), _layers(places)
    pitch = max(map(_box_width, drawing.boxes)) + 2 * BETWEEN

    def frame(box: Box) -> _Frame:
        layer, width = places[box.key].layer, _box_width(box)
        x = EDGE + ranks[box.key] * pitch + (pitch - width) / 2
        return _Frame(box, layer, x, EDGE + rows.index(layer) * 2 * HEIGHT, width)

    return frame


def _onward_frame(drawing: Drawing, places: Mapping[str, Place]) -> Callable[[Box], _Frame]:
    """Return what gives each box its place in columns, with room between them for the longest label."""
    ranks, columns = _ranks(places), _layers(places)
    gap = CURVE + _label_room(drawing)
    widths = dict.fromkeys(columns, 0.0)
    for box in drawing.boxes:
        layer = places[box.key].layer
        widths[layer] = max(widths[layer], _box_width(box))
    starts = [0.0, *accumulate(width + gap for width in widths.values())]

    def frame(box: Box) -> _Frame:
        layer = places[box.key].layer
        y = EDGE + ranks[box.key] * (HEIGHT + BETWEEN)
        return _Frame(box, layer, EDGE + starts[columns.index(layer)], y, _box_width(box))

    return frame


def _layers(places: Mapping[str, Place]) -> list[int]:
    return sorted({place.layer for place in places.values()})


def _ranks(places: Mapping[str, Place]) -> dict[str, float]:
    """Return the ranks with the smallest as 0."""
    lowest = min(place.rank for place in places.values())
    return {key: place.rank - lowest for key, place in places.items()}


def _box_width(box: Box) -> float:
    return max(text_width(box.name, NAME), text_width(box.line, LINE)) + 2 * PADDING


def _box(frame: _Frame) -> str:
    box = frame.box
    tone = f" smtp-{box.tone}" if box.tone else ""
    lines = _text(frame, "smtp-box-name", 14, 19 if box.line else 27, box.name)
    if box.line:
        lines += _text(frame, "smtp-box-line", 12, 35, box.line)
    rect = f'<rect x="{frame.x:.1f}" y="{frame.y:.1f}" width="{frame.width:.1f}" height="{HEIGHT}" rx="5"/>'
    if box.link is None:
        return f'<g class="smtp-box{tone}">{rect}{lines}</g>'
    address, tooltip = escape(box.link.address), escape(box.link.tooltip)
    return f'<a class="smtp-box{tone}" href="{address}"><title>{tooltip}</title>{rect}{lines}</a>'


def _text(frame: _Frame, name: str, size: int, down: int, text: str) -> str:
    place = f'x="{frame.x + PADDING:.1f}" y="{frame.y + down:.1f}"'
    return f'<text class="{name}" font-size="{size}" {place}>{escape(text)}</text>'


class _Line(Record):
    """The line of an arrow, its end, and the direction in which it comes in there: one step along an axis."""

    path: str
    end: tuple[float, float]
    step: tuple[int, int]


def _arrow(drawing: Drawing, arrow: Arrow, frames: Mapping[str, _Frame], room: float) -> str:
    source, target = frames[arrow.source], frames[arrow.target]
    line = _downward_line(source, target) if drawing.downward else _onward_line(source, target, room)
    head = "" if arrow.mutual else f'<path class="smtp-head" d="{_head(line)}"/>'
    label = _label(drawing, arrow, source, target) if arrow.label else ""
    return f'<g class="smtp-arrow"><path d="{line.path}"/>{head}{label}</g>'


def _onward_line(source: _Frame, target: _Frame, room: float) -> _Line:
    """Return a curve that runs level beside the outer box, so that the label stands on it; in a layer, an arc.

    :param room: how long it runs level.
    """
    if source.layer == target.layer:
        return _arc(source, target)
    inner, outer = sorted((source, target), key=lambda frame: frame.layer)
    x1, y1 = inner.x + inner.width, inner.y + HEIGHT / 2
    x2, y2 = outer.x, outer.y + HEIGHT / 2
    bend = max(x2 - room, x1)
    middle = (x1 + bend) / 2
    path = f"M{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {bend:.1f},{y2:.1f} L{x2:.1f},{y2:.1f}"
    return _Line(path, (x2, y2), (1, 0)) if outer is target else _Line(path, (x1, y1), (-1, 0))


def _arc(source: _Frame, target: _Frame) -> _Line:
    x1, y1 = source.x + source.width, source.y + HEIGHT / 2
    x2, y2 = target.x + target.width, target.y + HEIGHT / 2
    bend = max(x1, x2) + HEIGHT
    return _Line(f"M{x1:.1f},{y1:.1f} C{bend:.1f},{y1:.1f} {bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}", (x2, y2), (-1, 0))


def _downward_line(source: _Frame, target: _Frame) -> _Line:
    x1, x2 = source.x + source.width / 2, target.x + target.width / 2
    if source.layer == target.layer:
        step = 1 if x1 < x2 else -1
        x1, x2, y = x1 + step * source.width / 2, x2 - step * target.width / 2, source.y + HEIGHT / 2
        return _Line(f"M{x1:.1f},{y:.1f} L{x2:.1f},{y:.1f}", (x2, y), (step, 0))
    step = 1 if source.layer < target.layer else -1
    y1, y2 = (source.y + HEIGHT, target.y) if step > 0 else (source.y, target.y + HEIGHT)
    middle = (y1 + y2) / 2
    return _Line(
        f"M{x1:.1f},{y1:.1f} C{x1:.1f},{middle:.1f} {x2:.1f},{middle:.1f} {x2:.1f},{y2:.1f}", (x2, y2), (0, step)
    )


def _head(line: _Line) -> str:
    """Return a triangle at the end of a line."""
    (x, y), (dx, dy) = line.end, line.step
    left = f"{x - dx * HEAD + dy * HEAD / 2:.1f},{y - dy * HEAD + dx * HEAD / 2:.1f}"
    right = f"{x - dx * HEAD - dy * HEAD / 2:.1f},{y - dy * HEAD - dx * HEAD / 2:.1f}"
    return f"M{x:.1f},{y:.1f} L{left} L{right} Z"


def _label_room(drawing: Drawing) -> float:
    return max((text_width(arrow.label, LABEL) for arrow in drawing.arrows), default=0.0) + 3 * HEAD


def _label(drawing: Drawing, arrow: Arrow, source: _Frame, target: _Frame) -> str:
    """Return the label beside the outer box, where the arrows of a layer lie apart; downward, in the middle."""
    if drawing.downward:
        x = (source.x + source.width / 2 + target.x + target.width / 2) / 2 + HEAD
        y, anchor = (source.y + target.y + HEIGHT) / 2 + HEAD / 2, "start"
    elif source.layer == target.layer:
        return f"<title>{escape(arrow.label)}</title>"
    else:
        outer = max(source, target, key=lambda frame: frame.layer)
        x, y, anchor = outer.x - 1.5 * HEAD, outer.y + HEIGHT / 2 - HEAD / 2, "end"
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="smtp-label" font-size="12" {place}>{escape(arrow.label)}</text>'
