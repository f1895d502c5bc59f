"""The same question answered the long way: every start, every date, every person, five minutes after five minutes.

No mask, no grid: instants are compared with instants, and what the wall shows is asked of zoneinfo. Everything that
`cases.py` invents lies on five minutes, so nothing changes between two of them.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from staffdev.intervision.slots.rules.masks import Limit, Why
from staffdev.intervision.slots.rules.proposing import Miss, Objective, Occurrence, Proposal
from staffdev.intervision.vocabulary import Grade, Need

BELGRADE = ZoneInfo("Europe/Belgrade")
FIVE = timedelta(minutes=5)
DAY = timedelta(days=1)


def proposals(problem, columns, most=5):
    """What `find` should propose; the rules (columns) are given."""
    asked = _Asked(problem)
    judged = {}
    for number, column in enumerate(columns):
        for start in range(problem.limits.earliest // 15 * 15, problem.limits.latest, 15):
            if (one := _judged(asked, column, start)) is not None:
                judged[number, start] = one
    return tuple(judged[each][1] for each in _chosen(judged, columns, most))


def _judged(asked, column, start):
    dates = [asked.date(day, start) for day in column.dates]
    held = [one for one in dates if one.is_held]
    may = asked.limits.may_fall_out
    if not held or len(dates) - len(held) > (len(dates) // 2 if may is None else may):
        return None
    times = [sum(who.code not in {miss.code for miss in one.misses} for one in held) for who in asked.people]
    tones = [asked.tone(who, one) for one in held for who in asked.people]
    today = asked.problem.today or asked.problem.wanted.first_on
    objective = Objective(
        fallen_out=len(dates) - len(held),
        smallest_attendance=min(one.attendance for one in held),
        rarest_presence=min(times),
        weighted_presence=sum(n * weight(who, today) for n, who in zip(times, asked.people, strict=True)),
        if_need_be=sum(tone[0] for tone in tones),
        soft_clashes=sum(tone[1] for tone in tones),
        stays=asked.problem.present is not None
        and (column.weekday, start) == (asked.problem.present.weekday, asked.problem.present.start),
    )
    return _key(objective), Proposal(column.weekday, column.nth, start, objective, tuple(dates))


def _key(one):
    return (
        *(one.fallen_out, -one.smallest_attendance, -one.rarest_presence, -one.weighted_presence),
        *(one.if_need_be, one.soft_clashes, not one.stays),
    )


def weight(who, today):
    weeks = 26 if who.last_attended_on is None else (today - who.last_attended_on).days // 7
    return 4 + min(26, max(0, weeks)) + min(12, max(0, (who.owed_minutes + 59) // 60))


def _chosen(judged, columns, most):
    order = sorted(judged, key=lambda each: (judged[each][0], columns[each[0]].dates[0], each))
    chosen = []
    for strictly in (True, False):
        for each in order:
            if len(chosen) < most and not any(_alike(each, other, columns, strictly) for other in chosen):
                chosen.append(each)
    return chosen


def _alike(one, other, columns, strictly):
    if abs(one[1] - other[1]) >= 120:
        return False
    left, right = columns[one[0]], columns[other[0]]
    if len(left.dates) == 1 or not strictly:
        return bool(set(left.dates) & set(right.dates))
    return (left.weekday, left.nth) == (right.weekday, right.nth) or left.dates == right.dates


class _Asked:
    def __init__(self, problem):
        self.problem, self.limits, self.people = problem, problem.limits, problem.people
        self.known, self.walls, self.grades, self.spent, self.spans = {}, {}, {}, {}, {}

    def date(self, day, start):
        begins = begin(day, start)
        if begins is None:
            return Occurrence(day, None, 0, (), (Limit.HOURS,))
        misses = tuple(Miss(who.code, why) for who in self.people if (why := self.reasons(who, begins)))
        away = {miss.code for miss in misses}
        return Occurrence(day, begins, len(self.people) - len(misses), misses, tuple(self.broken(day, begins, away)))

    def broken(self, day, begins, away):
        limits, attendance = self.limits, len(self.people) - len(away)
        ends = begins + timedelta(minutes=limits.minutes)
        first, last = self.wall(begins), self.wall(ends - FIVE) + FIVE
        checks = {
            Limit.EXCLUDED: day in limits.excluded,
            Limit.HOURS: not (first >= at(day, limits.earliest) and last <= at(day, limits.latest))
            or any(self.minute(now) < limits.earliest for now in self.span(begins)),
            Limit.STAFFING: any(self.is_left(line, now) for line in self.problem.lines for now in self.span(begins)),
            Limit.ROOM: any(touches(one, begins, ends, limits.pause) for one in limits.taken),
            Limit.REQUIRED: any(who.need is Need.REQUIRED and who.code in away for who in self.people),
            Limit.FACILITATOR: not any(who.may_facilitate and who.code not in away for who in self.people),
            Limit.FEW: attendance < limits.least,
            Limit.MANY: limits.most is not None and attendance > limits.most,
        }
        return [limit for limit in Limit if checks[limit]]

    def reasons(self, who, begins):
        key = who.code, begins
        if key not in self.known:
            self.known[key] = tuple(self._reasons(who, begins))
        return self.known[key]

    def _reasons(self, who, begins):
        ends, pause = begins + timedelta(minutes=self.limits.minutes), self.limits.pause
        span = self.span(begins)
        days = {self.wall(span[0]).date(), self.wall(span[-1]).date()}
        week = {(day - timedelta(days=day.isoweekday() - 1)) for day in days}
        meets = [self.wall(one.starts_at).date() for one in who.meets]
        checks = {
            Why.LEAVE: any(one.from_on <= day <= one.until_on for one in who.leave for day in days),
            Why.DUTY: not self.duties(who).isdisjoint(self.span(begins, pause)),
            Why.REST: any(now in self.rests(who) and now not in self.duties(who) for now in span),
            Why.SESSION: any(touches(one, begins, ends, pause) for one in who.meets),
            Why.WEEK: self.limits.a_week is not None
            and any(sum(monday <= day < monday + 7 * DAY for day in meets) >= self.limits.a_week for monday in week),
            Why.CALENDAR: any(not one.is_soft and touches(one, begins, ends, pause) for one in who.busy),
            Why.RULE: any(self.grade(who, now) == Grade.NO for now in span),
        }
        return [why for why in Why if checks[why]]

    def tone(self, who, occurrence):
        """Whether she comes only if need be, and whether it clashes softly; not where she does not come."""
        begins = occurrence.starts_at
        if self.reasons(who, begins):
            return False, False
        ends = begins + timedelta(minutes=self.limits.minutes)
        grades = {self.grade(who, now) for now in self.span(begins)}
        return grades != {Grade.GLAD}, any(one.is_soft and touches(one, begins, ends, 0) for one in who.busy)

    def span(self, begins, pause=0):
        """The instants of a session that begins then, five minutes apart; with `pause` minutes before and after."""
        if (begins, pause) not in self.spans:
            wide, ends = timedelta(minutes=pause), begins + timedelta(minutes=self.limits.minutes)
            self.spans[begins, pause] = tuple(steps(begins - wide, ends + wide))
        return self.spans[begins, pause]

    def grade(self, who, now):
        if (who.code, now) not in self.grades:
            self.grades[who.code, now] = self._grade(who, self.wall(now))
        return self.grades[who.code, now]

    def _grade(self, who, wall):
        day, minute = wall.date(), wall.hour * 60 + wall.minute
        grade = Grade.IF_NEED_BE
        for week in who.weeks:
            if week.from_on <= day and (week.until_on is None or day <= week.until_on):
                grade = Grade.NO
                for one in week.stretches:
                    if one.weekday == day.isoweekday() and one.start <= minute < one.end:
                        grade = one.word
        for other in who.other_days:
            if other.from_on <= day <= other.until_on and other.start <= minute < other.end:
                grade = other.grade
        return grade

    def duties(self, who):
        """The instants, five minutes apart, at which she is on duty."""
        return self.instants_of(("duty", who.code), ((one, 0) for one in who.on_duty))

    def rests(self, who):
        """The same and what follows, as long as each needs."""
        return self.instants_of(("rest", who.code), ((one, one.rest) for one in who.on_duty))

    def instants_of(self, key, stints):
        if key not in self.spent:
            found = self.spent[key] = set()
            for one, rest in stints:
                until = datetime.min.replace(tzinfo=UTC)
                for now in self.served(one):
                    begins, until = max(now, until), now + FIVE + timedelta(minutes=rest)
                    found.update(steps(begins, until))
        return self.spent[key]

    def served(self, one):
        about = at(one.on, one.start).replace(tzinfo=UTC)
        around = steps(about - timedelta(hours=4), about + timedelta(minutes=one.end - one.start, hours=4))
        return [now for now in around if at(one.on, one.start) <= self.wall(now) < at(one.on, one.end)]

    def is_left(self, line, now):
        wall = self.wall(now)
        opened = any(at(one.on, one.start) <= wall < at(one.on, one.end) for one in line.opened)
        there = [any(at(one.on, one.start) <= wall < at(one.on, one.end) for one in row) for row in line.on_duty]
        return opened and sum(there) < line.least

    def minute(self, now):
        wall = self.wall(now)
        return wall.hour * 60 + wall.minute

    def wall(self, now):
        if now not in self.walls:
            self.walls[now] = now.astimezone(BELGRADE).replace(tzinfo=None)
        return self.walls[now]


def begin(day: date, start: int):
    """The instant of that time on the wall, the first of two; None where the clocks skip it."""
    wall = at(day, start)
    instant = wall.replace(tzinfo=BELGRADE).astimezone(UTC)
    return instant if instant.astimezone(BELGRADE).replace(tzinfo=None) == wall else None


@lru_cache(maxsize=20000)
def at(day, minute):
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - what the wall shows
    return midnight + timedelta(minutes=minute)


def steps(begins, ends):
    while begins < ends:
        yield begins
        begins += FIVE


def touches(one, begins, ends, pause):
    wide = timedelta(minutes=pause)
    return one.starts_at < ends + wide and begins - wide < one.ends_at
