"""What a typed text becomes before it is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.pdf import letters
from staffdev.pdf.letters import markup, printable


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("čćšžđ ČĆŠŽĐ џљњћђ ЏЉЊЋЂ őű №€ „a” ✓", "čćšžđ ČĆŠŽĐ џљњћђ ЏЉЊЋЂ őű №€ „a” ✓"),
        ("c\u030cc\u0301", "čć"),
        ("a\u200bb\u200d\u202e\ufeffc\u00add", "abcd"),
        ("👩 日本 א", "□ □□ □"),
        ("❤\ufe0f", "□"),
        ("one\ttwo\u2028three\r\n", "one two\nthree\n"),
        ("\x00\x07\ud83d", ""),
    ],
)
def test_letters_are_composed_replaced_or_dropped(typed, drawn):
    assert printable(typed) == drawn


@given(st.text())
def test_nothing_is_left_that_the_fonts_do_not_have(typed):
    drawn = {ord(letter) for letter in printable(typed)} - {ord("\n")}
    assert drawn <= letters._drawn_by(letters.REGULAR) & letters._drawn_by(letters.BOLD)


def test_markup_is_literal_and_keeps_line_breaks():
    assert markup("<b>Ana</b> & Mia\nSombor") == "&lt;b&gt;Ana&lt;/b&gt; &amp; Mia<br/>Sombor"
