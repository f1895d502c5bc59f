"""The people's vocabulary in the reader's language: codes are stored, words are said."""

from collections.abc import Mapping

from staffdev import translations
from staffdev.i18n import N_
from staffdev.people.vocabulary import Channel, ContractKind, EngagementRole, LeaveKind, LicenceKind

WORDS: Mapping[str, str] = {
    EngagementRole.PROFESSIONAL: N_("professional worker"),
    EngagementRole.ASSOCIATE: N_("associate"),
    EngagementRole.TRAINEE: N_("trainee (observes only)"),
    ContractKind.EMPLOYEE: N_("employed"),
    ContractKind.CONTRACT: N_("by contract"),
    ContractKind.VOLUNTEER: N_("volunteer"),
    LeaveKind.MATERNITY: N_("maternity leave"),
    LeaveKind.CHILD_CARE: N_("child-care leave"),
    LeaveKind.SICK: N_("sick leave"),
    LeaveKind.UNPAID: N_("unpaid leave"),
    LeaveKind.ANNUAL: N_("annual leave"),
    LeaveKind.OTHER: N_("other leave"),
    LicenceKind.BASIC: N_("basic licence"),
    LicenceKind.SPECIALISED: N_("specialised licence"),
    LicenceKind.SUPERVISORY: N_("supervisory licence"),
    LicenceKind.LEGAL: N_("licence for legal tasks"),
    Channel.PHONE: N_("telephone"),
    Channel.EMAIL: N_("e-mail"),
    Channel.ONLINE: N_("online consultation"),
    Channel.CHAT: N_("chat"),
}


def word(code: str) -> str:
    """A code of the people's vocabulary in the reader's language."""
    return translations.gettext(WORDS[code])


FILTERS = {"people_word": word}
