"""What the protocol forbids in a session, and where it does so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from knowledge.smtp.model.addresses import section_address
from knowledge.smtp.model.record import Record
from knowledge.smtp.model.statements import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.graph.store import Store

FindingKind = Literal[
    "reply-not-allowed",
    "class-mismatch",
    "mixed-codes",
    "enhanced-not-allowed",
    "starttls-offered-again",
    "before-hello",
    "no-transaction",
    "no-recipient",
    "nested-mail",
    "data-after-bdat",
    "auth-in-transaction",
    "auth-again",
    "password-exposed",
    "tls-again",
    "after-quit",
    "extension-not-offered",
    "mechanism-not-offered",
    "pipelining-not-offered",
    "pipelining-not-last",
]
"""The kinds of findings; the first five are a server's, the others a client's."""

KINDS: Final[tuple[FindingKind, ...]] = get_args(FindingKind)

PLACES: Final[Mapping[FindingKind, tuple[str, str]]] = {
    "reply-not-allowed": ("RFC 5321", "4.3.2"),
    "class-mismatch": ("RFC 2034", "4"),
    "mixed-codes": ("RFC 5321", "4.2.1"),
    "enhanced-not-allowed": ("RFC 2034", "4"),
    "starttls-offered-again": ("RFC 3207", "4.2"),
    "before-hello": ("RFC 5321", "4.1.4"),
    "no-transaction": ("RFC 5321", "4.1.4"),
    "no-recipient": ("RFC 5321", "4.1.4"),
    "nested-mail": ("RFC 5321", "4.1.4"),
    "data-after-bdat": ("RFC 3030", "2"),
    "auth-in-transaction": ("RFC 4954", "4"),
    "auth-again": ("RFC 4954", "4"),
    "password-exposed": ("RFC 4954", "4"),
    "tls-again": ("RFC 3207", "4.2"),
    "after-quit": ("RFC 5321", "4.1.4"),
    "extension-not-offered": ("RFC 5321", "2.2.1"),
    "mechanism-not-offered": ("RFC 4954", "3"),
    "pipelining-not-offered": ("RFC 2920", "3.1"),
    "pipelining-not-last": ("RFC 2920", "3.1"),
}
"""The document and the section that forbid each, where the command or the extension at hand has none of its own."""


class Finding(Record):
    """Something in a session that the protocol forbids."""

    line: int
    """Which line of the transcript it is about, from 1."""
    kind: FindingKind
    text: str
    """What is forbidden, and to whom: a whole sentence, as prose."""
    citation: Citation
    """Where it is forbidden."""


def cited(graph: Store, kind: FindingKind) -> Citation:
    """Return the place that forbids what a kind of finding is about."""
    document, section = PLACES[kind]
    return Citation(document, section, section_address(document, section, graph.document(document).address))
