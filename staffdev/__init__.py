"""Training, support and supervision records of a small crisis service, judged against the rulebook."""

__version__ = "0.1.0"
