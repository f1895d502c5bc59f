import ast
import re
import tomllib
from collections.abc import MutableMapping
from datetime import date
from pathlib import Path

import pytest

from staffdev.rulebook import loader
from staffdev.rulebook.loader import PackError, load, official_text
from staffdev.rulebook.model import CheckKind, Level, Obligation

PACK = load()
TEXT = official_text()
F1, F2 = date(2015, 11, 21), date(2018, 11, 21)

# fmt: off
IDS = [
    "2.6", "2.7", "3.1", "3.2", "3.3", "3.5", "3.6", "3.8", "3.9", "3.10", "3.12", "4.2", "6.2", "7", "8.1", "8.2",
    "9.1", "9.2", "9.2.1", "9.2.2", "9.2.3", "9.2.4", "10.1", "10.2", "10.3", "11", "12.1", "12.2", "13", "14.1",
    "14.2", "14.3", "15.1", "15.2", "15.3", "15.4", "16.1", "16.2", "17.1", "17.2", "17.3", "18.1", "18.2", "19.1",
    "19.2", "20.1", "20.2", "20.3", "20.4", "21.1", "21.2", "21.3", "22.1", "22.2", "22.3", "23-25", "26.1", "26.2",
    "27.1", "27.2", "28", "29",
]
DEFERRED = [
    "15.1", "15.2", "15.3", "15.4", "16.1", "16.2", "17.1", "17.2", "17.3", "18.2", "20.1", "20.2", "20.3", "20.4",
    "22.1", "22.2", "22.3", "26.1", "26.2", "27.1", "27.2",
]
# fmt: on
CHECKS = {
    "2.6": "people.trained_on_duty",
    "2.7": "lines.around_the_clock",
    "8.1": "lines.published_hours",
    "15.1": "people.selection_criteria",
    "15.2": "people.professional_engaged",
    "15.3": "training.basic_training",
    "15.4": "people.associate_tasks",
    "16.1": "people.coordinator_cover",
    "16.2": "people.coordinator_appointment",
    "17.1": "training.programme_accredited",
    "17.2": "training.topics",
    "17.3": "training.minority_topics",
    "18.1": "training.induction",
    "18.2": "training.yearly_minutes",
    "26.2": "support.minimum",
    "3.10": "compliance.roll_up",
    "26.1": "plans.support_of_all",
}
# Homoglyphs aside („Обукa” of the source), a Latin letter in a Cyrillic text is a slip; these are codes.
CODES = re.compile(r"28-[RD]")

every_obligation = pytest.mark.parametrize("obligation", PACK.obligations.values(), ids=PACK.obligations)


def duty(number):
    return PACK.obligations[f"RS-SOS-{number}"]


def test_every_duty_of_the_rulebook_is_there_in_its_order():
    assert list(PACK.obligations) == [f"RS-SOS-{number}" for number in IDS]


def test_the_duties_judged_now_and_their_rules():
    assert {one.id: one.check for one in PACK.judged} == {f"RS-SOS-{number}": key for number, key in CHECKS.items()}


def test_a_duty_is_either_judged_or_not():
    assert len(PACK.judged) + len(PACK.not_judged) == len(PACK.obligations)
    assert not set(PACK.judged) & set(PACK.not_judged)


@every_obligation
def test_the_text_is_the_official_one(obligation):
    pieces = [piece.strip() for piece in obligation.text.sr.split("…")]
    assert all(pieces)
    assert [piece for piece in pieces if piece not in TEXT] == []


@every_obligation
def test_the_text_stands_in_the_article_it_names(obligation):
    article = "\n".join(line for one in PACK.articles_of(obligation) for line in one.lines)
    assert all(piece.strip() in article for piece in obligation.text.sr.split("…"))


@every_obligation
def test_the_text_stands_in_the_paragraph_it_names(obligation):
    named = re.fullmatch(r"(\d+)\((\d+)\)\d*", obligation.article)
    if named is None:  # several paragraphs or articles
        assert "–" in obligation.article
        return
    paragraph = paragraphs(PACK.articles[int(named[1])])[int(named[2]) - 1]
    assert all(piece.strip() in paragraph for piece in obligation.text.sr.split("…"))


