"""What can be typed about when she can come. The parts of her week are read beside it, in `entry`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from msgspec import Meta

from staffdev.dated import FromDay, LastDay, PeriodForm
from staffdev.errors import Advice
from staffdev.forms import Clock, Form
from staffdev.i18n import N_
from staffdev.intervision.vocabulary import Grade

LONGEST = timedelta(days=366)


class WeekForm(PeriodForm, frozen=True, kw_only=True):
    """Until when her week holds, and exact times beside the parts of the day."""

    times: Annotated[str, Meta(max_length=2000, extra={"advice": N_("Shorten this: at most 2000 letters.")})] | None = (
        None
    )
    is_never: bool = False


class ExceptionForm(Form, frozen=True, kw_only=True):
    """Days that are not as usual: whole, or from–to on the clock. There is no place for why."""

    from_on: FromDay
    until_on: LastDay | None = None
    starts_at: Clock | None = None
    ends_at: Clock | None = None
    grade: Annotated[Grade, Meta(extra={"advice": N_("Choose whether you can come on these days.")})]

    def problems(self) -> Mapping[str, Advice]:
        if self.until_on and self.until_on < self.from_on:
            return {"until_on": N_("The last day cannot be before the first day.")}
        if self.until_on and self.until_on - self.from_on > LONGEST:
            return {"until_on": N_("Enter at most a year at once.")}
        return self._problems_of_times()

    def _problems_of_times(self) -> Mapping[str, Advice]:
        if (self.starts_at is None) != (self.ends_at is None):
            name = "starts_at" if self.starts_at is None else "ends_at"
            return {name: N_("Enter both times, or neither for whole days.")}
        if self.starts_at is None or self.ends_at is None:
            return {}
        if self.ends_at <= self.starts_at and (self.ends_at.hour, self.ends_at.minute) != (0, 0):
            return {"ends_at": N_("It ends before it begins. Enter what passes midnight as two.")}
        return {}
