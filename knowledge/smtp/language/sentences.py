"""The sentences that comparisons derive from the fields of the nodes.

Every sentence is a whole template with named slots. A slot takes a name in backticks or a list of such names, never a
part of a sentence; lists are put together by `Phrases.listed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sentences:
    """The templates of sentences, in English."""

    LIST_PAIR = "{first} and {second}"
    LIST_MORE = "{first}, {rest}"
    LIST_LAST = "{first}, and {last}"

    MOMENTS: Mapping[str, str] = {
        "connection": "the opening of the `connection`",
        "end of data": "the `end of data`",
    }
    """How sentences name the two moments that get a reply without a verb."""

    CLASSES_DIFFER: Mapping[tuple[str, str], str] = {
        ("2", "3"): "{a} reports that a command is complete; {b} asks the client to go on with one.",
        ("2", "4"): "{a} reports success; {b} reports a failure that may pass by itself.",
        ("2", "5"): "{a} reports success; {b} reports a failure that lasts until something changes.",
        ("3", "4"): "{a} lets an exchange go on; {b} ends one with a failure that may pass by itself.",
        ("3", "5"): "{a} lets an exchange go on; {b} ends one with a failure that lasts until something changes.",
        ("4", "5"): (
            "{a} is a transient failure, so the same request may succeed later; {b} is a permanent failure, "
            "so the client should not repeat the request unchanged."
        ),
    }
    CLASS_OF: Mapping[str, str] = {
        "2": "{code} is a `2xx` reply: the server did what was asked.",
        "3": "{code} is a `3xx` reply: the server waits for more from the client.",
        "4": "{code} is a `4xx` reply: the failure may pass by itself.",
        "5": "{code} is a `5xx` reply: the failure lasts until something changes.",
    }
    CLASS_SAYS: Mapping[str, str] = {
        "2": "A {name} reply reports success.",
        "3": "A {name} reply lets the exchange go on and reports neither success nor failure.",
        "4": "A {name} reply reports a failure that may pass by itself.",
        "5": "A {name} reply reports a failure that lasts until something changes.",
    }
    NUMBERS_UNKNOWN = "No standard, no registry and no provider is known to have the numbers of this reply."
    EVIDENCE: Mapping[str, str] = {
        "reply": "{provider} replies with the words {words}.",
        "tag": "{words} is a mark by which {provider} tells this reply from others.",
        "phrase": "The reply holds the words {words}.",
        "enhanced": "The enhanced code {words} stands for it.",
        "code": "The reply code {words} comes with it.",
    }
    """What speaks for a cause. The slot of the provider is filled where the reply shows who sent it."""
    REPLY_WARNINGS: Mapping[str, str] = {
        "class-mismatch": (
            "{code} and {enhanced} begin with different digits, although a server has to send the same class in both."
        ),
        "mixed-codes": "The lines of the reply begin with different codes, although each line has to repeat the first.",
        "enhanced-not-allowed": (
            "{enhanced} stands where no enhanced code may stand: in a `3xx` reply, in the greeting or in the answer to "
            "`EHLO`."
        ),
        "unknown-code": "No standard defines {code}, and no server is known to send it.",
        "unknown-enhanced": "No registry has {enhanced}, and no provider is known to have made it up.",
        "not-a-reply": "{code} is no SMTP reply: no server is known to send it.",
    }
    NO_REPLY = "{code} is no SMTP reply: no standard has it, and no server is known to send it."
    NO_CLASS = "{code} begins with a digit that no SMTP reply may have."
    ONLY_MEANING = (
        "{a} and {b} differ in meaning only: who must act, whether to try again and what happens to the connection are "
        "the same for both."
    )
    NUMBERS_ONLY_MEANING = "Neither {a} nor {b} is an SMTP reply; they differ in what each of them stands for."
    SAME_CLASS = "Both codes are in class {name}, so a client that knows neither of them treats them alike."
    CATEGORIES_DIFFER = (
        "The second digit puts {a} into category {category_a} ({name_a}) and {b} into category {category_b} ({name_b})."
    )
    CATEGORY_OF = "The second digit puts {code} into category {category} ({name})."

    ANSWERS_ANY = "{code} can answer any command."
    ANSWERS_ANY_EXCEPT = "{code} can answer any command except {commands}."
    ANSWERS = "{code} answers {commands}."
    ANSWERS_NONE = "No command is recorded that {code} answers."
    ANSWERS_MANY = "{code} answers {count} commands, among them {commands}."
    BOTH_ANY = "Both codes can answer any command."
    COVERS = "{wide} can answer every command that {narrow} can answer."
    BOTH_ANSWER = "Both codes can answer {commands}."
    BOTH_ANSWER_MANY = "Both codes can answer the same {count} commands, among them {commands}."
    UNDEFINED = "No standard says which command {code} answers."
    NEVER_BOTH = (
        "The standards list no command that both codes can answer, so a server never has to choose between {a} and {b}."
    )
    ALL_ANSWER = "All of these codes can answer {commands}."
    NOT_ALL = "The standards list no command that all of these codes can answer."

    FIRST_ACTOR: Mapping[str, str] = {
        "nobody": "Nobody has to act on {code}.",
        "nobody at first": "Nobody has to act on {code} at first, because the next attempt comes by itself.",
        "sender": "After {code}, the first move is up to the sender.",
        "developer": "After {code}, the first move is up to the developer of the sending program.",
        "sending administrator": "After {code}, the first move is up to the administrator of the sending server.",
        "sending-domain owner": "After {code}, the first move is up to the owner of the sending domain.",
        "address owner": "After {code}, the first move is up to the owner of the sending IP address.",
        "mail service": "After {code}, the first move is up to the service that sends for others.",
        "recipient": "After {code}, the first move is up to the recipient.",
        "receiving administrator": (
            "After {code}, the first move is up to the administrator of the server that replied."
        ),
        "forwarder": "After {code}, the first move is up to whoever forwards the message.",
    }
    """Who moves first, by the actor; `nobody at first` where others follow after nobody."""
    RETRY: Mapping[str, str] = {
        "not-needed": "Nothing needs to be repeated after {code}.",
        "now": "After {code}, the client can go on at once with a corrected step.",
        "later": "After {code}, the client can repeat the attempt later without changing it.",
        "after-change": "After {code}, the attempt fails again until something changes.",
        "never": "After {code}, the client does not repeat the attempt.",
    }
    CLOSES: Mapping[str, str] = {
        "no": "The connection stays open after {code}.",
        "yes": "The server closes the connection after {code}.",
        "may": "The server may close the connection after {code}.",
        "unknown": "Whether the connection stays open after {code} is not known.",
    }
    RETRY_OF_CLASS: Mapping[str, str] = {
        "2xx": "Nothing needs to be repeated after {code}, because its first digit reports success.",
        "4xx": "The first digit of {code} says that the failure may pass, so the sending server tries again by itself.",
        "5xx": "The first digit of {code} says that the failure lasts, so change something before you try again.",
    }
    ENHANCED_NONE = "No enhanced code is recorded beside {code}."
    ENHANCED_ONE = "The enhanced code recorded beside {code} is {codes}."
    ENHANCED_SOME = "The enhanced codes recorded beside {code} are {codes}."
    ENHANCED_MANY = "Beside {code}, {count} enhanced codes are recorded, among them {codes}."
    CODE_STANDING: Mapping[str, str] = {
        "standard": "{code} is part of a current standard.",
        "historic": "{code} is kept in the standards for history only.",
        "experimental": "{code} comes from an experimental document.",
        "registry-only": "{code} stands in a registry, and no standard defines when a server sends it.",
        "nonstandard": "No standard defines {code}.",
    }

    COMMAND_STANDING: Mapping[str, str] = {
        "current": "{name} is in current use.",
        "obsolete": "{name} is obsolete.",
    }
    COMMAND_PHASE: Mapping[str, str] = {
        "connect": "{name} belongs to the opening of a session.",
        "greeting": "{name} opens the session, before any mail transaction.",
        "security": "{name} belongs to the start of TLS.",
        "authentication": "{name} belongs to the authentication of the client.",
        "transaction": "{name} belongs to the mail transaction.",
        "message": "{name} belongs to the transfer of the message.",
        "queue": "{name} asks for mail that waits in a queue.",
        "session": "{name} can come in any part of a session.",
    }
    COMMAND_SUCCESS_NONE = "No reply to {name} reports success."
    COMMAND_SUCCESS = "When {name} succeeds, the reply is {codes}."
    COMMAND_SUCCESS_SOME = "When {name} succeeds, the reply is one of {codes}."
    ONLY_ONE_GETS = "Of these, only {name} can get {codes}."

    MECHANISM_STANDING: Mapping[str, str] = {
        "recommended": "{name} is recommended for new use.",
        "limited": "{name} is for limited use.",
        "obsolete": "{name} is obsolete.",
        "proprietary": "{name} belongs to a vendor and has no standard.",
    }
    MECHANISM_NEEDS: Mapping[str, str] = {
        "tls": "{name} needs TLS around it.",
        "channel-binding": "{name} binds the exchange to the TLS channel that carries it.",
        "client-certificate": "{name} relies on a certificate of the client, or on other proof of that kind.",
        "kerberos": "{name} needs a Kerberos ticket.",
        "token": "{name} needs an access token from an authorization server.",
        "unknown": "What {name} needs is not known.",
    }

    MECHANISM_NEEDS_NOTHING = "{name} needs nothing beyond the connection."

    ENHANCED_CLASSES = "The document that defines {name} calls it useful in {classes}."
    CLASS_EXCLUDED = (
        "The document that defines {entry} calls it useful in {classes} only, "
        "so {code} has a class that it does not foresee."
    )
    ENHANCED_BASIC_NONE = "No reply code is recorded beside {name}."
    ENHANCED_BASIC_ONE = "The reply code recorded beside {name} is {codes}."
    ENHANCED_BASIC = "The reply codes recorded beside {name} are {codes}."
    ENHANCED_ONLY_MEANING = (
        "{a} and {b} differ in meaning only: their subject, the classes for which they are useful, the reply codes "
        "recorded beside them and whether to try again are the same."
    )
    ENHANCED_SUBJECT = "{name} has the subject {subject} ({title})."

    READINGS_CONTRARY = (
        "By {numbers} alone, these programs contradict each other: no cause fits the terms of all of them. "
        "Read the text of the reply."
    )

    CLASS_CODES = "Class {name} holds {count} reply codes, among them {codes}."
