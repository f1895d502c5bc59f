"""Serbian in a database that knows no Serbian: what is searched and sorted is a key worked out here.

Both keys are the same for both scripts, so Ђорђе, Đorđe and Djordje are found together and stand together.
"""

import re
import unicodedata

_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
_LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split()  # noqa: SIM905 - an alphabet is a line
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))
# Letters of neighbours and minorities that Serbian keyboards lack; only for keys, where nothing has to be reversible.
_NEIGHBOURS = str.maketrans(
    {"ѓ": "đ", "ќ": "ć", "ѕ": "dz", "й": "j", "щ": "št", "ъ": "a", "ы": "i", "ь": "", "э": "e", "ю": "ju", "я": "ja"}
    | {"ё": "e", "є": "je", "і": "i", "ї": "ji", "ґ": "g", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"}
)
_ALPHABET = "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž".split()  # noqa: SIM905 - an alphabet is a line
_PLACES = {letter: f"{place:02}" for place, letter in enumerate(_ALPHABET, start=20)}
_LATIN_LOOKS, _CYRILLIC_LOOKS = "ABCEHJKMOPTXaceijopxy", "АВСЕНЈКМОРТХасеіјорху"
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"dž|lj|nj|.", re.DOTALL)
_LONGEST_KEY = 400


def to_latin(text: str) -> str:
    """Serbian Cyrillic in Latin letters, Љубав as Ljubav and ЉУБАВ as LJUBAV; Latin text stays as it is."""
    return _WORD.sub(lambda word: _word_to_latin(word.group()), unicodedata.normalize("NFC", text))


def search_key(text: str) -> str:
    """What a search compares: one spelling for đ, dj and d, no diacritics, no case, no punctuation, one space."""
    words = _folded(text).replace("đ", "dj")
    letters = (char if char.isalnum() else " " for char in _bare(words))
    return " ".join("".join(letters).replace("dj", "d").split())


def sort_key(text: str) -> str:
    """What a list is sorted by: the Serbian Latin alphabet written in digits, which no collation puts in another order.

    Č and ć follow c, dž and đ follow d, lj, nj, š and ž have places of their own; spaces come first, then digits, then
    letters. Only the first 200 letters or so count.
    """
    return "".join(_place(letter) for letter in _LETTER.findall(_folded(text)))[:_LONGEST_KEY]


def _word_to_latin(word: str) -> str:
    letters = []
    for index, char in enumerate(word):
        latin = _TO_LATIN.get(char.lower(), char)
        if char.isupper() and latin != char:
            neighbour = word[index + 1 : index + 2] or word[index - 1 : index]
            latin = latin.upper() if len(latin) == 1 or neighbour.isupper() else latin.capitalize()
        letters.append(latin)
    return "".join(letters)


def _folded(text: str) -> str:
    """Lower-case Serbian Latin, whatever the script, with letters of the wrong keyboard put right."""
    words = _WORD.sub(lambda word: _unmixed(word.group()), unicodedata.normalize("NFKC", text))
    return " ".join(to_latin(words).casefold().translate(_NEIGHBOURS).split())


def _unmixed(word: str) -> str:
    """The word in one script: a Latin a typed in a Cyrillic word, or the other way round, looks right and is not."""
    cyrillic = {char for char in word if "Ѐ" <= char <= "ӿ"}
    if not cyrillic or len(cyrillic) == len(set(word)):
        return word
    certain = set(word) - set(_LATIN_LOOKS + _CYRILLIC_LOOKS)
    if certain and certain <= cyrillic:
        return word.translate(str.maketrans(_LATIN_LOOKS, _CYRILLIC_LOOKS))
    if not certain & cyrillic:
        return word.translate(str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS))
    return word


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _place(letter: str) -> str:
    """Digits that sort as the letter does: of two, or of nine where the alphabet has no place for it."""
    place = _PLACES.get(letter) or _PLACES.get(_bare(letter))
    if place is not None:
        return place
    if letter.isdecimal():
        return f"1{unicodedata.decimal(letter)}"
    if letter == " ":
        return "01"
    return f"{'60' if letter.isalpha() else '02'}{ord(letter[0]):07}"
