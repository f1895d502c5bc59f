"""Who may be consulted: a professional more experienced than she who asks, on the day itself (Art. 26(2)). Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from staffdev.people.rules.presence import days_in_role
from staffdev.people.rules.shapes import Engagement, Licence
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.codes import Why
from staffdev.rulebook.dates import Span, covered_days
from staffdev.rulebook.interpretations import Interpretations
from staffdev.support.rules.shapes import Consultation
from staffdev.training.rules.basic import basic_done_on
from staffdev.training.rules.shapes import BasicTraining


@dataclass(frozen=True, slots=True)
class Experience:
    """What is known of one person's work here: her engagements, licences and basic trainings."""

    engagements: Collection[Engagement] = ()
    licences: Collection[Licence] = ()
    trainings: Collection[BasicTraining] = ()

    def is_engaged(self, day: date) -> bool:
        """Whether she works here that day, in any role."""
        return any(one.holds_on(day) for one in self.engagements)

    def is_professional(self, day: date) -> bool:
        """Whether she is engaged as a professional worker that day."""
        return any(one.role is EngagementRole.PROFESSIONAL and one.holds_on(day) for one in self.engagements)

    def is_licensed(self, day: date) -> bool:
        """Whether she holds a licence that is valid that day."""
        return any(day in one.span for one in self.licences)

    def days_engaged(self, day: date) -> int:
        """How many days she had worked here by the end of that day, in whatever role but a trainee's."""
        worked = days_in_role(self.engagements, EngagementRole.PROFESSIONAL, EngagementRole.ASSOCIATE)
        return covered_days(worked, Span(date.min, day))

    def trained_on(self, day: date) -> date | None:
        """The day her basic training was completed, if it was by then."""
        return basic_done_on(self.trainings, day)


def why_not_counted(
    consultation: Consultation, asker: Experience, adviser: Experience, readings: Interpretations
) -> Why | None:
    """Why this consultation is none with a more experienced professional, None where it is one."""
    day = consultation.held_on
    if day is None or not consultation.minutes:
        return Why.NOT_HELD
    if consultation.professional is None:
        return why_not_from_outside(consultation.professional_name, consultation.qualification, readings)
    return why_not_adviser(asker, adviser, day, readings)


def why_not_from_outside(name: str, qualification: str, readings: Interpretations) -> Why | None:
    """Somebody from outside is taken at the qualification stated for her (`support.adviser.outside`)."""
    if readings.choice("support.adviser.outside") == "not_counted":
        return Why.FROM_OUTSIDE
    return None if name and qualification else Why.QUALIFICATION_NOT_STATED


def why_not_adviser(asker: Experience, adviser: Experience, day: date, readings: Interpretations) -> Why | None:
    """Why a colleague does not count as a more experienced professional on that day, None where she does."""
    if not _is_professional(adviser, day, readings.choice("support.adviser.professional")):
        return Why.NOT_A_PROFESSIONAL
    is_more = _is_more_experienced(adviser, asker, day, readings.choice("support.adviser.experienced"))
    return None if is_more else Why.NOT_MORE_EXPERIENCED


def offered(
    asker: Experience, others: Iterable[tuple[str, Experience]], day: date, readings: Interpretations
) -> list[str]:
    """The codes of those who would count as her more experienced professionals on that day."""
    return [code for code, one in others if one.is_engaged(day) and why_not_adviser(asker, one, day, readings) is None]


def _is_professional(adviser: Experience, day: date, asked: str) -> bool:
    match asked:
        case "engaged_and_licensed":
            return adviser.is_professional(day) and adviser.is_licensed(day)
        case "licensed":
            return adviser.is_licensed(day)
        case _:
            return adviser.is_professional(day) or adviser.is_licensed(day)


def _is_more_experienced(adviser: Experience, asker: Experience, day: date, asked: str) -> bool:
    """The same length is not longer: of two who began together neither is the more experienced one."""
    engaged_longer = adviser.days_engaged(day) > asker.days_engaged(day)
    if asked == "engaged_longer":
        return engaged_longer
    return asked == "not_compared" or engaged_longer or _trained_earlier(adviser, asker, day)


def _trained_earlier(adviser: Experience, asker: Experience, day: date) -> bool:
    hers, other = adviser.trained_on(day), asker.trained_on(day)
    return hers is not None and (other is None or hers < other)
