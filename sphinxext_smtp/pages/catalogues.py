"""What translators get: a catalogue for each page of an author, and none for generated pages without a text of his."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx.builders.gettext import Catalog, I18nBuilder
from sphinx.util.i18n import docname_to_domain

from sphinxext_smtp.project.generated import PAGE_FIELD

if TYPE_CHECKING:
    from _collections_abc import dict_items

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class Catalogues(defaultdict[str, Catalog]):
    """Catalogues by their names, of which the builder writes the ones that it finds among the items."""

    def __init__(self, generated: frozenset[str]) -> None:
        super().__init__(Catalog)
        self._generated = generated
        """The names of the catalogues of generated pages alone."""

    def items(self) -> dict_items[str, Catalog]:
        """Return the catalogues to write."""
        kept = {name: found for name, found in super().items() if name not in self._generated or found.messages}
        return kept.items()

    def __len__(self) -> int:
        return len(self.items())


def leave_out_generated_pages(app: Sphinx, builder: Builder) -> None:
    """Keep the builder of catalogues from writing empty ones for generated pages."""
    if not isinstance(builder, I18nBuilder):
        return
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for docname in app.env.found_docs:
        is_generated = PAGE_FIELD in app.env.metadata[docname]
        names[is_generated].add(docname_to_domain(docname, app.config.gettext_compact))
    catalogues = Catalogues(frozenset(names[True] - names[False]))
    catalogues.update(builder.catalogs)
    builder.catalogs = catalogues
