"""The graph of a project: the built-in facts and the project's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import smtp

from .warnings import Subtype, warn

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config


def own_facts(config: Config, confdir: Path) -> list[Path]:
    """Return the project's own fact files."""
    return [confdir / name for name in config.smtp_facts]


def load_graph(config: Config, confdir: Path) -> smtp.Graph:
    """Return the graph of a project; a wrong file of its own is left out.

    Every call returns the same graph as long as no file has changed.
    """
    try:
        return smtp.load(facts=own_facts(config, confdir))
    except smtp.FactsError:
        return smtp.load()


def check_facts(app: Sphinx) -> None:
    """Warn of every mistake in the project's own fact files, once a build."""
    try:
        smtp.load(facts=own_facts(app.config, app.confdir))
    except smtp.FactsError as error:
        for problem in error.problems:
            warn(Subtype.facts, str(problem))
