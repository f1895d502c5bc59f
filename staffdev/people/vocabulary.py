"""The words the facts about people are written in."""

from enum import StrEnum


class AddressForm(StrEnum):
    """How she is addressed and named in papers (P15)."""

    FEMININE = "feminine"
    MASCULINE = "masculine"


class EngagementRole(StrEnum):
    """Professional worker (Art. 15(2)), associate (Art. 15(3)–(4)), or trainee, who only observes."""

    PROFESSIONAL = "professional"
    ASSOCIATE = "associate"
    TRAINEE = "trainee"


class ContractKind(StrEnum):
    EMPLOYEE = "employee"
    CONTRACT = "contract"
    VOLUNTEER = "volunteer"


class LeaveKind(StrEnum):
    """Annual leave never counts as long leave (§0.4/17)."""

    MATERNITY = "maternity"
    CHILD_CARE = "child_care"
    SICK = "sick"
    UNPAID = "unpaid"
    ANNUAL = "annual"
    OTHER = "other"


class LicenceKind(StrEnum):
    """Rulebook 42/2013, Art. 5."""

    BASIC = "basic"
    SPECIALISED = "specialised"
    SUPERVISORY = "supervisory"
    LEGAL = "legal"


class Channel(StrEnum):
    """How the line is reached (Art. 2(1)6)."""

    PHONE = "phone"
    EMAIL = "email"
    ONLINE = "online"
    CHAT = "chat"
