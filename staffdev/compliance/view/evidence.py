"""The facts a verdict looked at, as lines of a page: what it was, when, how long, and why it did not count."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from staffdev.compliance.words import kind_word, why_word
from staffdev.lines.words import said_days, said_week
from staffdev.people.words import word as people_word
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Evidence, Status
from staffdev.support.words import word as support_word
from staffdev.training.words import topic_word
from staffdev.training.words import word as training_word
from staffdev.translations import day, gettext, hours, wording
from staffdev.web.statuses import status_word


@dataclass(frozen=True, slots=True)
class Line:
    """One fact. `what` names it, `note` says more, `why` is empty where it counted."""

    kind: str
    what: str
    day: date | None = None
    minutes: int | None = None
    note: str = ""
    why: str = ""
    href: str = ""

    @property
    def about(self) -> str:
        """What kind of fact it is, where `what` does not say it, and the note."""
        return " · ".join(part for part in (self.kind if self.kind != self.what else "", self.note) if part)


@dataclass(frozen=True, slots=True)
class Naming:
    """How people are named by their codes, and whether the reader may follow links to their pages."""

    names: Mapping[str, str]
    links: bool = True

    def of(self, code: object) -> str:
        """Her name; nothing for nobody, and a stranger's code stays away."""
        return self.names.get(str(code), gettext("somebody outside the register")) if code else ""


def lines(facts: Iterable[Evidence], naming: Naming) -> list[Line]:
    """The facts in the order of the verdict."""
    return [line(fact, naming) for fact in facts]


def line(fact: Evidence, naming: Naming) -> Line:
    """One fact in the reader's language."""
    return Line(
        kind=kind_word(fact.kind),
        what=_what(fact, naming),
        day=fact.day,
        minutes=fact.minutes,
        note=" · ".join(_notes(fact, naming)),
        why=why_word(fact.why),
        href=_open_href(fact) or (_href(fact) if naming.links else ""),
    )


def _what(fact: Evidence, naming: Naming) -> str:
    detail = fact.detail
    if fact.kind == "topic":
        return f"{fact.code} {topic_word(fact.code)}"
    if fact.kind == "obligation":
        return wording(load().obligations[fact.code].title)
    if fact.kind == "task_assignment":
        item = int(str(detail["item"]))
        return f"{item}. {wording(load().tasks[item].words)}"
    for name in ("title", "number"):
        if detail.get(name):
            return str(detail[name])
    return naming.of(detail.get("person")) or kind_word(fact.kind)


def _notes(fact: Evidence, naming: Naming) -> Iterable[str]:
    for name, say in _NOTES.items():
        value = fact.detail.get(name)
        if value is not None and value is not False and value != "":
            yield say(value, naming)


def _until(value: object, _naming: Naming) -> str:
    return gettext("until %(day)s") % {"day": _day(value)}


def _breach(value: object, _naming: Naming) -> str:
    return gettext("outside Article 15(4) from %(day)s") % {"day": _day(value)}


def _signed(value: object, naming: Naming) -> str:
    return gettext("signed by %(name)s") % {"name": naming.of(value)}


def _topics(value: object, _naming: Naming) -> str:
    known = load().topics
    return ", ".join(tag for tag in str(value).split() if tag in known)


def _lacking(value: object, _naming: Naming) -> str:
    return gettext("still missing: %(topics)s") % {"topics": "; ".join(topic_word(tag) for tag in str(value).split())}


def _recorded(value: object, _naming: Naming) -> str:
    return gettext("recorded as %(hours)s") % {"hours": hours(int(str(value)))}


def _due(value: object, _naming: Naming) -> str:
    return gettext("due by %(day)s") % {"day": _day(value)}


def _week(value: object, _naming: Naming) -> str:
    return said_week(str(value))


def _short(value: object, _naming: Naming) -> str:
    return gettext("not enough on: %(days)s") % {"days": said_days(str(value))}


def _licence(value: object, _naming: Naming) -> str:
    return gettext("licence %(number)s") % {"number": value}


def _standing(status: Status, count: object, _naming: Naming) -> str:
    return f"{status_word(status)}: {count}"


def _day(value: object) -> str:
    return day(value) if isinstance(value, date) else str(value)


_NOTES: Mapping[str, Callable[[object, Naming], str]] = {
    "supported": lambda value, naming: naming.of(value),
    "year": lambda value, _naming: str(value),
    "training_kind": lambda value, _naming: training_word(str(value)),
    "relief_kind": lambda value, _naming: support_word(str(value)),
    **{str(one): partial(_standing, one) for one in (Status.NOT_MET, Status.AT_RISK, Status.MET)},
    "channel": lambda value, _naming: people_word(str(value)),
    "acting": lambda _value, _naming: gettext("acting"),
    "topics": _topics,
    "lacking": _lacking,
    "licence": _licence,
    "recorded_minutes": _recorded,
    "equivalence_note": lambda _value, _naming: gettext("with a note on equivalence"),
    "week": _week,
    "short": _short,
    "breach_from": _breach,
    "until": _until,
    "due": _due,
    "signatory": _signed,
}


_OPEN: Mapping[str, tuple[str, str]] = {  # where it is, and the particular that must be known for it
    "training_record": ("/training-records/{code}", ""),
    "basic_training": ("/basic-trainings/{code}", ""),
    "course_session": ("/courses/{course}", "course"),
    "published_hours": ("/lines/{line}", "line"),
    "plan": ("/plans/{year}", "year"),
    "consultation": ("/consultations", ""),
    "relief_offer": ("/stress-relief", ""),
    "obligation": ("/compliance/obligations/{code}", ""),
}


def _open_href(fact: Evidence) -> str:
    """The page of a fact that she whom it is about may open herself."""
    address, needed = _OPEN.get(fact.kind, ("", ""))
    return address.format(code=fact.code, **fact.detail) if not needed or fact.detail.get(needed) else ""


def _href(fact: Evidence) -> str:
    """The page of a fact for those who lead and oversee."""
    person = fact.detail.get("person")
    match fact.kind:
        case "appointment" | "mandate":
            return "/offices"
        case "selection_criteria":
            return "/organisation"
        case "consultant" | "engagement" | "duty_assignment" | "selection_checklist" if person:
            return f"/people/{person}"
        case _:
            return ""
