"""The question a page answers, as typed and as read, and how its links repeat it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from staffdev.compliance.asking import Asked
from staffdev.compliance.periods import period_label
from staffdev.errors import Invalid


@dataclass(frozen=True, slots=True)
class Controls:
    """The question, as typed and as read; where it can't be read, today's is asked and `invalid` says why."""

    asked: Asked
    typed: Mapping[str, str]
    today: date
    invalid: Invalid | None = None

    @property
    def status(self) -> int:
        """The page's HTTP status."""
        return 422 if self.invalid else 200

    @property
    def is_todays(self) -> bool:
        """Whether the page shows how things stand now."""
        return not self.query

    @property
    def period(self) -> str:
        """The days asked for, as parse_period reads them."""
        return period_label(self.asked.span)

    @property
    def query(self) -> str:
        """The question for an address: `?as_of=…`, nothing for today's."""
        given = {} if self.invalid else {name: value for name, value in self.typed.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def with_(self, **more: object) -> str:
        """The question with further fields, for the links of a page that has them."""
        given = {} if self.invalid else dict(self.typed)
        named = {name: value for name, value in (given | more).items() if value}
        return f"?{urlencode(named)}" if named else "?"
