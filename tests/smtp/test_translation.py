"""The catalogues: complete where they promise it, faithful to the English, and in step with the facts."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from knowledge import smtp
from knowledge.smtp.explain.contents import prose_in
from knowledge.smtp.language.catalogue import LOCALE, languages
from knowledge.smtp.shell.messages import messages

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Message

FILES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
LABELS = [path for path in FILES if path.stem == "labels"]
IDS = [f"{path.parents[1].name}-{path.stem}" for path in FILES]
NAME = re.compile(r"`([^`]+)`")
SLOT = re.compile(r"\{\w*\}")


def entries(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def test_fifteen_languages_have_their_labels() -> None:
    known = {"ja", "ko", "zh_CN", "es", "pt", "fr", "de", "ru", "ar", "hi", "tr", "vi", "id", "th"}
    assert {path.parents[1].name for path in FILES if path.stem == "labels"} == known == set(languages())


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_catalogue_has_the_messages_that_there_are_now(path: Path) -> None:
    found = {(message.context, message.id) for message in entries(path)}
    assert found == set(messages(path.stem)), "run: python -m knowledge.smtp.shell.messages"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_translation_keeps_names_and_slots_and_is_not_fuzzy(path: Path) -> None:
    wrong = []
    for message in entries(path):
        if message.fuzzy:
            wrong.append(f"{message.context}: fuzzy")
        if message.string:
            for pattern in (NAME, SLOT):
                if set(pattern.findall(message.id)) != set(pattern.findall(message.string)):
                    wrong.append(f"{message.context}: {message.string}")
    assert wrong == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem == "labels"], ids=lambda path: path.parents[1].name
)
def test_every_label_and_template_is_translated(path: Path) -> None:
    assert [message.context for message in entries(path) if not message.string] == []


def test_japanese_is_complete() -> None:
    assert [each.context for each in entries(LOCALE / "ja" / "LC_MESSAGES" / "facts.po") if not each.string] == []


@pytest.mark.parametrize("language", ["de", "fr", "es", "zh_CN"])
def test_the_standard_codes_and_the_classes_are_translated(language: str, graph: smtp.Graph) -> None:
    standard = {code.key for code in graph.codes.values() if code.standing in ("standard", "historic")}
    wanted = standard | {f"class:{name}" for name in graph.classes}
    missing = [
        each.context
        for each in entries(LOCALE / language / "LC_MESSAGES" / "facts.po")
        if not each.string and each.context.partition(" ")[0] in wanted and " beside " not in each.context
    ]
    assert missing == []


def test_a_graph_in_a_language_speaks_it() -> None:
    graph = smtp.load(language="ja")
    assert graph.language == "ja"
    assert graph.code(535).title == "認証の失敗"
    assert graph.words.HEADINGS["meaning"] == "意味"


def test_japanese_comparisons_hold_no_english_sentence() -> None:
    graph = smtp.load(language="ja")
    phrases = {phrase for code in graph.codes.values() for phrase in _phrases(code)}
    for pair in (("211", "535"), ("252", "551"), ("5xx", "4xx"), ("X.1.1", "X.1.2"), ("PLAIN", "LOGIN")):
        article = smtp.explain_comparison(graph.compare(*pair))
        for prose in prose_in(article):
            kept = [part for part in prose.split("\n\n") if part not in phrases]
            text = re.sub(r'`[^`]*`|"[^"]*"|「[^」]*」', "", " ".join(kept))
            assert not re.search(r"\b(the|is|are|with|that|for|not)\b", text), text


def _phrases(code: smtp.ReplyCode) -> list[str]:
    return [code.phrase, *(variant.phrase for variant in code.variants)]


def test_a_text_without_a_translation_stays_english_and_is_known() -> None:
    graph = smtp.load(language="ko")
    meaning = graph.code(535).meaning
    assert meaning == smtp.load().code(535).meaning
    assert set(meaning.split("\n\n")) <= graph.untranslated


def test_japanese_sentences_follow_each_other_without_a_space() -> None:
    graph = smtp.load(language="ja")
    for pair in combinations(graph.codes, 2):
        assert not [text for text in graph.compare(*pair).differences if "。 " in text]


def test_identical_texts_have_identical_translations() -> None:
    found: dict[str, Counter[str]] = {}
    for message in entries(LOCALE / "ja" / "LC_MESSAGES" / "facts.po"):
        if message.string and not message.context.endswith("title"):
            found.setdefault(message.id, Counter())[message.string] += 1
    assert [text for text, strings in found.items() if len(strings) > 1] == []
