"""The dated facts a person's page keeps, each described once: its table, its form, its events, its words."""

from staffdev.audit.events import Event
from staffdev.dated import FactKind
from staffdev.i18n import N_
from staffdev.people import entry, forms
from staffdev.people.tables import Engagement, GroupWork, Leave, Licence, TaskAssignment

ENGAGEMENT = FactKind(
    name="engagement",
    slug="engagements",
    table=Engagement,
    form=forms.EngagementForm,
    title=N_("Engagements"),
    new=N_("Record an engagement"),
    correct=N_("Correct the engagement"),
    recorded=Event.PEOPLE_ENGAGEMENT_RECORD,
    corrected=Event.PEOPLE_ENGAGEMENT_CORRECT,
    withdrawn=Event.PEOPLE_ENGAGEMENT_WITHDRAW,
    problems=lambda new, around: entry.engagement_problems(new, around.others),
)
LEAVE = FactKind(
    name="leave",
    slug="leave",
    table=Leave,
    form=forms.LeaveForm,
    title=N_("Leave"),
    new=N_("Record leave"),
    correct=N_("Correct the leave"),
    recorded=Event.PEOPLE_LEAVE_RECORD,
    corrected=Event.PEOPLE_LEAVE_CORRECT,
    withdrawn=Event.PEOPLE_LEAVE_WITHDRAW,
    problems=lambda new, around: entry.leave_problems(new, around.others),
)
LICENCE = FactKind(
    name="licence",
    slug="licences",
    table=Licence,
    form=forms.LicenceForm,
    title=N_("Licences"),
    new=N_("Record a licence"),
    correct=N_("Correct the licence"),
    recorded=Event.PEOPLE_LICENCE_RECORD,
    corrected=Event.PEOPLE_LICENCE_CORRECT,
    withdrawn=Event.PEOPLE_LICENCE_WITHDRAW,
    problems=lambda _new, _around: {},
    ends=False,
)
TASK = FactKind(
    name="task",
    slug="tasks",
    table=TaskAssignment,
    form=forms.TaskForm,
    title=N_("Tasks (Article 6)"),
    new=N_("Assign a task"),
    correct=N_("Correct the assignment"),
    recorded=Event.PEOPLE_TASK_ASSIGN,
    corrected=Event.PEOPLE_TASK_CORRECT,
    withdrawn=Event.PEOPLE_TASK_WITHDRAW,
    problems=lambda new, around: entry.task_problems(new, around.others, around.engagements),
)
GROUP_WORK = FactKind(
    name="group_work",
    slug="group-work",
    table=GroupWork,
    form=forms.GroupWorkForm,
    title=N_("Work with target groups"),
    new=N_("Record work with a target group"),
    correct=N_("Correct the work with a target group"),
    recorded=Event.PEOPLE_GROUP_WORK_RECORD,
    corrected=Event.PEOPLE_GROUP_WORK_CORRECT,
    withdrawn=Event.PEOPLE_GROUP_WORK_WITHDRAW,
    problems=lambda _new, _around: {},
)
KINDS = {kind.slug: kind for kind in (ENGAGEMENT, LEAVE, LICENCE, TASK, GROUP_WORK)}
