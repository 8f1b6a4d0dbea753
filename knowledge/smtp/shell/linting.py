"""What ``smtp-codes lint`` answers: what the protocol forbids in a transcript, for people or as JSON."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.sessions.reading import read_session
from knowledge.smtp.export.findings import plain_finding
from knowledge.smtp.model.brief import one_line
from knowledge.smtp.model.prose import plain
from knowledge.smtp.shell.output import Status, tell, write

if TYPE_CHECKING:
    from knowledge.smtp.explain.sessions.finding import Finding
    from knowledge.smtp.face import Graph

LONGEST_PATH: Final = 4096
"""How long a path is told: as long as one can be, so that an editor finds the file."""


def lint_file(graph: Graph, given: str, *, as_json: bool) -> Status:
    """Write what the protocol forbids in a transcript, and return whether that is anything.

    :param given: the path of the file that holds the transcript, or ``-`` for the standard input.
    :raises OSError: if the file cannot be read.
    """
    text = _content(given).decode(errors="replace")
    if all(line.role == "note" for line in read_session(text)):
        tell(f"{one_line(given)}: no line is one of an SMTP session, such as 'C: EHLO client.example.com'")
        return Status.NOT_FOUND
    found = graph.lint(text)
    if as_json:
        write(json.dumps([plain_finding(each) for each in found], ensure_ascii=False, indent=1))
    else:
        for each in found:
            write(_line(graph, given, each))
    return Status.NOT_FOUND if found else Status.FOUND


def _content(given: str) -> bytes:
    if given == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(given).read_bytes()
    except ValueError as error:  # a path with a NUL
        raise OSError(errno.EINVAL, str(error), given) from error


def _line(graph: Graph, given: str, found: Finding) -> str:
    """Return a finding in a line, in the form in which compilers tell of mistakes."""
    cited = graph.words.SECTION.format(document=found.citation.document, section=found.citation.section)
    return f"{one_line(given, LONGEST_PATH)}:{found.line}: {plain(found.text)} [{found.kind}; {cited}]"
