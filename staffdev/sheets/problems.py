"""What a cell cannot be read as, said in one sentence; with what it probably means, where that can be offered."""

import msgspec

from staffdev.errors import Advice, Invalid
from staffdev.i18n import Sentence


class Unreadable(Invalid):
    """A cell that cannot be taken as it is; `offered` is a text that can be, if a person confirms it, else None."""

    def __init__(self, advice: Advice, *, offered: str | None = None) -> None:
        super().__init__({"": advice})
        self.offered = offered


class Problem(msgspec.Struct, frozen=True, gc=False):
    """Why the field of a row cannot be taken as it is, and the text offered in its place, if there is one."""

    field: str
    advice: Sentence
    offered: str | None = None
