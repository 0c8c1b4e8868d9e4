import io
import random
import secrets
import subprocess
import sys
import wave

import pytest
from PIL import Image

from dvc.domain import captcha_letters
from dvc.gateways.captcha import audio, image


def loudness(samples: bytes) -> float:
    return sum(abs(value - 128) for value in samples) / len(samples)


def frames(wav: bytes) -> bytes:
    with wave.open(io.BytesIO(wav)) as reader:
        return bytes(reader.readframes(reader.getnframes()))


def test_an_answer_has_five_letters_of_the_alphabet() -> None:
    answer = captcha_letters.new_answer(secrets.choice)
    assert len(answer) == captcha_letters.LENGTH
    assert set(answer) <= set(captcha_letters.ALPHABET)


def test_the_alphabet_has_no_letters_that_look_alike() -> None:
    for alike in ("OQD0", "IL1J", "UVW", "EF", "CG", "2Z"):
        assert sum(letter in captcha_letters.ALPHABET for letter in alike) <= 1


def test_every_letter_is_said_in_its_own_words() -> None:
    said = [captcha_letters.spoken(letter) for letter in captcha_letters.ALPHABET]
    assert len(set(said)) == len(said)


def test_lower_case_and_spaces_do_not_make_an_answer_wrong() -> None:
    assert captcha_letters.typed_answer(" ab c de\n") == "ABCDE"


@pytest.mark.parametrize("answer", ["ABCDE", "MMMMM", "KRXYA"])
def test_a_picture_is_a_small_png_that_fits_a_narrow_screen(answer: str) -> None:
    drawn = image.draw(answer)
    assert len(drawn) <= 6_000
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.format == "PNG"
        assert picture.width <= 320 - 2 * 16
        darkest, lightest = picture.convert("L").getextrema()
        assert darkest == 0
        assert lightest == 255


def test_the_letters_themselves_are_dark_and_the_paper_light() -> None:
    with Image.open(io.BytesIO(image.draw("MMMMM"))) as picture:
        shades = picture.convert("L").histogram()
    area = image.WIDTH * image.HEIGHT
    assert sum(shades[:64]) > area / 20
    assert sum(shades[192:]) > area / 2


def test_no_two_pictures_of_an_answer_are_alike() -> None:
    assert image.draw("ABCDE") != image.draw("ABCDE")


def test_the_letters_are_read_from_a_small_telephone_quality_wav() -> None:
    for answer in ("ABCDE", "MMMMM", "AAAAA"):
        said = audio.speak(answer)
        assert len(said) <= 60_000
        with wave.open(io.BytesIO(said)) as reader:
            assert (reader.getframerate(), reader.getnchannels(), reader.getsampwidth()) == (8_000, 1, 1)
            assert reader.getnframes() > 4 * 8_000
        assert loudness(frames(said)) > 5


def test_every_letter_of_the_alphabet_can_be_heard() -> None:
    for letter in captcha_letters.ALPHABET:
        assert loudness(frames(audio.speak(letter))) > 3, letter


def test_different_answers_sound_different_from_the_same_chance() -> None:
    one, other = (audio.speak(answer, random.Random(7)) for answer in ("ABCDE", "EDCBA"))  # noqa: S311 - no secret
    assert one != other


def test_a_letter_never_sounds_the_same_twice() -> None:
    assert frames(audio.speak("AAAAA")) != frames(audio.speak("AAAAA"))


@pytest.mark.parametrize("letter", ["O", "..", "", "a/../B"])
def test_what_has_no_recording_is_refused(letter: str) -> None:
    with pytest.raises(KeyError):
        audio._recording(letter)


def test_pillow_is_not_loaded_before_the_first_picture() -> None:
    code = "import sys, dvc.gateways.captcha.image; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
