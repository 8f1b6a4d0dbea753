"""The closed vocabularies of the graph: every field that takes one of a few words takes it from here."""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal[
    "class",
    "category",
    "code",
    "enhanced",
    "tag",
    "subject",
    "command",
    "mechanism",
    "extension",
    "cause",
    "document",
    "provider",
    "taxonomy",
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

Actor = Literal[
    "sender",
    "developer",
    "sending administrator",
    "sending-domain owner",
    "address owner",
    "mail service",
    "recipient",
    "receiving administrator",
    "forwarder",
    "nobody",
]
"""Whose move it is: a side of the connection and a role on it.

- sender: who writes the message, or whose account hands it in
- developer: who writes the program that sends
- sending administrator: who runs the server or the queue that the message leaves from; with `ETRN`, which moves no
  message, the server that asks
- sending-domain owner: who publishes the records of the domain in the sender's address
- address owner: to whom the sending IP address is assigned, often a hosting company, and who sets its reverse DNS
- mail service: who sends in the name of others, for a fee or as a favor
- recipient: whose mailbox the message is for
- receiving administrator: who runs the server that replied, or the one behind it
- forwarder: who passes the message on from one mailbox or list to another
- nobody: nothing has failed, or the next step comes by itself

Nobody stands alone where nothing has failed, and may stand first where the queue tries again by itself: behind it come
those whose move it is if that does not help.
"""

MOST_ACTORS: Final = 3
"""After a code, more than this who may move do not say whose move it is; a cause names each who can do something."""

Lasting = Literal["permanent", "passes", "depends"]
"""Whether what happened lasts: until somebody changes something, for a time only, or as the case may be."""

Scope = Literal["command", "recipient", "message", "session", "login", "address", "domain"]
"""What a failure is about, and what has to be other for another outcome: this command alone, this recipient, this
message, this session, this account, the sending IP address, or the domain of the sender.

Only a failure has a scope: each code of class 4 or 5, and none of class 2 or 3. A number that is no reply has none
either. Where a fault lies with the server alone, another session may go better."""

Holder = Literal["client", "server", "either", "nobody", "unknown", "not-applicable"]
"""Who has the message afterwards, and so has to deliver it or to report that it cannot (RFC 5321, section 4.2.5):
`either` where it depends on the command, `nobody` where there is no message.

A success hands the message over only at the end of the data (sections 4.1.1.4 and 6.1), so after `RCPT` the client
still has it. A failure leaves it with the client. With `ETRN`, the server has the mail that waits, whatever it
answers."""

Moment = Literal["greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "end of data", "none", "unknown"]
"""The moment of a session in which a server gives a reply: `none` for what no server says over the wire, such as a line
of a program's own or of a delivery report; `unknown` where the source does not tell."""

Asked = Literal[
    "nothing",
    "parameter",
    "order",
    "feature",
    "credentials",
    "encryption",
    "client",
    "sender",
    "recipient",
    "mailbox",
    "list",
    "content",
    "queue",
    "unknown",
]
"""What a server judges, or tells, when it answers a command, in the words of `Judged`: `nothing` for a command that it
carries out whatever came before, `client` for the host that connects, `parameter` for what an argument points to."""

Sort = Literal["mailbox service", "sending service", "server", "filter", "block list", "client", "unknown"]
"""What sort of provider it is: who takes mail for the mailboxes and domains of others, who sends in the name of others,
a server program, what checks mail for a server or a service, who lists senders, and what sends or hands in mail and
prints errors of its own; `unknown` where nobody has said."""

Unmapped = Literal["no-failure", "no-reason", "state", "before-smtp", "any-cause"]
"""Why a term of a taxonomy has no cause: nothing failed; the term says that the reason is not known; it names a state
or an action instead of a reason; it is about what happens before SMTP; or it takes in causes of every kind."""

Exactness = Literal["same", "broader", "narrower", "overlapping", "related"]
"""What a term that is found in another taxonomy is to the one that was asked for: it means the same, it takes in more,
it is a part, both take in the cause and other things too, or both are parts of the cause and may have nothing in
common."""

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
    "cause of",
    "same as",
    "broader than",
    "narrower than",
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
    "cause of",
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
