"""Explanations of replies as plain tables, for JSON: names in the place of nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.model.node import Node
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.explanation import Explanation

LEFT_OUT: Final = ("provider_reply",)
"""What a program asks the graph for, because it is long."""


def plain_explanation(found: Explanation) -> dict[str, Any]:
    """Return an explanation as a table: every field is there, nodes are given by their keys.

    >>> from knowledge import smtp
    >>> told = plain_explanation(smtp.load().explain("552 5.2.2 Mailbox full"))
    >>> told["cause"], told["code"], told["reply"]["enhanced"]
    ('cause:mailbox-full', 'code:552', '5.2.2')
    """
    return {name: plain(getattr(found, name)) for name in found.FIELDS if name not in LEFT_OUT}


def plain(value: object) -> Any:
    """Return a value as JSON can hold it: records as tables, nodes by their keys, all else as text."""
    if isinstance(value, Node):
        return str(value.asked)
    if isinstance(value, Record):
        return {name: plain(getattr(value, name)) for name in value.FIELDS}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, int | float) else str(value)
