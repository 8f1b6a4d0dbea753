"""Brings the catalogues of the extension up to date with its code: ``python -m sphinxext_smtp.extraction``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract_from_dir

from knowledge.smtp.graph.unknown import messages
from knowledge.smtp.language.extraction import empty_catalogue, update
from sphinxext_smtp.messages import LOCALE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


def template() -> Catalog:
    """Return a catalogue of all texts of the extension, and of what the graph says of unknown names."""
    texts = extract_from_dir(Path(__file__).parent, [("**.py", "python")], keywords={"_": None, "__": None})
    found = empty_catalogue()
    for text in sorted({*messages(), *(str(text) for _file, _line, text, _comments, _context in texts)}):
        found.add(text)
    return found


def main() -> None:
    """Update every catalogue."""
    for path in LOCALE.glob("*/LC_MESSAGES/*.po"):
        update(path, template())


if __name__ == "__main__":
    main()
