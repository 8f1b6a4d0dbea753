"""The hosts that a text says to have replied, as the logs and bounces of mail servers write it."""

from __future__ import annotations

import re
from typing import Final

_NAME: Final = r"([a-z0-9-]+(?:\.[a-z0-9-]+)+)"
SIGNS: Final = ("host ", "h=", "while talking to ", "server at ")
"""What stands before every such name, so that most texts need no closer look."""
_SPEAKS: Final = re.compile(
    rf"\bhost {_NAME}(?: ?\[[^\] ]*\])?(?:(?: said| refused to talk to me)?:| smtp error from remote)"  # Postfix, Exim
    rf"|\bh={_NAME} \[[^\] ]*\]: smtp error from remote"  # Exim in its log
    rf"|\bwhile talking to {_NAME}\.?:"  # Sendmail
    rf"|\bserver at {_NAME} \([^) ]*\) returned"  # Exchange
)


def speaking_hosts(text: str) -> tuple[str, ...]:
    """Return the names of the hosts whose replies a text gives, each once.

    >>> speaking_hosts("<a@example.com>: host mx1.example.com[192.0.2.1] said: 550 5.1.1 no such user")
    ('mx1.example.com',)

    :param text: in the form of `knowledge.smtp.language.words.even`.
    """
    if not any(sign in text for sign in SIGNS):
        return ()
    return tuple(dict.fromkeys(name for match in _SPEAKS.finditer(text) for name in match.groups() if name))
