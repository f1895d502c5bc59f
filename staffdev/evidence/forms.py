"""What can be typed about papers."""

from typing import Annotated

from msgspec import Meta

from staffdev.forms import Form
from staffdev.i18n import N_


class RemovalForm(Form, frozen=True, kw_only=True):
    because: Annotated[
        str, Meta(min_length=3, max_length=500, extra={"advice": N_("Write why the file is removed, in a few words.")})
    ]
