"""The sentences about what the protocol forbids in a session.

Every sentence is a whole template with named slots. A slot takes a name in backticks, or one of the moments of
`Sentences.MOMENTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Findings:
    """The templates, in English."""

    FINDINGS: Mapping[str, str] = {
        "reply-not-allowed": "No standard lets a server answer {command} with {code}.",
        "class-mismatch": (
            "{code} and {enhanced} begin with different digits, although a server has to send the same class in both."
        ),
        "mixed-codes": (
            "A line with {code} stands in a reply that has begun with {first}, although a server has to begin each "
            "line with the same code."
        ),
        "enhanced-not-allowed": (
            "A server may not send {enhanced} here: a `3xx` reply, the greeting and the answers to `EHLO` and `HELO` "
            "have no enhanced code."
        ),
        "starttls-offered-again": "A server may not offer `STARTTLS` once TLS is active.",
        "before-hello": "A client has to send `EHLO` or `HELO`, and to have it accepted, before it sends {command}.",
        "no-transaction": "A client may send {command} only after `MAIL` has begun a transaction.",
        "no-recipient": "A client has to name a recipient with `RCPT` before it sends {command}.",
        "nested-mail": (
            "A client may not send {command} while a transaction is open: it ends the first with its message or with "
            "`RSET`."
        ),
        "data-after-bdat": "A client may not send `DATA` in a transaction in which it has sent `BDAT`.",
        "auth-in-transaction": "A client may not send `AUTH` while a transaction is open.",
        "auth-again": "A client may not send `AUTH` again after a login has succeeded in this session.",
        "password-exposed": (
            "{mechanism} sends the password so that anybody on the way can read it: start TLS first, because a server "
            "should not permit this mechanism without TLS."
        ),
        "tls-again": "A client may not send `STARTTLS` once TLS is active.",
        "after-quit": "A client may send nothing after `QUIT`, and {command} comes after it.",
        "extension-not-offered": (
            "A client may use {used} only where the server offers the extension {extension}, and the last answer to "
            "`EHLO` does not offer it."
        ),
        "mechanism-not-offered": (
            "A client may choose only a mechanism that the server offers, and the last answer to `EHLO` does not "
            "offer {mechanism}."
        ),
        "pipelining-not-offered": (
            "A client has to wait for the reply to {before} before it sends {command}, because the server does not "
            "offer `PIPELINING`."
        ),
        "pipelining-not-last": (
            "A client has to wait for the reply to {before} before it sends {command}, because {before} may only be "
            "the last command of a group."
        ),
    }
    """What the protocol forbids, and to whom."""
