"""The forms by which a reader takes a text for the name of a node."""

from __future__ import annotations

import re
from typing import Final

from knowledge.smtp.graph.names import ENTRY
from knowledge.smtp.model.kinds import kind_named

_CODE: Final = re.compile(r"[0-9]{3}")
_ENTRY: Final = re.compile(ENTRY, re.IGNORECASE)
_OTHERS: Final = re.compile(r"[0-9](?:xx|yz)|x[0-9][xz]|X\.[0-9]{1,3}|RFC ?[0-9]+")
_VERB: Final = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9-]{2,}")


def looks_like_a_node(name: str) -> bool:
    """Tell whether a name has the form of a node's name, so that a reader would take it for one.

    >>> looks_like_a_node("536"), looks_like_a_node("CRLF"), looks_like_a_node("550 5.1.1 User unknown")
    (True, True, False)
    """
    kind, colon, _ = name.partition(":")
    return bool(
        (colon and kind_named(kind))
        or _CODE.fullmatch(name)
        or _ENTRY.fullmatch(name)
        or _OTHERS.fullmatch(name)
        or _VERB.fullmatch(name)
    )
