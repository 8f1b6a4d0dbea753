"""The generator is stopped at each of its steps, by a kill, the keyboard or a full disk, and then runs again."""

from __future__ import annotations

import itertools
import os
import signal
import time
from functools import partial
from typing import TYPE_CHECKING, get_args

import pytest
from stopping import Stop, stopped

from sphinxext_smtp.pages.folder import update_folder
from sphinxext_smtp.pages.manifest import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are stopped by means that POSIX has")

SUFFIXES = (".rst", ".md")
BEFORE = {
    "index.rst": "Index\n",
    "code/535.rst": "535\n",
    "code/550.rst": "550\n",
    "old/a.rst": "a\n",
    "old/b.rst": "b\n",
}
AFTER = {"index.rst": "New index\n", "code/535.rst": "New 535\n", "code/550.rst": "550\n", "new/deep/c.rst": "c\n"}
PLANS = {"the same command": AFTER, "the command before": BEFORE, "no page at all": {}}
SOMEBODY = {"code/own.rst": "Mine.\n", "notes.txt": "Mine too.\n"}


def put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    """Return everything in a folder, hidden files and empty folders too."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") if path.is_file() else ""
        for path in folder.rglob("*")
    }


def begun(folder: Path) -> Path:
    put(folder, SOMEBODY)
    update_folder(folder, BEFORE, SUFFIXES)
    return folder


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What each plan leaves where nothing is stopped."""
    found = {}
    for name, plan in PLANS.items():
        folder = begun(tmp_path_factory.mktemp("clean"))
        update_folder(folder, plan, SUFFIXES)
        found[name] = tree(folder)
    return found


@pytest.mark.parametrize("stop", get_args(Stop))
@pytest.mark.parametrize("plan", PLANS)
def test_stopped_at_any_step_the_next_run_gives_what_a_clean_one_does(
    tmp_path: Path, clean: Mapping[str, Mapping[str, str]], plan: str, stop: Stop
) -> None:
    for step in itertools.count():
        folder = begun(tmp_path / str(step))
        if not stopped(step, folder, partial(update_folder, folder, AFTER, SUFFIXES), stop):
            break
        found = tree(folder)
        for page in BEFORE.keys() | AFTER.keys():
            assert found.get(page) in (BEFORE.get(page), AFTER.get(page)), "a part of a page"
        update_folder(folder, PLANS[plan], SUFFIXES)
        assert tree(folder) == clean[plan], f"stopped at step {step}"
    assert tree(folder) == clean["the same command"]
    assert step >= 12


@pytest.mark.parametrize("stop", get_args(Stop))
@pytest.mark.parametrize(("before", "after"), [({}, AFTER), (BEFORE, {})], ids=["the first pages", "the last pages"])
def test_stopped_while_the_folder_itself_comes_or_goes(
    tmp_path: Path, before: Mapping[str, str], after: Mapping[str, str], stop: Stop
) -> None:
    for name, pages in (("before", before), ("after", after)):
        update_folder(tmp_path / name, pages, SUFFIXES)
    for step in itertools.count():
        folder = tmp_path / str(step) / "smtp"
        update_folder(folder, before, SUFFIXES)
        if not stopped(step, folder, partial(update_folder, folder, after, SUFFIXES), stop):
            break
        update_folder(folder, after, SUFFIXES)
        assert tree(folder) == tree(tmp_path / "after"), f"stopped at step {step}"
        assert folder.exists() == bool(after)
    assert step >= 5


def test_a_page_that_somebody_edits_after_a_kill_is_theirs(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    assert stopped(4, folder, partial(update_folder, folder, AFTER, SUFFIXES))
    put(folder, {"code/535.rst": "Edited.\n"})
    changes = update_folder(folder, AFTER, SUFFIXES)
    assert changes.taken == ("code/535.rst",)
    assert tree(folder)["code/535.rst"] == "Edited.\n"


def test_killed_by_the_clock_while_pages_come_and_go(tmp_path: Path) -> None:
    folder = begun(tmp_path / "smtp")
    large = {f"{name}.rst": name * 20_000 for name in "pqrst"}
    for number in range(25):
        process = os.fork()
        if not process:
            try:
                while True:
                    update_folder(folder, large, SUFFIXES)
                    update_folder(folder, AFTER, SUFFIXES)
            finally:
                os._exit(1)
        time.sleep(0.001 + number * 0.0013)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        for name, text in tree(folder).items():
            assert name not in large or text == large[name], "a part of a page"
    changes = update_folder(folder, AFTER, SUFFIXES)
    assert (changes.taken, changes.damage) == ((), "")
    assert tree(folder).keys() == {*AFTER, *SOMEBODY, MANIFEST, "code", "new", "new/deep"}


def test_a_disk_that_fills_up_within_a_page(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    folder = begun(tmp_path / "smtp")
    large = {**AFTER, "index.rst": "New index\n" * 10_000}

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        update_folder(folder, large, SUFFIXES)

    assert stopped(10_000, folder, fill)
    assert tree(folder)["index.rst"] == BEFORE["index.rst"]
    assert not [name for name in tree(folder) if name.endswith(".tmp")]
    changes = update_folder(folder, large, SUFFIXES)
    assert changes.taken == ()
    assert tree(folder)["index.rst"] == large["index.rst"]


def test_two_builds_at_once_leave_what_one_does(tmp_path: Path, clean: Mapping[str, Mapping[str, str]]) -> None:
    for number in range(20):
        folder = begun(tmp_path / str(number))
        other = os.fork()
        if not other:
            try:
                update_folder(folder, AFTER, SUFFIXES)
            finally:
                os._exit(0)
        update_folder(folder, AFTER, SUFFIXES)
        os.waitpid(other, 0)
        assert tree(folder) == clean["the same command"]
