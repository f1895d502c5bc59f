"""The words an organisation's facts are written in."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """A provider answers for duties; a network is several providers behind one line."""

    PROVIDER = "provider"
    NETWORK = "network"
