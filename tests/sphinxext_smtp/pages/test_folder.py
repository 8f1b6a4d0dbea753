"""A folder of generated pages: what is written, what is deleted, and what is left alone."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from sphinxext_smtp.pages.folder import stamps, update_folder
from sphinxext_smtp.pages.manifest import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIXES = (".rst", ".md")
PAGES = {"index.rst": "Index\n", "code/535.rst": "535\n", "code/550.rst": "550\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the pages already."""
    update_folder(tmp_path / "smtp", PAGES, SUFFIXES)
    return tmp_path / "smtp"


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_pages_are_written_with_a_manifest(folder: Path) -> None:
    assert contents(folder) == PAGES
    assert json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["pages"].keys() == PAGES.keys()


def test_what_has_not_changed_is_not_written_again(folder: Path) -> None:
    before = times(folder)
    changes = update_folder(folder, PAGES, SUFFIXES)
    assert (changes.write, changes.delete, changes.taken) == ((), (), ())
    assert times(folder) == before


def test_only_a_changed_page_is_written(folder: Path) -> None:
    before = times(folder)
    changes = update_folder(folder, {**PAGES, "code/535.rst": "new\n"}, SUFFIXES)
    assert changes.write == ("code/535.rst",)
    changed = {path.name for path, time in times(folder).items() if before[path] != time}
    assert changed == {"535.rst", MANIFEST}


def test_a_page_that_is_no_longer_wanted_is_deleted_with_its_empty_folder(folder: Path) -> None:
    assert update_folder(folder, {"index.rst": "Index\n"}, SUFFIXES).delete == ("code/535.rst", "code/550.rst")
    assert contents(folder) == {"index.rst": "Index\n"}
    assert not (folder / "code").exists()


def test_without_pages_nothing_of_ours_is_left(folder: Path) -> None:
    update_folder(folder, {}, SUFFIXES)
    assert not folder.exists()


def test_a_file_of_somebody_else_is_never_touched(folder: Path) -> None:
    (folder / "code" / "notes.rst").write_text("Mine.\n", encoding="utf-8")
    update_folder(folder, {}, SUFFIXES)
    assert contents(folder) == {"code/notes.rst": "Mine.\n"}


@pytest.mark.parametrize("wanted", [PAGES, {**PAGES, "code/535.rst": "new\n"}, {}], ids=["same", "changed", "gone"])
def test_a_page_that_somebody_has_edited_belongs_to_them(folder: Path, wanted: dict[str, str]) -> None:
    (folder / "code" / "535.rst").write_text("Edited.\n", encoding="utf-8")
    changes = update_folder(folder, wanted, SUFFIXES)
    assert (folder / "code" / "535.rst").read_text(encoding="utf-8") == "Edited.\n"
    assert changes.taken == (("code/535.rst",) if wanted else ())
    assert "code/535.rst" not in changes.manifest


@pytest.mark.parametrize("name", ["code/535.rst", "code/535.md"])
def test_a_handwritten_page_of_the_same_name_wins(tmp_path: Path, name: str) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / name).write_text("By hand.\n", encoding="utf-8")
    changes = update_folder(tmp_path, PAGES, SUFFIXES)
    assert changes.taken == ("code/535.rst",)
    assert contents(tmp_path) == {**{key: text for key, text in PAGES.items() if "535" not in key}, name: "By hand.\n"}


def test_a_handwritten_page_that_comes_later_takes_the_place(folder: Path) -> None:
    (folder / "code" / "535.md").write_text("By hand.\n", encoding="utf-8")
    changes = update_folder(folder, PAGES, SUFFIXES)
    assert (changes.taken, changes.delete) == (("code/535.rst",), ("code/535.rst",))
    assert "code/535.rst" not in contents(folder)


def test_a_page_that_stops_to_be_handwritten_is_generated_again(folder: Path) -> None:
    (folder / "code" / "535.rst").write_text("Edited.\n", encoding="utf-8")
    update_folder(folder, PAGES, SUFFIXES)
    (folder / "code" / "535.rst").unlink()
    assert update_folder(folder, PAGES, SUFFIXES).write == ("code/535.rst",)


