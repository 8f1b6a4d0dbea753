"""A folder of generated pages, kept up to date.

A manifest in the folder lists every page that the generator has written, with a digest of its text. Only a page whose
text is still the one that was written is ever written again or deleted; everything else in the folder belongs to
somebody.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

MANIFEST: Final = ".smtp-pages.json"


class Changes(Record):
    """What has to be done to a folder."""

    write: tuple[str, ...]
    """The files to write, in their order."""
    delete: tuple[str, ...]
    taken: tuple[str, ...]
    """The files that somebody else has written under the name of a page; they stay as they are."""
    manifest: dict[str, str]
    """The digest of each file that belongs to the generator afterwards."""


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
    :raises OSError: if a file cannot be read, written or deleted.
    """
    before = read_manifest(folder)
    changes = needed_changes(folder, pages, suffixes, before)
    for name in progress(changes.write):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[name], encoding="utf-8", newline="\n")
    for name in changes.delete:
        (folder / name).unlink()
    _remove_empty_folders(folder, changes.delete)
    if changes.manifest != before:
        _write_manifest(folder, changes.manifest)
    return changes


def needed_changes(
    folder: Path, pages: Mapping[str, str], suffixes: Collection[str], manifest: Mapping[str, str]
) -> Changes:
    """Return what has to be done; reads the folder and changes nothing."""
    write, taken = [], []
    owned: dict[str, str] = {}
    for name, text in pages.items():
        path = folder / name
        wanted = digest(text.encode())
        found = _digest_of(path)
        others = [path.with_suffix(suffix) for suffix in suffixes if suffix != path.suffix]
        if (found not in (None, wanted, manifest.get(name))) or any(
            other.exists() and other.relative_to(folder).as_posix() not in manifest for other in others
        ):
            taken.append(name)
            continue
        owned[name] = wanted
        if found != wanted:
            write.append(name)
    gone = [name for name in manifest if name not in owned]
    delete = [name for name in gone if _digest_of(folder / name) == manifest[name]]
    return Changes(tuple(write), tuple(delete), tuple(taken), owned)


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the digests of a manifest; nothing if there is none, or none that can be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(value) for name, value in found["pages"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def digest(content: bytes) -> str:
    """Return the digest by which a manifest knows a text."""
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _write_manifest(folder: Path, pages: Mapping[str, str]) -> None:
    path = folder / MANIFEST
    if not pages:
        path.unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        return
    note = "Written by sphinxext-smtp. It says which pages are generated; delete a page only together with its line."
    folder.mkdir(parents=True, exist_ok=True)
    content = {"note": note, "pages": dict(sorted(pages.items()))}
    path.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _remove_empty_folders(folder: Path, deleted: Iterable[str]) -> None:
    for parent in {(folder / name).parent for name in deleted} - {folder}:
        if not any(parent.iterdir()):
            parent.rmdir()
