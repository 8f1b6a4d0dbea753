"""Projects of others adopt the extension: nothing changes but the pages that use it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from sphinx_project import files_of

from adoption.projects import PROJECTS, Built, NotFetchedError, Project, Site

if TYPE_CHECKING:
    from pathlib import Path

OF_THE_SITE = ("genindex.html", "searchindex.js", "objects.inv", "smtp-index.html")
"""What tells of all pages, and so of the one that has something of ours."""


@pytest.fixture(scope="module", params=PROJECTS, ids=lambda project: project.name)
def project(request: pytest.FixtureRequest) -> Project:
    return request.param  # type: ignore[no-any-return]  # one of the projects


@pytest.fixture(scope="module")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Site:
    try:
        return Site(project, tmp_path_factory.mktemp(project.name))
    except NotFetchedError as error:
        if os.environ.get("SMTP_ADOPTION") == "required":
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def before(site: Site) -> Built:
    return site.built("before", added=False)


def changed(one: Path, other: Path) -> set[str]:
    """Return the files that are not the same bytes in two folders; the files of ours that are copied do not count."""
    for folder in (one, other):
        forget_versions(folder / "searchindex.js")
    first, second = files_of(one), files_of(other)
    names = {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}
    return {name for name in names if not name.startswith(("_static/sphinxext-smtp", "_static/smtp-explain"))}


def forget_versions(index: Path) -> None:
    """Take out of a search index what Sphinx notes there of each extension, and no search reads."""
    text = index.read_text(encoding="utf-8")
    index.write_text(re.sub(r'"envversion":\{[^}]*\},?', "", text), encoding="utf-8")


def test_adding_it_changes_nothing(site: Site, before: Built) -> None:
    after = site.built("added", added=True)
    assert after.warnings == before.warnings
    assert changed(before.folder, after.folder) == set()


def test_using_it_on_a_page_changes_that_page_alone(project: Project, site: Site, before: Built) -> None:
    after = site.built("used", added=True, used=True)
    assert after.warnings == before.warnings
    page = project.page.rpartition(".")[0]
    pages = {f"{page}.html", *(name for name in files_of(after.folder) if name.startswith(f"_sources/{page}."))}
    assert changed(before.folder, after.folder) - {*OF_THE_SITE} == pages
    assert 'id="smtp-code-535"' in (after.folder / f"{page}.html").read_text(encoding="utf-8")
