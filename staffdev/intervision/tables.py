"""Intervision: groups, when people can come, series and sessions, answers, minutes and agreed actions.

Attendance is a row of the ledger of hours (`training_record.occasion` holds the session's code), so that nothing is
entered twice. All times are on the clock of Belgrade; instants are UTC.
"""

from piccolo.columns import UUID, Serial, SmallInt, Time, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Count, Day, Flag, Instant, Minutes, Reference
from staffdev.db.facts import Fact
from staffdev.intervision.vocabulary import Answer, AnswerSource, Grade, Need, Pattern, Theme
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Person


class Group(Table, tablename="intervision_group"):
    """Peers who meet. `least` and `most` bound a session; `rhythm_days` is how long it may be between two."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    title = Varchar(length=120, default=None)
    sort_key = Varchar(length=300, default=None, index=True)
    least = SmallInt(default=None)
    most = SmallInt(default=None)
    rhythm_days = SmallInt(default=None)
    created_at = Instant()
    closed_on = Day(null=True)


class GroupMember(Fact, Table, tablename="group_member"):
    """She belongs to a group from–to; `may_facilitate` puts her into the rotation."""

    id: Serial
    organisation = Reference(Organisation)
    group = Reference(Group)
    person = Reference(Person)
    need = Code(Need, length=20)
    may_facilitate = Flag()
    from_on = Day()
    until_on = Day(null=True)


class Availability(Fact, Table, tablename="availability"):
    """Her week from–to: "1 17:00-20:00 glad 3 18:00-20:00 if_need_be"; what is not named is no."""

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    week = Varchar(length=1200, default=None)
    from_on = Day()
    until_on = Day(null=True)


class AvailabilityException(Fact, Table, tablename="availability_exception"):
    """Other days than her usual ones, whole or from–to on the clock; there is no place for why."""

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    from_on = Day()
    until_on = Day()
    starts_at = Time(default=None, null=True)
    ends_at = Time(default=None, null=True)
    grade = Code(Grade, length=20)


class BusyCalendar(Table, tablename="busy_calendar"):
    """A calendar of her own that she read in; the next file of the same number replaces it. No word of it is kept."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    person = Reference(Person)
    number = SmallInt(default=None)
    imported_at = Instant()
    from_on = Day()
    until_on = Day()
    are_whole_days_busy = Flag()  # what she answered when she was asked about all-day entries


class BusyInterval(Table, tablename="busy_interval"):
    """A time at which she is busy elsewhere; a tentative one is soft."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    calendar = Reference(BusyCalendar)
    starts_at = Instant()
    ends_at = Instant()
    is_soft = Flag()


class Series(Table, tablename="intervision_series"):
    """A rule by which a group meets. `sequence` rises when times change; "from here on" is a series that follows."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    group = Reference(Group)
    follows = Reference("self", null=True)
    pattern = Code(Pattern, length=20)
    every = SmallInt(default=None)  # weeks or months
    weekday = SmallInt(default=None)  # 1 is Monday
    nth = SmallInt(default=None, null=True)  # of a month: 1 to 4, or -1 for its last
    starts_at = Time(default=None)
    minutes = Minutes()
    first_on = Day()
    last_on = Day()
    place = Varchar(length=200, default=None, null=True)
    sequence = SmallInt(default=None)
    created_at = Instant()
    changed_at = Instant()
    cancelled_at = Instant(null=True)


class Session(Table, tablename="intervision_session"):
    """One date of a group. `planned_on` and `planned_at` are what the series' rule says, whatever it was moved to."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    group = Reference(Group)
    series = Reference(Series, null=True)
    planned_on = Day(null=True)
    planned_at = Time(default=None, null=True)
    held_on = Day(index=True)
    starts_at = Time(default=None)
    minutes = Minutes()
    place = Varchar(length=200, default=None, null=True)
    facilitator = Reference(Person, null=True)
    sequence = SmallInt(default=None)
    created_at = Instant()
    changed_at = Instant()
    cancelled_at = Instant(null=True)
    cancelled_because = Varchar(length=300, default=None, null=True)


class InvitationAnswer(Table, tablename="invitation_answer"):
    """One answer to a session or to a whole series, as it came. Rows are only added; what holds is worked out."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    person = Reference(Person)
    series = Reference(Series, null=True)
    session = Reference(Session, null=True)
    answer = Code(Answer, length=20)
    reason = Varchar(length=200, default=None, null=True)
    sequence = SmallInt(default=None)  # of the invitation that was answered
    stamped_at = Instant()  # DTSTAMP of a file, else when it was answered
    source = Code(AnswerSource, length=20)
    recorded_at = Instant()
    recorded_by = UUID(default=None, null=True)


class SessionMinutes(Fact, Table, tablename="session_minutes"):
    """What a session was about, by codes; `note` was looked through for names and numbers before it was kept."""

    id: Serial
    organisation = Reference(Organisation)
    session = Reference(Session)
    theme = Code(Theme, length=30)
    steps = Varchar(length=200, default=None)
    note = Varchar(length=1000, default=None, null=True)
    is_acknowledged = Flag()  # she read the warning about what looks like a name and kept the words


class AgreedAction(Fact, Table, tablename="agreed_action"):
    """What the group agreed on; it stays open in the next sessions until it is done or dropped."""

    id: Serial
    organisation = Reference(Organisation)
    group = Reference(Group)
    session = Reference(Session)
    wording = Varchar(length=300, default=None)
    owner = Reference(Person, null=True)
    due_on = Day(null=True)
    done_on = Day(null=True)
    dropped_because = Varchar(length=300, default=None, null=True)


class Poll(Table, tablename="poll"):
    """The coordinator asks a group which of some days, or of some weekdays, suits them."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    group = Reference(Group)
    is_weekly = Flag()
    minutes = Minutes()
    answer_by = Day()
    created_at = Instant()
    closed_at = Instant(null=True)


class PollOption(Table, tablename="poll_option"):
    """One time that is offered: a day, or a weekday (1 is Monday) where a regular time is looked for."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    poll = Reference(Poll)
    held_on = Day(null=True)
    weekday = SmallInt(default=None, null=True)
    starts_at = Time(default=None)
    is_chosen = Flag()


class PollVote(Table, tablename="poll_vote"):
    """Her answer to one option; changed in place until the poll is closed."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    option = Reference(PollOption)
    person = Reference(Person)
    grade = Code(Grade, length=20)
    voted_at = Instant()


class Feed(Table, tablename="feed"):
    """The address at which a calendar reads her sessions: a digest of its token, which is shown once."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    person = Reference(Person)
    token_digest = Varchar(length=64, default=None, unique=True, index=True)
    alarm_minutes = Count(null=True)
    created_at = Instant()
    revoked_at = Instant(null=True)
