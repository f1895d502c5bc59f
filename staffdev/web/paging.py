"""Which rows a page of a list shows."""

PAGE = 50


class Paged:
    """Mixed into what a template gets: `number` says which page it is, `total` how many rows there are in all."""

    __slots__ = ()
    number: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.number * PAGE, self.total)
