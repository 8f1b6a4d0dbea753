"""What stands on the box into which readers paste a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Box:
    """The labels of the box, in English."""

    BOX: Mapping[str, str] = {
        "title": "Explain a reply",
        "label": "Paste what the server said",
        "hint": "A reply, a line of a log, or the end of a bounce. It stays in your browser.",
        "button": "Explain",
        "keys": "or Ctrl+Enter",
        "empty": "Paste a reply first; the field is empty.",
        "nothing": "No reply found in this text",
        "where": (
            "A reply begins with three digits, such as `550`. In a bounce and in a log it stands behind the name of "
            "the other server."
        ),
        "read": "Read from",
        "script": "The box that explains a reply needs JavaScript. Without it, look your code up in this table.",
    }
