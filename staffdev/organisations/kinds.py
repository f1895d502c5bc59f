"""The dated facts an organisation keeps about itself."""

from staffdev.audit.events import Event
from staffdev.dated import FactKind
from staffdev.i18n import N_
from staffdev.organisations import forms
from staffdev.organisations.tables import SelectionCriteria, TargetGroup

TARGET_GROUP = FactKind(
    name="target_group",
    slug="target-groups",
    table=TargetGroup,
    form=forms.TargetGroupForm,
    title=N_("Target groups"),
    new=N_("Add a target group"),
    correct=N_("Correct the target group"),
    recorded=Event.ORGANISATIONS_TARGET_GROUP_RECORD,
    corrected=Event.ORGANISATIONS_TARGET_GROUP_CORRECT,
    withdrawn=Event.ORGANISATIONS_TARGET_GROUP_WITHDRAW,
    problems=lambda _new, _around: {},
)
CRITERIA = FactKind(
    name="criteria",
    slug="selection-criteria",
    table=SelectionCriteria,
    form=forms.CriteriaForm,
    title=N_("Criteria for choosing staff"),
    new=N_("Record the criteria"),
    correct=N_("Correct the criteria"),
    recorded=Event.ORGANISATIONS_CRITERIA_ADOPT,
    corrected=Event.ORGANISATIONS_CRITERIA_CORRECT,
    withdrawn=Event.ORGANISATIONS_CRITERIA_WITHDRAW,
    problems=lambda _new, _around: {},
)
KINDS = {kind.slug: kind for kind in (TARGET_GROUP, CRITERIA)}
