"""The lexer for transcripts of SMTP sessions, so that any tool with Pygments can highlight them.

Pygments finds it by its name, ``smtp``, wherever this distribution is installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from pygments.lexer import Lexer
from pygments.token import Comment, Generic, Keyword, Name, Number, String, Text

from knowledge.smtp.explain.sessions.reading import read_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pygments.token import _TokenType

    from knowledge.smtp.explain.sessions.reading import Part, PartKind, SessionLine

OF_PARTS: Final[Mapping[PartKind, _TokenType]] = {
    "command": Keyword,
    "code": Number,
    "enhanced": Number.Float,
    "mechanism": Name.Class,
    "extension": Name.Constant,
    "parameter": Name.Attribute,
    "address": String,
    "secret": String.Other,
}
"""The token of each part of a line."""
MARK: Final = Generic.Prompt
"""The token of what says who speaks."""
OF_ROLES: Final[Mapping[str, _TokenType]] = {"note": Comment, "content": Generic.Output}
"""The token of the rest of a line, where it is not plain text."""


class Piece(NamedTuple):
    """A piece of a line of a transcript."""

    start: int
    end: int
    token: _TokenType
    part: Part | None = None
    """What it names, if it names something."""


class SmtpLexer(Lexer):  # type: ignore[misc]  # Pygments has no types
    """Tells verbs, parameters, addresses, mechanisms and codes apart, and who says a line.

    Read are the transcripts that `knowledge.smtp.read_session` reads.
    """

    name = "SMTP session"
    url = "https://www.rfc-editor.org/rfc/rfc5321.html"
    aliases: ClassVar[list[str]] = ["smtp", "smtp-session"]
    filenames: ClassVar[list[str]] = ["*.smtp"]
    mimetypes: ClassVar[list[str]] = []

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield where each token begins, what it is, and its text."""
        place = 0
        for source, found in lines_of(text):
            for piece in found:
                yield place + piece.start, piece.token, source[piece.start : piece.end]
            place += len(source)
            if place < len(text):
                yield place, Text, "\n"
            place += 1


def lines_of(text: str) -> Iterator[tuple[str, list[Piece]]]:
    """Yield each line of a transcript with its pieces, which leave nothing out."""
    first: dict[int, SessionLine] = {}
    for line in read_session(text):
        first.setdefault(line.number, line)
    for number, source in enumerate(text.split("\n"), 1):
        yield source, list(_pieces(source, first[number]))


def _pieces(source: str, line: SessionLine) -> Iterator[Piece]:
    rest = OF_ROLES.get(line.role, Text)
    place = 0
    for piece in _named(line):
        if place < piece.start:
            yield Piece(place, piece.start, rest)
        yield piece
        place = piece.end
    if place < len(source):
        yield Piece(place, len(source), rest)


def _named(line: SessionLine) -> Iterator[Piece]:
    if line.start and line.side != "note":
        yield Piece(0, line.start, MARK)
    for part in line.parts:
        yield Piece(part.start, part.end, OF_PARTS[part.kind], part)