def paragraphs(article):
    """The paragraphs of an article: its items belong to the paragraph before them."""
    found: list[str] = []
    for line in article.lines:
        if re.match(r"\(?\d+\) ?", line):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


@every_obligation
def test_the_words_are_there_in_both_languages(obligation):
    said = [obligation.title, obligation.text, *([obligation.note] if obligation.note else [])]
    for words in said:
        assert words.sr.strip() == words.sr != ""
        assert words.en.strip() == words.en != ""
        assert not re.search("[A-Za-z]", CODES.sub("", words.sr)), words.sr
        assert not re.search("[А-Яа-я]", words.en), words.en


@every_obligation
def test_both_languages_leave_out_at_the_same_places(obligation):
    pieces = [piece for piece in re.split("…", obligation.text.en) if piece.strip()]
    assert len(pieces) == len(obligation.text.sr.split("…"))


@every_obligation
def test_its_file_is_named_after_it(obligation):
    path = Path(loader.__file__).parent / "packs" / PACK.id / "obligations" / f"{obligation.id}.toml"
    assert tomllib.loads(path.read_text("utf-8"))["id"] == obligation.id


@pytest.mark.parametrize("number", IDS)
def test_it_binds_from_its_own_day_on(number):
    start = F2 if number in DEFERRED else F1
    assert PACK.in_force_from(duty(number)) == start
    assert PACK.is_in_force(duty(number), start)
    assert not PACK.is_in_force(duty(number), date.fromordinal(start.toordinal() - 1))


def test_the_effective_days_follow_from_the_publication():
    assert (PACK.effective["F1"] - PACK.published).days == 8
    assert PACK.effective["F2"] == PACK.interpretations.day("effective.F2") == F2


def test_a_deferred_duty_names_the_reading_that_may_move_it():
    moved = {one.id for one in PACK.obligations_read_with("effective.F2")}
    assert moved == {f"RS-SOS-{number}" for number in DEFERRED} | {"RS-SOS-29"}


def test_ten_hours_bind_from_november_2018():
    ten_hours = duty("18.2")
    assert ten_hours.amount_on(F2, "required_minutes") == 600
    with pytest.raises(KeyError):
        ten_hours.amount_on(date(2018, 11, 20), "required_minutes")
    assert ten_hours.levels == (Level.PERSON, Level.PROVIDER)
    assert ten_hours.kind is CheckKind.AUTOMATIC


@every_obligation
def test_a_figure_of_the_law_is_not_older_than_the_duty(obligation):
    assert all(PACK.in_force_from(obligation) <= value.since for value in obligation.values)
    assert all(f"члан {obligation.article.partition('(')[0]}." in value.source for value in obligation.values)


def test_only_the_minority_topics_are_a_should():
    assert [one.id for one in PACK.obligations.values() if one.severity != "duty"] == ["RS-SOS-17.3"]
    assert "треба да" in duty("17.3").text.sr


def test_roll_ups_name_duties_of_the_pack_and_never_themselves():
    assert {one.id: len(one.rolls_up) for one in PACK.obligations.values() if one.rolls_up} == {
        "RS-SOS-3.5": 4,
        "RS-SOS-3.8": 1,
        "RS-SOS-3.9": 1,
        "RS-SOS-3.10": 2,
        "RS-SOS-9.2": 4,
    }
    for one in PACK.obligations.values():
        assert one.id not in one.rolls_up
        assert not any(PACK.obligations[part].rolls_up for part in one.rolls_up)


def test_the_official_text_has_its_29_articles():
    assert list(PACK.articles) == list(range(1, 30))
    assert PACK.articles[16].heading == "Руковођење"
    assert PACK.articles[16].lines[0].startswith("Пружалац услуге има координатора")
    assert PACK.articles[22].lines[-1].endswith("заштиту података о личности.")
    assert PACK.articles[29].lines[-1].endswith("овог правилника.")
    assert all(article.lines for article in PACK.articles.values())


