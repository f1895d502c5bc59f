"""What of the matrix is shown. Pure."""

from dataclasses import dataclass

from staffdev.rulebook.model import Status


@dataclass(frozen=True, slots=True)
class Filter:
    """Only this status, this duty, people of this name; everybody, or those whom some duty concerns."""

    status: Status | None = None
    obligation: str = ""
    search: str = ""
    everybody: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """As the address spells it."""
        return {
            "status": self.status or "",
            "duty": self.obligation,
            "search": self.search,
            "everybody": "yes" if self.everybody else "",
        }
