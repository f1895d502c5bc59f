"""One entry per check: the key an obligation names, and for each level whom it is asked about. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from staffdev.compliance.checks import lines, people, plans, rollup, support, training, yearly
from staffdev.compliance.situation import Check
from staffdev.rulebook.model import Level

CHECKS: Mapping[str, Mapping[Level, Check]] = MappingProxyType(
    {
        "compliance.roll_up": {Level.PROVIDER: rollup.roll_up},
        "lines.around_the_clock": {Level.HELPLINE: lines.around_the_clock},
        "lines.published_hours": {Level.HELPLINE: lines.published_hours},
        "people.trained_on_duty": {Level.HELPLINE: people.trained_on_duty},
        "people.selection_criteria": {Level.PROVIDER: people.selection_criteria, Level.PERSON: people.hires},
        "people.professional_engaged": {Level.PROVIDER: people.professional_engaged},
        "people.associate_tasks": {Level.PERSON: people.associate_tasks},
        "people.coordinator_cover": {Level.PROVIDER: people.coordinator_cover},
        "people.coordinator_appointment": {Level.APPOINTMENT: people.coordinator_appointments},
        "support.minimum": {Level.PERSON: support.minimum_of_persons},
        "training.basic_training": {Level.PERSON: training.basic_training},
        "training.programme_accredited": {Level.PROGRAMME: training.programmes_accredited},
        "training.topics": {Level.PERSON: training.topics},
        "training.minority_topics": {Level.PERSON: training.minority_topics},
        "training.induction": {Level.PERSON: training.induction},
        "plans.support_of_all": {Level.PROVIDER: plans.support_under_the_plan},
        "training.yearly_minutes": {Level.PERSON: yearly.minutes_of_persons, Level.PROVIDER: yearly.minutes_offered},
    }
)
