"""Paths that lead out of the folder of pages: nothing is read, written or deleted there."""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_smtp.pages.folder import update_folder
from sphinxext_smtp.pages.manifest import MANIFEST, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIXES = (".rst", ".md")
PAGES = {"index.rst": "Index\n", "code/535.rst": "535\n", "class/2xx.rst": "2xx\n"}
VICTIM = "Somebody's.\n"

OUTSIDE = [
    "../victim.rst",
    "code/../../victim.rst",
    "./../victim.rst",
    "{outside}/victim.rst",
    "//victim.rst",
    "..\\victim.rst",
    "code\\..\\..\\victim.rst",
    "C:victim.rst",
    "C:/victim.rst",
    "C:\\victim.rst",
    "\\\\server\\share\\victim.rst",
    "file:victim.rst",
    "..",
    ".",
    "",
    "/",
    "code/",
    "code//535.rst",
    "code/./535.rst",
    "victim\0.rst",
    "../victim.rst\0",
    "victim\n.rst",
    "victim\x1b[31m.rst",
    "victim\ud800.rst",
    "victim\u202e.rst",
    "con?.rst",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the pages already, beside files of somebody else."""
    for name in ("victim.rst", "535.rst", "victim\\..rst"):
        (tmp_path / name).write_text(VICTIM, encoding="utf-8")
    update_folder(tmp_path / "smtp", PAGES, SUFFIXES)
    return tmp_path / "smtp"


def outside(folder: Path) -> dict[str, bytes]:
    """Return all files that are not in the folder of pages."""
    found = (path for path in folder.parent.rglob("*") if folder not in path.parents)
    return {str(path): path.read_bytes() for path in found if path.is_file()}


def list_in_manifest(folder: Path, entries: dict[str, Any]) -> None:
    content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    content["pages"] |= entries
    (folder / MANIFEST).write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_of_such_a_name_is_not_written(folder: Path, name: str) -> None:
    before, name = outside(folder), name.format(outside=folder.parent)
    changes = update_folder(folder, {**PAGES, name: "escaped\n"}, SUFFIXES)
    assert outside(folder) == before
    assert changes.refused.keys() == {name}
    assert changes.manifest.keys() == PAGES.keys()


@pytest.mark.parametrize("name", [*OUTSIDE, MANIFEST])
def test_a_manifest_that_lists_such_a_name_deletes_nothing(folder: Path, name: str) -> None:
    before, name = outside(folder), name.format(outside=folder.parent)
    list_in_manifest(folder, {name: digest(VICTIM.encode())})
    changes = update_folder(folder, PAGES, SUFFIXES)
    assert outside(folder) == before
    assert (changes.refused.keys(), changes.delete) == ({name}, ())
    assert update_folder(folder, PAGES, SUFFIXES).refused == {}


@pytest.mark.parametrize("value", [7, None, True, [], [7], {}, {"a": "b"}, [["a"]], 1.5])
def test_an_entry_of_a_manifest_that_is_no_digest_is_told(folder: Path, value: object) -> None:
    list_in_manifest(folder, {"code/535.rst": value})
    changes = update_folder(folder, {**PAGES, "code/535.rst": "new\n"}, SUFFIXES)
    assert changes.refused == {"code/535.rst": "its entry in the manifest is no digest"}
    assert changes.taken == ("code/535.rst",)


LINKS: dict[str, tuple[str, str]] = {
    "to a folder outside": ("code", "../elsewhere"),
    "to a folder inside": ("code", "class"),
    "to no folder": ("code", "../nowhere"),
    "a loop of folders": ("code", "code"),
    "to a file outside": ("code/535.rst", "../../elsewhere/535.rst"),
    "to a file inside": ("code/535.rst", "../class/2xx.rst"),
    "to no file": ("code/535.rst", "../../elsewhere/none.rst"),
    "to the host of an editor": ("code/535.rst", "me@host.1"),
    "a loop of files": ("code/535.rst", "535.rst"),
    "to a device": ("code/535.rst", os.devnull),
    "the manifest": (MANIFEST, "../elsewhere/manifest.json"),
    "the manifest to nothing": (MANIFEST, "nothing"),
}
PLANS = {"the same": PAGES, "changed": {**PAGES, "code/535.rst": "new\n"}, "gone": {}}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize(("name", "target"), LINKS.values(), ids=LINKS)
def test_a_link_is_not_followed(folder: Path, name: str, target: str, plan: dict[str, str]) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "535.rst").write_text(PAGES["code/535.rst"], encoding="utf-8")
    (elsewhere / "manifest.json").write_bytes((folder / MANIFEST).read_bytes())
    if (folder / name).is_dir():
        (folder / "code" / "535.rst").unlink()
        (folder / name).rmdir()
    else:
        (folder / name).unlink()
    (folder / name).symlink_to(target)
    before = outside(folder)
    for _ in range(2):
        changes = update_folder(folder, plan, SUFFIXES)
        assert changes.refused == {name: "it is a symbolic link"}
        assert outside(folder) == before
        assert str((folder / name).readlink()) == target
    (folder / name).unlink()
    changes = update_folder(folder, plan, SUFFIXES)
    assert changes.refused == {}
    assert changes.manifest.keys() == plan.keys() - set(changes.taken)


@pytest.mark.parametrize("target", ["elsewhere", "nowhere", "smtp", "victim.rst"])
def test_a_folder_that_is_a_link_is_left_alone(tmp_path: Path, target: str) -> None:
    update_folder(tmp_path / "elsewhere", PAGES, SUFFIXES)
    (tmp_path / "victim.rst").write_text(VICTIM, encoding="utf-8")
    folder = tmp_path / "smtp"
    folder.symlink_to(target)
    before = outside(folder)
    for pages in ({"index.rst": "new\n"}, {}):
        assert update_folder(folder, pages, SUFFIXES).refused == {".": "it is a symbolic link"}
        assert outside(folder) == before
    assert folder.is_symlink()


def make_folder(path: Path) -> None:
    path.mkdir()


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = os.open(path.parent, os.O_RDONLY)
        before = os.open(".", os.O_RDONLY)
        try:
            os.fchdir(here)  # the paths of sockets are short
            made.bind(path.name)
        finally:
            os.fchdir(before)
            os.close(here)
            os.close(before)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such files are of POSIX")
@pytest.mark.parametrize("make", [make_folder, make_socket, os.mkfifo], ids=["folder", "socket", "fifo"])
@pytest.mark.parametrize("name", ["code/535.rst", MANIFEST])
def test_what_is_no_file_is_not_opened(folder: Path, make: Callable[[Path], None], name: str) -> None:
    (folder / name).unlink()
    make(folder / name)
    for pages in ({**PAGES, "index.rst": "new\n"}, {}):
        assert update_folder(folder, pages, SUFFIXES).refused == {name: "it is no file"}
    assert (folder / name).exists()


def test_a_file_where_a_folder_should_be_is_told_once(folder: Path) -> None:
    (folder / "code" / "535.rst").unlink()
    (folder / "code").rmdir()
    (folder / "code").write_text(VICTIM, encoding="utf-8")
    changes = update_folder(folder, {**PAGES, "code/550.rst": "550\n", "index.rst": "new\n"}, SUFFIXES)
    assert (changes.refused, changes.write) == ({"code": "it is no folder"}, ("index.rst",))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
@pytest.mark.parametrize("name", ["code", "code/535.rst", MANIFEST, "."])
def test_what_cannot_be_read_is_told(folder: Path, name: str) -> None:
    (folder / name).chmod(0)
    try:
        changes = update_folder(folder, {**PAGES, "index.rst": "new\n"}, SUFFIXES)
        assert changes.refused == {name: "Permission denied"}
    finally:
        (folder / name).chmod(0o700)
    assert update_folder(folder, PAGES, SUFFIXES).refused == {}


def test_a_name_that_no_disk_can_hold_is_told(folder: Path) -> None:
    name = "x" * 1000
    assert update_folder(folder, {**PAGES, f"{name}/a.rst": "a\n"}, SUFFIXES).refused == {name: "File name too long"}
