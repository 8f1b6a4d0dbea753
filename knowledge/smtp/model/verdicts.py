"""What replies judge, what they leave valid and what cures them: the closed vocabularies behind comparisons."""

from __future__ import annotations

from typing import Literal

Judged = Literal[
    "nothing",
    "syntax",
    "verb",
    "command",
    "parameter",
    "order",
    "feature",
    "session",
    "credentials",
    "mechanism",
    "account",
    "encryption",
    "client",
    "sender",
    "address",
    "recipient",
    "domain",
    "mailbox",
    "list",
    "access",
    "transaction",
    "content",
    "form",
    "signature",
    "size",
    "count",
    "storage",
    "policy",
    "resources",
    "service",
    "connection",
    "route",
    "queue",
    "age",
    "unknown",
]
"""What a reply is a verdict on.

- nothing: a reply that refuses nothing
- syntax, verb, command, parameter: how a command is written, its verb or its line as a whole, which command it is, and
  an argument that it has or lacks
- order, feature: the moment at which a command comes, and what the server does not have
- session: what the session lacks, a login or encryption
- credentials, mechanism, account, encryption: the parts of a login
- client, sender: the host that connects, and the address or the domain that the message comes from
- address: an address as it stands in the command; recipient, domain, mailbox, list: what stands behind it
- access: whether mail may reach a mailbox, be it the mailbox or a rule that keeps it out
- transaction, content, form, signature, size, count: the transaction as a whole, and sides of its message
- storage, resources, service: the room that is left, the state of the server, and whether it takes mail at all
- policy: a rule of the site, whatever it looks at
- connection, route: the connection to the next host, and the way there
- queue: the mail that waits at the server for another host
- age: how long a delivery has taken
- unknown: the code names no reason"""

Cure = Literal[
    "nothing",
    "time",
    "room",
    "correction",
    "order",
    "another-way",
    "login",
    "credentials",
    "another-mechanism",
    "transition",
    "encryption",
    "another-recipient",
    "named-address",
    "another-sender",
    "other-content",
    "less",
    "fewer",
    "permission",
    "as-told",
    "records",
    "signing",
    "sender-authentication",
    "reputation",
    "recipient",
    "repair",
    "another-server",
    "new-attempt",
    "unknown",
]
"""What makes the same aim succeed after a refusal.

- time, room: nothing on the side of the client; `room` where somebody has to make some
- correction, order, another-way: another command, the one that has to come first, and doing without what is missing
- login, credentials, another-mechanism, transition, encryption: what a login needs; `login` also for the encryption
  that has to come first, and `transition` for one login with the password itself
- another-recipient, named-address, another-sender: other addresses; `named-address` stands in the reply
- other-content, less, fewer: another message, a smaller one, fewer recipients at once
- permission, as-told: leave from whoever made the rule, and whatever the text of the reply asks for
- records, signing, sender-authentication, reputation: what lies outside the session: the DNS records of the sending
  side, its signatures, both, and what it has sent before
- recipient, repair, another-server: what only the recipient or an administrator can do, and what no server here does
- new-attempt: the message handed in anew"""

Left = Literal[
    "transaction",
    "resumed",
    "login",
    "connection",
    "nothing",
    "depends",
    "unknown",
    "not-applicable",
]
"""The most that stays valid after a reply or a command: the transaction with its other recipients, the login without
the transaction, the connection without the login, or nothing.

`resumed` is a transaction that goes on where another session broke off. `depends` is one that goes on in its middle and
is over at the end of the data (RFC 5321, sections 3.3 and 4.1.1.4). It does not apply where nothing can come before."""

Proof = Literal[
    "password",
    "digest",
    "mutual-digest",
    "bound-digest",
    "one-time-password",
    "token",
    "signed-token",
    "certificate",
    "mutual-certificate",
    "ticket",
    "bound-ticket",
    "outside",
    "nobody",
    "federation",
    "negotiated",
    "unknown",
]
"""What a client proves by a SASL mechanism, and how: `digest` for a password that is not sent, `mutual` where the
server proves itself too, `bound` where the proof serves on one TLS connection only, `outside` for a proof below SASL,
such as TLS, `nobody` for none, `federation` where another server checks the user, and `negotiated` where the exchange
itself settles the kind of proof."""

LoginCure = Literal[
    "credentials",
    "next-password",
    "token",
    "certificate",
    "ticket",
    "voucher",
    "another-mechanism",
    "nothing",
    "unknown",
]
"""What helps when a mechanism is refused; `voucher` for what the server that vouches for the user has to say."""
