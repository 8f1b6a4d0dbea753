"""Catalogues for translators: made of messages, and brought up to date with them.

Babel, which Sphinx brings along, reads and writes them; a released package needs neither it nor this module.
"""

from __future__ import annotations

import datetime
import io
import tomllib
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from knowledge.smtp.language.catalogue import LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

UNDATED: Final = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""Stands for the times in the headers, so that a run without changes leaves the files as they are."""


def template(messages: Iterable[tuple[str, str]]) -> Catalog:
    """Return a catalogue without translations, with notes for translators where a word is a trap.

    :param messages: the context and the English text of each message.
    """
    traps: dict[str, str] = tomllib.loads((LOCALE / "glossary.toml").read_text(encoding="utf-8"))["traps"]
    found = empty_catalogue()
    for context, text in messages:
        notes = [f"{word}: {note}" for word, note in traps.items() if word in text.casefold()]
        found.add(text, context=context, auto_comments=notes)
    return found


def empty_catalogue() -> Catalog:
    """Return a catalogue of the project without messages."""
    return Catalog(project="sphinxext-smtp", creation_date=UNDATED, revision_date=UNDATED, fuzzy=False)


def update(path: Path, messages: Catalog) -> None:
    """Give a catalogue the messages that there are now; the translations of unchanged ones stay."""
    before = path.read_bytes()
    found = read_po(io.BytesIO(before), locale=path.parents[1].name)
    found.update(messages, no_fuzzy_matching=True)
    found.obsolete.clear()
    found.project, found.fuzzy = "sphinxext-smtp", False
    found.creation_date = found.revision_date = UNDATED
    after = io.BytesIO()
    write_po(after, found, width=120, no_location=True)
    if after.getvalue() != before:
        path.write_bytes(after.getvalue())
