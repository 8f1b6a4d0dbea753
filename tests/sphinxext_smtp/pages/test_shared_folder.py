"""A folder of generated pages that others use too, in whole builds."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest
from sphinx_project import page
from stopping import stopped

from knowledge.smtp.model.record import replaced
from sphinxext_smtp.pages import extension
from sphinxext_smtp.pages.manifest import MANIFEST
from sphinxext_smtp.pages.plan import planned_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinx_project import Project

    from knowledge import smtp
    from sphinxext_smtp.pages.plan import Page, PageOptions

CONF = """
extensions = ["sphinxext_smtp"]
smtp_pages = ["classes", "comparisons"]
smtp_compare_pages = ["211 535", "450 550"]
"""
HOME = page("Home", ".. toctree::\n\n   smtp/index")


@pytest.fixture
def built(project: Project) -> Project:
    project.write({"conf.py": CONF, "index.rst": HOME})
    assert project.build("dummy").warnings == []
    return project


def pages_of(project: Project) -> Path:
    return project.folder / "source" / "smtp"


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.rst")}


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


COMPANY: dict[str, Callable[[Path], object]] = {
    "an open buffer": lambda folder: (folder / ".#own.rst.lock").symlink_to("me@host.1:1700000000"),
    "a loop of links": lambda folder: (folder / "class" / "loop").symlink_to("loop"),
    "a link to nothing": lambda folder: (folder / "class" / "notes").symlink_to("/nowhere/at/all"),
    "a fifo": lambda folder: os.mkfifo(folder / "class" / "fifo"),
    "a name that is no text": lambda folder: (folder / os.fsdecode(b"\xff\xfe.bin")).write_bytes(b""),
    "a name of a line": lambda folder: (folder / "a\nb.txt").write_bytes(b""),
    "no source": lambda folder: (folder / "class" / "Makefile").write_bytes(b"\0"),
    "a folder of many": lambda folder: (folder / "node_modules" / "deep" / "deeper").mkdir(parents=True),
    "a folder that looks like a page": lambda folder: (folder / "class" / "2xx.txt").mkdir(),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such files are of POSIX")
@pytest.mark.parametrize("make", COMPANY.values(), ids=COMPANY)
def test_what_the_manifest_does_not_name_is_nobody_s_business(
    built: Project, make: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(pages_of(built))
    before = times(pages_of(built))
    monkeypatch.setattr(extension, "update_folder", None)  # nothing has changed, so that nothing is planned anew
    assert built.build("dummy").warnings == []
    monkeypatch.undo()
    built.write({"conf.py": CONF.replace(', "450 550"', "")})
    assert built.build("dummy").warnings == []
    gone = {name for name in before if name.endswith("450-vs-550.rst")}
    assert times(pages_of(built)).keys() == before.keys() - gone


def test_a_lock_of_an_editor_is_left_to_sphinx(built: Project) -> None:
    (pages_of(built) / ".#own.rst").symlink_to("me@host.1")
    for _ in range(2):
        assert [warning for warning in built.build("dummy").warnings if "smtp." in warning] == []


@pytest.mark.parametrize("name", ["class/2xx.rst", "class/2xx.md", MANIFEST])
def test_what_becomes_a_link_is_seen(built: Project, name: str) -> None:
    built.write({"conf.py": CONF + 'extensions += ["myst_parser"]\n'})
    built.build("dummy")
    (pages_of(built) / name).unlink(missing_ok=True)
    (pages_of(built) / name).symlink_to("../../../elsewhere.rst")
    for _ in range(2):
        warnings = [warning for warning in built.build("dummy").warnings if "[smtp.pages]" in warning]
        assert len(warnings) == 1
        assert ("2xx" if "2xx" in name else MANIFEST) in warnings[0]
    assert not (built.folder / "elsewhere.rst").exists()


@pytest.mark.parametrize("link", ["smtp", "reference"])
def test_a_link_on_the_way_to_the_folder_is_told(project: Project, tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    conf = CONF + ("" if link == "smtp" else 'smtp_pages_dir = "reference/smtp"\n')
    project.write({"conf.py": conf, "index.rst": page("Home", "Nothing.")})
    (project.folder / "source" / link).symlink_to(tmp_path / "elsewhere")
    for _ in range(2):
        warnings = project.build("dummy").warnings
        assert len(warnings) == 1
        assert f"the pages about SMTP cannot be written: {link}: it is a symbolic link" in warnings[0]
        assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["C:smtp", "a\\b", "nul\0", "\ud800", "x" * 300, "a\nb"])
def test_a_folder_of_such_a_name_gives_one_short_warning(project: Project, name: str) -> None:
    project.write({"conf.py": f"{CONF}smtp_pages_dir = {name!r}\n", "index.rst": page("Home", "Nothing.")})
    before = sorted((project.folder / "source").iterdir())
    warnings = [each for each in project.build("dummy").warnings if "[smtp." in each]
    assert len(warnings) == 1
    assert len(warnings[0]) < 500
    if "smtp.pages" in warnings[0]:
        assert sorted((project.folder / "source").iterdir()) == before


def test_a_link_is_nobody_s_business_where_no_pages_are_wanted(project: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / MANIFEST).write_text("{", encoding="utf-8")
    project.write({"conf.py": 'extensions = ["sphinxext_smtp"]\n', "index.rst": page("Home", "Nothing.")})
    (project.folder / "source" / "smtp").symlink_to(tmp_path / "elsewhere")
    assert project.build("dummy").warnings == []


def test_a_manifest_that_names_what_is_outside_gives_one_warning_that_says_so(built: Project) -> None:
    victim = built.folder / "source" / "victim.rst"
    victim.write_text(":orphan:\n\nVictim\n======\n", encoding="utf-8")
    (pages_of(built) / MANIFEST).write_text('{"pages": {"../victim.rst": "0"}}', encoding="utf-8")
    warnings = built.build("dummy").warnings
    assert len(warnings) == 1
    assert "smtp/../victim.rst is neither read nor written nor deleted: it is no path within the folder" in warnings[0]
    assert warnings[0].endswith("[smtp.pages]")
    assert victim.exists()
    assert built.build("dummy").warnings == []


def test_a_manifest_that_is_cut_short_gives_one_warning_and_the_pages_stay_ours(built: Project) -> None:
    manifest = pages_of(built) / MANIFEST
    whole = manifest.read_bytes()
    for end in (0, 1, len(whole) // 2, len(whole) - 3):
        manifest.write_bytes(whole[:end])
        warnings = built.build("dummy").warnings
        assert len(warnings) == 1
        assert "smtp/.smtp-pages.json cannot be read" in warnings[0]
        assert manifest.read_bytes() == whole
        assert built.build("dummy").warnings == []


def test_line_ends_that_git_changes_are_no_edit(built: Project) -> None:
    for path in pages_of(built).rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = times(pages_of(built))
    for _ in range(2):
        assert built.build("dummy").warnings == []
    assert times(pages_of(built)) == before
    built.write({"conf.py": 'extensions = ["sphinxext_smtp"]\n', "index.rst": page("Home", "Nothing.")})
    assert built.build("dummy").warnings == []
    assert not pages_of(built).exists()


def test_the_warning_about_a_page_that_is_taken_names_the_file_that_takes_it(built: Project) -> None:
    built.write({"conf.py": CONF + 'extensions += ["myst_parser"]\n', "smtp/class/2xx.md": "# Mine\n"})
    (warning,) = (each for each in built.build("dummy").warnings if "smtp.pages" in each)
    assert warning.startswith("smtp/class/2xx.md:1: WARNING: class/2xx.rst is not generated")


def test_another_release_or_another_wording_plans_the_pages_anew(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reworded(graph: smtp.Graph, options: PageOptions) -> Iterator[Page]:
        return (replaced(each, title=f"{each.title} anew") for each in planned_pages(graph, options))

    def reworded_where_few_look(graph: smtp.Graph, options: PageOptions) -> Iterator[Page]:
        for each in planned_pages(graph, options):
            yield replaced(each, title=f"{each.title} too") if each.name == "compare/450-vs-550" else each

    index, rare = pages_of(built) / "index.rst", pages_of(built) / "compare" / "450-vs-550.rst"
    monkeypatch.setattr(extension, "planned_pages", reworded)
    built.build("dummy")
    assert "SMTP reference anew" in index.read_text(encoding="utf-8")
    monkeypatch.setattr(extension, "planned_pages", reworded_where_few_look)
    monkeypatch.setattr("sphinxext_smtp.__version__", "99")
    built.build("dummy")
    assert "SMTP reference\n" in index.read_text(encoding="utf-8")
    assert " too\n" in rare.read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are stopped by means that POSIX has")
def test_a_build_that_is_killed_while_it_writes_pages_is_made_good_by_the_next(built: Project, tmp_path: Path) -> None:
    clean = type(built)(tmp_path / "clean")
    values = {"conf.py": CONF.replace("classes", "mechanisms"), "index.rst": HOME}
    clean.write(values)
    clean.build("dummy")
    wanted = {path.relative_to(pages_of(clean)) for path in pages_of(clean).rglob("*")}
    for step in (0, 1, 2, 3, 7, 40, 91):
        built.write({"conf.py": CONF})
        built.build("dummy")
        built.write(values)
        assert stopped(step, pages_of(built), lambda: built.build("dummy"))
        assert built.build("dummy").warnings == []
        assert {path.relative_to(pages_of(built)) for path in pages_of(built).rglob("*")} == wanted
