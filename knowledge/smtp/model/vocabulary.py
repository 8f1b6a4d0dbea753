"""The closed vocabularies of the graph: every field that takes one of a few words takes it from here."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal[
    "class",
    "category",
    "code",
    "enhanced",
    "subject",
    "command",
    "mechanism",
    "extension",
    "document",
    "provider",
    "comparison",
]
"""What a node is."""

Standing = Literal["standard", "historic", "experimental", "registry-only", "nonstandard"]
"""How far a reply code is backed by a standard."""

CommandStanding = Literal["current", "obsolete"]
ExtensionStanding = Literal["current", "obsolete", "experimental"]
MechanismStanding = Literal["recommended", "limited", "obsolete", "proprietary"]

SubmissionUse = Literal["must", "should", "may", "must-not", "allowed", "only", "unspecified"]
"""Whether a submission server offers an extension (RFC 6409, section 7, or the extension's own RFC)."""

MechanismUse = Literal["common", "limited", "obsolete", "unknown"]
"""The use that the registry of SASL mechanisms gives a mechanism (RFC 4422, section 7.1)."""

Need = Literal["tls", "channel-binding", "client-certificate", "kerberos", "token", "unknown"]
"""What a SASL mechanism depends on before it can be used safely, or at all; `unknown` is not the same as nothing."""

ClassName = Literal["2xx", "4xx", "5xx"]
"""The classes that an enhanced status code can have (RFC 3463, section 2)."""

Closes = Literal["yes", "no", "may", "unknown", "not-applicable"]
"""Whether the connection ends after a reply; it does not apply to a number that is no reply."""

Actor = Literal["nobody", "sender", "administrator", "developer"]
"""Whose move it is. The administrator is the one of the server that replied."""

RetryWhen = Literal["not-needed", "now", "later", "after-change", "never"]
RetryWhat = Literal["nothing", "command", "recipient", "message", "connection", "authentication"]

Outcome = Literal["success", "intermediate", "error"]
"""The prefixes S, I and E of RFC 5321, section 4.3.2."""

Phase = Literal[
    "connect",
    "greeting",
    "security",
    "authentication",
    "transaction",
    "message",
    "queue",
    "session",
    "any",
]
"""The part of a session in which a command is sent: `session` for commands that fit in anywhere.

The phase of a reply is the one of its command, or `any` for a reply that every command may get.
"""

Basis = Literal["standard", "registry", "observed", "derived"]
"""What bears a relation out: an RFC, a registry row, the behavior of real servers, or the digits alone."""

RANKS: Final[dict[str, Basis]] = {
    "Best Current Practice": "standard",
    "Draft Standard": "standard",
    "Experimental": "standard",
    "Historic": "standard",
    "Informational": "standard",
    "Internet Standard": "standard",
    "Proposed Standard": "standard",
    "Registry": "registry",
}
"""What a document of each status makes of a statement that it bears out; one of another status only observes."""

RelationKind = Literal[
    "in class",
    "in category",
    "in subject",
    "replies to",
    "pairs with",
    "introduces",
    "authenticates with",
    "refused with",
    "defined in",
    "cites",
    "permanent form of",
    "transient form of",
    "failure of",
    "alternative to",
    "refines",
    "followed by",
    "confused with",
    "replaces",
    "answers",
    "mentions",
]

WRITTEN_RELATIONS: Final[tuple[RelationKind, ...]] = (
    "permanent form of",
    "failure of",
    "alternative to",
    "refines",
    "followed by",
    "confused with",
    "replaces",
    "refused with",
)
"""The kinds that the facts write with `[[….relation]]`; all others follow from other fields."""

MIRRORED_RELATIONS: Final[dict[RelationKind, RelationKind]] = {
    "alternative to": "alternative to",
    "confused with": "confused with",
    "permanent form of": "transient form of",
}
"""Kinds that hold in both directions, with the name of the other direction. The facts write one, the graph has both."""

Choice = Literal["curated", "related", "standard", "all"]
"""How many comparisons a reference has."""
