"""Small named checks of the facts: what a schema cannot say.

Each check takes the graph, some take a folder of sources too, and returns what is wrong, one line for each mistake.
``python -m knowledge.smtp check`` runs them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.checks.citations import CITATION_CHECKS
from knowledge.smtp.checks.prose import PROSE_CHECKS
from knowledge.smtp.checks.registries import REGISTRY_CHECKS
from knowledge.smtp.checks.relations import RELATION_CHECKS
from knowledge.smtp.checks.statements import STATEMENT_CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.smtp.graph.store import Store


def run_checks(
    graph: Store, rfcs: Path | None = None, registries: Path | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Yield each check's name and what it has found.

    :param rfcs: a folder with the texts of the RFCs; without it, citations are not checked.
    :param registries: a folder with the registries as CSV; without it, they are not compared.
    """
    for name, check in (*PROSE_CHECKS.items(), *RELATION_CHECKS.items(), *STATEMENT_CHECKS.items()):
        yield name, check(graph)
    for folder, checks in ((rfcs, CITATION_CHECKS), (registries, REGISTRY_CHECKS)):
        if folder is not None:
            for name, check_against in checks.items():
                yield name, check_against(graph, folder)


__all__ = ["CITATION_CHECKS", "PROSE_CHECKS", "REGISTRY_CHECKS", "RELATION_CHECKS", "STATEMENT_CHECKS", "run_checks"]
