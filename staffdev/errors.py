"""Expected failures. Each knows its HTTP status; the web turns them into pages, the command line into a line."""

from collections.abc import Mapping

from staffdev.i18n import N_, Sentence

Advice = str | Sentence


def sentence(advice: Advice) -> Sentence:
    """`advice` as a Sentence, whichever way it was written."""
    return advice if isinstance(advice, Sentence) else Sentence(advice)


class StaffdevError(Exception):
    """Something went wrong that a person can be told about in one sentence."""

    status_code = 500

    def __init__(self, advice: Advice = N_("Something went wrong.")) -> None:
        self.advice = sentence(advice)
        super().__init__(str(self.advice))


class SignInNeeded(StaffdevError):
    """Nobody is signed in, and this page is for those who are."""

    status_code = 401

    def __init__(self, advice: Advice = N_("Sign in to go on.")) -> None:
        super().__init__(advice)


class Forbidden(StaffdevError):
    """She may know that it exists, but not do this; the advice is the reason."""

    status_code = 403


class NotFound(StaffdevError):
    """It does not exist, or not for her."""

    status_code = 404

    def __init__(self, advice: Advice = N_("This page does not exist, or it is not meant for you.")) -> None:
        super().__init__(advice)


class Conflict(StaffdevError):
    """What she saw has changed meanwhile, or the step was already taken."""

    status_code = 409


class TooLarge(StaffdevError):
    """More was sent than is accepted."""

    status_code = 413


class Invalid(StaffdevError):
    """What was typed has to be corrected: one advice a field; the empty field name is for the whole form."""

    status_code = 422

    def __init__(self, problems: Mapping[str, Advice]) -> None:
        self.problems = {name: sentence(advice) for name, advice in problems.items()}
        super().__init__(next(iter(self.problems.values())))


class Throttled(StaffdevError):
    """Too many tries; `seconds` says when to try again."""

    status_code = 429

    def __init__(self, advice: Advice, *, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(advice)
