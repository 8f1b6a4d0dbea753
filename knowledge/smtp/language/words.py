"""The labels and the sentence templates in the language of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from knowledge.smtp.language import labels, sentences

if TYPE_CHECKING:
    from knowledge.smtp.language.catalogue import Catalogue
    from knowledge.smtp.model.vocabulary import Kind, RelationKind


UNSPACED = ("ja", "zh_CN")
"""The languages that put no space between sentences."""


class Words:
    """What `labels` and `sentences` hold, under the same names, in one language.

    >>> from knowledge import smtp
    >>> smtp.load().words.HEADINGS["meaning"]
    'Meaning'
    """

    HEADINGS: Mapping[str, str]
    HEADINGS_OF_KIND: Mapping[Kind, Mapping[str, str]]
    WHICH_TO_EXPECT: str
    WHICH_TO_CHOOSE: str
    FIELDS: Mapping[str, str]
    MATRIX_LEGEND: str
    NONE: str
    ANY_COMMAND: str
    ANY_COMMAND_EXCEPT: str
    AGAINST: str
    WORDS: Mapping[str, Mapping[str, str]]
    KINDS: Mapping[Kind, str]
    GROUPS: Mapping[Kind, str]
    CURATED: str
    REFERENCE: str
    RELATIONS: Mapping[RelationKind, str]
    SECTION: str
    APPENDIX: str
    COMPARED: str
    DIFFERS_LEGEND: str
    GRAPH: str
    GRAPH_LIST: str
    LIST_PAIR: str
    LIST_MORE: str
    LIST_LAST: str
    MOMENTS: Mapping[str, str]
    CLASSES_DIFFER: Mapping[tuple[str, str], str]
    CLASS_OF: Mapping[str, str]
    CLASS_SAYS: Mapping[str, str]
    NO_CLASS: str
    ONLY_MEANING: str
    SAME_CLASS: str
    CATEGORIES_DIFFER: str
    CATEGORY_OF: str
    ANSWERS_ANY: str
    ANSWERS_ANY_EXCEPT: str
    ANSWERS: str
    ANSWERS_NONE: str
    ANSWERS_MANY: str
    BOTH_ANY: str
    COVERS: str
    BOTH_ANSWER: str
    BOTH_ANSWER_MANY: str
    UNDEFINED: str
    NEVER_BOTH: str
    ALL_ANSWER: str
    NOT_ALL: str
    FIRST_ACTOR: Mapping[str, str]
    RETRY: Mapping[str, str]
    CLOSES: Mapping[str, str]
    ENHANCED_NONE: str
    ENHANCED_ONE: str
    ENHANCED_SOME: str
    ENHANCED_MANY: str
    CODE_STANDING: Mapping[str, str]
    COMMAND_STANDING: Mapping[str, str]
    COMMAND_PHASE: Mapping[str, str]
    COMMAND_SUCCESS_NONE: str
    COMMAND_SUCCESS: str
    COMMAND_SUCCESS_SOME: str
    ONLY_ONE_GETS: str
    MECHANISM_STANDING: Mapping[str, str]
    MECHANISM_NEEDS: Mapping[str, str]
    ENHANCED_CLASSES: str
    CLASS_EXCLUDED: str
    ENHANCED_BASIC_NONE: str
    ENHANCED_BASIC_ONE: str
    ENHANCED_BASIC: str
    ENHANCED_ONLY_MEANING: str
    ENHANCED_SUBJECT: str
    CLASS_CODES: str

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    if not TYPE_CHECKING:  # type checkers know the names above and no others

        def __getattr__(self, name: str) -> Any:
            """Return a label, a template, or a mapping of them; it is worked out once."""
            if name not in Words.__annotations__:
                raise AttributeError(f"neither labels nor sentences hold {name}")
            english = labels.__dict__.get(name, sentences.__dict__.get(name))
            self.__dict__[name] = said = self._said(name, english)
            return said

    def _said(self, context: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: self._said(f"{context} {_key(key)}", text) for key, text in value.items()}
        return self._catalogue.say(context, value) if isinstance(value, str) and value else value

    def listed(self, items: Sequence[str]) -> str:
        """Return names as a list in a sentence; see `sentences.listed`."""
        return sentences.listed(items, self.LIST_PAIR, self.LIST_MORE, self.LIST_LAST)

    def enumerated(self, items: Iterable[str]) -> str:
        """Return names one after the other, as a table holds them."""
        *others, last = [*items] or [""]
        for item in reversed(others):
            last = self.LIST_MORE.format(first=item, rest=last)
        return last

    def joined(self, texts: Iterable[str]) -> str:
        """Return sentences one after the other, as the language sets them."""
        return ("" if self._catalogue.language in UNSPACED else " ").join(texts)


def _key(key: str | tuple[str, ...]) -> str:
    return key if isinstance(key, str) else " ".join(key)


def label_messages() -> Iterator[tuple[str, str]]:
    """Yield the context and the English text of every label and template that has words to translate."""
    for module in (labels, sentences):
        for name in Words.__annotations__:
            if name in vars(module):
                yield from _messages(name, vars(module)[name])


def _messages(context: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, text in value.items():
            yield from _messages(f"{context} {_key(key)}", text)
    elif isinstance(value, str) and value:
        yield context, value
