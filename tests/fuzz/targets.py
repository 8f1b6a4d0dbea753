"""What must hold of any text and of any mail, whatever somebody pastes or sends."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from knowledge import smtp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HIDDEN: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the direction of what follows them."""


def explained(text: str) -> None:
    """Explain a text: one reply of all, every number from the text, no sign that a terminal obeys."""
    graph = smtp.load()
    every = graph.explain_all(text)
    one = graph.explain(text)
    assert (one in every) if one else every == ()
    for each in every:
        assert_sound(each, text)
        assert repr(each).isprintable()


def told(mail: bytes) -> None:
    """Explain a mail: each recipient that failed, with nothing that a terminal obeys."""
    for each in smtp.load().explain_message(mail):
        assert each.action
        assert is_harmless(each.recipient or "")
        assert each.reply is None or is_harmless(each.reply.text) or each.reply.code is None


def checked(text: str) -> None:
    """Check a transcript: each finding stands in a line of it."""
    lines = max(1, len(text.splitlines()))
    for finding in smtp.load().lint(text):
        assert 1 <= finding.line <= lines + 1


def assert_sound(found: smtp.Explanation, text: str) -> None:
    """Hold the numbers of an explanation against the text that it is about."""
    assert found.confidence is None or found.candidates
    assert (found.cause is None) or found.cause is found.candidates[0]
    reply = found.reply
    if reply is None:
        assert found.cause
        return
    assert reply.code or reply.enhanced
    assert 0 <= reply.span[0] <= reply.span[1] <= len(text)
    assert is_harmless(reply.text)
    assert reply.code is None or 200 <= reply.code < 600
    for number, span in ((reply.code, reply.code_span), (reply.enhanced, reply.enhanced_span)):
        assert number is None or any(sign.isdigit() for sign in text[slice(*span or (0, 0))]) or "enhanced_code" in text


def is_harmless(text: str) -> bool:
    """Tell whether a text can be written to a terminal as it is."""
    return not any(sign in HIDDEN or unicodedata.category(sign) in ("Cc", "Cs") for sign in text)


def as_text(raw: bytes) -> str:
    """Return bytes as a text that may hold anything, halves of characters too."""
    return raw.decode("utf-8", "surrogateescape")


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "explain": lambda raw: explained(as_text(raw)),
    "message": told,
    "lint": lambda raw: checked(as_text(raw)),
}
"""What is tried, by name."""
