"""Kinds of training, proof, and the words of registers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.people.vocabulary import ContractKind, EngagementRole
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words import (
    KINDS,
    Evidence,
    is_basic_training,
    parse_contract_kind,
    parse_evidence,
    parse_kind,
    parse_licence_number,
    parse_mail,
    parse_office,
    parse_people,
    parse_person,
    parse_phone,
    parse_role,
)
from staffdev.training.vocabulary import TrainingKind
from tests.sheets.books import outcome


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("вебинар", "e_learning"),
        ("webinar", "e_learning"),
        ("онлајн курс", "e_learning"),
        ("online kurs", "e_learning"),
        ("радионица", "workshop"),
        ("radionica", "workshop"),
        ("семинар", "seminar"),
        ("predavanje", "seminar"),
        ("курс", "course"),
        ("обука", "course"),
        ("акредитована обука", "accredited_course"),
        ("конференција", "conference"),
        ("okrugli sto", "conference"),
        ("супервизија", "supervision"),
        ("интервизија", "intervision"),
        ("консултације", "consultation"),
        ("састанак тима", "staff_meeting"),
        ("držala obuku", "delivered_training"),
        ("релаксација", "relaxation"),
        ("остало", "other"),
        ("workshop", "workshop"),
    ],
)
def test_kinds_of_training_have_codes(typed, kind):
    assert parse_kind(typed) == kind


def test_an_unknown_kind_is_offered_as_other():
    with pytest.raises(Unreadable, match="not a known kind") as refusal:
        parse_kind("излет")
    assert refusal.value.offered == "other"


def test_the_codes_are_those_of_the_training_record():
    assert set(KINDS) == set(TrainingKind)
    assert all(parse_kind(kind) == kind for kind in KINDS)


@pytest.mark.parametrize(
    ("typed", "evidence"),
    [
        ("да", Evidence(is_there=True)),
        ("da", Evidence(is_there=True)),
        ("x", Evidence(is_there=True)),
        (True, Evidence(is_there=True)),
        ("да, бр. 12/25", Evidence(is_there=True, number="12/25", note="да, бр. 12/25")),
        ("уверење 44", Evidence(is_there=True, number="44", note="уверење 44")),
        ("сертификат 118/2025", Evidence(is_there=True, number="118/2025", note="сертификат 118/2025")),
        ("12/25", Evidence(is_there=True, number="12/25", note="12/25")),
        ("potvrda", Evidence(is_there=True, note="potvrda")),
        ("ne", Evidence(is_there=False)),
        ("нема", Evidence(is_there=False)),
        ("—", Evidence(is_there=False)),
        ("", Evidence(is_there=False)),
        (None, Evidence(is_there=False)),
        ("nema sertifikat", Evidence(is_there=False, note="nema sertifikat")),
        ("у току", Evidence(is_there=False, is_running=True, note="у току")),
        ("program", Evidence(is_there=False, note="program")),
    ],
)
def test_proof_is_there_or_not_or_still_to_come(typed, evidence):
    assert parse_evidence(typed) == evidence


def test_basic_training_is_told_by_its_title():
    assert is_basic_training("Основна обука за рад на СОС телефону (акредитована)")
    assert is_basic_training("Osnovna obuka (akreditovana) – završena")
    assert not is_basic_training("Обука о основним правима")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("запослена", "employee"),
        ("ugovor o radu", "employee"),
        ("уговор о делу", "contract"),
        ("PP poslovi", "contract"),
        ("волонтерка", "volunteer"),
        ("volonterka", "volunteer"),
        ("председница УО", "board"),
        ("volunteer", "volunteer"),
    ],
)
def test_contracts_have_codes(typed, kind):
    assert parse_contract_kind(typed) == kind
    assert kind in {*ContractKind, "board"}


def test_employment_elsewhere_is_not_employment_here():
    with pytest.raises(Unreadable, match="not how she is engaged here") as refusal:
        parse_contract_kind("запослена у школи")
    assert refusal.value.offered == "volunteer"


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("координаторка", "coordinator"),
        ("стручна радница", "professional"),
        ("saradnica", "associate"),
        ("на обуци", "trainee"),
        ("одговорно лице", "responsible_person"),
        ("чланица УО", "board_member"),
    ],
)
def test_roles_have_codes(typed, role):
    assert parse_role(typed) == role
    assert role in {*EngagementRole, "coordinator", "responsible_person", "board_member"}


@pytest.mark.parametrize("typed", ["консултанткиња", "", None, 7])
def test_a_role_that_says_too_little_is_asked_for(typed):
    with pytest.raises(Unreadable, match="Choose one"):
        parse_role(typed)


def test_an_office_may_be_held_for_the_time_being():
    assert parse_office("в. д. координаторке") == ("coordinator", True)
    assert parse_office("одговорно лице") == ("responsible_person", False)
    with pytest.raises(Unreadable, match="is not an office"):
        parse_office("благајница")


def test_licences_and_addresses_are_kept_as_typed_or_empty():
    assert parse_licence_number("С-1044/2019") == "С-1044/2019"
    assert parse_licence_number("нема") is parse_licence_number(None) is None
    assert parse_mail("jelena@example.org") == "jelena@example.org"
    assert parse_mail(" — ") is None
    assert parse_phone("+381 64 555 0102") == "+381 64 555 0102"
    assert parse_phone(641234567) == "641234567"


@pytest.mark.parametrize(
    ("parse", "typed"), [(parse_licence_number, "чека се"), (parse_mail, "jelena@"), (parse_phone, "позвати Јелену")]
)
def test_an_address_that_cannot_be_right_is_refused(parse, typed):
    with pytest.raises(Unreadable, match="leave it empty"):
        parse(typed)


PARSERS = [
    parse_person,
    parse_people,
    parse_kind,
    parse_evidence,
    parse_role,
    parse_contract_kind,
    parse_office,
    parse_licence_number,
    parse_mail,
    parse_phone,
]


@pytest.mark.parametrize("parse", PARSERS)
@given(typed=st.one_of(st.text(max_size=100), st.integers(), st.none(), st.booleans(), st.dates(), st.decimals()))
def test_nothing_typed_raises_anything_else(parse, typed):
    outcome(lambda: parse(typed))
