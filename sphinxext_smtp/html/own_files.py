"""Files of ours beside the pages in an output, told apart from everybody else's by a manifest.

The manifest lies among them and knows the digest of each, so that a file which somebody else has put there, or has
changed, is neither overwritten nor removed. It knows the new digests before the first file is written, and files are
moved to their places, so that a build that is killed leaves nothing that the next one would not know.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST: Final = ".smtp-markdown.json"
TEMPORARY: Final = ".smtp-markdown.tmp"


class Manifest(Record):
    """What is known of the files of ours in a folder."""

    made_from: str
    """What changes when the files have to be made anew; empty while they are being written."""
    digests: dict[str, list[str]]
    """The digests that each file may have, by its path from the folder, with slashes."""


def manifest_of(folder: Path) -> Manifest:
    """Return the manifest of a folder; an empty one where there is none that can be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Manifest(str(found["made_from"]), {str(name): list(each) for name, each in found["digests"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Manifest("", {})


def update(folder: Path, files: Mapping[str, str], made_from: str, unchanged: Mapping[str, list[str]]) -> None:
    """Write files of ours that have changed, and remove the ones that are not wanted any more.

    :param files: the text of each file, by its path from the folder.
    :param unchanged: the digests of files that stay as they are.
    :raises OSError: if a file cannot be written or removed.
    """
    known = manifest_of(folder).digests
    if not (known or files):
        return
    contents = {name: text.encode() for name, text in files.items()}
    digests = {name: _digest(content) for name, content in contents.items()}
    possible = {name: {*known.get(name, ()), *([digests[name]] if name in digests else [])} for name in known | digests}
    _write_manifest(folder, Manifest("", {name: sorted(each) for name, each in possible.items()}))
    kept = dict(unchanged)
    for name in sorted(possible.keys() - unchanged.keys()):
        found = _digest_of(folder / name)
        if found and found not in possible[name]:
            continue  # somebody else's
        if name not in contents:
            (folder / name).unlink(missing_ok=True)
            continue
        kept[name] = [digests[name]]
        if found != digests[name]:
            _write(folder, name, contents[name])
    if kept:
        _write_manifest(folder, Manifest(made_from, kept))
    else:
        (folder / MANIFEST).unlink()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _digest_of(path: Path) -> str:
    """Return the digest of a file; nothing where there is none."""
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return ""


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    text = json.dumps({"made_from": manifest.made_from, "digests": manifest.digests}, indent=0, sort_keys=True)
    _write(folder, MANIFEST, text.encode())


def _write(folder: Path, name: str, content: bytes) -> None:
    temporary = folder / TEMPORARY
    temporary.write_bytes(content)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    os.replace(temporary, folder / name)  # noqa: PTH105 -- the same as Path.replace, by the name that says what it does
