"""What we need of Sphinx although it promises nothing, and what we leave alone that belongs to the project."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx_project import Project, page

from sphinxext_smtp.html import search

if TYPE_CHECKING:
    from sphinx_project import Build

READ = sorted(set(re.findall(r'getattr\(indexer, "(\w+)"', Path(search.__file__).read_text(encoding="utf-8"))))
"""The private names of the search index that `html/search.py` reads."""

FORMS = {
    "_all_titles": "dict[str, list[tuple[str, str | None]]]",
    "_index_entries": "dict[str, list[tuple[str, str, str]]]",
    "_mapping": "dict[str, set[str]]",
    "_title_mapping": "dict[str, set[str]]",
    "_titles": "dict[str, str]",
}
"""What stands under each name, as far as we need it."""


@pytest.fixture
def build(project: Project) -> Build:
    project.write({"index.rst": page("535 in words", ".. smtp-code:: 535", ":smtp:code:`450`", ".. index:: zebra")})
    return project.build("html")


def form_of(value: object) -> str:
    """Return the form of a value, by one of each sort of things in it."""
    if isinstance(value, dict):
        return f"dict[{form_of(next(iter(value)))}, {form_of(next(iter(value.values())))}]"
    if isinstance(value, list | set):
        return f"{type(value).__name__}[{form_of(next(iter(value)))}]"
    if isinstance(value, tuple):
        return f"tuple[{', '.join(map(form_of, value))}]"
    return type(value).__name__


def test_the_private_names_that_we_read_are_known() -> None:
    assert {*FORMS, "lang"} == set(READ)


@pytest.mark.parametrize("name", FORMS)
def test_the_search_index_of_sphinx_has_what_we_read(build: Build, name: str) -> None:
    """Where a name is gone, searches for numbers find less, and nothing else tells of it."""
    found = form_of(getattr(build.app.builder.indexer, name))  # type: ignore[attr-defined]  # the builder for HTML has it
    assert re.fullmatch(re.escape(FORMS[name]).replace(r"str\ \|\ None", "(str|NoneType)"), found)


def test_the_language_of_the_search_index_has_what_we_call(build: Build) -> None:
    language = build.app.builder.indexer.lang  # type: ignore[attr-defined]  # likewise
    assert list(language.split("Mailbox full")) == ["Mailbox", "full"]
    assert language.stem("mailboxes")
    assert language.word_filter("mailbox")
    assert not language.word_filter("the")


def test_a_builder_without_what_we_read_is_left_alone(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build.app.builder, "indexer", object())
    assert search.complete_search_index(build.app) == []
    search.remember_stems(build.app, build.doctree("index"), "index")


@pytest.mark.skipif(not hasattr(Sphinx, "add_static_dir"), reason="Sphinx has this from 9.1 on")
def test_the_files_of_ours_change_no_value_of_the_project(build: Build) -> None:
    assert build.app.config.html_static_path == []


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_a_file_of_the_project_takes_the_place_of_ours(project: Project, builder: str) -> None:
    conf = 'extensions = ["sphinxext_smtp"]\nhtml_static_path = ["own"]\nversion = "1"\n'
    own = ":root { --smtp-permanent: crimson; }\n"
    project.write({"conf.py": conf, "own/sphinxext-smtp.css": own, "index.rst": page("Here", ".. smtp-code:: 535")})
    assert project.build(builder).output("_static/sphinxext-smtp.css") == own


CONF = 'extensions = ["sphinxext_smtp"]\nversion = "1"\nsmtp_pages = ["codes"]\n'
NAMES_A_BUILDER = """
def setup(app):
    app.add_node(type("theirs", (), {}), epub=(print, print))
"""
"""Another extension that tells a builder by its name; Sphinx then forgets what all builders of its format were told."""


def test_an_extension_that_names_a_builder_hides_nothing_of_ours(tmp_path: Path) -> None:
    home = page("Here", ".. toctree::\n\n   smtp/index", ".. smtp-code:: 535", ".. smtp-table::\n   :class: 4xx")
    alone, beside = Project(tmp_path / "alone"), Project(tmp_path / "beside")
    alone.write({"conf.py": CONF, "index.rst": home})
    beside.write({"conf.py": CONF + NAMES_A_BUILDER, "index.rst": home})
    expected, built = alone.build("epub"), beside.build("epub")
    assert built.warnings == expected.warnings
    for name in ("index.xhtml", "smtp/code/535.xhtml"):
        assert built.output(name) == expected.output(name)
