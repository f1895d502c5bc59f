"""The certificate, and that what is printed on it can be verified."""

import io
from datetime import date, timedelta

import msgspec
import pytest
import zxingcpp
from PIL import Image

from staffdev.i18n import Language
from staffdev.pdf.certificate import certificate
from staffdev.training import signatures
from tests.pdf import reading, samples

ENGLISH = Language.ENGLISH
PUBLIC_KEY = signatures.public_key_of(samples.PRIVATE_KEY)


@pytest.mark.parametrize("person", [samples.LATIN_NAME, samples.CYRILLIC_NAME])
def test_the_printed_square_is_read_and_its_signature_verified(person):
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(reading.picture(samples.award(person=person)))))
    claims = signatures.verify(found.text, PUBLIC_KEY)
    assert claims["person"] == person
    assert claims["digest"] == signatures.digest(samples.payload(person=person))


def test_the_longest_text_that_can_be_signed_can_still_be_scanned():
    text = signatures.PREFIX + "ABCDEFG234567" * 73 + "A" * 11
    assert len(text) == signatures.LONGEST_TEXT
    paper = certificate(samples.payload(), signed_text=text, code="ABCD")
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(reading.picture(paper))))
    assert found.text == text


def test_it_says_everything_that_was_frozen():
    words = reading.words(samples.award(ENGLISH))
    said = [
        "number 12/2025",
        "Удружење „Сунчана страна”",
        "Основна обука за рад на СОС телефону",
        "held on 10 May 2025, 11 May 2025, lasting 72 h 30 min (seventy-two hours and thirty minutes)",
        "RS-AKR-114/2023, Републички завод",
        "valid from 1 Mar 2023 to 29 Feb 2028",
        "родно засновано насиље; дискриминација",
        "Сомбор, 30 June 2025",
        "председница",
    ]
    assert [fact for fact in said if fact not in words] == []


def test_the_code_for_typing_stands_in_groups_of_four():
    assert signatures.verification_code(samples.signed(samples.payload())) in reading.words(samples.award())


def test_many_days_are_told_as_first_last_and_how_many():
    days = [(date(2025, 5, 1) + timedelta(days=number)).isoformat() for number in range(12)]
    assert "held on 1 May 2025 – 12 May 2025 (12 days)" in reading.words(samples.award(ENGLISH, days=days))


def test_a_long_title_and_many_topics_shrink_to_the_one_page():
    paper = certificate(
        samples.payload(title="Обука о родно заснованом насиљу " * 12, topics=["тема " * 12] * 20),
        signed_text="A",
        code="B",
    )
    assert reading.pages(paper) == 1
    assert reading.words(paper).count("тема") == 240


def test_a_bare_certificate_leaves_out_what_it_has_not():
    nothing = {"accreditation_number": "", "accreditation_body": "", "topics": [], "place": ""}
    words = reading.words(samples.award(ENGLISH, **nothing))
    assert "Accreditation" not in words
    assert "Topics" not in words


@pytest.mark.parametrize("spoiled", [{"minutes": "many"}, {"issued_on": "30.6.2025."}, {"language": "de"}])
def test_a_payload_that_is_not_a_certificate_is_refused(spoiled):
    with pytest.raises(msgspec.ValidationError):
        certificate({**samples.payload(), **spoiled}, signed_text="A", code="B")


def test_the_signed_text_covers_every_word_on_the_paper():
    frozen = samples.payload()
    claims = signatures.verify(samples.signed(frozen), PUBLIC_KEY)
    assert claims["digest"] != signatures.digest({**frozen, "topics": ["друга тема"]})
