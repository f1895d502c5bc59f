"""The order in which the story happens: each step through the real actions, at the instant it would have happened."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta

from staffdev import clock

Step = Callable[[], Awaitable[object]]
BETWEEN = timedelta(minutes=2)  # two things recorded one after the other


class Chronicle:
    """Steps that chapters enter in any order; they happen by day and hour, and all before today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._steps: list[tuple[date, int, Step]] = []

    def ago(self, days: int) -> date:
        """So many days before today; a negative number is a day to come."""
        return self.today - timedelta(days=days)

    def on(self, day: date, step: Step, *, hour: int = 10) -> None:
        """Let `step` happen on that day, after whatever was entered for the same hour before."""
        if day >= self.today:
            raise ValueError(f"{day} has not happened yet")
        self._steps.append((day, hour, step))

    async def tell(self) -> None:
        """Let everything happen, oldest first."""
        instant = datetime.min.replace(tzinfo=clock.BELGRADE)
        for day, hour, step in sorted(self._steps, key=lambda one: one[:2]):
            instant = max(datetime.combine(day, time(hour), clock.BELGRADE), instant + BETWEEN)
            with clock.stopped_at(instant):
                await step()
