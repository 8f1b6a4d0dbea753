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
        "syntax": "{name} is a verdict on how a command is written.",
        "verb": (
            "{name} is a verdict on the verb or on the length of the line; the server has not come to the arguments."
        ),
        "command": "{name} is a verdict on which command came, and not on how it is written.",
        "parameter": (
            "By its definition, {name} is a verdict on an argument of the command; the server knows the command itself."
        ),
        "order": "{name} is a verdict on the moment at which a command comes.",
        "feature": "{name} is a verdict on what the server can do, whoever asks it.",
        "session": (
            "{name} is a verdict on what the session lacks, a login or encryption; nobody has judged a password yet."
        ),
        "credentials": "By its definition, {name} is a verdict on the proof that the client gave of who it is.",
        "mechanism": ("By its definition, {name} is a verdict on the mechanism of the login, and not on the password."),
        "account": "{name} is a verdict on the account of the client, whose password was right.",
        "encryption": "{name} is a verdict on the connection, which is not encrypted; the password may be right.",
        "client": "{name} is a verdict on the host that connects.",
        "sender": "{name} is a verdict on the address or the domain that the message comes from.",
        "address": (
            "By its definition, {name} is a verdict on an address as it stands, and not on what lies behind it."
        ),
        "recipient": (
            "By its definition, {name} is a verdict on one recipient, whoever sends and whatever the message says."
        ),
        "domain": (
            "{name} is a verdict on the whole domain of the recipient, so that another mailbox there fares no better."
        ),
        "mailbox": "{name} is a verdict on a mailbox that exists.",
        "list": "{name} is a verdict on a mailing list, and not on one of its members.",
        "access": (
            "By its definition, {name} is a verdict on whether mail gets into a mailbox: the mailbox itself or a rule "
            "of the site keeps it out."
        ),
        "transaction": (
            "By its definition, {name} is a verdict on the transaction as a whole, and as a greeting on the session "
            "as a whole."
        ),
        "content": "{name} is a verdict on what the message holds.",
        "form": "{name} is a verdict on the form in which the message comes, and not on what it says.",
        "signature": "{name} is a verdict on the signature or the encryption of the message, and not on what it says.",
        "size": "By its definition, {name} is a verdict on how much room the message takes, against what is allowed.",
        "count": "{name} is a verdict on how many recipients the message has.",
        "storage": "{name} is a verdict on what the receiving side has room for.",
        "policy": (
            "{name} is a verdict by a rule of the site, which may look at the client, the addresses or the message."
        ),
        "resources": (
            "By its definition, {name} is a verdict on the state of the server, and not on the client or the message."
        ),
        "service": (
            "{name} is a verdict on whether the host serves the client at all, and not on the command that it answers."
        ),
        "connection": "{name} is a verdict on a connection that did not come about or did not last.",
        "route": "{name} is a verdict on the way to the next host.",
        "queue": "{name} is a verdict on the request to send what waits at the server for another host.",
        "age": "{name} is a verdict on how long the delivery has taken, and not on what held it up.",
        "unknown": "{name} names no reason; only the text of the reply can.",
    }
    """What a reply is a verdict on."""

    CURES: Mapping[str, str] = {
        "time": "{name} asks the client to come back later; if something else has to change, its text says so.",
        "room": "After {name} somebody at the receiving side has to make room.",
        "correction": "After {name} the client has to correct what it sends.",
        "order": (
            "By its definition, {name} asks for another order: what has to come first has to succeed, and what is "
            "done already does not come twice."
        ),
        "another-way": "After {name} the client has to do without what the server does not have or does not take.",
        "login": "After {name} the client has to log in, or to start TLS where the text of the reply asks for that.",
        "credentials": "By its definition, {name} asks for other credentials.",
        "another-mechanism": "By its definition, {name} asks for another mechanism.",
        "transition": (
            "By its definition, {name} asks for one login that hands over the password itself, such as by `PLAIN` "
            "inside TLS."
        ),
        "encryption": "After {name} the connection has to be encrypted first.",
        "another-recipient": "After {name} the message has to go to another address.",
        "named-address": "After {name} the sender can use the address that its text names.",
        "another-sender": "After {name} the message has to come from another address.",
        "other-content": "After {name} the message itself has to be another, or to come in another form.",
        "less": "By its definition, {name} asks for a smaller message, or for a larger allowance.",
        "fewer": "After {name} fewer recipients have to come at once.",
        "permission": "After {name} whoever runs the server or the list has to allow it.",
        "as-told": (
            "Only the text of {name} tells what helps, such as another address, another message, a login, or leave "
            "from whoever made the rule."
        ),
        "records": "After {name} the DNS records of the sending side have to be put right.",
        "signing": "After {name} the message needs a signature that the receiving side accepts.",
        "sender-authentication": (
            "After {name} SPF and DKIM of the sending domain have to be put right, since more than one check failed."
        ),
        "reputation": "After {name} the sending side has to send less at once, and mail that is wanted.",
        "recipient": "After {name} the recipient, or the administrator there, has to open the mailbox again.",
        "repair": "After {name} an administrator has to repair something; no change to the message helps.",
        "another-server": (
            "By its definition, {name} says that no change helps at this host: another one has to take the mail, or it "
            "comes back to its sender."
        ),
        "new-attempt": "After {name} the message has to be handed in anew, once what held it up is gone.",
        "unknown": "Only the text of {name} can tell what has to change, or whether anything has to.",
    }
    """What makes the same aim succeed after a reply."""

    LEAVES: Mapping[str, str] = {
        "transaction": (
            "As a rule {name} takes nothing back: if a transaction is open, it goes on with the recipients accepted so "
            "far."
        ),
        "resumed": (
            "After {name} a transaction goes on where it broke off, so that the client sends the rest of the message."
        ),
        "login": "After {name} no transaction is open; the connection remains, and its login with it.",
        "connection": "After {name} the connection remains, and nobody is logged in over it.",
        "nothing": "After {name} no transaction and no login is left.",
        "depends": (
            "Whether a transaction goes on after {name} depends on the command: it does after `RCPT`, and not "
            "after the end of the data."
        ),
    }
    """What stays valid after a reply."""

    LEARNS: Mapping[tuple[str, str], str] = {
        ("4xx", "5xx"): (
            "After {a} a sending server keeps the message in its queue and tells its sender nothing yet; after {b} it "
            "reports the failure to the sender, as a rule."
        ),
        ("2xx", "4xx"): (
            "After {a} what the client asked for is done; after {b} a sending server keeps the message and tells its "
            "sender nothing yet."
        ),
        ("2xx", "5xx"): (
            "After {a} what the client asked for is done; after {b} a sending server reports a failure to the sender, "
            "as a rule."
        ),
        ("3xx", "4xx"): (
            "After {a} the client goes on with the same command; after {b} a sending server keeps the message and "
            "tells its sender nothing yet."
        ),
        ("3xx", "5xx"): (
            "After {a} the client goes on with the same command; after {b} a sending server reports a failure to the "
            "sender, as a rule."
        ),
        ("2xx", "3xx"): "After {a} the command is done; after {b} the server waits for more of the same one.",
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
        "By the standards, {a} and {b} never answer the same command, so the command that you sent tells which of the "
        "two you can get."
    )
    NEVER_BY_STANDARD = (
        "By the standards, {a} and {b} answer different commands; in practice a server may send either in answer to "
        "{commands}."
    )
    COMMAND_JUDGES: Mapping[str, str] = {
        "nothing": "The reply to {name} judges nothing: the server complies whatever came before.",
        "parameter": "The reply to {name} tells whether the server reached what the command points to.",
        "order": "The reply to {name} judges whether what has to come before it has succeeded.",
        "feature": "The reply to {name} tells what the server can do.",
        "credentials": "The reply to {name} judges who the client is, by what it proves.",
        "encryption": "The reply to {name} tells whether the server can encrypt the connection now.",
        "client": "The reply to {name} judges the host that connects.",
        "sender": "The reply to {name} judges the sender, and takes no recipient yet.",
        "recipient": "The reply to {name} judges one recipient of the message.",
        "mailbox": "The reply to {name} tells whether a mailbox exists, and takes no mail for it.",
        "list": "The reply to {name} tells who is on a list, and takes no mail for it.",
        "content": "The reply to {name} judges the message itself.",
        "queue": "The reply to {name} tells what becomes of the mail that waits at the server for another host.",
        "unknown": "Nobody has written down what the reply to {name} judges.",
    }
    """What the server judges when it answers a command."""
    COMMAND_LEAVES: Mapping[str, str] = {
        "transaction": "{name} takes nothing back: what was agreed on and named before it stays valid.",
        "login": "{name} ends a transaction that is under way, and leaves the login.",
        "connection": "After {name} the session begins anew: nothing that was agreed on before it counts.",
        "nothing": "After {name} the session is over: a transaction that is under way is given up, and the login ends.",
        "depends": (
            "{name} leaves the transaction open until it has brought the last part of the message, and then ends it."
        ),
    }
    """What a command that succeeds leaves valid of what came before it."""

    PROVES: Mapping[str, str] = {
        "password": "With {name} the client hands the password itself to the server.",
        "digest": (
            "With {name} the client proves that it knows the password without sending it, and the server proves "
            "nothing."
        ),
        "mutual-digest": (
            "With {name} each side proves to the other that it knows the password, or a value made from it, "
            "without sending it."
        ),
        "bound-digest": (
            "With {name} each side proves to the other that it knows the password, and the proof serves on this "
            "one TLS connection only."
        ),
        "one-time-password": "With {name} the client sends a password that serves once.",
        "token": (
            "With {name} the client hands over a token, which works for whoever holds it until it ends or is revoked."
        ),
        "signed-token": "With {name} the client shows a token and signs with the secret that belongs to it.",
        "certificate": "With {name} the client proves that it holds the key of its certificate.",
        "mutual-certificate": "With {name} each side proves to the other that it holds the key of its certificate.",
        "ticket": "With {name} the client proves who it is by a Kerberos ticket.",
        "bound-ticket": (
            "With {name} the client proves who it is by a Kerberos ticket, and the proof serves on this one "
            "connection only."
        ),
        "outside": "With {name} the proof lies outside of SASL, in the channel below.",
        "nobody": "With {name} the client proves nothing; it leaves a trace at most.",
        "federation": "With {name} another server than the mail server checks who the user is, and vouches for it.",
        "negotiated": "With {name} the exchange itself settles what the client proves.",
        "unknown": "No public definition tells what a client proves with {name}.",
    }
    """What a client proves by a mechanism, and how."""
    MECHANISM_CURES: Mapping[str, str] = {
        "credentials": "When {name} is refused, ask the user for the password again.",
        "next-password": "When {name} is refused, ask the user for the next password.",
        "token": "When {name} is refused, fetch a new token before you ask the user for anything.",
        "certificate": "When {name} is refused, look at the certificate and at who trusts it.",
        "ticket": "When {name} is refused, look at the ticket, the clock and the name of the service.",
        "voucher": "When {name} is refused, look at what the server that vouches for the user has said.",
        "another-mechanism": "When {name} is refused, take another mechanism.",
        "nothing": "When {name} is refused, the server admits nobody without a name.",
    }
    """What helps when a mechanism is refused."""

    SAME_PROOF = (
        "{names} prove the same in the same way, and differ in how their messages are made; a client takes one that it "
        "knows and the server offers."
    )
    SAME_PLACE = "{names} change the session in the same way, and differ in what they ask for."
    """What is said of mechanisms and of commands that no word tells apart."""

    PUT_OFF = (
        "On {causes}, a temporary reply comes from {later}, where the queue tries again by itself, and a final one "
        "from {final}, where the message comes back."
    )
    HAS_A_PAGE = "For {causes}, only the replies of {name} lead to a page on which to act."
    GIVES_MARKS = "{name} marks its replies, for example with {marks}: go by the mark before you go by the words."
    ANSWERS_ALONE = "Of these, {name} alone is known to have replies of its own for {causes}."
    """What differs between providers."""

    EXTENSIONS_APART = (
        "A server can offer {a} without {b}, so a client looks for each in the answer to `EHLO` before it uses either."
    )
    CATEGORIES_APART = (
        "{a} and {b} change nothing for a program, which goes by the first digit; they tell a person where to look."
    )
