"""Small named checks of the facts: what a schema cannot say.

Each check takes the graph, some take a folder of sources too, and returns what is wrong, one line for each mistake.
``python -m knowledge.smtp check`` runs them all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.smtp.checks.citations import CITATION_CHECKS
from knowledge.smtp.checks.meanings import MEANING_CHECKS
from knowledge.smtp.checks.movers import MOVER_CHECKS
from knowledge.smtp.checks.prose import PROSE_CHECKS
from knowledge.smtp.checks.registries import REGISTRY_CHECKS
from knowledge.smtp.checks.relations import RELATION_CHECKS
from knowledge.smtp.checks.sources import SOURCE_CHECKS
from knowledge.smtp.checks.statements import STATEMENT_CHECKS
from knowledge.smtp.checks.verdicts import VERDICT_CHECKS
from knowledge.smtp.model.brief import one_line
from knowledge.smtp.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.graph.store import Store


GRAPH_CHECKS: Final = (
    PROSE_CHECKS,
    RELATION_CHECKS,
    MOVER_CHECKS,
    VERDICT_CHECKS,
    STATEMENT_CHECKS,
    SOURCE_CHECKS,
    MEANING_CHECKS,
)
"""The checks that need nothing but the graph."""


def run_checks(
    graph: Store, rfcs: Path | None = None, registries: Path | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Yield each check's name and what it has found.

    :param rfcs: a folder with the texts of the RFCs; without it, citations are not checked.
    :param registries: a folder with the registries as CSV; without it, they are not compared.
    :raises SourceError: if a folder is not there, or does not hold what a check reads.
    """
    for given in filter(None, (rfcs, registries)):
        _open(given)
    for checks in GRAPH_CHECKS:
        for name, check in checks.items():
            yield name, check(graph)
    for folder, compared in ((rfcs, CITATION_CHECKS), (registries, REGISTRY_CHECKS)):
        if folder is not None:
            for name, check_against in compared.items():
                try:
                    yield name, check_against(graph, folder)
                except OSError as error:
                    raise _unreadable(Path(error.filename or folder), error) from error


def _open(folder: Path) -> None:
    try:
        next(folder.iterdir(), None)
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from error


def _unreadable(path: Path, error: Exception) -> SourceError:
    return SourceError(f"{one_line(str(path), 300)}: cannot be read: {getattr(error, 'strerror', None) or error}")


__all__ = [
    "CITATION_CHECKS",
    "MEANING_CHECKS",
    "MOVER_CHECKS",
    "PROSE_CHECKS",
    "REGISTRY_CHECKS",
    "RELATION_CHECKS",
    "SOURCE_CHECKS",
    "STATEMENT_CHECKS",
    "VERDICT_CHECKS",
    "run_checks",
]
