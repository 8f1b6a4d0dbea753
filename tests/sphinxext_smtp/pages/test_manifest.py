"""The manifest of a folder of pages: what it says, and what of it is refused, with the reason."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from sphinxext_smtp.pages.manifest import MANIFEST, NOTE, Manifest, parse, text_of

OUTSIDE: Final = "it is no path within the folder"
NO_DIGEST: Final = "its entry in the manifest is no digest"
ENTRIES: Final[list[tuple[str, Any, Manifest]]] = [
    # an entry: the page, what stands for its digest, and what the manifest says of it
    ("code/535.rst", "d1", Manifest({"code/535.rst": ("d1",)})),
    ("code/535.rst", ["d1", "d2"], Manifest({"code/535.rst": ("d1", "d2")})),
    ("../conf.py", "d1", Manifest({}, {"../conf.py": OUTSIDE})),
    (MANIFEST, "d1", Manifest({}, {MANIFEST: OUTSIDE})),
    ("code/535.rst", 1, Manifest({}, {"code/535.rst": NO_DIGEST})),
    ("code/535.rst", ["d1", None], Manifest({}, {"code/535.rst": NO_DIGEST})),
    ("code/535.rst", [], Manifest({}, {"code/535.rst": NO_DIGEST})),
]


@pytest.mark.parametrize(("page", "value", "said"), ENTRIES)
def test_an_entry_names_a_page_of_the_folder_and_its_digests(page: str, value: Any, said: Manifest) -> None:
    assert parse(json.dumps({"pages": {page: value}}).encode()) == said


@pytest.mark.parametrize(
    ("content", "damage"),
    [
        (b"{", "Expecting property name enclosed in double quotes"),
        (b"\xff", "'utf-8' codec can't decode byte 0xff"),
        (b"[]", "it does not list pages"),
        (b'{"pages": []}', "it does not list pages"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, damage: str) -> None:
    found = parse(content)
    assert found.damage.startswith(damage)
    assert found.pages == {}


def test_the_text_says_what_it_is_and_has_a_line_for_each_page() -> None:
    pages = {"code/550.rst": ("d3", "d4"), "code/535.rst": ("d1",)}
    text = text_of(pages)
    assert text.split("\n")[1:5] == [
        f'"note": {json.dumps(NOTE)},',
        '"pages": {',
        '"code/535.rst": "d1",',
        '"code/550.rst": ["d3", "d4"]',
    ]
    assert parse(text.encode()) == Manifest(pages)