def test_a_change_of_the_format_replaces_the_files(folder: Path) -> None:
    changes = update_folder(folder, {"index.md": "# Index\n"}, SUFFIXES)
    assert (changes.write, set(changes.delete), changes.taken) == (("index.md",), set(PAGES), ())


DAMAGED = {
    "empty": b"",
    "cut short": b'{\n"note": "Written by sphinxext-smtp.",\n"pages": {\n"code/535.rst": "0123',
    "merged by hand": b'<<<<<<< ours\n{"pages": {}}\n=======\n{"pages": {}}\n>>>>>>> theirs\n',
    "zeros": bytes(100),
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "a number": b"7",
    "no pages": b"{}",
    "pages that are a number": b'{"pages": 7}',
    "pages that are a list": b'{"pages": ["code/535.rst"]}',
    "deep": b"[" * 100_000,
    "a long number": b'{"pages": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("manifest", DAMAGED.values(), ids=DAMAGED)
def test_a_manifest_that_cannot_be_read_makes_the_generator_careful(folder: Path, manifest: bytes) -> None:
    (folder / MANIFEST).write_bytes(manifest)
    changes = update_folder(folder, {**PAGES, "code/535.rst": "new\n"}, SUFFIXES)
    assert changes.damage
    assert changes.taken == ("code/535.rst",)
    assert changes.manifest.keys() == {"index.rst", "code/550.rst"}
    assert contents(folder) == PAGES
    (folder / "code" / "535.rst").unlink()
    again = update_folder(folder, {**PAGES, "code/535.rst": "new\n"}, SUFFIXES)
    assert (again.damage, again.write, again.taken) == ("", ("code/535.rst",), ())


@pytest.mark.parametrize("manifest", DAMAGED.values(), ids=DAMAGED)
def test_without_pages_a_manifest_that_cannot_be_read_deletes_none(folder: Path, manifest: bytes) -> None:
    (folder / MANIFEST).write_bytes(manifest)
    assert update_folder(folder, {}, SUFFIXES).delete == ()
    assert contents(folder) == PAGES


@pytest.mark.parametrize("name", [*PAGES, MANIFEST])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"),
    ],
    ids=["line ends", "byte order mark", "both"],
)
def test_line_ends_and_a_byte_order_mark_make_no_page_foreign(
    folder: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    (folder / name).write_bytes(change((folder / name).read_bytes()))
    before = times(folder)
    changes = update_folder(folder, PAGES, SUFFIXES)
    assert (changes.write, changes.taken, changes.damage) == ((), (), "")
    assert times(folder) == before
    assert update_folder(folder, {"index.rst": "new\n"}, SUFFIXES).taken == ()
    assert contents(folder) == {"index.rst": "new\n"}


def test_a_page_with_another_last_line_is_foreign(folder: Path) -> None:
    (folder / "index.rst").write_bytes(b"Index\n\n")
    assert update_folder(folder, PAGES, SUFFIXES).taken == ("index.rst",)


def test_a_page_that_takes_the_place_after_an_edit_is_somebody_s(folder: Path) -> None:
    update_folder(folder, {"code/535.md": "535\n"}, SUFFIXES)
    (folder / "code" / "535.md").write_text("Edited.\n", encoding="utf-8")
    changes = update_folder(folder, {"code/535.rst": "535\n"}, SUFFIXES)
    assert (changes.taken, changes.takers) == (("code/535.rst",), ("code/535.md",))


def test_an_ending_of_two_parts_is_one_ending(tmp_path: Path) -> None:
    (tmp_path / "535.md").write_text("By hand.\n", encoding="utf-8")
    changes = update_folder(tmp_path, {"535.rst.txt": "535\n"}, (".rst.txt", ".md"))
    assert (changes.taken, changes.takers) == (("535.rst.txt",), ("535.md",))


def test_a_file_that_vanishes_while_it_is_looked_at_takes_no_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: [*listed(path), "535.md", "index.md"])
    changes = update_folder(folder, PAGES, SUFFIXES)
    assert (changes.taken, changes.refused, changes.write) == ((), {}, ())
    assert stamps(folder, PAGES, SUFFIXES).keys() == {*PAGES, MANIFEST}