def test_the_whole_articles_of_a_duty():
    assert [one.number for one in PACK.articles_of(duty("23-25"))] == [23, 24, 25]
    assert [one.number for one in PACK.articles_of(duty("9.2"))] == [9]
    assert [one.number for one in PACK.articles_of(duty("13"))] == [13]
    assert [one.number for one in PACK.articles_of(duty("2.6"))] == [2]


def test_the_tasks_of_article_6():
    assert list(PACK.tasks) == list(range(1, 18))
    assert PACK.associate_tasks == {1, 5, 7, 9, 10, 11, 12, 13}
    listed = [line.partition(") ") for line in PACK.articles[6].lines if re.match(r"\d+\) ", line)]
    assert {int(number): words.rstrip(";.") for number, _, words in listed} == {
        number: task.words.sr for number, task in PACK.tasks.items()
    }


def test_the_topics_of_article_17():
    assert list(PACK.topics) == ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T7a", "T7b", "T7c", "T7d", "M1", "M2", "M3"]
    for code, topic in PACK.topics.items():
        paragraph = 1 if code.startswith("T") else 2
        if code != "M3":  # reworded for reading
            assert topic.words.sr in PACK.articles[17].lines[paragraph]
        assert topic.part_of == ("T7" if len(code) == 3 else None)
        assert topic.minority == code.startswith("M")


def test_the_pack_is_read_once_and_cannot_be_changed():
    assert load() is load(loader.DEFAULT_PACK)
    assert not isinstance(PACK.obligations, MutableMapping)
    with pytest.raises(AttributeError):
        PACK.__setattr__("version", "2")


def test_an_unknown_field_is_refused():
    raw = {"code": "T1", "article": "17(2)", "words": {"sr": "тема", "en": "topic", "lat": "tema"}}
    with pytest.raises(PackError, match=r"topics.toml: there is no field words.lat"):
        loader._strict(raw, type(PACK.topics["T1"]), where="topics.toml")


def test_a_wrong_type_is_refused():
    with pytest.raises(PackError, match=r"tasks.toml: .*number"):
        loader._strict(
            {"number": "1", "associate": True, "words": {"sr": "", "en": ""}}, type(PACK.tasks[1]), where="tasks.toml"
        )


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"interpretations": ("ce.nonsense",)}, "ce.nonsense"),
        ({"rolls_up": ("RS-SOS-99",)}, "RS-SOS-99"),
        ({"in_force": "F3"}, "F3"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(wrong, named):
    sound = duty("18.1")
    fields = {name: getattr(sound, name) for name in sound.__dataclass_fields__}
    with pytest.raises(PackError, match=named):
        loader._refuse_dangling(
            {sound.id: Obligation(**{**fields, **wrong})}, PACK.interpretations.known, PACK.effective
        )


def test_a_default_outside_what_it_allows_is_refused():
    raw = {"key": "x", "type": "count", "default": 2, "at_least": 3, "source": "P13", "words": {"sr": "", "en": ""}}
    with pytest.raises(PackError, match="x must be at least 3"):
        loader._interpretation(raw, where="surveys.toml")


@pytest.mark.parametrize("name", ["model", "interpretations", "pack", "loader", "dates"])
def test_the_room_is_pure(name):
    """Rules see no database, no web, no clock and no environment."""
    source = (Path(loader.__file__).parent / f"{name}.py").read_text("utf-8")
    imported = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        elif isinstance(node, ast.Import):
            imported |= {one.name for one in node.names}
    ours = {one for one in imported if one.startswith("staffdev.") and not one.startswith("staffdev.rulebook")}
    assert ours <= {"staffdev.errors", "staffdev.i18n"}
    assert not {one.partition(".")[0] for one in imported} & {"piccolo", "litestar", "os", "time"}
    assert "now(" not in source
    assert "today(" not in source
