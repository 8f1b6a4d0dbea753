"""Tells what hides the graph.

``knowledge`` is a name that distributions share. A file ``knowledge.py``, or a folder ``knowledge`` with an
``__init__.py``, takes it whole where it comes first on `sys.path`, and hides ours.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

NEEDED = "knowledge.smtp.model"


def told_shadow() -> str:
    """Return one sentence about the file that hides the graph, and what to do; empty where nothing hides it."""
    try:
        import_module(NEEDED)
    except Exception:  # whatever the other module does when it is loaded
        if not (hiding := _hiding_file()):
            raise
        return (
            f"{hiding} hides the package knowledge.smtp of sphinxext-smtp: give that file or folder another name, or "
            "take its folder off the path of Python"
        )
    return ""


def _hiding_file() -> str:
    """Return the file of the module that stands in the place of ours; empty if there is none."""
    for name in ("knowledge", "knowledge.smtp"):
        module = sys.modules.get(name)
        spec = module.__spec__ if module else find_spec(name)
        if spec and spec.origin:
            return spec.origin
    return ""
