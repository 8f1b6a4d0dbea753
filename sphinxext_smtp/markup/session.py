"""The directive ``smtp-session``, which shows the transcript of a session and tells what the protocol forbids in it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge import smtp
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.markup.directives import SmtpDirective
from sphinxext_smtp.markup.options import SESSION_OPTIONS, check_options
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.shown import ShownSession
from sphinxext_smtp.render.session import session_block
from sphinxext_smtp.warnings import MOST_TOLD, Subtype, shortened, warn

if TYPE_CHECKING:
    from knowledge.smtp.explain.sessions.finding import Finding

CHECKS: Final = ("on", "off")
UNSHOWN: Final = ("Cc", "Cs")
"""The categories of characters that no output can hold: control characters, and halves of pairs."""


class SmtpSession(SmtpDirective):
    """``.. smtp-session::`` with the transcript as its content."""

    kinds = ()
    example = ""

    def explain(self) -> list[nodes.Node]:
        """Return the transcript, or nothing after a warning where there is none."""
        check_options(self.options, SESSION_OPTIONS, self.name, self._location)
        transcript = shown_text("\n".join(self.content))
        if not transcript.strip():
            self._warn(Subtype.argument, __("%(directive)s: expected the transcript of a session, found nothing"))
            return []
        if all(line.role == "note" for line in smtp.read_session(transcript)):
            message = __(
                "%(directive)s: no line is one of a session; begin them with C: for the client and S: for the server"
            )
            self._warn(Subtype.argument, message)
        self.domain.note_shown(self.docname, ShownSession(transcript))
        if self._is_checked():
            self._tell(self.domain.graph.lint(transcript))
        block = session_block(
            self.domain.graph, self.docname, transcript, shows_credentials="show-credentials" in self.options
        )
        block["classes"].extend(self._classes)
        for literal in block.findall(nodes.literal_block):
            self.set_source_info(literal)
        self.set_source_info(block)
        self.add_name(block)
        return [block]

    def _is_checked(self) -> bool:
        given: str = self.options.get("check", CHECKS[0]).strip().lower()
        if given and given not in CHECKS:
            message = __("%(directive)s: :check: expected one of %(valid)s, found %(found)r")
            self._warn(Subtype.option, message, valid=", ".join(CHECKS), found=shortened(given))
        return given != "off"

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        """Warn of what the protocol forbids, at the line that holds it; of one kind, of the first few."""
        told: Counter[str] = Counter()
        for found in findings:
            told[found.kind] += 1
            if told[found.kind] > MOST_TOLD:
                continue
            slots = {"document": found.citation.document, "section": found.citation.section}
            cited = self.domain.graph.words.SECTION.format(**slots)
            warn(Subtype.session, f"{self.name}: {plain(found.text)} ({cited})", self._place(found.line - 1))

    def _place(self, index: int) -> nodes.Node:
        """Return the place of a line of the content, which may be in a file that the page includes.

        A line of reStructuredText knows its place in the file; MyST counts from the directive on.
        """
        source, line = self.get_source_info()
        of_line, offset = self.content.info(min(index, len(self.content) - 1))
        place = nodes.comment()
        if offset is not None and offset >= line:
            place.source, place.line = of_line or source, offset + 1
        else:
            place.source, place.line = source, line + self.content_offset + index + 1
        return place


def shown_text(text: str) -> str:
    r"""Return a text with a sign in the place of each character that no output can hold.

    >>> shown_text("C: NOOP\t\x00")
    'C: NOOP\t�'
    """
    if text.isprintable():
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) in UNSHOWN and letter not in "\n\t" else letter
        for letter in text
    )
