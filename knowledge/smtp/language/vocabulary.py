"""What the words of the closed vocabularies are called: fields that take one of a few words, and kinds of relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.vocabulary import RelationKind


class Vocabulary:
    """The names of words of vocabularies, in English."""

    WORDS: Mapping[str, Mapping[str, str]] = {
        "standing": {
            "standard": "current standard",
            "historic": "historic",
            "experimental": "experimental",
            "registry-only": "in a registry only",
            "nonstandard": "in no standard",
            "current": "current",
            "obsolete": "obsolete",
            "recommended": "recommended",
            "limited": "limited use",
            "proprietary": "proprietary",
        },
        "closes": {
            "yes": "closed by the server",
            "no": "stays open",
            "may": "may be closed by the server",
            "unknown": "not known",
            "not-applicable": "does not apply",
        },
        "actor": {
            "sender": "the sender",
            "developer": "the developer of the sending program",
            "sending administrator": "the administrator of the sending server",
            "sending-domain owner": "the owner of the sending domain",
            "address owner": "the owner of the sending IP address",
            "mail service": "the service that sends for others",
            "recipient": "the recipient",
            "receiving administrator": "the administrator of the receiving server",
            "forwarder": "whoever forwards the message",
            "nobody": "nobody",
            "nobody at first": "at first nobody",
        },
        "lasting": {
            "permanent": "until something changes",
            "passes": "passes by itself",
            "depends": "depends on the case",
        },
        "scope": {
            "command": "this command",
            "recipient": "this recipient",
            "message": "this message",
            "session": "this session",
            "login": "this login",
            "address": "the sending IP address",
            "domain": "the sending domain",
        },
        "holder": {
            "client": "the client",
            "server": "the server",
            "either": "depends on the command",
            "nobody": "there is no message",
            "unknown": "not known",
            "not-applicable": "does not apply",
        },
        "moment": {
            "greeting": "the greeting",
            "EHLO": "`EHLO`",
            "STARTTLS": "`STARTTLS`",
            "AUTH": "`AUTH`",
            "MAIL": "`MAIL`",
            "RCPT": "`RCPT`",
            "DATA": "`DATA`",
            "end of data": "the `end of data`",
            "none": "no reply over the wire",
            "unknown": "not known",
        },
        "confidence": {
            "certain": "certain",
            "likely": "likely",
            "possible": "possible",
        },
        "unmapped": {
            "no-failure": "No cause fits, because nothing has failed.",
            "no-reason": "No cause fits, because the term says that the reason is not known.",
            "state": "No cause fits, because the term names a state or an action and no reason.",
            "before-smtp": "No cause fits, because the term is about what happens before SMTP.",
            "any-cause": "No cause fits, because the term takes in causes of every kind.",
        },
        "retry": {
            "not-needed": "not needed, nothing failed",
            "now": "at once",
            "later": "later, unchanged",
            "after-change": "only after a change",
            "never": "no",
        },
        "basis": {
            "standard": "in a standard",
            "registry": "in a registry",
            "observed": "seen in the field",
        },
        "outcome": {"success": "success", "intermediate": "intermediate", "error": "failure"},
        "phase": {
            "connect": "connection",
            "greeting": "greeting",
            "security": "start of TLS",
            "authentication": "authentication",
            "transaction": "mail transaction",
            "message": "transfer of the message",
            "queue": "queue run",
            "session": "any part",
        },
        "submission": {
            "must": "must be offered",
            "should": "should be offered",
            "may": "may be offered",
            "must-not": "must not be offered",
            "allowed": "may be used",
            "only": "for submission only",
            "unspecified": "",
        },
        "usage": {
            "common": "common",
            "limited": "limited",
            "obsolete": "obsolete",
            "unknown": "not known",
        },
        "needs": {
            "tls": "TLS",
            "channel-binding": "channel binding",
            "client-certificate": "a client certificate",
            "kerberos": "Kerberos",
            "token": "an access token",
            "unknown": "not known",
        },
    }

    RELATIONS: Mapping[RelationKind, str] = {
        "permanent form of": "Permanent form of",
        "transient form of": "Transient form of",
        "failure of": "Failure of",
        "confused with": "Often confused with",
        "alternative to": "Alternative to",
        "refines": "Refines",
        "followed by": "Followed by",
        "replaces": "Replaces",
        "refused with": "Refused with",
        "pairs with": "Goes with",
        "replies to": "Replies to",
        "authenticates with": "Authenticates with",
        "introduces": "Adds",
        "in class": "In class",
        "in category": "In category",
        "in subject": "In subject",
        "answers": "Answers with",
        "cause of": "Cause of",
        "same as": "Same as",
        "broader than": "Broader than",
        "narrower than": "Narrower than",
        "mentions": "Mentions",
        "defined in": "Defined in",
        "cites": "Cites",
    }
