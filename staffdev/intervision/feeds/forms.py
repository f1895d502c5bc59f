"""What may be chosen about a feed."""

from typing import Annotated

from msgspec import Meta

from staffdev.forms import Form
from staffdev.i18n import N_

ALARMS = (15, 30, 60, 120, 1440)


class FeedForm(Form, frozen=True, kw_only=True):
    """How many minutes before a session her calendar rings; nothing for not at all."""

    alarm: Annotated[int, Meta(ge=1, le=1440, extra={"advice": N_("Choose one of the times offered.")})] | None = None


class NewFeedForm(FeedForm, frozen=True, kw_only=True):
    """`instead_of` is the code of the address she had when she read the page, empty where she had none."""

    instead_of: Annotated[str, Meta(max_length=36)] = ""
