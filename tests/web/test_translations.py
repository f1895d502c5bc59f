"""The reader's language: catalogues complete, Latin made from Cyrillic, days and hours as people write them."""

import re
from datetime import UTC, date, datetime

import pytest
from babel.messages import Catalog, Message
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from staffdev import translations
from staffdev.i18n import DEFAULT_LANGUAGE, P_, S_, Language
from staffdev.locale import catalogues
from staffdev.locale.compiling import compile_catalogues
from staffdev.rulebook.model import Words

LATIN, CYRILLIC, ENGLISH = Language.SERBIAN_LATIN, Language.SERBIAN_CYRILLIC, Language.ENGLISH
DAY = date(2026, 11, 21)


def said(language, function, *values):
    with translations.speaking(language):
        return function(*values)


@pytest.fixture
def serbian(tmp_path, monkeypatch):
    """Our own small catalogue in place of the real one, so that a better translation breaks no test here."""
    cyrillic = Catalog(locale="sr_Cyrl")
    for english, string in (
        ("November", "новембар"),
        ("%(hours)s and %(minutes)s", "%(hours)s и %(minutes)s"),
        ("Row %(row)s: %(why)s", "%(row)s. ред: %(why)s"),
        ("Call her.", "Позовите је."),
        (("%(n)s hour", "%(n)s hours"), ("%(n)s сат", "%(n)s сата", "%(n)s сати")),
        (("%(n)s minute", "%(n)s minutes"), ("%(n)s минут", "%(n)s минута", "%(n)s минута")),
    ):
        cyrillic.add(english, string)
    catalogues.write(cyrillic, tmp_path / "sr_Cyrl/LC_MESSAGES/messages.po")
    catalogues.write(catalogues.latin_of(cyrillic), tmp_path / "sr_Latn/LC_MESSAGES/messages.po")
    compile_catalogues(tmp_path)
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    translations.catalogue.cache_clear()
    yield
    translations.catalogue.cache_clear()


def test_the_catalogues_are_complete_and_fresh():
    assert list(catalogues.problems()) == []


def test_updating_what_is_up_to_date_changes_nothing():
    assert catalogues.as_bytes(catalogues.updated()) == catalogues.CYRILLIC.read_bytes()


def test_every_way_to_mark_a_sentence_is_found(tmp_path, monkeypatch):
    (tmp_path / "staffdev").mkdir()
    (tmp_path / "templates").mkdir()
    calls = ['N_("a")', 'S_("b %(x)s", x=1)', 'P_("c", "cs", 2)', 'ngettext("d", "ds", n)', 'pgettext("verb", "e")']
    (tmp_path / "staffdev/words.py").write_text("\n".join([*calls, '_("f")', 'other("g")']), "utf-8")
    (tmp_path / "templates/page.html").write_text("{{ _('h') }}{% trans %}\n  i\n{% endtrans %}", "utf-8")
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    found = {(message.id, message.context) for message in catalogues.sentences(catalogues.extract())}
    plain = {(text, None) for text in ("a", "b %(x)s", "f", "h", "i")}
    assert found == plain | {(("c", "cs"), None), (("d", "ds"), None), ("e", "verb")}


@pytest.mark.parametrize(
    ("english", "serbian_text", "problem"),
    [
        ("Save", "", "not translated"),
        ("%(n)s rows", "%(m)s редова", "other places"),
        ("See <a>this</a>", "Погледајте ово", "other places"),
        ("Save", "Sačuvaj", "Latin letters"),
        ("2 hours", "2 ч", "hours without the filter"),
        (("%(n)s row", "%(n)s rows"), ("%(n)s ред", "%(n)s реда", ""), "not translated"),
        (("One row", "%(n)s rows"), ("Један ред", "%(n)s реда", "%(n)s редова"), "other places"),
    ],
)
def test_a_wrong_translation_is_named(english, serbian_text, problem):
    assert [line for line in catalogues.wrong_with(Message(english, serbian_text)) if line.startswith(problem)]


@pytest.mark.parametrize(
    ("english", "serbian_text"),
    [("Save", "Сачувај"), ("As PDF or xlsx", "Као PDF или xlsx"), ("%(n)s of %(m)s", "%(m)s, од тога %(n)s")],
)
def test_a_right_translation_passes(english, serbian_text):
    assert list(catalogues.wrong_with(Message(english, serbian_text))) == []


def test_latin_keeps_places_tags_and_addresses():
    cyrillic = Catalog(locale="sr_Cyrl")
    cyrillic.add("x", "Џеп <b>%(name)s</b> на https://example.org/put: ЊЕГОШ &amp; Љубица")
    (latin,) = catalogues.sentences(catalogues.latin_of(cyrillic))
    assert latin.string == "Džep <b>%(name)s</b> na https://example.org/put: NJEGOŠ &amp; Ljubica"


@pytest.mark.parametrize(
    ("language", "short", "long", "month"),
    [
        (LATIN, "21. 11. 2026.", "21. novembar 2026.", "novembar 2026."),
        (CYRILLIC, "21. 11. 2026.", "21. новембар 2026.", "новембар 2026."),
        (ENGLISH, "21 Nov 2026", "21 November 2026", "November 2026"),
    ],
)
def test_days_are_written_as_the_reader_writes_them(serbian, language, short, long, month):
    assert said(language, translations.day, DAY) == short
    assert said(language, translations.day_long, DAY) == long
    assert said(language, translations.month, DAY) == month


