"""The manifest of a folder of pages: which of them the generator has written, and how it knows them again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.model.record import Record
from sphinxext_smtp.messages import __
from sphinxext_smtp.pages.paths import is_within

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST: Final = ".smtp-pages.json"
NOTE: Final = "Written by sphinxext-smtp. It says which pages are generated; delete a page only together with its line."
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

Digests = tuple[str, ...]
"""The digests that the text of a page may have: one, or while pages are being written, the ones before and after."""


class Manifest(Record):
    """What a manifest says."""

    pages: Mapping[str, Digests]
    refused: Mapping[str, str] = {}
    """The entries that name no page, each with the reason."""
    damage: str = ""
    """Why it cannot be read; nothing where it can."""


def parse(content: bytes) -> Manifest:
    """Return what a manifest says, whatever it holds.

    >>> parse(b'{"pages": {"code/535.rst": "d1", "../conf.py": "d2"}}')
    Manifest(pages={'code/535.rst': ('d1',)}, refused={'../conf.py': 'it is no path within the folder'}, damage='')
    """
    try:
        found: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Manifest({}, damage=str(error))
    listed = found.get("pages") if isinstance(found, dict) else None
    if not isinstance(listed, dict):
        return Manifest({}, damage=__("it does not list pages"))
    refused = {name: why for name, value in listed.items() if (why := _fault(name, value))}
    pages = {name: _digests(value) for name, value in listed.items() if name not in refused}
    return Manifest(pages, refused)


def text_of(pages: Mapping[str, Digests]) -> str:
    """Return the text of a manifest."""
    listed = {name: found[0] if len(found) == 1 else found for name, found in sorted(pages.items())}
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(value)}" for name, value in listed.items())
    return f'{{\n"note": {json.dumps(NOTE)},\n"pages": {{\n{lines}\n}}\n}}\n'


def digest(content: bytes) -> str:
    r"""Return the digest by which a manifest knows a text.

    Line ends and a byte order mark make no difference, because programs for versions and editors change them:

    >>> digest(b"535\r\n") == digest(b"535\n")
    True
    """
    text = content.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def _fault(name: str, value: Any) -> str:
    if not is_within(name) or name == MANIFEST:
        return str(__("it is no path within the folder"))
    if not _digests(value):
        return str(__("its entry in the manifest is no digest"))
    return ""


def _digests(value: Any) -> Digests:
    listed = value if isinstance(value, list) else [value]
    return tuple(listed) if all(isinstance(each, str) for each in listed) else ()
