"""Calendars of others, read carefully: only times come out of here, never a word of what they hold. Pure."""

from staffdev.ics.reading.busy import read_busy
from staffdev.ics.reading.shapes import BusyFile, BusyTime, Span, UnreadableCalendar

__all__ = ["BusyFile", "BusyTime", "Span", "UnreadableCalendar", "read_busy"]
