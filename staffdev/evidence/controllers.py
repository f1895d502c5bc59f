"""The pages of this package."""

ROUTES: tuple[type, ...] = ()