@pytest.mark.parametrize(
    ("minutes", "latin", "cyrillic", "figure"),
    [
        (0, "0 h", "0 ч", "0"),
        (45, "45 min", "45 мин", "0,75"),
        (60, "1 h", "1 ч", "1"),
        (150, "2 h 30 min", "2 ч 30 мин", "2,5"),
        (605, "10 h 5 min", "10 ч 5 мин", "10,08"),
        (-90, "−1 h 30 min", "−1 ч 30 мин", "−1,5"),
        (74_160, "1.236 h", "1.236 ч", "1.236"),
    ],
)
def test_lengths_are_written_in_hours_and_minutes(minutes, latin, cyrillic, figure):
    assert said(LATIN, translations.hours, minutes) == latin
    assert said(CYRILLIC, translations.hours, minutes) == cyrillic
    assert said(LATIN, translations.hours_figure, minutes) == figure


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (60, "1 sat"),
        (120, "2 sata"),
        (300, "5 sati"),
        (660, "11 sati"),
        (1260, "21 sat"),
        (1320, "22 sata"),
        (6720, "112 sati"),
        (61, "1 sat i 1 minut"),
        (30, "30 minuta"),
    ],
)
def test_hours_take_the_right_serbian_form(serbian, minutes, words):
    assert said(LATIN, translations.hours_long, minutes) == words


@given(st.integers(min_value=0, max_value=10**7))
def test_no_minute_is_lost_in_writing(minutes):
    figures = [int(text.replace(".", "")) for text in re.findall(r"[\d.]+", said(LATIN, translations.hours, minutes))]
    units = re.findall(r"h|min", said(LATIN, translations.hours, minutes))
    assert sum(n * (60 if unit == "h" else 1) for n, unit in zip(figures, units, strict=True)) == minutes


@pytest.mark.parametrize(
    ("moment", "clock"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29. 3. 2026. 01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29. 3. 2026. 03:00"),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), "1. 1. 2026. 00:00"),
        (date(2026, 3, 29), "29. 3. 2026."),
    ],
)
def test_instants_are_told_by_the_clock_of_belgrade(moment, clock):
    assert said(LATIN, translations.instant, moment) == clock


def test_nothing_is_written_for_no_day_and_no_length():
    assert [function(None) for function in (translations.day, translations.instant, translations.hours)] == ["", "", ""]


def test_a_sentence_is_said_with_its_values(serbian):
    sentence = S_("Row %(row)s: %(why)s", row=7, why=S_("Call her."))
    assert said(LATIN, translations.say, sentence) == "7. red: Pozovite je."
    assert said(ENGLISH, translations.say, sentence) == "Row 7: Call her."


def test_a_sentence_that_counts_takes_its_form(serbian):
    hours = [said(CYRILLIC, translations.say, P_("%(n)s hour", "%(n)s hours", n)) for n in (1, 3, 12)]
    assert hours == ["1 сат", "3 сата", "12 сати"]


def test_days_among_the_values_are_written_as_days(serbian):
    assert said(LATIN, translations.say, S_("Row %(row)s: %(why)s", row=DAY, why="")) == "21. 11. 2026.. red: "


def test_what_is_not_translated_is_said_in_english(serbian):
    assert said(LATIN, translations.say, "Nobody translated this.") == "Nobody translated this."
    assert said(LATIN, translations.say, "") == ""


def test_the_rulebooks_words_come_in_the_readers_script():
    words = Words(sr="Десет сати годишње", en="Ten hours a year")
    spoken = [said(language, translations.wording, words) for language in (LATIN, CYRILLIC, ENGLISH)]
    assert spoken == ["Deset sati godišnje", "Десет сати годишње", "Ten hours a year"]


@pytest.mark.parametrize("tag", [None, "", "fr", "sr", "SR-LATN"])
def test_an_unknown_language_becomes_the_usual_one(tag):
    assert translations.language_from(tag) is DEFAULT_LANGUAGE


def test_a_language_ends_with_its_block():
    with translations.speaking(ENGLISH):
        assert translations.current_language() is ENGLISH
    assert translations.current_language() is DEFAULT_LANGUAGE


def test_a_page_speaks_to_each_reader_anew(serbian):
    env = Environment(autoescape=True)
    translations.install(env)
    template = env.from_string("{{ 150 | hours }} {{ _('Call her.') }} {{ ngettext('%(n)s hour', '%(n)s hours', 2) }}")
    assert said(LATIN, template.render) == "2 h 30 min Pozovite je. 2 sata"
    assert said(CYRILLIC, template.render) == "2 ч 30 мин Позовите је. 2 сата"
    assert said(ENGLISH, template.render) == "2 h 30 min Call her. 2 hours"


def test_what_a_translation_holds_is_escaped_like_everything_else(serbian):
    env = Environment(autoescape=True)
    translations.install(env)
    assert "<script>" not in env.from_string("{{ name | say }}").render(name="<script>")


@pytest.mark.parametrize(
    ("text", "name"), [("Traži vašu pažnju", "traži-vašu-pažnju"), ("18(2)", "18-2"), ("–", "part")]
)
def test_a_heading_gives_its_part_of_the_page_an_id(text, name):
    assert translations.anchor(text) == name
