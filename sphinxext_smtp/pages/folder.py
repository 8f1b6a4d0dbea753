"""A folder of generated pages, kept up to date.

A manifest in the folder lists every page that the generator has written, with a digest of its text. Only a page whose
text is still the one that was written is ever written again or deleted; everything else in the folder belongs to
somebody.

What has to be done is worked out before anything is done. Before the first page is written, the manifest knows each
page by the text that it has and by the one that it gets: whenever the generator is stopped, it knows its pages again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.record import Record
from sphinxext_smtp.pages.manifest import MANIFEST, Manifest, digest, parse, text_of
from sphinxext_smtp.pages.paths import Paths, RefusedPathError
from sphinxext_smtp.pages.writing import is_temporary, remove_empty, remove_temporary, write

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinxext_smtp.pages.manifest import Digests

Stamp = tuple[int, int]
"""The time and the size of a file."""
REFUSED: Final = (0, -1)
"""The stamp of a path that is not looked at."""


class Changes(Record):
    """What has to be done to a folder."""

    write: tuple[str, ...] = ()
    """The files to write, in their order."""
    delete: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    """The pages whose places the files of somebody else have; these stay as they are."""
    takers: tuple[str, ...] = ()
    """These files, in the same order."""
    refused: Mapping[str, str] = {}
    """The paths that are neither read nor written nor deleted, nor is what lies below them; each with the reason."""
    damage: str = ""
    """Why the manifest cannot be read; nothing where it can."""
    manifest: Mapping[str, str] = {}
    """The digest of each page that is the generator's afterwards."""
    kept: Mapping[str, Digests] = {}
    """What the manifest has said of pages that cannot be looked at now."""


def update_folder(
    folder: Path,
    pages: Mapping[str, str],
    suffixes: Collection[str],
    progress: Callable[[Collection[str]], Iterable[str]] = iter,
) -> Changes:
    """Write each page whose text is new or has changed, and delete the ones that are no longer wanted.

    :param pages: the text of each page by its file name within the folder, ``code/535.rst``.
    :param suffixes: the endings of source files, so that ``code/535.md`` is seen to take the name of ``code/535.rst``.
    :param progress: takes the files to write and gives them back one by one.
    :returns: what was done.
    :raises OSError: if a file cannot be written or deleted; the same call goes on from there.
    """
    paths = Paths(folder)
    try:
        remove_temporary(folder, paths.names())
        before = read_manifest(paths)
    except RefusedPathError as error:
        return Changes(refused={error.path: error.why})
    changes = needed_changes(paths, pages, suffixes, before)
    after = {**changes.kept, **{name: (found,) for name, found in changes.manifest.items()}}
    there: Mapping[str, Digests] | None = None if before.damage or before.refused else before.pages
    if changes.write or changes.delete:
        there = _write_manifest(folder, there, _before_and_after(before.pages, after))
    for name in progress(changes.write):
        write(folder, name, pages[name])
    for name in changes.delete:
        (folder / name).unlink(missing_ok=True)
    remove_empty(folder, {name.rpartition("/")[0] for name in before.pages.keys() - after.keys()})
    _write_manifest(folder, there, after)
    return changes


def read_manifest(paths: Paths) -> Manifest:
    """Return what the manifest of a folder says; nothing where there is none.

    :raises RefusedPathError: if it is a link, or cannot be read.
    """
    content = paths.content(MANIFEST)
    return Manifest({}) if content is None else parse(content)


def needed_changes(paths: Paths, pages: Mapping[str, str], suffixes: Collection[str], manifest: Manifest) -> Changes:
    """Return what has to be done; reads the folder and changes nothing."""
    known = manifest.pages
    write: list[str] = []
    taken: dict[str, str] = {}
    owned: dict[str, str] = {}
    refused = dict(manifest.refused)
    for name, text in pages.items():
        wanted = digest(text.encode())
        try:
            found = _digest_of(paths, name)
            taker = _taker(paths, name, suffixes, known)
        except RefusedPathError as error:
            refused[error.path] = error.why
            continue
        if found not in (None, wanted, *known.get(name, ())):
            taken[name] = name
        elif taker:
            taken[name] = taker
        else:
            owned[name] = wanted
            if found != wanted:
                write.append(name)
    delete: list[str] = []
    kept: dict[str, Digests] = {}
    for name in known.keys() - owned.keys():
        try:
            if _digest_of(paths, name) in known[name]:
                delete.append(name)
        except RefusedPathError as error:
            refused[error.path] = error.why
            kept[name] = known[name]
    return Changes(
        write=tuple(write),
        delete=tuple(sorted(delete)),
        taken=tuple(taken),
        takers=tuple(taken.values()),
        refused=refused,
        damage=manifest.damage,
        manifest=owned,
        kept=kept,
    )


def stamps(folder: Path, names: Iterable[str], suffixes: Collection[str]) -> dict[str, Stamp]:
    """Return what changes when the manifest or a page changes, somebody takes its place, or a build is killed here.

    :param names: the pages, as the manifest names them. Nothing else in the folder is looked at.
    """
    paths = Paths(folder)
    found = {}
    for name in _watched(paths, names, suffixes):
        try:
            if status := paths.status(name):
                found[name] = (status.st_mtime_ns, status.st_size)
        except RefusedPathError:
            found[name] = REFUSED
    return found


def is_in_use(folder: Path) -> bool:
    """Tell whether the generator has left something in a folder."""
    try:
        return any(name == MANIFEST or is_temporary(name) for name in Paths(folder).names())
    except RefusedPathError:
        return False


def _watched(paths: Paths, names: Iterable[str], suffixes: Collection[str]) -> Iterator[str]:
    with suppress(RefusedPathError):
        yield from (name for name in paths.names() if name == MANIFEST or is_temporary(name))
    for name in names:
        yield name
        with suppress(RefusedPathError):
            yield from _others(paths, name, suffixes)


def _taker(paths: Paths, name: str, suffixes: Collection[str], known: Mapping[str, Digests]) -> str:
    """Return the file of somebody else that Sphinx takes for the same page; nothing where there is none."""
    for other in _others(paths, name, suffixes):
        try:
            if _digest_of(paths, other) not in (None, *known.get(other, ())):
                return other
        except RefusedPathError:
            return other
    return ""


def _others(paths: Paths, name: str, suffixes: Collection[str]) -> Iterator[str]:
    """Yield the other files of the name of a page that are there, apart from their endings."""
    way, slash, file = name.rpartition("/")
    stem = next((file.removesuffix(suffix) for suffix in suffixes if file.endswith(suffix)), file)
    for suffix in suffixes:
        if (other := f"{stem}{suffix}") != file and other in paths.names(way):
            yield f"{way}{slash}{other}"


def _digest_of(paths: Paths, name: str) -> str | None:
    content = paths.content(name)
    return None if content is None else digest(content)


def _before_and_after(before: Mapping[str, Digests], after: Mapping[str, Digests]) -> dict[str, Digests]:
    names = [*before, *(name for name in after if name not in before)]
    return {name: tuple(dict.fromkeys((*before.get(name, ()), *after.get(name, ())))) for name in names}


def _write_manifest(
    folder: Path, there: Mapping[str, Digests] | None, pages: Mapping[str, Digests]
) -> Mapping[str, Digests]:
    """Write a manifest where it says something else than the one that is there; return what it says now."""
    if pages and pages != there:
        write(folder, MANIFEST, text_of(pages))
    elif not pages:
        if there != {}:
            (folder / MANIFEST).unlink(missing_ok=True)
        with suppress(OSError):  # nothing of ours is in it; what is, is somebody's
            folder.rmdir()
    return pages
