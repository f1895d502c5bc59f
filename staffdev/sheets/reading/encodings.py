"""In which encoding an old text file was written, found by asking which reading looks like Serbian."""

import codecs
import re
from itertools import pairwise
from typing import BinaryIO

from staffdev.sheets.reading import limits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS = ("cp1250", "cp1251", "iso8859_2", "iso8859_5")
_MOST_WORDS = 5_000
_WORD = re.compile(rb"[A-Za-z]{0,30}[\x80-\xff][A-Za-z\x80-\xff]{0,30}")

_CYRILLIC = "абвгдђежзијклмнљњопрстћуфхцчџш"
_LATIN = "čćđšž"
_NEIGHBOURS = "áéíóöőúüűäëôîâășțşţ"  # names of the minorities
_SIGNS = "„“”‚‘’«»–—…•°§€№ \u00ad\u00a0·×½±"
_GOOD, _KNOWN, _FOREIGN, _BROKEN = 4, 1, -4, -8
_WEIGHTS = (
    dict.fromkeys(_CYRILLIC + _CYRILLIC.upper() + _LATIN + _LATIN.upper(), _GOOD)
    | dict.fromkeys(_NEIGHBOURS + _NEIGHBOURS.upper(), _KNOWN)
    | dict.fromkeys(_SIGNS, _KNOWN)
)
_CYRILLIC_BLOCK = range(0x400, 0x460)
_BEFORE_LETTERS = 0xA0


def encoding_of(stream: BinaryIO) -> str:
    """The Python name of the encoding of the whole stream, which is left at its beginning."""
    stream.seek(0)
    head = stream.read(limits.CHUNK_BYTES)
    stream.seek(0)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\x00" in head:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    words = _words_unless_utf8(stream)
    stream.seek(0)
    if words is None:
        return "utf-8"
    return max(ENCODINGS, key=lambda encoding: sum(_looks_serbian(word, encoding) for word in words))


def _words_unless_utf8(stream: BinaryIO) -> list[bytes] | None:
    """Distinct words with letters beyond ASCII, from where the file stops being UTF-8; None where all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    words: dict[bytes, None] = {}
    last = b""
    while chunk := stream.read(limits.CHUNK_BYTES):
        is_utf8 = is_utf8 and _decodes(decoder, chunk)
        if not is_utf8:
            words.update(dict.fromkeys(_WORD.findall(chunk)))
        if len(words) > _MOST_WORDS:
            break
        last = chunk
    if is_utf8 and not _decodes(decoder, b"", final=True):
        return _WORD.findall(last)
    return None if is_utf8 else list(words)


def _decodes(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeDecodeError:
        return False
    return True


def _looks_serbian(word: bytes, encoding: str) -> int:
    """How much a word read so looks like Serbian: letters of its alphabets, one script, capitals only in front."""
    text = word.decode(encoding, "replace")
    score = sum(_weight(letter) for letter in text if letter > "\x7f")
    for before, letter in pairwise(text):
        if before.isalpha() and letter.isalpha():
            if (ord(before) in _CYRILLIC_BLOCK) != (ord(letter) in _CYRILLIC_BLOCK):
                score += _BROKEN
            elif before.islower() and letter.isupper():
                score += _FOREIGN
    return score


def _weight(letter: str) -> int:
    if letter in _WEIGHTS:
        return _WEIGHTS[letter]
    return (
        _FOREIGN if letter.isalpha() and letter != "\ufffd" else _BROKEN if ord(letter) < _BEFORE_LETTERS else _FOREIGN
    )
