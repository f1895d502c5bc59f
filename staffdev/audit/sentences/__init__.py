"""What the log keeps as codes, in words; made when somebody reads it."""

from staffdev.audit.sentences.events import what
from staffdev.audit.sentences.faults import fault
from staffdev.audit.sentences.values import Detail, details, subject

__all__ = ["Detail", "details", "fault", "subject", "what"]
