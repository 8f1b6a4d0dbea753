"""Brings the catalogues into step with the phrases and the facts: ``python -m knowledge.smtp.shell.messages``.

Only a checkout has the sources of the catalogues, so a released package leaves this command out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.language.catalogue import LOCALE
from knowledge.smtp.language.extraction import template, update
from knowledge.smtp.language.phrases import label_messages
from knowledge.smtp.language.translation import fact_messages
from knowledge.smtp.reading.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator


def messages(domain: str) -> Iterator[tuple[str, str]]:
    """Yield the context and the English text of everything in a catalogue.

    :param domain: ``labels`` or ``facts``.
    """
    if domain == "labels":
        return label_messages()
    assembled = load().assembled
    return fact_messages(assembled.nodes, assembled.out)


def main() -> None:
    """Update every catalogue."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        update(path, template(messages(path.stem)))


if __name__ == "__main__":
    main()
