"""Languages by their tags: the nearest one with texts is taken, and what is no tag is told."""

from __future__ import annotations

import copy
import pickle

import pytest

from knowledge import smtp
from knowledge.smtp.language.catalogue import languages
from knowledge.smtp.language.lookup import lookup
from knowledge.smtp.shell.main import main

TAGS = {
    "en": ["en", "EN", "en-GB", "en_US.UTF-8", "en-Latn-US"],
    "de": ["de", "DE", "de_AT", "de-CH-1996", "de-Latn-CH", "de_DE@euro", "de_DE.ISO-8859-15@euro", "de-x-soft"],
    "ja": [
        "ja",
        "ja-JP",
        "ja_JP",
        "ja_JP.UTF-8",
        "JA_jp.utf8",
        "ja-Jpan",
        "ja-JP-u-ca-japanese",
        "ja-JP-x-lvariant-JP",
    ],
    "pt": ["pt", "pt-BR", "pt_BR", "pt_PT", "PT-br"],
    "ar": ["ar", "ar_EG", "ar-Arab-EG", "ar-EG-u-nu-latn", "ar-001"],
    "es": ["es-419", "es-ES-tradnl", "es_MX"],
    "hi": ["hi-Deva", "hi_IN"],
    "zh_CN": ["zh", "zh-CN", "zh_CN", "zh_cn.GB2312", "zh-Hans", "zh-hans-cn", "zh_Hans_CN", "zh-SG", "zh-Hans-TW"],
}
UNSERVED = [
    *("zh_TW", "zh-TW", "zh-Hant", "zh-HANT-cn", "zh_HK.Big5", "zh-MO", "zh-TW-u-co-stroke", "zh-Latn-pinyin"),
    *("hi-Latn", "ru-Latn", "tr-Arab", "en-Shaw"),
    *("xx", "klingon", "nl", "nl_BE", "C", "C.UTF-8", "POSIX", "i-klingon", "x-private", "cmn", "e", "jap", "d-e"),
]
NO_TAGS: list[object] = [
    *("", " ", "../../etc", "de/AT", "de\\AT", "de\0", "de\n", "de AT", "de--AT", "-de", "de-", "de_", "_", ".", "@"),
    *("535", "4de", "*", "dé", "de-Ö", "дe", "de\u2028", "de\ud800", "\u212aa", "de٣", "abcdefghi", "de-abcdefghi"),
    *("de.", "de@", "de.UTF-8.UTF-8", "de.../x", "x" * 10_000, "de-" * 5_000 + "de", "de" + ".x" * 5_000),
    *(535, None, 1.5, b"de", ["de"], {"de": 1}, True, object),
]


@pytest.mark.parametrize(("expected", "tag"), [(name, tag) for name, tags in TAGS.items() for tag in tags])
def test_a_tag_gives_the_nearest_language_with_texts(expected: str, tag: str) -> None:
    assert smtp.load(language=tag) is smtp.load(language=expected)
    assert smtp.load(language=tag).language == expected


@pytest.mark.parametrize("tag", UNSERVED)
def test_a_language_or_a_script_without_texts_is_english(tag: str) -> None:
    assert smtp.load(language=tag) is smtp.load()


@pytest.mark.parametrize("given", NO_TAGS, ids=lambda given: repr(given)[:20])
def test_what_is_no_tag_is_an_error_that_says_what_there_is(given: object) -> None:
    with pytest.raises(smtp.UnknownLanguageError) as caught:
        smtp.load(language=given)  # type: ignore[arg-type]  # callers without a type checker
    error = caught.value
    assert isinstance(error, LookupError)
    assert isinstance(error, smtp.SmtpKnowledgeError)
    assert {*error.languages} == {"en", *languages()}
    message = str(error)
    assert "there are texts in ar, de, en," in message
    assert len(message.splitlines()) == 1
    assert len(message) < 300


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        *[("de/AT", "de"), (" ja ", "ja"), ("zh CN", "zh_CN"), ("pt--BR", "pt"), ("zh/TW", ""), ("../../etc", "")],
        *[("", ""), ("535", ""), ("x" * 10_000, ""), (None, "")],
    ],
)
def test_the_error_names_the_language_that_may_be_meant(given: str, nearest: str) -> None:
    with pytest.raises(smtp.UnknownLanguageError) as caught:
        smtp.load(language=given)
    assert caught.value.nearest == ((nearest,) if nearest else ())
    assert (f"the nearest is {nearest};" in str(caught.value)) == bool(nearest)


def test_the_error_can_be_copied_and_pickled() -> None:
    error = smtp.UnknownLanguageError("de/AT", ["de", "en"], ["de"])
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301 -- what the line itself has packed
    for twin in (copy.copy(error), copy.deepcopy(error), pickled):
        assert (str(twin), vars(twin)) == (str(error), vars(error))


@pytest.mark.parametrize(
    ("tag", "available", "expected"),
    [
        ("pt-BR", ["pt", "pt_BR"], "pt_BR"),
        ("pt-PT", ["pt", "pt_BR"], "pt"),
        ("pt", ["pt_BR"], "pt_BR"),
        ("pt-PT", ["pt_BR"], "pt_BR"),
        ("zh-HK", ["zh_CN", "zh_TW"], "zh_TW"),
        ("zh-Hant", ["zh_CN", "zh_TW"], "zh_TW"),
        ("zh", ["zh_CN", "zh_TW"], "zh_CN"),
        ("zh-Hans", ["zh_TW"], None),
        ("nl-Latn-BE", ["nl"], "nl"),
        ("nl", ["nl_BE"], "nl_BE"),
        ("de", [], None),
    ],
)
def test_another_catalogue_finds_its_place(tag: str, available: list[str], expected: str | None) -> None:
    assert lookup(tag, available) == expected


@pytest.mark.parametrize("language", languages())
def test_each_catalogue_serves_the_language_whose_name_it_has(language: str) -> None:
    assert lookup(language, languages()) == language
    assert smtp.load(language=language).language == language


class TestTheCommand:
    def test_says_that_there_are_no_texts(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--language", "zh_TW", "show", "535"]) == 0
        out, err = capsys.readouterr()
        assert "Authentication failed" in out
        assert err == "smtp-codes: there are no texts in zh_TW; these are English\n"

    @pytest.mark.parametrize("tag", ["en", "en_GB.UTF-8", "de-AT"])
    def test_is_silent_where_there_are(self, tag: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--language", tag, "show", "535"]) == 0
        assert capsys.readouterr().err == ""

    @pytest.mark.parametrize("given", ["../x", "", "de/AT", "100%", "%s"])
    def test_takes_what_is_no_tag_for_a_wrong_argument(self, given: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["--language", given, "show", "535"])
        assert caught.value.code == 2
        assert f"{given!r} is not the tag of a language" in capsys.readouterr().err
