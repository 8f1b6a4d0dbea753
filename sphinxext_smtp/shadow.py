"""Finds the graph beside another `knowledge`, or tells what hides it.

``knowledge`` is a name that distributions share. A file ``knowledge.py``, or a folder ``knowledge`` with an
``__init__.py``, takes it whole where it comes first on `sys.path`, and hides ours. The extension and the commands
import the graph from beside themselves then, and leave the other module as it is. They can not where the other one
has a ``smtp`` of its own, because that name is taken, or where it fails to import.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Final

GRAPH: Final = "knowledge.smtp"
NEEDED: Final = f"{GRAPH}.model"


def told_shadow() -> str:
    """Make sure that the graph can be imported.

    :returns: one sentence about the file that hides it, and what to do; empty where the graph is there.
    """
    try:
        import_module(NEEDED)
    except Exception:  # whatever the other module does when it is loaded
        if not (hiding := _hiding_file()):
            raise
        if _is_free():
            _import_from_beside()
            return ""
        return (
            f"{hiding} hides the package {GRAPH} of sphinxext-smtp: give that file or folder another name, or "
            "take its folder off the path of Python"
        )
    return ""


def _hiding_file() -> str:
    """Return the file of the module that stands in the place of ours; empty if there is none."""
    for name in ("knowledge", GRAPH):
        module = sys.modules.get(name)
        spec = module.__spec__ if module else find_spec(name)
        if spec and spec.origin:
            return spec.origin
    return ""


def _is_free() -> bool:
    """Tell whether the other `knowledge` is there and has nothing of the name of ours."""
    other = sys.modules.get("knowledge")
    if other is None or hasattr(other, "smtp"):
        return False
    return GRAPH not in sys.modules and not (hasattr(other, "__path__") and find_spec(GRAPH))


def _import_from_beside() -> None:
    """Import the graph that lies beside this package under its own name.

    ``from knowledge import smtp`` finds it from then on, because Python looks among the imported modules for
    what a package does not hold.
    """
    folder = Path(__file__).parents[1] / "knowledge" / "smtp"
    spec = spec_from_file_location(GRAPH, folder / "__init__.py", submodule_search_locations=[str(folder)])
    assert spec
    assert spec.loader
    module = sys.modules[GRAPH] = module_from_spec(spec)
    spec.loader.exec_module(module)
