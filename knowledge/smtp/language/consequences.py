"""The sentences of comparisons that say what follows for the reader, where the table beside them shows the facts.

Every sentence is a whole template with named slots. A slot takes a name in backticks or a list of such names, never a
part of a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Consequences:
    """The templates, in English."""

    JUDGES: Mapping[str, str] = {
        "nothing": "{name} refuses nothing.",
        "syntax": "{name} is a verdict on how a command is written.",
        "order": "{name} is a verdict on the moment at which a command comes.",
        "feature": "{name} is a verdict on what the server can do, whatever the client asks it about.",
        "login": "{name} is a verdict on who the client is.",
        "encryption": "{name} is a verdict on the encryption of the connection.",
        "sender": "{name} is a verdict on the address or the domain that sends.",
        "recipient": "{name} is a verdict on one recipient.",
        "content": "{name} is a verdict on what the message says.",
        "size": "{name} is a verdict on how large the message is, or how many recipients it has.",
        "policy": "{name} is a verdict by a rule of the site.",
        "resources": "{name} is a verdict on the state of the server, and not on the client or the message.",
        "connection": "{name} is a verdict on the whole connection.",
        "route": "{name} is a verdict on the way to the next host.",
        "unknown": "What {name} judges, no source tells.",
    }
    """What a reply is a verdict on."""

    CURES: Mapping[str, str] = {
        "nothing": "Nothing has to be cured after {name}.",
        "time": "Time cures {name}: change nothing, and let the queue try again.",
        "correction": "A corrected command cures {name}.",
        "order": "The same command cures {name} once the one that has to come before it has succeeded.",
        "another-way": "Doing without the feature cures {name}, because the server does not have it.",
        "login": "A login cures {name}.",
        "credentials": "Other credentials cure {name}.",
        "another-mechanism": "Another mechanism cures {name}.",
        "encryption": "TLS cures {name}.",
        "another-recipient": "Another address cures {name}.",
        "another-sender": "A sender that the server admits cures {name}.",
        "other-content": "Other content cures {name}.",
        "less": "A smaller message, or fewer recipients at once, cures {name}.",
        "permission": "Leave from the one who made the rule cures {name}.",
        "reputation": "What cures {name} lies outside the session: the records and the reputation of who sends.",
        "repair": "A repair at the server cures {name}, and the client can do nothing but tell.",
        "another-server": "Another server cures {name}.",
        "unknown": "What cures {name}, no source tells.",
    }
    """What makes the same aim succeed after a reply."""

    LEAVES: Mapping[str, str] = {
        "transaction": "{name} leaves the transaction and the other recipients as they are.",
        "login": "After {name} the transaction is over, and the login and the connection remain.",
        "connection": "After {name} the connection remains, and nobody is logged in over it.",
        "nothing": "{name} ends the connection, and with it the login and the transaction.",
    }
    """What stays valid after a reply, or after a command that succeeds."""

    LEARNS: Mapping[tuple[str, str], str] = {
        ("4xx", "5xx"): (
            "After {a} the message stays in the queue of the client and its sender learns of nothing yet; after {b} "
            "the client reports the failure to the sender."
        ),
        ("2xx", "4xx"): (
            "After {a} the step is done; after {b} the client keeps the message, and its sender learns of nothing yet."
        ),
        ("2xx", "5xx"): "After {a} the step is done; after {b} the sender is told that it failed.",
        (
            "3xx",
            "4xx",
        ): "After {a} the client goes on with the same command; after {b} it keeps what it wanted to send.",
        ("3xx", "5xx"): "After {a} the client goes on with the same command; after {b} it gives the command up.",
        ("2xx", "3xx"): "After {a} the next command may follow; after {b} the server waits for more of the same one.",
    }
    """Who learns of what, by the classes of two replies."""

    SAME_CONSEQUENCES = (
        "{a} and {b} lead to the same steps, so that a program can treat them alike; the text of the reply tells a "
        "person which of the two is meant."
    )
    SAME_FOR_ALL = (
        "All of these lead to the same steps, so that a program can treat them alike; the text of the reply tells a "
        "person which of them is meant."
    )
    PRINTED = "A program has printed {name}, so look in its log for the reply that the server sent."
    """What follows from a number that is no reply."""
    SAME_ENTRY: Mapping[tuple[str, str], str] = {
        ("4", "5"): (
            "{a} and {b} name one condition: after {a} the client keeps the message and tries again, and after {b} "
            "it returns the message to its sender."
        ),
        (
            "2",
            "4",
        ): "{a} and {b} name one condition: with {a} the step has succeeded, with {b} it can be repeated.",
        ("2", "5"): "{a} and {b} name one condition: with {a} the step has succeeded, with {b} it has failed.",
    }
    """What the class changes for an enhanced code in two classes."""
    FORESEEN_ONLY = "The document that defines {entry} foresees {name} and not {other}."
    SENT_BY = "In practice {name} comes from {providers}."

    NEVER_SAME = (
        "{a} and {b} never answer the same command, so the command that you sent tells which of the two you can get."
    )
    COMMAND_JUDGES: Mapping[str, str] = {
        "nothing": "The reply to {name} judges nothing that the client has said.",
        "syntax": "The reply to {name} judges how the command is written.",
        "order": "The reply to {name} judges whether the moment has come for it.",
        "feature": "The reply to {name} judges whether the server has the feature.",
        "login": "The reply to {name} judges who the client is.",
        "encryption": "The reply to {name} judges whether both sides can encrypt.",
        "sender": "The reply to {name} judges the sender.",
        "recipient": "The reply to {name} judges one recipient.",
        "content": "The reply to {name} judges the message as a whole.",
        "size": "The reply to {name} judges how large the message is.",
        "policy": "The reply to {name} judges by a rule of the site.",
        "resources": "The reply to {name} judges whether the server can take mail now.",
        "connection": "The reply to {name} judges the client that connects.",
        "route": "The reply to {name} judges which mail the server has for another host.",
        "unknown": "What the reply to {name} judges, no source tells.",
    }
    """What the server judges when it answers a command."""
    COMMAND_LEAVES: Mapping[str, str] = {
        "transaction": "{name} changes nothing of a transaction that is under way.",
        "login": "{name} ends a transaction that is under way, and leaves the login.",
        "connection": "{name} leaves the connection alone: what was agreed on it before counts no more.",
        "nothing": "{name} ends the connection.",
    }
    """What a command that succeeds leaves valid of what came before it."""

    PROVES: Mapping[str, str] = {
        "password": "With {name} the client hands the password itself to the server.",
        "digest": "With {name} the client proves that it knows the password without sending it.",
        "one-time-password": "With {name} the client sends a password that serves once.",
        "token": "With {name} the client hands over a token, which ends by itself and can be revoked.",
        "certificate": "With {name} the client proves that it holds the key of a certificate.",
        "ticket": "With {name} the client proves its identity by a Kerberos ticket.",
        "outside": "With {name} the proof lies outside of SASL, in the channel below.",
        "nobody": "With {name} the client proves nothing; it only leaves a trace.",
        "federation": "With {name} another site vouches for the user.",
        "unknown": "What the client proves with {name}, no source tells.",
    }
    """What a client proves by a mechanism, and how."""
    MECHANISM_CURES: Mapping[str, str] = {
        "credentials": "When {name} is refused, ask the user for the password again.",
        "token": "When {name} is refused, fetch a new token before you ask the user for anything.",
        "certificate": "When {name} is refused, look at the certificate and at who trusts it.",
        "ticket": "When {name} is refused, look at the ticket, the clock and the name of the service.",
        "nothing": "When {name} is refused, the server admits nobody without a name.",
        "unknown": "What helps when {name} is refused, no source tells.",
    }
    """What helps when a mechanism is refused."""

    EXTENSIONS_APART = (
        "A server can offer {a} without {b}, so a client looks for each in the answer to `EHLO` before it uses either."
    )
    CATEGORIES_APART = (
        "{a} and {b} change nothing for a program, which goes by the first digit; they tell a person where to look."
    )
