"""What is answered on the pages of invitations."""

from typing import Annotated

from msgspec import Meta

from staffdev.forms import Form
from staffdev.i18n import N_
from staffdev.intervision.vocabulary import Answer

Said = Annotated[Answer, Meta(extra={"advice": N_("Choose coming, maybe or not coming.")})]
Why = Annotated[str, Meta(max_length=200, extra={"advice": N_("Shorten the reason to 200 letters, or leave it out.")})]


class AnswerForm(Form, frozen=True, kw_only=True):
    """Her answer; the reason is read by the coordinator and by herself, and may stay empty."""

    answer: Said
    reason: Why | None = None


class ToldForm(Form, frozen=True, kw_only=True):
    """What somebody told the coordinator."""

    said: Said
    person: Annotated[str, Meta(max_length=40, extra={"advice": N_("Choose a member of the group.")})]
