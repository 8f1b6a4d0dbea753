"""What Sphinx is told of at its start and what is imported when it is needed: handlers and transforms.

Most builds are for a page or two that have changed, and few projects use all of the extension. A place is the name of
a module of the extension, a colon, and a name in that module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from sphinx.transforms import SphinxTransform

from sphinxext_smtp.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

NOTHING: Final[Mapping[str, Any]] = {"env-get-outdated": (), "env-updated": (), "html-collect-pages": ()}
"""What a handler answers that has nothing to say; for all other events it is None."""


def imported(place: str) -> Any:
    """Return what stands at a place.

    >>> imported("version:__version__")
    '0.1.0'
    """
    module, _colon, name = place.partition(":")
    return getattr(import_module(f"sphinxext_smtp.{module}"), name)


def is_used(env: BuildEnvironment) -> bool:
    """Tell whether a project has something of ours in a page; what is imported for nothing is felt in every build."""
    domain: Any = env.domains["smtp"]
    return bool(domain.is_used)


def connect(app: Sphinx, event: str, place: str, priority: int, *, for_users: bool = False) -> None:
    """Connect the handler at a place to an event, so that no unforeseen exception of ours leaves it.

    :param for_users: whether it is for projects alone that have something of ours in a page.
    """

    def handler(app: Sphinx, *args: Any) -> Any:
        with guarded(event):
            if not for_users or is_used(app.env):
                return imported(place)(app, *args)
        return NOTHING.get(event)

    app.connect(event, handler, priority=priority)


def late_transform(place: str, priority: int) -> type[SphinxTransform]:
    """Return what runs the transform at a place in a project that has something of ours in a page.

    It lets no unforeseen exception of ours out; the page then stays.

    :param priority: the priority of the transform, which Sphinx asks for before it runs any.
    """
    name = place.partition(":")[2]

    def apply(self: SphinxTransform, **named: Any) -> None:
        with guarded(name, self.document):
            if is_used(self.env):
                imported(place)(self.document, self.startnode).apply(**named)

    return type(name, (SphinxTransform,), {"default_priority": priority, "apply": apply, "__module__": __name__})
