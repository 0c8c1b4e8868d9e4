"""The search: marks, Telex and VNI, misspellings, everyday phrases; the same answer to the same question always."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain.listings import Listing
from dvc.domain.search import Index, Phrases, build, guess, search
from dvc.domain.search.typed import MOST_LETTERS, marked_of, only_asks, struck
from dvc.domain.text import fold

BIRTH, AGAIN, SINGLE, DEATH, RESIDENCE, POOR, IDENTITY = (f"1.00000{n}" for n in range(1, 8))
NAMES = {
    BIRTH: "Đăng ký khai sinh",
    AGAIN: "Đăng ký lại khai sinh",
    SINGLE: "Cấp Giấy xác nhận tình trạng hôn nhân",
    DEATH: "Đăng ký khai tử",
    RESIDENCE: "Đăng ký thường trú",
    POOR: "Công nhận hộ nghèo, hộ cận nghèo",
    IDENTITY: "Cấp lại thẻ căn cước",
}
WORDS = sorted({word.lower() for name in NAMES.values() for word in name.split()} | {"của", "tôi"})
PHRASES = Phrases(
    said={"giấy độc thân": (SINGLE,), "chồng mất": (DEATH,), "mất căn cước": (IDENTITY,)},
    means={"hộ khẩu": ("thường trú",), "đẻ": ("khai sinh",), "CMND": ("thẻ căn cước",)},
)


def listing(code: str, name: str) -> Listing:
    return Listing(
        code=code,
        version=code,
        name=f"Thủ tục {name}",
        short_name=name,
        service_field="Hộ tịch",
        service_level="full_online",
        levels=("commune",),
        audience=(),
        words=(),
        results=(),
        channels=("online",),
        limits=(),
        authority="",
        received_by="here",
        generic=False,
        draft=False,
        valid_from=None,
        valid_to=None,
        replaced_by="",
        confidence="VERIFIED",
    )


@pytest.fixture(scope="module")
def index() -> Index:
    return build([listing(code, name) for code, name in NAMES.items()], PHRASES)


def codes(index: Index, text: str) -> list[str]:
    return [hit.code for hit in search(index, text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Đăng ký khai sinh", BIRTH),
        ("đăng kí khai sinh", BIRTH),
        ("dang ky khai sinh", BIRTH),
        ("  KHAI   SINH ", BIRTH),
        ("khai sinh đăng ký", BIRTH),
        ("đăng ký lại khai sinh", AGAIN),
        ("ddawng kys khai sinh", BIRTH),
        ("ddanwg kys thuowngf trus", RESIDENCE),
        ("khai sinhx", BIRTH),
        ("giaays xasc nhaanj tinhf trangj hoon nhaan", SINGLE),
        ("d9a8ng ky1 thu7o7ng2 tru1", RESIDENCE),
        ("khai sing", BIRTH),  # wrong
        ("khai sih dang ky", BIRTH),  # missing, in a short word: the rest says it
        ("thuong tru dang kyy", RESIDENCE),  # doubled
        ("thuogn tru", RESIDENCE),  # swapped
        ("khaisinh", BIRTH),
        ("thuo", RESIDENCE),  # a beginning
        ("giấy độc thân", SINGLE),
        ("cho tôi hỏi xin giấy độc thân ở đâu ạ", SINGLE),
        ("chồng tôi mới mất thì phải làm gì", DEATH),
        ("hộ khẩu", RESIDENCE),
        ("ho khau", RESIDENCE),
        ("vợ tôi đẻ", BIRTH),
        ("cmnd", IDENTITY),
        ("mất căn cước", IDENTITY),
        ("1.000003", SINGLE),
        ("000003", SINGLE),
    ],
)
def test_what_people_type_finds_what_they_mean(index: Index, typed: str, first: str) -> None:
    assert codes(index, typed)[0] == first


def test_marks_that_were_typed_tell_words_apart(index: Index) -> None:
    assert codes(index, "cận")[0] == POOR
    assert codes(index, "căn")[0] == IDENTITY


def test_a_definitions_own_words_are_searched() -> None:
    named = replace(listing(BIRTH, NAMES[BIRTH]), words=("giấy cho bé",))
    index = build([named, listing(DEATH, NAMES[DEATH])], PHRASES)
    assert codes(index, "giấy cho bé") == [BIRTH]


@pytest.mark.parametrize("typed", ["", "   ", "tôi muốn hỏi ạ", "😀", "'; --", "xyzt qqq", "\x00", "()*&|!"])
def test_what_names_nothing_finds_nothing(index: Index, typed: str) -> None:
    assert codes(index, typed) == []


def test_only_words_of_asking_ask_for_everything() -> None:
    assert only_asks("tôi muốn làm thủ tục ở đâu ạ")
    assert only_asks("")
    assert not only_asks("khai sinh")


def test_a_procedure_that_the_tables_name_but_nobody_has_is_of_no_effect() -> None:
    index = build([listing(BIRTH, NAMES[BIRTH])], Phrases({"giấy lạ": ("9.999999",)}, {}))
    assert codes(index, "giấy lạ") == []


def test_an_empty_catalogue_is_searched_too() -> None:
    assert codes(build([], PHRASES), "khai sinh") == []


def test_a_very_long_text_is_read_to_a_limit(index: Index) -> None:
    assert codes(index, "khai sinh " + "z" * 10_000)[0] == BIRTH
    assert codes(index, "z" * MOST_LETTERS + " khai sinh") == []


@given(typed=st.text(max_size=500))
def test_no_text_breaks_the_search_and_the_same_text_finds_the_same(index: Index, typed: str) -> None:
    assert search(index, typed) == search(index, typed)


@given(
    words=st.lists(
        st.sampled_from(
            ["đăng", "ký", "lại", "khai", "sinh", "tử", "thường", "trú", "hộ", "nghèo", "căn", "cước", "của", "tôi"]
        ),
        max_size=12,
    )
)
def test_the_form_of_unicode_the_case_and_the_spaces_change_nothing(index: Index, words: list[str]) -> None:
    typed = " ".join(words)
    asked = search(index, typed)
    assert search(index, unicodedata.normalize("NFD", typed)) == asked
    assert search(index, typed.upper()) == asked
    assert search(index, "  " + "   ".join(words)) == asked


@given(code=st.sampled_from(sorted(NAMES)), drop=st.booleans())
def test_each_name_finds_its_procedure_first_with_marks_or_without(index: Index, code: str, drop: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    name = NAMES[code]
    assert codes(index, fold(name) if drop else name)[0] == code


@given(words=st.permutations(["xin", "giấy", "độc", "thân"]))
def test_an_everyday_phrase_is_known_in_any_order_of_its_words(index: Index, words: list[str]) -> None:
    assert codes(index, " ".join(words))[0] == SINGLE


def test_two_ways_to_set_the_tone_are_one_word() -> None:
    assert marked_of("hoà") == marked_of("hòa") == marked_of("HÒA")
    assert marked_of("kí") == marked_of("ký")
    assert marked_of("tử") != marked_of("từ")


@pytest.mark.parametrize(
    ("keys", "plain"),
    [
        ("ddawng", "dang"),
        ("kys", "ki"),
        ("nghieepj", "nghiep"),
        ("tuwr", "tu"),
        ("twr", "tu"),
        ("giaya", "giay"),
        ("d9a8ng", "dang"),
    ],
)
def test_keys_of_telex_and_vni_read_as_the_word(keys: str, plain: str) -> None:
    assert plain in struck(keys)


@pytest.mark.parametrize(
    ("typed", "other"), [("khaaainh", "khai"), ("thuxonggg", "thuong"), ("qqqq", ""), ("", ""), ("12", "")]
)
def test_what_was_meant_is_guessed_where_nothing_is_found(index: Index, typed: str, other: str) -> None:
    assert guess(index, typed) == other


def test_two_words_say_something_only_in_their_order() -> None:
    rows = [listing(POOR, NAMES[POOR]), listing(BIRTH, NAMES[BIRTH])]
    index = build(rows, Phrases({"nuôi con": (POOR,), "con nuôi": (BIRTH,)}, {}))
    assert codes(index, "nuôi con một mình")[0] == POOR
    assert codes(index, "xin con nuôi")[0] == BIRTH


def test_where_no_procedure_is_known_nothing_is_guessed() -> None:
    nothing = build([], Phrases(said={}, means={}))
    assert guess(nothing, "khai sinh") == ""
    assert search(nothing, "khai sinh") == []
