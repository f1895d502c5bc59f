"""Groups that were formed become groups: all of them with their members, or none."""

from staffdev.access import Actor
from staffdev.db.transactions import transaction
from staffdev.i18n import S_
from staffdev.intervision.groups.actions import add_members, create_group
from staffdev.intervision.groups.forms import GroupForm, NewMembersForm
from staffdev.intervision.slots.asking import Groups
from staffdev.intervision.slots.forms import GroupsForm
from staffdev.intervision.slots.rules.grouping import FormedGroup
from staffdev.intervision.tables import Group
from staffdev.intervision.vocabulary import Need, Pattern
from staffdev.translations import say, weekday

MAY_BE_MISSING = 2  # how many of the smallest group a session can do without
DAYS = {Pattern.WEEKLY: 7, Pattern.MONTHLY: 35}


async def enter_groups(groups: Groups, form: GroupsForm, *, actor: Actor) -> list[Group]:
    """Enter each group with its members from the first day on; who may facilitate stays as it was known."""
    leads = {one.code for one in groups.people if one.may_facilitate}
    async with transaction():
        return [
            await _enter(number, one, form, leads, actor) for number, one in enumerate(groups.formed.groups, start=1)
        ]


async def _enter(number: int, formed: FormedGroup, form: GroupsForm, leads: set[str], actor: Actor) -> Group:
    title = say(S_("Group %(n)s (%(weekday)s)", n=number, weekday=weekday(formed.weekday)))
    group = await create_group(
        GroupForm(
            title=title,
            least=max(2, form.least - MAY_BE_MISSING),
            most=form.most,
            rhythm_days=DAYS[form.rhythm.pattern] * form.rhythm.every,
        ),
        actor=actor,
    )
    codes = [code for code, _times in formed.members]
    for may_facilitate in (True, False):
        chosen = [code for code in codes if (code in leads) is may_facilitate]
        if chosen:
            joined = NewMembersForm(
                people=chosen, need=Need.OPTIONAL, may_facilitate=may_facilitate, from_on=form.first_on
            )
            await add_members(group, joined, actor=actor)
    return group
