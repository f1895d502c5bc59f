"""What a file is by its content, what is erased from photos, how files are named."""

import hypothesis
import pytest
from hypothesis import strategies as st

from staffdev.errors import Invalid
from staffdev.evidence import media
from staffdev.evidence.media import MediaType, media_type_of
from staffdev.evidence.names import cleaned_name
from staffdev.evidence.papers import paper_of
from staffdev.evidence.stripping import DamagedPictureError, stripped
from tests.evidence.pictures import SECRET, jpeg, opened, picture, png, webp

PDF = b"%PDF-1.7\n"
BIG = 10 * 1024 * 1024


def kind_of(content):
    found = media_type_of(content)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("content", "found"),
    [(jpeg(), MediaType.JPEG), (png(), MediaType.PNG), (webp(), MediaType.WEBP), (PDF, MediaType.PDF)],
)
def test_a_file_is_what_it_holds(content, found):
    assert kind_of(content) is found
    assert paper_of("nonsense.exe", content, most_bytes=BIG).filename == f"nonsense{kind_of(content).ending}"


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', media.DRAWING),
        (b'<?xml version="1.0"?>\n<!DOCTYPE svg>\n<SVG></SVG>', media.DRAWING),
        (b"<!DOCTYPE html><html></html>", media.WEB_PAGE),
        (b"<script>alert(1)</script>", media.WEB_PAGE),
        (b"PK\x03\x04word/document.xml", media.OFFICE_FILE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", media.OFFICE_FILE),
        (b"\x00\x00\x00\x18ftypheic", media.APPLE_PHOTO),
        (b"", media.EMPTY),
        (b"GIF89a", media.REFUSED),
        (b" %PDF-1.7", media.REFUSED),
    ],
)
def test_whatever_else_is_refused_and_says_what_to_send(content, advice):
    with pytest.raises(Invalid) as caught:
        paper_of("potvrda.pdf", content, most_bytes=BIG)
    said = caught.value.problems["papers"]
    assert (said.values["file"], str(said.values["advice"])) == ("potvrda.pdf", advice)


def test_a_file_may_be_as_large_as_is_allowed_and_no_larger():
    assert paper_of("a.pdf", PDF, most_bytes=len(PDF))
    with pytest.raises(Invalid):
        paper_of("a.pdf", PDF, most_bytes=len(PDF) - 1)


@pytest.mark.parametrize(
    "content",
    [jpeg(), jpeg(progressive=True), jpeg(optimize=True, icc_profile=b"profile" * 20), png(), webp()],
)
def test_what_a_phone_wrote_into_a_photo_is_gone_and_the_picture_is_the_same(content):
    assert SECRET in content
    clean = stripped(content, kind_of(content))
    assert SECRET not in clean
    assert not dict(opened(clean).getexif())
    assert opened(clean).convert("RGB").tobytes() == opened(content).convert("RGB").tobytes()
    assert stripped(clean, kind_of(clean)) == clean


def test_colours_stay_true():
    content = jpeg(icc_profile=b"profile" * 20)
    assert opened(stripped(content, MediaType.JPEG)).info["icc_profile"] == b"profile" * 20


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photo_that_lies_on_its_side_still_stands_up(orientation):
    clean = stripped(jpeg(orientation=orientation), MediaType.JPEG)
    assert dict(opened(clean).getexif()) == {0x0112: orientation}
    assert SECRET not in clean


def test_what_hangs_on_behind_the_picture_is_left_out():
    for content in (jpeg(), png(), webp()):
        kind = kind_of(content)
        assert b"film" not in stripped(content + b"film" * 100, kind)


@pytest.mark.parametrize("content", [jpeg(), png(), webp()])
def test_half_a_picture_is_damaged(content):
    kind = kind_of(content)
    for part in (3, len(content) // 3, len(content) // 2, len(content) - 3):
        with pytest.raises(DamagedPictureError):
            stripped(content[:part], kind)


def test_a_damaged_picture_is_refused_with_a_sentence():
    with pytest.raises(Invalid) as caught:
        paper_of("a.jpg", jpeg()[:200], most_bytes=BIG)
    assert "damaged" in str(caught.value.problems["papers"].values["advice"])


@hypothesis.given(st.sampled_from([jpeg(), png(), webp()]), st.data())
def test_no_bytes_do_anything_but_strip_or_be_refused(content, data):
    place = data.draw(st.integers(12, len(content) - 1))
    broken = content[:place] + data.draw(st.binary(max_size=30)) + content[place + data.draw(st.integers(0, 20)) :]
    try:
        stripped(broken, kind_of(content))
    except DamagedPictureError:
        return


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("potvrda.pdf", "potvrda.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\Ana\потврда о обуци.PDF", "потврда о обуци.pdf"),
        ("a\r\nb\x00<c>.html", "a b c.pdf"),
        ("fotografija.jpg.exe", "fotografija.jpg.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_says_what_the_file_is(typed, kept):
    assert cleaned_name(typed, MediaType.PDF) == kept


def test_the_sample_is_a_picture():
    assert picture().size == (40, 20)
