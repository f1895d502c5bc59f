"""Calendars as we send them (RFC 5545, 5546, 7986): the same rows always give the same bytes. Pure."""

from staffdev.ics.writing.calendars import feed, series_cancelled, series_request, session_cancelled, session_request
from staffdev.ics.writing.mail import invitation_mail, invitation_message
from staffdev.ics.writing.shapes import Meeting, Party, Rule, Wording

__all__ = [
    "Meeting",
    "Party",
    "Rule",
    "Wording",
    "feed",
    "invitation_mail",
    "invitation_message",
    "series_cancelled",
    "series_request",
    "session_cancelled",
    "session_request",
]
