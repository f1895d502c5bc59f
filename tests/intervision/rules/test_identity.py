"""What may give somebody away is found in both scripts; ordinary sentences of minutes raise no alarm."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.db.srpski import to_latin
from staffdev.intervision.rules.identity import Trace, traces_in
from staffdev.intervision.rules.identity.numbers import WEIGHTS, is_jmbg


def found(text, **known):
    return [(one.trace.value, one.text) for one in traces_in(text, **known)]


def jmbg_from(first_twelve):
    rest = 11 - sum(w * int(d) for w, d in zip(WEIGHTS, first_twelve, strict=True)) % 11
    return f"{first_twelve}{rest if rest < 10 else 0}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Марија Нађ је звала поново.", "Марија Нађ"),
        ("Звала је Марија Нађ из Сомбора.", "Марија Нађ"),
        ("Разговор са Маријом о границама.", "Маријом"),
        ("Маријин муж је звао.", "Маријин"),
        ("Корисница је рекла да се Петровић вратио.", "Петровић"),
        ("Петровић се вратио.", "Петровић"),
        ("Била је са Марком Јовановићем код лекара.", "Марком Јовановићем"),
        ("Гђа Нађ је поново звала.", "Нађ"),
        ("Звала је др Ковачев.", "Ковачев"),
        ("марија петровић је звала", "марија петровић"),
        ("МАРИЈА ПЕТРОВИЋ ЈЕ ЗВАЛА", "МАРИЈА ПЕТРОВИЋ"),
        ("Шејла Краснићи је звала.", "Шејла Краснићи"),
        ("Реч је о Илони Тот-Киш.", "Илони Тот-Киш"),
        ("Случај „Светлана” наставити.", "Светлана"),
        ("Позвати Живка сутра.", "Живка"),
    ],
)
def test_a_name_is_found_in_both_scripts(text, name):
    assert ("name", name) in found(text)
    assert ("name", to_latin(name)) in found(to_latin(text))


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("064/123-45-67", Trace.PHONE),
        ("064 123 4567", Trace.PHONE),
        ("0641234567", Trace.PHONE),
        ("(021) 123-456", Trace.PHONE),
        ("021/123-456", Trace.PHONE),
        ("011 3456-789", Trace.PHONE),
        ("+381641234567", Trace.PHONE),
        ("+381 64 123 4567", Trace.PHONE),
        ("+381 (0)64 123-4567", Trace.PHONE),
        ("00381 64 1234567", Trace.PHONE),
        ("+36 30 123 4567", Trace.PHONE),
        ("ana.n@example.org", Trace.EMAIL),
        ("ANA_N+1@posta.example.rs", Trace.EMAIL),
        (jmbg_from("010199071500"), Trace.JMBG),
        ("0101 990 71500" + jmbg_from("010199071500")[-1], Trace.JMBG),
        ("123456789", Trace.NUMBER),
        ("160-000000000012345-67", Trace.NUMBER),
        ("ул. Краља Петра 12", Trace.ADDRESS),
        ("Улица Краља Петра", Trace.ADDRESS),
        ("ul. narodnih heroja 12", Trace.ADDRESS),
        ("u ulici Narodnih heroja br. 7", Trace.ADDRESS),
        ("Булевар ослобођења 5", Trace.ADDRESS),
        ("u selu Bački Breg", Trace.ADDRESS),
    ],
)
def test_numbers_and_addresses_are_found(text, trace):
    for around in ("{}", "Zapisano: {}.", "Зове са {}, после посла"):
        assert trace in {one.trace for one in traces_in(around.format(text))}, around


def test_the_place_and_the_words_are_told_as_typed():
    text = "Zove Марија Нађ, 064/123-45-67"
    for one in traces_in(text):
        assert text[one.start : one.start + len(one.text)] == one.text
    assert [one.trace for one in traces_in(text)] == [Trace.NAME, Trace.PHONE]


@pytest.mark.parametrize(
    ("digits", "holds"),
    [
        (jmbg_from("010199071500"), True),
        (jmbg_from("311298581001"), True),
        (jmbg_from("320199071500"), False),
        (jmbg_from("011399071500"), False),
        (jmbg_from("010199071500")[:-1] + str((int(jmbg_from("010199071500")[-1]) + 1) % 10), False),
        ("010199071500", False),
        ("", False),
    ],
)
def test_a_jmbg_has_a_day_a_month_and_its_last_digit(digits, holds):
    assert is_jmbg(digits) is holds


def test_thirteen_digits_that_are_no_jmbg_are_still_a_number():
    digits = jmbg_from("010199071500")
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert found(wrong) == [("number", wrong)]


ORDINARY = """
Договориле смо се да следећи пут почнемо у 18.00.
Тема су биле границе у разговору и наш умор после дежурства.
Проследити допис Центру за социјални рад у Новом Саду.
Позвати полицију на 192 само уз сагласност кориснице.
Прегледати процедуру за поновљене позиве до 15. 3. 2026. године.
Направити листу сигурних кућа у Војводини.
Корисница је звала трећи пут; радиле смо на плану безбедности.
Водитељка је подсетила на тачку 4 Правилника о раду.
Рад линије од 08.00-16.00 остаје исти до 31.12.2026.
Одлука бр. 05/2025-12 је усвојена.
Сви обрасци су на мрежи СОС Војводина.
Обука о процени ризика биће у Сомбору, у Градској кући.
Нада се враћа кад има план.
Вера у себе је била тема друге рунде.
Зора је доба кад је најтеже.
Мира у кући није било годинама.
Ружа из круга асоцијација: свако је рекла по једну реч.
Лепа размена, без савета.
Консултанткиње су се сложиле да вежбамо ћутање.
Позвати 0800 100 007 и проверити радно време.
Број позива у марту: 123, у априлу: 98.
Састанак је трајао 90 минута, присутно је 6 чланица.
За Божић и Ускрс линија ради скраћено.
Написати предлог за Министарство до петка.
Послати извештај Покрајинском секретаријату за социјалну политику.
Разговор са Црвеним крстом о простору.
Истанбулска конвенција, члан 24: доступност линије.
Методом Балинта смо прошле кроз случај.
Група Балинт ради двапут месечно.
Следећи пут: тишина на линији.
Питање: шта нас је растужило?
Прва помоћ, Хитна помоћ и Дом здравља имају нове бројеве.
Проверити да ли Основни суд прима поднеске поштом.
У 2024/2025 било је више позива него 2023.
Износ од 1.250.000 динара није одобрен.
Да ли да се јавимо Заштитнику грађана?
Свака нека прочита поглавље 3 до идућег пута.
Младић је звао због мајке.
На улици је било 5 жена.
Правило „20-20-20” за одмор очију.
ОЕБС и НВО сектор организују округли сто.
Шифра случаја К-12, корак 5.
"""
SENTENCES = [line for line in ORDINARY.strip().splitlines() if line]


@pytest.mark.parametrize(("sentence", "script"), [*product(SENTENCES, ("cyrillic", "latin"))])
def test_an_ordinary_sentence_raises_no_alarm(sentence, script):
    assert found(sentence if script == "cyrillic" else to_latin(sentence)) == []


COLLEAGUES = ("Илона Тот", "Jelena Tomin")


@pytest.mark.parametrize(
    ("text", "first_names", "alarms"),
    [
        ("Ilona Tot zove centar.", False, 0),
        ("Илони Тот послати образац.", False, 0),
        ("Ilona zove centar.", False, 1),
        ("Ilona zove centar.", True, 0),
        ("Dogovor: Jelenom se javlja Ilona.", True, 0),
        ("Ilona Nađ je zvala.", True, 1),
        ("Jelena Tot je zvala.", True, 1),
        ("Marija zove centar.", True, 1),
    ],
)
def test_people_of_the_office_are_no_users(text, first_names, alarms):
    assert len(found(text, colleagues=COLLEAGUES, first_names=first_names)) == alarms


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=3))
def test_it_never_fails_and_always_tells_where(text, colleagues):
    for one in traces_in(text, colleagues=colleagues, first_names=True):
        assert one.text
        assert text[one.start : one.start + len(one.text)] == one.text


@given(st.text(alphabet="09+( )/.-@aAžЂ\n", max_size=200))
def test_it_never_fails_on_what_its_patterns_look_for(text):
    traces_in(text)


HARD = (
    "a",
    "A",
    "a.",
    "a@",
    "@a.",
    "1",
    "1-",
    "0 (",
    "064 ",
    "+381",
    "ul. ",
    "Ab ",
    "Ab. ",
    "ić",
    "ović ",
    "a ovi ",
    "ул. А 1 ",
)


@pytest.mark.parametrize("piece", HARD)
def test_a_book_of_one_piece_is_looked_through_to_its_end(piece):
    """What it costs is measured in tests/bench/hostile.py; a quadratic pattern would not come back here either."""
    address = "ilona@ravnica.example"
    text = f"{piece * (100_000 // len(piece))}\n\n{address}"
    assert [one.text for one in traces_in(text)][-1] == address
