"""The words around the facts: the English is the class, another language has its own of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import smtp
from knowledge.smtp.language.captions import Captions
from knowledge.smtp.language.catalogue import languages
from knowledge.smtp.language.findings import Findings
from knowledge.smtp.language.phrases import Phrases
from knowledge.smtp.language.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = [name for source in (Captions, Sentences, Findings) for name in vars(source) if name.isupper()]
OTHERS = sorted(languages())


def shape(phrase: Any) -> Any:
    """Return a phrase without its words."""
    return {key: shape(text) for key, text in phrase.items()} if isinstance(phrase, Mapping) else bool(phrase)


def test_a_name_stands_for_one_phrase() -> None:
    assert sorted(NAMES) == sorted(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_english_is_read_from_the_class(name: str, graph: smtp.Graph) -> None:
    assert getattr(graph.words, name) is getattr(Phrases, name)


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_has_each_phrase_in_the_same_shape(language: str) -> None:
    phrases = smtp.load(language=language).words
    assert {name: shape(getattr(phrases, name)) for name in NAMES} == {
        name: shape(getattr(Phrases, name)) for name in NAMES
    }


def test_another_language_leaves_the_english_as_it_is() -> None:
    assert smtp.load(language="ja").words.HEADINGS["meaning"] == "意味"
    assert Phrases.HEADINGS["meaning"] == "Meaning"


@pytest.mark.parametrize(
    ("language", "items", "expected"),
    [
        ("en", ["a"], "a"),
        ("en", ["a", "b"], "a and b"),
        ("en", ["a", "b", "c", "d"], "a, b, c, and d"),
        ("de", ["a", "b", "c"], "a, b und c"),
        ("ja", ["a", "b", "c"], "a、b、c"),
    ],
)
def test_a_list_is_put_together_as_the_language_has_it(language: str, items: list[str], expected: str) -> None:
    assert smtp.load(language=language).words.listed(items) == expected


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (iter(["a", "b", "c"]), "a, b, c")], ids=["none", "one", "three"]
)
def test_a_cell_of_a_table_has_names_one_after_the_other(
    items: Iterable[str], expected: str, graph: smtp.Graph
) -> None:
    assert graph.words.enumerated(items) == expected


def test_no_other_name_is_a_phrase(graph: smtp.Graph) -> None:
    with pytest.raises(AttributeError, match="HEADINGZ"):
        _ = graph.words.HEADINGZ  # type: ignore[attr-defined]  # the type checker finds it first
