"""From build to build: what changes is read or written again, nothing else is, and the result is a clean build's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sphinx_project import Project, files_of, page

from sphinxext_smtp.project import rebuild

if TYPE_CHECKING:
    from sphinx_project import Build

CONF = """
extensions = ["sphinxext_smtp"]
html_theme = "basic"
suppress_warnings = ["toc.not_included"]
smtp_facts = ["ours.toml"]
"""

PAGES = {
    "conf.py": CONF,
    "ours.toml": "",
    "index.rst": page("Index", "Nothing of ours."),
    "linking.rst": page("Linking", "See :smtp:code:`535` and :any:`450`."),
    "shown.rst": page("Shown", ".. smtp-code:: 535\n   :show: meaning, note"),
    "other.rst": page("Other", ".. smtp-code:: 450\n   :show: meaning, note"),
    "pair.rst": page("Pair", ".. smtp-compare:: 251 354\n   :show: table"),
    "late.rst": page("Late", "Nothing yet."),
}

NOTE = '[code.535]\nnote = "Ask the help desk."\n'


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that has been built once, with a copy of what it was then beside it."""
    project = Project(tmp_path_factory.mktemp("incremental") / "project")
    project.write(PAGES)
    assert project.build().warnings == []
    shutil.copytree(project.folder, project.folder.with_name("copy"))
    return project


@pytest.fixture
def built(original: Project) -> Project:
    """The project as it was when it had been built once, in the same place, because an environment knows its place."""
    shutil.rmtree(original.folder)
    shutil.copytree(original.folder.with_name("copy"), original.folder)
    return original


def clean_build(project: Project) -> dict[str, str]:
    return files_of(project.build(out="clean").app.outdir)


def assert_like_a_clean_build(project: Project, build: Build) -> None:
    assert build.warnings == []
    assert files_of(build.app.outdir) == clean_build(project)


def test_nothing_changed_means_nothing_read_and_nothing_written(built: Project) -> None:
    again = built.build()
    assert (again.read, again.written) == (set(), set())
    assert_like_a_clean_build(built, again)


@pytest.mark.parametrize(("facts", "is_told"), [("", False), (NOTE, True)])
def test_what_pages_show_is_worked_out_again_for_other_facts_alone(
    built: Project, monkeypatch: pytest.MonkeyPatch, facts: str, is_told: bool
) -> None:
    asked: list[object] = []
    real = rebuild.fingerprint
    monkeypatch.setattr(rebuild, "fingerprint", lambda graph, shown: asked.append(shown) or real(graph, shown))
    built.write({"ours.toml": facts})
    built.build()
    assert bool(asked) == is_told


def test_a_changed_fact_is_read_again_where_it_is_shown(built: Project) -> None:
    built.write({"ours.toml": NOTE})
    again = built.build()
    assert again.read == {"shown"}
    assert "Ask the help desk." in again.output("shown.html")
    assert_like_a_clean_build(built, again)
    assert built.build().read == set()


def test_a_fact_that_goes_away_again_is_read_again(built: Project) -> None:
    built.write({"ours.toml": NOTE})
    built.build()
    built.write({"ours.toml": ""})
    again = built.build()
    assert again.read == {"shown"}
    assert_like_a_clean_build(built, again)


def test_a_new_curated_comparison_is_read_again_where_the_pair_is_compared(built: Project) -> None:
    built.write(
        {
            "ours.toml": """
            [[comparison]]
            items = ["code:251", "code:354"]
            summary = "`251` and `354` have little in common."
            differences = ["`251` answers `RCPT`, `354` answers `DATA`."]
            choose = ["Expect `251` after `RCPT` and `354` after `DATA`."]
            cite = [{ doc = "RFC 5321", section = "4.2.3" }]
            """
        }
    )
    again = built.build()
    assert again.read == {"pair"}
    assert_like_a_clean_build(built, again)


def test_links_follow_when_the_canonical_page_moves(built: Project) -> None:
    assert 'href="shown.html#smtp-code-535"' in built.build().output("linking.html")
    built.write({"late.rst": page("Late", ".. smtp-code:: 535\n   :canonical:\n   :show: meaning")})
    again = built.build()
    assert again.read == {"late"}
    assert {"late", "linking", "shown"} <= again.written
    assert "other" not in again.written
    assert 'href="late.html#smtp-code-535"' in again.output("linking.html")
    assert_like_a_clean_build(built, again)
    assert built.build().written == set()


def test_links_lead_to_the_rfc_when_the_page_goes_away(built: Project) -> None:
    built.remove("shown.rst")
    again = built.build()
    assert "linking" in again.written
    assert 'href="https://www.rfc-editor.org/rfc/rfc4954.html#section-6"' in again.output("linking.html")
    assert 'href="shown.html' not in again.output("linking.html")


def test_a_page_that_stops_to_explain_gives_the_place_up(built: Project) -> None:
    built.write({"shown.rst": page("Shown", "Nothing any more.")})
    again = built.build()
    assert 'href="shown.html' not in again.output("linking.html")
    assert_like_a_clean_build(built, again)


def test_a_parallel_build_after_a_serial_one_changes_nothing(built: Project) -> None:
    again = built.build(parallel=2)
    assert (again.read, again.written) == (set(), set())


def test_parallel_reading_of_a_few_changed_pages_is_like_a_clean_build(project: Project) -> None:
    project.write(PAGES)
    project.write({f"more{number:02}.rst": page("More", ":smtp:code:`535`") for number in range(12)})
    project.build(parallel=2)
    changed = {f"more{number:02}.rst": page("More", ".. smtp-code:: 535\n   :show: retry") for number in range(7)}
    project.write({**changed, "ours.toml": '[code.450]\nnote = "We greylist."\n'})
    again = project.build(parallel=2)
    assert 'href="more00.html#smtp-code-535"' in again.output("linking.html")
    assert_like_a_clean_build(project, again)


def test_a_mended_fact_file_takes_effect(built: Project) -> None:
    built.write({"ours.toml": "[code.535"})
    assert len(built.build().warnings) == 1
    built.write({"ours.toml": '[code.535]\nnote = "Mended."\n'})
    again = built.build()
    assert again.read == {"shown"}
    assert "Mended." in again.output("shown.html")
