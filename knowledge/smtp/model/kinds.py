"""The kinds of nodes: which there are, what their rows say, and which names they can have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.smtp.model.grammar import LONGEST
from knowledge.smtp.model.rows import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.smtp.model.kind_row import KindRow
    from knowledge.smtp.model.vocabulary import Kind


def kind_named(text: str) -> Kind | None:
    """Return the kind of a name, or None if there is none: ``code`` is one, ``codes`` is not."""
    return next((kind for kind in kinds() if kind == text), None)


def kinds() -> Iterable[Kind]:
    """Return the kinds in their order."""
    return ROWS.keys()  # type: ignore[return-value]  # the keys of the table are the kinds


def row_of(kind: Kind) -> KindRow:
    """Return the row of a kind."""
    return ROWS[kind]


def kinds_of_role(role: str) -> tuple[Kind, ...]:
    """Return the kinds of the nodes that a role may name; none for what is no role.

    >>> kinds_of_role("code")
    ('code', 'enhanced', 'tag')
    """
    return tuple(kind for kind in kinds() if role and ROWS[kind].role == role)


def comparable_kinds() -> tuple[Kind, ...]:
    """Return the kinds of the nodes that can be compared."""
    return tuple(kind for kind in kinds() if ROWS[kind].is_comparable)


def is_valid_name(kind: Kind, name: str) -> bool:
    """Tell whether a name has the form that names of a kind have.

    >>> is_valid_name("code", "535"), is_valid_name("code", "5x5"), is_valid_name("mechanism", "plain")
    (True, False, False)
    """
    return len(name) <= LONGEST and re.fullmatch(ROWS[kind].names, name) is not None
