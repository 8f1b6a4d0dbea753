"""How transcripts mark who speaks: documents, programs and logs each have a way of their own.

One transcript keeps to one way, so the way is chosen for the whole of it: what a message quotes with ``>`` is then no
mark. Lines without a mark belong to the line before them, or say something about the session.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Side = Literal["client", "server", "note"]
"""Who says a line; a note says something about the session, such as that TLS has begun."""

_LOGGED: Final = r"(?:\[[^\]]{0,80}\][ \t]*){0,3}(?:(?:DEBUG|INFO|TRACE)[ \t]+(?:\[[^\]]{0,80}\][ \t]*)?)?"
"""What libraries write before the mark: the time, the level, the number of the connection."""
_CLOCK: Final = r"(?:\d\d:\d\d:\d\d\S*[ \t]+)?"


class Mark(NamedTuple):
    """The mark of one line."""

    side: Side
    start: int
    """Where what is said begins in the line."""
    secure: bool
    """Whether the mark says that the line goes over TLS, as those of swaks do."""


class Style(NamedTuple):
    """One way to mark who speaks: what stands before the lines of the client and of the server."""

    name: str
    client: str
    server: str
    secure: str = ""
    """The marks of lines over TLS."""
    beside: str = ""
    """What a program says itself."""


STYLES: Final = (
    Style("smtplib", rf"{_CLOCK}send:\s", rf"{_CLOCK}reply:\s", beside=rf"{_CLOCK}(?:connect|data):\s"),
    Style("phpmailer", r"[^\n]{0,60}?CLIENT -> SERVER:[ ]?", r"[^\n]{0,60}?SERVER -> CLIENT:[ ]?"),
    Style("exim", r"[ ]*SMTP(?:\([^)\n]{0,40}\))?>>[ ]?", r"[ ]*SMTP(?:\([^)\n]{0,40}\))?<<[ ]?"),
    Style("arrows", r"[ ]*>>>[ ]?", r"[ ]*<<<[ ]?"),
    Style(
        "swaks",
        r"[ ]*(?:->|~>)(?:[ ]|$)",
        r"[ ]*<(?:-|~|\*\*|-\*|~\*)[ ]{0,2}",
        secure=r"[ ]*(?:~>|<~)",
        beside=r"[ ]*(?:===|\*\*\*)",
    ),
    Style("postfix", r"[ ]*In:[ ]{0,2}", r"[ ]*Out:[ ]?"),
    Style("letters", rf"[ ]*{_LOGGED}(?:C|[Cc]lient|CLIENT):[ ]?", rf"[ ]*{_LOGGED}(?:S|[Ss]erver|SERVER):[ ]?"),
    Style("receiver", r"[ ]*S:[ ]?", r"[ ]*R:[ ]?"),
    Style("signs", r"[ ]?>(?:[ ]|$)", r"[ ]?<(?:[ ]|$)", beside=r"\* "),
    Style("signs", r"[ ]*\u2192[ ]?", r"[ ]*\u2190[ ]?"),
)
"""The ways, the most telling first. In the oldest documents ``R:`` is the receiver, and the sender is ``S:``."""


@cache
def _patterns(style: Style) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    never = r"(?!)"
    sources = (style.client, style.server, style.secure or never, style.beside or never)
    client, server, secure, beside = (re.compile(source) for source in sources)
    return client, server, secure, beside


def style_of(lines: Sequence[str]) -> Style | None:
    """Return the way in which a transcript marks who speaks, or None where it does not.

    It is the one that marks most lines, and marks both sides where any does.
    """
    best, most = None, 0
    for style in STYLES:
        client, server, *_ = _patterns(style)
        said = sum(1 for line in lines if client.match(line))
        answered = sum(1 for line in lines if server.match(line))
        weight = (said + answered) * (2 if said and answered else 1)
        if weight > most:
            best, most = style, weight
    return best


def marked(lines: Sequence[str], style: Style) -> Iterator[Mark | None]:
    """Yield the mark of each line, or None where it has none."""
    client, server, secure, beside = _patterns(style)
    for line in lines:
        is_secure = secure.match(line) is not None
        if found := server.match(line):
            yield Mark("server", found.end(), is_secure)
        elif found := client.match(line):
            yield Mark("client", found.end(), is_secure)
        elif beside.match(line):
            yield Mark("note", 0, secure=False)
        else:
            yield None
