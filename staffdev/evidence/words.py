"""Sizes of files as people read them."""

KILOBYTE = 1024


def kilobytes(size: int) -> str:
    """83 kB, rounded up: no file has nothing in it."""
    return f"{-(-size // KILOBYTE)} kB"


def megabytes(size: int) -> str:
    """10 MB, whole megabytes of a limit."""
    return f"{size // KILOBYTE**2} MB"


FILTERS = {"kilobytes": kilobytes, "megabytes": megabytes}
