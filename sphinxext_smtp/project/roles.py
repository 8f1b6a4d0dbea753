"""The names of the roles, and the kinds of nodes that each may name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.vocabulary import Kind

ROLE_KINDS: Final[Mapping[str, tuple[Kind, ...]]] = {
    "code": ("code", "enhanced"),
    "class": ("class",),
    "command": ("command",),
    "mechanism": ("mechanism",),
    "extension": ("extension",),
    "compare": ("comparison",),
}
