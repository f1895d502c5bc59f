"""The digest at the end of a backup, over a file small enough to try every bit of it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from staffdev.vault import footer
from staffdev.vault.footer import PLACE, has_its_footer, write_footer


@pytest.fixture
def whole():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", '{"format": 1}')
        archive.writestr("tables/person.jsonl", '["Mira"]\n' * 40)
        archive.comment = PLACE
    write_footer(file)
    return file.getvalue()


def is_whole(content):
    return has_its_footer(BytesIO(content))


def test_a_whole_file_is_whole_and_still_an_archive(whole):
    assert is_whole(whole)
    assert ZipFile(BytesIO(whole)).testzip() is None


def test_no_bit_changes_unnoticed(whole):
    for place, byte in enumerate(whole):
        for bit in range(8):
            assert not is_whole(whole[:place] + bytes([byte ^ 1 << bit]) + whole[place + 1 :]), (place, bit)


def test_no_length_but_its_own_is_whole(whole):
    assert not any(is_whole(whole[:length]) for length in range(len(whole)))
    assert not any(is_whole(whole + bytes(more)) for more in range(1, 80))
    assert not any(is_whole(whole[start:]) for start in range(1, len(whole)))


def test_no_two_bytes_change_places_unnoticed(whole):
    for place in range(len(whole) - 1):
        if whole[place] != whole[place + 1]:
            swapped = bytes([whole[place + 1], whole[place]])
            assert not is_whole(whole[:place] + swapped + whole[place + 2 :]), place


@pytest.mark.parametrize("chunk", [1, 7, 33, 100_000])
def test_it_is_read_piece_by_piece(whole, chunk, monkeypatch):
    monkeypatch.setattr(footer, "CHUNK", chunk)
    assert is_whole(whole)
    assert not is_whole(whole[:-1] + b"\0" + whole[-1:])
