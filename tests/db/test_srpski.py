import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.db.database import bound
from staffdev.db.srpski import search_key, sort_key, to_latin

ALPHABET = "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž".split()  # noqa: SIM905
NAMES = [
    "Ana", "Ana Marija", "Anica", "Bojana", "Cvijeta", "Čedomir", "Ćirilo", "Dunja", "Džejla", "Đorđe", "Đurđa",
    "Emilija", "Goran", "Hana", "Ivana", "Jelena", "Kata", "Lazar", "Luka", "Ljubica", "Milica", "Nada", "Nina",
    "Njegoš", "Olga", "Petar", "Rada", "Sanja", "Suzana", "Šandor", "Tamara", "Uroš", "Vera", "Zora", "Žarko",
]  # fmt: skip
CYRILLIC_NAMES = [
    "Ана", "Ана Марија", "Аница", "Бојана", "Цвијета", "Чедомир", "Ћирило", "Дуња", "Џејла", "Ђорђе", "Ђурђа",
    "Емилија", "Горан", "Хана", "Ивана", "Јелена", "Ката", "Лазар", "Лука", "Љубица", "Милица", "Нада", "Нина",
    "Његош", "Олга", "Петар", "Рада", "Сања", "Сузана", "Шандор", "Тамара", "Урош", "Вера", "Зора", "Жарко",
]  # fmt: skip
CYRILLIC, LATIN = "абвгдђежзијклљмнњопрстћуфхцчџш -19", "abcčćdđeghijklmnoprsštuvzž -őé19"
in_one_script = st.text(st.sampled_from(CYRILLIC), max_size=12) | st.text(st.sampled_from(LATIN), max_size=12)
words = in_one_script | st.text(st.sampled_from(CYRILLIC + LATIN + CYRILLIC.upper() + LATIN.upper()), max_size=12)


@pytest.mark.parametrize(
    "spelling", ["Đorđe", "ђорђе", "ЂОРЂЕ", "djordje", "DJORDJE", "dorde", " Ђорђе ", "Đo\u0301rđe"]
)
def test_djordje_is_found_however_it_is_typed(spelling):
    assert search_key(spelling) == search_key("Ђорђе") == "dorde"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jовaна", "Јована"),  # Latin J and a
        ("HИКОЛА", "НИКОЛА"),  # Latin H
        ("Рetar", "Petar"),  # Cyrillic Р
        ("Mилица Пeтровић", "Милица Петровић"),  # Latin M and e
        ("Саra", "Cara"),  # Cyrillic С and а; only r says that it is Latin
    ],
)
def test_letters_of_the_wrong_keyboard_are_put_right(typed, meant):
    assert search_key(typed) == search_key(meant)
    assert sort_key(typed) == sort_key(meant)


def test_search_forgets_punctuation_and_case():
    assert search_key("  Marić–Petrović, ANA „Cica” ") == "maric petrovic ana cica"
    assert search_key("50%_\\") == "50"


def test_neighbours_keep_their_letters_apart():
    assert [search_key(name) for name in ("Kőrösi", "Щерев", "Юлия", "Михайло")] == [
        "korosi", "sterev", "julija", "mihajlo",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубав", "Ljubav"),
        ("ЉУБАВ", "LJUBAV"),
        ("Љ", "Lj"),
        ("КОЊ", "KONJ"),
        ("Џон Ђаво Њ.", "Džon Đavo Nj."),
        ("Жандармерија 112 ћурчић", "Žandarmerija 112 ćurčić"),
        ("već latinica %(broj)s", "već latinica %(broj)s"),
    ],
)
def test_cyrillic_becomes_latin(cyrillic, latin):
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize("names", [ALPHABET, NAMES, CYRILLIC_NAMES], ids=["alphabet", "latin", "cyrillic"])
def test_lists_follow_the_serbian_alphabet(names):
    assert sorted(sorted(names, key=lambda name: name[::-1]), key=sort_key) == names


def test_both_scripts_stand_together():
    assert [sort_key(name) for name in NAMES] == [sort_key(name) for name in CYRILLIC_NAMES]


def test_spaces_come_before_digits_and_digits_before_letters():
    expected = ["Ana", "Ana Z", "Ana-B", "Ana1", "Anab", "Ana字"]
    keys = [sort_key(name) for name in expected]
    assert keys == sorted(keys)


@given(words)
def test_to_latin_leaves_no_cyrillic_and_changes_nothing_twice(text):
    latin = to_latin(text)
    assert not any("Ѐ" <= char <= "ӿ" for char in latin)
    assert to_latin(latin) == latin


@given(st.text(max_size=300))
def test_keys_are_plain_whatever_is_typed(text):
    key = sort_key(text)
    assert len(key) <= 400
    assert key == "" or (key.isascii() and key.isdecimal())
    assert search_key(search_key(text)) == search_key(text)


@given(in_one_script)
def test_case_never_matters(text):
    assert sort_key(text.upper()) == sort_key(text.lower())
    assert search_key(text.upper()) == search_key(text.lower())


@given(texts=st.lists(st.text(max_size=12) | words, max_size=40))
async def test_the_database_sorts_as_python_does(db, texts):
    keys = list(dict.fromkeys(sort_key(text) for text in texts))
    assert await sorted_by_database(keys) == sorted(keys)


async def test_no_collation_sorts_otherwise(db):
    """Lithuanian, Danish and Czech would move letters; keys of digits stay in their order."""
    keys = sorted({sort_key(name) for name in [*NAMES, *ALPHABET, "Ana-B", "Ana 1", "Éva", "字", "Zsófia"]})
    collations = ["BINARY", "NOCASE", "RTRIM"] if db.engine_type == "sqlite" else await collations_of_postgres()
    assert len(collations) > 2
    for collation in collations:
        assert await sorted_by_database(keys, f'COLLATE "{collation}"') == keys


async def collations_of_postgres():
    usable = "collencoding IN (-1, 6)"
    try:
        await bound().run_ddl("SELECT 'a' < 'b' COLLATE \"und-x-icu\"")
    except asyncpg.PostgresError:  # a build without ICU
        usable += " AND collprovider <> 'i'"
    return [row["collname"] for row in await bound().run_ddl(f"SELECT collname FROM pg_collation WHERE {usable}")]


async def sorted_by_database(keys, collate=""):
    if not keys:
        return []
    values = ", ".join(f"('{key}')" for key in keys)
    rows = await bound().run_ddl(f"WITH list(word) AS (VALUES {values}) SELECT word FROM list ORDER BY word {collate}")
    return [row["word"] for row in rows]
