"""Every text of a record that people read, with the place it has in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.statements import Example, Fix, Retry, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.model.nodes import Node
    from knowledge.smtp.model.record import Record

PROSE_FIELDS: Final = frozenset(
    {"summary", "meaning", "conclude", "choose", "exposes", "note", "avoid", "differences", "client", "server"}
    | {"sender", "administrator", "developer", "text", "conflict", "do", "deviates"}
)


def prose_fields(record: Record, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each prose field of a node or of a record inside it, as path and text."""
    for name in record.FIELDS:
        value = getattr(record, name)
        where = f"{path}.{name}" if path else name
        if isinstance(value, When | Fix | Retry):
            yield from prose_fields(value, where)
        elif name == "reply":
            for index, reply in enumerate(value):
                yield from prose_fields(reply, f"{where}[{index + 1}]")
        elif name in PROSE_FIELDS and not isinstance(record, Example):
            for index, text in enumerate(value if isinstance(value, tuple) else (value,)):
                if text:
                    yield (f"{where}[{index + 1}]" if isinstance(value, tuple) else where), text


def prose_of(node: Node) -> Iterator[str]:
    """Yield every prose text of a node."""
    for _, text in prose_fields(node):
        yield text
